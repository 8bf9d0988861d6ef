//! Where the moment comes from: the system, or in tests wherever they say.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use rules::moment::Moment;

#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Moment + Send + Sync>);

impl Clock {
    pub fn new(read: impl Fn() -> Moment + Send + Sync + 'static) -> Self {
        Self(Arc::new(read))
    }

    #[must_use]
    #[expect(
        clippy::disallowed_methods,
        reason = "this is where the moment is read, for all others to be given"
    )]
    pub fn system() -> Self {
        Self::new(|| {
            let millis = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis());
            Moment::from_millis(i64::try_from(millis).unwrap_or(i64::MAX))
        })
    }

    #[must_use]
    pub fn read(&self) -> Moment {
        (self.0)()
    }
}
