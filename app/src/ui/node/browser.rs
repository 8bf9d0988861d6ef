//! How the browser takes over what the server wrote, builds what was not there, and keeps in step
//! with signals.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use leptos::reactive::effect::RenderEffect;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::renderer::types::{Element as Tag, Node as DomNode, Placeholder, Text};
use leptos::tachys::renderer::{CastFrom, Rndr};
use leptos::tachys::view::{Mountable, Position, PositionState, Render, RenderHtml};
use web_sys::wasm_bindgen::JsCast;
use web_sys::wasm_bindgen::closure::Closure;

use super::element::{Hook, namespace};
use super::shown::{Kept, Shown};
use super::value::{Said, Value};
use super::{Element, Node};

/// Where the nodes come from.
#[derive(Clone, Copy)]
enum From<'a> {
    /// The server wrote them.
    Page(&'a Cursor, &'a PositionState),
    Nothing,
}

impl Node {
    pub(super) fn take_over(self, cursor: &Cursor, position: &PositionState) -> Shown {
        self.show(From::Page(cursor, position))
    }

    pub(super) fn make(self) -> Shown {
        self.show(From::Nothing)
    }

    fn show(self, from: From<'_>) -> Shown {
        match self {
            Self::Element(element) => element.show(from),
            Self::Text(value) => show_text(value, from),
            Self::Many(nodes) => Shown::Many(nodes.into_iter().map(|node| node.show(from)).collect()),
            Self::Part(view) => show_part(view, from),
            Self::Settled(node) => node.show(from),
            Self::Other(view) => Shown::Other(match from {
                From::Page(cursor, position) => view.hydrate::<true>(cursor, position),
                From::Nothing => view.build(),
            }),
        }
    }
}

impl Element {
    fn show(self, from: From<'_>) -> Shown {
        let parts = *self.0;
        let tag = match from {
            From::Page(cursor, position) => next_element(cursor, position),
            From::Nothing => Rndr::create_element(parts.tag, namespace(parts.tag)),
        };
        let is_there = matches!(from, From::Page(..));
        if !is_there {
            for (name, value) in parts.fixed() {
                Rndr::set_attribute(&tag, name, value);
            }
        }
        let mut kept = Vec::new();
        for (name, value) in parts.attributes {
            let set = move |tag: &Tag, said: Said| match said {
                Some(said) => Rndr::set_attribute(tag, name, &said),
                None => Rndr::remove_attribute(tag, name),
            };
            follow(&tag, value, is_there, Box::new(set), &mut kept);
        }
        for (class, value) in parts.classes {
            let set = move |tag: &Tag, said: Said| {
                let classes = Rndr::class_list(tag);
                if said.is_some() {
                    Rndr::add_class(&classes, class);
                } else {
                    Rndr::remove_class(&classes, class);
                }
            };
            follow(&tag, value, is_there, Box::new(set), &mut kept);
        }
        for (name, value) in parts.properties {
            let set = move |tag: &Tag, said: Said| Rndr::set_property(tag, name, &said.is_some().into());
            follow(&tag, value, is_there, Box::new(set), &mut kept);
        }
        let mut children = Vec::new();
        if let Some(html) = parts.html {
            let set = |tag: &Tag, said: Said| Rndr::set_inner_html(tag, &said.unwrap_or_default());
            follow(&tag, html, is_there, Box::new(set), &mut kept);
        } else {
            if let From::Page(_, position) = from {
                position.set(Position::FirstChild);
            }
            for child in parts.children {
                let mut child = child.show(from);
                if !is_there {
                    child.mount(&tag, None);
                }
                children.push(child);
            }
        }
        kept.extend(parts.hooks.into_iter().filter_map(|hook| hang(hook, &tag)));
        if let From::Page(cursor, position) = from {
            cursor.set(tag.clone().into());
            position.set(Position::NextChild);
        }
        Shown::Element { tag, _kept: kept, _children: children }
    }
}

fn next_element(cursor: &Cursor, position: &PositionState) -> Tag {
    match position.get() {
        Position::FirstChild => cursor.child(),
        Position::Current => {}
        _ => cursor.sibling(),
    }
    cast(cursor.current())
}

