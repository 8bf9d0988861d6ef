//! By which terms complaints are found: keyed hashes of what staff read on their pages. Written with
//! every change of those words; what a sample brings is taken in later, by a job.

use std::collections::{BTreeSet, HashMap};

use rules::{
    id::{CommunityId, ComplaintId, ComplaintNumber},
    moment::Moment,
    place::BuildingName,
    search::{Content, Term, sought},
    timeline::Event,
};
use sqlx::FromRow;

use crate::{
    Changed, Error, Keyring, Reader, Scope, Store, Tx,
    complaint::{Contact, Words, known, open_json},
    fresh,
    sql::{args, sql},
    timeline::event_of,
};

sql! {
    PUT = "INSERT OR REPLACE INTO search (rowid, terms) VALUES ($1, $2)",
        postgres "INSERT INTO search (doc, terms) VALUES ($1, string_to_array($2, ' ')::bigint[])
        ON CONFLICT (doc) DO UPDATE SET terms = excluded.terms";
    LEAVE_GAP = "INSERT INTO search_gap (community, received, id, until) VALUES ($1, 0, '', $2)
        ON CONFLICT (community) DO UPDATE SET received = 0, id = '', until = excluded.until";
    GAP = "SELECT received, id, until FROM search_gap WHERE community = $1";
    GO_ON = "UPDATE search_gap SET received = $2, id = $3 WHERE community = $1";
    CLOSE_GAP = "DELETE FROM search_gap WHERE community = $1";
    NEXT by "complaint_received" = "SELECT id, number, words, contact, open, received FROM complaint
        WHERE community = $1 AND (received, id) > ($2, $3) AND received <= $4 ORDER BY received, id LIMIT $5";
    ENTRIES by "timeline_complaint" = "SELECT t.complaint, t.seq, t.payload FROM complaint c JOIN timeline t ON t.complaint = c.id
        WHERE c.community = $1 AND (c.received, c.id) > ($2, $3) AND (c.received, c.id) <= ($4, $5)
        ORDER BY c.received, c.id, t.seq";
}

/// Complaints taken in with one transaction, well below the two seconds it may take.
const INDEXED_AT_ONCE: u32 = 100;

#[derive(FromRow)]
struct Gap {
    received: i64,
    id: String,
    until: i64,
}

/// What terms are made of, but for the timeline.
#[derive(FromRow)]
struct Found {
    id: String,
    number: String,
    words: Vec<u8>,
    contact: Vec<u8>,
    open: i64,
    received: i64,
}

#[derive(FromRow)]
struct EntryRow {
    complaint: String,
    seq: i64,
    payload: Option<Vec<u8>>,
}

/// Hashes of terms, each made once.
struct Hashes<'k> {
    keys: &'k Keyring,
    known: HashMap<Term, i64>,
}

impl<'k> Hashes<'k> {
    fn new(keys: &'k Keyring) -> Self {
        Self { keys, known: HashMap::new() }
    }

    fn of(&mut self, term: Term) -> i64 {
        let keys = self.keys;
        *self.known.entry(term).or_insert_with_key(|term| keys.term(term.as_str()))
    }

    /// What a complaint is kept by; in an order that says nothing.
    fn of_complaint(&mut self, community: &str, found: &Found, events: &[Event]) -> Result<String, Error> {
        let words: Words = open_json(self.keys, "words", &found.id, &found.words)?;
        let contact: Contact = open_json(self.keys, "contact", &found.id, &found.contact)?;
        let places: Vec<_> = [Some(&words.place), words.home.as_ref()].into_iter().flatten().collect();
        let texts: Vec<&str> = [words.text.as_str(), &words.remedy, &contact.name, &words.outside_number]
            .into_iter()
            .chain(contact.email.as_ref().map(rules::contact::Email::as_str))
            .chain(events.iter().filter_map(Event::text))
            .collect();
        let number = known(ComplaintNumber::read(&found.number))?;
        let content =
            Content { number: &number, phone: contact.phone.as_ref(), places: &places, texts: &texts };
        let mut hashes: BTreeSet<i64> = content.terms().into_iter().map(|term| self.of(term)).collect();
        hashes.insert(self.keys.term(&side(community, found.open == 1)));
        Ok(joined(&hashes))
    }
}

