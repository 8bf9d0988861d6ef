//! Complaints that are the same: proposed by the machine, confirmed and undone by people, counted
//! from the records (handbook §2: 2b, 3a).

use rules::{
    access::Refusal,
    alike::Alike,
    change::Denied,
    complaint::Filing,
    contact::{Phone, Region},
    follow::Follow,
    grading::{Cause, Facts, Grade, Reason, Rule},
    language::Language,
    likeness::{Same, Why},
    moment::{Moment, Zone},
    place::{Area, Place},
    problem::{Field, What},
    queue::Filter,
    timeline::{Event, Who},
    view::Complaint,
    work::Work,
};
use store::{Chore, Error, Filed, Tick};

use super::desk::{Desk, after, reply};
use super::house::{House, NOON};

on_both! {
    the_machine_proposes_and_nothing_counts_before_a_person_confirms,
    the_third_home_makes_all_three_grade_2_in_one_transaction,
    whoever_leaves_is_counted_no_more_and_nobody_is_lowered,
    a_withdrawn_complaint_counts_no_more,
    two_heads_at_once_make_one_group,
    two_groups_become_one,
    a_group_of_sixty_is_regraded_to_the_last,
    a_problem_that_came_back_three_times_is_grade_3,
    one_reply_reaches_every_open_one_and_names_those_it_does_not,
    what_is_not_the_same_is_proposed_no_more,
    only_another_complaint_of_the_community_can_be_put_together,
    whose_cause_it_is_becomes_due_on_day_21,
}

fn home(at: u32) -> String {
    format!("3栋2单元{}", 500 + at)
}

/// The lift of one stairwell stands still; each neighbour says so in her own words.
pub async fn neighbour(desk: &Desk<'_>, at: u32, now: Moment) -> Filed {
    let texts = ["电梯又停了，老人被困在里面", "3栋的电梯老是停，昨天有人被困", "电梯困人了，一周停了三次"];
    let filing = Filing {
        area: Area::Public,
        place: Place::read("3栋2单元电梯", &[]),
        home: Some(Place::read(&home(at), &[])),
        text: texts[at as usize % texts.len()].into(),
        phone: Some(Phone::parse(&format!("138571{at:05}"), Region::Mainland).unwrap()),
        email: None,
        ..desk.filing(&format!("n{at} {}", now.millis())).await
    };
    desk.store.file_complaint(filing, Language::ZhHans, now).await.unwrap()
}

/// Does every job but the sending of notices.
async fn jobs(desk: &Desk<'_>, now: Moment) {
    loop {
        let jobs = desk.store.claim("story", 50, now).await.unwrap();
        if jobs.is_empty() {
            return;
        }
        for job in jobs {
            match Chore::of(&job).unwrap() {
                Chore::Compare(id) => desk.store.propose(&id, now).await.unwrap(),
                Chore::Recount(id) => desk.store.recount(&id, now).await.unwrap(),
                Chore::Cause(id) => desk.store.pass_time(&id, Tick::Cause, now).await.unwrap(),
                _ => {}
            }
            desk.store.job_done(&job, now).await.unwrap();
        }
    }
}

async fn seen(desk: &Desk<'_>, filed: &Filed) -> Complaint {
    desk.store.complaint(&filed.number, &desk.lin, after(600)).await.unwrap()
}

async fn alike(desk: &Desk<'_>, filed: &Filed) -> Alike {
    seen(desk, filed).await.alike
}

async fn grades(desk: &Desk<'_>, all: &[&Filed]) -> Vec<Grade> {
    let mut grades = Vec::new();
    for filed in all {
        grades.push(seen(desk, filed).await.grade);
    }
    grades
}

pub fn join(same: Same, with: &Filed) -> Work {
    Work::Join { same, with: with.number.clone() }
}

async fn same_complaint(desk: &Desk<'_>, one: &Filed, other: &Filed, now: Moment) {
    desk.works(one, &desk.lin, join(Same::Complaint, other), now).await.unwrap();
}

