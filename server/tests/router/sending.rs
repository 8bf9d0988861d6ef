//! Notices on their way out, by a real mail server and a gateway of our own.

mod alerting;
mod gateway;
mod mailbox;

use std::time::Duration;

use rules::access::Staff;
use rules::follow::Follow;
use rules::id::ComplaintNumber;
use rules::limits::RECEIPTS_PER_DAY_MAX;
use rules::notice::News;
use rules::resolution::{Finding, Outcome};
use rules::timeline::{Event, Way};
use rules::work::Work;
use server::jobs::Worker;
use server::sending::sms::Shape;
use server::sending::{Sending, Settings, letter};
use store::{Filed, Scope};
use tokio::net::TcpListener;

use self::gateway::Gateway;
use self::mailbox::{address, mail_server, mails_to};
use crate::router::house::{BASE_URL, TestHouse};
use crate::router::people::{PHONE, Reach};

impl TestHouse {
    pub fn worker(&self, settings: &Settings) -> Worker {
        Worker {
            store: self.store.clone(),
            clock: self.clock.clone(),
            sending: Sending::of(settings, BASE_URL).expect("the settings can be used"),
            base_url: BASE_URL.into(),
            name: "test".into(),
        }
    }

    pub async fn works(&self, number: &ComplaintNumber, staff: &Staff, work: Work) {
        let now = self.clock.read();
        let version = self.store.complaint(number, staff, now).await.expect("she may read it").facts_version;
        self.store.work(number, staff, "", version, work, now).await.expect("she may do it");
    }

    pub async fn replies(&self, number: &ComplaintNumber, staff: &Staff, text: &str) {
        self.works(number, staff, Work::Reply { text: text.into(), asks: false }).await;
    }

    /// How the resident was told, in order.
    async fn told(&self, filed: &Filed, staff: &Staff) -> Vec<Way> {
        let now = self.clock.read();
        let complaint = self.store.complaint(&filed.number, staff, now).await.expect("she may read it");
        let ways = complaint.entries.into_iter().filter_map(|entry| match entry.event {
            Event::Told { way, .. } => Some(way),
            _ => None,
        });
        ways.collect()
    }

    async fn to_tell(&self, staff: &Staff) -> Vec<News> {
        let lines = self.store.to_tell(staff, self.clock.read()).await.expect("the database answers");
        lines.into_iter().map(|line| line.news).collect()
    }
}

fn by_mail() -> Settings {
    Settings { smtp_url: Some(mail_server()), ..Settings::default() }
}

#[tokio::test]
async fn a_resident_with_an_address_is_told_by_mail() {
    let house = TestHouse::open().await.inhabited().await;
    let lin = house.hire("lin", "wt").await;
    let to = address("example.com");
    let filed = house.file("wt", Reach { phone: Some(PHONE), email: Some(&to) }, Vec::new()).await;
    let worker = house.worker(&by_mail());
    worker.catch_up().await.expect("the database answers");
    assert_eq!(house.told(&filed, &lin).await, [Way::Email]);
    let mails = mails_to(&to, 1).await;
    assert!(mails[0].subject.contains(filed.number.as_str()), "{}", mails[0].subject);
    for part in ["周女士，您好：", "梧桐苑", "0571-88903366", &format!("{BASE_URL}/c/{}", filed.link)]
    {
        assert!(mails[0].body.contains(part), "no {part} in {}", mails[0].body);
    }
    for header in
        ["From: =?utf-8?", "<noreply@wuye.example>", "Auto-Submitted: auto-generated", "@wuye.example>"]
    {
        assert!(mails[0].raw.contains(header), "no {header} in {}", mails[0].raw);
    }
    assert_eq!(worker.catch_up().await.ok(), Some(0), "nothing is left to do");
}

#[tokio::test]
async fn a_result_brings_its_words_and_the_survey() {
    let house = TestHouse::open().await.inhabited().await;
    let lin = house.hire("lin", "wt").await;
    let to = address("example.com");
    let filed = house.file("wt", Reach { phone: None, email: Some(&to) }, Vec::new()).await;
    let resolve = Work::Resolve {
        finding: Finding::Upheld,
        outcomes: vec![Outcome::Repair],
        text: "换了控制板".into(),
    };
    house.works(&filed.number, &lin, resolve).await;
    house.worker(&by_mail()).catch_up().await.expect("the database answers");
    let mails = mails_to(&to, 3).await;
    let result = mails.iter().find(|mail| mail.body.contains("换了控制板")).expect("the result was mailed");
    let (_, rest) = result.body.split_once(&format!("{BASE_URL}/s/")).expect("the survey's link is in it");
    let token: String = rest.chars().take_while(|c| !c.is_whitespace()).collect();
    let asked = house.store.asked(&token).await.expect("the link opens the survey");
    assert_eq!((asked.number, asked.answered), (filed.number, false));
}

