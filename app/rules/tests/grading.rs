//! Handbook §2 as tables a housing officer can read.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use rules::grading::{Cause, Facts, Grade, Lawsuit, Media, Open, Reason, Rule, Safety, Thresholds, grade};
use rules::moment::{Moment, Zone};

fn check(facts: Facts, open: Open, grade_number: u8, rules: &[&str]) {
    let graded = grade(&facts, open, &Thresholds::HANDBOOK);
    let named: Vec<&str> = graded.reasons.iter().map(|reason| reason.rule().code()).collect();
    assert_eq!((graded.grade.number(), &named[..]), (grade_number, rules), "{facts:?} {open:?}");
}

fn soon(facts: Facts, grade_number: u8, rules: &[&str]) {
    check(facts, Open::WithinAMonth, grade_number, rules);
}

fn facts() -> Facts {
    Facts::default()
}

#[test]
fn everything_else_is_grade_4() {
    soon(facts(), 4, &["4"]);
    soon(Facts { safety: Safety::Now, ..facts() }, 4, &["4"]);
    soon(Facts { integrity: true, ..facts() }, 4, &["4"]);
}

#[test]
fn exposure_that_seriously_harms_is_grade_1() {
    soon(Facts { media: Media::Serious, ..facts() }, 1, &["1a"]);
    soon(Facts { media: Media::Serious, households: 3, ..facts() }, 1, &["1a", "2c"]);
}

#[test]
fn an_integrity_matter_with_exposure_is_grade_1() {
    soon(Facts { integrity: true, media: Media::Possible, ..facts() }, 1, &["1a"]);
    soon(Facts { integrity: true, media: Media::Happened, ..facts() }, 1, &["1a"]);
    soon(Facts { integrity: true, media: Media::Serious, ..facts() }, 1, &["1a", "1a"]);
}

#[test]
fn ten_households_going_to_court_are_grade_1_and_nine_are_not() {
    soon(Facts { lawsuit: Lawsuit::Group, suing: 10, ..facts() }, 1, &["1b"]);
    soon(Facts { lawsuit: Lawsuit::Group, suing: 9, ..facts() }, 2, &["2a"]);
    soon(Facts { lawsuit: Lawsuit::Group, suing: 9, households: 9, ..facts() }, 2, &["2a", "2c"]);
    soon(Facts { lawsuit: Lawsuit::Group, suing: 12, households: 11, ..facts() }, 1, &["1b", "1b"]);
}

#[test]
fn a_collective_complaint_of_ten_households_counts_as_a_possible_group_lawsuit() {
    soon(Facts { households: 10, ..facts() }, 1, &["1b"]);
    soon(Facts { households: 9, ..facts() }, 2, &["2c"]);
    soon(Facts { households: 1, persons: 40, ..facts() }, 2, &["2c"]);
    soon(Facts { households: 0, persons: 12, ..facts() }, 2, &["2c"]);
    soon(Facts { households: 9, persons: 40, ..facts() }, 2, &["2c"]);
    soon(Facts { households: 10, persons: 3, ..facts() }, 1, &["1b"]);
}

#[test]
fn a_possible_lawsuit_or_exposure_is_grade_2() {
    soon(Facts { lawsuit: Lawsuit::Possible, ..facts() }, 2, &["2a"]);
    soon(Facts { lawsuit: Lawsuit::Happened, ..facts() }, 2, &["2a"]);
    soon(Facts { media: Media::Possible, ..facts() }, 2, &["2a"]);
    soon(Facts { media: Media::Happened, ..facts() }, 2, &["2a"]);
    soon(Facts { media: Media::Happened, lawsuit: Lawsuit::Possible, ..facts() }, 2, &["2a", "2a"]);
}

#[test]
fn what_1a_or_1b_takes_is_not_named_again_as_2a() {
    soon(Facts { lawsuit: Lawsuit::Group, suing: 12, media: Media::Happened, ..facts() }, 1, &["1b", "2a"]);
    soon(Facts { lawsuit: Lawsuit::Group, suing: 12, ..facts() }, 1, &["1b"]);
    soon(Facts { lawsuit: Lawsuit::Happened, households: 12, ..facts() }, 1, &["1b", "2a"]);
    soon(Facts { media: Media::Serious, lawsuit: Lawsuit::Possible, ..facts() }, 1, &["1a", "2a"]);
    soon(
        Facts { integrity: true, media: Media::Happened, lawsuit: Lawsuit::Possible, ..facts() },
        1,
        &["1a", "2a"],
    );
}

#[test]
fn three_different_complainants_within_a_month_are_grade_2() {
    soon(Facts { complainants: 3, ..facts() }, 2, &["2b"]);
    soon(Facts { complainants: 2, ..facts() }, 4, &["4"]);
}

#[test]
fn three_persons_and_fewer_than_ten_households_are_grade_2() {
    soon(Facts { persons: 3, ..facts() }, 2, &["2c"]);
    soon(Facts { persons: 2, ..facts() }, 4, &["4"]);
    soon(Facts { households: 3, ..facts() }, 2, &["2c"]);
    soon(Facts { households: 2, persons: 3, ..facts() }, 2, &["2c"]);
}

