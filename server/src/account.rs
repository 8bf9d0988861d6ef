//! Who is asking: staff sign in, and a cookie says so from then on.

mod session;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use app::account::Accounts;
use axum::http::{HeaderMap, HeaderValue, header};
use rules::access::{Refusal, Staff, Viewer};
use rules::moment::Moment;
use store::Store;

use crate::address::Address;
use crate::live::Live;
use crate::password::Passwords;
use crate::slow::{Pace, Slow, slow_down};

pub use self::session::{Name, Session};

/// Characters of an account that are looked at.
const ACCOUNT_CHARS_MAX: usize = 64;

/// Sign-ins of one account from one address at once, unless set otherwise.
pub const SIGN_INS: u32 = 10;

/// How often one may try to sign in.
#[derive(Clone, Copy, Debug)]
pub struct Tries {
    /// For an account, from one address.
    pub of_account: Pace,
    /// For whatever account, from one address.
    pub of_address: Pace,
    /// For an account, from wherever. Whoever knows a staff number can use it up, and with it shut
    /// its owner out: so it is far more than one address gets, and bounds only a crowd of them.
    pub of_account_anywhere: Pace,
}

impl Tries {
    /// A desk with one address has many people.
    #[must_use]
    pub fn of(sign_ins: u32) -> Self {
        let pace = |times: u32, seconds| Pace {
            at_once: sign_ins.saturating_mul(times),
            then_every: Duration::from_secs(seconds),
        };
        Self { of_account: pace(1, 60), of_address: pace(6, 6), of_account_anywhere: pace(20, 3) }
    }
}

impl Default for Tries {
    fn default() -> Self {
        Self::of(SIGN_INS)
    }
}

/// What stands between a visitor and the desk.
#[derive(Clone)]
pub struct Gate {
    store: Store,
    passwords: Passwords,
    of_account: Arc<Slow<(String, Address)>>,
    of_address: Arc<Slow<Address>>,
    of_account_anywhere: Arc<Slow<String>>,
    cookie: Name,
    live: Live,
}

/// The session of one request: the one it came with, and the cookie it goes away with.
#[derive(Clone, Default)]
pub struct Visit {
    session: Option<Session>,
    answer: Arc<Mutex<Option<String>>>,
}

impl Visit {
    /// What its session is known by among those that listen; never the id itself.
    #[must_use]
    pub fn session(&self) -> Option<&Session> {
        self.session.as_ref()
    }

    fn answer(&self, cookie: String) {
        *self.answer.lock().unwrap_or_else(PoisonError::into_inner) = Some(cookie);
    }

    /// Puts the cookie into the answer, if there is a new one.
    pub fn set_cookie(&self, headers: &mut HeaderMap) {
        let cookie = self.answer.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(cookie) = cookie.and_then(|cookie| HeaderValue::from_str(&cookie).ok()) {
            headers.append(header::SET_COOKIE, cookie);
        }
    }
}

impl Gate {
    #[must_use]
    pub fn new(store: Store, cookie: Name, tries: Tries, live: Live) -> Self {
        Self {
            store,
            passwords: Passwords::default(),
            of_account: Arc::new(Slow::new(tries.of_account)),
            of_address: Arc::new(Slow::new(tries.of_address)),
            of_account_anywhere: Arc::new(Slow::new(tries.of_account_anywhere)),
            cookie,
            live,
        }
    }