async fn the_machine_proposes_and_nothing_counts_before_a_person_confirms(house: &House) {
    let desk = Desk::open(house).await;
    let (a, b) = (neighbour(&desk, 1, NOON).await, neighbour(&desk, 2, after(5)).await);
    assert_eq!(alike(&desk, &b).await, Alike::default(), "not in the filing itself");
    jobs(&desk, after(6)).await;
    let proposals = alike(&desk, &b).await.proposals;
    let [one] = &proposals[..] else { panic!("{proposals:?}") };
    assert_eq!((&one.other.number, one.same, one.why), (&a.number, Same::Problem, Why::SamePlaceAndKind));
    assert!(one.likeness >= 290 && one.members == 0);
    assert_eq!(alike(&desk, &a).await.proposals[0].other.number, b.number, "seen from both");
    assert_eq!(grades(&desk, &[&a, &b]).await, [Grade::Four; 2]);
    same_complaint(&desk, &b, &a, after(7)).await;
    for (one, other) in [(&a, &b), (&b, &a)] {
        let Alike { proposals, groups, counted } = alike(&desk, one).await;
        assert_eq!((proposals.len(), counted.complainants), (0, 2));
        let [group] = &groups[..] else { panic!("{groups:?}") };
        assert_eq!((group.same, group.members, group.open), (Same::Complaint, 2, 2));
        assert_eq!(group.others[0].number, other.number);
    }
    let page = desk.store.queue(&Filter::default(), &desk.lin, after(8)).await.unwrap();
    assert!(page.rows.iter().all(|row| row.same == 2));
    let late = neighbour(&desk, 3, NOON.plus_days(40)).await;
    jobs(&desk, NOON.plus_days(40)).await;
    let proposed = alike(&desk, &late).await.proposals;
    assert_eq!(
        proposed.iter().map(|one| one.members).collect::<Vec<_>>(),
        [2],
        "one of a group, by its place"
    );
}

async fn the_third_home_makes_all_three_grade_2_in_one_transaction(house: &House) {
    let desk = Desk::open(house).await;
    let (a, b, c) = (
        neighbour(&desk, 1, NOON).await,
        neighbour(&desk, 2, after(1)).await,
        neighbour(&desk, 3, after(2)).await,
    );
    let again = neighbour(&desk, 1, after(3)).await;
    same_complaint(&desk, &a, &b, after(10)).await;
    same_complaint(&desk, &again, &b, after(11)).await;
    assert_eq!(grades(&desk, &[&a, &b, &again]).await, [Grade::Four; 3], "one home twice is one");
    same_complaint(&desk, &c, &a, after(12)).await;
    assert_eq!(grades(&desk, &[&a, &b, &c, &again]).await, [Grade::Two; 4]);
    for one in [&a, &b, &c, &again] {
        let complaint = seen(&desk, one).await;
        assert_eq!(complaint.reasons, [Reason::SameComplaint { complainants: 3, limit: 3 }]);
        let entry =
            complaint.entries.iter().find(|entry| matches!(entry.event, Event::Regraded { .. })).unwrap();
        let Who::Staff(who) = &entry.who else { panic!("{entry:?}") };
        assert_eq!((&who.id, entry.at), (&desk.lin.id, after(12)), "by who confirmed it, at once");
        assert_eq!(complaint.handler, None, "sorting is no first touch");
        assert!(complaint.deadlines.resolution.due < NOON.plus_days(8));
    }
    let tracking = desk.store.tracking(&a.link, after(13)).await.unwrap();
    assert!(
        tracking
            .entries
            .iter()
            .all(|entry| !matches!(entry.event, Event::Grouped { .. } | Event::Counted { .. }))
    );
    assert_eq!(tracking.reasons, [Reason::SameComplaint { complainants: 3, limit: 3 }], "a count, no names");
}

async fn whoever_leaves_is_counted_no_more_and_nobody_is_lowered(house: &House) {
    let desk = Desk::open(house).await;
    let all = [
        neighbour(&desk, 1, NOON).await,
        neighbour(&desk, 2, after(1)).await,
        neighbour(&desk, 3, after(2)).await,
    ];
    let [a, b, c] = &all;
    same_complaint(&desk, b, a, after(10)).await;
    same_complaint(&desk, c, a, after(11)).await;
    desk.works(c, &desk.lin, Work::Take, after(12)).await.unwrap();
    let leave = || Work::Leave { same: Same::Complaint };
    let refused = desk.works(c, &desk.wu, leave(), after(13)).await;
    assert!(matches!(refused, Err(Error::Denied(Denied::Refusal(Refusal::HandlerOnly)))));
    desk.works(c, &desk.lin, leave(), after(14)).await.unwrap();
    assert_eq!(grades(&desk, &[a, b, c]).await, [Grade::Two; 3]);
    let counted = (alike(&desk, a).await.counted.complainants, alike(&desk, c).await.counted.complainants);
    assert_eq!(counted, (2, 1));
    let correct = |reason: &str| Work::Establish { facts: Facts::default(), reason: reason.into() };
    let refused = desk.works(a, &desk.lin, correct(""), after(15)).await;
    assert!(matches!(refused, Err(Error::Denied(Denied::Problems(_)))), "less serious needs a reason");
    desk.works(a, &desk.lin, correct("少了一户"), after(16)).await.unwrap();
    assert_eq!(grades(&desk, &[a, b, c]).await, [Grade::Four, Grade::Two, Grade::Two]);
    let again = desk.works(c, &desk.lin, leave(), after(17)).await;
    assert!(matches!(again, Err(Error::Denied(Denied::Refusal(Refusal::NotNow)))));
    same_complaint(&desk, c, b, after(18)).await;
    assert_eq!(seen(&desk, a).await.grade, Grade::Two, "three again: what was lowered is raised");
}

