//! Changing a complaint. The state is loaded inside the transaction, the rules decide, and what
//! they answer is written as it is: row, entries, notices, jobs, numbers.

use rules::{
    access::{Refusal, Staff, Viewer},
    change::{self, Change, Denied, State},
    deadline::Deadline,
    follow::Follow,
    id::{CommunityId, ComplaintId, ComplaintNumber, ResolutionId, SurveyId},
    moment::Moment,
    notice::Notice,
    resolution::Resolution,
    stage::{REMIND_DAYS, Stage},
    timeline::{Entry, Event, Way, Who},
    work::{Seen, Work},
};

use super::file::state_args;
use crate::{
    Changed, Chore, Error, Keyring, Purpose, Reader, Scope, Store, Tx, fresh,
    sql::{Value, args, sql},
};

sql! {
    BY_LINK = "SELECT id, community FROM complaint WHERE code = $1 AND generation = $2";
    BY_NUMBER = "SELECT id, community FROM complaint WHERE number = $1";
    COMMUNITY_OF = "SELECT community FROM complaint WHERE id = $1";
    SAVE = "UPDATE complaint SET stage = $2, open = $3, grade = $4, policy = $5, reasons = $6, facts = $7,
            facts_version = $8, deadlines = $9, course = $10, band = $11, due = $12, soon = $13, handler = $14,
            department = $15, offered_to = $16, round = $17, contacts = $18, unread = $19, contacts_again = $20, review = $21,
            resolved = $22, asking = $23, ended = $24, version = version + 1
        WHERE id = $1";
    DECLARE = "INSERT INTO declaration (complaint, staff, at) VALUES ($1, $2, $3)";
    RESOLVE = "INSERT INTO resolution (id, complaint, staff, finding, outcomes, text, at, contested_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    INVITE = "INSERT INTO survey (id, complaint, community, code, generation, made_at, sent_at)
        VALUES ($1, $2, $3, $4, 0, $5, $6)";
}

/// What only time brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tick {
    /// A month since receipt (2d).
    Month,
    /// Four days without the resident's word.
    Remind,
    /// Seven days without it.
    Lapse,
    /// The day by which a person decides whose cause a delay has.
    Cause,
}

/// A complaint and the community whose writes it is ordered with.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub id: ComplaintId,
    pub community: CommunityId,
}

impl Store {
    /// Does what a resident asks for by her link. The same form again, by its key, does nothing more.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a link that is unknown, altered or revoked; [`Error::Denied`] when
    /// the rules do not allow it.
    pub async fn follow(&self, token: &str, key: &str, follow: Follow, now: Moment) -> Result<(), Error> {
        let found = self.linked(token).await?;
        let key = key.to_owned();
        self.write(Scope::Community(found.community.clone()), async move |tx| {
            let (photos, words) = match &follow {
                Follow::Add { photos, text } => {
                    (photos.clone(), Follow::Add { text: text.clone(), photos: Vec::new() })
                }
                _ => (Vec::new(), follow.clone()),
            };
            if !tx.first_post(&found.id, &key, &words, photos.len()).await? {
                return Ok(());
            }
            let state = tx.state(&found.id, now).await?;
            follow.within_the_day(&tx.timeline(&found.id).await?, now).map_err(Denied::from)?;
            let change = change::follow(&state, follow, now).map_err(Error::Denied)?;
            let entry = tx.save(&found, &state, change, now).await?;
            tx.attach(&found.id, Some(entry), &photos).await
        })
        .await
    }

    /// Does what a member of staff wants done. The same form again, by its key, does nothing more.
    ///
    /// # Errors
    /// [`Error::NotFound`] where the viewer may not read it; [`Error::Denied`] when the rules do
    /// not allow it, with everything that has to be put right.
    pub async fn work(
        &self,
        number: &ComplaintNumber,
        staff: &Staff,
        key: &str,
        seen: impl Into<Seen>,
        work: Work,
        now: Moment,
    ) -> Result<(), Error> {
        let found = self.read().await?.numbered(number, staff).await?;
        if let Work::ReplyAll { .. } = work {
            return self.reply_all(&found, staff, key, (seen.into(), work), now).await;
        }
        let (key, staff, seen) = (key.to_owned(), staff.clone(), seen.into());
        self.write(Scope::Community(found.community.clone()), async move |tx| {
            if !tx.first_post(&found.id, &key, &(&staff.id, &work), 0).await? {
                return Ok(());
            }
            tx.draft_sent(&found.id, &staff, &work).await?;
            if matches!(work, Work::Join { .. } | Work::NotSame { .. } | Work::Leave { .. }) {
                return Box::pin(tx.sort(&found, &staff, work, now)).await;
            }
            if matches!(work, Work::NotSo { .. } | Work::MaybeSo { .. }) {
                return tx.judge(&found, &staff, work, now).await;
            }
            tx.second_contact(&found, &staff, &work, now).await?;
            // Behind pointers: what saves a complaint may save its whole group.
            Box::pin(tx.do_work(&found, &staff, seen, work, now)).await
        })
        .await
    }

