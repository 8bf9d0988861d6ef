//! The company, its communities, their buildings and homes.

use std::collections::HashMap;

use chrono::NaiveDate;
use rules::{
    complaint::{CommunitySign, Ground},
    contact::{Phone, Region},
    id::{BuildingId, CommunityId, HomeId},
    moment::{Moment, Zone},
    place::{BuildingName, Place},
    question::Asked,
};
use sqlx::FromRow;

use crate::{
    Changed, Error, Reader, Scope, Store, Tx, fresh,
    sql::{args, sql},
    zone::ZoneName,
};

sql! {
    COMPANY = "SELECT name FROM company WHERE id = 1";
    NAME_COMPANY = "INSERT INTO company (id, name) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET name = excluded.name";
    COMMUNITIES = "SELECT id, name, region, hotline, desk_hours, emergency, public_areas FROM community
        ORDER BY id";
    COMMUNITY = "SELECT id, name, region, hotline, desk_hours, emergency, public_areas FROM community
        WHERE id = $1";
    BUILDINGS by "building_community" = "SELECT id, name FROM building WHERE community = $1 ORDER BY position";
    HOME by "home_place" = "SELECT id FROM home WHERE building = $1 AND unit = $2 AND room = $3";
    HOMES by "home_place" = "SELECT h.building, h.unit, h.room, h.id FROM building b JOIN home h ON h.building = b.id
        WHERE b.community = $1";
    ADD_COMMUNITY = "INSERT INTO community (id, name, region, zone, policy, hotline, desk_hours, emergency,
            public_areas)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    ADD_BUILDING = "INSERT INTO building (id, community, position, name) VALUES ($1, $2, $3, $4)";
    ADD_HOME = "INSERT INTO home (id, community, building, unit, room) VALUES ($1, $2, $3, $4, $5)";
}

/// Version of the privacy notice the pages show now; kept with every complaint.
pub const NOTICE_VERSION: u32 = 1;

/// The company this database belongs to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Company {
    /// Empty until it is named.
    pub name: String,
}

/// A building to add, with its homes as pairs of unit (may be empty) and room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewBuilding {
    pub name: String,
    pub homes: Vec<(String, String)>,
}

#[derive(FromRow)]
struct CommunityRow {
    id: String,
    name: String,
    region: String,
    hotline: String,
    desk_hours: String,
    emergency: String,
    public_areas: String,
}

impl CommunityRow {
    fn into_sign(self, buildings: Vec<(String, String)>) -> Result<CommunitySign, Error> {
        let region =
            Region::from_code(&self.region).ok_or_else(|| Error::failed("a region we do not know"))?;
        let phone = |text: &str| {
            Phone::parse(text, region).map_err(|_| Error::failed("a community's phone number cannot be read"))
        };
        let name = |(id, name): (String, String)| BuildingName { id: BuildingId::new(id), name };
        Ok(CommunitySign {
            id: CommunityId::new(self.id),
            name: self.name,
            region,
            hotline: phone(&self.hotline)?,
            desk_hours: self.desk_hours,
            emergency: phone(&self.emergency)?,
            buildings: buildings.into_iter().map(name).collect(),
            public_areas: self
                .public_areas
                .split('\n')
                .filter(|area| !area.is_empty())
                .map(str::to_owned)
                .collect(),
        })
    }
}

/// What a home is found by: building, unit (may be empty) and room.
type Door = (String, String, String);

fn door(place: &Place) -> Option<Door> {
    let building = place.building_id.as_ref()?.as_str().to_owned();
    Some((building, place.unit.clone().unwrap_or_default(), place.room.clone()?))
}

/// The homes of one community.
pub(crate) struct Homes(HashMap<Door, HomeId>);

impl Homes {
    /// The home a place names, if the community has it.
    pub(crate) fn at(&self, place: &Place) -> Option<HomeId> {
        self.0.get(&door(place)?).cloned()
    }
}

