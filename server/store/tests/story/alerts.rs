//! Who is alerted about a complaint, when, and how it ends.

use rules::{
    access::{Duty, Staff},
    alert::{About, Alert},
    contact::{Phone, Region},
    deadline::Clock,
    grading::{Facts, Media, Safety},
    id::{AlertId, ComplaintId, StaffId},
    kind::Department,
    moment::{Moment, Zone},
    stage::Stage,
    timeline::Event,
    transfer::To,
    work::Work,
};
use store::{AlertWay, Chore, Error, Filed, NewShift, NewStaff, Store, Tick};

use super::desk::{Desk, after, reply};
use super::house::{House, NOON, wutong};

on_both! {
    the_next_step_is_planned_with_the_filing,
    grade_1_alerts_the_general_manager_with_its_cause,
    an_alert_is_said_again_until_somebody_acknowledges_it,
    what_is_met_or_has_moved_calls_nobody,
    danger_alerts_everybody_on_duty,
    a_declaration_alerts_the_general_manager,
    quiet_hours_put_off_what_disturbs_and_not_the_desk,
    two_workers_say_it_once,
    what_waits_for_the_handler_goes_with_the_complaint,
    each_way_is_tried_by_itself,
    the_roster_says_who_is_on_duty,
}

/// A community with heads, a supervisor and a general manager.
pub struct Team {
    pub head: Staff,
    pub supervisor: Staff,
    pub general: Staff,
}

impl Team {
    pub async fn hire(store: &Store) -> Self {
        Self {
            head: hire(store, "ma", Department::Engineering, Duty::DepartmentHead).await,
            supervisor: hire(store, "he", Department::Supervision, Duty::Supervisor).await,
            general: hire(store, "gu", Department::Management, Duty::GeneralManager).await,
        }
    }
}

async fn hire(store: &Store, account: &str, department: Department, duty: Duty) -> Staff {
    let staff = NewStaff {
        account: account.into(),
        name: account.into(),
        department,
        email: Some(format!("{account}@example.com")),
        phone: Phone::parse("13857104620", Region::Mainland).ok(),
        password_hash: "none".into(),
        duties: vec![(wutong(), duty)],
    };
    let id = store.add_staff(staff, NOON).await.unwrap();
    store.staff(&id, NOON).await.unwrap()
}

/// 2026-11-23, a Monday, at that time of the day.
pub fn monday(clock: &str) -> Moment {
    Moment::from_local(format!("2026-11-23T{clock}:00").parse().unwrap(), Zone::CHINA)
}

impl Desk<'_> {
    async fn id(&self, filed: &Filed) -> ComplaintId {
        self.store.complaint(&filed.number, &self.lin, NOON).await.unwrap().id
    }

    async fn establish(&self, filed: &Filed, facts: Facts, now: Moment) {
        let work = Work::Establish { facts, reason: "核实".into() };
        self.works(filed, &self.lin, work, now).await.unwrap();
    }

    async fn alerts(&self, staff: &Staff) -> Vec<Alert> {
        self.store.alerts(staff, NOON).await.unwrap()
    }

    async fn abouts(&self, staff: &Staff) -> Vec<About> {
        self.alerts(staff).await.iter().map(|alert| alert.about).collect()
    }

    /// Climbs where a ladder is due by `now`, and plans again where a version was put in force; answers the jobs that send alerts, each with when it is
    /// to run.
    pub async fn climb(&self, now: Moment) -> Vec<(Chore, Moment)> {
        let mut sending = Vec::new();
        loop {
            let jobs = self.store.claim("story", 50, now).await.unwrap();
            if jobs.is_empty() {
                return sending;
            }
            for job in jobs {
                match Chore::of(&job).unwrap() {
                    Chore::Ladder(id) => self.store.climb(&id, now).await.unwrap(),
                    Chore::Replan(slice) => self.store.replan(slice, now).await.unwrap(),
                    Chore::Cause(id) => self.store.pass_time(&id, Tick::Cause, now).await.unwrap(),
                    chore @ (Chore::MailAlert(_) | Chore::TextAlert(_)) => sending.push((chore, job.run_at)),
                    _ => {}
                }
                self.store.job_done(&job, now).await.unwrap();
            }
        }
    }
}

