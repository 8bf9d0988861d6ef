//! Views of the queue that somebody keeps: a name for what is asked.

use serde::{Deserialize, Serialize};

use crate::code::coded;
use crate::id::ViewId;
use crate::limits::{VIEW_ASKS_CHARS_MAX, VIEW_NAME_CHARS_MAX};
use crate::problem::{Field, Problem, Problems, What};

/// A view as its reader sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedView {
    pub id: ViewId,
    pub name: String,
    /// What is asked, as it stands in the address.
    pub asks: String,
    /// Her department sees it too.
    pub shared: bool,
    /// The colleague who shares it; nobody where it is her own.
    pub by: Option<String>,
}

coded! {
    /// What is done to a view.
    pub enum ViewAct {
        Keep = "keep",
        Change = "change",
        Earlier = "earlier",
        Later = "later",
        Drop = "drop",
    }
}

/// The form as sent. A box that is not ticked sends nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ViewDraft {
    pub act: String,
    pub id: String,
    pub name: String,
    pub asks: String,
    pub shared: String,
}

/// What somebody wants done with views of her own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ViewWork {
    /// Keeps what is asked under a name; under one she has, it asks this from now on.
    Keep {
        name: String,
        asks: String,
        shared: bool,
    },
    Change {
        id: ViewId,
        name: String,
        shared: bool,
    },
    Move {
        id: ViewId,
        later: bool,
    },
    Drop {
        id: ViewId,
    },
}

impl ViewDraft {
    /// # Errors
    /// A name that is missing or too long; a form altered by hand.
    ///
    /// ```
    /// use rules::queue::{ViewDraft, ViewWork};
    /// let draft = ViewDraft { act: "keep".into(), name: " 本周 ".into(), asks: "grade=2".into(), ..ViewDraft::default() };
    /// let kept = ViewWork::Keep { name: "本周".into(), asks: "grade=2".into(), shared: false };
    /// assert_eq!(draft.parse(), Ok(kept));
    /// ```
    pub fn parse(&self) -> Result<ViewWork, Problems> {
        let act = ViewAct::from_code(&self.act);
        let act = act.ok_or_else(|| Problems::one(Field::Act, What::NotAChoice))?;
        let (id, shared) = (ViewId::new(self.id.as_str()), !self.shared.is_empty());
        Ok(match act {
            ViewAct::Keep => ViewWork::Keep { name: self.name()?, asks: self.asks()?, shared },
            ViewAct::Change => ViewWork::Change { id, name: self.name()?, shared },
            ViewAct::Earlier => ViewWork::Move { id, later: false },
            ViewAct::Later => ViewWork::Move { id, later: true },
            ViewAct::Drop => ViewWork::Drop { id },
        })
    }

    fn name(&self) -> Result<String, Problems> {
        let name = self.name.split_whitespace().collect::<Vec<_>>().join(" ");
        let chars = name.chars().count();
        let what = match chars {
            0 => What::Missing,
            chars if chars > VIEW_NAME_CHARS_MAX => What::TooLong { chars, max: VIEW_NAME_CHARS_MAX },
            _ => return Ok(name),
        };
        Err(Problems(vec![Problem { field: Field::View, what }]))
    }

    /// Only forms altered by hand ask more than a page can.
    fn asks(&self) -> Result<String, Problems> {
        let chars = self.asks.chars().count();
        if chars > VIEW_ASKS_CHARS_MAX {
            return Err(Problems::one(Field::View, What::TooLong { chars, max: VIEW_ASKS_CHARS_MAX }));
        }
        Ok(self.asks.clone())
    }
}
