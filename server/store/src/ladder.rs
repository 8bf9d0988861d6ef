//! The ladder of a complaint: whom a change calls in its own transaction, and what a job calls when
//! its time has come. The rules say what and when; steps are never looked for, each plans the next.

use std::sync::Arc;

use rules::{
    alert::{self, About, Reached, Rung, Succession},
    change::State,
    id::{AlertId, CommunityId, ComplaintId, RungId, StaffId},
    kind::Kind,
    moment::Moment,
    policy::{Policy, Whom},
};
use sqlx::FromRow;

use crate::{
    Changed, Chore, Error, Scope, Store, Tx,
    complaint::{Found, known},
    fresh,
    sql::{Value, args, sql},
    timeline::{read_json, write_json},
};

sql! {
    RUNGS by "rung_complaint" = "SELECT id, about, whom, since, said_at, times, settled_at FROM rung WHERE complaint = $1";
    KIND = "SELECT kind FROM complaint WHERE id = $1";
    COMMUNITY_OF = "SELECT community FROM complaint WHERE id = $1";
    REACH = "INSERT INTO rung (id, complaint, community, about, whom, since, pressing, instead, made_at, said_at, times,
            settled_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        ON CONFLICT (complaint, about, whom, since) DO UPDATE SET said_at = excluded.said_at, times = rung.times + 1
        RETURNING id";
    CALL = "INSERT INTO alert (id, rung, staff, made_at, mailed, texted) VALUES ($1, $2, $3, $4, 0, 0)
        ON CONFLICT (rung, staff) DO NOTHING";
    CALLED by "alert_rung" = "SELECT a.id, s.email, s.phone FROM alert a JOIN staff s ON s.id = a.staff
        WHERE a.rung = $1 AND a.staff = $2";
    SETTLE = "UPDATE rung SET settled_at = $2, acknowledged_at = $3, acknowledged_by = $4
        WHERE id = $1 AND settled_at IS NULL";
    HAND_ON by "alert_rung" = "UPDATE alert SET settled_at = $2 WHERE rung = $1 AND staff <> $3";
    SETTLE_ALERTS by "alert_rung" = "UPDATE alert SET settled_at = $2 WHERE rung = $1";
}

/// Rungs one job calls at most; what is left is due at once again.
const AT_ONCE: usize = 50;

#[derive(FromRow)]
struct RungRow {
    id: String,
    about: String,
    whom: String,
    since: i64,
    said_at: i64,
    times: i64,
    settled_at: Option<i64>,
}

impl RungRow {
    fn reached(&self) -> Result<Reached, Error> {
        Ok(Reached {
            rung: rung(&self.about, &self.whom, self.since)?,
            said: Moment::from_millis(self.said_at),
            times: u32::try_from(self.times).unwrap_or(u32::MAX),
            settled: self.settled_at.is_some(),
        })
    }
}

/// A rung as its columns hold it.
pub(crate) fn rung(about: &str, whom: &str, since: i64) -> Result<Rung, Error> {
    Ok(Rung {
        about: read_json(about.as_bytes())?,
        whom: known(Whom::from_code(whom))?,
        since: Moment::from_millis(since),
    })
}

pub(crate) fn about_text(about: About) -> Result<String, Error> {
    String::from_utf8(write_json(&about)?).map_err(|error| Error::failed(error.to_string()))
}

/// A rung to be written.
pub(crate) struct NewRung<'a> {
    pub id: &'a RungId,
    pub found: &'a Found,
    pub rung: Rung,
    pub pressing: bool,
    pub instead: bool,
    pub at: Moment,
    pub times: u32,
    pub settled: Option<Moment>,
}

/// The arguments of [`REACH`].
pub(crate) fn reach_args(new: &NewRung<'_>) -> Result<Vec<Value>, Error> {
    let NewRung { id, found, rung, pressing, instead, at, times, settled } = *new;
    let about = about_text(rung.about)?;
    let Found { id: complaint, community } = found;
    Ok(args![
        id,
        complaint,
        community,
        about,
        rung.whom.code(),
        rung.since,
        pressing,
        instead,
        at,
        at,
        times,
        settled
    ])
}

/// One complaint on its ladder, inside a write.
struct Climb<'a> {
    found: &'a Found,
    policy: Arc<Policy>,
    state: &'a State,
    reached: Vec<Reached>,
    now: Moment,
}

