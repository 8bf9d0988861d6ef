//! The database recognises its key by one sealed row.

use rules::moment::Moment;

use super::{Keyring, MasterKey};
use crate::{
    Config, Error,
    engine::Link,
    sql::{args, sql},
};

sql! {
    FIND = "SELECT key_id, sealed FROM keyring WHERE id = 1";
    // A second process that starts at the same time finds the first one's row.
    KEEP = "INSERT INTO keyring (id, key_id, sealed, made_at) VALUES (1, $1, $2, $3) ON CONFLICT (id) DO NOTHING";
}

const PLAIN: &[u8] = b"linli";

/// The keys that belong to this database. Only an empty database gets a new key: a file made for one
/// whose own key was lost would look as if it were the right one.
pub(crate) async fn establish(link: &mut Link, config: &Config, now: Moment) -> Result<Keyring, Error> {
    let given = match &config.key {
        Some(key) => Some(key.clone()),
        None => MasterKey::load(&config.data_dir)?,
    };
    if find(link).await?.is_none() {
        let master = match given.clone() {
            Some(key) => key,
            None => MasterKey::draw()?.keep(&config.data_dir)?,
        };
        let keys = Keyring::derive(master)?;
        let sealed = keys.seal("keyring", "sealed", "1", PLAIN)?;
        link.execute(KEEP, args![keys.id(), sealed, now]).await?;
        return recognised(link, keys).await;
    }
    recognised(link, Keyring::derive(given.ok_or(Error::WrongKey)?)?).await
}

async fn find(link: &mut Link) -> Result<Option<(Vec<u8>, Vec<u8>)>, Error> {
    link.optional(FIND, args![]).await
}

async fn recognised(link: &mut Link, keys: Keyring) -> Result<Keyring, Error> {
    let (key_id, sealed) = find(link).await?.ok_or(Error::WrongKey)?;
    let opened = keys.open("keyring", "sealed", "1", &sealed);
    let ours = key_id == keys.id() && opened.is_ok_and(|plain| plain == PLAIN);
    if ours { Ok(keys) } else { Err(Error::WrongKey) }
}
