//! Makes a photo small enough for a slow network before it leaves the phone.

use std::rc::Rc;

use leptos::prelude::document;
use web_sys::wasm_bindgen::closure::Closure;
use web_sys::wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, CanvasRenderingContext2d, File, HtmlCanvasElement, HtmlImageElement, Url};

/// Pixels of the longer edge.
const EDGE_PIXELS_MAX: u32 = 1_600;
/// A photo that is small already goes as it is, in bytes.
const SMALL_BYTES: f64 = 400_000.0;
/// Of 1.
const QUALITY: f64 = 0.85;

/// Calls `done` with the photo made smaller, or as it is where the browser cannot: what it is and
/// whether it can be used, the server says. An image element, because it turns a photo the way the
/// camera was held, in every browser.
pub fn shrink(file: &File, done: Rc<dyn Fn(Blob)>) {
    let (Ok(image), Ok(url)) = (HtmlImageElement::new(), Url::create_object_url_with_blob(file)) else {
        return done(file.clone().into());
    };
    let ready = {
        let (image, url, file, done) = (image.clone(), url.clone(), file.clone(), done.clone());
        Closure::once_into_js(move || {
            if draw(&image, &file, &done).is_none() {
                done(file.into());
            }
            let _ = Url::revoke_object_url(&url);
        })
    };
    let failed = {
        let (url, file) = (url.clone(), file.clone());
        Closure::once_into_js(move || {
            let _ = Url::revoke_object_url(&url);
            done(file.into());
        })
    };
    image.set_onload(Some(ready.unchecked_ref()));
    image.set_onerror(Some(failed.unchecked_ref()));
    image.set_src(&url);
}

/// `None` when nothing was drawn.
fn draw(image: &HtmlImageElement, file: &File, done: &Rc<dyn Fn(Blob)>) -> Option<()> {
    let (width, height) = (image.natural_width(), image.natural_height());
    let longer = width.max(height);
    if longer == 0 || (longer <= EDGE_PIXELS_MAX && file.size() <= SMALL_BYTES) {
        return None;
    }
    let scaled = |edge: u32| {
        if longer > EDGE_PIXELS_MAX { (edge * EDGE_PIXELS_MAX / longer).max(1) } else { edge }
    };
    let canvas: HtmlCanvasElement = document().create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(scaled(width));
    canvas.set_height(scaled(height));
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    let (width, height) = (f64::from(canvas.width()), f64::from(canvas.height()));
    // What is transparent would turn black in a JPEG.
    context.set_fill_style_str("#fff");
    context.fill_rect(0.0, 0.0, width, height);
    context.draw_image_with_html_image_element_and_dw_and_dh(image, 0.0, 0.0, width, height).ok()?;
    let drawn = {
        let (file, done) = (file.clone(), done.clone());
        Closure::once_into_js(move |blob: JsValue| {
            done(blob.dyn_into().unwrap_or_else(|_| file.into()));
        })
    };
    canvas.to_blob_with_type_and_encoder_options(drawn.unchecked_ref(), "image/jpeg", &QUALITY.into()).ok()
}