impl Store {
    /// Calls whom the ladder of a complaint calls by now, and plans when it will next. What has moved,
    /// is met or was said already calls nobody.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the complaint is gone.
    pub async fn climb(&self, id: &ComplaintId, now: Moment) -> Result<(), Error> {
        let (community,): (String,) = self.read().await?.one(COMMUNITY_OF, args![id]).await?;
        let found = Found { id: id.clone(), community: CommunityId::new(community) };
        self.write(Scope::Community(found.community.clone()), async move |tx| {
            let state = tx.state(&found.id, now).await?;
            let policy = tx.policy(state.terms.version).await?;
            let reached = tx.rungs(&found.id).await?;
            let reached = reached.iter().map(RungRow::reached).collect::<Result<_, _>>()?;
            let mut climb = Climb { found: &found, policy, state: &state, reached, now };
            for _ in 0..AT_ONCE {
                match climb.next() {
                    Some(call) if call.at <= now => tx.reach(&mut climb, call.rung, &[]).await.map(drop)?,
                    _ => break,
                }
            }
            tx.plan_climb(&climb).await
        })
        .await
    }
}

/// Who has become responsible by a change, of which the ladder has spoken before.
fn new_handler<'a>(before: Option<&State>, after: &'a State) -> Option<&'a StaffId> {
    let now = after.handler.as_ref().map(|handler| &handler.id);
    let was = before?.handler.as_ref().map(|handler| &handler.id);
    now.filter(|_| now != was)
}

impl Climb<'_> {
    fn next(&self) -> Option<alert::Call> {
        alert::next(&self.policy.ladder, self.state, &self.reached, self.now)
    }

    fn note(&mut self, rung: Rung) {
        match self.reached.iter_mut().find(|one| one.rung == rung) {
            Some(again) => (again.said, again.times) = (self.now, again.times + 1),
            None => self.reached.push(Reached { rung, said: self.now, times: 1, settled: false }),
        }
    }
}

impl Tx {
    /// What a change means for the ladder, in the change's own transaction: whom it calls at once,
    /// which rungs have lost their object, and when the next calls. `before` is `None` when it is
    /// filed.
    pub(crate) async fn changed_on_ladder(
        &mut self,
        found: &Found,
        before: Option<&State>,
        after: &State,
        now: Moment,
    ) -> Result<(), Error> {
        let policy = self.policy(after.terms.version).await?;
        let rows = if before.is_some() { self.rungs(&found.id).await? } else { Vec::new() };
        let mut reached = Vec::with_capacity(rows.len());
        for row in &rows {
            let mut one = row.reached()?;
            // What a ruling gave to somebody is over once somebody else has it.
            let moved = one.rung.about == About::Given && new_handler(before, after).is_some();
            if !one.settled && (moved || !one.rung.holds(after)) {
                let nobody: (Option<Moment>, Option<&str>) = (None, None);
                self.settle_rung(&found.community, &RungId::new(row.id.as_str()), nobody, now).await?;
                one.settled = true;
            }
            reached.push(one);
        }
        if let Some(handler) = new_handler(before, after) {
            for (row, one) in rows.iter().zip(&reached) {
                let is_theirs = !matches!(one.rung.about, About::Commitment { .. });
                if one.rung.whom == Whom::Handler && is_theirs && !one.settled {
                    let at = one.rung.disturbs(now, &policy.ladder, after);
                    self.hand_on(found, &RungId::new(row.id.as_str()), handler, now, at).await?;
                }
            }
        }
        let planned = before.and_then(|before| alert::next(&policy.ladder, before, &reached, now));
        let mut climb = Climb { found, policy, state: after, reached, now };
        let mut called: Vec<(About, StaffId)> = Vec::new();
        for rung in alert::at_once(&climb.policy.ladder, before, after, now) {
            let before: Vec<StaffId> =
                called.iter().filter(|(about, _)| *about == rung.about).map(|(_, id)| id.clone()).collect();
            let people = self.reach(&mut climb, rung, &before).await?;
            called.extend(people.into_iter().map(|id| (rung.about, id)));
        }
        if planned.is_some() && planned == climb.next() { Ok(()) } else { self.plan_climb(&climb).await }
    }

    /// Another ladder is in force: what it passes over is kept as over, so that it never calls, and
    /// when it calls next is planned.
    pub(crate) async fn succeed(
        &mut self,
        found: &Found,
        state: &State,
        policy: &Arc<Policy>,
        succession: &Succession<'_>,
        now: Moment,
    ) -> Result<(), Error> {
        let reached = self.rungs(&found.id).await?;
        let reached = reached.iter().map(RungRow::reached).collect::<Result<_, _>>()?;
        let mut climb = Climb { found, policy: policy.clone(), state, reached, now };
        for rung in succession.passed_over(state) {
            if climb.reached.iter().any(|one| one.rung == rung) {
                continue;
            }
            let (id, pressing) = (RungId::new(fresh::id(now)?), rung.is_pressing(state));
            let (instead, times, settled) = (false, 0, Some(now));
            let new = NewRung { id: &id, found, rung, pressing, instead, at: now, times, settled };
            self.execute(REACH, reach_args(&new)?).await?;
            climb.reached.push(Reached { rung, said: now, times, settled: true });
        }
        let Some(call) = succession.next(state, &climb.reached, now) else { return Ok(()) };
        self.plan(&Chore::Ladder(found.id.clone()), call.at.max(now)).await
    }

