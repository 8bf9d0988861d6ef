//! Responsibility on its way: what is offered and to whom, who declined it, and the dispute that the office
//! rules on.

use rules::{
    alert,
    change::State,
    id::{CommunityId, ComplaintId, DisputeId, TransferId},
    kind::Department,
    moment::Moment,
    timeline::{Event, Person, Who},
    transfer::{DECLINED_MAX, Dispute, Offer, Opinion, Receiver, To},
};
use sqlx::FromRow;

use crate::{
    Error, Reader, Tx, fresh,
    sql::{args, sql},
    staff::{Cell, PersonRow, department, person},
};

sql! {
    STANDING by "transfer_standing" = "SELECT t.id, t.department, t.reason, t.offered_at, t.answered_at,
            f.id AS from_id, f.name AS from_name, f.department AS from_department,
            o.id AS to_id, o.name AS to_name, o.department AS to_department
        FROM transfer t JOIN staff f ON f.id = t.from_staff LEFT JOIN staff o ON o.id = t.to_staff
        WHERE t.complaint = $1 AND t.standing = 1 ORDER BY t.offered_at, t.id";
    OFFER = "INSERT INTO transfer (id, complaint, from_staff, to_staff, department, reason, offered_at, standing)
        VALUES ($1, $2, $3, $4, $5, $6, $7, 1)";
    ANSWER by "transfer_open" = "UPDATE transfer SET answered_at = $2, outcome = $3, standing = $4
        WHERE complaint = $1 AND answered_at IS NULL";
    SETTLE by "transfer_standing" = "UPDATE transfer SET standing = 0
        WHERE complaint = $1 AND standing = 1 AND outcome = 'declined'";
    DISPUTE by "dispute_open" = "SELECT id, departments, began_at FROM dispute WHERE complaint = $1 AND ended_at IS NULL";
    OPINIONS = "SELECT o.department, o.text, o.at, s.id, s.name FROM opinion o JOIN staff s ON s.id = o.staff
        WHERE o.dispute = $1 ORDER BY o.at, o.department";
    BEGIN = "INSERT INTO dispute (id, complaint, departments, began_at) VALUES ($1, $2, $3, $4)";
    SAY = "INSERT INTO opinion (dispute, department, staff, text, at) VALUES ($1, $2, $3, $4, $5)";
    END by "dispute_open" = "UPDATE dispute SET ended_at = $2, ruled_by = $3, ruled_to = $4
        WHERE complaint = $1 AND ended_at IS NULL";
}

#[derive(FromRow)]
struct TransferRow {
    id: String,
    department: String,
    reason: Vec<u8>,
    offered_at: i64,
    answered_at: Option<i64>,
    from_id: String,
    from_name: String,
    from_department: String,
    to_id: Cell,
    to_name: Cell,
    to_department: Cell,
}

#[derive(FromRow)]
struct OpinionRow {
    department: String,
    text: Vec<u8>,
    at: i64,
    id: String,
    name: String,
}

impl Reader {
    fn offer_of(&self, row: TransferRow) -> Result<Offer, Error> {
        let reason = self.keys().open_text("transfer", "reason", &row.id, &row.reason)?;
        let from = PersonRow { id: row.from_id, name: row.from_name, department: row.from_department };
        let to = match person(row.to_id, row.to_name, row.to_department)? {
            Some(person) => Receiver::Person(person),
            None => Receiver::Department(department(&row.department)?),
        };
        let at = Moment::from_millis(row.offered_at);
        Ok(Offer { from: from.into_person()?, to, reason, at, holders: Vec::new() })
    }

    /// Puts into a state what is offered, who has declined it, and what that has led to.
    pub(crate) async fn add_transfers(&mut self, id: &ComplaintId, state: &mut State) -> Result<(), Error> {
        for row in self.all::<TransferRow>(STANDING, args![id]).await? {
            if row.answered_at.is_some() {
                state.declined.push(department(&row.department)?);
            } else {
                state.offer = Some(self.offer_of(row)?);
            }
        }
        if state.declined.len() >= DECLINED_MAX {
            state.dispute = self.dispute(id).await?;
        }
        Ok(())
    }

    async fn dispute(&mut self, complaint: &ComplaintId) -> Result<Option<Dispute>, Error> {
        let row: Option<(String, String, i64)> = self.optional(DISPUTE, args![complaint]).await?;
        let Some((id, departments, since)) = row else { return Ok(None) };
        let mut opinions = Vec::new();
        for row in self.all::<OpinionRow>(OPINIONS, args![&id]).await? {
            let text = self.keys().open_text("opinion", "text", &place(&id, &row.department), &row.text)?;
            let by = PersonRow { id: row.id, name: row.name, department: row.department }.into_person()?;
            opinions.push(Opinion { by, text, at: Moment::from_millis(row.at) });
        }
        let departments = departments.split(',').map(department).collect::<Result<Vec<Department>, _>>()?;
        let (since, office) = (Moment::from_millis(since), Vec::new());
        Ok(Some(Dispute { since, departments, opinions, office }))
    }

