//! A few lines set apart: what one should know now.

use leptos::prelude::*;
use markup::view;

use super::icon::{Icon, icon};
use super::node::{Inside, Node};
use crate::words::Key;

/// How it looks; the words say it first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    #[default]
    Plain,
    Caution,
    Alarm,
    Settled,
}

impl Tone {
    const fn kind(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Caution => Some("caution"),
            Self::Alarm => Some("alarm"),
            Self::Settled => Some("settled"),
        }
    }
}

#[component]
pub fn Notice(
    mark: Icon,
    title: Key,
    #[prop(optional)] tone: Tone,
    #[prop(optional)] children: Option<Inside>,
) -> Node {
    view! {
        <div class="notice" data-kind=tone.kind() role=(tone == Tone::Alarm).then_some("alert")>
            {icon(mark)}
            <b>{title}</b>
            {children.map(Inside::view)}
        </div>
    }
}
