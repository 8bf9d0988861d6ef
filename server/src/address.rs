//! Where a request comes from, as far as slowing down goes. It is never written down.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use axum::extract::{ConnectInfo, Request};
use axum::http::HeaderMap;

const FORWARDED_FOR: &str = "x-forwarded-for";

/// An IPv4 address, or the half of an IPv6 address that one subscriber has to herself.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Address(IpAddr);

impl Address {
    /// Behind a proxy the last address in `X-Forwarded-For` counts, which the proxy itself has
    /// written; anybody can write the others.
    #[must_use]
    pub fn of(request: &Request, behind_proxy: bool) -> Self {
        let connected = request.extensions().get::<ConnectInfo<SocketAddr>>();
        let connected = connected.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |info| info.0.ip());
        let forwarded = if behind_proxy { forwarded(request.headers()) } else { None };
        Self::from(forwarded.unwrap_or(connected))
    }
}

impl From<IpAddr> for Address {
    fn from(ip: IpAddr) -> Self {
        Self(match ip.to_canonical() {
            IpAddr::V6(ip) => IpAddr::V6(Ipv6Addr::from_bits(ip.to_bits() >> 64 << 64)),
            v4 => v4,
        })
    }
}

fn forwarded(headers: &HeaderMap) -> Option<IpAddr> {
    let last = headers.get_all(FORWARDED_FOR).iter().next_back()?.to_str().ok()?;
    last.rsplit(',').next()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    fn request(connected: &str, forwarded: &[&str]) -> Request {
        let mut request = Request::new(Body::empty());
        let connected: SocketAddr = connected.parse().expect("an address with a port");
        request.extensions_mut().insert(ConnectInfo(connected));
        for value in forwarded {
            request.headers_mut().append(FORWARDED_FOR, value.parse().expect("a header's value"));
        }
        request
    }

    #[test]
    fn only_the_proxy_we_stand_behind_is_believed() {
        let check = |connected: &str, forwarded: &[&str], behind_proxy: bool, expected: &str| {
            let expected: IpAddr = expected.parse().expect("an address");
            let address = Address::of(&request(connected, forwarded), behind_proxy);
            assert!(address == Address::from(expected), "{connected} {forwarded:?}");
        };
        check("203.0.113.5:1", &[], false, "203.0.113.5");
        check("203.0.113.5:1", &["198.51.100.7"], false, "203.0.113.5");
        check("10.0.0.1:1", &["198.51.100.7"], true, "198.51.100.7");
        check("10.0.0.1:1", &["1.1.1.1, 198.51.100.7"], true, "198.51.100.7");
        check("10.0.0.1:1", &["1.1.1.1", "198.51.100.7"], true, "198.51.100.7");
        check("10.0.0.1:1", &["nonsense"], true, "10.0.0.1");
        check("10.0.0.1:1", &[], true, "10.0.0.1");
        check("[::ffff:203.0.113.5]:1", &[], false, "203.0.113.5");
        check("[2001:db8:1:2:3:4:5:6]:1", &[], false, "2001:db8:1:2::9");
    }
}