    /// Names who holds what waits, as the roster stands now: an offer, a dispute.
    pub(crate) async fn held_transfers(
        &mut self,
        community: &CommunityId,
        state: &mut State,
        now: Moment,
    ) -> Result<(), Error> {
        if state.offer.is_none() && state.dispute.is_none() {
            return Ok(());
        }
        let (team, on_duty) = (self.team(community, now).await?, self.on_duty(community, now).await?);
        if let Some(offer) = &mut state.offer {
            let ids = alert::receivers(&offer.to.to(), &team, &on_duty);
            offer.holders = self.named(community, &ids, now).await?;
        }
        if let Some(dispute) = &mut state.dispute {
            let ids = alert::office(&team, &on_duty).ids;
            dispute.office = self.named(community, &ids, now).await?;
        }
        Ok(())
    }

    /// A department is whoever is in charge of it now, where anybody is.
    pub(crate) async fn in_charge(
        &mut self,
        community: &CommunityId,
        to: To,
        now: Moment,
    ) -> Result<To, Error> {
        if matches!(to, To::Staff(_)) {
            return Ok(to);
        }
        let (team, on_duty) = (self.team(community, now).await?, self.on_duty(community, now).await?);
        let first = alert::receivers(&to, &team, &on_duty).into_iter().next();
        Ok(first.map_or(to, To::Staff))
    }
}

impl Tx {
    /// Keeps what a change offers, answers or makes moot, and what becomes of a dispute.
    pub(crate) async fn save_transfers(
        &mut self,
        complaint: &ComplaintId,
        (before, after): (&State, &State),
        (who, events): (&Who, &[Event]),
        now: Moment,
    ) -> Result<(), Error> {
        match (&before.offer, &after.offer) {
            (None, Some(offer)) => self.save_offer(complaint, offer).await?,
            (Some(_), None) => {
                let (outcome, standing) = outcome(events, after);
                self.execute(ANSWER, args![complaint, now, outcome, standing]).await.map(drop)?;
            }
            _ => {}
        }
        self.save_dispute(complaint, (before, after), (who, events), now).await?;
        if !before.declined.is_empty() && after.declined.is_empty() {
            self.execute(SETTLE, args![complaint]).await?;
        }
        Ok(())
    }

    pub(crate) async fn save_offer(&mut self, complaint: &ComplaintId, offer: &Offer) -> Result<(), Error> {
        let id = TransferId::new(fresh::id(offer.at)?);
        let reason = self.keys().seal("transfer", "reason", id.as_str(), offer.reason.as_bytes())?;
        let to = match &offer.to {
            Receiver::Person(person) => Some(person.id.as_str().to_owned()),
            Receiver::Department(_) => None,
        };
        let department = offer.to.department().code();
        self.execute(OFFER, args![&id, complaint, &offer.from.id, to, department, reason, offer.at])
            .await
            .map(drop)
    }

    async fn save_dispute(
        &mut self,
        complaint: &ComplaintId,
        (before, after): (&State, &State),
        (who, events): (&Who, &[Event]),
        now: Moment,
    ) -> Result<(), Error> {
        match (&before.dispute, &after.dispute) {
            (None, Some(dispute)) => {
                let id = DisputeId::new(fresh::id(now)?);
                let codes: Vec<&str> = dispute.departments.iter().map(|one| one.code()).collect();
                self.execute(BEGIN, args![&id, complaint, codes.join(","), dispute.since]).await.map(drop)
            }
            (Some(was), Some(is)) => {
                for opinion in &is.opinions[was.opinions.len().min(is.opinions.len())..] {
                    self.save_opinion(complaint, opinion).await?;
                }
                Ok(())
            }
            (Some(_), None) => {
                let (by, to) = ruled(who, events).unzip();
                let id = |person: Person| person.id.as_str().to_owned();
                self.execute(END, args![complaint, now, by.map(id), to.map(id)]).await.map(drop)
            }
            (None, None) => Ok(()),
        }
    }

    async fn save_opinion(&mut self, complaint: &ComplaintId, opinion: &Opinion) -> Result<(), Error> {
        let (id, _, _): (String, String, i64) = self.one(DISPUTE, args![complaint]).await?;
        let Opinion { by, text, at } = opinion;
        let department = by.department.code();
        let text = self.keys().seal("opinion", "text", &place(&id, department), text.as_bytes())?;
        self.execute(SAY, args![&id, department, &by.id, text, *at]).await.map(drop)
    }
}

fn place(dispute: &str, department: &str) -> String {
    format!("{dispute}/{department}")
}

/// What became of an offer, and whether it counts on.
fn outcome(events: &[Event], after: &State) -> (&'static str, bool) {
    if events.iter().any(|event| matches!(event, Event::OfferAccepted { .. })) {
        ("accepted", false)
    } else if events.iter().any(|event| matches!(event, Event::OfferDeclined { .. })) {
        ("declined", !after.declined.is_empty())
    } else {
        ("recalled", false)
    }
}

/// Who ruled, and whom that makes responsible.
fn ruled(who: &Who, events: &[Event]) -> Option<(Person, Person)> {
    let Who::Staff(by) = who else { return None };
    let to = events.iter().find_map(|event| match event {
        Event::Ruled { to, .. } => Some(to.clone()),
        _ => None,
    });
    to.map(|to| (by.clone(), to))
}