    async fn rungs(&mut self, complaint: &ComplaintId) -> Result<Vec<RungRow>, Error> {
        self.all(RUNGS, args![complaint]).await
    }

    async fn plan_climb(&mut self, climb: &Climb<'_>) -> Result<(), Error> {
        let Some(call) = climb.next() else { return Ok(()) };
        self.plan(&Chore::Ladder(climb.found.id.clone()), call.at.max(climb.now)).await
    }

    /// Calls whom a rung calls but `called`, who have just heard of it: in the desk now, by e-mail
    /// and SMS once they may be disturbed. Answers who they are.
    async fn reach(
        &mut self,
        climb: &mut Climb<'_>,
        rung: Rung,
        called: &[StaffId],
    ) -> Result<Vec<StaffId>, Error> {
        let (found, now) = (climb.found, climb.now);
        let people = self.people(climb, rung).await?;
        let ids: Vec<StaffId> = people.ids.into_iter().filter(|id| !called.contains(id)).collect();
        if ids.is_empty() && !called.is_empty() {
            return Ok(ids);
        }
        let id = RungId::new(fresh::id(now)?);
        let new = NewRung {
            id: &id,
            found,
            rung,
            pressing: rung.is_pressing(climb.state),
            instead: people.instead,
            at: now,
            times: 1,
            settled: None,
        };
        let (id,): (String,) = self.one(REACH, reach_args(&new)?).await?;
        let at = rung.disturbs(now, &climb.policy.ladder, climb.state);
        for staff in &ids {
            self.alert(&RungId::new(id.as_str()), staff, now, at).await?;
        }
        climb.note(rung);
        self.changed(Changed::Alerts(found.community.clone()));
        self.changed(Changed::Complaint(found.id.clone(), found.community.clone()));
        Ok(ids)
    }

    async fn people(&mut self, climb: &Climb<'_>, rung: Rung) -> Result<alert::People, Error> {
        let (found, now) = (climb.found, climb.now);
        if let (About::Approval { .. }, Some(approval)) = (rung.about, &climb.state.approval) {
            return self.approvers(found, climb.state, &approval.by.id, now).await.map(|(_, people)| people);
        }
        let keeper = climb
            .state
            .commitments
            .iter()
            .find(|one| matches!(rung.about, About::Commitment { number, .. } if number == one.number));
        let (kind,): (String,) = self.one(KIND, args![&found.id]).await?;
        let department = climb.policy.kinds.department(known(Kind::from_code(&kind))?);
        let team = self.team(&found.community, now).await?;
        let on_duty = self.on_duty(&found.community, now).await?;
        if let About::Disputed | About::Heard = rung.about {
            return Ok(alert::office(&team, &on_duty));
        }
        let handler = keeper.map(|one| &one.person).or(climb.state.handler.as_ref());
        let handler = handler.map(|person| &person.id);
        Ok(alert::people(rung.whom, handler, department, &team, &on_duty))
    }

    /// What waits for whoever is responsible waits for who is now.
    async fn hand_on(
        &mut self,
        found: &Found,
        rung: &RungId,
        to: &StaffId,
        now: Moment,
        at: Moment,
    ) -> Result<(), Error> {
        self.execute(HAND_ON, args![rung, now, to]).await?;
        self.alert(rung, to, now, at).await?;
        self.changed(Changed::Alerts(found.community.clone()));
        Ok(())
    }

    /// Each way is a job of its own, so that none waits for another.
    pub(crate) async fn alert(
        &mut self,
        rung: &RungId,
        staff: &StaffId,
        now: Moment,
        at: Moment,
    ) -> Result<(), Error> {
        let fresh = AlertId::new(fresh::id(now)?);
        self.execute(CALL, args![&fresh, rung, staff, now]).await?;
        let (id, email, phone): (String, Option<Vec<u8>>, Option<Vec<u8>>) =
            self.one(CALLED, args![rung, staff]).await?;
        let id = AlertId::new(id);
        if email.is_some() {
            self.plan(&Chore::MailAlert(id.clone()), at).await?;
        }
        if phone.is_some() {
            self.plan(&Chore::TextAlert(id), at).await?;
        }
        Ok(())
    }

    /// Calls nobody any more; says whether it did until now.
    pub(crate) async fn settle_rung(
        &mut self,
        community: &CommunityId,
        id: &RungId,
        acknowledged: (Option<Moment>, Option<&str>),
        now: Moment,
    ) -> Result<bool, Error> {
        if self.execute(SETTLE, args![id, now, acknowledged.0, acknowledged.1]).await? == 0 {
            return Ok(false);
        }
        self.execute(SETTLE_ALERTS, args![id, now]).await?;
        self.changed(Changed::Alerts(community.clone()));
        Ok(true)
    }
}
