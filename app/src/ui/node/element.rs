//! One element: its tag, what it says of itself, what it listens for, what it holds.

use std::borrow::Cow;

use leptos::ev::EventDescriptor;
use leptos::html::ElementType;
use leptos::prelude::*;
use leptos::tachys::html::node_ref::NodeRefContainer;
use send_wrapper::SendWrapper;
use web_sys::wasm_bindgen::JsCast;

use super::value::{IntoValue, Value};
use super::{IntoNode, Node};

/// On the heap, so that the many calls that put a page together hand on an address, not a hundred
/// bytes.
pub struct Element(pub(super) Box<Parts>);

#[derive(Default)]
pub(super) struct Parts {
    pub tag: &'static str,
    /// Attributes that never change, as `view!` writes them: `name␟value␞name␟value`.
    fixed: &'static str,
    pub attributes: Vec<(&'static str, Value)>,
    /// Classes that come and go.
    pub classes: Vec<(&'static str, Value)>,
    /// Properties such as `selected`, which a browser keeps apart from the attribute.
    pub properties: Vec<(&'static str, Value)>,
    /// What stands inside it as HTML, written by us alone.
    pub html: Option<Value>,
    pub hooks: Vec<Hook>,
    pub children: Vec<Node>,
}

impl Parts {
    /// Names and values of the attributes that never change.
    pub fn fixed(&self) -> impl Iterator<Item = (&'static str, &'static str)> + use<> {
        self.fixed.split('\u{1e}').filter_map(|attribute| attribute.split_once('\u{1f}'))
    }
}

/// What is done with the element once it is in the browser. On the server there are none.
pub(super) enum Hook {
    Reference(Box<dyn FnOnce(&web_sys::Element) + Send>),
    Listener { event: Cow<'static, str>, owner: Owner, handler: SendWrapper<Handler> },
}

pub(super) type Handler = Box<dyn FnMut(web_sys::Event)>;

// What is never inlined is a call of a few bytes at each of the hundreds of places it is made.
impl Element {
    #[must_use]
    #[inline(never)]
    pub fn new(tag: &'static str, fixed: &'static str) -> Self {
        Self(Box::new(Parts { tag, fixed, ..Parts::default() }))
    }

    #[must_use]
    pub fn attribute(self, name: &'static str, value: impl IntoValue) -> Self {
        self.with_attribute(name, value.into_value())
    }

    #[inline(never)]
    fn with_attribute(mut self, name: &'static str, value: Value) -> Self {
        self.0.attributes.push((name, value));
        self
    }

    /// A class that is there while `condition` says so.
    #[must_use]
    pub fn class(self, name: &'static str, condition: impl IntoValue) -> Self {
        self.with_class(name, condition.into_value())
    }

    #[inline(never)]
    fn with_class(mut self, name: &'static str, condition: Value) -> Self {
        self.0.classes.push((name, condition));
        self
    }

    /// Set or not set, in the browser only.
    #[must_use]
    pub fn property(mut self, name: &'static str, is_set: impl IntoValue) -> Self {
        self.0.properties.push((name, is_set.into_value()));
        self
    }

    /// Whatever it says is not escaped.
    #[must_use]
    pub fn inner_html(mut self, html: impl IntoValue) -> Self {
        self.0.html = Some(html.into_value());
        self
    }

    #[must_use]
    pub fn child(self, child: impl IntoNode) -> Self {
        self.with_child(child.into_node())
    }

    #[inline(never)]
    fn with_child(mut self, child: Node) -> Self {
        self.0.children.push(child);
        self
    }

    #[must_use]
    pub fn node_ref<E: ElementType>(self, reference: impl NodeRefContainer<E>) -> Self {
        if cfg!(feature = "ssr") {
            return self;
        }
        self.hooked(Hook::Reference(Box::new(move |element| reference.load(element))))
    }

    #[must_use]
    pub fn on<E>(self, event: E, mut handler: impl FnMut(E::EventType) + 'static) -> Self
    where
        E: EventDescriptor,
        E::EventType: JsCast,
    {
        if cfg!(feature = "ssr") {
            return self;
        }
        self.listening(event.name(), Box::new(move |event| handler(event.unchecked_into())))
    }

    #[inline(never)]
    fn listening(self, event: Cow<'static, str>, handler: Handler) -> Self {
        let owner = Owner::current().unwrap_or_default();
        self.hooked(Hook::Listener { event, owner, handler: SendWrapper::new(handler) })
    }

    #[inline(never)]
    fn hooked(mut self, hook: Hook) -> Self {
        self.0.hooks.push(hook);
        self
    }
}

/// The namespace an element is made in; `None` is HTML's.
pub(super) fn namespace(tag: &str) -> Option<&'static str> {
    const DRAWN: [&str; 8] = ["svg", "path", "circle", "use", "line", "rect", "g", "polyline"];
    DRAWN.contains(&tag).then_some("http://www.w3.org/2000/svg")
}

/// Elements that hold nothing and are not closed.
pub(super) fn is_void(tag: &str) -> bool {
    const VOID: [&str; 8] = ["area", "br", "col", "hr", "img", "input", "link", "meta"];
    VOID.contains(&tag)
}
