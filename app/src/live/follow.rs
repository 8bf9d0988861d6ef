//! What a desk page shows is read again whenever something of it has changed.

use leptos::prelude::*;
use rules::access::Refusal;

use super::{again, live};
use crate::error::{Failure, Refused};

/// Reads again when asked to, and whenever a word is announced that `concerns` what is shown. A page
/// whose session has ended loads anew, which leads to the sign-in.
pub fn follow<T, P, F>(
    read: impl Fn() -> F + Send + Sync + 'static,
    concerns: impl Fn(&str) -> bool + Send + Sync + 'static,
    take: impl Fn(T) + Send + Sync + 'static,
) -> Callback<()>
where
    T: 'static,
    P: 'static,
    F: Future<Output = Result<T, Refused<P>>> + 'static,
{
    let again = again(read, move |answer| match answer {
        Ok(read) => {
            reached(true);
            take(read);
        }
        Err(Refused::Refusal(Refusal::SignInFirst)) => {
            let _ = window().location().reload();
        }
        Err(refused) => reached(refused.failure() != Failure::Unreached),
    });
    if let Some(live) = live() {
        live.listen(move |word| {
            if concerns(&word) {
                again.run(());
            }
        });
    }
    again
}

/// Says what a reading has shown of the network.
pub fn reached(yes: bool) {
    if let Some(live) = live() {
        live.reached(yes);
    }
}
