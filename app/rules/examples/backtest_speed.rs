//! How long a complaint takes in a back-test: `cargo run --release -p rules --example backtest_speed`.

use std::time::Instant;

use rules::calendar::Limit;
use rules::deadline::Deadlines;
use rules::grading::{Facts, Open, grade};
use rules::id::{CommunityId, ComplaintNumber};
use rules::moment::{Moment, Zone};
use rules::policy::backtest::{Filed, Report};
use rules::policy::{Policy, Terms, Version};

const COMPLAINTS: u32 = 100_000;

fn main() {
    let old = Terms::handbook(Zone::CHINA);
    let mut policy = Policy::default();
    policy.thresholds.collective_persons = 2;
    policy.clocks.first_answer[2] = Limit::Working(180);
    let new = policy.terms(Version(1), Zone::CHINA);
    let now = Moment::from_millis(1_795_320_000_000);
    let all: Vec<Filed> = (0..COMPLAINTS).map(|nth| filed(nth, &old, now)).collect();
    let begun = Instant::now();
    let mut report = Report::default();
    for filed in &all {
        report.add(filed, &old, &new, now);
    }
    let taken = begun.elapsed();
    println!(
        "{COMPLAINTS} complaints in {taken:?}, {} ns each; {} change grade, {} another first answer",
        taken.as_nanos() / u128::from(COMPLAINTS),
        report.stands.moved(),
        report.first_answer.differ()
    );
}

/// One every five minutes of the last year.
fn filed(nth: u32, terms: &Terms, now: Moment) -> Filed {
    let received = now.plus_minutes(-5 * i64::from(nth));
    let facts =
        Facts { households: 1 + nth % 4, returned: nth % 5, help: nth.is_multiple_of(3), ..Facts::default() };
    let graded = grade(&facts, Open::WithinAMonth, &terms.thresholds);
    let deadlines = Deadlines::start(graded.grade, received, terms).answered(received.plus_minutes(200));
    Filed {
        number: ComplaintNumber::compose(&CommunityId::new("wt"), 2026, 11, nth),
        received,
        facts,
        resolved: (!nth.is_multiple_of(7)).then(|| received.plus_days(i64::from(nth % 40))),
        ended: None,
        first_answer: deadlines.first_answer,
        resolution: deadlines.resolution,
    }
}
