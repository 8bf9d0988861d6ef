//! Another version is in force while complaints are open: what is next of them goes by it.

use rules::{
    alert::About,
    deadline::Clock,
    grading::Grade,
    id::{CommunityId, ComplaintId},
    likeness::Same,
    moment::Moment,
    policy::{Deed, Occasion, Policy, Step, Whom},
    timeline::Event,
    work::Work,
};
use store::{Chore, Filed, Slice};

use super::alerts::{Team, monday};
use super::alike::{join, neighbour};
use super::desk::Desk;
use super::house::House;
use super::policies::Board;

on_both! {
    the_next_step_of_every_open_complaint_goes_by_the_version_in_force,
    a_version_rolled_back_plans_as_before,
    a_day_for_the_cause_that_has_come_nearer_is_kept,
    no_group_is_graded_anew_by_another_threshold,
}

/// More than one slice.
const MANY: usize = 53;

/// Grade 4 is warned an hour before its first answer instead of two, by the general manager, and
/// seven hours before as well.
fn earlier_and_later() -> Policy {
    let mut policy = Policy::default();
    let is_warning = |step: &Step| {
        let is_first = matches!(step.when, Occasion::Before { clock: Clock::FirstAnswer, .. });
        step.grade == Grade::Four && is_first
    };
    policy.ladder.steps.retain(|step| !is_warning(step));
    for minutes in [60, 420] {
        let when = Occasion::Before { clock: Clock::FirstAnswer, minutes };
        policy.ladder.steps.push(Step { grade: Grade::Four, when, whom: Whom::GeneralManager, again: 0 });
    }
    policy
}

fn before(minutes: u32) -> About {
    About::Before { clock: Clock::FirstAnswer, minutes }
}

impl Desk<'_> {
    /// What somebody was called about, with how often.
    async fn called(&self, filed: &Filed, now: Moment) -> Vec<(About, u32)> {
        let seen = self.store.complaint(&filed.number, &self.lin, now).await.unwrap();
        seen.called.into_iter().map(|called| (called.about, called.times)).collect()
    }

    async fn many(&self, now: Moment) -> Vec<Filed> {
        let mut filed = Vec::new();
        for n in 0..MANY {
            filed.push(self.file(&format!("k{n}"), now).await);
        }
        filed
    }
}

async fn the_next_step_of_every_open_complaint_goes_by_the_version_in_force(house: &House) {
    let board = Board::open(house).await;
    let desk = &board.desk;
    Team::hire(desk.store).await;
    let all = desk.many(monday("08:30")).await;
    let over = desk.file("over", monday("08:30")).await;
    desk.store
        .follow(&over.link, "", rules::follow::Follow::Withdraw { text: String::new() }, monday("08:40"))
        .await
        .unwrap();
    desk.climb(monday("08:45")).await;
    board.enact_one(None, &earlier_and_later(), monday("11:00")).await;
    let first = Slice { community: CommunityId::new("wt"), seq: 1, after: ComplaintId::new("") };
    let jobs = desk.store.claim("twice", 50, monday("11:00")).await.unwrap();
    assert!(jobs.iter().any(|job| Chore::of(job) == Some(Chore::Replan(first.clone()))), "{jobs:?}");
    for job in &jobs {
        let Some(Chore::Replan(slice)) = Chore::of(job) else { continue };
        // A worker that dies between doing it and saying so.
        for _ in 0..2 {
            desk.store.replan(slice.clone(), monday("11:00")).await.unwrap();
        }
        desk.store.job_done(job, monday("11:00")).await.unwrap();
    }
    assert!(desk.climb(monday("11:01")).await.is_empty(), "nothing that was due already is called");
    desk.climb(monday("16:29")).await;
    for filed in [&all[0], &all[MANY - 1]] {
        assert_eq!(desk.called(filed, monday("16:29")).await, [], "the step of before is gone");
    }
    desk.climb(monday("16:30")).await;
    desk.climb(monday("16:40")).await;
    for filed in &all {
        assert_eq!(desk.called(filed, monday("16:40")).await, [(before(60), 1)]);
    }
    assert_eq!(desk.called(&over, monday("16:40")).await, [], "nobody waits for an answer any more");
    desk.store.replan(first, monday("16:41")).await.unwrap();
    desk.climb(monday("16:42")).await;
    assert_eq!(desk.called(&all[7], monday("16:42")).await, [(before(60), 1)], "no rung calls twice");
}

