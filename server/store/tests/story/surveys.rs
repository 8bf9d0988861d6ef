//! Surveys: one for each result, answered once, counted when they were sent.

use rules::{
    access::Refusal,
    change::Denied,
    follow::Follow,
    resolution::{Finding, Outcome},
    stage::Stage,
    survey::Answer,
    timeline::Event,
    work::Work,
};
use store::Error;

use super::desk::{Desk, after};
use super::house::{House, NOON};

on_both! {
    not_solved_by_survey_opens_again,
    the_same_answer_twice_at_once_is_one_answer,
    an_outdated_survey_is_not_offered_and_takes_no_answer,
    not_solved_after_thirty_days_is_only_an_answer,
    results_count_answers_and_invitations,
    a_survey_counts_as_sent_once_its_link_has_reached_her,
}

fn answer(solved: bool) -> Answer {
    Answer { solved, satisfaction: 3, attitude: None, speed: None, result: None, words: String::new() }
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
    for minute in [70, 71] {
        let reopened = desk.store.answer_survey(&survey, "once", answer(), after(minute)).await.unwrap();
        assert!(reopened, "the same form is one answer");
    }
    let others = Answer { satisfaction: 5, ..answer() };
    let other_words = desk.store.answer_survey(&survey, "once", others, after(72)).await;
    assert!(matches!(other_words, Err(Error::Denied(Denied::Refusal(Refusal::NotNow)))), "never silently");
    let again = desk.store.answer_survey(&survey, "twice", answer(), after(72)).await;
    assert!(matches!(again, Err(Error::Denied(Denied::Refusal(Refusal::NotNow)))));
    let seen = desk.store.complaint(&filed.number, &desk.lin, after(73)).await.unwrap();
    assert_eq!((seen.stage, seen.facts.returned), (Stage::Reopened, 1));
    assert_eq!(seen.handler.unwrap().name, "林晓岚");
    assert!(desk.store.asked(&survey).await.unwrap().answered);
}

async fn the_same_answer_twice_at_once_is_one_answer(house: &House) {
    let desk = Desk::open(house).await;
    for (n, solved) in [(0, false), (1, true), (2, false), (3, true)] {
        let filed = desk.file(&format!("k{n}"), NOON).await;
        desk.resolve(&filed, after(60)).await;
        let survey = desk.store.tracking(&filed.link, after(61)).await.unwrap().survey.unwrap();
        let give = || desk.store.answer_survey(&survey, "once", answer(solved), after(70));
        let (first, second) = tokio::join!(give(), give());
        assert_eq!((first.unwrap(), second.unwrap()), (!solved, !solved), "{n}");
        let seen = desk.store.complaint(&filed.number, &desk.lin, after(71)).await.unwrap();
        let answered =
            seen.entries.iter().filter(|entry| matches!(entry.event, Event::SurveyAnswered { .. }));
        assert_eq!(answered.count(), 1);
    }
}

async fn an_outdated_survey_is_not_offered_and_takes_no_answer(house: &House) {
    let desk = Desk::open(house).await;
    let filed = desk.file("k", NOON).await;
    let offered = async |minute| desk.store.tracking(&filed.link, after(minute)).await.unwrap().survey;
    let refused = async |survey: &str, minute| {
        let late = desk.store.answer_survey(survey, "", answer(true), after(minute)).await;
        assert!(matches!(late, Err(Error::Denied(Denied::Refusal(Refusal::SurveyOver)))));
        let asked = desk.store.asked(survey).await.unwrap();
        assert_eq!((asked.over, asked.answered), (true, false));
    };
    desk.resolve(&filed, after(60)).await;
    let first = offered(61).await.unwrap();
    assert!(!desk.store.asked(&first).await.unwrap().over);
    let not_solved = Follow::NotSolved { text: "又停了".into() };
    desk.store.follow(&filed.link, "", not_solved, after(70)).await.unwrap();
    assert_eq!(offered(71).await, None, "there is no result to rate");
    refused(&first, 71).await;
    desk.resolve(&filed, after(80)).await;
    let second = offered(81).await.unwrap();
    assert_ne!(first, second);
    refused(&first, 82).await;
    let seen = desk.store.complaint(&filed.number, &desk.lin, after(83)).await.unwrap();
    assert_eq!(seen.stage, Stage::AwaitingConfirmation, "an old answer moves nothing");
    assert!(!seen.entries.iter().any(|entry| matches!(entry.event, Event::SurveyAnswered { .. })));
    assert!(!desk.store.answer_survey(&second, "", answer(true), after(90)).await.unwrap());
    assert_eq!(offered(91).await, None);
}

async fn not_solved_after_thirty_days_is_only_an_answer(house: &House) {
    let desk = Desk::open(house).await;
    let filed = desk.file("k", NOON).await;
    desk.resolve(&filed, after(60)).await;
    let survey = desk.store.tracking(&filed.link, after(61)).await.unwrap().survey.unwrap();
    desk.store.follow(&filed.link, "", Follow::Accept, after(70)).await.unwrap();
    let late = after(71).plus_days(30);
    for _ in 0..2 {
        let reopened = desk.store.answer_survey(&survey, "once", answer(false), late).await.unwrap();
        assert!(!reopened, "the page must not say that it is open again");
    }
    let seen = desk.store.complaint(&filed.number, &desk.lin, late).await.unwrap();
    assert_eq!(seen.stage, Stage::Closed);
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

async fn a_survey_counts_as_sent_once_its_link_has_reached_her(house: &House) {
    let desk = Desk::open(house).await;
    let invited = async |now| desk.store.results(&desk.lin, None, NOON, now).await.unwrap().invited;
    let resolve = async |key: &str| {
        let filed = desk.file(key, NOON).await;
        let outcomes = vec![Outcome::Repair];
        let work = Work::Resolve { finding: Finding::Upheld, outcomes, text: "换了控制板".into() };
        desk.works(&filed, &desk.lin, work, after(60)).await.unwrap();
        filed
    };
    let by_link = resolve("a").await;
    assert_eq!(invited(after(65)).await, 0, "made with the result, and not sent yet");
    let survey = desk.store.tracking(&by_link.link, after(66)).await.unwrap().survey.unwrap();
    desk.store.answer_survey(&survey, "", answer(true), after(67)).await.unwrap();
    assert_eq!(invited(after(70)).await, 1, "who answered was reached");
    resolve("b").await;
    desk.post(rules::notice::News::Resolved, after(75)).await;
    assert_eq!((invited(after(75)).await, invited(after(80)).await), (1, 2));
}