#[tokio::test]
async fn a_notice_sent_again_after_a_crash_carries_the_same_message_id() {
    let house = TestHouse::open().await.inhabited().await;
    let to = address("example.com");
    house.file("wt", Reach { phone: None, email: Some(&to) }, Vec::new()).await;
    let jobs = house.store.claim("one that dies", 9, house.clock.read()).await.expect("there is a job");
    let notice = jobs.iter().find_map(|job| match store::Chore::of(job) {
        Some(store::Chore::SendNotice(id)) => Some(id),
        _ => None,
    });
    let notice = house
        .store
        .notice(&notice.expect("there is a notice"), house.clock.read())
        .await
        .expect("it is there");
    let mail =
        Sending::of(&by_mail(), BASE_URL).expect("it can be used").mail.expect("there is a mail server");
    let letter = letter::letter(&notice, BASE_URL, "");
    let email = notice.email.clone().expect("she left one");
    mail.send(&notice, &email, letter).await.expect("the mail server takes it");
    let worker = house.worker(&by_mail());
    assert_eq!(worker.catch_up().await.ok(), Some(0), "the dead worker still holds the job");
    house.pass_minutes(3);
    worker.catch_up().await.expect("the database answers");
    let mails = mails_to(&to, 2).await;
    let ids: Vec<&str> = mails.iter().map(|mail| mail.header("Message-ID")).collect();
    assert_eq!(ids[0], ids[1]);
    assert_eq!(ids[0], format!("<{}@wuye.example>", notice.id.as_str()));
}

#[tokio::test]
async fn what_the_mail_server_refuses_goes_by_sms_or_is_said_by_a_person() {
    let house = TestHouse::open().await.inhabited().await;
    let lin = house.hire("lin", "wt").await;
    let gateway = Gateway::open().await;
    let refused = address("refused.test");
    let both = house.file("wt", Reach { phone: Some(PHONE), email: Some(&refused) }, Vec::new()).await;
    let mail_only = house.file("wt", Reach { phone: None, email: Some(&refused) }, Vec::new()).await;
    house.replies(&mail_only.number, &lin, "今天下午派人去看").await;
    let settings = Settings { sms_url: Some(gateway.url()), ..by_mail() };
    house.worker(&settings).catch_up().await.expect("the database answers");
    assert_eq!(house.told(&both, &lin).await, [Way::Sms]);
    assert_eq!(house.told(&mail_only, &lin).await, []);
    assert_eq!(house.to_tell(&lin).await, [News::Replied], "the other news stand behind her link");
}

#[tokio::test]
async fn a_mail_server_without_time_is_asked_again_and_then_another_way_is_taken() {
    let house = TestHouse::open().await.inhabited().await;
    let lin = house.hire("lin", "wt").await;
    let busy = address("busy.test");
    let filed = house.file("wt", Reach { phone: None, email: Some(&busy) }, Vec::new()).await;
    house.replies(&filed.number, &lin, "今天下午派人去看").await;
    let worker = house.worker(&by_mail());
    worker.catch_up().await.expect("the database answers");
    assert_eq!(house.to_tell(&lin).await, [], "it may still go by mail");
    let next = house.store.next_job_at().await.expect("the database answers").expect("it is tried again");
    assert_eq!(next.millis() - house.clock.read().millis(), 5_000);
    for _ in 0..7 {
        house.pass_minutes(10);
        worker.catch_up().await.expect("the database answers");
    }
    assert_eq!(house.to_tell(&lin).await, [News::Replied]);
    assert_eq!(house.told(&filed, &lin).await, [], "nothing counts as told before it is ticked");
    let line = house.store.to_tell(&lin, house.clock.read()).await.expect("the database answers").remove(0);
    house.store.tick(&line.id, &lin, house.clock.read()).await.expect("she may");
    assert_eq!(house.told(&filed, &lin).await, [Way::InPerson]);
    assert_eq!(house.to_tell(&lin).await, []);
}

