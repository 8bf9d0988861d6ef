//! The sample company: what `make run` shows, the same for the same seed.

use rules::access::Duty;
use rules::id::{CommunityId, ComplaintNumber};
use rules::queue::Filter;
use rules::stage::Stage;
use server::cli::demo::{PASSWORD, shown};
use server::demo::{Made, Plan, made_before, seed, with_groups, with_links};
use server::password;
use store::{Error, Store};

use crate::router::house::{NOW, TestHouse};

fn plan(seed: u64) -> Plan {
    Plan { complaints: 300, seed, now: NOW }
}

async fn seeded(store: &Store, seed_of: u64) -> Made {
    let hash = password::hash(PASSWORD).expect("it is long enough");
    let made = seed(store, &plan(seed_of), &hash).await.expect("the database is empty");
    with_groups(store, &made, NOW).await.expect("it answers");
    with_links(store, made, NOW).await.expect("it answers")
}

/// Every complaint but for what is drawn at random: its id and its link.
async fn told(store: &Store) -> Vec<String> {
    let (id, _) = store.account("1001").await.expect("it answers").expect("she works here");
    let lin = store.staff(&id, NOW).await.expect("she works here");
    let mut told = Vec::new();
    for community in ["wt", "wj"] {
        for month in 8..=11 {
            for running in 1.. {
                let number = ComplaintNumber::compose(&CommunityId::new(community), 2026, month, running);
                let Ok(link) = store.link(&number, &lin).await else { break };
                let one = store.tracking(&link, NOW).await.expect("the link opens it");
                told.push(format!(
                    "{} {:?} {:?} {:?} {} {} {:?}",
                    number.as_str(),
                    one.received,
                    one.stage,
                    one.grade,
                    one.text,
                    one.entries.len(),
                    one.handler.map(|handler| handler.name)
                ));
            }
        }
    }
    told
}

#[tokio::test]
async fn the_same_seed_makes_the_same_company_and_another_seed_another() {
    let (first, again, other) = (TestHouse::open().await, TestHouse::open().await, TestHouse::open().await);
    for (house, of) in [(&first, 2026), (&again, 2026), (&other, 7)] {
        seeded(&house.store, of).await;
    }
    let told_first = told(&first.store).await;
    assert_eq!(told_first.len(), 300);
    assert_eq!(told_first, told(&again.store).await);
    assert_ne!(told_first, told(&other.store).await);
}

#[tokio::test]
async fn it_has_two_communities_every_duty_and_a_link_to_every_stage() {
    let house = TestHouse::open().await;
    let made = seeded(&house.store, 2026).await;
    let communities = house.store.communities().await.expect("it answers").len();
    assert_eq!((communities, made.homes, made.complaints, made.accounts.len()), (2, 408, 300, 15));
    let mut duties = Vec::new();
    for (account, _) in &made.accounts {
        let (id, _) = house.store.account(account).await.expect("it answers").expect("it is one");
        duties.extend(house.store.staff(&id, NOW).await.expect("they work here").duties);
    }
    for duty in Duty::ALL {
        assert!(duties.iter().any(|(_, held)| held == duty), "nobody is {}", duty.code());
    }
    let stages: Vec<Stage> = made.links.iter().map(|(_, stage)| *stage).collect();
    assert_eq!(stages, Stage::ALL);
    for (link, stage) in &made.links {
        let tracking = house.store.tracking(link, NOW).await.expect("the link opens it");
        assert_eq!(tracking.stage, *stage);
    }
}

#[tokio::test]
async fn what_is_shown_the_first_time_is_shown_again() {
    let house = TestHouse::open().await;
    let made = seeded(&house.store, 2026).await;
    let page = shown(&made, "http://127.0.0.1:3000");
    assert!(page.starts_with("Residents: http://127.0.0.1:3000/\n"), "{page}");
    for words in ["(Closed (no reply))", "(Withdrawn)", "/desk\n", "1001   林晓岚", PASSWORD] {
        assert!(page.contains(words), "no {words} in {page}");
    }
    let again =
        made_before(&house.store, PASSWORD, NOW).await.expect("it answers").expect("it is the sample");
    assert_eq!(shown(&again, "http://127.0.0.1:3000"), page);
}

#[tokio::test]
async fn it_is_never_mixed_with_data_nor_are_links_to_data_shown() {
    let house = TestHouse::open().await.inhabited().await;
    house.hire("1001", "wt").await;
    let refused = seed(&house.store, &plan(2026), "$").await;
    assert!(matches!(refused, Err(Error::Conflict)));
    assert!(house.store.account("2001").await.expect("it answers").is_none(), "nobody was added");
    assert!(made_before(&house.store, PASSWORD, NOW).await.expect("it answers").is_none());
}

/// A few are confirmed to be the same, and some wait for a person.
#[tokio::test]
async fn some_of_it_is_the_same_and_some_may_be() {
    let house = TestHouse::open().await;
    seeded(&house.store, 2026).await;
    let (id, _) = house.store.account("1001").await.expect("it answers").expect("she works here");
    let lin = house.store.staff(&id, NOW).await.expect("she works here");
    let rows = house.store.queue(&Filter::default(), &lin, NOW).await.expect("it answers").rows;
    assert!(rows.iter().any(|row| row.same > 1), "none is put together");
    let mut proposals = 0;
    for row in &rows {
        let complaint = house.store.complaint(&row.number, &lin, NOW).await.expect("she may");
        proposals += complaint.alike.proposals.len();
    }
    assert!(proposals > 0, "none waits for a person");
}
