//! What a read and a write hold in their hands.

use std::{
    ops::{Deref, DerefMut},
    sync::Arc,
};

use crate::{
    Changed, Error, Keyring,
    engine::Link,
    policy::Policies,
    sql::{Row, Statement, Value},
};

/// A connection that only reads, from [`crate::Store::read`] or inside a write. The nouns' reads are
/// methods of it, so that a write can use them too and sees its own changes.
pub struct Reader {
    link: Link,
    keys: Arc<Keyring>,
    policies: Arc<Policies>,
    /// A statement was refused. PostgreSQL then refuses all later ones; so do we on SQLite.
    spoiled: bool,
}

impl Reader {
    pub(crate) const fn new(link: Link, keys: Arc<Keyring>, policies: Arc<Policies>) -> Self {
        Self { link, keys, policies, spoiled: false }
    }

    #[must_use]
    pub fn keys(&self) -> &Keyring {
        &self.keys
    }

    pub(crate) fn policies(&self) -> &Policies {
        &self.policies
    }

    /// The keys, for what is sealed while the connection is busy.
    pub(crate) fn shared_keys(&self) -> Arc<Keyring> {
        self.keys.clone()
    }

    pub(crate) async fn all<R: Row>(
        &mut self,
        statement: Statement,
        args: Vec<Value>,
    ) -> Result<Vec<R>, Error> {
        self.usable()?;
        let rows = self.link.all(statement, args).await;
        self.noted(rows)
    }

    pub(crate) async fn optional<R: Row>(
        &mut self,
        statement: Statement,
        args: Vec<Value>,
    ) -> Result<Option<R>, Error> {
        self.usable()?;
        let row = self.link.optional(statement, args).await;
        self.noted(row)
    }

    /// The one row there must be, else [`Error::NotFound`].
    pub(crate) async fn one<R: Row>(&mut self, statement: Statement, args: Vec<Value>) -> Result<R, Error> {
        self.optional(statement, args).await?.ok_or(Error::NotFound)
    }

    fn usable(&self) -> Result<(), Error> {
        if self.spoiled {
            return Err(Error::failed("a statement after one that was refused"));
        }
        Ok(())
    }

    fn noted<T>(&mut self, outcome: Result<T, Error>) -> Result<T, Error> {
        self.spoiled |= outcome.is_err();
        outcome
    }
}

/// A write in its transaction. A refused statement refuses the whole write, even when the closure
/// goes on: where a clash is expected, write `ON CONFLICT DO NOTHING` and count the rows.
pub struct Tx {
    reader: Reader,
    changes: Vec<Changed>,
}

impl Tx {
    pub(crate) const fn new(reader: Reader) -> Self {
        Self { reader, changes: Vec::new() }
    }

    /// Announces `change` once the write is committed.
    pub fn changed(&mut self, change: Changed) {
        if !self.changes.contains(&change) {
            self.changes.push(change);
        }
    }

    /// How many rows it changed.
    pub(crate) async fn execute(&mut self, statement: Statement, args: Vec<Value>) -> Result<u64, Error> {
        self.usable()?;
        let outcome = self.link.execute(statement, args).await;
        self.noted(outcome)
    }

    /// As [`Tx::execute`], for what [`Link::repeated`] made.
    pub(crate) async fn execute_many(&mut self, text: String, args: Vec<Value>) -> Result<u64, Error> {
        self.usable()?;
        let outcome = self.link.execute_many(text, args).await;
        self.noted(outcome)
    }

    /// Ends one closure: what it announced, or why its changes must not stay.
    pub(crate) fn settle(&mut self, outcome: Result<(), Error>) -> Result<Vec<Changed>, Error> {
        let changes = std::mem::take(&mut self.changes);
        let unspoiled = self.usable();
        self.reader.spoiled = false;
        outcome.and(unspoiled).map(|()| changes)
    }

    pub(crate) const fn link(&mut self) -> &mut Link {
        &mut self.reader.link
    }

    pub(crate) fn into_link(self) -> Link {
        self.reader.link
    }
}

impl Deref for Tx {
    type Target = Reader;

    fn deref(&self) -> &Reader {
        &self.reader
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut Reader {
        &mut self.reader
    }
}