fn one() -> Facts {
    Facts { media: Media::Serious, ..Facts::default() }
}

fn two() -> Facts {
    Facts { media: Media::Possible, ..Facts::default() }
}

async fn the_next_step_is_planned_with_the_filing(house: &House) {
    let desk = Desk::open(house).await;
    let team = Team::hire(desk.store).await;
    let filed = desk.file("k", monday("08:30")).await;
    assert!(desk.climb(monday("08:30")).await.is_empty());
    assert_eq!(desk.store.next_job_at().await.unwrap(), Some(monday("15:30")), "two hours before");
    desk.works(&filed, &desk.lin, Work::Take, monday("09:10")).await.unwrap();
    desk.climb(monday("15:29")).await;
    assert!(desk.alerts(&desk.lin).await.is_empty());
    desk.climb(monday("15:30")).await;
    let about = About::Before { clock: Clock::FirstAnswer, minutes: 120 };
    let alerts = desk.alerts(&desk.lin).await;
    assert_eq!(
        (alerts.len(), alerts[0].about, alerts[0].subject.number()),
        (1, about, filed.number.as_str())
    );
    assert_eq!(alerts[0].deadline.map(|deadline| deadline.clock), Some(Clock::FirstAnswer));
    desk.climb(monday("18:01")).await;
    let over = About::After { clock: Clock::FirstAnswer, minutes: 0 };
    assert_eq!(desk.abouts(&team.head).await, [over], "the head of who answers for this kind");
    assert!(desk.alerts(&team.supervisor).await.is_empty());
}

async fn grade_1_alerts_the_general_manager_with_its_cause(house: &House) {
    let desk = Desk::open(house).await;
    let team = Team::hire(desk.store).await;
    let filed = desk.file("k", NOON).await;
    desk.establish(&filed, one(), after(1)).await;
    let about = About::Graded { grade: rules::grading::Grade::One };
    for staff in [&team.general, &team.head] {
        let alerts = desk.alerts(staff).await;
        assert_eq!((alerts.len(), alerts[0].about, alerts[0].pressing), (1, about, true));
    }
    assert!(desk.alerts(&desk.other).await.is_empty());
    let sending = desk.climb(after(1)).await;
    assert_eq!(sending.len(), 4, "each by e-mail and SMS, at once: {sending:?}");
    let seen = desk.store.complaint(&filed.number, &desk.lin, after(2)).await.unwrap();
    let mut called: Vec<_> =
        seen.called.iter().flat_map(|called| &called.people).map(|one| &*one.name).collect();
    called.sort_unstable();
    assert_eq!(called, ["gu", "ma"]);
}

async fn an_alert_is_said_again_until_somebody_acknowledges_it(house: &House) {
    let desk = Desk::open(house).await;
    let team = Team::hire(desk.store).await;
    let filed = desk.file("k", NOON).await;
    desk.establish(&filed, one(), after(1)).await;
    let grade = About::Graded { grade: rules::grading::Grade::One };
    let of = async |staff: &Staff| {
        let alerts = desk.alerts(staff).await;
        alerts.into_iter().find(|alert| alert.about == grade)
    };
    desk.climb(after(1)).await;
    let again = desk.climb(after(31)).await;
    assert_eq!(of(&team.general).await.unwrap().times, 2);
    assert!(again.iter().any(|(chore, _)| matches!(chore, Chore::TextAlert(_))), "{again:?}");
    let rung = of(&team.general).await.unwrap().rung;
    assert!(matches!(desk.store.acknowledge(&rung, &desk.other, after(32)).await, Err(Error::NotFound)));
    assert!(matches!(desk.store.acknowledge(&rung, &desk.lin, after(32)).await, Err(Error::NotFound)));
    for minute in [32, 33] {
        desk.store.acknowledge(&rung, &team.general, after(minute)).await.unwrap();
    }
    assert!(of(&team.general).await.is_none());
    assert!(of(&team.head).await.is_some(), "the head has a rung of their own");
    desk.climb(after(65)).await;
    assert!(of(&team.general).await.is_none());
    let seen = desk.store.complaint(&filed.number, &desk.lin, after(66)).await.unwrap();
    let told = seen.entries.iter().filter(|entry| matches!(entry.event, Event::Acknowledged { .. })).count();
    assert_eq!(told, 1);
    let by = seen.called.iter().find_map(|called| called.acknowledged.clone()).unwrap();
    assert_eq!((by.0.id, by.1), (team.general.id.clone(), after(32)));
}

