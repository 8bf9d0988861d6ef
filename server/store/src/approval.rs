//! Words that wait for a second person: who submitted what when, who holds it, what became of it.

use rules::{
    alert,
    approval::{Approval, Wording},
    change::State,
    commitment::Pledge,
    grading::Grade,
    id::{ApprovalId, ComplaintId, StaffId},
    kind::{Department, Kind},
    moment::Moment,
    timeline::{Event, Person, Who},
};
use serde::{Deserialize, Serialize};
use sqlx::FromRow;

use crate::{
    Chore, Error, Keyring, Reader, Tx,
    complaint::{Found, known},
    fresh,
    sql::{Value, args, sql},
    staff::PersonRow,
    timeline::{read_json, write_json},
};

sql! {
    OPEN by "approval_open" = "SELECT a.id, a.contacts, a.words, a.submitted_at, s.id AS staff, s.name, s.department
        FROM approval a JOIN staff s ON s.id = a.submitted_by WHERE a.complaint = $1 AND a.decided_at IS NULL";
    APPROVED = "SELECT a.words, a.submitted_by, a.grade, c.id AS complaint, c.community
        FROM approval a JOIN complaint c ON c.id = a.complaint WHERE a.id = $1 AND a.decision = 'approved'";
    SUBMIT = "INSERT INTO approval (id, complaint, version, contacts, words, submitted_by, submitted_at)
        SELECT $1, id, version, $3, $4, $5, $6 FROM complaint WHERE id = $2";
    DECIDE by "approval_open" = "UPDATE approval SET decision = $2, decided_at = $3, decided_by = $4, words = $5, grade = $6
        WHERE complaint = $1 AND decided_at IS NULL";
    KIND = "SELECT kind FROM complaint WHERE id = $1";
}

/// What is submitted, sealed as one: a promise has free text, too.
#[derive(Serialize, Deserialize)]
struct Words {
    wording: Wording,
    text: String,
    pledge: Option<Pledge>,
}

#[derive(FromRow)]
struct OpenRow {
    id: String,
    contacts: i64,
    words: Vec<u8>,
    submitted_at: i64,
    staff: String,
    name: String,
    department: String,
}

#[derive(FromRow)]
struct ApprovedRow {
    words: Vec<u8>,
    submitted_by: String,
    grade: i64,
    complaint: String,
    community: String,
}

/// What was approved, and goes on to others.
pub(crate) struct Approved {
    pub found: Found,
    pub author: StaffId,
    /// At which it was approved.
    pub grade: Grade,
    pub text: String,
}

impl Reader {
    /// What waits for a second person, without who that is.
    pub(crate) async fn open_approval(&mut self, complaint: &ComplaintId) -> Result<Option<Approval>, Error> {
        let row: Option<OpenRow> = self.optional(OPEN, args![complaint]).await?;
        let Some(row) = row else { return Ok(None) };
        let Words { wording, text, pledge } = opened(self.keys(), &row.id, &row.words)?;
        Ok(Some(Approval {
            wording,
            text,
            pledge,
            by: PersonRow { id: row.staff, name: row.name, department: row.department }.into_person()?,
            at: Moment::from_millis(row.submitted_at),
            contacts: u32::try_from(row.contacts).unwrap_or(0),
            holders: Vec::new(),
        }))
    }

    /// Who can approve what `author` says, as the roster stands now.
    pub(crate) async fn approvers(
        &mut self,
        found: &Found,
        state: &State,
        author: &StaffId,
        now: Moment,
    ) -> Result<(Vec<Person>, alert::People), Error> {
        let department = self.responsible(found, state).await?;
        let (team, on_duty) =
            (self.team(&found.community, now).await?, self.on_duty(&found.community, now).await?);
        let people = alert::approvers(state.graded.grade, author, department, &team, &on_duty);
        Ok((self.named(&found.community, &people.ids, now).await?, people))
    }

    /// The department that answers for the kind by the policy in force.
    pub(crate) async fn responsible(&mut self, found: &Found, state: &State) -> Result<Department, Error> {
        let (kind,): (String,) = self.one(KIND, args![&found.id]).await?;
        let policy = self.policy(state.terms.version).await?;
        Ok(policy.kinds.department(known(Kind::from_code(&kind))?))
    }

