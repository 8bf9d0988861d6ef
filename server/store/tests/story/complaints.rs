//! A complaint all the way round, and what the store promises on the way.

use rules::{
    access::{Duty, Refusal, Staff},
    change::Denied,
    complaint::{CommunitySign, Filer, Filing},
    contact::{Email, Phone, Region},
    follow::Follow,
    grading::{Facts, Grade},
    id::{CommunityId, ComplaintId, PhotoId},
    kind::{Department, Kind},
    language::Language,
    moment::{Moment, Zone},
    notice::News,
    place::{Area, Place},
    problem::{Field, PhotoProblem, What},
    queue::{Filter, HandlerFilter, StandingFilter},
    resolution::{Finding, Outcome},
    stage::Stage,
    survey::Answer,
    timeline::{Event, Way},
    work::Work,
};
use sqlx::Row as _;
use store::{Chore, Community, Error, Filed, NewBuilding, NewStaff, Store, Tick};

use super::house::{Engine, House, NOON, wutong};

on_both! {
    a_complaint_goes_all_the_way_round,
    the_same_form_posted_twice_is_one_complaint,
    the_same_act_posted_twice_is_done_once,
    responsibility_moves_only_when_the_receiver_accepts,
    what_a_viewer_may_not_read_is_simply_not_found,
    links_are_revoked_by_their_generation,
    photos_belong_to_the_complaint_that_claims_them,
    the_queue_pages_by_key_and_filters,
    silence_is_closed_and_a_month_regrades,
    not_solved_by_survey_opens_again,
    notices_are_told_when_sent_or_ticked,
    free_text_and_contacts_are_sealed,
    every_entry_is_numbered_without_gaps_and_committed_to,
    results_count_answers_and_invitations,
}

fn after(minutes: i64) -> Moment {
    NOON.plus_minutes(minutes)
}

/// A house with two communities and three members of staff.
struct Desk<'a> {
    store: &'a Store,
    lin: Staff,
    wu: Staff,
    other: Staff,
}

impl<'a> Desk<'a> {
    async fn open(house: &'a House) -> Self {
        let store = &house.store;
        for (id, name) in [("wt", "梧桐苑"), ("wj", "望江新城")] {
            let buildings =
                vec![NewBuilding { name: "3栋".into(), homes: vec![("2".into(), "501".into())] }];
            store.add_community(community(id, name), buildings, NOON).await.unwrap();
        }
        Self {
            store,
            lin: hire(store, "lin", "林晓岚", "wt", Duty::Agent).await,
            wu: hire(store, "wu", "吴志强", "wt", Duty::Technician).await,
            other: hire(store, "zhao", "赵敏", "wj", Duty::Agent).await,
        }
    }

    async fn file(&self, key: &str, now: Moment) -> Filed {
        self.store.file_complaint(self.filing(key).await, Language::ZhHans, now).await.unwrap()
    }

    async fn filing(&self, key: &str) -> Filing {
        let ground = self.store.ground(NOON).await.unwrap();
        let buildings = &ground.community("wt").unwrap().buildings;
        Filing {
            community: wutong(),
            filer: Filer::HomeOwner,
            kind: Kind::Works,
            area: Area::Home,
            place: Place::read("3栋2单元501", buildings),
            home: None,
            text: "电梯一周停了三次".into(),
            since: None,
            households: 1,
            returned: 0,
            wishes: Vec::new(),
            remedy: String::new(),
            name: "周女士".into(),
            phone: Some(Phone::parse("13857104629", Region::Mainland).unwrap()),
            email: Some(Email::parse("zhou@example.com").unwrap()),
            notice: 1,
            photos: Vec::new(),
            key: key.into(),
        }
    }

    async fn works(&self, filed: &Filed, staff: &Staff, work: Work, now: Moment) -> Result<(), Error> {
        let facts_version = self.store.complaint(&filed.number, staff, now).await?.facts_version;
        self.store.work(&filed.number, staff, "", facts_version, work, now).await
    }

    async fn resolve(&self, filed: &Filed, now: Moment) {
        let outcomes = vec![Outcome::Repair, Outcome::Apology];
        let work = Work::Resolve { finding: Finding::Upheld, outcomes, text: "换了控制板".into() };
        self.works(filed, &self.lin, work, now).await.unwrap();
        self.post(News::Resolved, now).await;
    }

