//! Where the files of a form go before the form itself is read.

use std::pin::Pin;

use app::error::Failure;

/// A file as it arrived.
pub struct Upload {
    /// Whatever the sender calls it; proves nothing.
    pub file_name: String,
    /// `None` when it was larger than `rules::limits::PHOTO_BYTES_MAX`.
    pub bytes: Option<Vec<u8>>,
}

/// Keeps a file and answers with what stands in the form in its place: an id, or a word that the
/// form's own rules then refuse beside its field, so that nothing else that was typed is lost.
pub trait Uploads: Send + Sync {
    fn receive(&self, upload: Upload) -> Receiving<'_>;
}

/// The answer of [`Uploads::receive`], on its way.
pub type Receiving<'a> = Pin<Box<dyn Future<Output = Result<String, Failure>> + Send + 'a>>;

/// For a house none of whose forms has files: whoever sends one anyway gets a clear answer.
pub struct NoUploads;

impl Uploads for NoUploads {
    fn receive(&self, _: Upload) -> Receiving<'_> {
        Box::pin(async { Err(Failure::Malformed) })
    }
}
