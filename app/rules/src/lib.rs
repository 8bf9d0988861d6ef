//! The handbook in code: every rule of Linli and every type that crosses the wire.
//!
//! Compiled twice: in the browser it explains while a person types, on the server it is law. So it
//! is pure: no clock, no randomness, no input or output. Time and ids are arguments; the answers
//! are typed reasons and [`problem::Problem`]s, never words (`app::words` says them).
//!
//! Read in this order:
//!
//! - [`moment`], [`calendar`]: instants, zones, working time, clocks and their pauses
//! - [`kind`], [`question`], [`complaint`]: what a resident files, and all that can be wrong with it
//! - [`intake`], [`call`]: the same taken down by staff, and every other call
//! - [`policy`]: what a company decides for itself
//! - [`grading`]: handbook §2, facts to grade, naming every rule that holds
//! - [`hint`]: what a text suggests of those facts, for a person to confirm
//! - [`deadline`]: by when a grade obliges us, and how that looks now
//! - [`stage`], [`follow`], [`work`], [`draft`]: what happens to a complaint, by the resident and by staff
//! - [`access`], [`approval`], [`roster`], [`presence`]: who may do what, what a second person looks at first, who is on duty,
//!   who is there
//! - [`timeline`], [`view`], [`queue`], [`wall`]: what is kept, and what each side sees of it
//! - [`change`]: state before, act, state after: the one place that decides what happens
//! - [`likeness`], [`alike`]: which complaints may be the same, and what those that are count for
//! - [`reply`], [`commitment`]: what a reply says, and what it promises
//! - [`notice`], [`survey`]: who is told, and whether it held
//! - [`incident`]: a serious incident from its first notice to its report
//! - [`score`], [`table`]: what the figures say, and how they are counted

pub mod access;
pub mod alert;
pub mod alike;
pub mod approval;
pub mod calendar;
pub mod call;
pub mod change;
mod code;
pub mod commitment;
pub mod complaint;
pub mod contact;
pub mod deadline;
pub mod draft;
mod fold;
pub mod follow;
pub mod grading;
pub mod help;
pub mod hint;
pub mod id;
pub mod incident;
pub mod intake;
pub mod kind;
pub mod language;
pub mod likeness;
pub mod limits;
pub mod moment;
pub mod notice;
pub mod place;
pub mod policy;
pub mod presence;
pub mod problem;
pub mod question;
pub mod queue;
pub mod reply;
pub mod resolution;
pub mod roster;
pub mod score;
pub mod search;
pub mod stage;
pub mod survey;
pub mod table;
pub mod timeline;
pub mod transfer;
pub mod view;
pub mod wall;
pub mod work;
