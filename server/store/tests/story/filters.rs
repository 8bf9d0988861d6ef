//! Filters that combine: whichever index leads, the rows are those that fit all of them.

use rules::{
    access::Staff,
    deadline::Standing,
    follow::Follow,
    grading::{Facts, Grade, Safety},
    kind::{Department, Kind},
    limits::{QUEUE_LOOK_ROWS_MAX, QUEUE_PAGE_ROWS_MAX},
    moment::{Moment, Zone},
    queue::{Filter, HandlerFilter, Offered, QueueRow, StandingFilter, order},
    stage::Stage,
    work::Work,
};
use store::{Deed, Store, Tale};

use super::house::{House, NOON, wutong};
use super::seeds::{lin, tale};

on_both! {
    whatever_is_combined_the_rows_are_those_that_fit,
    where_few_of_many_fit_a_page_says_how_far_was_looked,
}

const NOW: Moment = NOON.plus_days(5);

/// Complaints of many kinds, grades and stages, some read and some not, received over some days.
fn varied(n: i64, lin: &Staff) -> Tale {
    let mut tale = tale(0, lin);
    let received = NOON.plus_minutes(n * 31);
    let at = |minutes: i64| received.plus_minutes(minutes);
    let work = |work: Work| Deed::Work(lin.clone(), work);
    let kinds = [Kind::Parking, Kind::Works, Kind::Cleaning, Kind::Greenery];
    tale.filing.kind = kinds[usize::try_from(n % 4).unwrap()];
    tale.filing.text = if n % 3 == 0 { "电梯停了".into() } else { "车位被占".into() };
    tale.filing.households = if n % 7 == 0 { 12 } else { 1 };
    tale.received = received;
    let safety = Facts { safety: Safety::Possible, ..tale.filing.facts() };
    let add = || Deed::Follow(Follow::Add { text: "还有".into(), photos: Vec::new() });
    tale.deeds = match n % 6 {
        0 => vec![],
        1 => vec![(at(5), work(Work::Take))],
        2 => vec![(at(5), work(Work::Take)), (at(6), add()), (at(7), add())],
        3 => vec![(at(5), work(Work::Establish { facts: safety, reason: String::new() }))],
        4 => vec![(at(5), work(Work::Handle)), (at(6), add())],
        _ => vec![(at(5), Deed::Follow(Follow::Withdraw { text: String::new() }))],
    };
    tale
}

async fn all(store: &Store, lin: &Staff, filter: &Filter) -> Vec<QueueRow> {
    let mut filter = filter.clone();
    let mut rows: Vec<QueueRow> = Vec::new();
    for _ in 0..100 {
        let page = store.queue(&filter, lin, NOW).await.unwrap();
        assert!(page.rows.len() <= QUEUE_PAGE_ROWS_MAX);
        rows.extend(page.rows);
        if !page.more {
            return rows;
        }
        filter.after = page.looked.or_else(|| rows.last().map(QueueRow::rank));
    }
    panic!("it has no end");
}

/// What the filter means, said once more without any index.
fn fits(filter: &Filter, lin: &Staff, row: &QueueRow) -> bool {
    let standing = row.deadline.map(|deadline| deadline.standing(NOW));
    let date = row.received.date(Zone::CHINA);
    let lift = row.summary.contains("电梯");
    filter.grade.is_none_or(|grade| row.grade == grade)
        && filter.kind.is_none_or(|kind| row.kind == kind)
        && filter.stage.is_none_or(|stage| row.stage == stage)
        && filter.department.is_none_or(|department| row.handler.is_some() && department == lin.department)
        && filter.handler.as_ref().is_none_or(|handler| match handler {
            HandlerFilter::Me => row.handler.as_ref().is_some_and(|(id, _)| *id == lin.id),
            HandlerFilter::Nobody => row.handler.is_none(),
            HandlerFilter::OfferedToMe => row.offered == Some(Offered::ToMe),
            HandlerFilter::AsksMyHelp => false,
            HandlerFilter::Staff(id) => row.handler.as_ref().is_some_and(|(handler, _)| handler == id),
        })
        && (!filter.danger || row.safety != Safety::None)
        && (!filter.unread || row.unread > 0)
        && (!filter.again || row.contacts_again > 0)
        && (!filter.same || row.same > 1)
        && filter.since.is_none_or(|since| date >= since)
        && filter.until.is_none_or(|until| date <= until)
        && (filter.words.is_empty() || lift)
        && filter.standing.is_none_or(|wanted| {
            matches!(
                (wanted, standing),
                (StandingFilter::Overdue, Some(Standing::Overdue { .. }))
                    | (StandingFilter::DueSoon, Some(Standing::DueSoon { .. }))
                    | (StandingFilter::OnTrack, Some(Standing::OnTrack { .. }))
                    | (StandingFilter::Paused, Some(Standing::Paused { .. }))
            )
        })
}

