//! The duty roster: who is on duty when, and for whom they stand in (I2).

use rules::{
    access::{Staff, Want},
    alert::{Colleague, Shift},
    change::Denied,
    id::{CommunityId, ShiftId, StaffId},
    kind::Department,
    limits::{LOAD_COUNT_MAX, SHIFT_ROWS_MAX},
    moment::Moment,
    problem::{Field, Problems, What},
    roster::{Load, OnDuty, Roster, Shifts},
    timeline::Person,
};
use sqlx::FromRow;

use crate::{
    Changed, Error, Reader, Scope, Store, Tx, fresh,
    sql::{args, sql},
    staff::{PersonRow, department},
};

sql! {
    ADD = "INSERT INTO roster (id, community, staff, department, from_at, until_at, stands_in_for)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    REMOVE = "DELETE FROM roster WHERE id = $1";
    COMMUNITY_OF = "SELECT community FROM roster WHERE id = $1";
    ON_DUTY by "roster_community" = "SELECT r.staff, r.department, r.stands_in_for FROM roster r JOIN staff s ON s.id = r.staff
        WHERE r.community = $1 AND r.until_at > $2 AND r.from_at <= $2 AND s.left_at IS NULL ORDER BY r.staff";
    LISTED by "roster_community" = "SELECT r.id, r.department AS duty_for, r.from_at, r.until_at, s.id AS staff, s.name, s.department,
            a.id AS away, a.name AS away_name, a.department AS away_department
        FROM roster r JOIN staff s ON s.id = r.staff LEFT JOIN staff a ON a.id = r.stands_in_for
        WHERE r.community = $1 AND r.until_at > $2 ORDER BY r.until_at, r.id LIMIT $3";
    MEANWHILE by "roster_community" = "SELECT id FROM roster
        WHERE community = $1 AND until_at > $2 AND from_at < $3 AND staff = $4 AND department = $5 LIMIT 1";
    OPEN_OF by "complaint_handler" = "SELECT due FROM complaint
        WHERE community = $1 AND open = 1 AND handler = $2 ORDER BY band, due, id LIMIT $3";
}

/// A time on the roster to add.
#[derive(Clone, Debug)]
pub struct NewShift {
    pub community: CommunityId,
    pub staff: StaffId,
    pub department: Department,
    pub from: Moment,
    pub until: Moment,
    pub stands_in_for: Option<StaffId>,
}

#[derive(FromRow)]
struct ListedRow {
    id: String,
    duty_for: String,
    from_at: i64,
    until_at: i64,
    staff: String,
    name: String,
    department: String,
    away: Option<String>,
    away_name: Option<String>,
    away_department: Option<String>,
}

impl ListedRow {
    fn into_shift(self) -> Result<OnDuty, Error> {
        let away = match (self.away, self.away_name, self.away_department) {
            (Some(id), Some(name), Some(department)) => {
                Some(PersonRow { id, name, department }.into_person()?)
            }
            _ => None,
        };
        Ok(OnDuty {
            id: ShiftId::new(self.id),
            person: PersonRow { id: self.staff, name: self.name, department: self.department }
                .into_person()?,
            department: department(&self.duty_for)?,
            from: Moment::from_millis(self.from_at),
            until: Moment::from_millis(self.until_at),
            away,
        })
    }
}

impl Reader {
    /// Who is on duty in a community at `now`.
    pub(crate) async fn on_duty(
        &mut self,
        community: &CommunityId,
        now: Moment,
    ) -> Result<Vec<Shift>, Error> {
        let rows: Vec<(String, String, Option<String>)> = self.all(ON_DUTY, args![community, now]).await?;
        let shift = |(staff, of, away): (String, String, Option<String>)| {
            Ok(Shift {
                staff: StaffId::new(staff),
                department: department(&of)?,
                stands_in_for: away.map(StaffId::new),
            })
        };
        rows.into_iter().map(shift).collect()
    }

    /// Everybody who works in a community, with the duties held there.
    pub(crate) async fn team(
        &mut self,
        community: &CommunityId,
        now: Moment,
    ) -> Result<Vec<Colleague>, Error> {
        let mut team: Vec<Colleague> = Vec::new();
        for (person, duty) in self.duties(community, now).await? {
            match team.last_mut() {
                Some(last) if last.id == person.id => last.duties.push(duty),
                _ => {
                    let Person { id, department, .. } = person;
                    team.push(Colleague { id, department, duties: vec![duty] });
                }
            }
        }
        Ok(team)
    }
}

impl Reader {
    /// How many complaints are open in each one's hands, as far as it is counted.
    async fn loads(&mut self, community: &CommunityId, now: Moment) -> Result<Vec<Load>, Error> {
        let mut loads = Vec::new();
        for person in self.colleagues(community, now).await? {
            let open: Vec<(i64,)> = self.all(OPEN_OF, args![community, &person.id, LOAD_COUNT_MAX]).await?;
            let overdue = open.iter().filter(|(due,)| *due < now.millis()).count();
            let count = |many: usize| u32::try_from(many).unwrap_or(LOAD_COUNT_MAX);
            loads.push(Load { person, open: count(open.len()), overdue: count(overdue) });
        }
        Ok(loads)
    }
}

