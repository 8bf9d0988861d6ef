//! What residents are told, and what they answer.

use rules::{access::Refusal, change::Denied, notice::News, stage::Stage, survey::Answer};
use store::{Chore, Error};

use super::desk::{Desk, after, reply};
use super::house::{House, NOON};

on_both! {
    not_solved_by_survey_opens_again,
    notices_are_told_when_sent_or_ticked,
    results_count_answers_and_invitations,
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

async fn notices_are_told_when_sent_or_ticked(house: &House) {
    let desk = Desk::open(house).await;
    let filed = desk.file("k", NOON).await;
    desk.works(&filed, &desk.lin, reply(), after(10)).await.unwrap();
    for job in desk.store.claim("story", 50, after(11)).await.unwrap() {
        if let Some(Chore::SendNotice(id)) = Chore::of(&job) {
            let notice = desk.store.notice(&id).await.unwrap();
            assert!(notice.waits);
            assert_eq!(notice.text.is_empty(), notice.news != News::Replied, "{:?}", notice.news);
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
