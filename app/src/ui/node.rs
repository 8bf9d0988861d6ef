//! A page as data of one type: elements, texts and parts that change, built by `view!`.
//!
//! The server writes it as HTML; the browser takes over what the server wrote or builds it anew. All
//! of it is code a browser fetches once, however many pages there are: with a type for each piece of
//! a page, as Leptos has it, the code of the complaint form alone weighed more than all of this.

mod browser;
mod element;
mod html;
mod leptos;
mod shown;
mod value;

use ::leptos::children::ToChildren;
use ::leptos::prelude::*;

pub use self::element::Element;
pub use self::value::{IntoValue, Value};
use crate::words::{Key, Phrase};

/// Any piece of a page.
pub enum Node {
    Element(Element),
    /// A text that stays or one that follows signals.
    Text(Value),
    Many(Vec<Node>),
    /// Comes, goes or changes with signals. Each time it is built anew: a field in it must depend on
    /// nothing that changes while a person types.
    Part(Box<dyn Fn() -> Node + Send>),
    /// What a part holds, once it waits for nothing any more.
    Settled(Box<Node>),
    /// A view of Leptos's own kind.
    Other(AnyView),
}

impl Node {
    #[must_use]
    pub fn many(nodes: Vec<Node>) -> Self {
        Self::Many(nodes)
    }

    #[must_use]
    pub const fn nothing() -> Self {
        Self::Many(Vec::new())
    }
}

/// A part of a page that comes and goes.
pub fn part<N: IntoNode>(view: impl Fn() -> N + Send + 'static) -> Node {
    Node::Part(Box::new(move || view().into_node()))
}

/// A view made by Leptos, in the middle of ours.
pub fn other(view: impl IntoView + 'static) -> Node {
    Node::Other(view.into_any())
}

/// What is there only while `when` says so.
#[component]
pub fn Show(#[prop(into)] when: Signal<bool>, children: Again) -> Node {
    let when = Memo::new(move |_| when.get());
    part(move || when.get().then(|| children.view()))
}

/// What stands inside a component: give its `children` this type.
pub struct Inside(Box<dyn FnOnce() -> Node + Send>);

impl Inside {
    #[must_use]
    pub fn view(self) -> Node {
        (self.0)()
    }
}

/// What stands inside a component that shows it more than once.
pub struct Again(Box<dyn Fn() -> Node + Send>);

impl Again {
    #[must_use]
    pub fn view(&self) -> Node {
        (self.0)()
    }
}

impl<F: Fn() -> Node + Send + 'static> ToChildren<F> for Again {
    fn to_children(children: F) -> Self {
        Self(Box::new(children))
    }
}

impl<F: FnOnce() -> Node + Send + 'static> ToChildren<F> for Inside {
    fn to_children(children: F) -> Self {
        Self(Box::new(children))
    }
}

/// What can stand between two tags.
pub trait IntoNode {
    fn into_node(self) -> Node;
}

impl IntoNode for Node {
    fn into_node(self) -> Node {
        self
    }
}

impl IntoNode for Element {
    fn into_node(self) -> Node {
        Node::Element(self)
    }
}

impl IntoNode for AnyView {
    fn into_node(self) -> Node {
        Node::Other(self)
    }
}

impl IntoNode for () {
    fn into_node(self) -> Node {
        Node::nothing()
    }
}

impl<N: IntoNode> IntoNode for Option<N> {
    fn into_node(self) -> Node {
        self.map_or_else(Node::nothing, N::into_node)
    }
}

impl<N: IntoNode> IntoNode for Vec<N> {
    fn into_node(self) -> Node {
        Node::Many(self.into_iter().map(N::into_node).collect())
    }
}

impl<N: IntoNode, const COUNT: usize> IntoNode for [N; COUNT] {
    fn into_node(self) -> Node {
        Node::Many(self.into_iter().map(N::into_node).collect())
    }
}

macro_rules! texts {
    ($($type:ty),+) => {$(
        impl IntoNode for $type {
            fn into_node(self) -> Node {
                Node::Text(self.into_value())
            }
        }
    )+};
}

texts!(
    &'static str,
    String,
    Key,
    Phrase,
    u16,
    u32,
    usize,
    Signal<String>,
    Signal<&'static str>,
    Memo<String>
);

/// What a function may return to be asked again whenever a signal it read has changed: a text stays
/// where it is and says something else, all else is built anew.
pub trait Changing: Sized {
    fn changing(view: impl Fn() -> Self + Send + 'static) -> Node;
}

impl<C: Changing, F: Fn() -> C + Send + 'static> IntoNode for F {
    fn into_node(self) -> Node {
        C::changing(self)
    }
}

macro_rules! changing {
    ($($type:ty),+ => $node:expr) => {$(
        impl Changing for $type {
            fn changing(view: impl Fn() -> Self + Send + 'static) -> Node {
                $node(view)
            }
        }
    )+};
}

changing!(&'static str, String, Key, Phrase => |view| Node::Text(IntoValue::into_value(view)));
changing!(Node, Option<Node>, Vec<Node> => part);

macro_rules! tuples {
    ($($name:ident),+) => {
        impl<$($name: IntoNode),+> IntoNode for ($($name,)+) {
            #[allow(non_snake_case, reason = "a value is named as its type is")]
            fn into_node(self) -> Node {
                let ($($name,)+) = self;
                Node::Many(vec![$($name.into_node()),+])
            }
        }
    };
}

tuples!(A, B);
tuples!(A, B, C);
tuples!(A, B, C, D);
tuples!(A, B, C, D, E);
