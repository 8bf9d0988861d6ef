//! Sends one photo, saying how much of it has left.

use web_sys::wasm_bindgen::JsCast;
use web_sys::wasm_bindgen::closure::Closure;
use web_sys::{Blob, ProgressEvent, XmlHttpRequest};

use super::refused;
use crate::routes;
use crate::words::{Key, Phrase};

/// Calls `progress` with percents, then `done` with the photo's id or why it was not kept. Not
/// `fetch`, which cannot say how far it is.
pub fn send(
    photo: &Blob,
    progress: impl Fn(u8) + 'static,
    done: impl Fn(Result<String, Phrase>) + Clone + 'static,
) {
    if begin(photo, progress, done.clone()).is_none() {
        done(Err(Key::ComplaintPhotosNotSent.into()));
    }
}

fn begin(
    photo: &Blob,
    progress: impl Fn(u8) + 'static,
    done: impl Fn(Result<String, Phrase>) + Clone + 'static,
) -> Option<()> {
    let request = XmlHttpRequest::new().ok()?;
    request.open("POST", routes::PHOTOS).ok()?;
    let moved = Closure::<dyn Fn(ProgressEvent)>::new(move |event: ProgressEvent| {
        progress((event.loaded() / event.total().max(1.0) * 100.0) as u8);
    });
    request.upload().ok()?.set_onprogress(Some(moved.as_ref().unchecked_ref()));
    let answered = {
        let (request, done) = (request.clone(), done.clone());
        Closure::once_into_js(move || {
            drop(moved);
            let said = request.response_text().ok().flatten().unwrap_or_default();
            done(match request.status() {
                Ok(200 | 201) => Ok(said),
                _ => Err(refused(&said)),
            });
        })
    };
    let failed = Closure::once_into_js(move || done(Err(Key::ComplaintPhotosNotSent.into())));
    request.set_onload(Some(answered.unchecked_ref()));
    request.set_onerror(Some(failed.unchecked_ref()));
    request.send_with_opt_blob(Some(photo)).ok()
}