#[tokio::test]
async fn a_mail_server_that_says_nothing_is_given_up_in_the_end() {
    let house = TestHouse::open().await.inhabited().await;
    let lin = house.hire("lin", "wt").await;
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("there is a free port");
    let port = listener.local_addr().expect("it listens").port();
    let silent = tokio::spawn(async move {
        let mut held = Vec::new();
        while let Ok((stream, _)) = listener.accept().await {
            held.push(stream);
        }
    });
    let filed = house.file("wt", Reach { phone: None, email: Some("zhou@example.com") }, Vec::new()).await;
    house.replies(&filed.number, &lin, "今天下午派人去看").await;
    let settings = Settings { smtp_url: Some(format!("smtp://127.0.0.1:{port}")), ..Settings::default() };
    let mut worker = house.worker(&settings);
    worker.sending.mail.as_mut().expect("it is set up").time_max = Duration::from_millis(50);
    for tries in 1..=8 {
        assert_eq!(house.to_tell(&lin).await, [], "before try {tries}");
        worker.catch_up().await.expect("the database answers");
        house.pass_minutes(60);
    }
    assert_eq!(house.to_tell(&lin).await, [News::Replied]);
    silent.abort();
}

#[tokio::test]
async fn a_job_of_a_newer_program_is_left_for_it() {
    let house = TestHouse::open().await;
    let now = house.clock.read();
    let enqueued = house.store.write(Scope::Jobs, async move |tx| {
        tx.enqueue("from_the_future", &serde_json::json!({}), now, None).await
    });
    assert!(enqueued.await.expect("the database answers"));
    house.worker(&Settings::default()).catch_up().await.expect("the database answers");
    assert_eq!(house.store.claim("newer", 9, now).await.map(|jobs| jobs.len()).ok(), Some(0), "not at once");
    house.pass_minutes(1);
    let jobs = house.store.claim("newer", 9, house.clock.read()).await.expect("the database answers");
    assert_eq!(jobs.iter().map(|job| job.kind.as_str()).collect::<Vec<_>>(), ["from_the_future"]);
}

#[tokio::test]
async fn more_receipts_in_a_day_than_a_person_files_are_not_sent() {
    let house = TestHouse::open().await.inhabited().await;
    let gateway = Gateway::open().await;
    let worker = house.worker(&Settings { sms_url: Some(gateway.url()), ..Settings::default() });
    let reach = Reach { phone: Some(PHONE), email: None };
    let sent = async || {
        worker.catch_up().await.expect("the database answers");
        gateway.asked().len()
    };
    for _ in 0..RECEIPTS_PER_DAY_MAX + 3 {
        house.file("wt", reach, Vec::new()).await;
    }
    assert_eq!(sent().await, RECEIPTS_PER_DAY_MAX);
    house.file("wt", Reach { phone: Some("13857104630"), email: None }, Vec::new()).await;
    assert_eq!(sent().await, RECEIPTS_PER_DAY_MAX + 1, "another's number is told");
    house.pass_minutes(24 * 60);
    house.file("wt", reach, Vec::new()).await;
    assert_eq!(sent().await, RECEIPTS_PER_DAY_MAX + 2, "and hers again the next day");
}

