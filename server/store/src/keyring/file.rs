//! The key file: made on first start, readable by its owner only.

use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::{self, ErrorKind, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt},
    path::Path,
};

use zeroize::Zeroizing;

use super::MasterKey;
use crate::Error;

const NAME: &str = "master.key";

pub(super) fn load(folder: &Path) -> Result<Option<MasterKey>, Error> {
    let path = folder.join(NAME);
    let text = match fs::read_to_string(&path) {
        Ok(text) => Zeroizing::new(text),
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Error::unavailable(error)),
    };
    let mode = fs::metadata(&path).map_err(Error::unavailable)?.permissions().mode();
    if mode & 0o077 != 0 {
        tracing::warn!("others can read {}: chmod 600 it", path.display());
    }
    MasterKey::from_base64(&text).map(Some)
}

pub(super) fn keep(key: MasterKey, folder: &Path) -> Result<MasterKey, Error> {
    match write(&key, folder) {
        Ok(()) => Ok(key),
        // Another process was first; its key counts.
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            load(folder)?.ok_or(Error::unavailable(error))
        }
        Err(error) => Err(Error::unavailable(error)),
    }
}

/// Written aside and linked into place, so that a crash leaves the whole key or none.
fn write(key: &MasterKey, folder: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    let aside = folder.join(format!("{NAME}.{}", std::process::id()));
    let _ = fs::remove_file(&aside);
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&aside)?;
    file.write_all(key.to_base64().as_bytes())?;
    file.write_all(b"\n")?;
    file.sync_all()?;
    let linked = fs::hard_link(&aside, folder.join(NAME));
    fs::remove_file(&aside)?;
    linked?;
    File::open(folder)?.sync_all()
}