async fn what_is_met_or_has_moved_calls_nobody(house: &House) {
    let desk = Desk::open(house).await;
    let team = Team::hire(desk.store).await;
    let filed = desk.file("k", monday("09:00")).await;
    desk.climb(monday("09:00")).await;
    desk.works(&filed, &desk.lin, reply(), monday("09:30")).await.unwrap();
    desk.post(rules::notice::News::Replied, monday("09:31")).await;
    desk.climb(monday("23:00")).await;
    assert!(desk.alerts(&desk.lin).await.is_empty() && desk.alerts(&team.head).await.is_empty());
    let moved = desk.file("moved", monday("09:00")).await;
    desk.works(&moved, &desk.lin, Work::Take, monday("09:01")).await.unwrap();
    desk.establish(&moved, two(), monday("09:05")).await;
    assert_eq!(desk.abouts(&team.head).await.len(), 1, "grade 2 alerts the head");
    desk.climb(monday("09:45")).await;
    let about = About::Before { clock: Clock::FirstAnswer, minutes: 20 };
    assert_eq!(desk.abouts(&desk.lin).await, [about], "by the deadline that moved");
    let id = desk.id(&moved).await;
    desk.works(&moved, &desk.lin, reply(), monday("09:49")).await.unwrap();
    desk.approve(&moved, &team.head, monday("09:50")).await.unwrap();
    desk.post(rules::notice::News::Replied, monday("09:51")).await;
    assert!(desk.alerts(&desk.lin).await.is_empty(), "it is settled with what met it");
    desk.store.climb(&id, monday("12:00")).await.unwrap();
    assert!(desk.alerts(&desk.lin).await.is_empty());
    desk.resolve(&moved, monday("12:00")).await;
    desk.approve(&moved, &team.head, monday("12:01")).await.unwrap();
    assert!(desk.alerts(&team.head).await.is_empty(), "a result is given");
    let seen = desk.store.complaint(&moved.number, &desk.lin, monday("12:02")).await.unwrap();
    assert_eq!(seen.stage, Stage::AwaitingConfirmation);
    assert!(seen.called.iter().all(|called| called.settled && called.acknowledged.is_none()));
}

