//! Complaints: how one is filed, what its complainant sees of it, and how staff work on it.

pub mod answers;
pub mod desk;
pub mod dossier;
mod explained;
pub mod file;
pub mod filing;
pub mod following;
pub mod link;
mod outlook;
pub mod photos;
pub mod receipt;
pub mod tracking;
