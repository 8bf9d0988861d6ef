//! Help asked of a colleague or a department, while responsibility stays (3b).

use rules::{
    access::{Duty, Refusal, Staff},
    change::Denied,
    grading::{Grade, Rule},
    kind::{Department, Kind},
    moment::Moment,
    problem::{Field, Problems, What},
    queue::{Filter, HandlerFilter},
    transfer::To,
    view::Complaint,
    work::Work,
};
use store::{Error, Filed, NewStaff};

use super::desk::{Desk, after};
use super::house::{House, NOON, wutong};

on_both! {
    help_of_another_department_regrades_in_the_same_transaction,
    who_is_asked_finds_it_in_the_queue_until_it_is_answered_or_withdrawn,
}

async fn hire(desk: &Desk<'_>, name: &str, department: Department) -> Staff {
    let staff = NewStaff {
        account: name.into(),
        name: name.into(),
        department,
        email: None,
        phone: None,
        password_hash: "none".into(),
        duties: vec![(wutong(), Duty::Technician)],
    };
    let id = desk.store.add_staff(staff, NOON).await.unwrap();
    desk.store.staff(&id, NOON).await.unwrap()
}

fn ask(of: To) -> Work {
    Work::AskHelp { of, text: "请看一下主板".into() }
}

async fn seen(desk: &Desk<'_>, filed: &Filed, now: Moment) -> Complaint {
    desk.store.complaint(&filed.number, &desk.lin, now).await.unwrap()
}

async fn help_of_another_department_regrades_in_the_same_transaction(house: &House) {
    let desk = Desk::open(house).await;
    let ma = hire(&desk, "马俊", Department::Engineering).await;
    let zheng = hire(&desk, "郑勇", Department::Security).await;
    let rows = [
        (To::Staff(ma.id.clone()), Grade::Four),
        (To::Department(Department::Engineering), Grade::Four),
        (To::Staff(zheng.id.clone()), Grade::Three),
        (To::Department(Department::Security), Grade::Three),
    ];
    for (place, (of, grade)) in rows.into_iter().enumerate() {
        let filed = desk.file(&format!("k{place}"), NOON).await;
        desk.works(&filed, &desk.lin, ask(of.clone()), after(1)).await.unwrap();
        let asked = seen(&desk, &filed, after(2)).await;
        assert_eq!(asked.grade, grade, "{of:?}");
        let holds = asked.reasons.iter().any(|reason| reason.rule() == Rule::R3b);
        assert_eq!((holds, asked.facts.help), (grade == Grade::Three, grade == Grade::Three));
        assert_eq!((asked.handler.unwrap().name.as_str(), asked.helps.len()), ("林晓岚", 1));
        assert_eq!((&asked.helps[0].of.to(), asked.helps[0].text.as_str()), (&of, "请看一下主板"));
        let twice = desk.works(&filed, &desk.lin, ask(of), after(3)).await;
        let wrong = Problems::one(Field::To, What::AlreadyAsked);
        assert!(matches!(twice, Err(Error::Denied(Denied::Problems(problems))) if problems == wrong));
    }
}

async fn found(desk: &Desk<'_>, staff: &Staff, filter: Filter, now: Moment) -> Vec<String> {
    let filter = Filter { handler: Some(HandlerFilter::AsksMyHelp), ..filter };
    let page = desk.store.queue(&filter, staff, now).await.unwrap();
    page.rows.into_iter().map(|row| row.number.as_str().to_owned()).collect()
}

async fn who_is_asked_finds_it_in_the_queue_until_it_is_answered_or_withdrawn(house: &House) {
    let desk = Desk::open(house).await;
    let ma = hire(&desk, "马俊", Department::Engineering).await;
    let zheng = hire(&desk, "郑勇", Department::Security).await;
    let (one, two) = (desk.file("one", NOON).await, desk.file("two", after(1)).await);
    let engineering = || ask(To::Department(Department::Engineering));
    desk.works(&one, &desk.lin, engineering(), after(2)).await.unwrap();
    desk.works(&one, &desk.lin, ask(To::Staff(ma.id.clone())), after(3)).await.unwrap();
    desk.works(&two, &desk.lin, engineering(), after(4)).await.unwrap();
    let both = [one.number.as_str(), two.number.as_str()];
    assert_eq!(found(&desk, &ma, Filter::default(), after(5)).await, both, "each once, in order");
    assert_eq!(found(&desk, &zheng, Filter::default(), after(5)).await, [""; 0]);
    assert_eq!(found(&desk, &desk.other, Filter::default(), after(5)).await, [""; 0]);
    let works = Filter { kind: Some(Kind::Works), grade: Some(Grade::Four), ..Filter::default() };
    assert_eq!(found(&desk, &ma, works, after(5)).await, both);
    let parking = Filter { kind: Some(Kind::Parking), ..Filter::default() };
    assert_eq!(found(&desk, &ma, parking, after(5)).await, [""; 0]);
    let words = Filter { words: "电梯".into(), ..Filter::default() };
    assert_eq!(found(&desk, &ma, words, after(5)).await, both);

    let help = |help| Work::Help { help, text: "主板要换".into() };
    let denied = desk.works(&one, &zheng, help(1), after(6)).await;
    assert!(matches!(denied, Err(Error::Denied(Denied::Refusal(Refusal::HelpNotYours)))), "{denied:?}");
    desk.works(&one, &ma, help(1), after(7)).await.unwrap();
    assert_eq!(found(&desk, &ma, Filter::default(), after(8)).await, both, "he himself is asked, too");
    desk.works(&one, &ma, help(2), after(9)).await.unwrap();
    assert_eq!(found(&desk, &ma, Filter::default(), after(10)).await, [two.number.as_str()]);
    desk.works(&two, &desk.lin, Work::EndHelp { help: 1 }, after(11)).await.unwrap();
    assert_eq!(found(&desk, &ma, Filter::default(), after(12)).await, [""; 0]);
    let answered = seen(&desk, &one, after(13)).await.helps;
    let answer = answered[0].answer.clone().expect("it is answered");
    assert_eq!((answer.by.name.as_str(), answer.text.as_str(), answer.at), ("马俊", "主板要换", after(7)));
    assert_eq!(seen(&desk, &two, after(13)).await.helps[0].withdrawn, Some(after(11)));
    desk.works(&two, &desk.lin, engineering(), after(14)).await.unwrap();
    assert_eq!(found(&desk, &ma, Filter::default(), after(15)).await, [two.number.as_str()], "asked anew");
}
