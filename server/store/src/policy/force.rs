//! What is in force where: decided for the company or a community, and what follows for each.

use rules::{
    access::{Refusal, Staff, Want},
    id::{CommunityId, ComplaintId, StaffId},
    moment::{Moment, Zone},
    policy::{
        Decided, Deed, Seat, Version,
        edition::{Edition, Held, Shelf, Signed, Step, holds},
        in_force, reigns,
    },
};
use sqlx::FromRow;

use super::edition::refused;
use crate::{
    Changed, Chore, Error, Reader, Scope, Slice, Store, Tx,
    sql::{args, sql},
    zone::zone_at,
};

sql! {
    ENACTMENTS = "SELECT e.seq, e.community, e.deed, e.version, e.staff, s.name, e.at
        FROM enactment e JOIN staff s ON s.id = e.staff
        WHERE e.seq > $1 ORDER BY e.seq";
    PLACES = "SELECT id, name, zone FROM community ORDER BY id";
    LAST = "SELECT seq FROM enactment WHERE seq < $1 ORDER BY seq DESC LIMIT 1";
    ENACT = "INSERT INTO enactment (seq, community, deed, version, staff, at) VALUES ($1, $2, $3, $4, $5, $6)";
    HOLD = "UPDATE community SET policy = $2 WHERE id = $1";
}

#[derive(FromRow)]
struct Enacted {
    community: Option<String>,
    deed: String,
    version: i64,
    staff: String,
    name: String,
    at: i64,
}

impl Enacted {
    fn deed(&self) -> Option<(Deed, Version)> {
        Some((Deed::from_code(&self.deed)?, Version(self.version)))
    }

    fn decided(&self) -> Option<Decided> {
        let (deed, version) = self.deed()?;
        Some(Decided { own: self.community.is_some(), deed, version, at: Moment::from_millis(self.at) })
    }

    fn signed(&self) -> Option<(Deed, Signed)> {
        let (by, at) = (StaffId::new(self.staff.as_str()), Moment::from_millis(self.at));
        Some((self.deed()?.0, Signed { by, name: self.name.clone(), at }))
    }
}

fn seat(all: &[Enacted], community: Option<&str>) -> Seat {
    let of_it = all.iter().filter(|enacted| enacted.community.as_deref() == community);
    Seat::after(of_it.filter_map(Enacted::deed))
}

fn held(all: &[Enacted], community: Option<(CommunityId, String)>, zone: Zone, company: &Seat) -> Held {
    let id = community.as_ref().map(|(id, _)| id.as_str());
    let seat = seat(all, id);
    let version = if id.is_some() { in_force(&seat, company) } else { in_force(&Seat::default(), company) };
    let last = all.iter().rev().find(|enacted| enacted.community.as_deref() == id).and_then(Enacted::signed);
    Held { community, zone, seat, version, last }
}

impl Reader {
    /// All versions, and what holds where.
    pub(super) async fn shelf(&mut self, now: Moment) -> Result<Shelf, Error> {
        let editions = self.editions().await?;
        let all: Vec<Enacted> = self.all(ENACTMENTS, args![0_i64]).await?;
        let places: Vec<(String, String, String)> = self.all(PLACES, args![]).await?;
        let company = seat(&all, None);
        let mut shelf = Shelf { editions, held: vec![held(&all, None, Zone::CHINA, &company)] };
        for (id, name, zone) in places {
            let (id, zone) = (CommunityId::new(id), zone_at(&zone, now)?);
            if shelf.held.len() == 1 {
                shelf.held[0].zone = zone;
            }
            shelf.held.push(held(&all, Some((id, name)), zone, &company));
        }
        Ok(shelf)
    }

    /// What held in a community before, oldest first, each with when it gave way; and what holds.
    pub(super) async fn reigns(
        &mut self,
        community: &CommunityId,
    ) -> Result<(Vec<(Version, Moment)>, Version), Error> {
        let all: Vec<Enacted> = self.all(ENACTMENTS, args![0_i64]).await?;
        let of_it =
            all.iter().filter(|one| one.community.as_deref().is_none_or(|id| id == community.as_str()));
        Ok(reigns(of_it.filter_map(Enacted::decided)))
    }

    /// The company's version in force: a new community begins with it.
    pub(crate) async fn policy_of_company(&mut self) -> Result<Version, Error> {
        let all: Vec<Enacted> = self.all(ENACTMENTS, args![0_i64]).await?;
        Ok(in_force(&Seat::default(), &seat(&all, None)))
    }
}

impl Store {
    /// Puts an approved version in force: of the company, in every community without one of its own;
    /// of a community, there.
    ///
    /// # Errors
    /// Refused by [`Edition::may`]; not now when it is in force already.
    pub async fn enact_policy(
        &self,
        (version, revision): (Version, i64),
        staff: &Staff,
        now: Moment,
    ) -> Result<(), Error> {
        let staff = staff.clone();
        self.write(Scope::Company, async move |tx| {
            let (Edition { community, .. }, shelf) =
                tx.may(Step::Enact, (version, revision), &staff, now).await?;
            tx.decide(Deed::Enact, community.as_ref(), version, &shelf, &staff, now).await
        })
        .await
    }

    /// Takes off what holds for the company (`None`) or a community: what held before holds again, or
    /// the community's own is given up for the company's. `holding` is what the page showed.
    ///
    /// # Errors
    /// Refused to all but the general manager, when something else holds by now, and when there is
    /// nothing to take off.
    pub async fn unseat_policy(
        &self,
        deed: Deed,
        community: Option<CommunityId>,
        holding: Version,
        staff: &Staff,
        now: Moment,
    ) -> Result<(), Error> {
        let staff = staff.clone();
        self.write(Scope::Company, async move |tx| {
            let shelf = tx.shelf(now).await?;
            if !holds(&staff, Want::EnactPolicy, community.as_ref(), &shelf.house()) {
                return Err(refused(Refusal::NotYours));
            }
            let held = shelf.held(community.as_ref()).ok_or(Error::NotFound)?;
            if held.version != holding {
                return Err(refused(Refusal::Changed));
            }
            tx.decide(deed, community.as_ref(), holding, &shelf, &staff, now).await
        })
        .await
    }
}

impl Tx {
    async fn decide(
        &mut self,
        deed: Deed,
        community: Option<&CommunityId>,
        version: Version,
        shelf: &Shelf,
        staff: &Staff,
        now: Moment,
    ) -> Result<(), Error> {
        let mut seat = shelf.held(community).ok_or(Error::NotFound)?.seat.clone();
        seat.take(deed, version).map_err(refused)?;
        let last: Option<(i64,)> = self.optional(LAST, args![i64::MAX]).await?;
        let seq = last.map_or(1, |(last,)| last + 1);
        let place = community.map(|id| id.as_str().to_owned());
        self.execute(ENACT, args![seq, place, deed.code(), version.0, &staff.id, now]).await?;
        self.hold(shelf, seq, now).await
    }

    /// Writes to each community what follows for it, and has what is next there planned by it.
    async fn hold(&mut self, before: &Shelf, seq: i64, now: Moment) -> Result<(), Error> {
        let after = self.shelf(now).await?;
        for held in &after.held {
            let Some((id, _)) = &held.community else { continue };
            if before.held(Some(id)).is_none_or(|before| before.version != held.version) {
                self.execute(HOLD, args![id, held.version.0]).await?;
                self.changed(Changed::Community(id.clone()));
                let first = Slice { community: id.clone(), seq, after: ComplaintId::new("") };
                self.plan(&Chore::Replan(first), now).await?;
            }
        }
        Ok(())
    }
}