async fn a_withdrawn_complaint_counts_no_more(house: &House) {
    let desk = Desk::open(house).await;
    let (a, b) = (neighbour(&desk, 1, NOON).await, neighbour(&desk, 2, after(1)).await);
    same_complaint(&desk, &b, &a, after(10)).await;
    let withdraw = Follow::Withdraw { text: String::new() };
    desk.store.follow(&a.link, "w", withdraw, after(11)).await.unwrap();
    let left = alike(&desk, &b).await;
    assert_eq!((left.groups.len(), left.counted.complainants), (0, 1), "a group of one is none");
    let refused = desk.works(&b, &desk.lin, join(Same::Complaint, &a), after(12)).await;
    assert!(matches!(refused, Err(Error::Denied(Denied::Refusal(Refusal::NotNow)))));
}

async fn two_heads_at_once_make_one_group(house: &House) {
    let desk = Desk::open(house).await;
    let (a, b, c) = (
        neighbour(&desk, 1, NOON).await,
        neighbour(&desk, 2, after(1)).await,
        neighbour(&desk, 3, after(2)).await,
    );
    let join = |one: &Filed, other: &Filed, key: &'static str| {
        let (number, work) = (one.number.clone(), join(Same::Problem, other));
        let (store, lin) = (desk.store.clone(), desk.lin.clone());
        async move { store.work(&number, &lin, key, 1, work, after(10)).await }
    };
    let (one, other, third, fourth) =
        tokio::join!(join(&a, &b, "1"), join(&b, &a, "2"), join(&c, &b, "3"), join(&c, &a, "4"));
    for outcome in [one, other, third, fourth] {
        outcome.unwrap();
    }
    for one in [&a, &b, &c] {
        let complaint = seen(&desk, one).await;
        let groups: Vec<_> = complaint.alike.groups.iter().map(|group| (group.same, group.members)).collect();
        assert_eq!(groups.len(), 2);
        assert!(groups.contains(&(Same::Problem, 3)) && groups.contains(&(Same::Complaint, 3)), "{groups:?}");
        let regraded = complaint.entries.iter().filter(|entry| matches!(entry.event, Event::Regraded { .. }));
        assert_eq!(
            (complaint.grade, regraded.count()),
            (Grade::Two, 1),
            "the same problem is the same complaint"
        );
    }
}

async fn two_groups_become_one(house: &House) {
    let desk = Desk::open(house).await;
    let mut all = Vec::new();
    for at in 1..=4 {
        all.push(neighbour(&desk, at, after(i64::from(at))).await);
    }
    same_complaint(&desk, &all[1], &all[0], after(10)).await;
    same_complaint(&desk, &all[3], &all[2], after(11)).await;
    let all: Vec<&Filed> = all.iter().collect();
    assert_eq!(grades(&desk, &all).await, [Grade::Four; 4]);
    same_complaint(&desk, all[0], all[3], after(12)).await;
    assert_eq!(grades(&desk, &all).await, [Grade::Two; 4]);
    for one in all {
        assert_eq!(alike(&desk, one).await.groups[0].members, 4);
    }
}

async fn a_group_of_sixty_is_regraded_to_the_last(house: &House) {
    let desk = Desk::open(house).await;
    let first = neighbour(&desk, 0, NOON).await;
    let mut all = vec![first.clone()];
    // Sixty from two homes: two complainants, however often they write.
    for n in 1..60_u32 {
        let one = neighbour(&desk, n % 2, after(n.into())).await;
        same_complaint(&desk, &one, &first, after(100)).await;
        all.push(one);
    }
    let of_grade = async |grade: Grade| {
        let all: Vec<&Filed> = all.iter().collect();
        grades(&desk, &all).await.into_iter().filter(|one| *one == grade).count()
    };
    assert_eq!(of_grade(Grade::Four).await, 60);
    let third = neighbour(&desk, 7, after(101)).await;
    same_complaint(&desk, &third, &first, after(102)).await;
    assert_eq!(grades(&desk, &[&third, &first]).await, [Grade::Two; 2], "the two at hand at once");
    assert!(of_grade(Grade::Two).await < 60, "so many in one transaction");
    jobs(&desk, after(102)).await;
    assert_eq!(of_grade(Grade::Two).await, 60);
    let group = &alike(&desk, &first).await.groups[0];
    assert_eq!((group.members, group.open, group.others.len()), (61, 61, 20), "no more are shown");
}