#[test]
fn unresolved_for_more_than_a_month_is_grade_2_when_the_delay_is_ours() {
    check(Facts { cause: Cause::Ours, ..facts() }, Open::OverAMonth, 2, &["2d"]);
    check(Facts { cause: Cause::Undetermined, ..facts() }, Open::OverAMonth, 2, &["2d"]);
    check(Facts { cause: Cause::NotOurs, ..facts() }, Open::OverAMonth, 4, &["4"]);
    check(Facts { cause: Cause::Ours, ..facts() }, Open::WithinAMonth, 4, &["4"]);
}

#[test]
fn coming_back_three_times_after_handling_is_grade_3() {
    soon(Facts { returned: 3, ..facts() }, 3, &["3a"]);
    soon(Facts { returned: 2, ..facts() }, 4, &["4"]);
    soon(Facts { returned: 9, help: true, ..facts() }, 3, &["3a", "3b"]);
}

#[test]
fn help_from_another_department_is_grade_3() {
    soon(Facts { help: true, ..facts() }, 3, &["3b"]);
    soon(Facts { help: true, complainants: 3, ..facts() }, 2, &["2b", "3b"]);
}

fn by(thresholds: &Thresholds, facts: &Facts, open: Open, rules: &[&str]) {
    let graded = grade(facts, open, thresholds);
    let named: Vec<&str> = graded.reasons.iter().map(|reason| reason.rule().code()).collect();
    assert_eq!(named, rules, "{facts:?} {open:?} by {thresholds:?}");
}

#[test]
fn a_company_changes_the_figures_and_settings_without_code() {
    let within = Open::WithinAMonth;
    let stricter = Thresholds {
        group_households: 8,
        collective_persons: 2,
        same_complainants: 2,
        returned_times: 2,
        ..Thresholds::HANDBOOK
    };
    by(&stricter, &Facts { households: 8, ..facts() }, within, &["1b"]);
    by(&stricter, &Facts { households: 7, ..facts() }, within, &["2c"]);
    by(&stricter, &Facts { persons: 2, ..facts() }, within, &["2c"]);
    by(&stricter, &Facts { complainants: 2, ..facts() }, within, &["2b"]);
    by(&stricter, &Facts { returned: 2, ..facts() }, within, &["3a"]);
    by(&stricter, &Facts { returned: 1, ..facts() }, within, &["4"]);

    let patient =
        Thresholds { many_households_may_sue: false, undetermined_is_ours: false, ..Thresholds::HANDBOOK };
    by(&patient, &Facts { households: 40, ..facts() }, within, &["2c"]);
    by(&patient, &Facts { lawsuit: Lawsuit::Group, suing: 10, ..facts() }, within, &["1b"]);
    by(&patient, &facts(), Open::OverAMonth, &["4"]);
    by(&patient, &Facts { cause: Cause::Ours, ..facts() }, Open::OverAMonth, &["2d"]);
}

#[test]
fn one_month_is_a_calendar_month_in_the_communitys_zone() {
    let at = |text: &str| Moment::from_local(text.parse().expect("a date"), Zone::CHINA);
    let rows = [
        ("2026-01-31T10:00:00", "2026-02-28T10:00:00"),
        ("2026-01-28T10:00:00", "2026-02-28T10:00:00"),
        ("2026-03-31T23:59:59", "2026-04-30T23:59:59"),
        ("2026-11-18T14:06:00", "2026-12-18T14:06:00"),
        ("2026-12-31T00:00:00", "2027-01-31T00:00:00"),
        ("2028-01-29T08:00:00", "2028-02-29T08:00:00"),
        ("2028-01-31T00:10:00", "2028-02-29T00:10:00"),
        ("2028-02-29T12:00:00", "2028-03-29T12:00:00"),
        ("2100-01-31T12:00:00", "2100-02-28T12:00:00"),
    ];
    for (received, until) in rows {
        let (received, until) = (at(received), at(until));
        let open =
            |millis: i64| Open::at(Moment::from_millis(until.millis() + millis), received, Zone::CHINA);
        assert_eq!(open(-1_000), Open::WithinAMonth, "{received:?}");
        assert_eq!(open(0), Open::WithinAMonth, "that very instant is not more than a month");
        assert_eq!(open(1_000), Open::OverAMonth, "{received:?}");
    }
}

#[test]
fn residents_never_read_what_staff_assessed_about_media_lawsuits_or_integrity() {
    let hidden = [
        Reason::SeriousMedia,
        Reason::IntegrityExposed,
        Reason::GroupLawsuit { households: 12, limit: 10 },
        Reason::SmallGroupLawsuit { households: 3 },
        Reason::LawsuitPossible,
        Reason::LawsuitHappened,
        Reason::MediaPossible,
        Reason::MediaHappened,
    ];
    assert!(hidden.iter().all(|reason| !reason.is_told_to_resident()));
    let told = [
        Reason::ManyHouseholds { households: 10, limit: 10 },
        Reason::SameComplaint { complainants: 3, limit: 3 },
        Reason::Collective { persons: 3, households: 1, limit: 3, below: 10 },
        Reason::OverAMonth,
        Reason::CameBack { times: 3, limit: 3 },
        Reason::OtherDepartment,
        Reason::EverythingElse,
    ];
    assert!(told.iter().all(Reason::is_told_to_resident));
}

