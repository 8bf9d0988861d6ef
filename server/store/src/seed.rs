//! Filling an empty database: each tale is played in memory by the same rules as a living complaint,
//! then written in bulk.

use std::collections::BTreeMap;

use rules::{
    access::Staff,
    change::{self, Change, State},
    complaint::Filing,
    follow::Follow,
    id::{CommunityId, ComplaintId, ComplaintNumber, EntryId, NoticeId},
    language::Language,
    moment::{Moment, Zone},
    notice::{News, Notice},
    resolution::Resolution,
    stage::{Asking, REMIND_DAYS},
    survey::Answer,
    timeline::{Event, Person, Way, Who},
    work::Work,
};

use crate::{
    Changed, Chore, Error, Scope, Store, Tx,
    complaint::{Found, NewRow, insert_args},
    fresh,
    notice::{NewNotice, add_args},
    record::Ledger,
    sql::{Statement, Value},
    survey::Kept,
    timeline::{APPEND, NewEntry, append_args},
};

/// Tales in one transaction: well below the two seconds a write may take.
const CHUNK: usize = 200;
/// Rows in one statement.
const ROWS: usize = 20;

/// A complaint to come, and what becomes of it.
#[derive(Clone, Debug)]
pub struct Tale {
    pub filing: Filing,
    pub language: Language,
    pub received: Moment,
    /// In the order of their moments.
    pub deeds: Vec<(Moment, Deed)>,
    /// The last thing to tell still waits on the to-tell list.
    pub untold: bool,
}

/// What somebody, or time, does in a tale.
#[derive(Clone, Debug)]
pub enum Deed {
    Work(Staff, Work),
    Follow(Follow),
    Answer(Answer),
    Month,
    Remind,
    Lapse,
}

/// A tale that has been played.
struct Played {
    id: ComplaintId,
    filing: Filing,
    language: Language,
    state: State,
    entries: Vec<(EntryId, Moment, Who, Event)>,
    notices: Vec<PlayedNotice>,
    resolutions: Vec<Resolution>,
    /// By the place of the resolution each is about.
    answers: BTreeMap<usize, Kept>,
}

struct PlayedNotice {
    id: NoticeId,
    /// Place of its entry.
    entry: usize,
    notice: Notice,
    at: Moment,
    told: bool,
}

impl Store {
    /// Writes tales of one community, oldest first, and says how many complaints that made. A deed
    /// the rules do not allow any more is left out.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn seed(
        &self,
        community: &CommunityId,
        zone: Zone,
        colleagues: &[Person],
        tales: Vec<Tale>,
    ) -> Result<usize, Error> {
        let mut made = 0;
        let mut tales = tales.into_iter().peekable();
        while tales.peek().is_some() {
            let chunk: Vec<Tale> = tales.by_ref().take(CHUNK).collect();
            let played =
                chunk.into_iter().map(|tale| play(tale, zone, colleagues)).collect::<Result<Vec<_>, _>>()?;
            made += played.len();
            let id = community.clone();
            self.write(Scope::Community(id.clone()), async move |tx| {
                tx.write_played(&id, zone, played).await
            })
            .await?;
        }
        Ok(made)
    }
}

/// Plays a tale by the rules.
fn play(tale: Tale, zone: Zone, colleagues: &[Person]) -> Result<Played, Error> {
    let Tale { filing, language, received, deeds, untold } = tale;
    let (state, event) = State::filed(filing.community.clone(), zone, filing.facts(), received);
    let mut played = Played {
        id: ComplaintId::new(fresh::id(received)?),
        filing,
        language,
        state,
        entries: Vec::new(),
        notices: Vec::new(),
        resolutions: Vec::new(),
        answers: BTreeMap::new(),
    };
    played.enter(received, Who::Resident, event)?;
    let last = deeds.len().saturating_sub(1);
    for (position, (at, deed)) in deeds.into_iter().enumerate() {
        played.act(at, deed, colleagues, untold && position == last)?;
    }
    Ok(played)
}

impl PlayedNotice {
    fn told_at(&self) -> Option<Moment> {
        self.told.then(|| self.at.plus_minutes(1))
    }
}

impl Played {
    fn found(&self, community: &CommunityId) -> Found {
        Found { id: self.id.clone(), community: community.clone() }
    }

    fn enter(&mut self, at: Moment, who: Who, event: Event) -> Result<(), Error> {
        self.entries.push((EntryId::new(fresh::id(at)?), at, who, event));
        Ok(())
    }

