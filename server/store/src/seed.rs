//! Filling an empty database: each tale is played in memory by the same rules as a living complaint,
//! then written in bulk by [`write`].

mod write;

use std::{collections::BTreeMap, sync::Arc};

use chrono::NaiveDateTime;
use rules::{
    access::Staff,
    approval::Approval,
    change::{self, Change, State},
    complaint::Filing,
    follow::Follow,
    id::{CommunityId, ComplaintId, HomeId, NoticeId, SurveyId},
    intake::{Channel, Referral},
    language::Language,
    moment::{Moment, Zone},
    notice::Notice,
    policy::{Policy, Terms},
    resolution::Resolution,
    survey::Answer,
    timeline::{Event, Person, Way, Who},
    work::Work,
};

use crate::{Chore, Error, Scope, Store, community::Homes, fresh, survey::Kept};

/// Tales in one transaction: well below the two seconds a write may take.
const CHUNK: usize = 1_000;
/// How often a chunk is tried that took too long, because the disk was busy with something else.
const TRIES: u32 = 5;

/// A complaint to come, and what becomes of it.
#[derive(Clone, Debug)]
pub struct Tale {
    pub filing: Filing,
    /// Where she did not file it herself.
    pub taken: Option<TakenDown>,
    pub language: Language,
    pub received: Moment,
    /// In the order of their moments.
    pub deeds: Vec<(Moment, Deed)>,
    /// The last thing to tell still waits on the to-tell list.
    pub untold: bool,
}

/// Who took a complaint down for her, and how it came.
#[derive(Clone, Debug)]
pub struct TakenDown {
    pub by: Staff,
    pub channel: Channel,
    pub referral: Option<Referral>,
    pub outside_due: Option<NaiveDateTime>,
}

/// What somebody, or time, does in a tale.
#[derive(Clone, Debug)]
pub enum Deed {
    Work(Staff, Work),
    /// What waits for a second person is sent as it is, if anything does.
    Approve(Staff),
    Follow(Follow),
    Answer(Answer),
    Month,
    /// The day by which a person decides whose cause a delay has.
    Cause,
    Remind,
    Lapse,
}

/// A tale that has been played.
struct Played {
    id: ComplaintId,
    filing: Filing,
    taken: Option<TakenDown>,
    /// The home it is about, if the community has it.
    home: Option<HomeId>,
    language: Language,
    state: State,
    /// In the order they happened.
    entries: Vec<(Moment, Who, Event)>,
    notices: Vec<PlayedNotice>,
    /// Each with the survey that goes out with it.
    resolutions: Vec<(Resolution, SurveyId)>,
    /// When each was contested, by its place.
    contested: BTreeMap<usize, Moment>,
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

/// What all tales of one community share.
#[derive(Clone)]
struct Ground {
    community: CommunityId,
    zone: Zone,
    policy: Arc<Policy>,
    /// As far as the tales go: what came before calls nobody any more.
    told: Moment,
}

/// The last moment anything happens in.
fn newest(tales: &[Tale]) -> Moment {
    let deeds = tales.iter().flat_map(|tale| tale.deeds.iter().map(|(at, _)| *at));
    tales.iter().map(|tale| tale.received).chain(deeds).max().unwrap_or_default()
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
        colleagues: &[Person],
        tales: Vec<Tale>,
    ) -> Result<usize, Error> {
        let made = tales.len();
        let mut read = self.read().await?;
        let (homes, terms) = (read.homes(community).await?, read.terms_of(community, newest(&tales)).await?);
        let policy = read.policy(terms.version).await?;
        drop(read);
        let newest = newest(&tales);
        let ground = Ground { community: community.clone(), zone: terms.zone, policy, told: newest };
        let mut tales = tales.into_iter();
        let mut next = || -> Result<Vec<Played>, Error> {
            tales.by_ref().take(CHUNK).map(|tale| play(tale, &terms, colleagues, &homes)).collect()
        };
        let mut played = next()?;
        while !played.is_empty() {
            let writing = self.write_chunk(&ground, Arc::new(played));
            // SQLite writes on a thread of its own: meanwhile the next tales are played.
            let (written, following) = tokio::join!(writing, async { next() });
            written?;
            played = following?;
        }
        let (community, told) = (community.clone(), newest);
        self.write(Scope::Jobs, async move |tx| tx.plan(&Chore::Index(community), told).await).await?;
        Ok(made)
    }

    async fn write_chunk(&self, ground: &Ground, played: Arc<Vec<Played>>) -> Result<(), Error> {
        let mut tries = 1;
        loop {
            let (ground, played) = (ground.clone(), played.clone());
            let scope = Scope::Community(ground.community.clone());
            let written = self.write(scope, async move |tx| tx.write_played(&ground, &played).await).await;
            match written {
                Err(error) if error.is_passing() && tries < TRIES => tries += 1,
                other => return other,
            }
        }
    }
}

