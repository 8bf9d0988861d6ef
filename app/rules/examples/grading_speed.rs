//! Prints what grading costs, in nanoseconds: `cargo run --release -p rules --example grading_speed`.

use std::hint::black_box;
use std::time::Instant;

use rules::grading::{Cause, Facts, Lawsuit, Media, Open, Thresholds, grade};

const ROUNDS: u32 = 1_000_000;

fn main() {
    let plain = Facts::default();
    let everything = Facts {
        media: Media::Happened,
        lawsuit: Lawsuit::Group,
        suing: 9,
        households: 11,
        complainants: 3,
        returned: 3,
        help: true,
        cause: Cause::Ours,
        ..Facts::default()
    };
    time("grading of nothing special", &plain);
    time("grading by seven rules", &everything);
}

fn time(what: &str, facts: &Facts) {
    let act = || grade(black_box(facts), black_box(Open::OverAMonth), black_box(&Thresholds::HANDBOOK));
    black_box(act());
    let begun = Instant::now();
    (0..ROUNDS).for_each(|_| drop(black_box(act())));
    println!("{what}: {} ns", begun.elapsed().as_nanos() / u128::from(ROUNDS));
}
