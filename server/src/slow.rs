//! Slows down whoever tries too often, without shutting anyone out for good.

use std::collections::HashMap;
use std::hash::Hash;
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use governor::clock::{Clock, DefaultClock, Reference};
use governor::middleware::NoOpMiddleware;
use governor::nanos::Nanos;
use governor::state::StateStore;
use governor::state::keyed::ShrinkableKeyedStateStore;
use governor::{Quota, RateLimiter};
use rules::access::Refusal;

/// Keys remembered before those that have long been quiet are forgotten.
const REMEMBERED_MAX: usize = 10_000;
/// Keys that can be busy at once; beyond, one more is refused until some have been quiet.
const BUSY_MAX: usize = 100_000;
/// Forgetting looks at every key, so it is not done at every try.
const FORGET_EVERY: Duration = Duration::from_secs(1);
/// How long a key waits that came when there was no room for one more.
const FULL_WAIT: Duration = Duration::from_secs(60);

/// How often something may be tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    pub at_once: u32,
    pub then_every: Duration,
}

/// The tries of each `K`.
pub struct Slow<K: Hash + Eq + Clone, C: Clock = DefaultClock> {
    tries: RateLimiter<K, Known<K>, C, NoOpMiddleware<C::Instant>>,
    known: Known<K>,
    forgot_at: Mutex<C::Instant>,
}

impl<K: Hash + Eq + Clone> Slow<K> {
    #[must_use]
    pub fn new(pace: Pace) -> Self {
        Self::by(DefaultClock::default(), pace)
    }
}

impl<K: Hash + Eq + Clone, C: Clock> Slow<K, C> {
    fn by(clock: C, pace: Pace) -> Self {
        let at_once = NonZeroU32::new(pace.at_once).unwrap_or(NonZeroU32::MIN);
        let every = pace.then_every.max(Duration::from_millis(1));
        let quota = Quota::with_period(every).unwrap_or(Quota::per_second(NonZeroU32::MIN));
        let known = Known::default();
        let forgot_at = Mutex::new(clock.now());
        Self { tries: RateLimiter::new(quota.allow_burst(at_once), known.clone(), clock), known, forgot_at }
    }

    /// Counts a try.
    ///
    /// # Errors
    /// How long to wait before the next.
    pub fn may(&self, key: &K) -> Result<(), Duration> {
        let known = self.known.len();
        if known > REMEMBERED_MAX {
            self.forget();
        }
        if known >= BUSY_MAX && !self.known.has_room_for(key) {
            return Err(FULL_WAIT);
        }
        let now = self.tries.clock().now();
        self.tries.check_key(key).map_err(|not_yet| not_yet.wait_time_from(now))
    }

    /// Forgets who has long been quiet, unless that was done just now.
    fn forget(&self) {
        let now = self.tries.clock().now();
        {
            let mut forgot_at = self.forgot_at.lock().unwrap_or_else(PoisonError::into_inner);
            if now.duration_since(*forgot_at) < FORGET_EVERY.into() {
                return;
            }
            *forgot_at = now;
        }
        self.tries.retain_recent();
    }
}

/// The keys that have been tried lately, each with the instant its tries are used up to.
struct Known<K>(Arc<Mutex<HashMap<K, Nanos>>>);

impl<K> Known<K> {
    fn all(&self) -> MutexGuard<'_, HashMap<K, Nanos>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<K: Hash + Eq> Known<K> {
    fn has_room_for(&self, key: &K) -> bool {
        let all = self.all();
        all.len() < BUSY_MAX || all.contains_key(key)
    }
}

impl<K> Clone for Known<K> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<K> Default for Known<K> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<K: Hash + Eq + Clone> StateStore for Known<K> {
    type Key = K;

    fn measure_and_replace<T, F, E>(&self, key: &K, measure: F) -> Result<T, E>
    where
        F: Fn(Option<Nanos>) -> Result<(T, Nanos), E>,
    {
        let mut all = self.all();
        let (answer, used) = measure(all.get(key).copied())?;
        all.insert(key.clone(), used);
        Ok(answer)
    }
}

impl<K: Hash + Eq + Clone> ShrinkableKeyedStateStore<K> for Known<K> {
    fn retain_recent(&self, drop_below: Nanos) {
        self.all().retain(|_, used| *used > drop_below);
    }

    fn len(&self) -> usize {
        self.all().len()
    }

    fn is_empty(&self) -> bool {
        self.all().is_empty()
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
    use governor::clock::FakeRelativeClock;

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

    /// Every key is quiet again a minute after its only try.
    fn once_a_minute() -> (FakeRelativeClock, Slow<usize, FakeRelativeClock>) {
        let clock = FakeRelativeClock::default();
        let pace = Pace { at_once: 1, then_every: Duration::from_secs(60) };
        (clock.clone(), Slow::by(clock, pace))
    }

    #[test]
    fn who_has_long_been_quiet_is_forgotten_at_most_once_a_second() {
        let (clock, slow) = once_a_minute();
        let try_all = |keys: std::ops::Range<usize>| keys.for_each(|key| assert_eq!(slow.may(&key), Ok(())));
        try_all(0..REMEMBERED_MAX + 1);
        clock.advance(Duration::from_secs(180));
        try_all(REMEMBERED_MAX + 1..REMEMBERED_MAX + 2);
        assert_eq!(slow.known.len(), 1, "all others have been quiet");
        try_all(0..REMEMBERED_MAX);
        clock.advance(Duration::from_millis(999));
        assert!(slow.may(&0).is_err(), "she has just tried");
        assert_eq!(slow.forgot_at.lock().unwrap().as_u64(), clock.now().as_u64() - 999_000_000);
        clock.advance(Duration::from_millis(1));
        assert!(slow.may(&0).is_err());
        assert_eq!(*slow.forgot_at.lock().unwrap(), clock.now(), "and again a second later");
        assert_eq!(slow.known.len(), REMEMBERED_MAX + 1, "nobody of them has been quiet");
    }

    #[test]
    fn where_too_many_are_busy_one_more_waits_and_those_known_go_on() {
        let (clock, slow) = once_a_minute();
        for key in 0..BUSY_MAX {
            assert_eq!(slow.may(&key), Ok(()));
        }
        assert_eq!(slow.may(&BUSY_MAX), Err(FULL_WAIT));
        assert_eq!(slow.known.len(), BUSY_MAX);
        clock.advance(Duration::from_secs(60));
        assert_eq!(slow.may(&0), Ok(()), "who is known is not shut out");
        clock.advance(Duration::from_secs(119));
        assert_eq!(slow.may(&BUSY_MAX), Ok(()), "the others have been quiet");
        assert_eq!(slow.known.len(), 2);
    }
}
