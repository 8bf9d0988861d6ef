//! `linli community add`: a community with its buildings and homes.

use std::error::Error;
use std::fs;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use rules::complaint::CommunitySign;
use rules::contact::{Phone, Region};
use rules::id::CommunityId;
use store::{NewBuilding, ZoneName};

use super::{one_of, open};
use crate::config::Data;

/// Characters of an id: it begins every complaint number.
const ID_CHARS_MAX: usize = 8;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Add a community; its complaints are numbered from then on.
    Add(Add),
}

#[derive(Debug, Args)]
pub struct Add {
    #[command(flatten)]
    data: Data,
    /// A short code of letters and digits, such as `wt`; it begins every complaint number.
    #[arg(long, value_parser = id)]
    id: CommunityId,
    /// As it stands over the gate.
    #[arg(long)]
    name: String,
    /// Whose numbering plan phone numbers are read by.
    #[arg(long, default_value = "mainland", value_parser = region)]
    region: Region,
    /// The time zone its clocks keep, such as `Asia/Shanghai` or `America/Toronto`; by default the
    /// region's.
    #[arg(long, value_parser = zone)]
    zone: Option<ZoneName>,
    /// The service hotline.
    #[arg(long)]
    hotline: String,
    /// The number answered day and night.
    #[arg(long)]
    emergency: String,
    /// When the desk is staffed, as residents read it.
    #[arg(long)]
    desk_hours: String,
    /// Public areas to pick from; may be given several times.
    #[arg(long = "area")]
    areas: Vec<String>,
    /// A file with one home in each line, `building,unit,room`; the unit may be empty, and a
    /// building alone has no homes yet.
    #[arg(long)]
    buildings: PathBuf,
    /// The company's name, where it has none yet.
    #[arg(long)]
    company: Option<String>,
}

impl Command {
    pub(super) async fn run(self) -> Result<(), Box<dyn Error>> {
        let Self::Add(add) = self;
        let text = fs::read_to_string(&add.buildings)
            .map_err(|error| format!("{} cannot be read: {error}", add.buildings.display()))?;
        let buildings = buildings(&text)?;
        let homes: usize = buildings.iter().map(|building| building.homes.len()).sum();
        let count = buildings.len();
        let (data, company) = (add.data.clone(), add.company.clone());
        let zone = add.zone.clone().unwrap_or_else(|| ZoneName::of(add.region));
        let community = add.community()?;
        let name = community.name.clone();
        let (store, clock) = open(&data).await?;
        match store.add_community(community, zone, buildings, clock.read()).await {
            Ok(()) => println!("{name} has been added, with {count} buildings and {homes} homes"),
            Err(store::Error::Conflict) => {
                return Err(
                    "there is already a community with this id, or a home stands twice in the list".into()
                );
            }
            Err(error) => return Err(error.into()),
        }
        if let Some(company) = company {
            store.name_company(company).await?;
        }
        store.close().await;
        Ok(())
    }
}

impl Add {
    fn community(self) -> Result<CommunitySign, String> {
        let phone = |what: &str, text: &str| {
            Phone::parse(text, self.region).map_err(|_| format!("the {what} {text} is no phone number"))
        };
        let (hotline, emergency) =
            (phone("hotline", &self.hotline)?, phone("emergency number", &self.emergency)?);
        let sign = CommunitySign {
            id: self.id,
            name: self.name,
            region: self.region,
            hotline,
            desk_hours: self.desk_hours,
            emergency,
            buildings: Vec::new(),
            public_areas: self.areas,
        };
        Ok(sign)
    }
}

/// In the order of the file; empty lines and those that begin with `#` are passed over.
fn buildings(text: &str) -> Result<Vec<NewBuilding>, String> {
    let mut found: Vec<NewBuilding> = Vec::new();
    let lines = text.trim_start_matches('\u{feff}').lines().map(str::trim).zip(1..);
    for (line, number) in lines.filter(|(line, _)| !line.is_empty() && !line.starts_with('#')) {
        let steps: Vec<&str> = line.split([',', '\u{ff0c}', '\t']).map(str::trim).collect();
        let (building, home) = match steps[..] {
            [building] | [building, "", ""] => (building, None),
            [building, unit, room] if !room.is_empty() => {
                (building, Some((unit.to_owned(), room.to_owned())))
            }
            _ => return Err(format!("line {number} is not of the form building,unit,room: {line}")),
        };
        let at = found.iter().position(|known| known.name == building).unwrap_or_else(|| {
            found.push(NewBuilding { name: building.to_owned(), homes: Vec::new() });
            found.len() - 1
        });
        found[at].homes.extend(home);
    }
    Ok(found)
}

fn id(text: &str) -> Result<CommunityId, String> {
    let is_one = (1..=ID_CHARS_MAX).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    is_one
        .then(|| CommunityId::new(text))
        .ok_or_else(|| format!("1 to {ID_CHARS_MAX} small letters and digits"))
}

fn region(code: &str) -> Result<Region, String> {
    Region::from_code(code).ok_or_else(|| one_of(Region::ALL.iter().map(|region| region.code())))
}

fn zone(name: &str) -> Result<ZoneName, String> {
    ZoneName::read(name).ok_or_else(|| {
        "no time zone of this name; one is written as continent and city, such as Asia/Shanghai".to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_homes_is_read_as_people_write_it() {
        let text = "\u{feff}# Wutong\nA,1,101\n\nA，1，102\nB\nA,,201\n";
        let read = buildings(text).expect("it can be read");
        let home = |unit: &str, room: &str| (unit.to_owned(), room.to_owned());
        assert_eq!(
            read,
            [
                NewBuilding {
                    name: "A".into(),
                    homes: vec![home("1", "101"), home("1", "102"), home("", "201")]
                },
                NewBuilding { name: "B".into(), homes: vec![] },
            ]
        );
        assert!(buildings("A,1,101\nA,1").is_err_and(|sentence| sentence.starts_with("line 2 ")));
    }

    #[test]
    fn an_id_can_begin_a_complaint_number() {
        assert!(id("wt").is_ok() && id("a1").is_ok());
        for text in ["", "WT", "w-t", "toolongid"] {
            assert!(id(text).is_err(), "{text}");
        }
    }
}
