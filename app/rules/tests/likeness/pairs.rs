//! The labelled pairs of `pairs.tsv`, and how well they are told apart.

use rules::kind::Kind;
use rules::likeness::{Matter, Same};
use rules::place::Place;

pub struct Pair {
    /// As judged by hand; `None` for different matters.
    pub same: Option<Same>,
    pub a: Matter,
    pub b: Matter,
    /// Thresholds and weights were not tuned with these.
    pub held_out: bool,
}

pub fn pairs() -> Vec<Pair> {
    include_str!("pairs.tsv").lines().filter(|line| !line.starts_with('#')).map(read).collect()
}

fn read(line: &'static str) -> Pair {
    let fields: Vec<&str> = line.split('\t').collect();
    let [label, kinds, place_a, text_a, place_b, text_b] = fields[..] else { panic!("six columns: {line}") };
    let (kind_a, kind_b) = kinds.split_once(',').unwrap_or((kinds, kinds));
    let same = match label {
        "other" => None,
        label => Some(Same::from_code(label).unwrap_or_else(|| panic!("no such label: {line}"))),
    };
    let (a, b) = (matter(kind_a, place_a, text_a), matter(kind_b, place_b, text_b));
    Pair { same, a, b, held_out: third(text_a) }
}

pub fn matter(kind: &str, place: &str, text: &str) -> Matter {
    let place = Place::read(place, &[]);
    let kind = Kind::from_code(kind).unwrap_or_else(|| panic!("no such kind: {kind}"));
    Matter::of(kind, place.area, &place, text)
}

/// One text in three, by its FNV hash.
fn third(text: &str) -> bool {
    let hash =
        text.bytes().fold(0x811C_9DC5_u32, |sum, byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    (hash >> 8).is_multiple_of(3)
}

/// Proposals of one notion, right, wrong and missed.
#[derive(Debug, Default)]
pub struct Count {
    pub right: u32,
    pub wrong: u32,
    pub missed: u32,
}

impl Count {
    fn add(&mut self, is: bool, proposed: bool) {
        self.right += u32::from(is && proposed);
        self.wrong += u32::from(!is && proposed);
        self.missed += u32::from(is && !proposed);
    }

    /// Of what was proposed, how much is so; per mille.
    pub fn precision(&self) -> u32 {
        self.right * 1000 / (self.right + self.wrong).max(1)
    }

    /// Of what is so, how much was proposed; per mille.
    pub fn recall(&self) -> u32 {
        self.right * 1000 / (self.right + self.missed).max(1)
    }
}

#[derive(Default)]
pub struct Tally {
    /// Either notion: a same problem from another home is a same complaint.
    pub complaint: Count,
    pub problem: Count,
}

impl Tally {
    pub fn count(&mut self, pair: &Pair, proposed: Option<Same>) {
        self.complaint.add(pair.same.is_some(), proposed.is_some());
        self.problem.add(pair.same == Some(Same::Problem), proposed == Some(Same::Problem));
    }
}

impl std::fmt::Debug for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (name, count) in [("complaint", &self.complaint), ("problem", &self.problem)] {
            let (precision, recall) = (count.precision(), count.recall());
            writeln!(f, "same {name}: precision {precision}‰, recall {recall}‰ ({count:?})")?;
        }
        Ok(())
    }
}
