//! How often one address may file, add and answer. Each of these can make us write to a third
//! person, so nobody may have it done without end.

use std::sync::Arc;
use std::time::Duration;

use app::complaint::file::FileComplaint;
use app::complaint::link::FollowComplaint;
use app::survey::answer::AnswerSurvey;
use leptos::server_fn::ServerFn;
use rules::access::Refusal;

use crate::address::Address;
use crate::slow::{Pace, Slow, slow_down};

/// What is slowed down, as a form or as a call.
const CALLS: [&str; 3] = [FileComplaint::PATH, FollowComplaint::PATH, AnswerSurvey::PATH];
/// One address may be a whole estate behind one router: a hundred in an evening when the water is
/// off, and 240 an hour after that.
pub const AT_ONCE: u32 = 100;
pub const THEN_EVERY: Duration = Duration::from_secs(15);

/// The acts of each address.
#[derive(Clone)]
pub struct Acts(Arc<Slow<Address>>);

impl Acts {
    #[must_use]
    pub fn new(pace: Pace) -> Self {
        Self(Arc::new(Slow::new(pace)))
    }

    /// Counts an act, if `path` is that of a call that is one.
    ///
    /// # Errors
    /// `SlowDown`.
    pub fn may(&self, path: &str, from: Address) -> Result<(), Refusal> {
        if CALLS.contains(&path) { self.0.may(&from).map_err(slow_down) } else { Ok(()) }
    }
}

impl Default for Acts {
    fn default() -> Self {
        Self::new(Pace { at_once: AT_ONCE, then_every: THEN_EVERY })
    }
}
