//! Filing: one transaction for the complaint, its first entry, its photos, its notice and its jobs.

use std::sync::Arc;

use rules::{
    access::Staff,
    change::{self, State},
    complaint::Filing,
    id::{ComplaintId, ComplaintNumber, HomeId, PhotoId, StaffId},
    intake::{Channel, Intake, Referral},
    language::Language,
    likeness::Same,
    limits::RECEIPTS_PER_DAY_MAX,
    moment::Moment,
    notice::News,
    policy::Terms,
    problem::{Field, PhotoProblem, Problems, What},
    queue::Rank,
    timeline::{Event, Who},
    work::Work,
};
use sqlx::FromRow;

use super::{
    change::Found,
    posted::{content, keys_of},
    row::{Contact, Glance, Words},
};
use crate::{
    Changed, Chore, Error, Keyring, Purpose, Scope, Store, Tx,
    call::said,
    fresh,
    sql::{Value, args, sql},
    timeline::write_json,
};

sql! {
    FILED = "SELECT id, number, code, generation, content FROM complaint WHERE key = $1";
    OF_PHONE by "complaint_phone" = "SELECT COUNT(*) FROM complaint WHERE phone_hash = $1 AND received > $2";
    OF_EMAIL by "complaint_email" = "SELECT COUNT(*) FROM complaint WHERE email_hash = $1 AND received > $2";
    INSERT = "INSERT INTO complaint (id, community, number, code, key, language, channel, filer, kind, area, building, home,
            since, wishes, notice_version, words, contact, glance, phone_hash, email_hash, received, stage, open, grade, policy,
            reasons, facts, facts_version, deadlines, course, band, due, soon, handler, department, offered_to, round, contacts,
            unread, contacts_again, review, resolved, asking, ended, content, place_hash, doc, recipient, referrer, generation,
            version)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
            $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47,
            $48, $49, 0, 1)";
}

/// How many characters of what happened a row of the queue shows.
const SUMMARY_CHARS: usize = 60;

/// A complaint that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filed {
    pub id: ComplaintId,
    pub number: ComplaintNumber,
    /// Token of the private link.
    pub link: String,
}

/// A row that is in, and what its link is derived from.
#[derive(FromRow)]
struct Kept {
    id: String,
    number: String,
    code: i64,
    generation: i64,
    content: Option<Vec<u8>>,
}

impl Store {
    /// Files what a member of staff has taken down for a resident; what it is the same as is joined with it.
    ///
    /// # Errors
    /// As [`Store::file_complaint`]; [`Error::Denied`] where their duty does not include it, or there is no
    /// such other complaint in the community.
    pub async fn take_down(&self, intake: Intake, staff: &Staff, now: Moment) -> Result<Filed, Error> {
        let community = self.read().await?.community(&intake.filing.community).await?;
        let language = rules::alert::language(community.region);
        self.file(Source::Staff(Box::new(intake), staff.clone()), language, now).await
    }

    /// Files a complaint. The same form again, by its idempotency key, is the same complaint again.
    ///
    /// # Errors
    /// [`Error::Denied`] with a problem when a photo never arrived or was kept too long ago;
    /// [`Error::NotFound`] when the community is gone.
    pub async fn file_complaint(
        &self,
        filing: Filing,
        language: Language,
        now: Moment,
    ) -> Result<Filed, Error> {
        self.file(Source::Resident(Box::new(filing)), language, now).await
    }

    async fn file(&self, source: Source, language: Language, now: Moment) -> Result<Filed, Error> {
        let scope = Scope::Community(source.filing().community.clone());
        let kept = self.write(scope, async move |tx| tx.file(&source, language, now).await).await?;
        let generation = u16::try_from(kept.generation).unwrap_or(u16::MAX);
        Ok(Filed {
            id: ComplaintId::new(kept.id),
            number: super::row::known(ComplaintNumber::read(&kept.number))?,
            link: self.links().token(Purpose::Complaint, kept.code, generation),
        })
    }
}

