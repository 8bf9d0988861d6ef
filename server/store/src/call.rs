//! Calls: each a row of the log, and those who are to be called back (I3, I6, I8, I10).

mod list;

pub(crate) use list::STATEMENTS as LIST_STATEMENTS;

use std::sync::Arc;

use rules::{
    access::{Refusal, Staff, Want},
    call::{Became, CALL_BACK, Call, CallAct, Heard, Said},
    contact::Phone,
    id::{CallId, CommunityId, ComplaintId, StaffId},
    limits::PASSED_ON_PER_DAY_MAX,
    moment::Moment,
    policy::Terms,
    problem::{Field, Problems, What},
    work::Work,
};

use crate::{
    Changed, Error, Scope, Store, Tx,
    complaint::{Found, json_text},
    fresh,
    sql::{args, sql},
    timeline::write_json,
};

sql! {
    ADD = "INSERT INTO call (id, community, staff, at, passed_on, words, key, became, complaint, waits, due, tries)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0) ON CONFLICT (key) DO NOTHING";
    LATELY by "call_mine" = "SELECT COUNT(*) FROM call WHERE community = $1 AND staff = $2 AND id > $3 AND passed_on = 1";
    SAVE = "UPDATE call SET words = $2, became = $3, waits = $4, taken_by = $5, tries = $6, tried_at = $7,
            tried_by = CASE WHEN tries = $6 THEN tried_by ELSE $8 END, ended_at = $9, ended_by = $10
        WHERE id = $1";
    FILED = "UPDATE call SET became = $2, complaint = $3, waits = 0, ended_at = $4, ended_by = $5
        WHERE id = $1 AND community = $6 AND became IN ('answered', 'call_back', 'called_back')";
}

/// What a day's number of enquiries is called, before the department that answered them.
pub(crate) const ENQUIRY: &str = "enquiry ";

/// A row to be written.
struct Row<'a> {
    community: &'a CommunityId,
    staff: &'a StaffId,
    passed_on: bool,
    said: &'a Said,
    key: Option<[u8; 16]>,
    became: Became,
    complaint: Option<&'a ComplaintId>,
    /// By when somebody is to call back.
    due: Option<Moment>,
}

impl Store {
    /// Keeps what an employee passes on: somebody of customer service calls back.
    ///
    /// # Errors
    /// [`Error::Denied`] where they do not work there, or passed on as much as one may in a day.
    pub async fn pass_on(&self, heard: Heard, staff: &Staff, now: Moment) -> Result<(), Error> {
        may(staff, Want::PassOn, &heard.community)?;
        let staff = staff.clone();
        self.write(Scope::Community(heard.community.clone()), async move |tx| {
            tx.within_the_day(&heard.community, &staff.id, now).await?;
            tx.hear(&heard, &staff, true, now).await
        })
        .await
    }

    /// Keeps what whoever took a call has made of it: an enquiry answered, or somebody to be called back.
    ///
    /// # Errors
    /// [`Error::Denied`] where their duty does not include it.
    pub async fn note_call(&self, heard: Heard, staff: &Staff, now: Moment) -> Result<(), Error> {
        may(staff, Want::Handle, &heard.community)?;
        let staff = staff.clone();
        self.write(Scope::Community(heard.community.clone()), async move |tx| {
            tx.hear(&heard, &staff, false, now).await
        })
        .await
    }

    /// Does something about somebody who is to be called back.
    ///
    /// # Errors
    /// [`Error::NotFound`] where the viewer may not read it; [`Error::Denied`] as the rules say.
    pub async fn call_back(
        &self,
        id: &CallId,
        act: CallAct,
        answer: &str,
        staff: &Staff,
        now: Moment,
    ) -> Result<(), Error> {
        let community = self.call(id, staff, now).await?.community;
        let (id, answer, staff) = (id.clone(), answer.to_owned(), staff.clone());
        self.write(Scope::Community(community), async move |tx| {
            let before = tx.call(&id, now).await?;
            let after = before.after(act, &answer, &staff, now).map_err(|no| Error::Denied(no.into()))?;
            tx.save_call(&after, &staff.id).await
        })
        .await
    }
}

impl Tx {
    async fn hear(
        &mut self,
        heard: &Heard,
        staff: &Staff,
        passed_on: bool,
        now: Moment,
    ) -> Result<(), Error> {
        let Heard { community, said, became, key } = heard;
        let terms = self.terms_of(community, now).await?;
        let key = (!key.is_empty()).then(|| json_text(&(&staff.id, heard))).transpose()?;
        let row = Row {
            community,
            staff: &staff.id,
            passed_on,
            said,
            key: key.map(|key| self.keys().lookup("call", &key)),
            became: *became,
            complaint: None,
            due: (*became == Became::CallBack).then(|| terms.after(CALL_BACK, now)),
        };
        let is_first = self.log_call(&row, now).await?;
        if is_first && *became == Became::Answered {
            self.count_enquiry(community, staff, &terms, now).await?;
        }
        Ok(())
    }