    /// What waits, with who holds it now.
    pub(crate) async fn held_approval(
        &mut self,
        found: &Found,
        state: &State,
        now: Moment,
    ) -> Result<Option<Approval>, Error> {
        let Some(approval) = state.approval.clone() else { return Ok(None) };
        let (holders, _) = self.approvers(found, state, &approval.by.id, now).await?;
        Ok(Some(Approval { holders, ..approval }))
    }

    /// What was approved; [`Error::NotFound`] unless it was.
    pub(crate) async fn approved(&mut self, id: &ApprovalId) -> Result<Approved, Error> {
        let row: ApprovedRow = self.one(APPROVED, args![id]).await?;
        let grade = u8::try_from(row.grade).ok().and_then(Grade::from_number);
        Ok(Approved {
            text: opened(self.keys(), id.as_str(), &row.words)?.text,
            author: StaffId::new(row.submitted_by),
            grade: known(grade)?,
            found: Found {
                id: ComplaintId::new(row.complaint),
                community: rules::id::CommunityId::new(row.community),
            },
        })
    }
}

impl Tx {
    /// Keeps what a change submits or decides. A reply to a whole group goes on to the others by a job.
    pub(crate) async fn save_approval(
        &mut self,
        complaint: &ComplaintId,
        before: &State,
        after: &State,
        (who, events): (&Who, &[Event]),
        now: Moment,
    ) -> Result<(), Error> {
        match (&before.approval, &after.approval) {
            (None, Some(approval)) => {
                let args = submit_args(self.keys(), complaint, approval)?;
                self.execute(SUBMIT, args).await.map(drop)
            }
            (Some(approval), None) => {
                let row: OpenRow = self.one(OPEN, args![complaint]).await?;
                let id = ApprovalId::new(row.id);
                let text = sent(events).unwrap_or(&approval.text).clone();
                let words = sealed(self.keys(), &id, &Approval { text, ..approval.clone() })?;
                let by =
                    if let Who::Staff(person) = who { Some(person.id.as_str().to_owned()) } else { None };
                let (decision, grade) = (decision(events), before.graded.grade.number());
                self.execute(DECIDE, args![complaint, decision, now, by, words, grade]).await?;
                if decision == "approved" && approval.wording == Wording::Together {
                    self.plan(&Chore::ReplyOn(id), now).await?;
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }
}

/// The arguments of [`SUBMIT`].
fn submit_args(keys: &Keyring, complaint: &ComplaintId, approval: &Approval) -> Result<Vec<Value>, Error> {
    let Approval { by, at, contacts, .. } = approval;
    let id = ApprovalId::new(fresh::id(*at)?);
    let words = sealed(keys, &id, approval)?;
    Ok(args![&id, complaint, *contacts, words, &by.id, *at])
}

fn sealed(keys: &Keyring, id: &ApprovalId, approval: &Approval) -> Result<Vec<u8>, Error> {
    let Approval { wording, text, pledge, .. } = approval.clone();
    keys.seal("approval", "words", id.as_str(), &write_json(&Words { wording, text, pledge })?)
}

fn opened(keys: &Keyring, id: &str, sealed: &[u8]) -> Result<Words, Error> {
    read_json(&keys.open("approval", "words", id, sealed)?)
}

fn decision(events: &[Event]) -> &'static str {
    let is = |wanted: fn(&Event) -> bool| events.iter().any(wanted);
    if is(|event| matches!(event, Event::Approved { .. })) {
        "approved"
    } else if is(|event| matches!(event, Event::Returned { .. })) {
        "returned"
    } else {
        "taken_back"
    }
}

/// The words that went out, where any did.
fn sent(events: &[Event]) -> Option<&String> {
    let approved = events.iter().any(|event| matches!(event, Event::Approved { .. }));
    let said = events.iter().find_map(|event| match event {
        Event::Replied { text, .. } | Event::Resolved { text, .. } => Some(text),
        Event::Recommitted { reason, .. } => Some(reason),
        _ => None,
    });
    said.filter(|_| approved)
}
