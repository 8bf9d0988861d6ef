//! Places in one normal form, for finding complaints about the same place by equality.

use core::fmt;

use super::token::{Token, tokens};
use super::{Area, Place, tells_its_floor};
use crate::search::folded;

/// What a shared part is called: all names of a line are one. Simplified, upper case.
#[rustfmt::skip]
const SHARED: &[&[&str]] = &[
    &["电梯", "升降机", "客梯", "电𨋢", "𨋢", "LIFT", "ELEVATOR"], &["货梯"],
    &["走火通道", "消防通道", "防火通道", "逃生通道"], &["楼梯", "楼梯间", "梯间", "后楼梯"],
    &["楼道", "走廊", "过道", "CORRIDOR"], &["大堂", "大厅", "门厅", "LOBBY"],
    &["车库", "地库", "停车场", "地下车库", "地下停车场", "车场", "CAR PARK"], &["车棚", "电动车棚", "机车棚"],
    &["车位", "停车位"], &["入口"], &["出口"], &["道闸", "闸杆"], &["充电桩", "充电桩区", "充电位"],
    &["东门"], &["西门"], &["南门"], &["北门"], &["侧门"], &["后门"],
    &["大门", "正门", "GATE"], &["门岗", "岗亭", "保安亭"],
    &["花园", "中庭"], &["草坪", "草地"], &["花坛", "绿化带", "花槽"],
    &["水池", "水景", "喷泉"], &["儿童乐园", "儿童游乐区", "游乐区", "游乐场", "游乐设施"],
    &["健身房", "健身室"], &["会所"], &["泳池", "游泳池"], &["球场"], &["广场"],
    &["人行道", "步道"], &["主路", "路边"], &["垃圾房", "垃圾间", "垃圾站", "垃圾点"], &["垃圾桶"],
    &["天台", "屋顶", "楼顶"], &["外墙"], &["楼下", "楼前"], &["公告栏"], &["快递柜"], &["井盖", "沙井盖"],
    &["泵房", "水泵房"], &["监控室"], &["前台", "客服中心", "服务中心"], &["管理处", "管理室"],
];
/// What says only that it is near.
const NEAR: &str = "的旁边附近处里内那口上下间区在";
const SEPARATOR: char = '|';

/// A place in normal form: building, unit, floor and room of a home; of a shared part the same,
/// with its names and what else was said. Equal keys are the same place; the store keeps a keyed
/// hash of it, never the text.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct PlaceKey(String);

impl PlaceKey {
    /// The key of a place, in the area the resident chose; `None` when nothing can be said of it: a home without its room, or words
    /// that name no place.
    ///
    /// ```
    /// use rules::place::{Place, PlaceKey};
    /// let key = |text| {
    ///     let place = Place::read(text, &[]);
    ///     PlaceKey::of(&place, place.area)
    /// };
    /// assert_eq!(key("3-2-501"), key("三號樓二單元501室"));
    /// assert_eq!(key("3座升降機"), key("三栋的电梯旁边"));
    /// assert_eq!(key("我家里"), None);
    /// ```
    #[must_use]
    pub fn of(place: &Place, area: Area) -> Option<Self> {
        match area {
            Area::Home => home(place),
            Area::Public => public(place),
        }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The building's label in normal form, where the place names one.
    #[must_use]
    pub fn building(&self) -> Option<&str> {
        self.0.split(SEPARATOR).nth(1).filter(|label| !label.is_empty())
    }

    /// Whether two keys may be one place: homes when equal, shared parts also when one says nothing
    /// that the other does not (3栋电梯, and 3栋2单元电梯).
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        let shared_part = self.is_public() && other.is_public();
        self == other || shared_part && (self.within(other) || other.within(self))
    }

    /// Whether the other says all that this one does, which is more than the building.
    fn within(&self, other: &Self) -> bool {
        let fields = || self.0.split(SEPARATOR).zip(other.0.split(SEPARATOR)).skip(1);
        let stands = |word: &str, field: &str| field.split(',').any(|other| other == word);
        let says_more = fields().skip(1).any(|(said, _)| !said.is_empty());
        says_more
            && fields()
                .all(|(said, field)| said.is_empty() || said.split(',').all(|word| stands(word, field)))
    }

    fn is_public(&self) -> bool {
        self.0.starts_with(Area::Public.code())
    }
}

fn home(place: &Place) -> Option<PlaceKey> {
    let room = place.room.as_deref()?;
    let floor = place.floor.as_deref().filter(|_| !tells_its_floor(room));
    Some(join(&[Area::Home.code(), said(&place.building), said(&place.unit), floor.unwrap_or(""), room]))
}

fn public(place: &Place) -> Option<PlaceKey> {
    let (names, rest) = names(&place.text);
    let parts = [said(&place.building), said(&place.unit), said(&place.floor), said(&place.room)];
    let (mut labels, mut words) = (Vec::new(), String::new());
    for token in tokens(&rest) {
        match token {
            Token::Label(label) if !parts.contains(&label.trim_end_matches('F')) => labels.push(label),
            Token::Other(c) if !NEAR.contains(c) => words.push(c),
            _ => {}
        }
    }
    let [building, unit, floor, room] = parts;
    let named = names.join(",");
    let key = join(&[Area::Public.code(), building, unit, floor, room, &named, &labels.join(","), &words]);
    let said = !(parts.concat().is_empty() && named.is_empty() && words.is_empty());
    said.then_some(key)
}

/// The shared parts named, each once and in order, and the text without them.
fn names(text: &str) -> (Vec<&'static str>, String) {
    let text: String = text.chars().map(|c| folded(c).to_ascii_uppercase()).collect();
    let (mut found, mut rest, mut at) = (Vec::new(), String::new(), text.as_str());
    while let Some(c) = at.chars().next() {
        let length = match name_at(at) {
            Some((name, length)) => {
                found.push(name);
                rest.push(' ');
                length
            }
            None => {
                rest.push(c);
                c.len_utf8()
            }
        };
        at = &at[length..];
    }
    found.sort_unstable();
    found.dedup();
    (found, rest)
}

/// The longest name the text begins with: the first of its line, and its length in bytes.
fn name_at(text: &str) -> Option<(&'static str, usize)> {
    let all = SHARED.iter().flat_map(|line| line.iter().map(|name| (line[0], *name)));
    let fitting = all.filter(|(_, name)| text.starts_with(name));
    fitting.map(|(first, name)| (first, name.len())).max_by_key(|(_, length)| *length)
}

fn said(part: &Option<String>) -> &str {
    part.as_deref().unwrap_or("")
}

fn join(fields: &[&str]) -> PlaceKey {
    PlaceKey(fields.join(&SEPARATOR.to_string()))
}

/// Addresses are personal data.
impl fmt::Debug for PlaceKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PlaceKey")
    }
}