    /// Runs the post: every notice that waits is sent by e-mail.
    async fn post(&self, wanted: News, now: Moment) -> usize {
        let mut sent = 0;
        loop {
            let jobs = self.store.claim("story", 50, now).await.unwrap();
            if jobs.is_empty() {
                return sent;
            }
            for job in jobs {
                if let Some(Chore::SendNotice(id)) = Chore::of(&job) {
                    let notice = self.store.notice(&id).await.unwrap();
                    self.store.notice_sent(&id, Way::Email, now).await.unwrap();
                    sent += usize::from(notice.news == wanted);
                }
                self.store.job_done(&job, now).await.unwrap();
            }
        }
    }
}

pub fn community(id: &str, name: &str) -> Community {
    let phone = |text: &str| Phone::parse(text, Region::Mainland).unwrap();
    Community {
        zone: Zone::CHINA,
        sign: CommunitySign {
            id: CommunityId::new(id),
            name: name.into(),
            region: Region::Mainland,
            hotline: phone("0571-88903366"),
            desk_hours: "8:30–17:30".into(),
            emergency: phone("0571-88903399"),
            buildings: Vec::new(),
            public_areas: vec!["东门".into(), "地下车库".into()],
        },
    }
}

async fn hire(store: &Store, account: &str, name: &str, community: &str, duty: Duty) -> Staff {
    let staff = NewStaff {
        account: account.into(),
        name: name.into(),
        department: Department::CustomerService,
        email: None,
        password_hash: "$argon2id$".into(),
        duties: vec![(CommunityId::new(community), duty)],
    };
    let id = store.add_staff(staff, NOON).await.unwrap();
    store.staff(&id, NOON).await.unwrap()
}

fn reply() -> Work {
    Work::Reply { text: "今天下午派人去看".into(), asks: false }
}

async fn a_complaint_goes_all_the_way_round(house: &House) {
    let desk = Desk::open(house).await;
    let filed = desk.file("k1", NOON).await;
    assert_eq!(filed.number.as_str(), "WT-2611-0001");
    assert!(filed.link.len() <= 40);
    desk.works(&filed, &desk.lin, reply(), after(10)).await.unwrap();
    assert_eq!(desk.post(News::Replied, after(11)).await, 1);
    desk.resolve(&filed, after(60)).await;
    let tracking = desk.store.tracking(&filed.link, after(61)).await.unwrap();
    assert_eq!(tracking.stage, Stage::AwaitingConfirmation);
    assert_eq!(tracking.deadlines.first_answer.met, Some(after(11)));
    assert_eq!(tracking.resolution.as_ref().unwrap().outcomes, [Outcome::Repair, Outcome::Apology]);
    assert_eq!(tracking.phone.as_deref(), Some("138****4629"));
    assert!(tracking.entries.iter().all(|entry| entry.event.is_for_resident()));
    let survey = tracking.survey.unwrap();
    let answer = Answer {
        solved: true,
        satisfaction: 5,
        attitude: None,
        speed: None,
        result: None,
        words: String::new(),
    };
    desk.store.answer_survey(&survey, "a1", answer, after(120)).await.unwrap();
    let closed = desk.store.complaint(&filed.number, &desk.lin, after(121)).await.unwrap();
    assert_eq!(
        (closed.stage, closed.name.as_str(), closed.text.as_str()),
        (Stage::Closed, "周女士", "电梯一周停了三次")
    );
    assert!(desk.store.queue(&Filter::default(), &desk.lin, after(121)).await.unwrap().rows.is_empty());
}

async fn the_same_form_posted_twice_is_one_complaint(house: &House) {
    let desk = Desk::open(house).await;
    let first = desk.file("same", NOON).await;
    assert_eq!(desk.file("same", after(1)).await, first);
    let other = desk.file("other", after(2)).await;
    assert_eq!(other.number.as_str(), "WT-2611-0002", "no number is lost");
    let page = desk.store.queue(&Filter::default(), &desk.lin, after(3)).await.unwrap();
    assert_eq!((page.rows.len(), page.today.received), (2, 2));
}

