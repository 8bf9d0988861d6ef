//! What the resident of a serious complaint is told waits for a second person, who is called at once.

use rules::{
    access::{Duty, Refusal, Staff},
    alert::About,
    approval::Wording,
    change::Denied,
    follow::Follow,
    grading::{Facts, Grade, Media},
    kind::Department,
    likeness::Same,
    moment::Moment,
    notice::News,
    resolution::{Finding, Outcome},
    stage::Stage,
    timeline::{Event, Who},
    view::Complaint,
    work::Work,
};
use store::{AlertWay, Chore, Error, Filed, NewStaff};

use super::desk::{Desk, after, reply};
use super::house::{House, NOON, wutong};

on_both! {
    a_reply_waits_is_returned_edited_and_approved,
    who_holds_it_is_called_until_it_is_decided,
    a_result_is_told_once_it_is_approved,
    one_approval_lets_a_reply_go_to_the_whole_group,
    two_who_hold_it_decide_once,
    what_waits_ends_with_the_complaint,
}

fn facts(grade: Grade) -> Facts {
    match grade {
        Grade::One => Facts { media: Media::Serious, ..Facts::default() },
        Grade::Two => Facts { media: Media::Possible, ..Facts::default() },
        _ => Facts::default(),
    }
}

/// A desk with a head and a general manager.
struct Heads {
    head: Staff,
    general: Staff,
}

impl Heads {
    async fn hire(desk: &Desk<'_>) -> Self {
        Self {
            head: hire(desk, "陈国栋", Duty::DepartmentHead).await,
            general: hire(desk, "沈国梁", Duty::GeneralManager).await,
        }
    }
}

/// Somebody of the department that answers for the kind.
async fn hire(desk: &Desk<'_>, name: &str, duty: Duty) -> Staff {
    let staff = NewStaff {
        account: name.into(),
        name: name.into(),
        department: Department::Engineering,
        email: Some("staff@example.com".into()),
        phone: None,
        password_hash: "none".into(),
        duties: vec![(wutong(), duty)],
    };
    let id = desk.store.add_staff(staff, NOON).await.unwrap();
    desk.store.staff(&id, NOON).await.unwrap()
}

/// A complaint of this grade, in the hands of 林晓岚.
async fn filed(desk: &Desk<'_>, key: &str, grade: Grade, now: Moment) -> Filed {
    let filed = desk.file(key, now).await;
    let work = Work::Establish { facts: facts(grade), reason: "核实".into() };
    desk.works(&filed, &desk.lin, work, now).await.unwrap();
    filed
}

async fn seen(desk: &Desk<'_>, filed: &Filed, by: &Staff, now: Moment) -> Complaint {
    desk.store.complaint(&filed.number, by, now).await.unwrap()
}

async fn approve(desk: &Desk<'_>, filed: &Filed, by: &Staff, text: &str, now: Moment) -> Result<(), Error> {
    let submitted = seen(desk, filed, by, now).await.approval.expect("something waits").at;
    desk.works(filed, by, Work::Approve { submitted, text: text.into() }, now).await
}

fn said(complaint: &Complaint) -> Vec<(String, String)> {
    let entries = complaint.entries.iter();
    let said = entries.filter_map(|entry| match (&entry.event, &entry.who) {
        (Event::Replied { text, .. } | Event::Resolved { text, .. }, Who::Staff(person)) => {
            Some((person.name.clone(), text.clone()))
        }
        _ => None,
    });
    said.collect()
}

