//! Residents' pages: what each is made of is read first, then the page is made of it in one go.
//!
//! On the server a page waits for nothing while it is rendered. In the browser a program takes over
//! the pages it knows, and goes from one of them to another without loading a document; every other
//! address is a document of its own. A page that needs no scripts gets none.

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use serde::Serialize;
use serde::de::DeserializeOwned;
use web_sys::wasm_bindgen::JsValue;

use crate::error::{Failure, Refused};
use crate::failure::FailurePage;
use crate::frame::{Footer, Masthead};
use crate::notice::NoticePage;
use crate::routes::{Address, Page};
use crate::settings::SettingsPage;
use crate::start::StartPage;
use crate::ui::effect::effect;
use crate::ui::go::Go;
use crate::ui::node::{IntoNode, Node, part};
use crate::ui::page::provide_reading_on;
use crate::{session, wire};
use markup::view;
use rules::complaint::Ground;
use rules::problem::Problem;

/// What the pages of one program are made of.
pub trait Contents: Serialize + DeserializeOwned + Send + Sync + 'static {
    fn show(self, at: &Address) -> Node;

    /// Asks the server for those of another page; `None` when it is none of this program's.
    fn read(page: Page) -> Option<impl Future<Output = Result<Self, Refused<Problem>>> + 'static>;
}

/// All of a program's pages, the one that was asked for first.
pub fn program<C: Contents>() -> Node {
    provide_meta_context();
    session::provide_session();
    session::keep_in_step();
    provide_reading_on();
    let at = Address::of_page();
    let Some(contents) = wire::shared(take_context::<C>) else { return still(&at, failed(Failure::Failed)) };
    let shown = Turned {
        wanted: StoredValue::new(at.clone()),
        next: StoredValue::new(Some((at, contents))),
        turns: RwSignal::new(0),
        turning: RwSignal::new(false),
    };
    let path = Signal::derive(move || {
        shown.turns.track();
        shown.wanted.with_value(ToString::to_string)
    });
    let to = Callback::new(move |to: String| go(shown, Address::of(&to), true));
    provide_context(Go { to, turning: shown.turning.into() });
    effect(move || {
        let back = window_event_listener(leptos::ev::popstate, move |_| {
            // A link to a place in this very page is told the same way.
            let to = Address::of_page();
            if shown.wanted.with_value(|at| *at != to) {
                go(shown, to, false);
            }
        });
        on_cleanup(move || back.remove());
    });
    let page = part(move || {
        shown.turns.track();
        session::call_the_company();
        shown.next.try_update_value(Option::take).flatten().map(|(at, contents)| contents.show(&at))
    });
    framed(path, page)
}

/// Which page is wanted, what it is made of until it is shown, and how often another was turned to.
struct Turned<C: Contents> {
    wanted: StoredValue<Address>,
    next: StoredValue<Option<(Address, C)>>,
    turns: RwSignal<u32>,
    /// Whether a page is still being read.
    turning: RwSignal<bool>,
}

impl<C: Contents> Clone for Turned<C> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<C: Contents> Copy for Turned<C> {}

/// To a page of this program in its place, to any other as browsers do.
fn go<C: Contents>(shown: Turned<C>, to: Address, is_new: bool) {
    let leave = |to: &Address| {
        let _ = window().location().set_href(&to.to_string());
    };
    let Some(read) = Page::of(&to.path).and_then(C::read) else { return leave(&to) };
    shown.wanted.set_value(to.clone());
    shown.turning.set(true);
    leptos::task::spawn_local(async move {
        let read = read.await;
        // Whoever goes on or back meanwhile wants another page.
        if shown.wanted.try_with_value(|wanted| *wanted == to) != Some(true) {
            return;
        }
        let Ok(contents) = read else { return leave(&to) };
        if is_new {
            if let Ok(history) = window().history() {
                let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&to.to_string()));
            }
            window().scroll_to_with_x_and_y(0.0, 0.0);
        }
        shown.next.set_value(Some((to, contents)));
        shown.turning.set(false);
        shown.turns.update(|turns| *turns += 1);
    });
}

fn framed(path: Signal<String>, page: Node) -> Node {
    view! { <Masthead path/>{page}<Footer path/> }
}

/// A page without a program.
fn still(at: &Address, page: Node) -> Node {
    framed(Signal::stored(at.to_string()), page)
}

fn failed(failure: Failure) -> Node {
    view! { <FailurePage failure/> }
}

/// What a page that needs no program is made of.
#[derive(Clone)]
pub enum Still {
    Start(Ground),
    Notice(Ground),
    Settings,
    Failed(Failure),
}

/// A page that needs no program, as the server renders it.
#[must_use]
pub fn without_program(of: Still) -> Node {
    provide_meta_context();
    session::provide_session();
    provide_reading_on();
    provide_context(Go { to: Callback::new(|_| {}), turning: Signal::stored(false) });
    let page = match of {
        Still::Start(ground) => view! { <StartPage ground/> },
        Still::Notice(ground) => view! { <NoticePage ground/> },
        Still::Settings => view! { <SettingsPage/> },
        Still::Failed(failure) => failed(failure),
    };
    still(&Address::of_page(), page.into_node())
}

#[cfg(feature = "ssr")]
pub use server::{Program, Read, body};

#[cfg(feature = "ssr")]
mod server {
    use leptos::prelude::*;

    use super::{Still, program, without_program};
    use crate::complaint::filing::{Filing, read_filing};
    use crate::complaint::following::{Following, read_following};
    use crate::error::Failure;
    use crate::routes::Page;
    use crate::ui::node::Node;

    /// What a resident's page is made of.
    #[derive(Clone)]
    pub enum Read {
        Filing(Filing),
        Following(Following),
        Still(Still),
    }

    /// What a browser loads to take a page over.
    #[derive(Clone, Copy, PartialEq, Eq)]
    pub enum Program {
        Filing,
        Following,
        Desk,
        Sheet,
        Counter,
        Office,
    }

    impl Read {
        /// Of the page at `path`, within a request.
        pub async fn of(path: &str) -> Self {
            let Some(page) = Page::of(path) else { return Self::Still(Still::Failed(Failure::NotFound)) };
            let read = match page {
                Page::Start => ground().await.map(|ground| Self::Still(Still::Start(ground))),
                Page::Notice => ground().await.map(|ground| Self::Still(Still::Notice(ground))),
                Page::Settings => Ok(Self::Still(Still::Settings)),
                Page::File | Page::Receipt(_) => read_filing(page).await.map(Self::Filing),
                Page::Tracking(_) | Page::Survey(_) => read_following(page).await.map(Self::Following),
            };
            read.unwrap_or_else(|refused| Self::Still(Still::Failed(refused.failure())))
        }

        #[must_use]
        pub const fn program(&self) -> Option<Program> {
            match self {
                Self::Filing(_) => Some(Program::Filing),
                Self::Following(_) => Some(Program::Following),
                Self::Still(_) => None,
            }
        }
    }

    async fn ground() -> Result<rules::complaint::Ground, crate::error::Refused<rules::problem::Problem>> {
        Ok(crate::session::store()?.ground(crate::session::moment()).await?)
    }

    /// The page made of what was read.
    #[must_use]
    pub fn body(read: Read) -> Node {
        match read {
            Read::Filing(filing) => {
                provide_context(filing);
                program::<Filing>()
            }
            Read::Following(following) => {
                provide_context(following);
                program::<Following>()
            }
            Read::Still(still) => without_program(still),
        }
    }
}
