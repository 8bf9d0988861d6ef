//! What a company decides for itself, from the draft to the complaint that is graded by it (R7).

use rules::{
    access::{Duty, Refusal, Staff},
    change::Denied,
    contact::Region,
    grading::{Grade, Rule},
    id::CommunityId,
    moment::Moment,
    policy::{Deed, Policy, Version},
    work::Work,
};
use store::{Changed, Error, Filed, Store, ZoneName};

use super::desk::{Desk, after, community, hire};
use super::house::{House, NOON, wutong};

on_both! {
    a_version_is_drafted_reviewed_approved_put_in_force_and_rolled_back,
    a_complaint_keeps_the_version_it_was_graded_by,
    a_communitys_own_version_stands_before_the_companys_until_it_is_given_up,
    what_was_saved_since_is_not_reviewed,
    a_draft_is_dropped_and_its_number_never_comes_again,
    a_community_that_is_added_begins_with_the_companys_version,
    a_back_test_reads_every_complaint_of_the_year_once,
    who_may_not_review_reads_nothing,
}

pub struct Board<'a> {
    pub desk: Desk<'a>,
    store: &'a Store,
    head: Staff,
    reviewer: Staff,
    general: Staff,
}

impl<'a> Board<'a> {
    pub async fn open(house: &'a House) -> Self {
        let desk = Desk::open(house).await;
        let store = &house.store;
        Self {
            head: hire(store, "head", "陈国栋", "wt", Duty::DepartmentHead).await,
            reviewer: hire(store, "reviewer", "郑督", "wt", Duty::Supervisor).await,
            general: of_both(hire(store, "general", "沈国梁", "wt", Duty::GeneralManager).await),
            desk,
            store,
        }
    }

    /// A draft in which a collective complaint begins with so many persons.
    async fn draft(&self, place: Option<&str>, persons: u32, now: Moment) -> (Version, i64) {
        let mut policy = Policy::default();
        policy.thresholds.collective_persons = persons;
        self.draft_of(place, &policy, now).await
    }

    async fn draft_of(&self, place: Option<&str>, policy: &Policy, now: Moment) -> (Version, i64) {
        let place = place.map(CommunityId::new);
        let version = self.store.begin_policy(place, Version::HANDBOOK, &self.head, now).await.unwrap();
        self.store.save_policy((version, 0), policy, "年度修订".into(), &self.head, now).await.unwrap();
        (version, 1)
    }

    async fn enact(&self, place: Option<&str>, persons: u32, now: Moment) -> Version {
        let read = self.draft(place, persons, now).await;
        self.put_in_force(read, now).await
    }

    pub async fn enact_one(&self, place: Option<&str>, policy: &Policy, now: Moment) -> Version {
        let read = self.draft_of(place, policy, now).await;
        self.put_in_force(read, now).await
    }

    async fn put_in_force(&self, read: (Version, i64), now: Moment) -> Version {
        self.store.review_policy(read, &self.reviewer, now).await.unwrap();
        self.store.approve_policy(read, &self.general, now).await.unwrap();
        self.store.enact_policy(read, &self.general, now).await.unwrap();
        read.0
    }

    pub async fn unseat(
        &self,
        deed: Deed,
        place: Option<&str>,
        holding: i64,
        now: Moment,
    ) -> Result<(), Error> {
        let place = place.map(CommunityId::new);
        self.store.unseat_policy(deed, place, Version(holding), &self.general, now).await
    }

    /// What holds in each of the two communities.
    async fn in_force(&self) -> [i64; 2] {
        let ground = self.store.ground(NOON).await.unwrap();
        ["wt", "wj"].map(|id| ground.promise(id).unwrap().version.0)
    }

    /// A complaint of two households.
    async fn file(&self, key: &str, now: Moment) -> Filed {
        let filing = rules::complaint::Filing { households: 2, ..self.desk.filing(key).await };
        self.store.file_complaint(filing, rules::language::Language::ZhHans, now).await.unwrap()
    }

    async fn graded(&self, filed: &Filed, now: Moment) -> (Grade, Vec<Rule>, i64) {
        let complaint = self.store.complaint(&filed.number, &self.desk.lin, now).await.unwrap();
        let rules = complaint.reasons.iter().map(|reason| reason.rule()).collect();
        (complaint.grade, rules, complaint.graded_by.0)
    }
}

/// The general manager of both communities.
fn of_both(mut staff: Staff) -> Staff {
    staff.duties.push((CommunityId::new("wj"), Duty::GeneralManager));
    staff
}

fn refusal(result: Result<impl Sized, Error>) -> Option<Refusal> {
    match result.err() {
        Some(Error::Denied(Denied::Refusal(refusal))) => Some(refusal),
        Some(error) => panic!("{error:?}"),
        None => None,
    }
}