async fn danger_alerts_everybody_on_duty(house: &House) {
    let desk = Desk::open(house).await;
    let team = Team::hire(desk.store).await;
    let danger = Facts { safety: Safety::Now, ..Facts::default() };
    let filed = desk.file("k", NOON).await;
    desk.establish(&filed, danger.clone(), after(1)).await;
    for staff in [&desk.lin, &team.head] {
        let alerts = desk.alerts(staff).await;
        assert_eq!((alerts[0].about, alerts[0].instead), (About::Danger, true), "nobody is on duty");
    }
    assert!(desk.alerts(&team.general).await.is_empty());
    desk.store.add_shift(shift(&desk.wu.id, NOON, after(600)), NOON).await.unwrap();
    desk.store.add_shift(shift(&team.supervisor.id, NOON, after(600)), NOON).await.unwrap();
    desk.store.add_shift(shift(&team.general.id, after(300), after(600)), NOON).await.unwrap();
    let other = desk.file("other", after(2)).await;
    desk.establish(&other, danger, after(3)).await;
    for staff in [&desk.wu, &team.supervisor] {
        let alerts = desk.alerts(staff).await;
        assert_eq!((alerts[0].about, alerts[0].instead, alerts[0].pressing), (About::Danger, false, true));
    }
    assert!(desk.alerts(&team.general).await.is_empty(), "not on duty yet");
    let rung = desk.alerts(&desk.wu).await[0].rung.clone();
    desk.store.acknowledge(&rung, &desk.wu, after(4)).await.unwrap();
    assert!(desk.alerts(&team.supervisor).await.is_empty(), "somebody is on it");
    let safe = Work::Establish { facts: Facts::default(), reason: "已疏散".into() };
    desk.works(&filed, &desk.lin, safe, after(5)).await.unwrap();
    assert!(desk.alerts(&team.head).await.is_empty(), "the danger is over");
}

async fn a_declaration_alerts_the_general_manager(house: &House) {
    let desk = Desk::open(house).await;
    let team = Team::hire(desk.store).await;
    let filed = desk.file("k", NOON).await;
    let declare = Work::Declare { reason: "业主联名要上访".into() };
    desk.works(&filed, &desk.lin, declare.clone(), after(1)).await.unwrap();
    assert_eq!(desk.abouts(&team.general).await, [About::Declared]);
    assert!(matches!(desk.works(&filed, &desk.lin, declare, after(2)).await, Err(Error::Denied(_))));
    let tracking = desk.store.tracking(&filed.link, after(2)).await.unwrap();
    let inside = |event: &Event| matches!(event, Event::Declared { .. } | Event::Acknowledged { .. });
    assert!(tracking.entries.iter().all(|entry| !inside(&entry.event)), "residents see none of it");
}

async fn quiet_hours_put_off_what_disturbs_and_not_the_desk(house: &House) {
    let desk = Desk::open(house).await;
    let team = Team::hire(desk.store).await;
    let late = monday("23:00");
    let filed = desk.file("k", late).await;
    desk.establish(&filed, two(), late).await;
    assert_eq!(desk.alerts(&team.head).await.len(), 1, "the desk shows it");
    assert!(desk.climb(late).await.is_empty());
    let morning = late.plus_minutes(8 * 60);
    let sending = desk.climb(morning).await;
    let graded = sending.iter().filter(|(_, at)| *at == morning).count();
    assert!(graded >= 2, "said when quiet hours end: {sending:?}");
    let crisis = desk.file("crisis", late).await;
    desk.establish(&crisis, one(), late).await;
    assert!(desk.climb(late).await.len() >= 2, "grade 1 breaks through");
}

async fn two_workers_say_it_once(house: &House) {
    let desk = Desk::open(house).await;
    let filed = desk.file("k", monday("08:30")).await;
    desk.works(&filed, &desk.lin, Work::Take, monday("09:01")).await.unwrap();
    let id = desk.id(&filed).await;
    let second = house.second().await;
    for store in [desk.store, &second, desk.store] {
        store.climb(&id, monday("16:30")).await.unwrap();
    }
    let alerts = desk.alerts(&desk.lin).await;
    assert_eq!((alerts.len(), alerts[0].times), (1, 1));
    second.close().await;
}

