//! A node as Leptos sees it: one view among its own.

use leptos::tachys::html::attribute::Attribute;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::ssr::StreamBuilder;
use leptos::tachys::view::add_attr::AddAnyAttr;
use leptos::tachys::view::{Mountable, Position, PositionState, Render, RenderHtml};

use super::Node;
use super::shown::Shown;

impl Render for Node {
    type State = Shown;

    fn build(self) -> Shown {
        self.make()
    }

    fn rebuild(self, state: &mut Shown) {
        let mut fresh = self.make();
        state.insert_before_this(&mut fresh);
        state.unmount();
        *state = fresh;
    }
}

/// Attributes are given to an element where it is written.
impl AddAnyAttr for Node {
    type Output<A: Attribute> = Self;

    fn add_any_attr<A: Attribute>(self, _: A) -> Self
    where
        Self: RenderHtml,
    {
        self
    }
}

impl RenderHtml for Node {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn into_owned(self) -> Self {
        self
    }

    fn hydrate<const FROM_SERVER: bool>(self, cursor: &Cursor, position: &PositionState) -> Shown {
        self.take_over(cursor, position)
    }

    async fn hydrate_async(self, cursor: &Cursor, position: &PositionState) -> Shown {
        self.take_over(cursor, position)
    }

    fn dry_resolve(&mut self) {
        self.look_ahead();
    }

    async fn resolve(self) -> Self {
        self.settled().await
    }

    fn to_html_with_buf(
        self,
        buffer: &mut String,
        position: &mut Position,
        _: bool,
        branches: bool,
        _: Vec<AnyAttribute>,
    ) {
        self.write(buffer, position, branches);
    }

    fn to_html_async_with_buf<const OUT_OF_ORDER: bool>(
        self,
        buffer: &mut StreamBuilder,
        position: &mut Position,
        _: bool,
        branches: bool,
        _: Vec<AnyAttribute>,
    ) {
        self.write(&mut super::html::Stream::<OUT_OF_ORDER>(buffer), position, branches);
    }
}
