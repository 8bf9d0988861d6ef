//! Learns from labelled texts (as `hint_score` reads them) how much each few characters speak for a
//! fact, and prints `src/hint/learned.txt`:
//! `cargo run --release -p rules --example hint_learn -- texts.jsonl > app/rules/src/hint/learned.txt`.
//!
//! A logistic regression for each matter, both outcomes weighed alike; small weights are left out.

use std::collections::BTreeMap;

use rules::hint::learned::{MATTERS, UNITS, features};
use serde_json::Value;

const ROUNDS: u32 = 400;
const RATE: f32 = 0.02;
/// How dear a great weight is.
const RESTRAINT: f32 = 1.0;
/// In how many texts a feature must stand.
const TEXTS_MIN: usize = 3;
/// Smaller weights are left out, in units.
const UNITS_MIN: i16 = 5;

struct Sample {
    features: Vec<usize>,
    is: [bool; MATTERS],
}

fn main() {
    let mut texts = Vec::new();
    for file in std::env::args().skip(1) {
        let lines = std::fs::read_to_string(&file).expect("a file of labelled texts");
        for line in lines.lines().filter(|line| !line.trim().is_empty()) {
            let line: Value = serde_json::from_str(line).expect("a line of JSON");
            let has = |fact: &str| !line["facts"][fact].is_null();
            let is = [
                has("media"),
                has("lawsuit"),
                has("integrity"),
                has("safety"),
                line["facts"]["safety"] == "now",
                has("collective_households"),
                has("collective_persons"),
                has("needs_other_department"),
            ];
            texts.push((features(line["text"].as_str().unwrap_or_default()), is));
        }
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for feature in texts.iter().flat_map(|(features, _)| features) {
        *counts.entry(feature).or_default() += 1;
    }
    let known: Vec<&str> =
        counts.iter().filter(|(_, count)| **count >= TEXTS_MIN).map(|(known, _)| *known).collect();
    let samples: Vec<Sample> = texts
        .iter()
        .map(|(features, is)| Sample {
            features: features
                .iter()
                .filter_map(|feature| known.binary_search(&feature.as_str()).ok())
                .collect(),
            is: *is,
        })
        .collect();
    let learned: Vec<(f32, Vec<f32>)> =
        (0..MATTERS).map(|matter| learn(&samples, matter, known.len())).collect();
    let line = |name: &str, weight: &dyn Fn(usize) -> f32| {
        let units: Vec<i16> = (0..MATTERS).map(|matter| in_units(weight(matter))).collect();
        if units.iter().any(|unit| *unit != 0) {
            let units: Vec<String> = units.iter().map(i16::to_string).collect();
            println!("{name} {}", units.join(" "));
        }
    };
    line("-", &|matter| learned[matter].0);
    for (at, name) in known.iter().enumerate() {
        line(name, &|matter| learned[matter].1[at]);
    }
}

#[expect(clippy::cast_possible_truncation, reason = "weights are small")]
fn in_units(weight: f32) -> i16 {
    let units = (weight * UNITS).round() as i16;
    if units.abs() < UNITS_MIN { 0 } else { units }
}

/// The bias and the weights of one matter, by gradient descent with a step of its own for each.
#[expect(clippy::cast_precision_loss, reason = "counts of texts")]
fn learn(samples: &[Sample], matter: usize, known: usize) -> (f32, Vec<f32>) {
    let positive = samples.iter().filter(|sample| sample.is[matter]).count().max(1) as f32;
    let all = samples.len() as f32;
    let (for_it, against) = (all / (2.0 * positive), all / (2.0 * (all - positive).max(1.0)));
    let (mut bias, mut weights) = (0.0_f32, vec![0.0_f32; known]);
    let (mut bias_speed, mut speed) = (0.0_f32, vec![0.0_f32; known]);
    for _ in 0..ROUNDS {
        let mut gradient: Vec<f32> = weights.iter().map(|weight| weight * RESTRAINT).collect();
        let mut bias_gradient = 0.0;
        for sample in samples {
            let score: f32 = bias + sample.features.iter().map(|at| weights[*at]).sum::<f32>();
            let chance = 1.0 / (1.0 + (-score).exp());
            let error = if sample.is[matter] { (chance - 1.0) * for_it } else { chance * against };
            bias_gradient += error;
            for at in &sample.features {
                gradient[*at] += error;
            }
        }
        bias_speed = 0.9 * bias_speed - RATE * 0.02 * bias_gradient;
        bias += bias_speed;
        for ((weight, speed), gradient) in weights.iter_mut().zip(&mut speed).zip(&gradient) {
            *speed = 0.9 * *speed - RATE * 0.02 * gradient;
            *weight += *speed;
        }
    }
    (bias, weights)
}