impl Tx {
    async fn add_shift(&mut self, id: &ShiftId, shift: &NewShift) -> Result<(), Error> {
        let NewShift { community, staff, department, from, until, stands_in_for } = shift;
        let away = stands_in_for.as_ref().map(|id| id.as_str().to_owned());
        let args = args![id, community, staff, department.code(), *from, *until, away];
        self.execute(ADD, args).await?;
        self.changed(Changed::Community(community.clone()));
        Ok(())
    }
}

impl Store {
    /// # Errors
    /// [`Error::Conflict`] when the community or one of the people is unknown.
    pub async fn add_shift(&self, shift: NewShift, now: Moment) -> Result<ShiftId, Error> {
        let id = ShiftId::new(fresh::id(now)?);
        self.write(Scope::Community(shift.community.clone()), async move |tx| {
            tx.add_shift(&id, &shift).await?;
            Ok(id)
        })
        .await
    }

    /// What this member of staff puts on the roster, all of it or nothing.
    ///
    /// # Errors
    /// [`Error::NotFound`] where they may not; [`Error::Denied`] with the field that names somebody who
    /// does not work there, or who is on duty at the time already.
    pub async fn add_shifts(&self, shifts: Shifts, staff: &Staff, now: Moment) -> Result<(), Error> {
        if !staff.may(Want::WriteRoster, &shifts.community) {
            return Err(Error::NotFound);
        }
        self.write(Scope::Community(shifts.community.clone()), async move |tx| {
            let Shifts { community, staff, away, times } = &shifts;
            let wrong = |field, what| Err(Error::Denied(Denied::Problems(Problems::one(field, what))));
            let team = tx.team(community, now).await?;
            let works_here = |id: &StaffId| team.iter().find(|one| one.id == *id);
            let Some(person) = works_here(staff) else { return wrong(Field::Staff, What::NotAChoice) };
            let for_whom = match away {
                None => person,
                Some(away) => match works_here(away) {
                    Some(away) => away,
                    None => return wrong(Field::Away, What::NotAChoice),
                },
            };
            let duty_for = for_whom.department;
            for (from, until) in times {
                let meanwhile = args![community, *from, *until, staff, duty_for.code()];
                if tx.optional::<(String,)>(MEANWHILE, meanwhile).await?.is_some() {
                    return wrong(Field::From, What::AlreadyOnDuty);
                }
                let shift = NewShift {
                    community: community.clone(),
                    staff: staff.clone(),
                    department: duty_for,
                    from: *from,
                    until: *until,
                    stands_in_for: away.clone(),
                };
                tx.add_shift(&ShiftId::new(fresh::id(now)?), &shift).await?;
            }
            Ok(())
        })
        .await
    }

    /// Takes a time off the roster in the name of a member of staff, or, `None`, of the operator.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none such, or where they may not.
    pub async fn remove_shift(&self, id: &ShiftId, by: Option<&Staff>) -> Result<(), Error> {
        let (community,): (String,) = self.read().await?.one(COMMUNITY_OF, args![id]).await?;
        let community = CommunityId::new(community);
        if by.is_some_and(|staff| !staff.may(Want::WriteRoster, &community)) {
            return Err(Error::NotFound);
        }
        let id = id.clone();
        self.write(Scope::Community(community.clone()), async move |tx| {
            if tx.execute(REMOVE, args![&id]).await? == 0 {
                return Err(Error::NotFound);
            }
            tx.changed(Changed::Community(community.clone()));
            Ok(())
        })
        .await
    }

    /// What of a community's roster is not over yet, the first to end first, at most `rows` of it.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn roster(
        &self,
        community: &CommunityId,
        now: Moment,
        rows: u32,
    ) -> Result<Vec<OnDuty>, Error> {
        let listed: Vec<ListedRow> = self.read().await?.all(LISTED, args![community, now, rows]).await?;
        listed.into_iter().map(ListedRow::into_shift).collect()
    }

    /// The rosters this member of staff may see, with what is in everybody's hands.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn rosters(&self, staff: &Staff, now: Moment) -> Result<Vec<Roster>, Error> {
        let sees = |id: &CommunityId| staff.may(Want::Read, id) || staff.may(Want::WriteRoster, id);
        let mut rosters = Vec::new();
        for sign in self.communities().await?.into_iter().filter(|sign| sees(&sign.id)) {
            let mut shifts = self.roster(&sign.id, now, SHIFT_ROWS_MAX).await?;
            shifts.sort_by_key(|shift| (shift.from, shift.until));
            let mut read = self.read().await?;
            rosters.push(Roster {
                zone: read.terms_of(&sign.id, now).await?.zone,
                loads: read.loads(&sign.id, now).await?,
                is_mine_to_change: staff.may(Want::WriteRoster, &sign.id),
                community: sign.id,
                name: sign.name,
                shifts,
            });
        }
        Ok(rosters)
    }
}