/// The term of all complaints of a community that are open, or of those that are not.
fn side(community: &str, open: bool) -> String {
    format!("{}|{community}", if open { "open" } else { "closed" })
}

fn joined(hashes: &BTreeSet<i64>) -> String {
    hashes.iter().map(i64::to_string).collect::<Vec<_>>().join(" ")
}

/// What is asked of the search: open or closed complaints of one community where all of this is said.
/// `None` when nothing is said.
pub(crate) fn asked(
    keys: &Keyring,
    community: &CommunityId,
    open: bool,
    words: &str,
    buildings: &[BuildingName],
) -> Option<String> {
    let terms = sought(words, buildings);
    let mut hashes: BTreeSet<i64> = terms.iter().map(|term| keys.term(term.as_str())).collect();
    (!hashes.is_empty()).then(|| {
        hashes.insert(keys.term(&side(community.as_str(), open)));
        joined(&hashes)
    })
}

impl Store {
    /// Takes the next complaints of a sample into the search, and says whether there may be more. Asked
    /// again after it was interrupted, it goes on where it was.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn index_more(&self, community: &CommunityId) -> Result<bool, Error> {
        let community = community.clone();
        self.write(Scope::Community(community.clone()), async move |tx| tx.index_more(&community).await).await
    }
}

impl Reader {
    /// Whether the search still lacks complaints of a community.
    pub(crate) async fn has_gap(&mut self, community: &CommunityId) -> Result<bool, Error> {
        Ok(self.optional::<Gap>(GAP, args![community]).await?.is_some())
    }
}

impl Tx {
    /// Keeps what a complaint is found by, as it stands now.
    pub(crate) async fn index(&mut self, id: &ComplaintId) -> Result<(), Error> {
        let row = self.complaint_row(id).await?;
        let entries = self.timeline(id).await?;
        let events: Vec<Event> = entries.into_iter().map(|entry| entry.event).collect();
        let open = i64::from(row.stage()?.is_open());
        let (community, received) = (row.community, row.received);
        let found =
            Found { id: row.id, number: row.number, words: row.words, contact: row.contact, open, received };
        let terms = Hashes::new(self.keys()).of_complaint(&community, &found, &events)?;
        self.execute(PUT, args![fresh::doc(&found.id), terms]).await.map(drop)
    }

    /// What was received until then is taken in later.
    pub(crate) async fn leave_gap(&mut self, community: &CommunityId, until: Moment) -> Result<(), Error> {
        self.execute(LEAVE_GAP, args![community, until]).await.map(drop)
    }

    async fn index_more(&mut self, community: &CommunityId) -> Result<bool, Error> {
        let Some(gap) = self.optional::<Gap>(GAP, args![community]).await? else { return Ok(false) };
        let next = args![community, gap.received, &gap.id, gap.until, INDEXED_AT_ONCE];
        let next: Vec<Found> = self.all(NEXT, next).await?;
        let Some(last) = next.last() else {
            self.execute(CLOSE_GAP, args![community]).await?;
            self.changed(Changed::Everything);
            return Ok(false);
        };
        let (received, id) = (last.received, last.id.clone());
        let entries = args![community, gap.received, &gap.id, received, &id];
        let entries: Vec<EntryRow> = self.all(ENTRIES, entries).await?;
        let rows = self.terms_of_each(community, &next, entries)?;
        for (doc, terms) in rows {
            self.execute(PUT, args![doc, terms]).await?;
        }
        self.execute(GO_ON, args![community, received, id]).await?;
        Ok(true)
    }

    fn terms_of_each(
        &self,
        community: &CommunityId,
        all: &[Found],
        entries: Vec<EntryRow>,
    ) -> Result<Vec<(i64, String)>, Error> {
        let mut events: HashMap<String, Vec<Event>> = HashMap::new();
        for EntryRow { complaint, seq, payload } in entries {
            let Some(payload) = payload else { continue };
            let event = event_of(self.keys(), community.as_str(), seq, &payload)?;
            events.entry(complaint).or_default().push(event);
        }
        let mut hashes = Hashes::new(self.keys());
        let mut terms = |found: &Found| {
            let events = events.get(&found.id).map_or(&[][..], Vec::as_slice);
            Ok((fresh::doc(&found.id), hashes.of_complaint(community.as_str(), found, events)?))
        };
        all.iter().map(&mut terms).collect()
    }
}
