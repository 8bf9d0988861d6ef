//! One listener: hears of every change and passes on those its reader may look at.

use std::convert::Infallible;
use std::time::Duration;

use app::live::{ALERTS, CALLS, EVERYTHING, INCIDENT, SURVEY, TO_TELL, announced, presence_of};
use axum::response::sse::Event;
use rules::access::{Staff, Viewer, Want};
use rules::id::CommunityId;
use store::Changed;
use tokio::sync::broadcast::{Receiver, error::RecvError};
use tokio::sync::{mpsc, watch};

use super::Place;
use crate::account::Session;
use crate::house::House;

/// A lost connection tries again after this, up to twice as late: not all at the same instant.
const RETRY_MILLIS: u16 = 1_500;
/// How often it is asked whether the reader is still signed in, and with which duties: another
/// process may have ended the session.
const STILL_THERE_SECONDS: u64 = 60;

pub(super) type Events = mpsc::Sender<Result<Event, Infallible>>;

pub(super) struct Listener {
    house: House,
    staff: Staff,
    session: Session,
    place: Place,
    events: Events,
    changes: Receiver<Changed>,
    ended: Receiver<[u8; 16]>,
    stopping: watch::Receiver<bool>,
}

impl Listener {
    pub(super) fn new(house: House, staff: Staff, session: Session, place: Place, events: Events) -> Self {
        Self {
            changes: house.store.changes(),
            ended: house.live.ended.subscribe(),
            stopping: house.live.stopping(),
            house,
            staff,
            session,
            place,
            events,
        }
    }

    /// Until the reader goes away, signs out, or the server stops.
    pub(super) async fn run(mut self) {
        let retry = Duration::from_millis(u64::from(RETRY_MILLIS) + random_below(RETRY_MILLIS));
        let mut going = self.send(Event::default().retry(retry)).await;
        let mut asking = tokio::time::interval(Duration::from_secs(STILL_THERE_SECONDS));
        asking.reset();
        while going && !*self.stopping.borrow() {
            going = tokio::select! {
                change = self.changes.recv() => self.pass_on(change).await,
                ended = self.ended.recv() => match ended {
                    Ok(mark) => mark != self.session.mark(),
                    Err(_) => self.is_still_there().await,
                },
                _ = asking.tick() => self.is_still_there().await,
                _ = self.stopping.changed() => false,
                () = self.events.closed() => false,
            };
        }
    }

    async fn pass_on(&mut self, change: Result<Changed, RecvError>) -> bool {
        let word = match change {
            Ok(Changed::Staff(id)) if id == self.staff.id => return self.is_still_there().await,
            Ok(change) => self.word(&change),
            Err(RecvError::Lagged(_)) => Some(EVERYTHING.to_owned()),
            Err(RecvError::Closed) => return false,
        };
        let Some(word) = word else { return true };
        self.send(Event::default().data(announced(&word, self.place.spread()))).await
    }

    /// What the reader is told of a change; nothing of a community that is not hers.
    fn word(&self, change: &Changed) -> Option<String> {
        let reads = |community: &CommunityId| self.staff.may(Want::Read, community);
        match change {
            Changed::Complaint(id, community) => {
                reads(community).then(|| format!("complaint:{}", id.as_str()))
            }
            Changed::Presence(id, community) => reads(community).then(|| presence_of(id)),
            Changed::ToTell(community) => reads(community).then(|| TO_TELL.to_owned()),
            Changed::Calls(community) => reads(community).then(|| CALLS.to_owned()),
            Changed::Alerts(community) => reads(community).then(|| ALERTS.to_owned()),
            Changed::Incident(community) => reads(community).then(|| INCIDENT.to_owned()),
            Changed::Survey(community) => reads(community).then(|| SURVEY.to_owned()),
            Changed::Community(community) => reads(community).then(|| EVERYTHING.to_owned()),
            Changed::Everything => Some(EVERYTHING.to_owned()),
            _ => None,
        }
    }

    /// Looks up the session and the duties again. While the database does not answer, it is
    /// believed.
    async fn is_still_there(&mut self) -> bool {
        match self.house.gate.still(&self.session, self.house.clock.read()).await {
            Ok(Viewer::Staff(staff)) => {
                self.staff = staff;
                true
            }
            Ok(_) => false,
            Err(_) => true,
        }
    }

    async fn send(&self, event: Event) -> bool {
        self.events.send(Ok(event)).await.is_ok()
    }
}

/// Without randomness, all at once: late is worse.
fn random_below(limit: u16) -> u64 {
    let mut bytes = [0; 2];
    getrandom::fill(&mut bytes).map_or(0, |()| u64::from(u16::from_le_bytes(bytes) % limit))
}
