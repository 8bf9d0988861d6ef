//! How answers cross from the server to the browser: compact, and read by position, not by name.
//!
//! To find each field of each type by its name, as JSON has it, takes a phone a third more code.
//! What the browser sends stays JSON or a form: it may come from a page older than this server, and
//! must then be read rightly or refused.

use leptos::prelude::*;
use leptos::server::codee::{Decoder, Encoder};
use leptos::server_fn::codec::Post;
use leptos::server_fn::{Bytes, ContentType, Decodes, Encodes, Format, FormatType};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Made by `build.rs` from the sources: a page and a server of different builds do not understand
/// each other, and must not guess.
const BUILD: [u8; 4] = u32::to_le_bytes(include!(concat!(env!("OUT_DIR"), "/build.rs")));

/// The mark of this build, as `<html data-build>` carries it.
#[must_use]
pub fn build() -> String {
    u32::from_le_bytes(BUILD).to_string()
}

/// Whether the page comes from a server of this build. If not, it stays as it was rendered, which
/// works without scripts; taken over, it would fall apart.
#[must_use]
pub fn is_of_this_build() -> bool {
    let of_page = document().document_element().and_then(|html| html.get_attribute("data-build"));
    of_page == Some(build())
}

pub struct Wire;

/// The output of every server function: `#[server(endpoint = "…", input = Json, output = Answer)]`.
pub type Answer = Post<Wire>;

/// What a page reads from the server, while it is rendered or in the browser.
pub type Read<T> = Resource<T, Wire>;

/// What the page was rendered with, in the browser too.
pub fn shared<T: Serialize + DeserializeOwned>(read: impl FnOnce() -> T) -> T {
    SharedValue::<T, Wire>::new_with_encoding(read).into_inner()
}

/// Reads again whenever `source` changes.
pub fn read<S, T, F>(
    source: impl Fn() -> S + Send + Sync + 'static,
    fetch: impl Fn(S) -> F + Send + Sync + 'static,
) -> Read<T>
where
    S: PartialEq + Clone + Send + Sync + 'static,
    T: Serialize + DeserializeOwned + Send + Sync + 'static,
    F: Future<Output = T> + Send + 'static,
{
    ArcResource::new_with_options(source, fetch, false).into()
}

impl Wire {
    fn write<T: Serialize>(value: &T) -> Result<Vec<u8>, postcard::Error> {
        postcard::to_extend(value, BUILD.to_vec())
    }

    fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, postcard::Error> {
        let content = bytes.strip_prefix(&BUILD).ok_or(postcard::Error::DeserializeBadEncoding)?;
        postcard::from_bytes(content)
    }
}

impl ContentType for Wire {
    const CONTENT_TYPE: &'static str = "application/octet-stream";
}

impl FormatType for Wire {
    const FORMAT_TYPE: Format = Format::Binary;
}

impl<T: Serialize> Encodes<T> for Wire {
    type Error = postcard::Error;

    fn encode(value: &T) -> Result<Bytes, Self::Error> {
        Self::write(value).map(Bytes::from)
    }
}

impl<T: DeserializeOwned> Decodes<T> for Wire {
    type Error = postcard::Error;

    fn decode(bytes: Bytes) -> Result<T, Self::Error> {
        Self::read(&bytes)
    }
}

impl<T: Serialize> Encoder<T> for Wire {
    type Error = postcard::Error;
    type Encoded = Vec<u8>;

    fn encode(value: &T) -> Result<Vec<u8>, Self::Error> {
        Self::write(value)
    }
}

impl<T: DeserializeOwned> Decoder<T> for Wire {
    type Error = postcard::Error;
    type Encoded = [u8];

    fn decode(bytes: &[u8]) -> Result<T, Self::Error> {
        Self::read(bytes)
    }
}
