use rules::access::Duty;
use rules::survey::AnswerDraft;

use crate::router::house::TestHouse;

/// Files, resolves and answers one survey.
async fn answered(house: &TestHouse, cookie: &str, solved: &str, satisfaction: &str, words: &str) {
    let filed = house.filed().await;
    house.done(&filed.number, "take", &[], cookie).await;
    let fields = [("work[finding]", "upheld"), ("work[outcome][]", "repair"), ("work[text]", "电梯已修好")];
    house.done(&filed.number, "resolve", &fields, cookie).await;
    let now = house.clock.read();
    let survey = house.store.tracking(&filed.link, now).await.expect("the link holds").survey;
    let draft = AnswerDraft {
        solved: solved.into(),
        satisfaction: satisfaction.into(),
        words: words.into(),
        ..AnswerDraft::default()
    };
    let answer = draft.parse().expect("it is complete");
    let survey = survey.expect("a survey goes out");
    house.store.answer_survey(&survey, "key", answer, now).await.expect("it can be answered");
}

#[tokio::test]
async fn the_score_moves_with_each_answer_and_says_how_sure_it_is() {
    let house = TestHouse::open().await.inhabited().await;
    house.hire("1001", "wt").await;
    let cookie = house.signed_in("1001").await;
    house.see("/desk/scores", &cookie).await.expect(200, "Nobody has finished a survey yet");
    answered(&house, &cookie, "yes", "5", "修得很快").await;
    house.pass_minutes(1);
    let page = house.see("/desk/scores", &cookie).await;
    for words in ["100.0<small>%</small>", "5.00", "n is below 30", "1 answers of 4–5 ÷ all 1", "修得很快"]
    {
        page.expect(200, words);
    }
    answered(&house, &cookie, "no", "2", "").await;
    house.pass_minutes(1);
    let page = house.see("/desk/scores", &cookie).await;
    for words in ["50.0<small>%</small>", "3.50", "95% interval 9.5–90.5%", "2 finished ÷ 2 invited"] {
        page.expect(200, words);
    }
    page.expect(200, "1 said “not solved”");
}

#[tokio::test]
async fn results_are_of_the_community_and_the_time_asked_for() {
    let house = TestHouse::open().await.inhabited().await;
    house.hire("1001", "wt").await;
    house.hire("2001", "wj").await;
    let cookie = house.signed_in("1001").await;
    answered(&house, &cookie, "yes", "4", "谢谢").await;
    house.pass_minutes(1);
    for (path, shown) in [
        ("/desk/scores?community=wt&period=month", true),
        ("/desk/scores?community=&period=year", true),
        ("/desk/scores?community=wj&period=year", false),
    ] {
        let page = house.see(path, &cookie).await;
        assert_eq!(page.text.contains("谢谢"), shown, "{path}");
    }
    let other = house.signed_in("2001").await;
    assert!(!house.see("/desk/scores", &other).await.text.contains("谢谢"));
}

#[tokio::test]
async fn who_does_not_read_scores_does_not_see_them() {
    let house = TestHouse::open().await.inhabited().await;
    house.hire_as("5001", "吴志强", "wt", Duty::Technician).await;
    let cookie = house.signed_in("5001").await;
    house.see("/desk/scores", &cookie).await.expect(403, "You cannot do this right now");
    assert!(!house.see("/desk", &cookie).await.text.contains("href=\"/desk/scores\""));
}
