//! A session of staff: its id in a cookie that scripts cannot read, the rest sealed in the store.
//!
//! The store keeps it with its own clock; a session middleware with another one would not agree
//! with the moment of the request.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use rules::id::StaffId;
use rules::moment::Moment;
use serde::{Deserialize, Serialize};
use store::Store;

/// A session that is not used for so long has ended.
const IDLE_MINUTES: i64 = 12 * 60;
/// However much it is used, a password is asked for again after so many days.
const DAYS_MAX: i64 = 7;
/// How often its end is moved on, so that not every request writes.
const RENEWED_EVERY_MINUTES: i64 = 60;
const ID_BYTES: usize = 32;
/// An id as it stands in the cookie.
const ID_CHARS: usize = 43;

/// The name of the cookie, which says how it may be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name {
    /// Over https: bound to this host, never sent in the clear.
    Secure,
    /// Over http, on a machine at hand.
    Plain,
}

impl Name {
    #[must_use]
    pub fn of(base_url: &str) -> Self {
        if base_url.starts_with("https://") { Self::Secure } else { Self::Plain }
    }

    const fn text(self) -> &'static str {
        match self {
            Self::Secure => "__Host-linli",
            Self::Plain => "linli",
        }
    }

    /// The id among these cookies, if one can be an id.
    pub(super) fn read(self, cookies: &str) -> Option<&str> {
        let mut pairs = cookies.split(';').filter_map(|pair| pair.trim().split_once('='));
        let id = pairs.find_map(|(name, value)| (name == self.text()).then_some(value))?;
        let is_one = id.len() == ID_CHARS
            && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        is_one.then_some(id)
    }

    /// Kept until the browser is closed.
    pub(super) fn set(self, id: &str) -> String {
        self.cookie(id, "")
    }

    pub(super) fn clear(self) -> String {
        self.cookie("", "; Max-Age=0")
    }

    fn cookie(self, id: &str, more: &str) -> String {
        let secure = if self == Self::Secure { "; Secure" } else { "" };
        format!("{}={id}; Path=/; HttpOnly; SameSite=Lax{secure}{more}", self.text())
    }
}

/// Who signed in, when, and with which password.
#[derive(Clone, Serialize, Deserialize)]
struct Kept {
    staff: StaffId,
    since: i64,
    renewed: i64,
    /// Which password opened it, as a keyed hash of the password's hash.
    password: [u8; 16],
}

/// A session that holds now.
#[derive(Clone)]
pub struct Session {
    id: String,
    kept: Kept,
    mark: [u8; 16],
}

impl Session {
    pub(super) fn id(&self) -> &str {
        &self.id
    }

    pub(super) const fn staff(&self) -> &StaffId {
        &self.kept.staff
    }

    /// What it is known by to whoever must not know the id.
    #[must_use]
    pub const fn mark(&self) -> [u8; 16] {
        self.mark
    }

    /// A new one, with a new id, for whoever knew the password of this hash.
    pub(super) async fn begin(
        store: &Store,
        staff: StaffId,
        password_hash: &str,
        now: Moment,
    ) -> Result<Self, store::Error> {
        let id = URL_SAFE_NO_PAD.encode(store::fresh::bytes::<ID_BYTES>()?);
        let password = password(store, password_hash);
        let kept = Kept { staff, since: now.millis(), renewed: now.millis(), password };
        store.keep_session(&id, &bytes(&kept), ends(now)).await?;
        Ok(Self::of(store, &id, kept))
    }

    /// The one with this id, unless it has ended.
    pub(super) async fn find(store: &Store, id: &str, now: Moment) -> Result<Option<Self>, store::Error> {
        let Some(bytes) = store.session(id, now).await? else { return Ok(None) };
        let Ok(kept) = serde_json::from_slice::<Kept>(&bytes) else { return Ok(None) };
        let since = Moment::from_millis(kept.since);
        if now >= since.plus_days(DAYS_MAX) {
            store.end_session(id).await?;
            return Ok(None);
        }
        Ok(Some(Self::of(store, id, kept)))
    }

    /// Used, it lasts on; false when it has been ended meanwhile.
    pub(super) async fn last_on(&self, store: &Store, now: Moment) -> Result<bool, store::Error> {
        if now.minutes_since(Moment::from_millis(self.kept.renewed)) < RENEWED_EVERY_MINUTES {
            return Ok(true);
        }
        let kept = Kept { renewed: now.millis(), ..self.kept.clone() };
        store.renew_session(&self.id, &bytes(&kept), ends(now)).await
    }

    /// Whether the password of this hash is still the one that opened it.
    pub(super) fn is_of(&self, store: &Store, password_hash: &str) -> bool {
        self.kept.password == password(store, password_hash)
    }

    fn of(store: &Store, id: &str, kept: Kept) -> Self {
        Self { id: id.to_owned(), kept, mark: store.keys().lookup("live", id) }
    }
}

fn password(store: &Store, hash: &str) -> [u8; 16] {
    store.keys().lookup("session of password", hash)
}

fn bytes(kept: &Kept) -> Vec<u8> {
    serde_json::to_vec(kept).unwrap_or_default()
}

fn ends(now: Moment) -> Moment {
    now.plus_minutes(IDLE_MINUTES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn over_https_the_cookie_is_bound_to_the_host() {
        let check = |base_url: &str, expected: &str| {
            assert_eq!(Name::of(base_url).set("x"), expected, "{base_url}");
        };
        check("https://wuye.example", "__Host-linli=x; Path=/; HttpOnly; SameSite=Lax; Secure");
        check("http://127.0.0.1:3000", "linli=x; Path=/; HttpOnly; SameSite=Lax");
        assert!(Name::Secure.clear().ends_with("; Max-Age=0"));
    }

    #[test]
    fn only_what_can_be_an_id_is_looked_up() {
        let id = "a".repeat(ID_CHARS);
        let check = |cookies: String, expected: Option<&str>| {
            assert_eq!(Name::Plain.read(&cookies), expected, "{cookies}");
        };
        check(format!("linli={id}"), Some(&id));
        check(format!("preferences=en.dark.large; linli={id}"), Some(&id));
        check(format!("__Host-linli={id}"), None);
        check("linli=short".into(), None);
        check(format!("linli={}", "%".repeat(ID_CHARS)), None);
        check(String::new(), None);
    }
}
