//! A new private link, where the one given out is lost or has come into other hands.

use rules::{
    change::Change,
    id::{CommunityId, ComplaintId, ComplaintNumber},
    moment::Moment,
};

use super::{change::Found, row::ComplaintRow};
use crate::{
    Changed, Error, Purpose, Scope, Store, Tx,
    sql::{args, sql},
};

sql! {
    FIND = "SELECT id, community FROM complaint WHERE number = $1";
    RAISE = "UPDATE complaint SET generation = generation + 1 WHERE id = $1 AND generation < 65535";
    RAISE_SURVEYS by "survey_complaint" = "UPDATE survey SET generation = generation + 1
        WHERE complaint = $1 AND generation < 65535";
}

impl Store {
    /// Makes every link given out so far worthless, its surveys' too, and answers the token of the new
    /// one. For who runs the machine: it asks for no viewer.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a number there is not; [`Error::Conflict`] after 65,535 links.
    pub async fn reset_link(&self, number: &ComplaintNumber, now: Moment) -> Result<String, Error> {
        let (id, community): (String, String) = self.read().await?.one(FIND, args![number.as_str()]).await?;
        let found = Found { id: ComplaintId::new(id), community: CommunityId::new(community) };
        let row = self.write(Scope::Community(found.community.clone()), async move |tx| {
            let state = tx.state(&found.id, now).await?;
            tx.save(&found, &state, Change::relinked(&state), now).await?;
            tx.complaint_row(&found.id).await
        });
        Ok(self.link_of(&row.await?))
    }

    /// Token of the private link that opens a complaint now.
    pub(super) fn link_of(&self, row: &ComplaintRow) -> String {
        self.links().token(Purpose::Complaint, row.code, row.generation())
    }
}

impl Tx {
    /// No link given out so far opens anything any more; the words to tell carry one.
    pub(super) async fn raise_links(&mut self, found: &Found) -> Result<(), Error> {
        if self.execute(RAISE, args![&found.id]).await? == 0 {
            return Err(Error::Conflict);
        }
        self.execute(RAISE_SURVEYS, args![&found.id]).await?;
        self.changed(Changed::ToTell(found.community.clone()));
        Ok(())
    }
}
