//! A seed is a tale played by the same rules as a living complaint.

use std::time::Duration;

use rules::{
    access::{Duty, Staff},
    complaint::{Filer, Filing},
    contact::Region,
    follow::Follow,
    id::CommunityId,
    kind::{Department, Kind},
    language::Language,
    place::{Area, Place},
    queue::Filter,
    resolution::{Finding, Outcome},
    stage::Stage,
    survey::Answer,
    timeline::Person,
    work::Work,
};
use sqlx::Executor;
use store::{Chore, Deed, NewStaff, Store, Tale, ZoneName};

use super::desk::community;
use super::house::{Engine, House, NOON, wutong};

on_both! {
    tales_become_complaints_like_any_other,
    a_past_calls_nobody_and_the_ladder_goes_on_from_there,
    whoever_has_not_said_a_word_is_reminded_once_and_then_it_closes,
}

pub fn tale(n: i64, lin: &Staff) -> Tale {
    let at = |minutes: i64| NOON.plus_minutes(n + minutes);
    let work = |work: Work| Deed::Work(lin.clone(), work);
    let resolve =
        || Work::Resolve {
            finding: Finding::Upheld, outcomes: vec![Outcome::Repair], text: "修好了".into()
        };
    let answer = |solved| {
        Deed::Answer(Answer {
            solved,
            satisfaction: 4,
            attitude: None,
            speed: None,
            result: None,
            words: "谢谢".into(),
        })
    };
    let add = || Deed::Follow(Follow::Add { text: "还有".into(), photos: Vec::new() });
    let deeds = match n % 5 {
        0 => vec![],
        1 => vec![(at(5), work(Work::Take)), (at(9), work(Work::Reply { text: "好".into(), asks: false }))],
        2 => vec![(at(5), work(resolve())), (at(60), answer(true))],
        3 => vec![(at(5), work(resolve())), (at(60), answer(false)), (at(70), add())],
        _ => vec![(at(5), Deed::Follow(Follow::Withdraw { text: String::new() })), (at(6), work(Work::Take))],
    };
    Tale {
        filing: filing(),
        taken: None,
        language: Language::ZhHans,
        received: at(0),
        deeds,
        untold: n % 5 == 1,
    }
}

pub fn filing() -> Filing {
    Filing {
        community: wutong(),
        filer: Filer::Tenant,
        kind: Kind::Parking,
        area: Area::Public,
        place: Place::read("地下车库", &[]),
        home: None,
        text: "车位被占".into(),
        answers: Vec::new(),
        since: None,
        households: 1,
        returned: 0,
        wishes: Vec::new(),
        remedy: String::new(),
        name: "李先生".into(),
        phone: None,
        email: None,
        notice: 1,
        photos: Vec::new(),
        key: String::new(),
    }
}

/// The one member of staff, as herself and as a colleague.
pub async fn lin(store: &Store) -> (Staff, Vec<Person>) {
    store
        .add_community(community("wt", "梧桐苑"), ZoneName::of(Region::default()), Vec::new(), NOON)
        .await
        .unwrap();
    let id = store
        .add_staff(
            NewStaff {
                account: "lin".into(),
                name: "林晓岚".into(),
                department: Department::CustomerService,
                email: None,
                phone: None,
                password_hash: "$".into(),
                duties: vec![(CommunityId::new("wt"), Duty::Agent)],
            },
            NOON,
        )
        .await
        .unwrap();
    let lin = store.staff(&id, NOON).await.unwrap();
    let colleagues = vec![Person { id, name: lin.name.clone(), department: lin.department }];
    (lin, colleagues)
}

