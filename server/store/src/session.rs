//! What the server remembers of a visitor between two requests. The id in her cookie is kept as a
//! keyed hash and the rest sealed: whoever reads the table can be nobody.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use rules::moment::Moment;

use crate::{
    Error, Scope, Store,
    sql::{args, sql},
};

sql! {
    FIND = "SELECT data FROM session WHERE id = $1 AND expires_at > $2";
    KEEP = "INSERT INTO session (id, data, expires_at) VALUES ($1, $2, $3)
        ON CONFLICT (id) DO UPDATE SET data = excluded.data, expires_at = excluded.expires_at";
    RENEW = "UPDATE session SET data = $2, expires_at = $3 WHERE id = $1";
    END = "DELETE FROM session WHERE id = $1";
    EXPIRE by "session_expires" = "DELETE FROM session WHERE expires_at <= $1";
}

impl Store {
    /// What was kept under `id`, unless it has expired.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn session(&self, id: &str, now: Moment) -> Result<Option<Vec<u8>>, Error> {
        let hash = self.keys().lookup("session", id);
        let row: Option<(Vec<u8>,)> = self.read().await?.optional(FIND, args![hash, now]).await?;
        row.map(|(sealed,)| self.keys().open("session", "data", &row_id(&hash), &sealed)).transpose()
    }

    /// Keeps `data` under `id` until `expires_at`, in place of what was there.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn keep_session(&self, id: &str, data: &[u8], expires_at: Moment) -> Result<(), Error> {
        let hash = self.keys().lookup("session", id);
        let sealed = self.keys().seal("session", "data", &row_id(&hash), data)?;
        let args = args![hash, sealed, expires_at];
        self.write(Scope::Unordered, async move |tx| tx.execute(KEEP, args).await.map(drop)).await
    }

    /// The same for one that is still kept; false when it has been ended meanwhile, and then it stays
    /// so.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn renew_session(&self, id: &str, data: &[u8], expires_at: Moment) -> Result<bool, Error> {
        let hash = self.keys().lookup("session", id);
        let sealed = self.keys().seal("session", "data", &row_id(&hash), data)?;
        let args = args![hash, sealed, expires_at];
        self.write(Scope::Unordered, async move |tx| Ok(tx.execute(RENEW, args).await? > 0)).await
    }

    /// # Errors
    /// Those of the database.
    pub async fn end_session(&self, id: &str) -> Result<(), Error> {
        let args = args![self.keys().lookup("session", id)];
        self.write(Scope::Unordered, async move |tx| tx.execute(END, args).await.map(drop)).await
    }

    /// Forgets what has expired; says how many.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn expire_sessions(&self, now: Moment) -> Result<u64, Error> {
        self.write(Scope::Unordered, async move |tx| tx.execute(EXPIRE, args![now]).await).await
    }
}

fn row_id(hash: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(hash)
}
