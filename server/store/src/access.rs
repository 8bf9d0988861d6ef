//! Who looked at a complaint, and when.

use rules::{
    access::{Staff, Want},
    id::{CommunityId, ComplaintId, ComplaintNumber, PhotoId, StaffId},
    moment::Moment,
    notice::ToTell,
};
use serde::{Deserialize, Serialize};

use crate::{
    Error, Reader, Scope, Store, Tx,
    complaint::Found,
    record::{Ledger, row},
    sql::{args, sql},
    timeline::{read_json, write_json},
};

sql! {
    LOOKED = "INSERT INTO access (complaint, community, seq, at, payload, salt, commitment)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    LATELY by "access_complaint" = "SELECT a.community, a.seq, a.payload FROM access a JOIN complaint c ON c.id = a.complaint
        WHERE c.number = $1 AND a.at > $2 AND a.payload IS NOT NULL";
}

/// Minutes in which a list that is read again and again is one look, as a photo stays that long in
/// the reader's own browser.
const ONE_LOOK_MINUTES: i64 = 60;

/// What somebody saw of a complaint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Sight {
    /// Its page.
    Page,
    /// Its page, and on it the private link.
    PageAndLink,
    /// All of it in one, as it is printed.
    Dossier,
    Photo(PhotoId),
    /// Its line on the to-tell list.
    ToTell,
    /// Its line beside a call from its complainant's number.
    Call,
}

#[derive(Serialize)]
struct Look<'a> {
    staff: &'a StaffId,
    complaint: &'a ComplaintId,
    at: Moment,
    saw: &'a Sight,
}

/// Of a look, who it was.
#[derive(Deserialize)]
struct Looker {
    staff: StaffId,
}

impl Store {
    /// What staff still have to say to residents, as [`Store::to_tell`] reads it; that they saw it
    /// goes on record.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn show_to_tell(&self, staff: &Staff, now: Moment) -> Result<Vec<ToTell>, Error> {
        let lines = self.to_tell(staff, now).await?;
        let mut numbers: Vec<&ComplaintNumber> = lines.iter().map(|line| &line.number).collect();
        numbers.sort_unstable();
        numbers.dedup();
        self.record_lines(&numbers, Sight::ToTell, staff, now).await?;
        Ok(lines)
    }

    /// That a member of staff saw what belongs to the number of whoever calls.
    pub(crate) async fn record_call(
        &self,
        numbers: &[&ComplaintNumber],
        staff: &Staff,
        now: Moment,
    ) -> Result<(), Error> {
        self.record_lines(numbers, Sight::Call, staff, now).await
    }

    /// Lines of a list that were seen, of complaints not looked at lately.
    async fn record_lines(
        &self,
        numbers: &[&ComplaintNumber],
        saw: Sight,
        staff: &Staff,
        now: Moment,
    ) -> Result<(), Error> {
        let unseen = self.unseen(numbers, staff, now).await?;
        for community in staff.communities(Want::Handle) {
            let here = unseen.iter().filter(|found| found.community == community);
            let here: Vec<ComplaintId> = here.map(|found| found.id.clone()).collect();
            if !here.is_empty() {
                let (looker, saw) = (staff.id.clone(), saw.clone());
                self.write(Scope::Community(community.clone()), async move |tx| {
                    for complaint in &here {
                        tx.saw(&community, complaint, &looker, &saw, now).await?;
                    }
                    Ok(())
                })
                .await?;
            }
        }
        Ok(())
    }

    /// Complaints this member of staff has not looked at lately.
    async fn unseen(
        &self,
        numbers: &[&ComplaintNumber],
        staff: &Staff,
        now: Moment,
    ) -> Result<Vec<Found>, Error> {
        let mut read = self.read().await?;
        let mut unseen = Vec::new();
        for number in numbers {
            if !read.has_looked(number, &staff.id, now).await? {
                unseen.push(read.numbered(number, staff).await?);
            }
        }
        Ok(unseen)
    }

    /// Records that a member of staff looked at a photo.
    pub(crate) async fn record_photo(
        &self,
        found: Found,
        photo: &PhotoId,
        staff: &Staff,
        now: Moment,
    ) -> Result<(), Error> {
        let (photo, looker) = (Sight::Photo(photo.clone()), staff.id.clone());
        self.write(Scope::Community(found.community.clone()), async move |tx| {
            tx.saw(&found.community, &found.id, &looker, &photo, now).await
        })
        .await
    }
}

impl Reader {
    async fn has_looked(
        &mut self,
        number: &ComplaintNumber,
        staff: &StaffId,
        now: Moment,
    ) -> Result<bool, Error> {
        let since = now.plus_minutes(-ONE_LOOK_MINUTES);
        let looks: Vec<(String, i64, Vec<u8>)> = self.all(LATELY, args![number.as_str(), since]).await?;
        for (community, seq, sealed) in looks {
            let look: Looker =
                read_json(&self.keys().open("access", "payload", &row(&community, seq), &sealed)?)?;
            if look.staff == *staff {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

impl Tx {
    /// Records that a member of staff opened a complaint, and whether the link was shown.
    pub(crate) async fn looked(&mut self, found: &Found, staff: &Staff, now: Moment) -> Result<(), Error> {
        let is_shown = staff.may(Want::Handle, &found.community);
        let saw = if is_shown { Sight::PageAndLink } else { Sight::Page };
        self.saw(&found.community, &found.id, &staff.id, &saw, now).await
    }

    pub(crate) async fn saw(
        &mut self,
        community: &CommunityId,
        complaint: &ComplaintId,
        staff: &StaffId,
        saw: &Sight,
        now: Moment,
    ) -> Result<(), Error> {
        let payload = write_json(&Look { staff, complaint, at: now, saw })?;
        let recorded = self.record(community, Ledger::Access, &payload).await?;
        let sealed =
            self.keys().seal("access", "payload", &row(community.as_str(), recorded.seq), &payload)?;
        let args = args![complaint, community, recorded.seq, now, sealed, recorded.salt, recorded.commitment];
        self.execute(LOOKED, args).await.map(drop)
    }
}
