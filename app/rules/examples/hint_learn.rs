//! Learns from labelled texts how much each few characters, and each sign of what the lexicon's words
//! say, speak for a fact, and prints `src/hint/learned.txt`:
//! `cargo run --release -p rules --example hint_learn -- app/rules/tests/hints/texts.jsonl > app/rules/src/hint/learned.txt`.
//!
//! Two steps for each matter. A support vector machine learns from the characters of all texts. Then a
//! logistic regression learns how far to trust it beside the signs, from texts that nobody had read who
//! wrote patterns (`--unread=LINE`: from that line on; `--lexicon=FILE`: with the patterns of then), each
//! scored by a machine that had not seen it. Texts that are held out are left out. `--cross` prints
//! instead how well what is learned from four fifths of the texts does on the fifth that was not read.

use std::collections::BTreeMap;

use rules::hint::learned::{MATTERS, UNITS, features, signs, taught};
use rules::hint::{Hints, Lexicon, Suggestion};
use serde_json::{Map, Value};

/// How dear an error is beside a great weight.
const COST: f32 = 0.03;
/// As dear where only the texts of one fact are asked.
const COST_OF_SOME: f32 = 0.1;
const ROUNDS: usize = 30;
/// In how many texts a feature must stand.
const TEXTS_MIN: usize = 2;
/// Smaller weights are left out, in units.
const UNITS_MIN: i32 = 2;
/// Features that are kept: those that weigh most for any matter.
const FEATURES_MAX: usize = 8_400;
const FOLDS: usize = 8;
const CROSS_FOLDS: usize = 5;
/// How dear a great weight of a sign is.
const RESTRAINT: f32 = 1.0;
const STEPS: usize = 1000;
/// How far below even odds a fact is still suggested: a miss is as dear as a false one.
const EASE: f32 = 0.4;

/// For each matter: the fact, and the beginnings of the signs that speak of it.
const MATTER: [(&str, &[&str]); MATTERS] = [
    ("media", &["media"]),
    ("media out", &["media"]),
    ("media wide", &["media"]),
    ("lawsuit", &["lawsuit"]),
    ("lawsuit filed", &["lawsuit"]),
    ("lawsuit group", &["lawsuit", "suing", "households"]),
    ("households", &["households", "suing", "lawsuit_households"]),
    ("persons", &["persons", "households"]),
    ("integrity", &["integrity"]),
    ("safety", &["safety"]),
    ("safety now", &["safety"]),
    ("department", &["department"]),
    ("repeats", &["repeats", "handled", "back", "another"]),
];

#[derive(Clone)]
struct Sample {
    text: String,
    facts: Map<String, Value>,
    features: Vec<usize>,
    signs: Vec<usize>,
    unread: bool,
}

impl Sample {
    /// Whether the matter holds; nothing where it is not asked.
    fn is(&self, matter: usize) -> Option<bool> {
        let says = |fact: &str, value: &str| self.facts.get(fact).is_some_and(|said| said == value);
        let has = |fact: &str| self.facts.contains_key(fact);
        match MATTER[matter].0 {
            "media out" => has("media").then(|| !says("media", "possible")),
            "media wide" => has("media").then(|| says("media", "serious")),
            "lawsuit filed" => {
                (has("lawsuit") && !says("lawsuit", "group")).then(|| says("lawsuit", "happened"))
            }
            "lawsuit group" => has("lawsuit").then(|| says("lawsuit", "group")),
            "safety now" => has("safety").then(|| says("safety", "now")),
            "households" => Some(has("collective_households")),
            "persons" => Some(has("collective_persons")),
            "department" => Some(has("needs_other_department")),
            "repeats" => Some(has("repeats_after_handling")),
            fact => Some(has(fact)),
        }
    }
}

struct Learning {
    samples: Vec<Sample>,
    features: Vec<String>,
    signs: Vec<String>,
}

fn main() {
    let (flags, files): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|word| word.starts_with("--"));
    let flag = |name: &str| flags.iter().find_map(|flag| flag.strip_prefix(name));
    let lexicon = flag("--lexicon=").map_or_else(Lexicon::default, |file| {
        Lexicon::read(&std::fs::read_to_string(file).expect("a lexicon")).expect("reads")
    });
    let unread = flag("--unread=").map_or(1, |line| line.parse().expect("a line's number"));
    let learning = read(&files, unread, &lexicon);
    let all: Vec<usize> = (0..learning.samples.len()).collect();
    if flag("--cross").is_some() {
        learning.cross(&all, flag("--wrong").is_some());
    } else {
        print!("{}", learning.lighter(&all).learn(&all));
    }
}