#[test]
fn a_grade_is_sent_as_its_number() {
    for grade in Grade::ALL {
        let sent = serde_json::to_string(grade).expect("plain");
        assert_eq!(sent, grade.number().to_string());
        assert_eq!(serde_json::from_str::<Grade>(&sent).ok(), Some(*grade));
    }
    assert!(serde_json::from_str::<Grade>("5").is_err());
    assert!(Rule::ALL.is_sorted());
    assert!(Grade::One > Grade::Two && Grade::Three > Grade::Four);
}

#[cfg(not(target_arch = "wasm32"))]
mod never_less_serious {
    use super::{Cause, Facts, Lawsuit, Media, Open, Safety, Thresholds, grade};
    use proptest::prelude::*;

    fn any_facts() -> impl Strategy<Value = Facts> {
        let media = proptest::sample::select(Media::ALL);
        let lawsuit = proptest::sample::select(Lawsuit::ALL);
        let cause = proptest::sample::select(Cause::ALL);
        let safety = proptest::sample::select(Safety::ALL);
        let counts = (0u32..14, 0u32..14, 1u32..5, 0u32..5, 2u32..14, 0u32..5);
        (media, lawsuit, cause, safety, counts, any::<(bool, bool)>()).prop_map(
            |(media, lawsuit, cause, safety, counts, (integrity, help))| {
                let (households, persons, complainants, returned, suing, came_back) = counts;
                let suing = if lawsuit == Lawsuit::Group { suing } else { 0 };
                Facts {
                    media,
                    lawsuit,
                    suing,
                    integrity,
                    safety,
                    households,
                    persons,
                    complainants,
                    returned,
                    came_back,
                    help,
                    cause,
                }
            },
        )
    }

    /// Every fact of `facts` made a step worse, one at a time.
    fn worsened(facts: &Facts) -> Vec<Facts> {
        let next_media = match facts.media {
            Media::None => Media::Possible,
            Media::Possible => Media::Happened,
            _ => Media::Serious,
        };
        let (next_lawsuit, suing) = match facts.lawsuit {
            Lawsuit::None => (Lawsuit::Possible, 0),
            Lawsuit::Possible => (Lawsuit::Happened, 0),
            Lawsuit::Happened => (Lawsuit::Group, 2),
            Lawsuit::Group => (Lawsuit::Group, facts.suing + 1),
        };
        vec![
            Facts { media: next_media, ..facts.clone() },
            Facts { lawsuit: next_lawsuit, suing, ..facts.clone() },
            Facts { integrity: true, ..facts.clone() },
            Facts { safety: Safety::Now, ..facts.clone() },
            Facts { households: facts.households + 1, ..facts.clone() },
            Facts { persons: facts.persons + 1, ..facts.clone() },
            Facts { complainants: facts.complainants + 1, ..facts.clone() },
            Facts { returned: facts.returned + 1, ..facts.clone() },
            Facts { came_back: facts.came_back + 1, ..facts.clone() },
            Facts { help: true, ..facts.clone() },
            Facts { cause: Cause::Ours, ..facts.clone() },
        ]
    }

    fn any_thresholds() -> impl Strategy<Value = Thresholds> {
        ((2u32..14, 2u32..6, 2u32..6, 1u32..6), any::<(bool, bool)>()).prop_map(|(figures, settings)| {
            let (group_households, collective_persons, same_complainants, returned_times) = figures;
            let (many_households_may_sue, undetermined_is_ours) = settings;
            Thresholds {
                group_households,
                collective_persons,
                same_complainants,
                returned_times,
                many_households_may_sue,
                undetermined_is_ours,
            }
        })
    }

    proptest! {
        #[test]
        fn the_grade_never_becomes_less_serious_when_a_fact_worsens(
            facts in any_facts(), late in any::<bool>(), by in any_thresholds(),
        ) {
            let open = if late { Open::OverAMonth } else { Open::WithinAMonth };
            let before = grade(&facts, open, &by);
            for worse in worsened(&facts) {
                prop_assert!(grade(&worse, open, &by).grade >= before.grade, "{facts:?} → {worse:?}");
            }
            prop_assert!(grade(&facts, Open::OverAMonth, &by).grade >= before.grade);
        }

        #[test]
        fn the_most_serious_rule_decides_and_comes_first(
            facts in any_facts(), late in any::<bool>(), by in any_thresholds(),
        ) {
            let open = if late { Open::OverAMonth } else { Open::WithinAMonth };
            let graded = grade(&facts, open, &by);
            prop_assert!(graded.reasons.is_sorted_by_key(|reason| reason.rule()));
            let decided = graded.reasons.iter().map(|reason| reason.rule().grade()).max();
            prop_assert_eq!(decided, Some(graded.grade));
        }
    }
}
