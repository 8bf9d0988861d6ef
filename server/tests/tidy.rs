//! The habits of this code base that no compiler checks. Each test names what it found, with its place.

mod tidy {
    pub mod arrows;
    pub mod ground;
    pub mod report;
    pub mod rust;
    pub mod sizes;
    pub mod source;
    pub mod views;
    pub mod words;
}

use tidy::{report, rust, source};
