//! A sample company for trying Linli out: two communities, four hundred homes, fifteen members of
//! staff and as many complaints as asked for over the last ninety days, the same for the same seed
//! (but for ids and links, which are always drawn at random).

mod corpus;
mod groups;
mod life;
mod places;

pub use groups::with_groups;

use fastrand::Rng;
use rules::access::Staff;
use rules::id::{CommunityId, ComplaintNumber};
use rules::moment::{Moment, Zone};
use rules::stage::Stage;
use rules::timeline::Person;
use store::{Error, NewShift, Store, Tale, ZoneName};

use crate::password::Passwords;

/// Months back, and complaints of each, that are looked through for links to try.
const MONTHS: i64 = 3;
const LOOKED_MAX: u32 = 200;

/// What to make.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// Complaints over both communities.
    pub complaints: usize,
    pub seed: u64,
    /// The newest complaint is a few minutes older.
    pub now: Moment,
}

/// What somebody trying it out needs to know.
#[derive(Clone, Debug, Default)]
pub struct Made {
    pub homes: usize,
    pub complaints: usize,
    /// Account and name of every member of staff; all have the same password.
    pub accounts: Vec<(String, String)>,
    /// A private link to try for each stage: what stands at the end of the address, and the stage.
    pub links: Vec<(String, Stage)>,
}

/// Fills an empty database.
///
/// # Errors
/// [`Error::Conflict`] when there is a community already; a sample is never mixed with real data.
pub async fn seed(store: &Store, plan: &Plan, password_hash: &str) -> Result<Made, Error> {
    if !store.communities().await?.is_empty() {
        return Err(Error::Conflict);
    }
    let founded = plan.now.plus_days(-400);
    store.name_company(corpus::COMPANY.to_owned()).await?;
    let mut made = Made::default();
    for place in places::COMMUNITIES {
        let buildings = place.buildings();
        made.homes += buildings.iter().map(|building| building.homes.len()).sum::<usize>();
        store.add_community(place.community()?, ZoneName::of(places::REGION), buildings, founded).await?;
    }
    for person in corpus::STAFF {
        store.add_staff(person.hired(password_hash), founded).await?;
    }
    made.accounts = store.accounts().await?;
    put_on_duty(store, plan.now).await?;
    let mut rng = Rng::with_seed(plan.seed);
    let ground = store.ground(plan.now).await?;
    for (sign, share) in ground.communities.iter().zip(shares(plan.complaints, ground.communities.len())) {
        let staff = team(store, &made.accounts, &sign.id, plan.now).await?;
        let colleagues = store.read().await?.colleagues(&sign.id, plan.now).await?;
        let zone = store.read().await?.terms_of(&sign.id, plan.now).await?.zone;
        let tales = tales(&mut rng, sign, (&staff, zone), plan, share);
        made.complaints += store.seed(&sign.id, &colleagues, tales).await?;
    }
    Ok(made)
}

/// The same with links to try, which takes longer to find than a small sample to make.
///
/// # Errors
/// Those of the database.
pub async fn with_links(store: &Store, made: Made, now: Moment) -> Result<Made, Error> {
    let links = examples(store, &made.accounts, now).await?;
    Ok(Made { links, ..made })
}

/// What [`seed`] made some time ago, without the counts; `None` when this is no sample: somebody's
/// own data has other names and passwords.
///
/// # Errors
/// Those of the database.
pub async fn made_before(store: &Store, password: &str, now: Moment) -> Result<Option<Made>, Error> {
    let accounts = store.accounts().await?;
    let first = store.account(corpus::FIRST_ACCOUNT).await?.map(|(_, hash)| hash);
    let is_sample = store.company().await?.name == corpus::COMPANY
        && Passwords::default().fits(password.to_owned(), first).await.unwrap_or(false);
    if !is_sample {
        return Ok(None);
    }
    with_links(store, Made { accounts, ..Made::default() }, now).await.map(Some)
}

/// Whom danger alerts: as long as a sample is looked at.
async fn put_on_duty(store: &Store, now: Moment) -> Result<(), Error> {
    for (community, account) in corpus::ON_DUTY {
        let Some((id, _)) = store.account(account).await? else { continue };
        let staff = store.staff(&id, now).await?;
        let shift = NewShift {
            community: CommunityId::new(*community),
            staff: staff.id,
            department: staff.department,
            from: now.plus_days(-1),
            until: now.plus_days(365),
            stands_in_for: None,
        };
        store.add_shift(shift, now).await?;
    }
    Ok(())
}

/// How many complaints each community gets: the larger first.
fn shares(complaints: usize, communities: usize) -> Vec<usize> {
    let each = complaints / communities.max(1);
    let mut shares = vec![each; communities];
    if let Some(first) = shares.first_mut() {
        *first += complaints - each * communities;
    }
    shares
}

async fn team(
    store: &Store,
    accounts: &[(String, String)],
    community: &CommunityId,
    now: Moment,
) -> Result<Vec<Staff>, Error> {
    let mut team = Vec::new();
    for (account, _) in accounts {
        if let Some((id, _)) = store.account(account).await? {
            let staff = store.staff(&id, now).await?;
            if staff.may(rules::access::Want::Handle, community) {
                team.push(staff);
            }
        }
    }
    Ok(team)
}

/// Complaints of one community, oldest first.
fn tales(
    rng: &mut Rng,
    sign: &rules::complaint::CommunitySign,
    (team, zone): (&[Staff], Zone),
    plan: &Plan,
    many: usize,
) -> Vec<Tale> {
    let mut moments: Vec<Moment> = (0..many).map(|_| life::received(rng, plan.now, zone)).collect();
    moments.sort();
    moments.into_iter().map(|received| life::tale(rng, sign, (team, zone), received, plan.now)).collect()
}

/// One private link for each stage some complaint stands at, in the order of the stages. Looks no
/// further than it must, because each look costs as much as writing several complaints of the sample.
async fn examples(
    store: &Store,
    accounts: &[(String, String)],
    now: Moment,
) -> Result<Vec<(String, Stage)>, Error> {
    let mut examples: Vec<(String, Stage)> = Vec::new();
    for community in store.communities().await? {
        let team = team(store, accounts, &community.id, now).await?;
        let Some(agent) = team.first() else { continue };
        let zone = store.read().await?.terms_of(&community.id, now).await?.zone;
        for back in 0..=MONTHS {
            let month = now.plus_days(-back * 30).year_month(zone);
            look(store, agent, &community.id, month, now, &mut examples).await?;
        }
    }
    examples.sort_by_key(|(_, stage)| Stage::ALL.iter().position(|known| known == stage));
    Ok(examples)
}

/// Adds what a community's month has of the stages still missing: complaints are numbered by month
/// without gaps.
async fn look(
    store: &Store,
    agent: &Staff,
    community: &CommunityId,
    (year, month): (i32, u32),
    now: Moment,
    examples: &mut Vec<(String, Stage)>,
) -> Result<(), Error> {
    for running in 1..=LOOKED_MAX {
        if examples.len() == Stage::ALL.len() {
            break;
        }
        let number = ComplaintNumber::compose(community, year, month, running);
        let link = match store.link(&number, agent).await {
            Ok(link) => link,
            Err(Error::NotFound) => break,
            Err(error) => return Err(error),
        };
        let stage = store.tracking(&link, now).await?.stage;
        if examples.iter().all(|(_, known)| *known != stage) {
            examples.push((link, stage));
        }
    }
    Ok(())
}

/// The colleague a complaint is handed to.
fn person(staff: &Staff) -> Person {
    Person { id: staff.id.clone(), name: staff.name.clone(), department: staff.department }
}