impl Tx {
    async fn file(&mut self, source: &Source, language: Language, now: Moment) -> Result<Kept, Error> {
        let filing = source.filing();
        let content = source.content(self.keys())?;
        let mut free = None;
        for key in keys_of(self.keys(), &filing.key, &content) {
            let filed: Option<Kept> = self.optional(FILED, args![key]).await?;
            match filed {
                Some(filed) if filed.content.as_deref() == Some(&content[..]) => return Ok(filed),
                Some(_) => {}
                None => {
                    free = Some(key);
                    break;
                }
            }
        }
        let is_told_enough = self.is_told_enough(filing, now).await?;
        let terms = self.terms_of(&filing.community, now).await?;
        let zone = terms.zone;
        let (state, event) = source.begin(terms, now)?;
        let id = ComplaintId::new(fresh::id(now)?);
        let (year, month) = now.year_month(zone);
        let running = self.number(&filing.community, &format!("complaint {year}-{month:02}")).await?;
        let number = ComplaintNumber::compose(
            &filing.community,
            year,
            month,
            u32::try_from(running).unwrap_or(u32::MAX),
        );
        let code = fresh::code()?;
        let home = match filing.complaining_home() {
            Some(place) => self.home(place).await?,
            None => None,
        };
        let row = NewRow {
            id: &id,
            number: &number,
            code,
            key: free,
            content: Some(content),
            language,
            home,
            filing,
            arrived: source.arrived(),
            state: &state,
        };
        let args = insert_args(self.keys(), &row)?;
        self.execute(INSERT, args).await?;
        let entry = self.append(&filing.community, &id, &source.who(), &event, now).await?;
        self.index(&id).await?;
        self.logged(source, &id, now).await?;
        self.attach(&id, None, &filing.photos).await?;
        let found = Found { id: id.clone(), community: filing.community.clone() };
        if !is_told_enough {
            self.tell(&found, entry, state.notice(News::Received), now).await?;
        }
        let month_over = state.received.month_later(zone).plus_minutes(1);
        self.plan(&Chore::Month(id.clone()), month_over).await?;
        self.plan(&Chore::Cause(id.clone()), state.cause_due_at()).await?;
        self.plan(&Chore::Compare(id.clone()), now).await?;
        self.changed_on_ladder(&found, None, &state, now).await?;
        self.count(&filing.community, crate::community::day(now, zone), "received", 1).await?;
        if let Source::Staff(intake, staff) = source
            && let Some(with) = intake.with.clone()
        {
            self.sort(&found, staff, Work::Join { same: Same::Complaint, with }, now).await?;
        }
        self.changed(Changed::Complaint(id.clone(), filing.community.clone()));
        let (id, number) = (id.as_str().to_owned(), number.as_str().to_owned());
        Ok(Kept { id, number, code, generation: 0, content: None })
    }

    /// What was said on the phone or at the desk is a row of the call log.
    async fn logged(&mut self, source: &Source, id: &ComplaintId, now: Moment) -> Result<(), Error> {
        let Source::Staff(intake, staff) = source else { return Ok(()) };
        if intake.call.is_none() && !intake.channel.is_spoken() {
            return Ok(());
        }
        let filing = &intake.filing;
        let said = said(&filing.text, &filing.name, filing.phone.as_ref(), &filing.place.text);
        self.call_filed((intake.call.as_ref(), &said), (&filing.community, id), &staff.id, now).await
    }

    /// Whether one of her contacts has been sent as many receipts as it is in a day.
    async fn is_told_enough(&mut self, filing: &Filing, now: Moment) -> Result<bool, Error> {
        let (phone, email) = contact_hashes(self.keys(), filing);
        for (statement, hash) in [(OF_PHONE, phone), (OF_EMAIL, email)] {
            let Some(hash) = hash else { continue };
            let (filed,): (i64,) = self.one(statement, args![hash, now.plus_days(-1)]).await?;
            if usize::try_from(filed).is_ok_and(|filed| filed >= RECEIPTS_PER_DAY_MAX) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Ties photos that have arrived to the complaint that shows them, or to one entry of it.
    pub(crate) async fn attach(
        &mut self,
        complaint: &ComplaintId,
        entry: Option<i64>,
        photos: &[PhotoId],
    ) -> Result<(), Error> {
        for (position, photo) in (0_u32..).zip(photos) {
            if !self.claim_photo(photo, complaint, entry, position).await? {
                let gone = Problems::one(Field::Photos, What::Photo(PhotoProblem::Gone));
                return Err(Error::Denied(gone.into()));
            }
        }
        Ok(())
    }
}

/// Who files it.
enum Source {
    Resident(Box<Filing>),
    /// For a resident.
    Staff(Box<Intake>, Staff),
}

impl Source {
    fn filing(&self) -> &Filing {
        match self {
            Self::Resident(filing) => filing,
            Self::Staff(intake, _) => &intake.filing,
        }
    }

    /// What its form says, whoever sends it again.
    fn content(&self, keys: &Keyring) -> Result<[u8; 16], Error> {
        let filing = unphotographed(self.filing());
        let photos = self.filing().photos.len();
        match self {
            Self::Resident(_) => content(keys, &filing, photos),
            Self::Staff(intake, staff) => {
                content(keys, &(&staff.id, Intake { filing, ..Intake::clone(intake) }), photos)
            }
        }
    }

    fn begin(&self, terms: Arc<Terms>, now: Moment) -> Result<(State, Event), Error> {
        match self {
            Self::Resident(filing) => Ok(State::filed(filing.community.clone(), terms, filing.facts(), now)),
            Self::Staff(intake, staff) => {
                let community = intake.filing.community.clone();
                let taken =
                    change::taken_down(community, terms, intake.facts(), intake.outside_due, staff, now);
                taken.map_err(|refusal| Error::Denied(refusal.into()))
            }
        }
    }

    fn who(&self) -> Who {
        match self {
            Self::Resident(_) => Who::Resident,
            Self::Staff(_, staff) => Who::Staff(staff.person()),
        }
    }

    fn arrived(&self) -> Arrived<'_> {
        match self {
            Self::Resident(_) => Arrived::default(),
            Self::Staff(intake, staff) => Arrived {
                channel: intake.channel,
                recipient: Some(&staff.id),
                referral: intake.referral.as_ref(),
            },
        }
    }
}

/// How a complaint reached us.
#[derive(Clone, Copy, Default)]
pub(crate) struct Arrived<'a> {
    pub channel: Channel,
    pub recipient: Option<&'a StaffId>,
    pub referral: Option<&'a Referral>,
}