    /// Does what time alone brings, if it is still due.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the complaint is gone.
    pub async fn pass_time(&self, id: &ComplaintId, tick: Tick, now: Moment) -> Result<(), Error> {
        let (community,): (String,) = self.read().await?.one(COMMUNITY_OF, args![id]).await?;
        let found = Found { id: id.clone(), community: CommunityId::new(community) };
        self.write(Scope::Community(found.community.clone()), async move |tx| {
            let state = tx.state(&found.id, now).await?;
            let change = match tick {
                Tick::Month => change::overdue_month(&state, now),
                Tick::Remind => change::remind(&state, now),
                Tick::Lapse => change::lapse(&state, now),
                Tick::Cause => tx.cause_due(&found.id, &state, now).await?,
            };
            match change {
                Some(change) => tx.save(&found, &state, change, now).await.map(drop),
                None => Ok(()),
            }
        })
        .await
    }

    /// The private link of a complaint, for who may handle it to give to its complainant again.
    ///
    /// # Errors
    /// [`Error::NotFound`] where the viewer may not read it.
    pub async fn link(&self, number: &ComplaintNumber, staff: &Staff) -> Result<String, Error> {
        let mut read = self.read().await?;
        let found = read.numbered(number, staff).await?;
        let row = read.complaint_row(&found.id).await?;
        Ok(self.link_of(&row))
    }

    /// The complaint a private link opens.
    pub(crate) async fn linked(&self, token: &str) -> Result<Found, Error> {
        let (code, generation) = self.links().read(Purpose::Complaint, token).ok_or(Error::NotFound)?;
        let row: (String, String) = self.read().await?.one(BY_LINK, args![code, generation]).await?;
        Ok(Found { id: ComplaintId::new(row.0), community: CommunityId::new(row.1) })
    }

    /// Who a private link makes of its holder.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a link that is unknown, altered or revoked.
    pub async fn viewer_by_link(&self, token: &str) -> Result<Viewer, Error> {
        self.linked(token).await.map(|found| Viewer::Link(found.id))
    }
}

impl Reader {
    /// A complaint by its number, if this member of staff may read it.
    pub(crate) async fn numbered(&mut self, number: &ComplaintNumber, staff: &Staff) -> Result<Found, Error> {
        let (id, community): (String, String) = self.one(BY_NUMBER, args![number.as_str()]).await?;
        let community = CommunityId::new(community);
        if !staff.may(rules::access::Want::Read, &community) {
            return Err(Error::NotFound);
        }
        Ok(Found { id: ComplaintId::new(id), community })
    }

    /// The complaint of a number, whoever may read it.
    pub(crate) async fn found_by_number(&mut self, number: &ComplaintNumber) -> Result<Option<Found>, Error> {
        let row: Option<(String, String)> = self.optional(BY_NUMBER, args![number.as_str()]).await?;
        Ok(row.map(|(id, community)| Found {
            id: ComplaintId::new(id),
            community: CommunityId::new(community),
        }))
    }

    /// The state the rules decide on.
    pub(crate) async fn state(&mut self, complaint: &ComplaintId, now: Moment) -> Result<State, Error> {
        let row = self.complaint_row(complaint).await?;
        let (approval, commitments) =
            (self.open_approval(complaint).await?, self.commitments(complaint).await?);
        let helps = self.helps(complaint).await?;
        let mut state = State { approval, commitments, helps, ..self.state_of(&row, now).await? };
        self.add_transfers(complaint, &mut state).await?;
        Ok(state)
    }
}

/// Facts that somebody else has changed meanwhile go together with those of the form, which then is one of
/// now; where they cannot, the rules refuse it as one of another version.
fn met(state: &State, seen: &Seen, work: Work) -> (Work, i64) {
    let Work::Establish { facts, reason } = work else { return (work, seen.facts_version) };
    match seen.meet(&facts, &state.facts) {
        Ok(facts) if seen.facts_version != state.facts_version => {
            (Work::Establish { facts, reason }, state.facts_version)
        }
        _ => (Work::Establish { facts, reason }, seen.facts_version),
    }
}