    /// By the department that answers.
    async fn count_enquiry(
        &mut self,
        community: &CommunityId,
        staff: &Staff,
        terms: &Arc<Terms>,
        now: Moment,
    ) -> Result<(), Error> {
        let name = format!("{ENQUIRY}{}", staff.department.code());
        let day = crate::community::day(now, terms.zone);
        self.count(community, day, &name, 1).await?;
        Ok(())
    }

    /// Whether the row is there for the first time.
    async fn log_call(&mut self, row: &Row<'_>, now: Moment) -> Result<bool, Error> {
        let id = CallId::new(fresh::id(now)?);
        let words = self.keys().seal("call", "words", id.as_str(), &write_json(row.said)?)?;
        let complaint = row.complaint.map(|id| id.as_str().to_owned());
        let args = args![
            &id,
            row.community,
            row.staff,
            now,
            row.passed_on,
            words,
            row.key,
            row.became.code(),
            complaint,
            row.due.is_some(),
            row.due
        ];
        let is_first = self.execute(ADD, args).await? > 0;
        self.changed(Changed::Calls(row.community.clone()));
        Ok(is_first)
    }

    async fn within_the_day(
        &mut self,
        community: &CommunityId,
        staff: &StaffId,
        now: Moment,
    ) -> Result<(), Error> {
        let max = PASSED_ON_PER_DAY_MAX;
        // Ids sort by when they were made.
        let since = CallId::new(fresh::id(now.plus_days(-1))?);
        let (passed_on,): (i64,) = self.one(LATELY, args![community, staff, &since]).await?;
        if usize::try_from(passed_on).is_ok_and(|passed_on| passed_on >= max) {
            return Err(Error::Denied(Problems::one(Field::Text, What::TooOften { max }).into()));
        }
        Ok(())
    }

    async fn save_call(&mut self, call: &Call, by: &StaffId) -> Result<(), Error> {
        let words = self.keys().seal("call", "words", call.id.as_str(), &write_json(&call.said)?)?;
        let back = call.back.as_ref();
        let ended = call.ended.as_ref();
        let args = args![
            &call.id,
            words,
            call.became.code(),
            call.became == Became::CallBack,
            back.and_then(|back| back.taken_by.as_ref()).map(|person| person.id.as_str().to_owned()),
            back.map_or(0, |back| back.tries),
            back.and_then(|back| back.tried.as_ref()).map(|tried| tried.at),
            by,
            ended.map(|ended| ended.at),
            ended.map(|_| by.as_str().to_owned())
        ];
        self.execute(SAVE, args).await?;
        self.changed(Changed::Calls(call.community.clone()));
        Ok(())
    }

    /// The row of a call of which a complaint was filed: the one it was taken over from, or another.
    pub(crate) async fn call_filed(
        &mut self,
        (call, said): (Option<&CallId>, &Said),
        (community, complaint): (&CommunityId, &ComplaintId),
        staff: &StaffId,
        now: Moment,
    ) -> Result<(), Error> {
        if let Some(call) = call {
            let args = args![call, Became::Filed.code(), complaint, now, staff, community];
            if self.execute(FILED, args).await? == 0 {
                return Err(Error::Denied(Refusal::NotNow.into()));
            }
            self.changed(Changed::Calls(community.clone()));
            return Ok(());
        }
        self.call_about(Became::Filed, said, (community, complaint), staff, now).await
    }

    /// The row of a call that is about a complaint there is: as it knows her.
    pub(crate) async fn second_contact(
        &mut self,
        found: &Found,
        staff: &Staff,
        work: &Work,
        now: Moment,
    ) -> Result<(), Error> {
        let Work::Contacted { channel, text } = work else { return Ok(()) };
        if !channel.is_spoken() {
            return Ok(());
        }
        let row = self.complaint_row(&found.id).await?;
        let (contact, words) = (row.contact(self.keys())?, row.words(self.keys())?);
        let said = said(text, &contact.name, contact.phone.as_ref(), &words.place.text);
        self.call_about(Became::Contacted, &said, (&found.community, &found.id), &staff.id, now).await
    }

    async fn call_about(
        &mut self,
        became: Became,
        said: &Said,
        (community, complaint): (&CommunityId, &ComplaintId),
        staff: &StaffId,
        now: Moment,
    ) -> Result<(), Error> {
        let row = Row {
            community,
            staff,
            passed_on: false,
            said,
            key: None,
            became,
            complaint: Some(complaint),
            due: None,
        };
        self.log_call(&row, now).await.map(drop)
    }
}

/// What was said to a complaint, as the log keeps it.
pub(crate) fn said(text: &str, name: &str, phone: Option<&Phone>, place: &str) -> Said {
    Said {
        text: text.to_owned(),
        name: name.to_owned(),
        phone: phone.cloned(),
        place: place.to_owned(),
        answer: String::new(),
    }
}

fn may(staff: &Staff, want: Want, community: &CommunityId) -> Result<(), Error> {
    if staff.may(want, community) { Ok(()) } else { Err(Error::Denied(Refusal::NotYours.into())) }
}