async fn a_problem_that_came_back_three_times_is_grade_3(house: &House) {
    let desk = Desk::open(house).await;
    let day = |day: i64| NOON.plus_days(day);
    let resolve = async |filed: &Filed, now: Moment| {
        desk.works(filed, &desk.lin, Work::Take, now).await.unwrap();
        desk.resolve(filed, now).await;
    };
    let a = neighbour(&desk, 1, day(0)).await;
    resolve(&a, day(1)).await;
    let b = neighbour(&desk, 1, day(2)).await;
    desk.works(&b, &desk.lin, join(Same::Problem, &a), day(2)).await.unwrap();
    assert_eq!(alike(&desk, &b).await.counted.came_back, 1);
    let second = neighbour(&desk, 2, day(3)).await;
    desk.works(&second, &desk.lin, join(Same::Problem, &a), day(3)).await.unwrap();
    assert_eq!(alike(&desk, &b).await.counted.came_back, 1, "nothing was reported handled in between");
    resolve(&b, day(4)).await;
    let not_solved = Follow::NotSolved { text: "又停了".into() };
    desk.store.follow(&b.link, "n", not_solved, day(5)).await.unwrap();
    assert_eq!(alike(&desk, &second).await.counted.came_back, 2);
    resolve(&b, day(6)).await;
    let c = neighbour(&desk, 1, day(7)).await;
    desk.works(&c, &desk.lin, join(Same::Problem, &b), day(7)).await.unwrap();
    let complaint = seen(&desk, &second).await;
    assert!(complaint.reasons.contains(&Reason::CameBack { times: 3, limit: 3 }), "{:?}", complaint.reasons);
    assert_eq!(complaint.grade, Grade::Three);
    assert_eq!(complaint.alike.counted.complainants, 2, "and two homes are no 2b");
    desk.works(&c, &desk.lin, Work::Leave { same: Same::Problem }, day(8)).await.unwrap();
    let groups = alike(&desk, &c).await.groups;
    assert_eq!(groups.iter().map(|group| group.same).collect::<Vec<_>>(), [Same::Complaint]);
    assert_eq!(alike(&desk, &second).await.counted.came_back, 2, "counted anew");
}

async fn one_reply_reaches_every_open_one_and_names_those_it_does_not(house: &House) {
    let desk = Desk::open(house).await;
    let mut all = Vec::new();
    // Of two homes, so that it is no grade 2, whose replies wait for a second person.
    for at in 1..=4 {
        let one = neighbour(&desk, at % 2, after(i64::from(at))).await;
        if let Some(first) = all.first() {
            same_complaint(&desk, &one, first, after(10)).await;
        }
        all.push(one);
    }
    desk.works(&all[2], &desk.wu, Work::Take, after(11)).await.unwrap();
    desk.works(&all[3], &desk.wu, Work::Take, after(11)).await.unwrap();
    let withdraw = Follow::Withdraw { text: String::new() };
    desk.store.follow(&all[3].link, "w", withdraw, after(12)).await.unwrap();
    let reply_all = Work::ReplyAll { text: "今晚换控制板".into() };
    for minute in [13, 14] {
        desk.store.work(&all[0].number, &desk.lin, "all", 1, reply_all.clone(), after(minute)).await.unwrap();
    }
    let replies = async |filed: &Filed| {
        let entries = desk.store.tracking(&filed.link, after(20)).await.unwrap().entries;
        entries.iter().filter(|entry| matches!(entry.event, Event::Replied { .. })).count()
    };
    let mut reached = Vec::new();
    for one in &all {
        reached.push(replies(one).await);
    }
    assert_eq!(reached, [1, 1, 0, 0], "hers, a free one; not a colleague's, not a withdrawn one; once");
    let together: Vec<_> = seen(&desk, &all[0]).await.entries;
    let noted: Vec<_> = together
        .iter()
        .filter_map(|entry| match &entry.event {
            Event::RepliedTogether { many, refused } => Some((*many, refused.clone())),
            _ => None,
        })
        .collect();
    assert_eq!(noted, [(2, vec![all[2].number.clone()])]);
    let other = seen(&desk, &all[1]).await;
    assert_eq!(
        other.handler.map(|handler| handler.id),
        Some(desk.lin.id.clone()),
        "a reply is a first touch"
    );
    let refused = desk.works(&all[2], &desk.lin, reply_all, after(15)).await;
    assert!(
        matches!(refused, Err(Error::Denied(Denied::Refusal(Refusal::HandlerOnly)))),
        "then none is sent"
    );
    assert_eq!(replies(&all[1]).await, 1);
    desk.works(&all[1], &desk.lin, reply(), after(16)).await.unwrap();
    assert_eq!((replies(&all[0]).await, replies(&all[1]).await), (1, 2), "or each by itself");
}

