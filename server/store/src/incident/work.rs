//! What is done with an incident until it is closed: each step an entry, nothing edited.

use rules::{
    access::{Duty, Refusal, Staff},
    alert::About,
    id::{CommunityId, IncidentId, IncidentNumber, RungId},
    incident::{Event, Stage, State, Work},
    moment::Moment,
    problem::{Field, Problems, What},
};

use super::{IncidentRow, declare::refused};
use crate::{
    Error, Scope, Store, Tx,
    complaint::known,
    sql::{args, sql},
};

sql! {
    STAGE = "SELECT stage FROM incident WHERE id = $1";
    RUNGS by "rung_incident" = "SELECT id FROM rung WHERE incident = $1 AND settled_at IS NULL";
}

impl Store {
    /// Does one thing with an incident that was last seen in `version`.
    ///
    /// # Errors
    /// [`Error::NotFound`] also where the viewer may not read it; [`Error::Denied`] where the rules refuse,
    /// or something has happened since.
    pub async fn work_on_incident(
        &self,
        number: &IncidentNumber,
        version: i64,
        work: Work,
        staff: &Staff,
        now: Moment,
    ) -> Result<(), Error> {
        let community = self.read().await?.incident_row(number, staff).await?.state()?.community;
        let (number, staff) = (number.clone(), staff.clone());
        self.write(Scope::Community(community), async move |tx| {
            let row = tx.incident_row(&number, &staff).await?;
            tx.work_on_incident(&row, version, work, &staff, now).await
        })
        .await
    }
}

impl Tx {
    async fn work_on_incident(
        &mut self,
        row: &IncidentRow,
        version: i64,
        work: Work,
        staff: &Staff,
        now: Moment,
    ) -> Result<(), Error> {
        let state = row.state()?;
        let stage = state.after(work.act(), staff).map_err(refused)?;
        // What somebody notes is true whatever happened meanwhile.
        let holds = matches!(work, Work::Note { .. } | Work::Add { .. });
        if !holds && version != state.version {
            return Err(refused(Refusal::Changed));
        }
        let (id, who) = (row.id(), staff.person());
        let place = (&id, &state.community);
        let event = match work {
            Work::Add { complaint } => {
                let found = self.found_by_number(&complaint).await?;
                let found = found.filter(|found| found.community == state.community);
                let Some(found) = found else {
                    return Err(Error::Denied(Problems::one(Field::With, What::NoSuchComplaint).into()));
                };
                let number = row.number()?;
                return self
                    .take_in((&id, &number), &state.community, vec![found.id], (&who, stage), now)
                    .await;
            }
            Work::Message { words } => return self.tell_households(row, words, staff, stage, now).await,
            Work::Send => return self.send_report(row, staff, stage, now).await,
            Work::Register { text } => Event::Registered { text },
            Work::Note { text } => Event::Noted { text },
            Work::Over { text } => Event::Over { text },
            Work::Analyse { report } => Event::Analysed { report },
            Work::Close { text } => Event::Closed { text },
        };
        self.append_incident(place, who, event, stage, now).await?;
        self.settle_calls(&id, &state, stage, now).await
    }

    /// Registered by who is in charge, nobody needs to be told that it was declared; closed, of nothing more.
    async fn settle_calls(
        &mut self,
        incident: &IncidentId,
        before: &State,
        stage: Stage,
        now: Moment,
    ) -> Result<(), Error> {
        let ends = stage == Stage::Closed || (before.stage == Stage::Declared && stage != Stage::Declared);
        if !ends {
            return Ok(());
        }
        let rungs: Vec<(String,)> = self.all(RUNGS, args![incident]).await?;
        for (rung,) in rungs {
            let nobody: (Option<Moment>, Option<&str>) = (None, None);
            self.settle_rung(&before.community, &RungId::new(rung), nobody, now).await?;
        }
        Ok(())
    }

    pub(super) async fn incident_stage(&mut self, incident: &IncidentId) -> Result<Stage, Error> {
        let (stage,): (String,) = self.one(STAGE, args![incident]).await?;
        known(Stage::from_code(&stage))
    }

    /// Calls the supervising department: the report is there to be read.
    pub(super) async fn call_supervisors(
        &mut self,
        incident: &IncidentId,
        community: &CommunityId,
        now: Moment,
    ) -> Result<(), Error> {
        let team = self.team(community, now).await?;
        let supervises = team.into_iter().filter(|one| one.duties.contains(&Duty::Supervisor));
        let people: Vec<_> = supervises.map(|one| one.id).collect();
        self.alert_about((incident, community), About::Analysed, &people, now).await
    }
}
