//! Parts that pages are put together from. They know forms and reading, no housing.

pub mod choices;
pub mod copy;
pub mod effect;
pub mod field;
pub mod fields;
pub mod form;
pub mod go;
pub mod icon;
pub mod kept;
pub mod keys;
pub mod node;
pub mod notice;
pub mod once;
pub mod page;
pub mod problems;
pub mod text_area;