    fn act(&mut self, at: Moment, deed: Deed, colleagues: &[Person], untold: bool) -> Result<(), Error> {
        let change = match deed {
            Deed::Work(staff, work) => {
                change::work(&self.state, &staff, colleagues, self.state.facts_version, work, at).ok()
            }
            Deed::Follow(follow) => change::follow(&self.state, follow, at).ok(),
            Deed::Month => change::overdue_month(&self.state, at),
            Deed::Remind => change::remind(&self.state, at),
            Deed::Lapse => change::lapse(&self.state, at),
            Deed::Answer(answer) => return self.answer(at, answer),
        };
        change.map_or(Ok(()), |change| self.take(at, change, untold))
    }

    fn answer(&mut self, at: Moment, answer: Answer) -> Result<(), Error> {
        let about = self.resolutions.len().checked_sub(1).filter(|about| !self.answers.contains_key(about));
        let Some(about) = about.filter(|_| self.state.stage.can_be_rated()) else { return Ok(()) };
        let event = Event::SurveyAnswered { solved: answer.solved, satisfaction: answer.satisfaction };
        self.enter(at, Who::Resident, event)?;
        let follow = if answer.solved { Follow::Accept } else { Follow::NotSolved { text: String::new() } };
        let change = change::follow(&self.state, follow, at).ok();
        let reopened = change.is_some() && !answer.solved;
        self.answers.insert(about, Kept { answer, reopened, key: None, at });
        change.map_or(Ok(()), |change| self.take(at, change, false))
    }

    /// Keeps what the rules decided; what must be told is told a minute later, unless it waits.
    fn take(&mut self, at: Moment, change: Change, untold: bool) -> Result<(), Error> {
        let Change { state, who, events, news, resolution, .. } = change;
        self.state = state;
        for event in events {
            self.enter(at, who.clone(), event)?;
        }
        self.resolutions.extend(resolution);
        let entry = self.entries.len() - 1;
        for news in news.into_iter().filter(|news| news.must_be_told()) {
            let (id, notice) = (NoticeId::new(fresh::id(at)?), self.state.notice(news));
            self.notices.push(PlayedNotice { id, entry, notice, at, told: !untold });
            if !untold {
                let told = change::told(&self.state, notice, Way::Email, Who::Machine, at.plus_minutes(1));
                self.state = told.state;
                for event in told.events {
                    self.enter(at.plus_minutes(1), Who::Machine, event)?;
                }
            }
        }
        Ok(())
    }
}

/// Rows for one INSERT, written `ROWS` at a time.
struct Batch {
    statement: Statement,
    many: String,
    waiting: Vec<Vec<Value>>,
}

impl Batch {
    fn of(statement: Statement) -> Self {
        Self { statement, many: statement.repeated(ROWS), waiting: Vec::new() }
    }

    async fn add(&mut self, tx: &mut Tx, row: Vec<Value>) -> Result<(), Error> {
        self.waiting.push(row);
        if self.waiting.len() < ROWS {
            return Ok(());
        }
        let args = self.waiting.drain(..).flatten().collect();
        tx.execute_many(&self.many, args).await.map(drop)
    }

    async fn finish(self, tx: &mut Tx) -> Result<(), Error> {
        for row in self.waiting {
            tx.execute(self.statement, row).await?;
        }
        Ok(())
    }
}

impl Tx {
    async fn write_played(
        &mut self,
        community: &CommunityId,
        zone: Zone,
        all: Vec<Played>,
    ) -> Result<(), Error> {
        self.write_complaints(community, zone, &all).await?;
        self.write_entries(community, &all).await?;
        self.write_notices(community, &all).await?;
        for played in &all {
            self.write_endings(community, played).await?;
            self.write_chores(played, zone).await?;
        }
        self.count_days(community, zone, &all).await?;
        self.changed(Changed::Everything);
        Ok(())
    }

    async fn write_complaints(
        &mut self,
        community: &CommunityId,
        zone: Zone,
        all: &[Played],
    ) -> Result<(), Error> {
        let mut months: BTreeMap<(i32, u32), u32> = BTreeMap::new();
        for played in all {
            *months.entry(played.state.received.year_month(zone)).or_default() += 1;
        }
        let mut next: BTreeMap<(i32, u32), i64> = BTreeMap::new();
        for (month, many) in months {
            let last =
                self.numbers(community, &format!("complaint {}-{:02}", month.0, month.1), many).await?;
            next.insert(month, last - i64::from(many) + 1);
        }
        let mut batch = Batch::of(crate::complaint::INSERT);
        for played in all {
            let month = played.state.received.year_month(zone);
            let running = next.get_mut(&month).map_or(0, |next| {
                *next += 1;
                *next - 1
            });
            let running = u32::try_from(running).unwrap_or(u32::MAX);
            let number = ComplaintNumber::compose(community, month.0, month.1, running);
            let home = match played.filing.complaining_home() {
                Some(place) => self.home(place).await?,
                None => None,
            };
            let row = NewRow {
                id: &played.id,
                number: &number,
                code: fresh::code()?,
                key: None,
                content: None,
                language: played.language,
                home,
                filing: &played.filing,
                state: &played.state,
            };
            let args = insert_args(self.keys(), &row)?;
            batch.add(self, args).await?;
        }
        batch.finish(self).await
    }