async fn a_version_rolled_back_plans_as_before(house: &House) {
    let board = Board::open(house).await;
    let desk = &board.desk;
    Team::hire(desk.store).await;
    let filed = desk.file("k", monday("08:30")).await;
    board.enact_one(None, &earlier_and_later(), monday("09:00")).await;
    desk.climb(monday("10:30")).await;
    assert_eq!(
        desk.called(&filed, monday("10:30")).await,
        [(before(420), 1)],
        "still to come when it was put in force"
    );
    board.unseat(Deed::RollBack, None, 1, monday("12:00")).await.unwrap();
    desk.climb(monday("15:29")).await;
    assert_eq!(desk.called(&filed, monday("15:29")).await.len(), 1);
    desk.climb(monday("17:00")).await;
    assert_eq!(desk.called(&filed, monday("17:00")).await, [(before(420), 1), (before(120), 1)]);
    board.enact_one(Some("wt"), &earlier_and_later(), monday("17:10")).await;
    desk.climb(monday("17:20")).await;
    let late = desk.called(&filed, monday("17:20")).await;
    assert_eq!(late, [(before(420), 1), (before(120), 1)], "an hour before was over when it came back");
    desk.climb(monday("17:31")).await;
    let missed = About::After { clock: Clock::FirstAnswer, minutes: 0 };
    assert_eq!(desk.called(&filed, monday("17:31")).await.last(), Some(&(missed, 1)));
}

async fn a_day_for_the_cause_that_has_come_nearer_is_kept(house: &House) {
    let board = Board::open(house).await;
    let desk = &board.desk;
    let day = |days| monday("08:30").plus_days(days);
    let [early, late] = [desk.file("early", day(0)).await, desk.file("late", day(6)).await];
    for filed in [&early, &late] {
        desk.works(filed, &desk.lin, Work::Take, day(6)).await.unwrap();
    }
    let mut policy = Policy::default();
    policy.counting.cause_by_day = 14;
    board.enact_one(Some("wt"), &policy, day(16)).await;
    let asked = async |filed: &Filed, now| {
        desk.climb(now).await;
        let seen = desk.store.complaint(&filed.number, &desk.lin, now).await.unwrap();
        let due = seen.entries.into_iter().filter(|entry| matches!(entry.event, Event::CauseDue { .. }));
        due.map(|entry| entry.at).collect::<Vec<_>>()
    };
    assert_eq!(asked(&late, day(16)).await, []);
    assert_eq!(asked(&early, day(16)).await, [day(16)], "its day is over: asked once the version holds");
    assert_eq!(asked(&late, day(20)).await, [day(20)], "on the day that came nearer");
    for filed in [&early, &late] {
        assert_eq!(asked(filed, day(30)).await.len(), 1, "and not again on the day of before");
    }
}

async fn no_group_is_graded_anew_by_another_threshold(house: &House) {
    let board = Board::open(house).await;
    let desk = &board.desk;
    let mut policy = Policy::default();
    policy.thresholds.same_complainants = 5;
    let mut all = Vec::new();
    for at in 1..=4 {
        all.push(neighbour(desk, at, monday("08:30")).await);
    }
    let grades = async || {
        let mut grades = Vec::new();
        for filed in &all {
            grades.push(desk.store.complaint(&filed.number, &desk.lin, monday("10:00")).await.unwrap().grade);
        }
        grades
    };
    let joins =
        async |one: usize, now| desk.works(&all[one], &desk.lin, join(Same::Complaint, &all[0]), now).await;
    board.enact_one(None, &policy, monday("09:00")).await;
    joins(1, monday("09:01")).await.unwrap();
    joins(2, monday("09:02")).await.unwrap();
    board.unseat(Deed::RollBack, None, 1, monday("09:10")).await.unwrap();
    desk.climb(monday("09:11")).await;
    assert_eq!(grades().await, [Grade::Four; 4], "neither a fact nor time has changed");
    joins(3, monday("09:20")).await.unwrap();
    assert_eq!(grades().await, [Grade::Two; 4], "the group has");
}
