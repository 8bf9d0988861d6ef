//! Answers to the questions of a kind: sealed, kept with the words they were asked in.

use rules::{
    access::{Duty, Staff},
    complaint::Filing,
    id::CommunityId,
    kind::Kind,
    language::Language,
    moment::Moment,
    policy::{Kinds, Policy, Version},
    question::{Answered, Question},
    timeline::Event,
    work::Work,
};
use store::Error;

use super::desk::{Desk, after, hire};
use super::house::{Engine, House, NOON};

on_both! {
    what_she_answers_is_kept_with_the_question_as_it_was_asked,
    staff_write_down_what_she_says_and_both_sides_read_it,
    answers_are_sealed,
    each_version_tells_its_questions_once,
}

fn answered(question: &Question, answer: &str) -> Answered {
    Answered { question: question.clone(), answer: answer.to_owned() }
}

fn shipped(kind: Kind) -> Vec<Question> {
    Kinds::default().questions(kind).to_vec()
}

async fn filing(desk: &Desk<'_>, key: &str, answers: Vec<Answered>) -> Filing {
    Filing { answers, ..desk.filing(key).await }
}

/// Puts a version of one community's in force that asks one question about works.
async fn ask(house: &House, question: &Question, now: Moment) -> Version {
    let store = &house.store;
    let everywhere = |mut staff: Staff| {
        staff.duties.push((CommunityId::new("wj"), Duty::GeneralManager));
        staff
    };
    let head = hire(store, "head", "陈国栋", "wt", Duty::DepartmentHead).await;
    let reviewer = hire(store, "reviewer", "郑督", "wt", Duty::Supervisor).await;
    let general = everywhere(hire(store, "general", "沈国梁", "wt", Duty::GeneralManager).await);
    let place = Some(CommunityId::new("wt"));
    let version = store.begin_policy(place, Version::HANDBOOK, &head, now).await.unwrap();
    let mut policy = Policy::default();
    policy.kinds.0[0].questions = vec![question.clone()];
    assert_eq!(policy.kinds.0[0].kind, Kind::Works);
    store.save_policy((version, 0), &policy, "问法".into(), &head, now).await.unwrap();
    store.review_policy((version, 1), &reviewer, now).await.unwrap();
    store.approve_policy((version, 1), &general, now).await.unwrap();
    store.enact_policy((version, 1), &general, now).await.unwrap();
    version
}

async fn what_she_answers_is_kept_with_the_question_as_it_was_asked(house: &House) {
    let desk = Desk::open(house).await;
    let asked = shipped(Kind::Works);
    let answers = vec![answered(&asked[0], "时好时坏"), answered(&asked[2], "周末")];
    let draft = filing(&desk, "k", answers.clone()).await;
    let filed = desk.store.file_complaint(draft.clone(), Language::ZhHans, NOON).await.unwrap();
    let again = desk.store.file_complaint(draft, Language::ZhHans, after(1)).await.unwrap();
    assert_eq!(again, filed, "the same form is the same complaint, answers and all");
    assert_eq!(desk.store.tracking(&filed.link, after(1)).await.unwrap().answers, answers);
    let complaint = desk.store.complaint(&filed.number, &desk.lin, after(1)).await.unwrap();
    assert_eq!((&complaint.answers, &complaint.asked), (&answers, &asked));

    let reworded =
        Question {
            hans: "哪一部？".into(), hant: "哪一部？".into(), en: "Which lift?".into(), needed: true
        };
    ask(house, &reworded, after(2)).await;
    let later = desk.store.complaint(&filed.number, &desk.lin, after(3)).await.unwrap();
    assert_eq!(later.answers, answers, "in the words she read");
    assert_eq!(later.asked, [reworded], "what is asked from now on");
    let (kind, now_asked) = desk.store.asked_about(&filed.number, &desk.lin).await.unwrap();
    assert_eq!((kind, now_asked), (Kind::Works, later.asked));
    let other = desk.store.asked_about(&filed.number, &desk.other).await;
    assert!(matches!(other, Err(Error::NotFound)), "whoever may not read it finds no questions either");
}

