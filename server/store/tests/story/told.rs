//! What residents are told, by the post or by a person.

use rules::{
    follow::Follow,
    id::NoticeId,
    moment::Moment,
    notice::News,
    resolution::{Finding, Outcome},
    stage::Stage,
    timeline::Event,
    work::Work,
};
use store::{Chore, Error, Filed, Tick};

use super::desk::{Desk, after, reply};
use super::house::{House, NOON};

on_both! {
    notices_are_told_when_sent_or_ticked,
    what_has_lost_its_object_is_neither_listed_nor_sent,
    an_old_result_meets_no_clock_of_the_new_round,
    a_call_nobody_answered_is_kept_and_begins_her_week,
    a_refusal_says_so_wherever_it_is_told,
}

async fn notices_are_told_when_sent_or_ticked(house: &House) {
    let desk = Desk::open(house).await;
    let filed = desk.file("k", NOON).await;
    desk.works(&filed, &desk.lin, reply(), after(10)).await.unwrap();
    for job in desk.store.claim("story", 50, after(11)).await.unwrap() {
        if let Some(Chore::SendNotice(id)) = Chore::of(&job) {
            let notice = desk.store.notice(&id, NOON).await.unwrap();
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
    let lines = desk.store.to_tell(&desk.lin, NOON).await.unwrap();
    assert_eq!(
        (lines.len(), lines[0].name.as_str(), lines[0].text.as_str()),
        (1, "周女士", "今天下午派人去看")
    );
    assert!(desk.store.to_tell(&desk.other, NOON).await.unwrap().is_empty());
    assert!(matches!(desk.store.tick(&lines[0].id, &desk.other, after(20)).await, Err(Error::NotFound)));
    for minute in [20, 30] {
        desk.store.tick(&lines[0].id, &desk.lin, after(minute)).await.unwrap();
    }
    assert_eq!(met(31).await, Some(after(20)), "the first tick counts");
    assert!(desk.store.to_tell(&desk.lin, NOON).await.unwrap().is_empty());
}

impl Desk<'_> {
    /// A result, and the notice about it, which no post carries.
    async fn resolve_unposted(&self, filed: &Filed, outcome: Outcome, now: Moment) -> NoticeId {
        let outcomes = vec![outcome];
        let work = Work::Resolve { finding: Finding::Upheld, outcomes, text: "换了控制板".into() };
        self.works(filed, &self.lin, work, now).await.unwrap();
        self.no_post(News::Resolved, now).await
    }

    /// Puts on the list what must be told, and settles the rest; answers the newest about `wanted`.
    async fn no_post(&self, wanted: News, now: Moment) -> NoticeId {
        let mut found = None;
        for job in self.store.claim("story", 50, now).await.unwrap() {
            if let Some(Chore::SendNotice(id)) = Chore::of(&job) {
                let news = self.store.notice(&id, NOON).await.unwrap().news;
                if news.must_be_told() {
                    self.store.notice_to_tell(&id, now).await.unwrap();
                } else {
                    self.store.notice_link_only(&id, now).await.unwrap();
                }
                found = if news == wanted { Some(id) } else { found };
            }
            self.store.job_done(&job, now).await.unwrap();
        }
        found.unwrap()
    }

    async fn listed(&self) -> Vec<News> {
        self.store.to_tell(&self.lin, NOON).await.unwrap().into_iter().map(|line| line.news).collect()
    }
}

async fn what_has_lost_its_object_is_neither_listed_nor_sent(house: &House) {
    let desk = Desk::open(house).await;
    let not_solved = || Follow::NotSolved { text: "又停了".into() };
    let withdraw = || Follow::Withdraw { text: String::new() };
    for (n, follow) in [(0, Follow::Accept), (1, not_solved()), (2, withdraw())] {
        let filed = desk.file(&format!("k{n}"), after(n)).await;
        desk.works(&filed, &desk.lin, reply(), after(10)).await.unwrap();
        let result = desk.resolve_unposted(&filed, Outcome::Repair, after(60)).await;
        assert_eq!(desk.listed().await, [News::Replied, News::Resolved]);
        desk.store.follow(&filed.link, "", follow, after(70)).await.unwrap();
        assert_eq!(desk.listed().await, []);
        assert!(
            !desk.store.notice(&result, NOON).await.unwrap().waits,
            "a job that comes late sends nothing"
        );
        let entries =
            async || desk.store.complaint(&filed.number, &desk.lin, after(80)).await.unwrap().entries.len();
        let before = entries().await;
        desk.store.tick(&result, &desk.lin, after(75)).await.unwrap();
        desk.store.called_in_vain(&result, &desk.lin, after(76)).await.unwrap();
        assert_eq!(entries().await, before, "a page that is old ticks nothing");
    }
    let filed = desk.file("asked", after(3)).await;
    let ask = Work::Reply { text: "哪一台".into(), asks: true };
    desk.works(&filed, &desk.lin, ask, after(90)).await.unwrap();
    desk.no_post(News::Asked, after(90)).await;
    desk.resolve_unposted(&filed, Outcome::Repair, after(91)).await;
    assert_eq!(desk.listed().await, [News::Resolved], "nobody needs to be asked any more");
}

async fn an_old_result_meets_no_clock_of_the_new_round(house: &House) {
    let desk = Desk::open(house).await;
    let filed = desk.file("k", NOON).await;
    let old = desk.resolve_unposted(&filed, Outcome::Repair, after(60)).await;
    let follow = Follow::NotSolved { text: "又停了".into() };
    desk.store.follow(&filed.link, "", follow, after(70)).await.unwrap();
    desk.resolve_unposted(&filed, Outcome::Repair, after(80)).await;
    desk.store.tick(&old, &desk.lin, after(90)).await.unwrap();
    let seen = desk.store.complaint(&filed.number, &desk.lin, after(91)).await.unwrap();
    assert_eq!((seen.deadlines.resolution.met, seen.deadlines.confirmation), (None, None));
}

async fn a_call_nobody_answered_is_kept_and_begins_her_week(house: &House) {
    let desk = Desk::open(house).await;
    let filed = desk.file("k", NOON).await;
    let result = desk.resolve_unposted(&filed, Outcome::Repair, after(60)).await;
    let elsewhere = desk.store.called_in_vain(&result, &desk.other, after(70)).await;
    assert!(matches!(elsewhere, Err(Error::NotFound)));
    for minute in [70, 70, 100] {
        desk.store.called_in_vain(&result, &desk.lin, after(minute)).await.unwrap();
    }
    let lines = desk.store.to_tell(&desk.lin, NOON).await.unwrap();
    let tried = lines[0].tried.clone().unwrap();
    assert_eq!((lines.len(), tried.by.name.as_str(), tried.at), (1, "林晓岚", after(100)));
    let seen = async |now| desk.store.complaint(&filed.number, &desk.lin, now).await.unwrap();
    let complaint = seen(after(101)).await;
    let tries = complaint.entries.iter().filter(|entry| matches!(entry.event, Event::Tried { .. })).count();
    assert_eq!(tries, 2, "a second press within the minute is no second call");
    assert_eq!(complaint.deadlines.confirmation.map(|word| word.from), Some(after(70)));
    let due = after(70).plus_days(7);
    desk.store.pass_time(&filed.id, Tick::Lapse, due.plus_minutes(-1)).await.unwrap();
    assert_eq!(seen(due).await.stage, Stage::AwaitingConfirmation);
    desk.store.pass_time(&filed.id, Tick::Lapse, due).await.unwrap();
    assert_eq!((seen(due).await.stage, desk.listed().await), (Stage::ClosedNoReply, vec![]));
}

async fn a_refusal_says_so_wherever_it_is_told(house: &House) {
    let desk = Desk::open(house).await;
    for (outcome, refusal) in [(Outcome::NotSupported, true), (Outcome::Repair, false)] {
        let filed = desk.file(outcome.code(), NOON).await;
        let result = desk.resolve_unposted(&filed, outcome, after(60)).await;
        assert_eq!(desk.store.notice(&result, NOON).await.unwrap().refusal, refusal);
        let lines = desk.store.to_tell(&desk.lin, NOON).await.unwrap();
        let line = lines.into_iter().find(|line| line.id == result).unwrap();
        assert_eq!(line.refusal, refusal);
    }
}
