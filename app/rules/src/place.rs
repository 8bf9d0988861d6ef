//! Places as residents type them: the text is kept as it is, and beside it what could be read of
//! it. Reading never fails, because a place nobody can parse (东门旁边) is still a place.

use core::fmt;

use serde::{Deserialize, Serialize};

use crate::code::coded;
use crate::fold::{is_invisible, narrow, simplified};
use crate::id::BuildingId;
use crate::limits::PLACE_CHARS_MAX;

mod key;
mod structure;
mod token;

pub use key::PlaceKey;
use structure::Parts;

coded! {
    /// Inside someone's home, or in what all share.
    pub enum Area {
        Home = "home",
        Public = "public",
    }
}

/// A building of a community, named as the sign on its wall says: `3栋`, `A座`, `紫荆阁`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BuildingName {
    pub id: BuildingId,
    pub name: String,
}

/// A place: the words typed, and whatever of building, unit, floor and room they name, each in one
/// normal form (三栋, 3號樓 and Block 3 are all `3`; 负一层 and B1 are `B1`).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// As typed, trimmed, at most [`PLACE_CHARS_MAX`] characters.
    pub text: String,
    /// A guess from the words; the form lets the resident say otherwise.
    pub area: Area,
    /// The community's building, when exactly one fits.
    pub building_id: Option<BuildingId>,
    pub building: Option<String>,
    pub unit: Option<String>,
    pub floor: Option<String>,
    pub room: Option<String>,
}

impl Place {
    /// Reads a place against the buildings of its community. Text over the limit is cut: that it
    /// is too long is for the draft to say.
    ///
    /// ```
    /// use rules::id::BuildingId;
    /// use rules::place::{Area, BuildingName, Place};
    /// let buildings = [BuildingName { id: BuildingId::new("b3"), name: "3号楼".into() }];
    /// let place = Place::read("三栋二单元501室", &buildings);
    /// assert_eq!(place.building_id, Some(BuildingId::new("b3")));
    /// assert_eq!(place.unit.as_deref(), Some("2"));
    /// assert_eq!(place.room.as_deref(), Some("501"));
    /// assert_eq!(place.area, Area::Home);
    /// assert_eq!(Place::read("東門旁邊", &buildings).area, Area::Public);
    /// ```
    #[must_use]
    pub fn read(text: &str, buildings: &[BuildingName]) -> Self {
        let text: String = text.trim().chars().take(PLACE_CHARS_MAX).collect();
        let text = text.trim_end().to_owned();
        let tokens = token::tokens(&folded(&text));
        let (building_id, parts) = match structure::named(&tokens, buildings) {
            Some((building, rest)) => {
                (Some(building.id.clone()), Parts::read(rest, Some(structure::key(building))))
            }
            None => {
                let parts = Parts::read(&tokens, None);
                (structure::by_key(parts.building.as_deref(), buildings), parts)
            }
        };
        let area = guess(&folded(&text), parts.room.is_some());
        let Parts { building, unit, floor, room } = parts;
        Self { text, area, building_id, building, unit, floor, room }
    }

    /// The home a text names if it says nothing else: `3-2-1201`, 3栋1201.
    #[must_use]
    pub fn only_home(text: &str, buildings: &[BuildingName]) -> Option<Self> {
        let place = Self::read(text, buildings);
        let tokens = token::tokens(&folded(&place.text));
        let rest = structure::named(&tokens, buildings).map_or(&tokens[..], |(building, rest)| {
            let sign = token::tokens(&folded(&building.name)).len();
            if sign + rest.len() == tokens.len() { rest } else { &tokens }
        });
        let says_more = rest.iter().any(structure::is_no_label);
        place.door().filter(|_| !says_more)?;
        Some(place)
    }

    /// Building, unit and room of a home, as far as it takes to find it.
    pub(crate) fn door(&self) -> Option<(&str, Option<&str>, String)> {
        let (building, room) = (self.building.as_deref()?, self.room.as_deref()?);
        let floor = self.floor.as_deref().filter(|_| !tells_its_floor(room)).unwrap_or("");
        Some((building, self.unit.as_deref(), format!("{floor}{room}")))
    }
}

/// 501 is on the fifth floor; B is on any.
fn tells_its_floor(room: &str) -> bool {
    room.bytes().filter(u8::is_ascii_digit).count() >= 3
}

/// Whether two places are surely the same: the same home however it is typed, or else the same
/// words but for spaces, punctuation, width and script. It says no when unsure.
///
/// ```
/// use rules::place::{Place, same_place};
/// let (a, b) = (Place::read("3-2-501", &[]), Place::read("三號樓二單元501室", &[]));
/// assert!(same_place(&a, &b));
/// assert!(!same_place(&a, &Place::read("3-1-501", &[])));
/// ```
#[must_use]
pub fn same_place(a: &Place, b: &Place) -> bool {
    let named = |place: &Place| place.area == Area::Home && place.building.is_some() && place.room.is_some();
    if named(a) && named(b) {
        let floors_agree = a.floor.is_none() || b.floor.is_none() || a.floor == b.floor;
        return (&a.building, &a.unit, &a.room) == (&b.building, &b.unit, &b.room) && floors_agree;
    }
    words(&a.text) == words(&b.text)
}

fn words(text: &str) -> String {
    folded(text).chars().filter(|c| c.is_ascii_alphanumeric() || token::is_letter_beyond_ascii(*c)).collect()
}

fn folded(text: &str) -> String {
    let folded = |c: char| simplified(narrow(c)).to_ascii_uppercase();
    text.chars().filter(|c| !is_invisible(*c)).map(folded).collect()
}

#[rustfmt::skip]
const SHARED: [&str; 54] = [
    "公共", "大堂", "大厅", "门厅", "门口", "大门", "东门", "西门", "南门", "北门", "侧门", "后门",
    "电梯", "楼道", "楼梯", "走廊", "过道", "通道", "车库", "地库", "车位", "车场", "停车", "车棚",
    "充电", "花园", "花坛", "中庭", "草坪", "绿化", "草地", "会所", "泳池", "健身", "游乐", "儿童",
    "球场", "广场", "天台", "屋顶", "楼顶", "外墙", "围墙", "岗亭", "保安", "垃圾", "旁", "附近",
    "路", "LOBBY", "LIFT", "CORRIDOR", "PARK", "GATE",
];
#[rustfmt::skip]
const INSIDE: [&str; 15] = [
    "室内", "屋内", "屋里", "家里", "家中", "我家", "卧室", "客厅", "厨房", "卫生间", "洗手间",
    "厕所", "浴室", "阳台", "KITCHEN",
];

/// A shared part named is meant (501 门口的走廊), unless a home's own room is named as well.
fn guess(folded: &str, room: bool) -> Area {
    let names = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    match (names(&SHARED), names(&INSIDE)) {
        (false, true) => Area::Home,
        (true, true) | (false, false) if room => Area::Home,
        _ => Area::Public,
    }
}

/// Addresses are personal data: only says which parts are known.
impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Place")
            .field("area", &self.area)
            .field("building_id", &self.building_id)
            .field("unit", &self.unit.is_some())
            .field("floor", &self.floor.is_some())
            .field("room", &self.room.is_some())
            .finish_non_exhaustive()
    }
}
