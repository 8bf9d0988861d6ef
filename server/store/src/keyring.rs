//! The keys, all derived from one master key, and what is done with them.

use std::{fmt, path::Path};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use chacha20poly1305::{
    XChaCha20Poly1305,
    aead::{Aead, KeyInit, Payload},
};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::{Error, fresh};

pub(crate) mod check;
mod file;

/// The 32 bytes everything sealed depends on. Never printed; wiped when dropped.
#[derive(Clone)]
pub struct MasterKey(Zeroizing<[u8; 32]>);

impl MasterKey {
    /// Draws a new key.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the operating system gives no randomness.
    pub fn draw() -> Result<Self, Error> {
        fresh::bytes().map(Zeroizing::new).map(Self)
    }

    /// Reads a key as it stands in the key file or the environment.
    ///
    /// # Errors
    /// [`Error::Setting`] when it is not 32 bytes in base64.
    pub fn from_base64(text: &str) -> Result<Self, Error> {
        let bytes = STANDARD.decode(text.trim()).map(Zeroizing::new);
        let key = bytes.ok().and_then(|bytes| <[u8; 32]>::try_from(bytes.as_slice()).ok());
        key.map(|key| Self(Zeroizing::new(key)))
            .ok_or(Error::Setting("the master key must be 32 bytes written in base64"))
    }

    /// As [`MasterKey::from_base64`] reads it, for a person to keep in a safe place.
    #[must_use]
    pub fn to_base64(&self) -> Zeroizing<String> {
        Zeroizing::new(STANDARD.encode(self.0.as_slice()))
    }

    /// The key kept in `folder`, if there is one.
    pub(crate) fn load(folder: &Path) -> Result<Option<Self>, Error> {
        file::load(folder)
    }

    /// Keeps the key in `folder`, or reads the one that another process has just put there.
    pub(crate) fn keep(self, folder: &Path) -> Result<Self, Error> {
        file::keep(self, folder)
    }

    fn derive<const N: usize>(&self, purpose: &str) -> Result<Zeroizing<[u8; N]>, Error> {
        let mut key = Zeroizing::new([0; N]);
        let info = ["linli/1/", purpose].concat();
        let derived =
            Hkdf::<Sha256>::new(None, self.0.as_slice()).expand(info.as_bytes(), key.as_mut_slice());
        derived.map_err(|error| Error::failed(error.to_string()))?;
        Ok(key)
    }
}

impl fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MasterKey")
    }
}

/// Length of the key's id in front of everything sealed.
const ID: usize = 4;
const NONCE: usize = 24;
/// Bytes of a search term's hash.
const TERM: usize = 5;

/// The keys derived from a master key.
pub struct Keyring {
    id: [u8; ID],
    cipher: XChaCha20Poly1305,
    lookup: Hmac<Sha256>,
    term: Hmac<Sha256>,
    link: Hmac<Sha256>,
    master: MasterKey,
}

impl Keyring {
    /// # Errors
    /// None in practice: the lengths always fit.
    pub fn derive(master: MasterKey) -> Result<Self, Error> {
        let cipher = master.derive::<32>("seal")?;
        Ok(Self {
            id: *master.derive("id")?,
            cipher: XChaCha20Poly1305::new((&*cipher).into()),
            lookup: mac(&*master.derive::<32>("lookup")?)?,
            term: mac(&*master.derive::<32>("search")?)?,
            link: mac(&*master.derive::<32>("link")?)?,
            master,
        })
    }

    /// A key for one purpose outside of the store, such as signing a cookie.
    ///
    /// # Errors
    /// None in practice: the lengths always fit.
    pub fn subkey(&self, purpose: &str) -> Result<Zeroizing<[u8; 32]>, Error> {
        self.master.derive(&["server/", purpose].concat())
    }

