//! Takes connections in: so many at once, none of which may keep us waiting for a request that never
//! comes.

use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
#[cfg(target_os = "linux")]
use socket2::SockRef;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;
use tokio_io_timeout::TimeoutStream;
use tower::ServiceExt;

/// Connections held at once, unless set otherwise: below the 1,024 open files most systems allow a
/// program, with room for the database and the mail.
pub const CONNECTIONS_MAX: usize = 900;
/// Seconds in which the head of a request is there, and for which a connection may lie idle: more than
/// the 60 for which proxies keep theirs, so that none is closed in the face of a request.
pub const HEAD_SECONDS_MAX: u64 = 65;
/// Seconds after which a reader that takes nothing of what is written is dropped.
pub const STALLED_SECONDS_MAX: u64 = 40;
/// Bytes the kernel takes from us beyond those that are on their way: whoever does not read costs no more.
#[cfg(target_os = "linux")]
const UNSENT_BYTES_MAX: u32 = 16 * 1024;
/// How long to wait when no connection can be taken, such as for want of open files.
const PAUSE: Duration = Duration::from_secs(1);

/// What connections may take of us.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub connections: usize,
    pub head: Duration,
    pub stalled: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: CONNECTIONS_MAX,
            head: Duration::from_secs(HEAD_SECONDS_MAX),
            stalled: Duration::from_secs(STALLED_SECONDS_MAX),
        }
    }
}

/// Answers on every connection until `stopping`, then lets the requests under way finish.
pub async fn accept(
    listener: TcpListener,
    router: Router,
    limits: Limits,
    mut stopping: watch::Receiver<bool>,
) {
    let seats = Arc::new(Semaphore::new(limits.connections.clamp(1, Semaphore::MAX_PERMITS)));
    let mut open = JoinSet::new();
    while !*stopping.borrow() {
        let next = async {
            let seat = seats.clone().acquire_owned().await;
            (seat, listener.accept().await)
        };
        let (seat, accepted) = tokio::select! {
            next = next => next,
            Some(_) = open.join_next() => continue,
            _ = stopping.changed() => break,
        };
        match accepted {
            Ok((stream, from)) => {
                let answering = answer(stream, from, router.clone(), limits, stopping.clone());
                open.spawn(async move {
                    answering.await;
                    drop(seat);
                });
            }
            Err(error) => {
                tracing::warn!("a connection was not taken: {error}");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
    drop(listener);
    while open.join_next().await.is_some() {}
}

async fn answer(
    stream: TcpStream,
    from: SocketAddr,
    router: Router,
    limits: Limits,
    mut stopping: watch::Receiver<bool>,
) {
    let service = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(from));
        router.clone().oneshot(request.map(Body::new))
    });
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(limits.head);
    let stream = TokioIo::new(Box::pin(impatient(stream, limits.stalled)));
    let mut connection = pin!(http.serve_connection(stream, service));
    // How a connection ends is its own affair: most are simply dropped by the other side.
    tokio::select! {
        _ = connection.as_mut() => return,
        _ = stopping.wait_for(|stopping| *stopping) => {}
    }
    connection.as_mut().graceful_shutdown();
    let _ = connection.await;
}

/// Ends with an error once its reader has taken nothing for so long.
fn impatient(stream: TcpStream, stalled: Duration) -> TimeoutStream<TcpStream> {
    #[cfg(target_os = "linux")]
    if let Err(error) = SockRef::from(&stream).set_tcp_notsent_lowat(UNSENT_BYTES_MAX) {
        tracing::debug!("the kernel keeps its own measure of what is unsent: {error}");
    }
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(stalled));
    stream
}
