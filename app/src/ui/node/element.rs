//! One element: its tag, what it says of itself, what it listens for, what it holds.

use leptos::ev::EventDescriptor;
use leptos::html::ElementType;
use leptos::prelude::*;
use leptos::tachys::html::node_ref::NodeRefContainer;
use send_wrapper::SendWrapper;
use web_sys::wasm_bindgen::JsCast;

use super::value::{IntoValue, Value};
use super::{IntoNode, Node};

pub struct Element {
    pub(super) tag: &'static str,
    pub(super) attributes: Vec<(&'static str, Value)>,
    /// Classes that come and go.
    pub(super) classes: Vec<(&'static str, Value)>,
    /// Properties such as `selected`, which a browser keeps apart from the attribute.
    pub(super) properties: Vec<(&'static str, Value)>,
    /// What stands inside it as HTML, written by us alone.
    pub(super) html: Option<Value>,
    pub(super) hooks: Vec<Hook>,
    pub(super) children: Vec<Node>,
}

/// What is done with the element once it is in the browser. On the server there are none.
pub(super) enum Hook {
    Reference(Box<dyn FnOnce(&web_sys::Element) + Send>),
    Listener { event: &'static str, owner: Owner, handler: SendWrapper<Handler> },
}

pub(super) type Handler = Box<dyn FnMut(web_sys::Event)>;

impl Element {
    #[must_use]
    pub const fn new(tag: &'static str) -> Self {
        Self {
            tag,
            attributes: Vec::new(),
            classes: Vec::new(),
            properties: Vec::new(),
            html: None,
            hooks: Vec::new(),
            children: Vec::new(),
        }
    }

    #[must_use]
    pub fn attribute(self, name: &'static str, value: impl IntoValue) -> Self {
        self.with_attribute(name, value.into_value())
    }

    fn with_attribute(mut self, name: &'static str, value: Value) -> Self {
        self.attributes.push((name, value));
        self
    }

    /// A class that is there while `condition` says so.
    #[must_use]
    pub fn class(mut self, name: &'static str, condition: impl IntoValue) -> Self {
        self.classes.push((name, condition.into_value()));
        self
    }

    /// Set or not set, in the browser only.
    #[must_use]
    pub fn property(mut self, name: &'static str, is_set: impl IntoValue) -> Self {
        self.properties.push((name, is_set.into_value()));
        self
    }

    /// Whatever it says is not escaped.
    #[must_use]
    pub fn inner_html(mut self, html: impl IntoValue) -> Self {
        self.html = Some(html.into_value());
        self
    }

    #[must_use]
    pub fn child(self, child: impl IntoNode) -> Self {
        self.with_child(child.into_node())
    }

    fn with_child(mut self, child: Node) -> Self {
        self.children.push(child);
        self
    }

    #[must_use]
    pub fn node_ref<E: ElementType>(mut self, reference: impl NodeRefContainer<E>) -> Self {
        if !cfg!(feature = "ssr") {
            self.hooks.push(Hook::Reference(Box::new(move |element| reference.load(element))));
        }
        self
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
        let name: &'static str = match event.name() {
            std::borrow::Cow::Borrowed(name) => name,
            std::borrow::Cow::Owned(_) => return self,
        };
        self.listening(name, Box::new(move |event| handler(event.unchecked_into())))
    }

    fn listening(mut self, event: &'static str, handler: Handler) -> Self {
        let owner = Owner::current().unwrap_or_default();
        self.hooks.push(Hook::Listener { event, owner, handler: SendWrapper::new(handler) });
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
