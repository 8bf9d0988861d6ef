//! Numbers a community counts by: running numbers without gaps, and today's numbers.

use chrono::NaiveDate;
use rules::id::CommunityId;

use crate::{
    Error, Reader, Tx,
    sql::{args, sql},
};

sql! {
    NUMBER = "INSERT INTO sequence (community, name, value) VALUES ($1, $2, 1)
        ON CONFLICT (community, name) DO UPDATE SET value = sequence.value + 1 RETURNING value";
    NUMBERS = "INSERT INTO sequence (community, name, value) VALUES ($1, $2, $3)
        ON CONFLICT (community, name) DO UPDATE SET value = sequence.value + excluded.value RETURNING value";
    COUNT = "INSERT INTO counter (community, day, name, value) VALUES ($1, $2, $3, $4)
        ON CONFLICT (community, day, name) DO UPDATE SET value = counter.value + excluded.value RETURNING value";
    COUNTED = "SELECT name, value FROM counter WHERE community = $1 AND day = $2 ORDER BY name";
}

impl Tx {
    /// The next number of what `name` numbers, from 1, without gaps: a write that is rolled back
    /// gives its number back.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn number(&mut self, community: &CommunityId, name: &str) -> Result<i64, Error> {
        let (value,) = self.one(NUMBER, args![community, name]).await?;
        Ok(value)
    }

    /// The last of the next `many` numbers.
    pub(crate) async fn numbers(
        &mut self,
        community: &CommunityId,
        name: &str,
        many: u32,
    ) -> Result<i64, Error> {
        let (value,) = self.one(NUMBERS, args![community, name, many]).await?;
        Ok(value)
    }

    /// Adds `by` (below zero to take away) to one of the day's numbers and says what it is now.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn count(
        &mut self,
        community: &CommunityId,
        day: NaiveDate,
        name: &str,
        by: i64,
    ) -> Result<i64, Error> {
        let (value,) = self.one(COUNT, args![community, day.to_string(), name, by]).await?;
        Ok(value)
    }
}

impl Reader {
    /// The day's numbers by name; one that never moved is not among them.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn counted(
        &mut self,
        community: &CommunityId,
        day: NaiveDate,
    ) -> Result<Vec<(String, i64)>, Error> {
        self.all(COUNTED, args![community, day.to_string()]).await
    }
}