/// What stands where the server and the browser disagree about the page is our mistake, and told as
/// such in the console; no page can go on from there.
fn cast<T: CastFrom<DomNode>>(node: DomNode) -> T {
    T::cast_from(node).expect("the page is as the server wrote it")
}

type Set = Box<dyn Fn(&Tag, Said)>;

/// Sets what is said, unless it `is_there` already, and again whenever it changes.
fn follow(tag: &Tag, value: Value, is_there: bool, set: Set, kept: &mut Vec<Kept>) {
    match value {
        Value::Still(None) => {}
        Value::Still(said) if !is_there => set(tag, said),
        Value::Still(_) => {}
        changing => {
            let tag = tag.clone();
            let effect = render_effect(Box::new(move |is_first| {
                let said = changing.now();
                if !(is_first && is_there) {
                    set(&tag, said);
                }
            }));
            kept.push(Kept::Effect { _effect: effect });
        }
    }
}

/// One type of effect for everything that follows a signal.
fn render_effect(run: Box<dyn Fn(bool)>) -> RenderEffect<()> {
    RenderEffect::new(move |before: Option<()>| run(before.is_none()))
}

fn hang(hook: Hook, tag: &Tag) -> Option<Kept> {
    match hook {
        Hook::Reference(load) => {
            load(tag);
            None
        }
        Hook::Listener { event, owner, handler } => {
            let mut handler = handler.take();
            let listener = Closure::new(move |event| owner.with(|| handler(event)));
            // Only an event without a name is refused.
            let _ = tag.add_event_listener_with_callback(&event, listener.as_ref().unchecked_ref());
            Some(Kept::Listener { _listener: listener })
        }
    }
}

/// What a text says is asked for by its own effect alone: whatever it stands in must not be built
/// again because of it.
fn show_text(value: Value, from: From<'_>) -> Shown {
    let text = match (from, &value) {
        (From::Page(cursor, position), _) => next_text(cursor, position),
        (From::Nothing, Value::Still(said)) => Rndr::create_text_node(said.as_deref().unwrap_or_default()),
        (From::Nothing, _) => Rndr::create_text_node(""),
    };
    let is_there = matches!(from, From::Page(..));
    let kept = match value {
        Value::Still(_) => None,
        changing => {
            let text = text.clone();
            Some(render_effect(Box::new(move |is_first| {
                let said = changing.now();
                if !(is_first && is_there) {
                    Rndr::set_text(&text, said.as_deref().unwrap_or_default());
                }
            })))
        }
    };
    Shown::Text { text, _kept: kept }
}

fn next_text(cursor: &Cursor, position: &PositionState) -> Text {
    match position.get() {
        Position::FirstChild => cursor.child(),
        // The mark between two texts.
        Position::NextChildAfterText => {
            cursor.sibling();
            cursor.sibling();
        }
        _ => cursor.sibling(),
    }
    position.set(Position::NextChildAfterText);
    cast(cursor.current())
}

fn show_part(view: Box<dyn Fn() -> Node + Send>, from: From<'_>) -> Shown {
    let inside: Rc<RefCell<Option<Shown>>> = Rc::default();
    // A part that is taken over meets its end only after what it holds.
    let end: Rc<OnceCell<Placeholder>> = Rc::default();
    let page = match from {
        From::Page(cursor, position) => Some((cursor.clone(), position.clone())),
        From::Nothing => None,
    };
    let kept = {
        let (inside, end) = (Rc::clone(&inside), Rc::clone(&end));
        render_effect(Box::new(move |_| {
            let node = view();
            let before = inside.borrow_mut().take();
            let shown = match (end.get(), &page) {
                (Some(end), _) => {
                    if let Some(mut before) = before {
                        before.unmount();
                    }
                    let mut shown = node.make();
                    end.insert_before_this(&mut shown);
                    shown
                }
                (None, Some((cursor, position))) => {
                    let shown = node.take_over(cursor, position);
                    end.get_or_init(|| cursor.next_placeholder(position));
                    shown
                }
                (None, None) => node.make(),
            };
            *inside.borrow_mut() = Some(shown);
        }))
    };
    let end = end.get_or_init(Rndr::create_placeholder).clone();
    Shown::Part { inside, end, _kept: kept }
}