async fn a_version_is_drafted_reviewed_approved_put_in_force_and_rolled_back(house: &House) {
    let board = Board::open(house).await;
    let read = board.draft(None, 2, after(1)).await;
    assert_eq!(read.0, Version(1));
    let review = |staff| board.store.review_policy(read, staff, after(2));
    assert_eq!(refusal(review(&board.head).await), Some(Refusal::AuthorMayNot));
    assert_eq!(
        refusal(board.store.approve_policy(read, &board.general, after(2)).await),
        Some(Refusal::NotNow)
    );
    assert_eq!(refusal(review(&board.reviewer).await), None);
    let edit = board.store.save_policy(read, &Policy::default(), "再改".into(), &board.head, after(3)).await;
    assert_eq!(refusal(edit), Some(Refusal::NotNow), "what is reviewed is not edited");
    board.store.approve_policy(read, &board.general, after(4)).await.unwrap();
    assert_eq!(board.in_force().await, [0, 0]);

    let mut changes = board.store.changes();
    board.store.enact_policy(read, &board.general, after(5)).await.unwrap();
    assert_eq!(board.in_force().await, [1, 1]);
    assert!(matches!(changes.recv().await, Ok(Changed::Community(_))));
    assert_eq!(
        refusal(board.store.enact_policy(read, &board.general, after(5)).await),
        Some(Refusal::NotNow)
    );

    let opened = board.store.policy(Version(1), &board.reviewer, NOON).await.unwrap();
    let names =
        |signed: Option<rules::policy::edition::Signed>| signed.map(|signed| (signed.name, signed.at));
    let edition = opened.edition;
    assert_eq!((edition.author.name.as_str(), edition.author.at), ("陈国栋", after(1)));
    assert_eq!(names(edition.reviewer), Some(("郑督".into(), after(2))));
    assert_eq!(names(edition.approver), Some(("沈国梁".into(), after(4))));
    assert_eq!(opened.policy.differences(&opened.base).len(), 1);

    assert_eq!(refusal(board.unseat(Deed::RollBack, None, 0, after(6)).await), Some(Refusal::Changed));
    board.unseat(Deed::RollBack, None, 1, after(6)).await.unwrap();
    assert_eq!(board.in_force().await, [0, 0]);
    assert_eq!(refusal(board.unseat(Deed::RollBack, None, 0, after(6)).await), Some(Refusal::NotNow));
    let shelf = board.store.policies(&board.head, NOON).await.unwrap();
    let last = shelf.held(None).and_then(|held| held.last.clone()).unwrap();
    assert_eq!((last.0, last.1.name.as_str(), last.1.at), (Deed::RollBack, "沈国梁", after(6)));
    board.store.enact_policy(read, &board.general, after(7)).await.unwrap();
    assert_eq!(board.in_force().await, [1, 1], "what was approved can come back");
}

async fn a_complaint_keeps_the_version_it_was_graded_by(house: &House) {
    let board = Board::open(house).await;
    let before = board.file("before", NOON).await;
    board.enact(None, 2, after(1)).await;
    let during = board.file("during", after(2)).await;
    assert_eq!(board.graded(&before, after(3)).await, (Grade::Four, vec![Rule::R4], 0));
    assert_eq!(board.graded(&during, after(3)).await, (Grade::Two, vec![Rule::R2c], 1));
    board.unseat(Deed::RollBack, None, 1, after(4)).await.unwrap();
    let later = board.file("later", after(5)).await;
    assert_eq!(board.graded(&during, after(6)).await, (Grade::Two, vec![Rule::R2c], 1));
    assert_eq!(board.graded(&later, after(6)).await, (Grade::Four, vec![Rule::R4], 0));

    // A re-grade is by what is in force then.
    board.store.enact_policy((Version(1), 1), &board.general, after(7)).await.unwrap();
    let facts = rules::grading::Facts { households: 2, help: true, ..Default::default() };
    let work = Work::Establish { facts, reason: String::new() };
    board.desk.works(&before, &board.desk.lin, work, after(8)).await.unwrap();
    assert_eq!(board.graded(&before, after(9)).await, (Grade::Two, vec![Rule::R2c, Rule::R3b], 1));
}

async fn a_communitys_own_version_stands_before_the_companys_until_it_is_given_up(house: &House) {
    let board = Board::open(house).await;
    board.enact(Some("wt"), 4, after(1)).await;
    assert_eq!(board.in_force().await, [1, 0]);
    board.enact(None, 2, after(2)).await;
    assert_eq!(board.in_force().await, [1, 2]);
    board.unseat(Deed::GiveUp, Some("wt"), 1, after(3)).await.unwrap();
    assert_eq!(board.in_force().await, [2, 2]);
    assert_eq!(refusal(board.unseat(Deed::GiveUp, Some("wt"), 2, after(3)).await), Some(Refusal::NotNow));
    board.unseat(Deed::RollBack, Some("wt"), 2, after(4)).await.unwrap();
    assert_eq!(board.in_force().await, [1, 2]);
    board.unseat(Deed::RollBack, None, 2, after(5)).await.unwrap();
    assert_eq!(board.in_force().await, [1, 0]);
    // For the company it takes the general manager of every community.
    let of_one = hire(board.store, "one", "周正", "wt", Duty::GeneralManager).await;
    let try_it = |place| board.store.unseat_policy(Deed::RollBack, place, Version(1), &of_one, after(6));
    assert_eq!(refusal(try_it(None).await), Some(Refusal::NotYours));
    assert_eq!(refusal(try_it(Some(wutong())).await), None);
    let elsewhere =
        board.store.begin_policy(Some(CommunityId::new("wj")), Version::HANDBOOK, &board.head, NOON).await;
    assert_eq!(refusal(elsewhere), Some(Refusal::NotYours));
}

