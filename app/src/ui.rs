//! Parts that pages are put together from. They know forms and reading, no housing.

pub mod choices;
pub mod field;
pub mod form;
pub mod icon;
pub mod notice;
pub mod once;
pub mod page;
pub mod problems;
pub mod text_area;