fn is_held_out(text: &str) -> bool {
    let fnv = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    text.bytes().fold(0xcbf2_9ce4_8422_2325, fnv).is_multiple_of(3)
}

fn read(files: &[String], unread: usize, lexicon: &Lexicon) -> Learning {
    let mut labelled = Vec::new();
    for file in files {
        let lines = std::fs::read_to_string(file).expect("a file of labelled texts");
        for (line, written) in lines.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let value: Value = serde_json::from_str(written).expect("a line of JSON");
            let text = value["text"].as_str().expect("a text").to_owned();
            if !is_held_out(&text) {
                labelled.push((
                    text,
                    value["facts"].as_object().cloned().unwrap_or_default(),
                    line + 1 >= unread,
                ));
            }
        }
    }
    let texts: Vec<&str> = labelled.iter().map(|(text, ..)| text.as_str()).collect();
    let (features, of_features) = numbered(features(&Lexicon::default(), &texts), TEXTS_MIN);
    let (signs, of_signs) = numbered(signs(lexicon, &texts), TEXTS_MIN);
    let numbers = of_features.into_iter().zip(of_signs);
    let samples = labelled
        .into_iter()
        .zip(numbers)
        .map(|((text, facts, unread), (features, signs))| Sample { text, facts, features, signs, unread });
    Learning { samples: samples.collect(), features, signs }
}

/// Names that stand in so many texts, and their numbers text by text.
fn numbered(texts: Vec<Vec<String>>, texts_min: usize) -> (Vec<String>, Vec<Vec<usize>>) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    texts.iter().flatten().for_each(|name| *counts.entry(name).or_default() += 1);
    let known: Vec<&str> =
        counts.iter().filter(|(_, count)| **count >= texts_min).map(|(name, _)| *name).collect();
    let numbers = |names: &Vec<String>| {
        names.iter().filter_map(|name| known.binary_search(&name.as_str()).ok()).collect()
    };
    (known.iter().map(|name| (*name).to_owned()).collect(), texts.iter().map(numbers).collect())
}

impl Learning {
    /// Whether the matter is asked only of the texts of one fact.
    fn is_of_some(&self, matter: usize) -> bool {
        self.samples.iter().any(|sample| sample.is(matter).is_none())
    }

    /// The same with the features alone that weigh most.
    fn lighter(&self, among: &[usize]) -> Self {
        let mut most = vec![0.0_f32; self.features.len()];
        for matter in 0..MATTERS {
            for (most, weight) in most.iter_mut().zip(self.separate(among, matter).1) {
                *most = most.max(weight.abs());
            }
        }
        let mut order: Vec<usize> = (0..most.len()).collect();
        order.sort_by(|one, other| most[*other].total_cmp(&most[*one]));
        order.truncate(FEATURES_MAX);
        order.sort_unstable();
        let samples = self.samples.iter().map(|sample| {
            let kept = sample.features.iter().filter_map(|feature| order.binary_search(feature).ok());
            Sample { features: kept.collect(), ..sample.clone() }
        });
        let features = order.iter().map(|feature| self.features[*feature].clone()).collect();
        Self { samples: samples.collect(), features, signs: self.signs.clone() }
    }

    /// The weights, as they are written.
    fn learn(&self, among: &[usize]) -> String {
        let mut bias = [0.0; MATTERS];
        let mut of_features = vec![[0.0; MATTERS]; self.features.len()];
        let mut of_signs = vec![[0.0; MATTERS]; self.signs.len()];
        for matter in 0..MATTERS {
            let scores = self.scores(among, matter);
            let trust = self.trust(among, matter, &scores);
            let (constant, weights) = self.separate(among, matter);
            bias[matter] =
                trust.bias + trust.score * constant + if self.is_of_some(matter) { 0.0 } else { EASE };
            for (all, weight) in of_features.iter_mut().zip(weights) {
                all[matter] = weight * trust.score;
            }
            for (all, weight) in of_signs.iter_mut().zip(trust.signs) {
                all[matter] = weight;
            }
        }
        let mut lines = line("-", &bias, 1).unwrap_or_default();
        let features = self.features.iter().zip(&of_features);
        lines.extend(features.filter_map(|(name, weights)| line(name, weights, UNITS_MIN)));
        lines.extend(self.signs.iter().zip(&of_signs).filter_map(|(name, weights)| line(name, weights, 1)));
        lines
    }

