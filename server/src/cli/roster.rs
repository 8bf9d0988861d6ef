//! `linli roster add|list|remove`: who is on duty when, and for whom they stand in (handbook I2).

use std::error::Error;

use chrono::NaiveDateTime;
use clap::{Args, Subcommand};
use rules::id::{CommunityId, ShiftId, StaffId};
use rules::kind::Department;
use rules::limits::SHIFT_ROWS_MAX;
use rules::moment::{Moment, Zone};
use rules::roster::OnDuty;
use store::{NewShift, Store};

use super::open;
use super::staff::department;
use crate::config::Data;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Put a person on duty for a time.
    Add(Add),
    /// Show who is on duty now and later.
    List(List),
    /// Take a time off the roster, by the id that `list` shows.
    Remove(Remove),
}

#[derive(Debug, Args)]
pub struct Add {
    #[command(flatten)]
    data: Data,
    #[arg(long)]
    community: String,
    /// The staff number of who is on duty.
    #[arg(long)]
    account: String,
    /// The department the duty is for; by default the person's own.
    #[arg(long, value_parser = department)]
    department: Option<Department>,
    /// Local time of the community, such as `2026-11-28T20:00`.
    #[arg(long, value_parser = local)]
    from: NaiveDateTime,
    #[arg(long, value_parser = local)]
    until: NaiveDateTime,
    /// The staff number of who is away and stood in for.
    #[arg(long)]
    stands_in_for: Option<String>,
}

#[derive(Debug, Args)]
pub struct List {
    #[command(flatten)]
    data: Data,
    #[arg(long)]
    community: String,
}

#[derive(Debug, Args)]
pub struct Remove {
    #[command(flatten)]
    data: Data,
    id: String,
}

impl Command {
    pub(super) async fn run(self) -> Result<(), Box<dyn Error>> {
        match self {
            Self::Add(add) => add.run().await,
            Self::List(list) => list.run().await,
            Self::Remove(remove) => remove.run().await,
        }
    }
}

impl Add {
    async fn run(self) -> Result<(), Box<dyn Error>> {
        if self.from >= self.until {
            return Err("a time on duty ends after it begins".into());
        }
        let (store, clock) = open(&self.data).await?;
        let now = clock.read();
        let (community, zone) = place(&store, &self.community, now).await?;
        let staff = person(&store, &self.account).await?;
        let away = match &self.stands_in_for {
            Some(account) => Some(person(&store, account).await?),
            None => None,
        };
        let shift = NewShift {
            community,
            department: match self.department {
                Some(department) => department,
                None => store.staff(&staff, now).await?.department,
            },
            staff,
            from: Moment::from_local(self.from, zone),
            until: Moment::from_local(self.until, zone),
            stands_in_for: away,
        };
        let id = store.add_shift(shift, now).await?;
        println!("{} is on duty ({})", self.account, id.as_str());
        store.close().await;
        Ok(())
    }
}

impl List {
    async fn run(self) -> Result<(), Box<dyn Error>> {
        let (store, clock) = open(&self.data).await?;
        let now = clock.read();
        let (community, zone) = place(&store, &self.community, now).await?;
        let listed = store.roster(&community, now, SHIFT_ROWS_MAX).await?;
        if listed.is_empty() {
            println!("nobody is on the roster: danger alerts all heads and agents");
        }
        for shift in listed {
            println!("{}", line(&shift, zone));
        }
        store.close().await;
        Ok(())
    }
}

impl Remove {
    async fn run(self) -> Result<(), Box<dyn Error>> {
        let (store, _) = open(&self.data).await?;
        let removed = store.remove_shift(&ShiftId::new(self.id.as_str()), None).await;
        removed.map_err(|error| match error {
            store::Error::NotFound => format!("there is no {} on the roster", self.id).into(),
            error => Box::<dyn Error>::from(error),
        })?;
        println!("{} is off the roster", self.id);
        store.close().await;
        Ok(())
    }
}

fn line(shift: &OnDuty, zone: Zone) -> String {
    let at = |moment: Moment| moment.local(zone).format("%Y-%m-%dT%H:%M").to_string();
    let away = shift.away.as_ref().map(|away| format!(", for {}", away.name)).unwrap_or_default();
    let (from, until) = (at(shift.from), at(shift.until));
    let of = shift.department.code();
    format!("{from} to {until}  {} ({of}){away}  {}", shift.person.name, shift.id.as_str())
}

async fn place(store: &Store, id: &str, now: Moment) -> Result<(CommunityId, Zone), Box<dyn Error>> {
    let id = CommunityId::new(id);
    let terms = store.read().await?.terms_of(&id, now).await;
    let terms = terms.map_err(|_| format!("there is no community {}; add it first", id.as_str()))?;
    Ok((id, terms.zone))
}

async fn person(store: &Store, account: &str) -> Result<StaffId, Box<dyn Error>> {
    let found = store.account(account).await?;
    Ok(found.ok_or_else(|| format!("there is no account {account} in use"))?.0)
}

fn local(text: &str) -> Result<NaiveDateTime, String> {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M")
        .map_err(|_| "a local time such as 2026-11-28T20:00".to_owned())
}