async fn a_reply_waits_is_returned_edited_and_approved(house: &House) {
    let desk = Desk::open(house).await;
    let Heads { head, general } = Heads::hire(&desk).await;
    let one = filed(&desk, "a", Grade::Two, after(0)).await;
    desk.works(&one, &desk.lin, reply(), after(10)).await.unwrap();
    let waiting = seen(&desk, &one, &head, after(11)).await.approval.expect("it waits");
    let holders: Vec<&str> = waiting.holders.iter().map(|holder| holder.name.as_str()).collect();
    assert_eq!((holders, waiting.by.name.as_str()), (vec!["陈国栋"], "林晓岚"));
    assert_eq!((waiting.at, waiting.text.as_str()), (after(10), "今天下午派人去看"));
    assert_eq!(desk.post(News::Replied, after(11)).await, 0, "nobody is told yet");

    let returned = Work::Return { submitted: waiting.at, reason: "别说下午".into() };
    desk.works(&one, &head, returned, after(12)).await.unwrap();
    assert_eq!(seen(&desk, &one, &head, after(12)).await.approval, None);
    desk.works(&one, &desk.lin, reply(), after(13)).await.unwrap();
    let denied = approve(&desk, &one, &desk.lin, "我自己批", after(14)).await;
    assert!(matches!(denied, Err(Error::Denied(Denied::Refusal(Refusal::ApprovalNotYours)))), "{denied:?}");
    approve(&desk, &one, &head, "今天派人去看", after(15)).await.unwrap();
    let complaint = seen(&desk, &one, &general, after(15)).await;
    assert_eq!(said(&complaint), [("林晓岚".to_owned(), "今天派人去看".to_owned())]);
    assert!(complaint.entries.iter().any(|entry| entry.event == Event::Approved { edited: true }));
    let first = Event::Submitted {
        wording: Wording::Reply { asks: false },
        text: "今天下午派人去看".into(),
        pledge: None,
    };
    assert!(complaint.entries.iter().any(|entry| entry.event == first), "the first wording stays");
    assert_eq!(desk.post(News::Replied, after(16)).await, 1);
    let tracking = desk.store.tracking(&one.link, after(16)).await.unwrap();
    let hers = tracking.entries.iter().filter(|entry| matches!(entry.event, Event::Replied { .. })).count();
    assert_eq!(hers, 1);
    assert!(tracking.entries.iter().all(|entry| entry.event.is_for_resident()), "she sees none of the rest");
}

async fn who_holds_it_is_called_until_it_is_decided(house: &House) {
    let desk = Desk::open(house).await;
    let Heads { head, general } = Heads::hire(&desk).await;
    let waits = async |staff: &Staff| {
        let alerts = desk.store.alerts(staff, NOON).await.unwrap();
        alerts.iter().filter(|alert| matches!(alert.about, About::Approval { .. })).count()
    };
    let one = filed(&desk, "a", Grade::Two, after(0)).await;
    desk.works(&one, &desk.lin, reply(), after(10)).await.unwrap();
    assert_eq!((waits(&head).await, waits(&general).await), (1, 0));
    let mut to_send = 0;
    for job in desk.store.claim("story", 50, after(10)).await.unwrap() {
        if let Some(Chore::MailAlert(id)) = Chore::of(&job) {
            let calling = desk.store.calling(&id, NOON).await.unwrap();
            let ours = matches!(calling.about, About::Approval { .. });
            to_send += usize::from(ours && calling.waits(AlertWay::Email));
        }
    }
    assert_eq!(to_send, 1, "by e-mail, too");
    let work = Work::Establish { facts: facts(Grade::One), reason: "上了电视".into() };
    desk.works(&one, &desk.lin, work, after(20)).await.unwrap();
    assert_eq!((waits(&head).await, waits(&general).await), (0, 1), "another grade is another's to approve");
    let holders = seen(&desk, &one, &head, after(21)).await.approval.expect("it waits").holders;
    assert_eq!(holders.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["沈国梁"]);
    approve(&desk, &one, &general, "今天下午派人去看", after(30)).await.unwrap();
    assert_eq!((waits(&head).await, waits(&general).await), (0, 0));
}

async fn a_result_is_told_once_it_is_approved(house: &House) {
    let desk = Desk::open(house).await;
    let Heads { head, .. } = Heads::hire(&desk).await;
    let one = filed(&desk, "a", Grade::Two, after(0)).await;
    let outcomes = vec![Outcome::Repair];
    let work = Work::Resolve { finding: Finding::Upheld, outcomes, text: "换了控制板".into() };
    desk.works(&one, &desk.lin, work, after(10)).await.unwrap();
    let complaint = seen(&desk, &one, &head, after(11)).await;
    assert_eq!((complaint.stage, complaint.resolution), (Stage::Accepted, None));
    approve(&desk, &one, &head, "换了控制板", after(20)).await.unwrap();
    let complaint = seen(&desk, &one, &head, after(21)).await;
    let resolution = complaint.resolution.expect("a result");
    assert_eq!((complaint.stage, resolution.by.name.as_str()), (Stage::AwaitingConfirmation, "林晓岚"));
    assert_eq!(desk.post(News::Resolved, after(22)).await, 1);
}

