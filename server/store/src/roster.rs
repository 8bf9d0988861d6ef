//! The duty roster: who is on duty when, and for whom they stand in (I2).

use rules::{
    alert::{Colleague, Shift},
    id::{CommunityId, ShiftId, StaffId},
    kind::Department,
    moment::Moment,
    timeline::Person,
};
use sqlx::FromRow;

use crate::{
    Changed, Error, Reader, Scope, Store, fresh,
    sql::{args, sql},
    staff::department,
};

sql! {
    ADD = "INSERT INTO roster (id, community, staff, department, from_at, until_at, stands_in_for)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    REMOVE = "DELETE FROM roster WHERE id = $1 RETURNING community";
    ON_DUTY by "roster_community" = "SELECT r.staff, r.department, r.stands_in_for FROM roster r JOIN staff s ON s.id = r.staff
        WHERE r.community = $1 AND r.until_at > $2 AND r.from_at <= $2 AND s.left_at IS NULL ORDER BY r.staff";
    LISTED by "roster_community" = "SELECT r.id, s.account, s.name, r.department, r.from_at, r.until_at,
            a.account AS stands_in_for
        FROM roster r JOIN staff s ON s.id = r.staff LEFT JOIN staff a ON a.id = r.stands_in_for
        WHERE r.community = $1 AND r.until_at > $2 ORDER BY r.until_at, r.id LIMIT $3";
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

/// A time on the roster as it is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    pub id: ShiftId,
    pub account: String,
    pub name: String,
    pub department: Department,
    pub from: Moment,
    pub until: Moment,
    /// The account of who is away.
    pub stands_in_for: Option<String>,
}

#[derive(FromRow)]
struct ListedRow {
    id: String,
    account: String,
    name: String,
    department: String,
    from_at: i64,
    until_at: i64,
    stands_in_for: Option<String>,
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

impl Store {
    /// # Errors
    /// [`Error::Conflict`] when the community or one of the people is unknown.
    pub async fn add_shift(&self, shift: NewShift, now: Moment) -> Result<ShiftId, Error> {
        let id = ShiftId::new(fresh::id(now)?);
        self.write(Scope::Community(shift.community.clone()), async move |tx| {
            let NewShift { community, staff, department, from, until, stands_in_for } = &shift;
            let away = stands_in_for.as_ref().map(|id| id.as_str().to_owned());
            let args = args![&id, community, staff, department.code(), *from, *until, away];
            tx.execute(ADD, args).await?;
            tx.changed(Changed::Community(community.clone()));
            Ok(id)
        })
        .await
    }

    /// # Errors
    /// [`Error::NotFound`] when there is none such.
    pub async fn remove_shift(&self, id: &ShiftId) -> Result<(), Error> {
        let id = id.clone();
        self.write(Scope::Company, async move |tx| {
            let (community,): (String,) = tx.one(REMOVE, args![&id]).await?;
            tx.changed(Changed::Community(CommunityId::new(community)));
            Ok(())
        })
        .await
    }

    /// What of the roster is not over yet, the first to end first, at most `rows` of it.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn roster(
        &self,
        community: &CommunityId,
        now: Moment,
        rows: u32,
    ) -> Result<Vec<Listed>, Error> {
        let listed: Vec<ListedRow> = self.read().await?.all(LISTED, args![community, now, rows]).await?;
        let listed = listed.into_iter().map(|row| {
            Ok(Listed {
                id: ShiftId::new(row.id),
                account: row.account,
                name: row.name,
                department: department(&row.department)?,
                from: Moment::from_millis(row.from_at),
                until: Moment::from_millis(row.until_at),
                stands_in_for: row.stands_in_for,
            })
        });
        listed.collect()
    }
}