async fn what_is_not_the_same_is_proposed_no_more(house: &House) {
    let desk = Desk::open(house).await;
    let (a, b) = (neighbour(&desk, 1, NOON).await, neighbour(&desk, 2, after(1)).await);
    jobs(&desk, after(2)).await;
    let not_same = Work::NotSame { with: b.number.clone() };
    for minute in [3, 4] {
        desk.works(&a, &desk.lin, not_same.clone(), after(minute)).await.unwrap();
    }
    assert!(alike(&desk, &a).await.proposals.is_empty() && alike(&desk, &b).await.proposals.is_empty());
    let said = seen(&desk, &a).await.entries;
    let said = said.iter().filter(|entry| matches!(entry.event, Event::NotSame { .. })).count();
    assert_eq!(said, 1, "answered once");
    desk.store.propose(&seen(&desk, &b).await.id, after(5)).await.unwrap();
    assert!(alike(&desk, &b).await.proposals.is_empty(), "a job may run twice");
    same_complaint(&desk, &a, &b, after(6)).await;
    assert_eq!(alike(&desk, &a).await.groups.len(), 1, "a person may think again");
}

async fn only_another_complaint_of_the_community_can_be_put_together(house: &House) {
    let desk = Desk::open(house).await;
    let a = neighbour(&desk, 1, NOON).await;
    let elsewhere = Filing { community: desk.other.duties[0].0.clone(), ..desk.filing("x").await };
    let elsewhere = desk.store.file_complaint(elsewhere, Language::En, NOON).await.unwrap();
    let unknown = Filed { number: rules::id::ComplaintNumber::read("WT-2611-9999").unwrap(), ..a.clone() };
    for other in [&a, &elsewhere, &unknown] {
        let Err(Error::Denied(Denied::Problems(problems))) =
            desk.works(&a, &desk.lin, join(Same::Complaint, other), after(1)).await
        else {
            panic!("{:?}", other.number)
        };
        assert_eq!(problems.of(Field::With), Some(&What::NoSuchComplaint));
    }
    let hers =
        desk.store.work(&a.number, &desk.other, "", 1, join(Same::Complaint, &elsewhere), after(2)).await;
    assert!(matches!(hers, Err(Error::NotFound)));
}

async fn whose_cause_it_is_becomes_due_on_day_21(house: &House) {
    let desk = Desk::open(house).await;
    let (open, decided) = (neighbour(&desk, 1, NOON).await, neighbour(&desk, 2, NOON).await);
    let facts = Facts { cause: Cause::NotOurs, ..Facts::default() };
    desk.works(&decided, &desk.lin, Work::Establish { facts, reason: String::new() }, after(9))
        .await
        .unwrap();
    let due = async |filed: &Filed, now: Moment| {
        jobs(&desk, now).await;
        let entries = seen(&desk, filed).await.entries;
        entries.iter().filter(|entry| matches!(entry.event, Event::CauseDue { .. })).count()
    };
    let day_21 = NOON.plus_days(21);
    assert_eq!(due(&open, Moment::from_millis(day_21.millis() - 1)).await, 0);
    assert_eq!((due(&open, day_21).await, due(&decided, day_21).await), (1, 0));
    desk.store.pass_time(&seen(&desk, &open).await.id, Tick::Cause, NOON.plus_days(22)).await.unwrap();
    assert_eq!(due(&open, NOON.plus_days(22)).await, 1, "a job may run twice");
    let month = NOON.month_later(Zone::CHINA).plus_minutes(1);
    desk.store.pass_time(&seen(&desk, &open).await.id, Tick::Month, month).await.unwrap();
    let complaint = seen(&desk, &open).await;
    let last = complaint.entries.last().map(|entry| entry.event.clone());
    let Some(Event::Regraded { reasons, .. }) = last else { panic!("{last:?}") };
    assert_eq!(reasons, [Reason::OverAMonthUndetermined], "the entry says why it counts as ours");
    assert_eq!(complaint.reasons[0].rule(), Rule::R2d);
}
