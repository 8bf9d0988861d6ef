//! What of a page is kept while it is shown, and how it is moved and taken away.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::reactive::effect::RenderEffect;
use leptos::tachys::renderer::types::{Element as Tag, Node as DomNode, Placeholder, Text};
use leptos::tachys::view::Mountable;
use leptos::tachys::view::any_view::AnyViewState;
use web_sys::wasm_bindgen::closure::Closure;

/// What of a node is kept while it is shown. Thrown away, it no longer follows signals.
#[must_use]
pub enum Shown {
    Element { tag: Tag, _kept: Vec<Kept>, _children: Vec<Shown> },
    Text { text: Text, _kept: Option<RenderEffect<()>> },
    Many(Vec<Shown>),
    Part { inside: Rc<RefCell<Option<Shown>>>, end: Placeholder, _kept: RenderEffect<()> },
    Other(AnyViewState),
}

/// What an element lives with.
pub enum Kept {
    Effect { _effect: RenderEffect<()> },
    Listener { _listener: Closure<dyn FnMut(web_sys::Event)> },
}

/// What a part holds would else live on in its effect until the next turn of the browser's loop, and
/// might be asked for signals that are gone.
impl Drop for Shown {
    fn drop(&mut self) {
        if let Self::Part { inside, .. } = self {
            let inside = inside.borrow_mut().take();
            drop(inside);
        }
    }
}

impl Mountable for Shown {
    fn unmount(&mut self) {
        match self {
            Self::Element { tag, .. } => tag.unmount(),
            Self::Text { text, .. } => text.unmount(),
            Self::Many(all) => all.iter_mut().for_each(Self::unmount),
            Self::Part { inside, end, .. } => {
                if let Some(inside) = &mut *inside.borrow_mut() {
                    inside.unmount();
                }
                end.unmount();
            }
            Self::Other(view) => view.unmount(),
        }
    }

    fn mount(&mut self, parent: &Tag, marker: Option<&DomNode>) {
        match self {
            Self::Element { tag, .. } => tag.mount(parent, marker),
            Self::Text { text, .. } => text.mount(parent, marker),
            Self::Many(all) => all.iter_mut().for_each(|one| one.mount(parent, marker)),
            Self::Part { inside, end, .. } => {
                if let Some(inside) = &mut *inside.borrow_mut() {
                    inside.mount(parent, marker);
                }
                end.mount(parent, marker);
            }
            Self::Other(view) => view.mount(parent, marker),
        }
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        match self {
            Self::Element { tag, .. } => tag.insert_before_this(child),
            Self::Text { text, .. } => text.insert_before_this(child),
            Self::Many(all) => all.iter().any(|one| one.insert_before_this(child)),
            Self::Part { inside, end, .. } => {
                inside.borrow().as_ref().is_some_and(|inside| inside.insert_before_this(child))
                    || end.insert_before_this(child)
            }
            Self::Other(view) => view.insert_before_this(child),
        }
    }

    fn elements(&self) -> Vec<Tag> {
        match self {
            Self::Element { tag, .. } => vec![tag.clone()],
            Self::Text { .. } => Vec::new(),
            Self::Many(all) => all.iter().flat_map(Self::elements).collect(),
            Self::Part { inside, .. } => inside.borrow().as_ref().map(Self::elements).unwrap_or_default(),
            Self::Other(view) => view.elements(),
        }
    }
}
