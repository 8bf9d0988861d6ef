//! `GET /live`: tells staff to look again. An event names what has changed and carries none of it;
//! every page reads again with its own rights.

mod listener;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::extract::{Extension, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::sse::{KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use rules::access::Viewer;
use tokio::sync::{broadcast, mpsc, watch};
use tokio_stream::wrappers::ReceiverStream;

use self::listener::Listener;
use crate::account::Visit;
use crate::house::House;

/// Staff that may listen at once, unless set otherwise.
pub const LISTENERS_MAX: usize = 500;
/// So many may read again at the same instant without being felt.
const AT_ONCE_MAX: usize = 50;
/// What each further one adds to the time over which they read again: about what a reading costs.
const READING_MILLIS: usize = 3;
/// However many they are, the last has read again within so long.
const SPREAD_MILLIS_MAX: usize = 4_000;
const KEEP_ALIVE_SECONDS: u64 = 15;
/// Events a slow reader may leave unread before it is told to read everything.
const UNREAD_MAX: usize = 32;
/// Ended sessions a listener may not have heard of yet before it asks the store.
const ENDED_MAX: usize = 64;
const BUFFERING: HeaderName = HeaderName::from_static("x-accel-buffering");

/// Who listens, and when they must stop.
#[derive(Clone)]
pub struct Live {
    listeners: Arc<AtomicUsize>,
    listeners_max: usize,
    /// Marks of sessions that have just ended.
    ended: broadcast::Sender<[u8; 16]>,
    stopping: watch::Sender<bool>,
}

impl Live {
    #[must_use]
    pub fn new(listeners_max: usize) -> Self {
        Self {
            listeners: Arc::new(AtomicUsize::new(0)),
            listeners_max,
            ended: broadcast::Sender::new(ENDED_MAX),
            stopping: watch::Sender::new(false),
        }
    }

    /// Ends what listens in the name of this session.
    pub fn end(&self, mark: [u8; 16]) {
        // It is no error that nobody listens.
        let _ = self.ended.send(mark);
    }

    /// Ends all, so that the server can stop.
    pub fn stop(&self) {
        self.stopping.send_replace(true);
    }

    /// Turns when everything that waits must end.
    #[must_use]
    pub fn stopping(&self) -> watch::Receiver<bool> {
        self.stopping.subscribe()
    }

    fn take(&self) -> Option<Place> {
        let place = Place(self.listeners.clone());
        (self.listeners.fetch_add(1, Ordering::Relaxed) < self.listeners_max).then_some(place)
    }
}

/// A place among the listeners, given back when it is dropped.
struct Place(Arc<AtomicUsize>);

impl Place {
    /// Milliseconds over which all who hear something had better read again.
    fn spread(&self) -> usize {
        let more = self.0.load(Ordering::Relaxed).saturating_sub(AT_ONCE_MAX);
        (more * READING_MILLIS).min(SPREAD_MILLIS_MAX)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Staff only: a browser that is refused here does not come back by itself.
pub async fn listen(
    State(house): State<House>,
    Extension(viewer): Extension<Viewer>,
    Extension(visit): Extension<Visit>,
) -> Response {
    let (Viewer::Staff(staff), Some(session)) = (viewer, visit.session()) else {
        return StatusCode::UNAUTHORIZED.into_response();
    };
    let Some(place) = house.live.take() else {
        return (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "30")]).into_response();
    };
    let (sender, events) = mpsc::channel(UNREAD_MAX);
    tokio::spawn(Listener::new(house, staff, session.clone(), place, sender).run());
    let alive = KeepAlive::new().interval(Duration::from_secs(KEEP_ALIVE_SECONDS));
    let mut response = Sse::new(ReceiverStream::new(events)).keep_alive(alive).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // A proxy that gathers an answer before it passes it on would hold events back.
    headers.insert(BUFFERING, HeaderValue::from_static("no"));
    response
}
