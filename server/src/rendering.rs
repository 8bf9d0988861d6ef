//! Requests are answered on threads of their own, each on one from its beginning to its end.
//!
//! Leptos 0.8 renders what waits for data in several tasks that share signals. On one thread they
//! take turns. On several, one page of some thousand found that another task had just thrown away
//! a signal it needed, and ended in an error or not at all.

use std::future::pending;
use std::io;
use std::panic::resume_unwind;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use tokio::runtime::{Builder, Handle};
use tokio::task::JoinHandle;

/// As many as the machine runs at once; they live as long as the process.
static THREADS: LazyLock<Vec<Handle>> = LazyLock::new(|| {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    (0..threads).filter_map(|_| start().ok()).collect()
});
static NEXT: AtomicUsize = AtomicUsize::new(0);

fn start() -> io::Result<Handle> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let handle = runtime.handle().clone();
    thread::Builder::new().name("answers".into()).spawn(move || runtime.block_on(pending::<()>()))?;
    Ok(handle)
}

/// Where the machine gives no threads, the caller's must do.
pub async fn on_one_thread(request: Request, next: Next) -> Response {
    let turn = NEXT.fetch_add(1, Ordering::Relaxed);
    let Some(thread) = THREADS.get(turn % THREADS.len().max(1)) else { return next.run(request).await };
    let mut task = EndedWithItsRequest(thread.spawn(next.run(request)));
    match (&mut task.0).await {
        Ok(response) => response,
        Err(ended) => resume_unwind(ended.into_panic()),
    }
}

/// Nobody waits for an answer whose reader has gone.
struct EndedWithItsRequest(JoinHandle<Response>);

impl Drop for EndedWithItsRequest {
    fn drop(&mut self) {
        self.0.abort();
    }
}