async fn one_approval_lets_a_reply_go_to_the_whole_group(house: &House) {
    let desk = Desk::open(house).await;
    let Heads { head, .. } = Heads::hire(&desk).await;
    let first = filed(&desk, "a", Grade::Two, after(0)).await;
    let second = filed(&desk, "b", Grade::Two, after(1)).await;
    let worse = filed(&desk, "c", Grade::One, after(2)).await;
    for other in [&second, &worse] {
        let join = Work::Join { same: Same::Complaint, with: other.number.clone() };
        desk.works(&first, &desk.lin, join, after(3)).await.unwrap();
    }
    let all = Work::ReplyAll { text: "今晚换控制板".into() };
    desk.works(&first, &desk.lin, all, after(10)).await.unwrap();
    for one in [&first, &second, &worse] {
        assert_eq!(said(&seen(&desk, one, &head, after(11)).await), [], "it waits for the head");
    }
    approve(&desk, &first, &head, "今晚十点前换控制板", after(12)).await.unwrap();
    for _ in 0..2 {
        for job in desk.store.claim("story", 50, after(12)).await.unwrap() {
            if let Some(Chore::ReplyOn(id)) = Chore::of(&job) {
                desk.store.reply_on(&id, after(12)).await.unwrap();
                desk.store.reply_on(&id, after(13)).await.unwrap();
            }
        }
    }
    let expected = [("林晓岚".to_owned(), "今晚十点前换控制板".to_owned())];
    for one in [&first, &second] {
        assert_eq!(said(&seen(&desk, one, &head, after(14)).await), expected);
    }
    assert_eq!(said(&seen(&desk, &worse, &head, after(14)).await), [], "grade 1 is not the head's");
    let entries = seen(&desk, &first, &head, after(14)).await.entries;
    let noted: Vec<_> = entries
        .into_iter()
        .filter_map(|entry| match entry.event {
            Event::RepliedTogether { many, refused } => Some((many, refused)),
            _ => None,
        })
        .collect();
    assert_eq!(noted, [(2, vec![worse.number.clone()])], "and is named");
}

async fn two_who_hold_it_decide_once(house: &House) {
    let desk = Desk::open(house).await;
    let Heads { general, .. } = Heads::hire(&desk).await;
    let lawyer = hire(&desk, "顾律", Duty::Legal).await;
    let one = filed(&desk, "a", Grade::One, after(0)).await;
    desk.works(&one, &desk.lin, reply(), after(10)).await.unwrap();
    // Both have the page open before either decides.
    let submitted = seen(&desk, &one, &general, after(11)).await.approval.expect("it waits").at;
    let approves = |text: &str| Work::Approve { submitted, text: text.into() };
    let (a, b) = tokio::join!(
        desk.works(&one, &general, approves("今天下午派人去看"), after(11)),
        desk.works(&one, &lawyer, approves("请等通知"), after(11)),
    );
    assert!(a.is_ok() != b.is_ok(), "{a:?} {b:?}");
    assert_eq!(said(&seen(&desk, &one, &general, after(12)).await).len(), 1);
}

async fn what_waits_ends_with_the_complaint(house: &House) {
    let desk = Desk::open(house).await;
    let Heads { head, .. } = Heads::hire(&desk).await;
    let one = filed(&desk, "a", Grade::Two, after(0)).await;
    desk.works(&one, &desk.lin, reply(), after(10)).await.unwrap();
    let withdraw = Follow::Withdraw { text: String::new() };
    desk.store.follow(&one.link, "w", withdraw, after(12)).await.unwrap();
    assert_eq!(seen(&desk, &one, &head, after(13)).await.approval, None);
    assert_eq!(desk.store.alerts(&head, NOON).await.unwrap().len(), 0);
}