async fn whatever_is_combined_the_rows_are_those_that_fit(house: &House) {
    let store = &house.store;
    let (lin, colleagues) = lin(store).await;
    let tales = (0..240).map(|n| varied(n, &lin)).collect();
    store.seed(&wutong(), &colleagues, tales).await.unwrap();
    while store.index_more(&wutong()).await.unwrap() {}
    let every = all(store, &lin, &Filter::default()).await;
    assert_eq!(every.len(), 200);
    let none = Filter::default();
    let day = |days: i64| Some(NOON.plus_days(days).date(Zone::CHINA));
    let single = [
        Filter { grade: Some(Grade::One), ..none.clone() },
        Filter { grade: Some(Grade::Four), ..none.clone() },
        Filter { kind: Some(Kind::Works), ..none.clone() },
        Filter { stage: Some(Stage::Handling), ..none.clone() },
        Filter { handler: Some(HandlerFilter::Me), ..none.clone() },
        Filter { handler: Some(HandlerFilter::Nobody), ..none.clone() },
        Filter { handler: Some(HandlerFilter::OfferedToMe), ..none.clone() },
        Filter { department: Some(Department::CustomerService), ..none.clone() },
        Filter { department: Some(Department::Finance), ..none.clone() },
        Filter { danger: true, ..none.clone() },
        Filter { unread: true, ..none.clone() },
        Filter { again: true, ..none.clone() },
        Filter { same: true, ..none.clone() },
        Filter { since: day(2), ..none.clone() },
        Filter { since: day(1), until: day(1), ..none.clone() },
        Filter { words: "电梯".into(), open_only: true, ..none.clone() },
        Filter { standing: Some(StandingFilter::Overdue), ..none.clone() },
        Filter { standing: Some(StandingFilter::DueSoon), ..none.clone() },
        Filter { standing: Some(StandingFilter::OnTrack), ..none.clone() },
        Filter { standing: Some(StandingFilter::Paused), ..none.clone() },
    ];
    let mut found = 0;
    for (place, one) in single.iter().enumerate() {
        for other in &single[place..] {
            let both = both(one, other);
            let wanted: Vec<&QueueRow> = every.iter().filter(|row| fits(&both, &lin, row)).collect();
            let rows = all(store, &lin, &both).await;
            assert_eq!(rows.iter().collect::<Vec<_>>(), wanted, "{both:?}");
            assert!(rows.is_sorted_by(|a, b| order(a, b).is_lt()));
            found += rows.len();
        }
    }
    assert!(found > 1_000, "the rows of this table are not all empty: {found}");
}

/// What both ask; where they disagree, what the first asks.
fn both(one: &Filter, other: &Filter) -> Filter {
    Filter {
        grade: one.grade.or(other.grade),
        kind: one.kind.or(other.kind),
        handler: one.handler.clone().or_else(|| other.handler.clone()),
        standing: one.standing.or(other.standing),
        stage: one.stage.or(other.stage),
        department: one.department.or(other.department),
        danger: one.danger || other.danger,
        unread: one.unread || other.unread,
        again: one.again || other.again,
        same: one.same || other.same,
        since: one.since.or(other.since),
        until: one.until.or(other.until),
        words: if one.words.is_empty() { other.words.clone() } else { one.words.clone() },
        open_only: one.open_only || other.open_only,
        ..Filter::default()
    }
}

async fn where_few_of_many_fit_a_page_says_how_far_was_looked(house: &House) {
    let store = &house.store;
    let (lin, colleagues) = lin(store).await;
    let many = i64::try_from(QUEUE_LOOK_ROWS_MAX).unwrap() + 200;
    let open = |n: i64| {
        let mut tale = Tale { received: NOON.plus_minutes(n), deeds: Vec::new(), ..tale(0, &lin) };
        tale.filing.kind = if n % 1_000 == 999 { Kind::Works } else { Kind::Parking };
        tale
    };
    for from in (0..many).step_by(200) {
        let tales = (from..from + 200).map(open).collect();
        store.seed(&wutong(), &colleagues, tales).await.unwrap();
    }
    let nobody = Some(HandlerFilter::Nobody);
    let rare = Filter { kind: Some(Kind::Works), handler: nobody.clone(), ..Filter::default() };
    let page = store.queue(&rare, &lin, NOW).await.unwrap();
    assert_eq!((page.rows.len(), page.more), (3, false), "the rare one leads");
    let stage = Some(Stage::Accepted);
    let none = Filter { stage, handler: nobody.clone(), ..Filter::default() };
    assert!(!store.queue(&none, &lin, NOW).await.unwrap().more);
    let late = Some(NOON.plus_days(1).date(Zone::CHINA));
    let wide = Filter { handler: nobody, stage: Some(Stage::Received), since: late, ..Filter::default() };
    let page = store.queue(&wide, &lin, NOW).await.unwrap();
    assert!(page.more);
    let first_of_late = NOON.plus_days(1).plus_minutes(-12 * 60);
    let wanted = (0..many).filter(|n| NOON.plus_minutes(*n) >= first_of_late).count();
    assert_eq!(all(store, &lin, &wide).await.len(), wanted);
}
