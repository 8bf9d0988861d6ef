//! The same form posted twice: known by its key, and by what it says.

use rules::id::ComplaintId;
use serde::Serialize;

use super::file::json_text;
use crate::{
    Error, Keyring, Reader, Tx,
    sql::{args, sql},
};

sql! {
    POSTED = "SELECT content FROM posted WHERE complaint = $1 AND key = $2";
    POST = "INSERT INTO posted (complaint, key, content) VALUES ($1, $2, $3)";
}

/// A keyed hash of what stands in a form. Photos only count: a browser without scripts sends them
/// anew, and they are given new ids.
pub(super) fn content(keys: &Keyring, said: &impl Serialize, photos: usize) -> Result<[u8; 16], Error> {
    Ok(keys.lookup("content", &json_text(&(said, photos))?))
}

/// Where a form is kept: under its key, or, when one that says something else has it, under the key
/// and its content. A form without a key is like no other.
pub(super) fn keys_of(keys: &Keyring, key: &str, content: &[u8; 16]) -> Vec<[u8; 16]> {
    if key.is_empty() {
        return Vec::new();
    }
    let both = format!("{key}\0{:032x}", u128::from_be_bytes(*content));
    vec![keys.lookup("key", key), keys.lookup("key", &both)]
}

/// Whether a form of this key is the one kept under `kept`, which says `content`. Whoever asks does
/// not know what the form says, so the content that was kept is asked.
pub(crate) fn was_posted(keys: &Keyring, key: &str, kept: &[u8], content: &[u8]) -> bool {
    let content = <[u8; 16]>::try_from(content).ok();
    content.is_some_and(|content| keys_of(keys, key, &content).iter().any(|key| key == kept))
}

impl Reader {
    /// Whether a form of this key has been sent already.
    pub(crate) async fn is_posted(&mut self, complaint: &ComplaintId, key: &str) -> Result<bool, Error> {
        if key.is_empty() {
            return Ok(false);
        }
        let key = self.keys().lookup("key", key);
        let posted: Option<(Vec<u8>,)> = self.optional(POSTED, args![complaint, key]).await?;
        Ok(posted.is_some())
    }
}

impl Tx {
    /// Whether a form arrives for the first time, noted once it does. One without a key always does,
    /// and so does one that says something else under a key that was used.
    pub(crate) async fn first_post(
        &mut self,
        complaint: &ComplaintId,
        key: &str,
        said: &impl Serialize,
        photos: usize,
    ) -> Result<bool, Error> {
        let content = content(self.keys(), said, photos)?;
        for key in keys_of(self.keys(), key, &content) {
            let posted: Option<(Vec<u8>,)> = self.optional(POSTED, args![complaint, key]).await?;
            match posted {
                Some((kept,)) if kept == content => return Ok(false),
                Some(_) => {}
                None => {
                    self.execute(POST, args![complaint, key, content]).await?;
                    return Ok(true);
                }
            }
        }
        Ok(true)
    }
}