    /// Seals what stands in one cell: key id, nonce, then ciphertext, 44 bytes more than went in. It
    /// opens only for the same table, column and row.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the operating system gives no randomness.
    pub fn seal(&self, table: &str, column: &str, row: &str, plain: &[u8]) -> Result<Vec<u8>, Error> {
        let nonce: [u8; NONCE] = fresh::bytes()?;
        let aad = identity(table, column, row);
        let sealed = self.cipher.encrypt(&nonce.into(), Payload { msg: plain, aad: &aad });
        let sealed = sealed.map_err(|error| Error::failed(error.to_string()))?;
        Ok([&self.id[..], &nonce, &sealed].concat())
    }

    /// Opens what [`Keyring::seal`] made for the same cell.
    ///
    /// # Errors
    /// [`Error::WrongKey`] when another key sealed it, [`Error::Tampered`] when it was altered or
    /// belongs to another cell.
    pub fn open(&self, table: &str, column: &str, row: &str, sealed: &[u8]) -> Result<Vec<u8>, Error> {
        let (id, rest) = sealed.split_first_chunk::<ID>().ok_or(Error::Tampered)?;
        if *id != self.id {
            return Err(Error::WrongKey);
        }
        let (nonce, sealed) = rest.split_first_chunk::<NONCE>().ok_or(Error::Tampered)?;
        let aad = identity(table, column, row);
        self.cipher.decrypt(&(*nonce).into(), Payload { msg: sealed, aad: &aad }).map_err(|_| Error::Tampered)
    }

    /// [`Keyring::open`] for text.
    ///
    /// # Errors
    /// As [`Keyring::open`].
    pub fn open_text(&self, table: &str, column: &str, row: &str, sealed: &[u8]) -> Result<String, Error> {
        String::from_utf8(self.open(table, column, row, sealed)?).map_err(|_| Error::Tampered)
    }

    /// What a phone number or e-mail address is found by. `text` is already normalised;
    /// `kind` keeps equal texts of different kinds apart.
    #[must_use]
    pub fn lookup(&self, kind: &str, text: &str) -> [u8; 16] {
        let mut mac = self.lookup.clone();
        mac.update(kind.as_bytes());
        mac.update(&[0]);
        mac.update(text.as_bytes());
        cut(mac)
    }

    /// What a term of the search is kept as: the first 40 bits, so that a million terms seldom share
    /// one and a complaint's few hundred stay short.
    pub(crate) fn term(&self, text: &str) -> i64 {
        let mut mac = self.term.clone();
        mac.update(text.as_bytes());
        cut(mac)[..TERM].iter().fold(0, |so_far, byte| (so_far << 8) | i64::from(*byte))
    }

    /// The first 128 bits of a link's HMAC.
    pub(crate) fn link(&self, purpose: &str, body: &[u8]) -> [u8; 16] {
        let mut mac = self.link.clone();
        mac.update(purpose.as_bytes());
        mac.update(body);
        cut(mac)
    }

    pub(crate) const fn id(&self) -> &[u8] {
        &self.id
    }
}

impl fmt::Debug for Keyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keyring")
    }
}

fn mac(key: &[u8]) -> Result<Hmac<Sha256>, Error> {
    <Hmac<Sha256> as KeyInit>::new_from_slice(key).map_err(|error| Error::failed(error.to_string()))
}

fn cut(mac: Hmac<Sha256>) -> [u8; 16] {
    let full: [u8; 32] = mac.finalize().into_bytes().into();
    let mut head = [0; 16];
    head.copy_from_slice(&full[..16]);
    head
}

/// Each part behind its length, so that no two cells share an identity.
fn identity(table: &str, column: &str, row: &str) -> Vec<u8> {
    let mut identity = Vec::with_capacity(table.len() + column.len() + row.len() + 24);
    for part in [table, column, row] {
        identity.extend_from_slice(&(part.len() as u64).to_be_bytes());
        identity.extend_from_slice(part.as_bytes());
    }
    identity
}