    /// What machines that have not seen them make of the unread ones.
    fn scores(&self, among: &[usize], matter: usize) -> Vec<f32> {
        let mut scores = vec![0.0; self.samples.len()];
        for fold in 0..FOLDS {
            let rest: Vec<usize> = among.iter().copied().filter(|at| at % FOLDS != fold).collect();
            let (constant, weights) = self.separate(&rest, matter);
            for at in among.iter().filter(|at| *at % FOLDS == fold) {
                let sum: f32 = self.samples[*at].features.iter().map(|feature| weights[*feature]).sum();
                scores[*at] = constant + sum;
            }
        }
        scores
    }

    /// A support vector machine with squared loss, by descent along one text at a time.
    fn separate(&self, among: &[usize], matter: usize) -> (f32, Vec<f32>) {
        let (mut constant, mut weights) = (0.0_f32, vec![0.0_f32; self.features.len()]);
        let among: Vec<usize> =
            among.iter().copied().filter(|at| self.samples[*at].is(matter).is_some()).collect();
        let cost = if self.is_of_some(matter) { COST_OF_SOME } else { COST };
        let mut pull = vec![0.0_f32; among.len()];
        let mut order: Vec<usize> = (0..among.len()).collect();
        let mut chance = 0x9E37_79B9_7F4A_7C15_u64;
        for _ in 0..ROUNDS {
            for last in (1..order.len()).rev() {
                chance =
                    chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                order.swap(last, (chance >> 33) as usize % (last + 1));
            }
            for at in &order {
                let sample = &self.samples[among[*at]];
                let side = if sample.is(matter) == Some(true) { 1.0 } else { -1.0 };
                let score = constant + sample.features.iter().map(|feature| weights[*feature]).sum::<f32>();
                let slope = side * score - 1.0 + pull[*at] / (2.0 * cost);
                let steep = sample.features.len() as f32 + 1.0 + 1.0 / (2.0 * cost);
                let next = (pull[*at] - slope / steep).max(0.0);
                let change = (next - pull[*at]) * side;
                pull[*at] = next;
                constant += change;
                sample.features.iter().for_each(|feature| weights[*feature] += change);
            }
        }
        (constant, weights)
    }

    /// How far to trust the machine beside the signs.
    fn trust(&self, among: &[usize], matter: usize, scores: &[f32]) -> Trust {
        let speaks = |sign: &usize| MATTER[matter].1.iter().any(|begin| self.signs[*sign].starts_with(begin));
        let unread = among.iter().filter(|at| self.samples[**at].unread);
        let rows: Vec<(f32, Vec<usize>, bool)> = unread
            .filter_map(|at| {
                let sample = &self.samples[*at];
                let signs = sample.signs.iter().copied().filter(speaks).collect();
                Some((scores[*at], signs, sample.is(matter)?))
            })
            .collect();
        let mut trust = Trust { bias: 0.0, score: 1.0, signs: vec![0.0; self.signs.len()] };
        let (mut bias_speed, mut score_speed, mut speed) = (0.0, 0.0, vec![0.0_f32; self.signs.len()]);
        let rate = 2.0 / rows.len().max(1) as f32;
        for _ in 0..STEPS {
            let (mut bias, mut score) = (0.0, trust.score * RESTRAINT);
            let mut gradient: Vec<f32> = trust.signs.iter().map(|weight| weight * RESTRAINT).collect();
            for (scored, signs, is) in &rows {
                let sum = trust.bias
                    + trust.score * scored
                    + signs.iter().map(|sign| trust.signs[*sign]).sum::<f32>();
                let error = 1.0 / (1.0 + (-sum).exp()) - f32::from(u8::from(*is));
                bias += error;
                score += error * scored;
                signs.iter().for_each(|sign| gradient[*sign] += error);
            }
            let step = |weight: &mut f32, speed: &mut f32, gradient: f32| {
                *speed = 0.9 * *speed - rate * 0.1 * gradient;
                *weight += *speed;
            };
            step(&mut trust.bias, &mut bias_speed, bias);
            step(&mut trust.score, &mut score_speed, score);
            for ((weight, speed), gradient) in trust.signs.iter_mut().zip(&mut speed).zip(&gradient) {
                step(weight, speed, *gradient);
            }
        }
        trust
    }

