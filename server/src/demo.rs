//! A sample company for trying Linli out: two communities, four hundred homes, twelve members of
//! staff and as many complaints as asked for over the last ninety days, the same for the same seed
//! (but for ids and links, which are always drawn at random).

mod corpus;
mod life;
mod places;

use fastrand::Rng;
use rules::access::Staff;
use rules::id::CommunityId;
use rules::moment::{Moment, Zone};
use rules::queue::{Filter, QueueRow};
use rules::stage::Stage;
use rules::timeline::Person;
use store::{Error, Store, Tale};

/// Pages of the queue that are looked through for links to try.
const PAGES: usize = 5;

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
    pub complaints: usize,
    /// Account and name of every member of staff; all have the same password.
    pub accounts: Vec<(String, String)>,
    /// Some private links to try: what stands at the end of the address, and the stage.
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
    for place in places::COMMUNITIES {
        store.add_community(place.community()?, place.buildings(), founded).await?;
    }
    for person in corpus::STAFF {
        store.add_staff(person.hired(password_hash), founded).await?;
    }
    let mut made = Made { accounts: store.accounts().await?, ..Made::default() };
    let mut rng = Rng::with_seed(plan.seed);
    let ground = store.ground(plan.now).await?;
    for (sign, share) in ground.communities.iter().zip(shares(plan.complaints, ground.communities.len())) {
        let staff = team(store, &made.accounts, &sign.id, plan.now).await?;
        let colleagues = store.read().await?.colleagues(&sign.id, plan.now).await?;
        let tales = tales(&mut rng, sign, &staff, plan, share);
        made.complaints += store.seed(&sign.id, Zone::CHINA, &colleagues, tales).await?;
        made.links.extend(examples(store, &staff, plan.now).await?);
    }
    Ok(made)
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
    team: &[Staff],
    plan: &Plan,
    many: usize,
) -> Vec<Tale> {
    let mut moments: Vec<Moment> = (0..many).map(|_| life::received(rng, plan.now)).collect();
    moments.sort();
    moments.into_iter().map(|received| life::tale(rng, sign, team, received, plan.now)).collect()
}

/// One private link per stage that the community's queue shows now.
async fn examples(store: &Store, team: &[Staff], now: Moment) -> Result<Vec<(String, Stage)>, Error> {
    let Some(agent) = team.first() else { return Ok(Vec::new()) };
    let mut links: Vec<(String, Stage)> = Vec::new();
    let mut filter = Filter::default();
    for _ in 0..PAGES {
        let page = store.queue(&filter, agent, now).await?;
        for row in &page.rows {
            if links.iter().all(|(_, stage)| *stage != row.stage) {
                links.push((store.link(&row.number, agent).await?, row.stage));
            }
        }
        filter.after = page.rows.last().map(QueueRow::rank);
        if !page.more {
            break;
        }
    }
    Ok(links)
}

/// The colleague a complaint is handed to.
fn person(staff: &Staff) -> Person {
    Person { id: staff.id.clone(), name: staff.name.clone(), department: staff.department }
}
