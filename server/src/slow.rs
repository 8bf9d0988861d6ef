//! Slows down whoever tries too often, without shutting anyone out for good.

use std::hash::Hash;
use std::num::NonZeroU32;
use std::time::Duration;

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use rules::access::Refusal;

/// Keys remembered before those that have long been quiet are forgotten.
const REMEMBERED_MAX: usize = 10_000;

/// How often something may be tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    pub at_once: u32,
    pub then_every: Duration,
}

/// The tries of each `K`.
pub struct Slow<K: Hash + Eq + Clone> {
    tries: DefaultKeyedRateLimiter<K>,
}

impl<K: Hash + Eq + Clone> Slow<K> {
    #[must_use]
    pub fn new(pace: Pace) -> Self {
        let at_once = NonZeroU32::new(pace.at_once).unwrap_or(NonZeroU32::MIN);
        let every = pace.then_every.max(Duration::from_millis(1));
        let quota = Quota::with_period(every).unwrap_or(Quota::per_second(NonZeroU32::MIN));
        Self { tries: RateLimiter::keyed(quota.allow_burst(at_once)) }
    }

    /// Counts a try.
    ///
    /// # Errors
    /// How long to wait before the next.
    pub fn may(&self, key: &K) -> Result<(), Duration> {
        if self.tries.len() > REMEMBERED_MAX {
            self.tries.retain_recent();
        }
        self.tries.check_key(key).map_err(|not_yet| not_yet.wait_time_from(DefaultClock::default().now()))
    }
}

/// In whole minutes, at least one.
#[must_use]
pub fn slow_down(wait: Duration) -> Refusal {
    let minutes = wait.as_secs().div_ceil(60).max(1);
    Refusal::SlowDown { minutes: u32::try_from(minutes).unwrap_or(u32::MAX) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_may_try_a_few_times_and_then_waits_while_others_do_not() {
        let slow = Slow::new(Pace { at_once: 3, then_every: Duration::from_secs(60) });
        for _ in 0..3 {
            assert_eq!(slow.may(&"li"), Ok(()));
        }
        let wait = slow.may(&"li").expect_err("the fourth try comes too soon");
        assert!(wait > Duration::from_secs(50) && wait <= Duration::from_secs(60), "{wait:?}");
        assert_eq!(slow.may(&"wang"), Ok(()));
    }
}
