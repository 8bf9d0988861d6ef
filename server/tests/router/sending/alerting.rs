//! Staff alerted by a real mail server and a gateway of our own.

use std::time::{Duration, Instant};

use rules::access::{Duty, Staff};
use rules::contact::{Phone, Region};
use rules::grading::{Facts, Media, Safety};
use rules::id::CommunityId;
use rules::kind::Department;
use rules::work::Work;
use server::sending::Settings;
use store::{Filed, NewShift, NewStaff};
use tokio::sync::watch;

use super::by_mail;
use super::gateway::Gateway;
use super::mailbox::{address, mails_to};
use crate::router::house::{BASE_URL, NOW, TestHouse};
use crate::router::people::{PHONE, Reach};

impl TestHouse {
    async fn hire_reached(&self, account: &str, duty: Duty, email: &str, phone: &str) -> Staff {
        let staff = NewStaff {
            account: account.into(),
            name: account.into(),
            department: Department::Engineering,
            email: Some(email.into()),
            phone: Phone::parse(phone, Region::Mainland).ok(),
            password_hash: "none".into(),
            duties: vec![(CommunityId::new("wt"), duty)],
        };
        let id = self.store.add_staff(staff, NOW).await.expect("the account is new");
        self.store.staff(&id, NOW).await.expect("just added")
    }

    async fn establishes(&self, filed: &Filed, staff: &Staff, facts: Facts) {
        self.works(&filed.number, staff, Work::Establish { facts, reason: "核实".into() }).await;
    }

    async fn filed_by_phone(&self) -> Filed {
        self.file("wt", Reach { phone: Some(PHONE), email: None }, Vec::new()).await
    }
}

fn crisis() -> Facts {
    Facts { media: Media::Serious, ..Facts::default() }
}

fn danger() -> Facts {
    Facts { safety: Safety::Now, ..Facts::default() }
}

/// Nothing that a resident wrote or left.
fn assert_says_nothing_of_a_resident(text: &str) {
    for private in ["周女士", "13857104629", "1385710", "电梯一周停了三次", "3栋"] {
        assert!(!text.contains(private), "{private} in {text}");
    }
}

#[tokio::test]
async fn grade_1_reaches_the_general_manager_by_mail_and_sms_and_again_until_acknowledged() {
    let house = TestHouse::open().await.inhabited().await;
    let (lin, gateway) = (house.hire("lin", "wt").await, Gateway::open().await);
    let to = address("example.com");
    let general = house.hire_reached("gu", Duty::GeneralManager, &to, "13800000001").await;
    let filed = house.filed_by_phone().await;
    let worker = house.worker(&Settings { sms_url: Some(gateway.url()), ..by_mail() });
    worker.catch_up().await.expect("the database answers");
    let before = gateway.asked().len();
    house.establishes(&filed, &lin, crisis()).await;
    worker.catch_up().await.expect("the database answers");
    let mail = mails_to(&to, 1).await.remove(0);
    let page = format!("{BASE_URL}/desk/complaints/{}", filed.number.as_str());
    let number = filed.number.as_str();
    assert_eq!(mail.subject, format!("定为一级(重大)：投诉{number}"));
    let lead = format!("梧桐苑 的投诉 {number}：定为一级(重大)。");
    for part in [&*lead, "类别：工程维修\n等级：一级(重大)", "首次答复：还有 15 分钟", &page, "再次提醒"]
    {
        assert!(mail.body.contains(part), "no {part} in {}", mail.body);
    }
    assert_says_nothing_of_a_resident(&mail.body);
    let sent = gateway.asked();
    let said: Vec<_> = sent[before..].iter().filter(|asked| asked.body.contains("13800000001")).collect();
    assert_eq!(said.len(), 1);
    house.pass_minutes(31);
    worker.catch_up().await.expect("the database answers");
    let mails = mails_to(&to, 2).await;
    assert_ne!(mails[0].header("Message-ID"), mails[1].header("Message-ID"));
    for alert in house.store.alerts(&general, NOW).await.expect("the database answers") {
        house.store.acknowledge(&alert.rung, &general, house.clock.read()).await.expect("she was called");
    }
    let sent = gateway.asked().len();
    house.pass_minutes(31);
    worker.catch_up().await.expect("the database answers");
    assert_eq!(gateway.asked().len(), sent, "it is acknowledged");
}

