//! A write may fail, take too long or panic, without harm to the others.

use std::{
    any::Any,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::pin,
    task::Poll,
    time::Duration,
};

use crate::Error;

/// How long a write may hold its transaction. It waits for nothing but the database, so this is far
/// more than it needs.
const LIMIT: Duration = Duration::from_secs(2);

/// Runs one write's closure to its end, its panic or its time limit.
pub(super) async fn guarded<T>(write: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
    let mut write = pin!(write);
    let caught = std::future::poll_fn(|context| {
        match catch_unwind(AssertUnwindSafe(|| write.as_mut().poll(context))) {
            Ok(poll) => poll,
            Err(panic) => Poll::Ready(Err(Error::failed(text(panic.as_ref())))),
        }
    });
    tokio::time::timeout(LIMIT, caught).await.unwrap_or_else(|elapsed| Err(Error::unavailable(elapsed)))
}

fn text(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
    format!("a write panicked: {}", text.unwrap_or("no text"))
}