    /// All entries of the chunk in the order they happened, numbered without gaps.
    async fn write_entries(&mut self, community: &CommunityId, all: &[Played]) -> Result<(), Error> {
        let mut entries: Vec<_> =
            all.iter().flat_map(|played| played.entries.iter().map(|entry| (&played.id, entry))).collect();
        entries.sort_by_key(|(_, entry)| entry.1);
        let many = u32::try_from(entries.len()).unwrap_or(u32::MAX);
        let last = self.numbers(community, Ledger::Timeline.word(), many).await?;
        let mut batch = Batch::of(APPEND);
        for (seq, (complaint, (id, at, who, event))) in (last - i64::from(many) + 1..).zip(entries) {
            let new = NewEntry { id, complaint, community, seq, at: *at, who, event };
            let args = append_args(self.keys(), &new)?;
            batch.add(self, args).await?;
        }
        batch.finish(self).await
    }

    async fn write_notices(&mut self, community: &CommunityId, all: &[Played]) -> Result<(), Error> {
        let mut batch = Batch::of(crate::notice::ADD);
        for played in all {
            let found = played.found(community);
            for one in &played.notices {
                let new = NewNotice {
                    id: &one.id,
                    found: &found,
                    entry: &played.entries[one.entry].0,
                    notice: one.notice,
                    state: if one.told { "sent" } else { "to_tell" },
                    made_at: one.at,
                    told_at: one.told_at(),
                };
                batch.add(self, add_args(&new)).await?;
            }
        }
        batch.finish(self).await
    }

    /// Resolutions, their surveys and answers, and the offer that is open.
    async fn write_endings(&mut self, community: &CommunityId, played: &Played) -> Result<(), Error> {
        let found = played.found(community);
        let mut told = played.notices.iter().filter(|one| one.notice.news == News::Resolved);
        for (position, resolution) in played.resolutions.iter().enumerate() {
            let survey = self.save_resolution(&found, resolution).await?;
            if let Some(at) = told.next().and_then(PlayedNotice::told_at) {
                self.survey_sent(&found.id, at).await?;
            }
            if let Some(kept) = played.answers.get(&position) {
                self.keep_answer(&survey, community, kept.clone()).await?;
            }
        }
        let before = State { offer: None, ..played.state.clone() };
        let offered_at = played.state.offer.as_ref().map_or(played.state.received, |offer| offer.at);
        self.save_offer(&played.id, &before, &played.state, &[], offered_at).await
    }

    /// What time will still bring.
    async fn write_chores(&mut self, played: &Played, zone: Zone) -> Result<(), Error> {
        let state = &played.state;
        if state.stage.is_unresolved() {
            let month_over = state.received.month_later(zone).plus_minutes(1);
            self.plan(&Chore::Month(played.id.clone()), month_over).await?;
        }
        if let Some(deadline) = state.awaited_word() {
            if state.asking == Asking::Told {
                let remind_at = deadline.from.plus_days(REMIND_DAYS);
                self.plan(&Chore::Remind(played.id.clone()), remind_at).await?;
            }
            self.plan(&Chore::Lapse(played.id.clone()), deadline.due).await?;
        }
        Ok(())
    }

    async fn count_days(&mut self, community: &CommunityId, zone: Zone, all: &[Played]) -> Result<(), Error> {
        let mut days: BTreeMap<(chrono::NaiveDate, &str), i64> = BTreeMap::new();
        for played in all {
            *days.entry((played.state.received.date(zone), "received")).or_default() += 1;
            for resolution in &played.resolutions {
                *days.entry((resolution.at.date(zone), "resolved")).or_default() += 1;
            }
            if let Some(ended) = played.state.ended {
                *days.entry((ended.date(zone), "closed")).or_default() += 1;
            }
        }
        for ((day, name), by) in days {
            self.count(community, day, name, by).await?;
        }
        Ok(())
    }
}