    /// Who sends these cookies. A session that is unknown or has ended is a visitor; one that is `used`
    /// by a person, and not by a page that looks again by itself, lasts on.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn recognise(
        &self,
        cookies: &str,
        used: bool,
        now: Moment,
    ) -> Result<(Viewer, Visit), store::Error> {
        let Some(id) = self.cookie.read(cookies) else { return Ok(Default::default()) };
        let Some(session) = Session::find(&self.store, id, now).await? else { return Ok(Default::default()) };
        let viewer = self.who(&session, now).await?;
        let is_staff = matches!(viewer, Viewer::Staff(_));
        if used && is_staff && !session.last_on(&self.store, now).await? {
            return Ok(Default::default());
        }
        Ok((viewer, Visit { session: Some(session), ..Visit::default() }))
    }

    /// Who is behind a session that held a while ago. To ask does not make it last.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn still(&self, session: &Session, now: Moment) -> Result<Viewer, store::Error> {
        match Session::find(&self.store, session.id(), now).await? {
            Some(session) => self.who(&session, now).await,
            None => Ok(Viewer::Visitor),
        }
    }

    /// Nobody any more once she has left, or has a new password.
    async fn who(&self, session: &Session, now: Moment) -> Result<Viewer, store::Error> {
        let known = async {
            let hash = self.store.password_hash(session.staff()).await?;
            if !session.is_of(&self.store, &hash) {
                return Err(store::Error::NotFound);
            }
            self.store.staff(session.staff(), now).await
        };
        match known.await {
            Ok(staff) => Ok(Viewer::Staff(staff)),
            Err(store::Error::NotFound) => Ok(Viewer::Visitor),
            Err(error) => Err(error),
        }
    }

    /// What signing in and out does in this request.
    #[must_use]
    pub fn accounts(&self, visit: &Visit, from: Address, now: Moment) -> Accounts {
        let (gate, visit) = (self.clone(), visit.clone());
        let (gate_out, visit_out) = (self.clone(), visit.clone());
        Accounts {
            sign_in: Arc::new(move |account, password| {
                let (gate, visit) = (gate.clone(), visit.clone());
                Box::pin(async move { gate.sign_in(&visit, account, password, from, now).await })
            }),
            sign_out: Arc::new(move || {
                let (gate, visit) = (gate_out.clone(), visit_out.clone());
                Box::pin(async move { gate.sign_out(&visit).await })
            }),
        }
    }

    async fn sign_in(
        &self,
        visit: &Visit,
        account: String,
        password: String,
        from: Address,
        now: Moment,
    ) -> Result<Staff, Refusal> {
        let account: String = account.trim().chars().take(ACCOUNT_CHARS_MAX).collect();
        self.slow(&account, from)?;
        let known = self.store.account(&account).await.map_err(busy)?;
        let fits = self.passwords.fits(password, known.as_ref().map(|(_, hash)| hash.clone())).await?;
        let (id, hash) = known.filter(|_| fits).ok_or(Refusal::WrongSignIn)?;
        let staff = self.store.staff(&id, now).await.map_err(|error| match error {
            store::Error::NotFound => Refusal::WrongSignIn,
            error => busy(error),
        })?;
        self.leave(visit).await;
        let begun = Session::begin(&self.store, id, &hash, now).await.map_err(busy)?;
        visit.answer(self.cookie.set(begun.id()));
        Ok(staff)
    }

    /// An address that has had its tries counts no further ones against the account.
    fn slow(&self, account: &str, from: Address) -> Result<(), Refusal> {
        let account = account.to_lowercase();
        self.of_address.may(&from).map_err(slow_down)?;
        self.of_account.may(&(account.clone(), from)).map_err(slow_down)?;
        self.of_account_anywhere.may(&account).map_err(slow_down)
    }

    async fn sign_out(&self, visit: &Visit) {
        self.leave(visit).await;
        visit.answer(self.cookie.clear());
    }

    /// Ends the session a request came with, and whatever listens in its name.
    async fn leave(&self, visit: &Visit) {
        let Some(session) = &visit.session else { return };
        self.live.end(session.mark());
        if let Err(error) = self.store.end_session(session.id()).await {
            tracing::error!("a session was not ended: {error}");
        }
    }
}

#[expect(clippy::needless_pass_by_value, reason = "it is what map_err hands over")]
fn busy(error: store::Error) -> Refusal {
    tracing::error!("signing in was not possible: {error}");
    Refusal::Busy
}
