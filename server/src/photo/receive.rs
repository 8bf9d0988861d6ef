//! How photos arrive: one by one from scripts, or with the form they belong to.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use app::error::Failure;
use axum::body::Body;
use axum::extract::multipart::Multipart;
use axum::extract::{Extension, FromRequest, Request, State};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use rules::id::PhotoId;
use rules::limits::PHOTO_BYTES_MAX;
use rules::moment::Moment;
use rules::problem::PhotoProblem;
use store::Store;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_stream::StreamExt;

use super::remake;
use crate::address::Address;
use crate::house::House;
use crate::post::{UPLOAD_BYTES_MAX, bytes_of};
use crate::refuse::refuse;
use crate::slow::{Pace, Slow};

/// Photos that may be on their way or wait in memory to be decoded, 20 MB each at most.
pub const SEATS_MAX: usize = 16;
/// Of these, for one address: sixteen uploads that stand still must not keep everybody else's out.
pub const SEATS_OF_ADDRESS_MAX: usize = 8;
/// Photos of one address: that many at once, then one in so many seconds. A family shares an
/// address, and so may a whole community behind one router.
const PACE: Pace = Pace { at_once: 60, then_every: Duration::from_secs(5) };

/// Why a photo was not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unkept {
    /// The person can choose another, or this one again; the rest of her form is kept.
    Problem(PhotoProblem),
    /// It cannot be said of one photo.
    Failure(Failure),
}

/// Takes photos in, decoding one at a time: each may need half a gigabyte while it is open.
#[derive(Clone)]
pub struct Photos {
    store: Store,
    decoding: Arc<Semaphore>,
    seats: Arc<Semaphore>,
    taken: Arc<Mutex<HashMap<Address, usize>>>,
    pace: Arc<Slow<Address>>,
}

/// Room for one photo, from before its first byte is read until it is kept.
pub struct Seat {
    photos: Photos,
    from: Address,
    _room: OwnedSemaphorePermit,
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut taken = self.photos.taken();
        if let Some(count) = taken.get_mut(&self.from) {
            *count -= 1;
        }
        taken.retain(|_, count| *count > 0);
    }
}

impl Photos {
    #[must_use]
    pub fn new(store: Store) -> Self {
        Self {
            store,
            decoding: Arc::new(Semaphore::new(1)),
            seats: Arc::new(Semaphore::new(SEATS_MAX)),
            taken: Arc::default(),
            pace: Arc::new(Slow::new(PACE)),
        }
    }

    /// Asked for before anything of a photo is read: what is sent too often, or has no room, must not
    /// fill the memory first.
    ///
    /// # Errors
    /// Why nothing can be taken in now.
    pub fn seat(&self, from: Address) -> Result<Seat, Unkept> {
        self.pace.may(&from).map_err(|_| Unkept::Problem(PhotoProblem::Busy))?;
        let room = self.seats.clone().try_acquire_owned();
        let room = room.map_err(|_| Unkept::Problem(PhotoProblem::Busy))?;
        let mut taken = self.taken();
        let count = taken.entry(from).or_default();
        if *count >= SEATS_OF_ADDRESS_MAX {
            return Err(Unkept::Problem(PhotoProblem::Busy));
        }
        *count += 1;
        Ok(Seat { photos: self.clone(), from, _room: room })
    }

    /// How many seats each address has now; those that have none are not listed.
    fn taken(&self) -> MutexGuard<'_, HashMap<Address, usize>> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Seat {
    /// Remakes and keeps a photo. `None` is one that was larger than a photo may be.
    ///
    /// # Errors
    /// What is wrong with it, or why nothing can be kept now.
    pub async fn keep(self, bytes: Option<Vec<u8>>, now: Moment) -> Result<PhotoId, Unkept> {
        let bytes = bytes.ok_or(Unkept::Problem(PhotoProblem::TooLarge))?;
        let turn = self.photos.decoding.clone().acquire_owned().await;
        let turn = turn.map_err(|_| Unkept::Failure(Failure::Failed))?;
        let remade = tokio::task::spawn_blocking(move || {
            let remade = remake(&bytes);
            drop(turn);
            remade
        });
        // A decoder that panics has met a photo nobody can open.
        let photo = remade.await.unwrap_or(Err(PhotoProblem::Damaged)).map_err(Unkept::Problem)?;
        let kept = self.photos.store.keep_photo(&photo.jpeg, photo.width, photo.height, now).await;
        kept.map_err(|error| {
            tracing::error!("a photo was not kept: {error}");
            Unkept::Problem(PhotoProblem::Busy)
        })
    }
}

/// `POST /photos`: one photo, as the whole body or as the file of a form. Answers its id; why it was
/// not kept, as the code of a [`PhotoProblem`], with 422, or with 503 where it may be later.
pub async fn post(
    State(house): State<House>,
    Extension(from): Extension<Address>,
    Extension(now): Extension<Moment>,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    let kept = async {
        let seat = house.photos.seat(from)?;
        let bytes = read(&parts, body).await.map_err(Unkept::Failure)?;
        seat.keep(bytes, now).await
    };
    match kept.await {
        Ok(id) => (StatusCode::CREATED, id.as_str().to_owned()).into_response(),
        Err(Unkept::Problem(problem)) => (status(problem), problem.code()).into_response(),
        Err(Unkept::Failure(failure)) => refuse(&house, parts, failure).await,
    }
}

const fn status(problem: PhotoProblem) -> StatusCode {
    match problem {
        PhotoProblem::Busy => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

async fn read(parts: &Parts, body: Body) -> Result<Option<Vec<u8>>, Failure> {
    let content_type = parts.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    if !content_type.is_some_and(|value| value.starts_with("multipart/form-data")) {
        return whole(body).await;
    }
    let request = Request::from_parts(parts.clone(), body);
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| Failure::Malformed)?;
    while let Some(field) = form.next_field().await.map_err(|_| Failure::Malformed)? {
        if field.file_name().is_some() {
            return bytes_of(field).await;
        }
    }
    Err(Failure::Malformed)
}

/// Reads on when it is too much, so that the sender gets to hear why.
async fn whole(body: Body) -> Result<Option<Vec<u8>>, Failure> {
    let mut chunks = body.into_data_stream();
    let mut bytes = Some(Vec::new());
    let mut arrived = 0;
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|_| Failure::Malformed)?;
        arrived += chunk.len();
        if arrived > UPLOAD_BYTES_MAX {
            return Err(Failure::TooLarge);
        }
        bytes = bytes.filter(|so_far: &Vec<u8>| so_far.len() + chunk.len() <= PHOTO_BYTES_MAX);
        if let Some(bytes) = &mut bytes {
            bytes.extend_from_slice(&chunk);
        }
    }
    Ok(bytes)
}