impl Tx {
    /// With what the rules need to know beside the state: who holds what waits, who can be asked, which
    /// department answers for the kind.
    async fn do_work(
        &mut self,
        found: &Found,
        staff: &Staff,
        seen: Seen,
        work: Work,
        now: Moment,
    ) -> Result<(), Error> {
        let Found { id, community } = found;
        self.hold_back(id, &seen, &work).await?;
        let mut state = self.state(id, now).await?;
        let (work, facts_version) = met(&state, &seen, work);
        if let Work::Approve { .. } | Work::Return { .. } = work {
            state.approval = self.held_approval(found, &state, now).await?;
        }
        if let Work::AcceptOffer | Work::DeclineOffer { .. } | Work::Rule { .. } = work {
            self.held_transfers(community, &mut state, now).await?;
        }
        let work = match work {
            Work::Rule { to, reason } => Work::Rule { to: self.in_charge(community, to, now).await?, reason },
            other => other,
        };
        let colleagues = match work {
            Work::Offer { .. } | Work::Rule { .. } | Work::AskHelp { .. } | Work::Committing { .. } => {
                self.colleagues(community, now).await?
            }
            _ => Vec::new(),
        };
        let change = if let Work::AskHelp { .. } = work {
            let responsible = self.responsible(found, &state).await?;
            change::helped(&state, staff, &colleagues, responsible, work, now)
        } else {
            change::work(&state, staff, &colleagues, facts_version, work, now)
        };
        self.save(found, &state, change.map_err(Error::Denied)?, now).await.map(drop)
    }

    /// Something said to her waits until its writer has seen what was said since.
    pub(crate) async fn hold_back(
        &mut self,
        id: &ComplaintId,
        seen: &Seen,
        work: &Work,
    ) -> Result<(), Error> {
        let holds = seen.entry.is_some() && work.is_said() && {
            let entries = self.timeline(id).await?;
            seen.holds_back(work, &entries)
        };
        if holds { Err(Error::Denied(Refusal::SaidSince.into())) } else { Ok(()) }
    }

    /// What her words suggest is not so, or may be after all; what they suggest is read here, so that
    /// no form says it.
    async fn judge(&mut self, found: &Found, staff: &Staff, work: Work, now: Moment) -> Result<(), Error> {
        let row = self.complaint_row(&found.id).await?;
        let state = self.state(&found.id, now).await?;
        let (words, entries) = (row.words(self.keys())?, self.timeline(&found.id).await?);
        let offered = self.offered(&row, &words, &entries, &state.facts).await?;
        let change = change::judged(&state, staff, &offered, work, now).map_err(Error::Denied)?;
        self.save(found, &state, change, now).await.map(drop)
    }

    /// Once, however often the job runs; a policy that gives longer since then is asked again on its day.
    async fn cause_due(
        &mut self,
        id: &ComplaintId,
        state: &State,
        now: Moment,
    ) -> Result<Option<Change>, Error> {
        if now < state.cause_due_at() {
            self.plan(&Chore::Cause(id.clone()), state.cause_due_at()).await?;
        }
        let is_due = |entry: &Entry| matches!(entry.event, Event::CauseDue { .. });
        let was_due = self.timeline(id).await?.iter().any(is_due);
        Ok(if was_due { None } else { change::cause_due(state, now) })
    }

    /// Notes that a resident has been told, and what that means for her deadlines.
    pub(crate) async fn told(
        &mut self,
        found: &Found,
        notice: Notice,
        way: Way,
        who: Who,
        now: Moment,
    ) -> Result<(), Error> {
        let state = self.state(&found.id, now).await?;
        if notice.news.brings_survey() {
            self.survey_sent(&found.id, now).await?;
        }
        let change = change::told(&state, notice, way, who, now);
        self.save(found, &state, change, now).await.map(drop)
    }

    /// Notes that somebody called to tell her, and nobody answered.
    pub(crate) async fn tried(
        &mut self,
        found: &Found,
        notice: Notice,
        who: Who,
        now: Moment,
    ) -> Result<(), Error> {
        let state = self.state(&found.id, now).await?;
        let change = change::tried(&state, notice, who, now);
        self.save(found, &state, change, now).await.map(drop)
    }

