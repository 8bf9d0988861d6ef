//! Links are derived, not stored: revoked by raising the row's generation, worthless to whoever
//! reads the database without its key.

use std::sync::Arc;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use subtle::ConstantTimeEq;

use crate::Keyring;

/// What a link is for. A token made for one purpose does not open another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A resident follows her complaint.
    Complaint,
    /// A resident answers a survey.
    Survey,
}

impl Purpose {
    const fn word(self) -> &'static str {
        match self {
            Self::Complaint => "complaint",
            Self::Survey => "survey",
        }
    }
}

/// Code, generation and HMAC in bytes: 35 characters of base64url.
const BODY: usize = 8 + 2;
const TOKEN: usize = BODY + 16;

/// Makes and reads the tokens that stand in a link's path.
///
/// ```
/// # use std::sync::Arc;
/// use store::{Keyring, Links, MasterKey, Purpose};
/// let links = Links::new(Arc::new(Keyring::derive(MasterKey::draw()?)?));
/// let token = links.token(Purpose::Complaint, 42, 0);
/// assert_eq!(token.len(), 35);
/// assert_eq!(links.read(Purpose::Complaint, &token), Some((42, 0)));
/// assert_eq!(links.read(Purpose::Survey, &token), None);
/// # Ok::<(), store::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Links(Arc<Keyring>);

impl Links {
    #[must_use]
    pub const fn new(keys: Arc<Keyring>) -> Self {
        Self(keys)
    }

    /// The token for a row's `code` (see [`crate::fresh::code`]) and its current `generation`.
    #[must_use]
    pub fn token(&self, purpose: Purpose, code: i64, generation: u16) -> String {
        let body = body(code, generation);
        let mac = self.0.link(purpose.word(), &body);
        URL_SAFE_NO_PAD.encode([&body[..], &mac].concat())
    }

    /// Code and generation of a token we made for this purpose; `None` for anything else. Whether
    /// the generation is still the row's own is for the lookup to say.
    #[must_use]
    pub fn read(&self, purpose: Purpose, token: &str) -> Option<(i64, u16)> {
        let mut bytes = [0; TOKEN];
        let length = URL_SAFE_NO_PAD.decode_slice(token, &mut bytes).ok()?;
        let (body, mac) = bytes.split_first_chunk::<BODY>()?;
        let genuine = self.0.link(purpose.word(), body).ct_eq(mac);
        let (code, generation) = body.split_first_chunk::<8>()?;
        let generation = generation.first_chunk::<2>()?;
        (length == TOKEN && bool::from(genuine))
            .then(|| (i64::from_be_bytes(*code), u16::from_be_bytes(*generation)))
    }
}

fn body(code: i64, generation: u16) -> [u8; BODY] {
    let mut body = [0; BODY];
    body[..8].copy_from_slice(&code.to_be_bytes());
    body[8..].copy_from_slice(&generation.to_be_bytes());
    body
}
