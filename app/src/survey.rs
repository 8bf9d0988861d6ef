//! The survey after a resolution.

pub mod answer;
pub mod scores;