async fn the_same_act_posted_twice_is_done_once(house: &House) {
    let desk = Desk::open(house).await;
    let filed = desk.file("k", NOON).await;
    for minute in [5, 6] {
        desk.store.work(&filed.number, &desk.lin, "reply-1", 1, reply(), after(minute)).await.unwrap();
        let add = Follow::Add { text: "还有".into(), photos: Vec::new() };
        desk.store.follow(&filed.link, "add-1", add, after(minute)).await.unwrap();
    }
    let seen = desk.store.complaint(&filed.number, &desk.lin, after(7)).await.unwrap();
    let count = |wanted: fn(&Event) -> bool| seen.entries.iter().filter(|entry| wanted(&entry.event)).count();
    assert_eq!(count(|event| matches!(event, Event::Replied { .. })), 1);
    assert_eq!(count(|event| matches!(event, Event::Added { .. })), 1);
}

async fn responsibility_moves_only_when_the_receiver_accepts(house: &House) {
    let desk = Desk::open(house).await;
    let filed = desk.file("k", NOON).await;
    let offer = || Work::Offer { to: desk.wu.id.clone(), reason: "要工程部".into() };
    let handler = async |minute| {
        let seen = desk.store.complaint(&filed.number, &desk.lin, after(minute)).await.unwrap();
        (seen.handler.unwrap().name, seen.offer.map(|offer| (offer.to.name, offer.reason)))
    };
    desk.works(&filed, &desk.lin, offer(), after(1)).await.unwrap();
    assert_eq!(handler(2).await, ("林晓岚".into(), Some(("吴志强".into(), "要工程部".into()))));
    let offered = Filter { handler: Some(HandlerFilter::OfferedToMe), ..Filter::default() };
    assert_eq!(desk.store.queue(&offered, &desk.wu, after(2)).await.unwrap().rows.len(), 1);
    let refused = desk.works(&filed, &desk.lin, Work::AcceptOffer, after(3)).await;
    assert!(matches!(refused, Err(Error::Denied(Denied::Refusal(Refusal::NotOfferedToYou)))));
    desk.works(&filed, &desk.wu, Work::DeclineOffer { reason: "不在".into() }, after(4)).await.unwrap();
    assert_eq!(handler(5).await, ("林晓岚".into(), None));
    desk.works(&filed, &desk.lin, offer(), after(6)).await.unwrap();
    desk.works(&filed, &desk.wu, Work::AcceptOffer, after(7)).await.unwrap();
    assert_eq!(handler(8).await, ("吴志强".into(), None));
}

async fn what_a_viewer_may_not_read_is_simply_not_found(house: &House) {
    let desk = Desk::open(house).await;
    let filed = desk.file("k", NOON).await;
    let elsewhere = desk.store.complaint(&filed.number, &desk.other, NOON).await;
    assert!(matches!(elsewhere, Err(Error::NotFound)));
    let acts = desk.store.work(&filed.number, &desk.other, "", 1, Work::Take, NOON).await;
    assert!(matches!(acts, Err(Error::NotFound)));
    assert!(desk.store.queue(&Filter::default(), &desk.other, NOON).await.unwrap().rows.is_empty());
    for token in ["", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"] {
        assert!(matches!(desk.store.tracking(token, NOON).await, Err(Error::NotFound)), "{token}");
        assert!(matches!(desk.store.asked(token).await, Err(Error::NotFound)), "{token}");
    }
    assert!(matches!(desk.store.asked(&filed.link).await, Err(Error::NotFound)), "a link opens one purpose");
}

async fn links_are_revoked_by_their_generation(house: &House) {
    let desk = Desk::open(house).await;
    let filed = desk.file("k", NOON).await;
    let fresh = desk.store.revoke_link(&filed.number, &desk.lin).await.unwrap();
    assert!(matches!(desk.store.tracking(&filed.link, NOON).await, Err(Error::NotFound)));
    assert_eq!(desk.store.tracking(&fresh, NOON).await.unwrap().number, filed.number);
}