async fn what_waits_for_the_handler_goes_with_the_complaint(house: &House) {
    let desk = Desk::open(house).await;
    let team = Team::hire(desk.store).await;
    let filed = desk.file("k", monday("08:30")).await;
    desk.climb(monday("15:30")).await;
    assert_eq!(desk.alerts(&team.head).await.len(), 1, "nobody is responsible, so the head is called");
    desk.works(&filed, &desk.lin, Work::Take, monday("15:40")).await.unwrap();
    assert_eq!((desk.alerts(&team.head).await.len(), desk.alerts(&desk.lin).await.len()), (0, 1));
    let offer = Work::Offer { to: To::Staff(desk.wu.id.clone()), reason: String::new() };
    desk.works(&filed, &desk.lin, offer, monday("15:50")).await.unwrap();
    assert_eq!(desk.alerts(&desk.lin).await.len(), 1, "until it is accepted");
    desk.works(&filed, &desk.wu, Work::AcceptOffer, monday("15:55")).await.unwrap();
    assert_eq!((desk.alerts(&desk.lin).await.len(), desk.alerts(&desk.wu).await.len()), (0, 1));
}

async fn each_way_is_tried_by_itself(house: &House) {
    let desk = Desk::open(house).await;
    let team = Team::hire(desk.store).await;
    let filed = desk.file("k", NOON).await;
    desk.establish(&filed, two(), after(1)).await;
    let sending = desk.climb(after(1)).await;
    let id = sending.iter().find_map(|(chore, _)| match chore {
        Chore::MailAlert(id) => Some(id.clone()),
        _ => None,
    });
    let id: AlertId = id.unwrap();
    let calling = async || desk.store.calling(&id, NOON).await.unwrap();
    let first = calling().await;
    assert_eq!(first.email.as_ref().map(rules::contact::Email::as_str), Some("ma@example.com"));
    assert!(first.phone.is_some() && first.waits(AlertWay::Email) && first.waits(AlertWay::Sms));
    desk.store.alert_failed(&id, AlertWay::Sms, "connection refused").await.unwrap();
    desk.store.alert_sent(&id, AlertWay::Email, first.times, after(2)).await.unwrap();
    let sent = calling().await;
    assert!(!sent.waits(AlertWay::Email) && sent.waits(AlertWay::Sms));
    let rung = desk.alerts(&team.head).await[0].rung.clone();
    desk.store.acknowledge(&rung, &team.head, after(3)).await.unwrap();
    assert!(!calling().await.waits(AlertWay::Sms), "who has acknowledged it is not disturbed");
    desk.store.staff_leaves("ma".into(), after(4)).await.unwrap();
    assert!(matches!(desk.store.calling(&id, NOON).await, Err(Error::NotFound)));
}

fn shift(staff: &StaffId, from: Moment, until: Moment) -> NewShift {
    NewShift {
        community: wutong(),
        staff: staff.clone(),
        department: Department::Engineering,
        from,
        until,
        stands_in_for: None,
    }
}

async fn the_roster_says_who_is_on_duty(house: &House) {
    let desk = Desk::open(house).await;
    let team = Team::hire(desk.store).await;
    let away = NewShift { stands_in_for: Some(team.head.id.clone()), ..shift(&desk.wu.id, NOON, after(60)) };
    let id = desk.store.add_shift(away, NOON).await.unwrap();
    let listed = desk.store.roster(&wutong(), NOON, 10).await.unwrap();
    assert_eq!((listed.len(), &listed[0].person.id), (1, &desk.wu.id));
    assert_eq!(listed[0].away.as_ref().map(|away| &away.id), Some(&team.head.id));
    let filed = desk.file("k", NOON).await;
    desk.establish(&filed, two(), after(1)).await;
    assert_eq!(desk.alerts(&desk.wu).await.len(), 1, "who stands in is called");
    assert!(desk.alerts(&team.head).await.is_empty());
    desk.store.remove_shift(&id, None).await.unwrap();
    assert!(matches!(desk.store.remove_shift(&id, None).await, Err(Error::NotFound)));
    assert!(desk.store.roster(&wutong(), NOON, 10).await.unwrap().is_empty());
    desk.store.reach_staff_by("ma", Some("ma@neu.example"), None).await.unwrap();
    let unknown = desk.store.reach_staff_by("nobody", Some("x@example.com"), None).await;
    assert!(matches!(unknown, Err(Error::NotFound)));
}