impl Reader {
    /// One community.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn community(&mut self, id: &CommunityId) -> Result<CommunitySign, Error> {
        let row: CommunityRow = self.one(COMMUNITY, args![id]).await?;
        let buildings = self.all(BUILDINGS, args![id]).await?;
        row.into_sign(buildings)
    }

    /// The home a place names, if the community has it.
    ///
    /// # Errors
    /// Those of the database.
    pub(crate) async fn home(&mut self, place: &Place) -> Result<Option<HomeId>, Error> {
        let Some((building, unit, room)) = door(place) else { return Ok(None) };
        let home: Option<(String,)> = self.optional(HOME, args![building, unit, room]).await?;
        Ok(home.map(|(id,)| HomeId::new(id)))
    }

    /// All homes of a community, for whoever looks for many.
    pub(crate) async fn homes(&mut self, community: &CommunityId) -> Result<Homes, Error> {
        let rows: Vec<(String, String, String, String)> = self.all(HOMES, args![community]).await?;
        let home = |(building, unit, room, id)| ((building, unit, room), HomeId::new(id));
        Ok(Homes(rows.into_iter().map(home).collect()))
    }
}

impl Tx {
    /// Adds a community with its buildings and homes. What the company has in force holds there too.
    ///
    /// # Errors
    /// [`Error::Conflict`] when there is one of that id, or a building has a home twice.
    pub async fn add_community(
        &mut self,
        sign: &CommunitySign,
        zone: &ZoneName,
        buildings: &[NewBuilding],
        now: Moment,
    ) -> Result<(), Error> {
        let version = self.policy_of_company().await?;
        let args = args![
            &sign.id,
            &sign.name,
            sign.region.code(),
            zone.as_str(),
            version.0,
            sign.hotline.normalised(),
            &sign.desk_hours,
            sign.emergency.normalised(),
            sign.public_areas.join("\n")
        ];
        self.execute(ADD_COMMUNITY, args).await?;
        for (position, building) in (0_u32..).zip(buildings) {
            let id = BuildingId::new(fresh::id(now)?);
            self.execute(ADD_BUILDING, args![&id, &sign.id, position, &building.name]).await?;
            for (unit, room) in &building.homes {
                self.execute(ADD_HOME, args![fresh::id(now)?, &sign.id, &id, unit, room]).await?;
            }
        }
        self.changed(Changed::Community(sign.id.clone()));
        Ok(())
    }
}

impl Store {
    /// The company; nameless until [`Store::name_company`].
    ///
    /// # Errors
    /// Those of the database.
    pub async fn company(&self) -> Result<Company, Error> {
        let row: Option<(String,)> = self.read().await?.optional(COMPANY, args![]).await?;
        Ok(row.map(|(name,)| Company { name }).unwrap_or_default())
    }

    /// # Errors
    /// Those of the database.
    pub async fn name_company(&self, name: String) -> Result<(), Error> {
        self.write(Scope::Company, async move |tx| tx.execute(NAME_COMPANY, args![&name]).await.map(drop))
            .await
    }

    /// Adds a community in a transaction of its own.
    ///
    /// # Errors
    /// As [`Tx::add_community`].
    pub async fn add_community(
        &self,
        sign: CommunitySign,
        zone: ZoneName,
        buildings: Vec<NewBuilding>,
        now: Moment,
    ) -> Result<(), Error> {
        self.write(Scope::Company, async move |tx| tx.add_community(&sign, &zone, &buildings, now).await)
            .await
    }

    /// Every community with its buildings, by id.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn communities(&self) -> Result<Vec<CommunitySign>, Error> {
        let mut read = self.read().await?;
        let rows: Vec<CommunityRow> = read.all(COMMUNITIES, args![]).await?;
        let mut communities = Vec::with_capacity(rows.len());
        for row in rows {
            let buildings = read.all(BUILDINGS, args![&row.id]).await?;
            communities.push(row.into_sign(buildings)?);
        }
        Ok(communities)
    }

    /// What a draft is checked against now. "Today" is the latest of the communities' dates, so
    /// that nobody's own today is in the future.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn ground(&self, now: Moment) -> Result<Ground, Error> {
        let communities = self.communities().await?;
        let mut promises = Vec::with_capacity(communities.len());
        let mut asked: Vec<Asked> = Vec::new();
        let mut read = self.read().await?;
        for community in &communities {
            let terms = read.terms_of(&community.id, now).await?;
            promises.push(terms.promise(now));
            if asked.iter().all(|asked| asked.version != terms.version) {
                asked.push(read.policy(terms.version).await?.kinds.asked(terms.version));
            }
        }
        let today = promises.iter().map(|promise| now.date(promise.zone)).max();
        Ok(Ground {
            today: today.unwrap_or_else(|| now.date(Zone::CHINA)),
            communities,
            promises,
            asked,
            notice: NOTICE_VERSION,
        })
    }
}

/// The day whose numbers a moment belongs to.
pub(crate) fn day(now: Moment, zone: Zone) -> NaiveDate {
    now.date(zone)
}
