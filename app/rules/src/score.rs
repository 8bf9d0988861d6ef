//! Satisfaction scores (handbook, standards): CSAT with its mean, its interval and its
//! small-sample flag, and the response rate beside it.
//!
//! ISO 10004 (monitoring and measuring customer satisfaction) wants a figure published with the
//! number asked and the number who answered, and small samples read with care. The formulas stand
//! here so that the page can show them beside the figure.

use serde::{Deserialize, Serialize};

/// Below this many answers a score is marked as resting on a small sample.
pub const SMALL_SAMPLE_BELOW: u64 = 30;

/// A share in thousandths: 876 is 87.6 %.
pub type PerMille = u16;

/// What the answers to "how satisfied are you, 1 to 5" say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    /// Answers counted.
    pub n: u64,
    /// Of these, 4 and 5.
    pub satisfied: u64,
    /// CSAT = satisfied ÷ n, rounded half up.
    pub share: PerMille,
    /// Wilson 95 % interval of the share; the true share of all who could have answered alike lies
    /// in it 19 times of 20.
    pub interval: Interval,
    /// Mean of all answers in hundredths, rounded half up: 437 is 4.37.
    pub mean_hundredths: u16,
    /// n is below [`SMALL_SAMPLE_BELOW`]: one more answer could change the picture.
    pub small_sample: bool,
}

/// The ends of an interval, both within it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interval {
    pub low: PerMille,
    pub high: PerMille,
}

impl Score {
    /// The score of answers counted by value: `counts[0]` people said 1 (very dissatisfied),
    /// `counts[4]` said 5 (very satisfied). `None` while nobody has answered: no share of nothing.
    ///
    /// CSAT = (count of 4 + count of 5) ÷ count of all.
    ///
    /// ```
    /// use rules::score::{Interval, Score};
    /// let score = Score::of([1, 0, 2, 4, 13]).unwrap();
    /// assert_eq!((score.n, score.satisfied, score.share), (20, 17, 850));
    /// assert_eq!(score.mean_hundredths, 440);
    /// assert_eq!(score.interval, Interval { low: 640, high: 948 });
    /// assert!(score.small_sample);
    /// assert_eq!(Score::of([0; 5]), None);
    /// ```
    #[must_use]
    pub fn of(counts: [u32; 5]) -> Option<Self> {
        let counts = counts.map(u64::from);
        let n: u64 = counts.iter().sum();
        let satisfied = counts[3] + counts[4];
        let points: u64 = (1..).zip(counts).map(|(value, count)| value * count).sum();
        Some(Self {
            n,
            satisfied,
            share: per_mille(satisfied, n)?,
            interval: wilson(satisfied, n),
            mean_hundredths: u16::try_from(divided(points * 100, n)).ok()?,
            small_sample: n < SMALL_SAMPLE_BELOW,
        })
    }
}

/// How many of those asked have answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Response {
    /// Surveys sent to someone.
    pub invited: u64,
    /// Surveys finished.
    pub answered: u64,
}

impl Response {
    /// Response rate = answered ÷ invited, rounded half up, at most 1000. `None` while nobody has
    /// been asked.
    ///
    /// ```
    /// use rules::score::Response;
    /// assert_eq!(Response { invited: 48, answered: 20 }.rate(), Some(417));
    /// ```
    #[must_use]
    pub fn rate(self) -> Option<PerMille> {
        per_mille(self.answered.min(self.invited), self.invited)
    }
}

pub(crate) fn per_mille(part: u64, whole: u64) -> Option<PerMille> {
    (whole > 0).then(|| divided(part * 1000, whole)).and_then(|share| PerMille::try_from(share).ok())
}

/// Rounded half up, by integers, so that browser and server agree to the last digit.
pub(crate) fn divided(dividend: u64, divisor: u64) -> u64 {
    (2 * dividend + divisor) / (2 * divisor)
}

/// The Wilson score interval (E. B. Wilson, *Probable inference, the law of succession, and
/// statistical inference*, JASA 22, 1927): with p = satisfied ÷ n and z = 1.96,
///
/// ```text
/// ( p + z²/2n  ±  z · √( p(1−p)/n + z²/4n² ) )  ÷  ( 1 + z²/n )
/// ```
///
/// It stays within 0–100 % and is honest for small n, where p ± z·√(p(1−p)/n) says that five
/// satisfied out of five leave no doubt.
fn wilson(satisfied: u64, n: u64) -> Interval {
    const Z: f64 = 1.959_963_984_540_054;
    let (satisfied, n) = (satisfied as f64, n as f64);
    let p = satisfied / n;
    let middle = p + Z * Z / (2.0 * n);
    let reach = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
    let scale = 1.0 + Z * Z / n;
    // A cast of a float saturates, so a rounding error below zero is zero.
    let rounded = |end: f64| (end / scale * 1000.0).round().min(1000.0) as PerMille;
    Interval { low: rounded(middle - reach), high: rounded(middle + reach) }
}