    /// Writes what the rules decided and answers the number of the last entry made.
    pub(crate) async fn save(
        &mut self,
        found: &Found,
        before: &State,
        change: Change,
        now: Moment,
    ) -> Result<i64, Error> {
        let mut last = None;
        for event in &change.events {
            let who = change.who_of(event);
            last = Some(self.append(&found.community, &found.id, &who, event, now).await?);
        }
        let notices: Vec<Notice> = change.notices().collect();
        let Change { state, who, events, moot, resolution, .. } = change;
        self.save_state(&found.id, &state).await?;
        self.save_transfers(&found.id, (before, &state), (&who, &events), now).await?;
        self.save_helps(found, before, &state).await?;
        self.save_approval(&found.id, before, &state, (&who, &events), now).await?;
        self.save_commitments(&found.id, before, &state, now).await?;
        if before.declared != state.declared {
            self.save_declaration(&found.id, &who, state.declared).await?;
        }
        if events.contains(&Event::Relinked) {
            self.raise_links(found).await?;
        }
        let entry = last.ok_or_else(|| Error::failed("a change without an event"))?;
        if let Some(resolution) = resolution {
            self.save_resolution(found, &resolution).await?;
        }
        let is_written_in = events.iter().any(|event| event.text().is_some());
        if is_written_in || before.stage.is_open() != state.stage.is_open() {
            self.index(&found.id).await?;
        }
        self.retire(found, &moot).await?;
        for notice in notices {
            self.tell(found, entry, notice, now).await?;
        }
        self.plan_confirmation(&found.id, before, &state).await?;
        self.count_change(found, before, &state, now).await?;
        self.changed_on_ladder(found, Some(before), &state, now).await?;
        // Re-grading others saves them, so the way back here is behind a pointer.
        Box::pin(self.keep_groups(found, (before, &state), &events, &who, now)).await?;
        self.changed(Changed::Complaint(found.id.clone(), found.community.clone()));
        Ok(entry)
    }

    /// That it is a matter of major importance (I5); once so, it stays so.
    async fn save_declaration(
        &mut self,
        id: &ComplaintId,
        who: &Who,
        declared: Option<Moment>,
    ) -> Result<(), Error> {
        let (Who::Staff(person), Some(at)) = (who, declared) else { return Ok(()) };
        self.execute(DECLARE, args![id, &person.id, at]).await.map(drop)
    }

    async fn save_state(&mut self, id: &ComplaintId, state: &State) -> Result<(), Error> {
        let mut args = args![id];
        args.extend(state_args(state)?);
        self.execute(SAVE, args).await.map(drop)
    }

    /// The resolution, and the invitation to say how it was.
    async fn save_resolution(&mut self, found: &Found, resolution: &Resolution) -> Result<(), Error> {
        let args = resolve_args(self.keys(), &found.id, resolution, None)?;
        self.execute(RESOLVE, args).await?;
        let survey = SurveyId::new(fresh::id(resolution.at)?);
        let args = invite_args(found, &survey, resolution.at, None)?;
        self.execute(INVITE, args).await.map(drop)
    }

    /// Her week begins when she is told, and anew when she was answered: plan the reminder and the end of it.
    async fn plan_confirmation(
        &mut self,
        id: &ComplaintId,
        before: &State,
        after: &State,
    ) -> Result<(), Error> {
        let anew = |deadline: &Deadline| before.awaited_word() != Some(*deadline);
        let Some(deadline) = after.awaited_word().filter(anew) else { return Ok(()) };
        self.plan(&Chore::Remind(id.clone()), deadline.from.plus_days(REMIND_DAYS)).await?;
        self.plan(&Chore::Lapse(id.clone()), deadline.due).await
    }

    async fn count_change(
        &mut self,
        found: &Found,
        before: &State,
        after: &State,
        now: Moment,
    ) -> Result<(), Error> {
        let day = crate::community::day(now, after.terms.zone);
        let resolved = after.stage == Stage::AwaitingConfirmation && before.stage != after.stage;
        if resolved {
            self.count(&found.community, day, "resolved", 1).await?;
        }
        if before.stage.is_open() && !after.stage.is_open() {
            self.count(&found.community, day, "closed", 1).await?;
        }
        Ok(())
    }
}

/// The arguments of [`RESOLVE`]; it was contested when she said that it is not solved.
pub(crate) fn resolve_args(
    keys: &Keyring,
    complaint: &ComplaintId,
    resolution: &Resolution,
    contested_at: Option<Moment>,
) -> Result<Vec<Value>, Error> {
    let Resolution { by, finding, outcomes, text, at } = resolution;
    let id = ResolutionId::new(fresh::id(*at)?);
    let text = keys.seal("resolution", "text", id.as_str(), text.as_bytes())?;
    let outcomes: Vec<&str> = outcomes.iter().map(|outcome| outcome.code()).collect();
    Ok(args![&id, complaint, &by.id, finding.code(), outcomes.join(","), text, *at, contested_at])
}

/// The arguments of [`INVITE`]; it is sent when its link has reached her.
pub(crate) fn invite_args(
    found: &Found,
    survey: &SurveyId,
    made_at: Moment,
    sent_at: Option<Moment>,
) -> Result<Vec<Value>, Error> {
    Ok(args![survey, &found.id, &found.community, fresh::code()?, made_at, sent_at])
}

impl From<Denied> for Error {
    fn from(denied: Denied) -> Self {
        Self::Denied(denied)
    }
}
