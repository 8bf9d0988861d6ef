//! Who of the staff is asking, and what signing in and out does.

pub mod sign_in;
pub mod unsent;

use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use rules::access::Staff;
use rules::problem::Problem;

use crate::error::Refused;
use crate::ui::form::Next;
use crate::wire::{self, Answer};

#[cfg(feature = "ssr")]
pub use server::{Accounts, Answering, at_desk, go_to, staff};

/// Ends the session.
#[server(endpoint = "sign_out", input = Json, output = Answer)]
pub async fn sign_out() -> Result<Next, Refused<Problem>> {
    if let Some(accounts) = crate::session::of_request::<Accounts>() {
        (accounts.sign_out)().await;
    }
    Ok(Next(crate::routes::SIGN_IN.into()))
}

/// Whoever was signed in when the page was made; travels with it.
pub fn provide_me() -> Option<Staff> {
    let me = wire::shared(read);
    provide_context(Me(me.clone()));
    me
}

/// The viewer of a desk page.
#[must_use]
pub fn me() -> Option<Staff> {
    use_context::<Me>().and_then(|me| me.0)
}

#[derive(Clone)]
struct Me(Option<Staff>);

#[cfg(feature = "ssr")]
fn read() -> Option<Staff> {
    staff().ok()
}

/// In the browser it arrives with the page.
#[cfg(not(feature = "ssr"))]
fn read() -> Option<Staff> {
    None
}

/// In the browser there is no answer to lead elsewhere.
#[cfg(not(feature = "ssr"))]
pub fn go_to(_path: &str) {}

#[cfg(feature = "ssr")]
mod server {
    use std::pin::Pin;
    use std::sync::Arc;

    use axum::http::{HeaderValue, StatusCode, header};
    use leptos::prelude::use_context;
    use leptos_axum::ResponseOptions;
    use rules::access::{Refusal, Staff, Viewer};
    use rules::moment::Moment;
    use store::Store;

    use crate::session;

    pub type Answering<T> = Pin<Box<dyn Future<Output = T> + Send>>;

    type SignIn = dyn Fn(String, String) -> Answering<Result<Staff, Refusal>> + Send + Sync;

    /// What the server does for accounts; attached to every request.
    #[derive(Clone)]
    pub struct Accounts {
        /// Account and password as typed. The refusal is `WrongSignIn`, `SlowDown` or `Busy`.
        pub sign_in: Arc<SignIn>,
        pub sign_out: Arc<dyn Fn() -> Answering<()> + Send + Sync>,
    }

    /// # Errors
    /// Nobody of the staff is signed in.
    pub fn staff() -> Result<Staff, Refusal> {
        match session::of_request::<Viewer>() {
            Some(Viewer::Staff(staff)) => Ok(staff),
            _ => Err(Refusal::SignInFirst),
        }
    }

    /// What every server function of the desk begins with: who, where, when.
    ///
    /// # Errors
    /// Nobody of the staff is signed in.
    pub fn at_desk() -> Result<(Staff, Store, Moment), Refusal> {
        let store = session::of_request::<Store>().ok_or(Refusal::Busy)?;
        Ok((staff()?, store, session::moment()))
    }

    /// Answers a page with 303 to another.
    pub fn go_to(path: &str) {
        if let (Some(answer), Ok(path)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(path)) {
            answer.set_status(StatusCode::SEE_OTHER);
            answer.insert_header(header::LOCATION, path);
        }
    }
}