/// Plays a tale by the rules.
fn play(tale: Tale, terms: &Arc<Terms>, colleagues: &[Person], homes: &Homes) -> Result<Played, Error> {
    let Tale { filing, taken, language, received, deeds, untold } = tale;
    let (community, terms, facts) = (filing.community.clone(), terms.clone(), filing.facts());
    let (who, (state, event)) = match &taken {
        None => (Who::Resident, State::filed(community, terms, facts, received)),
        Some(TakenDown { by, outside_due, .. }) => {
            let begun = change::taken_down(community, terms, facts, *outside_due, by, received);
            (Who::Staff(by.person()), begun.map_err(|refusal| Error::Denied(refusal.into()))?)
        }
    };
    let mut played = Played {
        id: ComplaintId::new(fresh::id(received)?),
        home: filing.complaining_home().and_then(|place| homes.at(place)),
        filing,
        taken,
        language,
        state,
        entries: Vec::new(),
        notices: Vec::new(),
        resolutions: Vec::new(),
        contested: BTreeMap::new(),
        answers: BTreeMap::new(),
    };
    played.enter(received, who, event);
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
    fn enter(&mut self, at: Moment, who: Who, event: Event) {
        self.entries.push((at, who, event));
    }

    fn act(&mut self, at: Moment, deed: Deed, colleagues: &[Person], untold: bool) -> Result<(), Error> {
        let change = match deed {
            Deed::Work(staff, work) => {
                change::work(&self.state, &staff, colleagues, self.state.facts_version, work, at).ok()
            }
            Deed::Approve(staff) => self.approved(&staff, at),
            Deed::Follow(follow) => change::follow(&self.state, follow, at).ok(),
            Deed::Cause => change::cause_due(&self.state, at),
            Deed::Month => change::overdue_month(&self.state, at),
            Deed::Remind => change::remind(&self.state, at),
            Deed::Lapse => change::lapse(&self.state, at),
            Deed::Answer(answer) => return self.answer(at, answer),
        };
        change.map_or(Ok(()), |change| self.take(at, change, untold))
    }

    fn approved(&self, by: &Staff, at: Moment) -> Option<Change> {
        let waits = self.state.approval.as_ref().filter(|approval| approval.by.id != by.id)?;
        let work = Work::Approve { submitted: waits.at, text: waits.text.clone() };
        let person = Person { id: by.id.clone(), name: by.name.clone(), department: by.department };
        let approval = Some(Approval { holders: vec![person], ..waits.clone() });
        let state = State { approval, ..self.state.clone() };
        change::work(&state, by, &[], state.facts_version, work, at).ok()
    }

    fn answer(&mut self, at: Moment, answer: Answer) -> Result<(), Error> {
        let about = self.resolutions.len().checked_sub(1).filter(|about| !self.answers.contains_key(about));
        let Some(about) = about.filter(|_| self.state.stage.can_be_rated()) else { return Ok(()) };
        let event = Event::SurveyAnswered { solved: answer.solved, satisfaction: answer.satisfaction };
        self.enter(at, Who::Resident, event);
        let follow = if answer.solved { Follow::Accept } else { Follow::NotSolved { text: String::new() } };
        let change = change::follow(&self.state, follow, at).ok();
        let reopened = change.is_some() && !answer.solved;
        self.answers.insert(about, Kept { answer, reopened, key: None, at });
        change.map_or(Ok(()), |change| self.take(at, change, false))
    }

    /// Keeps what the rules decided; what must be told is told a minute later, unless it waits.
    fn take(&mut self, at: Moment, change: Change, untold: bool) -> Result<(), Error> {
        let notices: Vec<Notice> = change.notices().collect();
        let said: Vec<Who> = change.events.iter().map(|event| change.who_of(event)).collect();
        let Change { state, events, resolution, .. } = change;
        self.state = state;
        for (event, who) in events.into_iter().zip(said) {
            if matches!(event, Event::Reopened { .. }) {
                self.contested.extend(self.resolutions.len().checked_sub(1).map(|last| (last, at)));
            }
            self.enter(at, who, event);
        }
        if let Some(resolution) = resolution {
            self.resolutions.push((resolution, SurveyId::new(fresh::id(at)?)));
        }
        let entry = self.entries.len() - 1;
        for notice in notices.into_iter().filter(|notice| notice.news.must_be_told()) {
            let id = NoticeId::new(fresh::id(at)?);
            self.notices.push(PlayedNotice { id, entry, notice, at, told: !untold });
            if !untold {
                let told = change::told(&self.state, notice, Way::Email, Who::Machine, at.plus_minutes(1));
                self.state = told.state;
                for event in told.events {
                    self.enter(at.plus_minutes(1), Who::Machine, event);
                }
            }
        }
        Ok(())
    }
}