    /// Learns from four fifths and asks the fifth, five times.
    fn cross(&self, all: &[usize], wrong: bool) {
        let lexicon = Lexicon::default();
        let mut right: BTreeMap<String, [u32; 4]> = BTreeMap::new();
        for fold in 0..CROSS_FOLDS {
            let (asked, rest): (Vec<usize>, Vec<usize>) =
                all.iter().partition(|at| *at / 7 % CROSS_FOLDS == fold);
            let hints = taught(&lexicon, &self.lighter(&rest).learn(&rest));
            for sample in asked.iter().map(|at| &self.samples[*at]).filter(|sample| sample.unread) {
                sample.count(&hints, &mut right, wrong);
            }
        }
        let mut all = [0; 4];
        for (name, counts) in &right {
            println!("{}", shares(name, counts));
            all.iter_mut().zip(counts).for_each(|(all, count)| *all += count);
        }
        println!("{}", shares("all", &all));
    }
}

impl Sample {
    /// Counts what is right, what is suggested and what is labelled.
    fn count(&self, hints: &Hints, right: &mut BTreeMap<String, [u32; 4]>, wrong: bool) {
        let suggested = hints.suggest(&self.text);
        if wrong {
            self.show(&suggested);
        }
        for one in suggested {
            let value = serde_json::to_value(one.fact.value()).expect("plain data");
            let counts = right.entry(one.fact.name().to_owned()).or_default();
            counts[0] += u32::from(self.facts.get(one.fact.name()) == Some(&value));
            counts[1] += 1;
            counts[3] += u32::from(self.facts.contains_key(one.fact.name()));
        }
        self.facts.keys().for_each(|fact| right.entry(fact.clone()).or_default()[2] += 1);
    }
}

impl Sample {
    /// Prints the text with each fact that is not suggested as labelled.
    fn show(&self, suggested: &[Suggestion]) {
        let values = suggested.iter().map(|one| {
            let value = serde_json::to_value(one.fact.value()).expect("plain data");
            (one.fact.name(), (value, one.evidence.as_str()))
        });
        let suggested: BTreeMap<&str, (Value, &str)> = values.collect();
        let names = suggested.keys().copied().chain(self.facts.keys().map(String::as_str));
        let names: std::collections::BTreeSet<&str> = names.collect();
        let wrong = names.into_iter().filter_map(|name| {
            let (said, labelled) = (suggested.get(name), self.facts.get(name));
            (said.map(|(value, _)| value) != labelled).then(|| {
                let said = said.map_or(String::new(), |(value, words)| format!("{value}「{words}」"));
                format!("\n    {name}: {said} not {}", labelled.map_or("any".to_owned(), Value::to_string))
            })
        });
        let wrong: String = wrong.collect();
        if !wrong.is_empty() {
            println!("{}{wrong}", self.text);
        }
    }
}

struct Trust {
    bias: f32,
    score: f32,
    signs: Vec<f32>,
}

fn shares(name: &str, [right, suggested, labelled, named]: &[u32; 4]) -> String {
    let share = |part: &u32, of: &u32| f64::from(*part) / f64::from((*of).max(1));
    let shares = [(right, suggested), (right, labelled), (named, suggested), (named, labelled)];
    let [precision, recall, named_precision, named_recall] = shares.map(|(part, of)| share(part, of));
    format!(
        "{name:26} {precision:.3} {recall:.3}  {suggested:4} suggested {labelled:4} labelled  value aside {named_precision:.3} {named_recall:.3}"
    )
}

/// A name with those of its weights that are no less than so many units.
#[expect(clippy::cast_possible_truncation, reason = "weights are small")]
fn line(name: &str, weights: &[f32; MATTERS], units_min: i32) -> Option<String> {
    let units = weights.iter().map(|weight| (weight * UNITS).round() as i32);
    let letters = ('a'..='z').zip(units).filter(|(_, units)| units.abs() >= units_min);
    let letters: Vec<String> = letters.map(|(matter, units)| format!(" {matter}{units}")).collect();
    (!letters.is_empty()).then(|| format!("{name}{}\n", letters.concat()))
}