async fn photos_belong_to_the_complaint_that_claims_them(house: &House) {
    let desk = Desk::open(house).await;
    let photo = desk.store.keep_photo(b"jpeg bytes", 4, 3, NOON).await.unwrap();
    assert!(desk.store.photo_waits(&photo).await.unwrap());
    let mut filing = desk.filing("k").await;
    filing.photos = vec![photo.clone()];
    let filed = desk.store.file_complaint(filing.clone(), Language::En, NOON).await.unwrap();
    assert_eq!(desk.store.photo_by_link(&filed.link, &photo).await.unwrap(), b"jpeg bytes");
    assert_eq!(desk.store.photo_for_staff(&photo, &desk.lin).await.unwrap(), b"jpeg bytes");
    assert!(matches!(desk.store.photo_for_staff(&photo, &desk.other).await, Err(Error::NotFound)));
    assert_eq!(desk.store.tracking(&filed.link, NOON).await.unwrap().photos, [photo.clone()]);
    let another = desk.file("k2", NOON).await;
    assert!(matches!(desk.store.photo_by_link(&another.link, &photo).await, Err(Error::NotFound)));
    filing.key = "k3".into();
    let Err(Error::Denied(Denied::Problems(problems))) =
        desk.store.file_complaint(filing, Language::En, NOON).await
    else {
        panic!("a photo belongs to one complaint")
    };
    assert_eq!(problems.of(Field::Photos), Some(&What::Photo(PhotoProblem::Gone)));
    let waiting = desk.store.keep_photo(b"nobody's", 1, 1, NOON).await.unwrap();
    assert_eq!(desk.store.forget_photos(after(24 * 60)).await.unwrap(), 0);
    assert_eq!(desk.store.forget_photos(after(24 * 60 + 1)).await.unwrap(), 1);
    assert!(!desk.store.photo_waits(&PhotoId::new(waiting.as_str())).await.unwrap());
}

async fn the_queue_pages_by_key_and_filters(house: &House) {
    let desk = Desk::open(house).await;
    let mut filed = Vec::new();
    for n in 0..55 {
        filed.push(desk.file(&format!("k{n}"), after(n)).await);
    }
    let danger = Facts { safety: true, ..Facts::default() };
    let serious = Facts { households: 12, ..Facts::default() };
    desk.works(&filed[40], &desk.lin, Work::Establish { facts: danger, reason: String::new() }, after(60))
        .await
        .unwrap();
    desk.works(&filed[50], &desk.lin, Work::Establish { facts: serious, reason: String::new() }, after(60))
        .await
        .unwrap();
    let first = desk.store.queue(&Filter::default(), &desk.lin, after(61)).await.unwrap();
    assert_eq!((first.rows.len(), first.more), (50, true));
    assert_eq!([&first.rows[0].number, &first.rows[1].number], [&filed[40].number, &filed[50].number]);
    assert!(first.rows.is_sorted_by(|a, b| rules::queue::order(a, b).is_lt()));
    let next = Filter { after: first.rows.last().map(rules::queue::QueueRow::rank), ..Filter::default() };
    let second = desk.store.queue(&next, &desk.lin, after(61)).await.unwrap();
    assert_eq!((second.rows.len(), second.more), (5, false));
    assert!(second.rows.iter().all(|row| !first.rows.contains(row)));
    let check = async |filter: Filter, wanted: usize| {
        let page = desk.store.queue(&filter, &desk.lin, after(61)).await.unwrap();
        assert_eq!(page.rows.len(), wanted, "{filter:?}");
    };
    check(Filter { grade: Some(Grade::One), ..Filter::default() }, 1).await;
    check(Filter { kind: Some(Kind::Parking), ..Filter::default() }, 0).await;
    check(Filter { handler: Some(HandlerFilter::Me), ..Filter::default() }, 2).await;
    check(Filter { handler: Some(HandlerFilter::Nobody), grade: Some(Grade::One), ..Filter::default() }, 0)
        .await;
    check(Filter { community: Some(CommunityId::new("wj")), ..Filter::default() }, 0).await;
    check(Filter { standing: Some(StandingFilter::Overdue), ..Filter::default() }, 0).await;
    let late =
        Filter { standing: Some(StandingFilter::Overdue), grade: Some(Grade::One), ..Filter::default() };
    let late = desk.store.queue(&late, &desk.lin, after(76)).await.unwrap();
    assert_eq!(late.rows.len(), 1, "15 minutes after the re-grade");
}