#[tokio::test]
async fn danger_reaches_everybody_on_duty_at_once_whatever_the_other_way_does() {
    let house = TestHouse::open().await.inhabited().await;
    let (lin, gateway) = (house.hire("lin", "wt").await, Gateway::open().await);
    let (taken, refused) = (address("example.com"), address("refused.test"));
    let one = house.hire_reached("wu", Duty::Technician, &taken, "13800000002").await;
    let other = house.hire_reached("xu", Duty::Butler, &refused, "13800000003").await;
    for staff in [&one, &other] {
        let shift = NewShift {
            community: CommunityId::new("wt"),
            staff: staff.id.clone(),
            department: staff.department,
            from: NOW,
            until: NOW.plus_minutes(600),
            stands_in_for: None,
        };
        house.store.add_shift(shift, NOW).await.expect("they are known");
    }
    let filed = house.filed_by_phone().await;
    let settings = Settings { sms_url: Some(gateway.url()), ..by_mail() };
    let worker = house.worker(&settings);
    let (stop, stopping) = watch::channel(false);
    let running = tokio::spawn(worker.run(stopping));
    let began = Instant::now();
    house.establishes(&filed, &lin, danger()).await;
    let mail = mails_to(&taken, 1).await.remove(0);
    let both = |phone: &str| gateway.asked().iter().any(|asked| asked.body.contains(phone));
    while !(both("13800000002") && both("13800000003")) {
        assert!(began.elapsed() < Duration::from_secs(30), "within a minute");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    println!("everybody on duty was alerted after {} ms", began.elapsed().as_millis());
    assert!(mail.subject.contains("人身危险"), "{}", mail.subject);
    assert_says_nothing_of_a_resident(&mail.body);
    stop.send(true).expect("it runs");
    running.await.expect("it stops");
}

#[tokio::test]
async fn danger_waits_for_no_mail_server_that_hangs() {
    let house = TestHouse::open().await.inhabited().await;
    let (lin, gateway) = (house.hire("lin", "wt").await, Gateway::open().await);
    house.hire_reached("xu", Duty::Agent, "xu@example.com", "13800000003").await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("there is a free port");
    let port = listener.local_addr().expect("it listens").port();
    let silent = tokio::spawn(async move {
        let mut held = Vec::new();
        while let Ok((stream, _)) = listener.accept().await {
            held.push(stream);
        }
    });
    for email in ["a@example.com", "b@example.com", "c@example.com", "d@example.com", "e@example.com"] {
        for _ in 0..2 {
            house.file("wt", Reach { phone: None, email: Some(email) }, Vec::new()).await;
        }
    }
    let filed = house.filed_by_phone().await;
    let settings = Settings {
        smtp_url: Some(format!("smtp://127.0.0.1:{port}")),
        sms_url: Some(gateway.url()),
        ..Settings::default()
    };
    let (stop, stopping) = watch::channel(false);
    let running = tokio::spawn(house.worker(&settings).run(stopping));
    tokio::time::sleep(Duration::from_millis(500)).await;
    let began = Instant::now();
    house.establishes(&filed, &lin, danger()).await;
    while !gateway.asked().iter().any(|asked| asked.body.contains("13800000003")) {
        assert!(began.elapsed() < Duration::from_secs(30), "every place is taken by mail that hangs");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    stop.send(true).expect("it runs");
    running.abort();
    silent.abort();
}

#[tokio::test]
async fn a_gateway_without_time_is_asked_again_and_then_given_up() {
    let house = TestHouse::open().await.inhabited().await;
    let (lin, gateway) = (house.hire("lin", "wt").await, Gateway::open().await);
    let general = house.hire_reached("gu", Duty::GeneralManager, "gu@example.com", "13800000001").await;
    let filed = house.filed_by_phone().await;
    house.works(&filed.number, &lin, Work::Declare { reason: "要上访".into() }).await;
    gateway.answers(503);
    let worker = house.worker(&Settings { sms_url: Some(gateway.url()), ..Settings::default() });
    let asked = || gateway.asked().iter().filter(|asked| asked.body.contains("13800000001")).count();
    worker.catch_up().await.expect("the database answers");
    assert_eq!(asked(), 1);
    house.pass_minutes(1);
    worker.catch_up().await.expect("the database answers");
    assert_eq!(asked(), 2);
    gateway.answers(200);
    house.pass_minutes(1);
    worker.catch_up().await.expect("the database answers");
    assert_eq!(asked(), 3);
    house.pass_minutes(5);
    worker.catch_up().await.expect("the database answers");
    assert_eq!(asked(), 3, "once it has gone out");
    assert_eq!(
        house.store.alerts(&general, NOW).await.expect("the database answers").len(),
        1,
        "the desk shows it"
    );
}