async fn staff_write_down_what_she_says_and_both_sides_read_it(house: &House) {
    let desk = Desk::open(house).await;
    let asked = shipped(Kind::Works);
    let draft = filing(&desk, "k", vec![answered(&asked[0], "一直这样")]).await;
    let filed = desk.store.file_complaint(draft, Language::ZhHans, NOON).await.unwrap();
    let said = vec![answered(&asked[0], "时好时坏"), answered(&asked[1], "勉强能用，有小孩被夹到手")];
    desk.works(&filed, &desk.wu, Work::Answer { answers: said.clone() }, after(5)).await.unwrap();
    let complaint = desk.store.complaint(&filed.number, &desk.lin, after(6)).await.unwrap();
    assert_eq!(complaint.answers, said, "the last of each");
    assert_eq!(complaint.handler.map(|handler| handler.name), Some("吴志强".into()), "a first touch");
    let tracking = desk.store.tracking(&filed.link, after(6)).await.unwrap();
    assert_eq!(tracking.answers, said);
    let on_record = tracking.entries.iter().filter(|entry| matches!(entry.event, Event::Answered { .. }));
    assert_eq!(on_record.count(), 1);
    let alone = filing(&desk, "other", Vec::new()).await;
    let quiet = desk.store.file_complaint(alone, Language::ZhHans, after(7)).await.unwrap();
    let quiet = desk.store.complaint(&quiet.number, &desk.lin, after(7)).await.unwrap();
    assert!(quiet.suggested.is_empty(), "{:?}", quiet.suggested);
    assert!(!complaint.suggested.is_empty(), "an answer can suggest danger as her own words do");
    let denied = desk.store.work(&filed.number, &desk.other, "", 0, Work::Answer { answers: said }, after(8));
    assert!(matches!(denied.await, Err(Error::NotFound)));
}

async fn answers_are_sealed(house: &House) {
    let desk = Desk::open(house).await;
    let asked = shipped(Kind::Works);
    let draft = filing(&desk, "k", vec![answered(&asked[0], "左边那部一直晃")]).await;
    let filed = desk.store.file_complaint(draft, Language::ZhHans, NOON).await.unwrap();
    let said = vec![answered(&asked[1], "右边那部没人敢坐")];
    desk.works(&filed, &desk.lin, Work::Answer { answers: said }, after(5)).await.unwrap();
    let columns = [("complaint", "words"), ("timeline", "payload")];
    for (table, column) in columns {
        let sql = sqlx::AssertSqlSafe(format!("SELECT {column} FROM {table} WHERE {column} IS NOT NULL"));
        let rows: Vec<(Vec<u8>,)> = match house.engine {
            Engine::Sqlite => sqlx::query_as(sql).fetch_all(&mut house.sqlite().await).await.unwrap(),
            Engine::Postgres => sqlx::query_as(sql).fetch_all(&mut house.postgres().await).await.unwrap(),
        };
        assert!(!rows.is_empty(), "{table}");
        for secret in ["左边那部一直晃", "右边那部没人敢坐", &asked[0].hans] {
            let found =
                rows.iter().any(|(bytes,)| bytes.windows(secret.len()).any(|at| at == secret.as_bytes()));
            assert!(!found, "{secret} stands in {table}.{column} as it is");
        }
    }
}

async fn each_version_tells_its_questions_once(house: &House) {
    let desk = Desk::open(house).await;
    let ground = desk.store.ground(NOON).await.unwrap();
    assert_eq!(ground.asked.len(), 1, "both communities go by the handbook");
    assert_eq!(ground.asked("wt"), ground.asked("wj"));
    let question = Question { hans: "a".into(), hant: "b".into(), en: "c".into(), needed: false };
    let version = ask(house, &question, after(1)).await;
    let ground = desk.store.ground(after(2)).await.unwrap();
    assert_eq!(ground.asked.len(), 2);
    assert_eq!(ground.asked("wt").unwrap().version, version);
    assert_eq!(ground.asked("wt").unwrap().of(Kind::Works), [question]);
    assert_eq!(ground.asked("wj").unwrap().of(Kind::Works), shipped(Kind::Works));
}