async fn tales_become_complaints_like_any_other(house: &House) {
    let store = &house.store;
    let (lin, colleagues) = lin(store).await;
    let tales: Vec<Tale> = (0..230).map(|n| tale(n, &lin)).collect();
    assert_eq!(store.seed(&wutong(), &colleagues, tales).await.unwrap(), 230);
    let now = NOON.plus_minutes(400);
    let page = store.queue(&Filter::default(), &lin, now).await.unwrap();
    assert!(page.more && page.rows.is_sorted_by(|a, b| rules::queue::order(a, b).is_lt()));
    assert_eq!((page.today.received, page.today.resolved), (230, 92));
    let numbers: Vec<_> = (1..=5).map(|n| format!("WT-2611-{n:04}")).collect();
    let mut stages = Vec::new();
    for number in &numbers {
        let number = rules::id::ComplaintNumber::read(number).unwrap();
        let seen = store.complaint(&number, &lin, now).await.unwrap();
        assert!(seen.entries.is_sorted_by_key(|entry| entry.seq));
        stages.push(seen.stage);
    }
    assert_eq!(stages, [Stage::Received, Stage::Accepted, Stage::Closed, Stage::Reopened, Stage::Withdrawn]);
    assert_eq!(store.to_tell(&lin, NOON).await.unwrap().len(), 46);
    let results = store.results(&lin, None, NOON, now).await.unwrap();
    assert_eq!((results.invited, results.answered, results.solved), (92, 92, 46));
    assert_eq!(results.words.len(), 50, "no more than a page of words");
}

async fn whoever_has_not_said_a_word_is_reminded_once_and_then_it_closes(house: &House) {
    let store = &house.store;
    let (lin, colleagues) = lin(store).await;
    let day = |days: i64| NOON.plus_days(days).plus_minutes(10);
    let resolved = tale(2, &lin).deeds[..1].to_vec();
    let reminded = [resolved.clone(), vec![(day(4), Deed::Remind)]].concat();
    let tales = [resolved, reminded].map(|deeds| Tale { deeds, ..tale(0, &lin) });
    store.seed(&wutong(), &colleagues, tales.to_vec()).await.unwrap();
    let mut due = Vec::new();
    for days in 3..=7 {
        for job in store.claim("story", 50, day(days)).await.unwrap() {
            let chore = Chore::of(&job);
            if !matches!(chore, Some(Chore::Index(_))) {
                due.push((days, matches!(chore, Some(Chore::Remind(_)))));
            }
            store.job_done(&job, day(days)).await.unwrap();
        }
    }
    assert_eq!(due, [(4, true), (7, false), (7, false)]);
}

async fn a_past_calls_nobody_and_the_ladder_goes_on_from_there(house: &House) {
    let store = &house.store;
    let (lin, colleagues) = lin(store).await;
    let open = |received| Tale { received, deeds: Vec::new(), ..tale(0, &lin) };
    let told = NOON.plus_days(40);
    store.seed(&wutong(), &colleagues, vec![open(NOON), open(told)]).await.unwrap();
    let mut ladders = Vec::new();
    for job in store.claim("story", 50, told.plus_days(3)).await.unwrap() {
        if let Some(Chore::Ladder(id)) = Chore::of(&job) {
            ladders.push(job.run_at);
            store.climb(&id, job.run_at).await.unwrap();
        }
    }
    assert_eq!(ladders.len(), 1, "the older has nothing left to say");
    assert!(ladders[0] > told);
    let alerts = store.alerts(&lin, NOON).await.unwrap();
    assert_eq!((alerts.len(), alerts[0].times), (1, 1));
    let older = rules::id::ComplaintNumber::read("WT-2611-0001").unwrap();
    assert!(store.complaint(&older, &lin, told).await.unwrap().called.is_empty());
}

/// A backup, or another program, holds the file for longer than a write waits.
#[tokio::test]
async fn a_chunk_that_took_too_long_is_written_again_on_sqlite() {
    let house = House::build(Engine::Sqlite).await;
    let (lin, colleagues) = lin(&house.store).await;
    let tales: Vec<Tale> = (0..5).map(|n| tale(n, &lin)).collect();
    let mut other = house.sqlite().await;
    other.execute("BEGIN IMMEDIATE").await.unwrap();
    let busy = async {
        tokio::time::sleep(Duration::from_secs(6)).await;
        other.execute("COMMIT").await.unwrap();
    };
    let community = wutong();
    let (made, ()) = tokio::join!(house.store.seed(&community, &colleagues, tales), busy);
    assert_eq!(made.unwrap(), 5);
    let page = house.store.queue(&Filter::default(), &lin, NOON.plus_minutes(400)).await.unwrap();
    assert_eq!(page.today.received, 5, "once, however often it was tried");
    drop(other);
    house.tear_down().await;
}