#[tokio::test]
async fn an_sms_is_one_sentence_and_the_link_as_the_gateway_wants_it() {
    let house = TestHouse::open().await.inhabited().await;
    let lin = house.hire("lin", "wt").await;
    let gateway = Gateway::open().await;
    let filed = house.file("wt", Reach { phone: Some(PHONE), email: None }, Vec::new()).await;
    let settings = Settings {
        sms_url: Some(gateway.url()),
        sms_shape: Shape::Json,
        sms_template: Some(r#"{"to":"{e164}","content":"【{signature}】{text}"}"#.into()),
        sms_signature: "邻里".into(),
        sms_header: Some("Authorization: Bearer a-secret".into()),
        ..Settings::default()
    };
    house.worker(&settings).catch_up().await.expect("the database answers");
    assert_eq!(house.told(&filed, &lin).await, [Way::Sms]);
    let asked = gateway.asked();
    let body: serde_json::Value = serde_json::from_str(&asked[0].body).expect("it is JSON");
    let text =
        format!("【邻里】您的投诉{}已收到，进展请看 {BASE_URL}/c/{}", filed.number.as_str(), filed.link);
    assert_eq!(body, serde_json::json!({ "to": "+8613857104629", "content": text }));
    assert_eq!(asked[0].authorization, "Bearer a-secret");
    assert_eq!(asked[0].content_type, "application/json");
}

#[tokio::test]
async fn a_gateway_that_fails_is_asked_again_and_one_that_refuses_is_not() {
    let house = TestHouse::open().await.inhabited().await;
    let lin = house.hire("lin", "wt").await;
    let gateway = Gateway::open().await;
    gateway.answers(500);
    let filed = house.file("wt", Reach { phone: Some(PHONE), email: None }, Vec::new()).await;
    let worker = house.worker(&Settings { sms_url: Some(gateway.url()), ..Settings::default() });
    worker.catch_up().await.expect("the database answers");
    assert_eq!((gateway.asked().len(), house.told(&filed, &lin).await), (1, vec![]));
    gateway.answers(200);
    house.pass_minutes(1);
    worker.catch_up().await.expect("the database answers");
    assert_eq!((gateway.asked().len(), house.told(&filed, &lin).await), (2, vec![Way::Sms]));
    gateway.answers(400);
    house.replies(&filed.number, &lin, "今天下午派人去看").await;
    worker.catch_up().await.expect("the database answers");
    assert_eq!((gateway.asked().len(), house.to_tell(&lin).await), (3, vec![News::Replied]));
}

#[tokio::test]
async fn what_has_lost_its_object_while_it_waited_is_not_sent() {
    let house = TestHouse::open().await.inhabited().await;
    let lin = house.hire("lin", "wt").await;
    let gateway = Gateway::open().await;
    let filed = house.file("wt", Reach { phone: Some(PHONE), email: None }, Vec::new()).await;
    let worker = house.worker(&Settings { sms_url: Some(gateway.url()), ..Settings::default() });
    let resolve = Work::Resolve {
        finding: Finding::Upheld,
        outcomes: vec![Outcome::Repair],
        text: "换了控制板".into(),
    };
    house.works(&filed.number, &lin, resolve).await;
    worker.catch_up().await.expect("the database answers");
    gateway.answers(500);
    house.pass_minutes(4 * 24 * 60 + 1);
    worker.catch_up().await.expect("the database answers");
    let (asked, told) = (gateway.asked().len(), house.told(&filed, &lin).await);
    let now = house.clock.read();
    house.store.follow(&filed.link, "", Follow::Accept, now).await.expect("she is asked");
    gateway.answers(200);
    house.pass_minutes(10);
    worker.catch_up().await.expect("the database answers");
    assert_eq!((gateway.asked().len(), house.told(&filed, &lin).await), (asked, told), "no reminder");
}

#[tokio::test]
async fn what_time_brings_is_done_when_it_is_due_and_only_once() {
    let house = TestHouse::open().await.inhabited().await;
    let lin = house.hire("lin", "wt").await;
    let to = address("example.com");
    let filed = house.file("wt", Reach { phone: None, email: Some(&to) }, Vec::new()).await;
    let worker = house.worker(&by_mail());
    let resolve = Work::Resolve {
        finding: Finding::Upheld,
        outcomes: vec![Outcome::Repair],
        text: "换了控制板".into(),
    };
    house.works(&filed.number, &lin, resolve).await;
    worker.catch_up().await.expect("the database answers");
    for (days, wanted) in [(3, 0), (1, 1), (1, 1)] {
        house.pass_minutes(days * 24 * 60 + 1);
        worker.catch_up().await.expect("the database answers");
        worker.catch_up().await.expect("the database answers");
        let tracking =
            house.store.tracking(&filed.link, house.clock.read()).await.expect("the link opens it");
        let reminded = tracking.entries.iter().filter(|entry| entry.event == Event::Reminded).count();
        assert_eq!(reminded, wanted);
    }
    house.pass_minutes(3 * 24 * 60);
    worker.catch_up().await.expect("the database answers");
    let tracking = house.store.tracking(&filed.link, house.clock.read()).await.expect("the link opens it");
    assert_eq!(tracking.stage, rules::stage::Stage::ClosedNoReply);
}

#[tokio::test]
async fn a_worker_wakes_when_something_is_filed_and_stops_when_it_is_told_to() {
    let house = TestHouse::open().await.inhabited().await;
    let lin = house.hire("lin", "wt").await;
    let gateway = Gateway::open().await;
    let worker = house.worker(&Settings { sms_url: Some(gateway.url()), ..Settings::default() });
    let working = tokio::spawn(worker.run(house.live.stopping()));
    let filed = house.file("wt", Reach { phone: Some(PHONE), email: None }, Vec::new()).await;
    for _ in 0..200 {
        if !house.told(&filed, &lin).await.is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    assert_eq!(house.told(&filed, &lin).await, [Way::Sms]);
    house.live.stop();
    let stopped = tokio::time::timeout(Duration::from_secs(5), working).await;
    stopped.expect("it stops soon").expect("it did not panic");
}