async fn silence_is_closed_and_a_month_regrades(house: &House) {
    let desk = Desk::open(house).await;
    let filed = desk.file("k", NOON).await;
    desk.resolve(&filed, after(60)).await;
    let days = |days: i64| after(60).plus_days(days);
    desk.store.pass_time(&filed.id, Tick::Remind, days(4)).await.unwrap();
    desk.store.pass_time(&filed.id, Tick::Lapse, days(6)).await.unwrap();
    let stage = async |now| desk.store.complaint(&filed.number, &desk.lin, now).await.unwrap().stage;
    assert_eq!(stage(days(6)).await, Stage::AwaitingConfirmation, "a job that comes early changes nothing");
    for _ in 0..2 {
        desk.store.pass_time(&filed.id, Tick::Lapse, days(7)).await.unwrap();
    }
    assert_eq!(stage(days(7)).await, Stage::ClosedNoReply);
    let open = desk.file("k2", NOON).await;
    desk.store.pass_time(&open.id, Tick::Month, NOON.plus_days(32)).await.unwrap();
    let seen = desk.store.complaint(&open.number, &desk.lin, NOON.plus_days(32)).await.unwrap();
    assert_eq!(seen.grade, Grade::Two);
    assert!(desk.store.pass_time(&ComplaintId::new("none"), Tick::Month, NOON).await.is_err());
}

async fn not_solved_by_survey_opens_again(house: &House) {
    let desk = Desk::open(house).await;
    let filed = desk.file("k", NOON).await;
    desk.resolve(&filed, after(60)).await;
    let survey = desk.store.tracking(&filed.link, after(61)).await.unwrap().survey.unwrap();
    assert!(!desk.store.asked(&survey).await.unwrap().answered, "opening spends nothing");
    let answer = || Answer {
        solved: false,
        satisfaction: 2,
        attitude: Some(4),
        speed: None,
        result: Some(1),
        words: "又停了".into(),
    };
    desk.store.answer_survey(&survey, "once", answer(), after(70)).await.unwrap();
    desk.store.answer_survey(&survey, "once", answer(), after(71)).await.unwrap();
    let again = desk.store.answer_survey(&survey, "twice", answer(), after(72)).await;
    assert!(matches!(again, Err(Error::Denied(Denied::Refusal(Refusal::NotNow)))));
    let seen = desk.store.complaint(&filed.number, &desk.lin, after(73)).await.unwrap();
    assert_eq!((seen.stage, seen.facts.returned), (Stage::Reopened, 1));
    assert_eq!(seen.handler.unwrap().name, "林晓岚");
    assert!(desk.store.asked(&survey).await.unwrap().answered);
}

async fn notices_are_told_when_sent_or_ticked(house: &House) {
    let desk = Desk::open(house).await;
    let filed = desk.file("k", NOON).await;
    desk.works(&filed, &desk.lin, reply(), after(10)).await.unwrap();
    for job in desk.store.claim("story", 50, after(11)).await.unwrap() {
        if let Some(Chore::SendNotice(id)) = Chore::of(&job) {
            let notice = desk.store.notice(&id).await.unwrap();
            assert!(notice.waits);
            if notice.news == News::Replied {
                assert_eq!(notice.text, "今天下午派人去看");
                desk.store.notice_failed(&id, "connection refused").await.unwrap();
                desk.store.notice_to_tell(&id, after(11)).await.unwrap();
            } else {
                desk.store.notice_link_only(&id, after(11)).await.unwrap();
            }
        }
    }
    let met = async |minute| {
        let seen = desk.store.complaint(&filed.number, &desk.lin, after(minute)).await.unwrap();
        seen.deadlines.first_answer.met
    };
    assert_eq!(met(12).await, None, "nothing counts as told until sent or ticked");
    let lines = desk.store.to_tell(&desk.lin).await.unwrap();
    assert_eq!(
        (lines.len(), lines[0].name.as_str(), lines[0].text.as_str()),
        (1, "周女士", "今天下午派人去看")
    );
    assert!(desk.store.to_tell(&desk.other).await.unwrap().is_empty());
    assert!(matches!(desk.store.tick(&lines[0].id, &desk.other, after(20)).await, Err(Error::NotFound)));
    for minute in [20, 30] {
        desk.store.tick(&lines[0].id, &desk.lin, after(minute)).await.unwrap();
    }
    assert_eq!(met(31).await, Some(after(20)), "the first tick counts");
    assert!(desk.store.to_tell(&desk.lin).await.unwrap().is_empty());
}

