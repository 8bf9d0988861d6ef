//! The week in which she says whether it is solved, while she and we still write to each other.

use rules::{
    change::Denied,
    follow::Follow,
    limits::MESSAGES_PER_DAY_MAX,
    moment::Moment,
    notice::News,
    problem::{Field, What},
    stage::Stage,
};
use store::{Chore, Error, Filed, Tick};

use super::desk::{Desk, after, reply};
use super::house::{House, NOON};

on_both! {
    a_question_in_her_week_is_answered_before_it_ends,
    a_reminder_is_made_once_however_often_the_job_runs,
    one_message_more_than_a_day_holds_is_refused,
}

fn add(text: &str) -> Follow {
    Follow::Add { text: text.into(), photos: Vec::new() }
}

impl Desk<'_> {
    async fn stage(&self, filed: &Filed, now: Moment) -> Stage {
        self.store.complaint(&filed.number, &self.lin, now).await.unwrap().stage
    }

    async fn lapse(&self, filed: &Filed, now: Moment) -> Stage {
        self.store.pass_time(&filed.id, Tick::Lapse, now).await.unwrap();
        self.stage(filed, now).await
    }
}

async fn a_question_in_her_week_is_answered_before_it_ends(house: &House) {
    let desk = Desk::open(house).await;
    let filed = desk.file("k", NOON).await;
    desk.resolve(&filed, after(60)).await;
    let days = |days: i64| after(60).plus_days(days);
    desk.store.follow(&filed.link, "", add("夜里还是会停，正常吗"), days(2)).await.unwrap();
    desk.store.pass_time(&filed.id, Tick::Remind, days(4)).await.unwrap();
    assert_eq!(desk.post(News::Reminded, days(4)).await, 0);
    assert_eq!(desk.lapse(&filed, days(7)).await, Stage::AwaitingConfirmation);
    desk.works(&filed, &desk.lin, reply(), days(8)).await.unwrap();
    assert_eq!(desk.lapse(&filed, days(8)).await, Stage::AwaitingConfirmation);
    assert_eq!(desk.post(News::Replied, days(9)).await, 1);
    let mut planned = Vec::new();
    for job in desk.store.claim("story", 50, days(16)).await.unwrap() {
        planned.extend(Chore::of(&job).map(|chore| (chore, job.run_at)));
    }
    let id = filed.id.clone();
    assert_eq!(planned, [(Chore::Remind(id.clone()), days(13)), (Chore::Lapse(id), days(16))]);
    desk.store.pass_time(&filed.id, Tick::Remind, days(13)).await.unwrap();
    assert_eq!(desk.post(News::Reminded, days(13)).await, 1);
    assert_eq!(desk.lapse(&filed, days(16)).await, Stage::ClosedNoReply);
}

async fn a_reminder_is_made_once_however_often_the_job_runs(house: &House) {
    let desk = Desk::open(house).await;
    let filed = desk.file("k", NOON).await;
    desk.resolve(&filed, after(60)).await;
    let day = after(60).plus_days(4);
    for _ in 0..3 {
        desk.store.pass_time(&filed.id, Tick::Remind, day).await.unwrap();
    }
    assert_eq!(desk.post(News::Reminded, day).await, 1);
    desk.store.pass_time(&filed.id, Tick::Remind, day.plus_days(1)).await.unwrap();
    assert_eq!(desk.post(News::Reminded, day.plus_days(1)).await, 0);
}

async fn one_message_more_than_a_day_holds_is_refused(house: &House) {
    let desk = Desk::open(house).await;
    let filed = desk.file("k", NOON).await;
    for minute in 0..i64::try_from(MESSAGES_PER_DAY_MAX).unwrap() {
        desk.store.follow(&filed.link, "", add("还没人来"), after(minute)).await.unwrap();
    }
    let more = async |now| desk.store.follow(&filed.link, "key", add("还没人来"), now).await;
    let Err(Error::Denied(Denied::Problems(problems))) = more(after(60)).await else {
        panic!("a day's messages are used up")
    };
    assert_eq!(problems.of(Field::Text), Some(&What::TooOften { max: MESSAGES_PER_DAY_MAX }));
    more(after(0).plus_days(1)).await.expect("the first one is a day old; the form can be sent again");
}