async fn what_was_saved_since_is_not_reviewed(house: &House) {
    let board = Board::open(house).await;
    let (version, revision) = board.draft(None, 2, after(1)).await;
    let policy = Policy::default();
    let save = |read| board.store.save_policy(read, &policy, "改回".into(), &board.head, after(2));
    save((version, revision)).await.unwrap();
    assert_eq!(refusal(save((version, revision)).await), Some(Refusal::Changed));
    let review = |read| board.store.review_policy(read, &board.reviewer, after(3));
    assert_eq!(refusal(review((version, revision)).await), Some(Refusal::Changed));
    assert_eq!(refusal(review((version, revision + 1)).await), None);
}

async fn a_draft_is_dropped_and_its_number_never_comes_again(house: &House) {
    let board = Board::open(house).await;
    let read = board.draft(None, 2, after(1)).await;
    board.store.drop_policy(read, &board.head, after(2)).await.unwrap();
    assert_eq!(
        refusal(board.store.review_policy(read, &board.reviewer, after(3)).await),
        Some(Refusal::NotNow)
    );
    assert_eq!(board.draft(None, 2, after(4)).await.0, Version(2));
    let on_a_draft = board.store.begin_policy(None, Version(2), &board.head, after(5)).await;
    assert_eq!(refusal(on_a_draft), Some(Refusal::NotNow));
}

async fn a_community_that_is_added_begins_with_the_companys_version(house: &House) {
    let board = Board::open(house).await;
    board.enact(None, 2, after(1)).await;
    board
        .store
        .add_community(community("xy", "香樟园"), ZoneName::of(Region::default()), Vec::new(), after(2))
        .await
        .unwrap();
    let ground = board.store.ground(NOON).await.unwrap();
    assert_eq!(ground.promise("xy").unwrap().version, Version(1));
    assert_eq!(ground.promise("xy").unwrap().thresholds.collective_persons, 2);
}

async fn a_back_test_reads_every_complaint_of_the_year_once(house: &House) {
    let board = Board::open(house).await;
    for nth in 0..3 {
        board.file(&format!("k{nth}"), after(nth)).await;
    }
    board.desk.file("alone", after(4)).await;
    let long_ago = NOON.plus_days(-366);
    board.file("old", long_ago).await;
    let (version, _) = board.draft(None, 2, after(5)).await;
    let now = after(60);
    let report = board.store.try_policy(version, &board.reviewer, now).await.unwrap();
    assert_eq!((report.complaints, report.stands.total(), report.stands.moved()), (4, 4, 3));
    assert_eq!(report.stands.cell(Grade::Four, Grade::Two).count, 3);
    assert_eq!(report.first_answer.earlier.count, 3);
    let kept = board.store.policy(version, &board.reviewer, NOON).await.unwrap().trial.unwrap();
    assert_eq!((kept.by.as_str(), kept.at, kept.report), ("郑督", now, report));
    // For the other community there is nothing to try it on.
    let wj = hire(board.store, "wj", "马立军", "wj", Duty::DepartmentHead).await;
    let place = Some(CommunityId::new("wj"));
    let theirs = board.store.begin_policy(place, Version::HANDBOOK, &wj, after(6)).await.unwrap();
    assert_eq!(board.store.try_policy(theirs, &wj, now).await.unwrap().complaints, 0);
    // What is saved afterwards was not tried.
    let policy = Policy::default();
    board.store.save_policy((version, 1), &policy, "改回".into(), &board.head, now).await.unwrap();
    assert_eq!(board.store.policy(version, &board.reviewer, NOON).await.unwrap().trial, None);
    assert!(board.store.try_policy(version, &board.reviewer, now).await.unwrap().is_still());
}

async fn who_may_not_review_reads_nothing(house: &House) {
    let board = Board::open(house).await;
    let (version, _) = board.draft(Some("wt"), 2, after(1)).await;
    assert_eq!(refusal(board.store.policies(&board.desk.lin, NOON).await), Some(Refusal::NotYours));
    let of_wj = hire(board.store, "wj", "马立军", "wj", Duty::DepartmentHead).await;
    assert!(board.store.policies(&of_wj, NOON).await.unwrap().editions.is_empty());
    assert!(matches!(board.store.policy(version, &of_wj, NOON).await, Err(Error::NotFound)));
    assert!(matches!(board.store.policy(Version(99), &board.head, NOON).await, Err(Error::NotFound)));
    assert_eq!(board.store.policies(&board.general, NOON).await.unwrap().editions.len(), 1);
}