async fn free_text_and_contacts_are_sealed(house: &House) {
    let desk = Desk::open(house).await;
    let filed = desk.file("k", NOON).await;
    desk.works(&filed, &desk.lin, Work::Note { text: "门机控制板缺货".into() }, after(1)).await.unwrap();
    let secrets =
        ["周女士", "13857104629", "zhou@example.com", "电梯一周停了三次", "门机控制板缺货", "3栋2单元501"];
    let bytes = match house.engine {
        Engine::Sqlite => {
            house.store.close().await;
            let mut bytes = std::fs::read(house.folder().join("linli.db")).unwrap();
            bytes.extend(std::fs::read(house.folder().join("linli.db-wal")).unwrap_or_default());
            bytes
        }
        Engine::Postgres => {
            let mut postgres = house.postgres().await;
            let tables = ["complaint", "timeline", "access", "notice", "transfer", "staff", "job"];
            let mut bytes = Vec::new();
            for table in tables {
                let dump = sqlx::AssertSqlSafe(format!("SELECT CAST(t.* AS TEXT) AS row FROM {table} t"));
                for row in sqlx::query(dump).fetch_all(&mut postgres).await.unwrap() {
                    bytes.extend(row.get::<String, _>("row").into_bytes());
                }
            }
            bytes
        }
    };
    assert!(contains(&bytes, filed.number.as_str()), "we are looking in the right place");
    for secret in secrets {
        assert!(!contains(&bytes, secret), "{secret} stands in the database as it is");
    }
}

fn contains(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

async fn every_entry_is_numbered_without_gaps_and_committed_to(house: &House) {
    let desk = Desk::open(house).await;
    for key in ["a", "b", "c"] {
        let filed = desk.file(key, NOON).await;
        desk.works(&filed, &desk.lin, reply(), after(5)).await.unwrap();
        let denied = desk.works(&filed, &desk.wu, reply(), after(6)).await;
        assert!(denied.is_err(), "a refused act leaves no gap");
    }
    let sql = "SELECT seq, salt, commitment FROM timeline WHERE community = 'wt' ORDER BY seq";
    let rows: Vec<(i64, Vec<u8>, Vec<u8>)> = match house.engine {
        Engine::Sqlite => sqlx::query_as(sql).fetch_all(&mut house.sqlite().await).await.unwrap(),
        Engine::Postgres => sqlx::query_as(sql).fetch_all(&mut house.postgres().await).await.unwrap(),
    };
    let numbers: Vec<i64> = rows.iter().map(|row| row.0).collect();
    assert_eq!(numbers, (1..=9).collect::<Vec<_>>(), "filed, taken, replied, three times");
    assert!(rows.iter().all(|(_, salt, commitment)| salt.len() == 16 && commitment.len() == 32));
}

async fn results_count_answers_and_invitations(house: &House) {
    let desk = Desk::open(house).await;
    for (n, satisfaction) in [(0, Some(5)), (1, Some(4)), (2, Some(1)), (3, None)] {
        let filed = desk.file(&format!("k{n}"), after(n)).await;
        desk.resolve(&filed, after(60 + n)).await;
        let survey = desk.store.tracking(&filed.link, after(100)).await.unwrap().survey.unwrap();
        if let Some(satisfaction) = satisfaction {
            let words = if n == 0 { "很快" } else { "" }.to_owned();
            let answer =
                Answer { solved: true, satisfaction, attitude: Some(5), speed: None, result: None, words };
            desk.store.answer_survey(&survey, "", answer, after(110)).await.unwrap();
        }
    }
    let results = desk.store.results(&desk.lin, None, NOON, after(200)).await.unwrap();
    assert_eq!((results.invited, results.answered, results.solved), (4, 3, 3));
    assert_eq!(results.satisfaction, [1, 0, 0, 1, 1]);
    assert_eq!((results.attitude, results.speed), ([0, 0, 0, 0, 3], [0; 5]));
    assert_eq!(results.words.iter().map(|said| said.words.as_str()).collect::<Vec<_>>(), ["很快"]);
    let technician = desk.store.results(&desk.wu, None, NOON, after(200)).await.unwrap();
    assert_eq!(technician.invited, 0, "technicians do not read scores");
    let before = desk.store.results(&desk.lin, None, NOON.plus_days(-9), NOON).await.unwrap();
    assert_eq!((before.invited, before.answered), (0, 0));
}
