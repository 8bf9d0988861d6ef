//! A new private link, where the one given out has come into other hands.

use rules::id::{CommunityId, ComplaintId, ComplaintNumber};

use crate::{
    Changed, Error, Purpose, Scope, Store,
    sql::{args, sql},
};

sql! {
    FIND = "SELECT id, community FROM complaint WHERE number = $1";
    RESET = "UPDATE complaint SET generation = generation + 1, version = version + 1
        WHERE id = $1 AND generation < 65535 RETURNING code, generation";
    RESET_SURVEYS by "survey_complaint" = "UPDATE survey SET generation = generation + 1
        WHERE complaint = $1 AND generation < 65535";
}

impl Store {
    /// Makes every link given out so far worthless, its surveys' too, and answers the token of the new
    /// one. For who runs the machine: it asks for no viewer.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a number there is not; [`Error::Conflict`] after 65,535 links.
    pub async fn reset_link(&self, number: &ComplaintNumber) -> Result<String, Error> {
        let (id, community): (String, String) = self.read().await?.one(FIND, args![number.as_str()]).await?;
        let (id, community) = (ComplaintId::new(id), CommunityId::new(community));
        let reset = self.write(Scope::Community(community.clone()), async move |tx| {
            let reset: Option<(i64, i64)> = tx.optional(RESET, args![&id]).await?;
            tx.execute(RESET_SURVEYS, args![&id]).await?;
            tx.changed(Changed::Complaint(id, community));
            reset.ok_or(Error::Conflict)
        });
        let (code, generation) = reset.await?;
        Ok(self.links().token(Purpose::Complaint, code, u16::try_from(generation).unwrap_or(u16::MAX)))
    }
}
