//! What an attribute says, or a text: once and for all, or following signals.

use std::borrow::Cow;

use leptos::prelude::*;

use crate::session;
use crate::words::{Key, Phrase, say};

/// `None` is an attribute that is not there; an empty one is there without a value.
pub type Said = Option<Cow<'static, str>>;

pub enum Value {
    Still(Said),
    /// A text in the language of the reader, who may change it.
    Words(Key),
    Phrase(Box<Phrase>),
    Live(Box<dyn Fn() -> Said + Send>),
}

impl Value {
    /// What it says now.
    #[must_use]
    pub fn now(&self) -> Said {
        match self {
            Self::Still(said) => said.clone(),
            Self::Words(key) => key.into_said(),
            Self::Phrase(phrase) => Some(Cow::Owned(phrase.say(language()))),
            Self::Live(say) => say(),
        }
    }
}

/// Of the reader; what asks for it follows.
fn language() -> crate::words::Language {
    session::preferences().get().language
}

/// What an attribute can be given, or a text.
pub trait IntoValue {
    fn into_value(self) -> Value;
}

/// What a signal can hold, or a function return, to say something.
pub trait IntoSaid {
    fn into_said(self) -> Said;
}

impl IntoSaid for &'static str {
    fn into_said(self) -> Said {
        Some(Cow::Borrowed(self))
    }
}

impl IntoSaid for String {
    fn into_said(self) -> Said {
        Some(Cow::Owned(self))
    }
}

impl IntoSaid for Key {
    fn into_said(self) -> Said {
        Some(Cow::Borrowed(say(language(), self)))
    }
}

impl IntoSaid for Phrase {
    fn into_said(self) -> Said {
        Some(Cow::Owned(self.say(language())))
    }
}

/// There or not there, as `checked` is.
impl IntoSaid for bool {
    fn into_said(self) -> Said {
        self.then_some(Cow::Borrowed(""))
    }
}

impl<S: IntoSaid> IntoSaid for Option<S> {
    fn into_said(self) -> Said {
        self.and_then(S::into_said)
    }
}

macro_rules! numbers {
    ($($type:ty),+) => {$(
        impl IntoSaid for $type {
            fn into_said(self) -> Said {
                Some(Cow::Owned(self.to_string()))
            }
        }
        still!($type);
    )+};
}

macro_rules! still {
    ($($type:ty),+) => {$(
        impl IntoValue for $type {
            fn into_value(self) -> Value {
                Value::Still(self.into_said())
            }
        }
    )+};
}

impl IntoValue for Key {
    fn into_value(self) -> Value {
        Value::Words(self)
    }
}

impl IntoValue for Phrase {
    fn into_value(self) -> Value {
        Value::Phrase(Box::new(self))
    }
}

still!(&'static str, String, bool, Option<&'static str>, Option<String>);
numbers!(u8, u16, u32, usize);

impl<S: IntoSaid, F: Fn() -> S + Send + 'static> IntoValue for F {
    fn into_value(self) -> Value {
        Value::Live(Box::new(move || self().into_said()))
    }
}

impl<S: IntoSaid + Clone + Send + Sync + 'static> IntoValue for Signal<S> {
    fn into_value(self) -> Value {
        Value::Live(Box::new(move || self.get().into_said()))
    }
}

impl<S: IntoSaid + Clone + PartialEq + Send + Sync + 'static> IntoValue for Memo<S> {
    fn into_value(self) -> Value {
        Value::Live(Box::new(move || self.get().into_said()))
    }
}