fn unphotographed(filing: &Filing) -> Filing {
    Filing { photos: Vec::new(), key: String::new(), ..filing.clone() }
}

/// By which a phone number and an e-mail address are found.
fn contact_hashes(keys: &Keyring, filing: &Filing) -> (Option<[u8; 16]>, Option<[u8; 16]>) {
    let phone = filing.phone.as_ref().map(|phone| keys.lookup("phone", &phone.normalised()));
    (phone, filing.email.as_ref().map(|email| keys.lookup("email", email.as_str())))
}

/// A complaint to be written.
pub(crate) struct NewRow<'a> {
    pub id: &'a ComplaintId,
    pub number: &'a ComplaintNumber,
    pub code: i64,
    pub key: Option<[u8; 16]>,
    pub content: Option<[u8; 16]>,
    pub language: Language,
    pub home: Option<HomeId>,
    pub filing: &'a Filing,
    pub arrived: Arrived<'a>,
    pub state: &'a State,
}

/// The arguments of [`INSERT`]: who and what, then the state.
pub(crate) fn insert_args(keys: &Keyring, row: &NewRow<'_>) -> Result<Vec<Value>, Error> {
    let NewRow { id, number, code, key, content, language, home, filing, arrived, state } = row;
    let seal = |column: &str, plain: Vec<u8>| keys.seal("complaint", column, id.as_str(), &plain);
    let outside_number = arrived.referral.map(|referral| referral.number.clone()).unwrap_or_default();
    let words = Words {
        text: filing.text.clone(),
        answers: filing.answers.clone(),
        remedy: filing.remedy.clone(),
        place: filing.place.clone(),
        home: filing.home.clone(),
        outside_number: outside_number.clone(),
    };
    let contact =
        Contact { name: filing.name.clone(), phone: filing.phone.clone(), email: filing.email.clone() };
    let glance = Glance { place: filing.place.text.clone(), summary: summary(&filing.text), outside_number };
    let wishes: Vec<&str> = filing.wishes.iter().map(|wish| wish.code()).collect();
    let (phone_hash, email_hash) = contact_hashes(keys, filing);
    let mut args = args![
        *id,
        &filing.community,
        number.as_str(),
        *code,
        *key,
        language.code(),
        arrived.channel.code(),
        filing.filer.code(),
        filing.kind.code(),
        filing.area.code(),
        filing.place.building_id.as_ref().map(|building| building.as_str().to_owned()),
        home.as_ref().map(|home| home.as_str().to_owned()),
        filing.since.map(|date| date.to_string()),
        wishes.join(","),
        filing.notice,
        seal("words", write_json(&words)?)?,
        seal("contact", write_json(&contact)?)?,
        seal("glance", write_json(&glance)?)?,
        phone_hash,
        email_hash,
        state.received
    ];
    args.extend(state_args(state)?);
    let place = crate::alike::place_hash(keys, filing.community.as_str(), &filing.place, filing.area);
    args.extend(args![
        *content,
        place,
        fresh::doc(id.as_str()),
        arrived.recipient.map(|staff| staff.as_str().to_owned()),
        arrived.referral.map(|referral| referral.by.code().to_owned())
    ]);
    Ok(args)
}

/// Everything of a row that a change can change, in the order of both statements that write it.
pub(crate) fn state_args(state: &State) -> Result<Vec<Value>, Error> {
    let running = state.deadlines.running();
    let running = running.filter(|deadline| state.stage.is_open() && deadline.paused.is_none());
    Ok(args![
        state.stage.code(),
        state.stage.is_open(),
        state.graded.grade.number(),
        state.graded_by.0,
        json_text(&state.graded.reasons)?,
        json_text(&state.facts)?,
        state.facts_version,
        json_text(&state.deadlines)?,
        json_text(&state.course)?,
        Rank::band(state.facts.safety, state.graded.grade),
        running.map_or(Rank::NEVER, |deadline| deadline.due),
        running.map_or(Rank::NEVER, |deadline| deadline.soon_from()),
        state.handler.as_ref().map(|handler| handler.id.as_str().to_owned()),
        state.handler.as_ref().map(|handler| handler.department.code().to_owned()),
        state.offer.as_ref().map(|offer| offer.to.to().code().to_owned()),
        state.round,
        state.contacts,
        state.unread,
        state.contacts_again,
        state.review,
        state.resolved,
        state.asking.code(),
        state.ended
    ])
}

/// JSON that stands in a plain column.
pub(crate) fn json_text(value: &impl serde::Serialize) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|error| Error::failed(error.to_string()))
}

/// The beginning of what happened, on one line.
fn summary(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(SUMMARY_CHARS) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
