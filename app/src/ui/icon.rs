//! Icons: one stroke, drawn once in a sprite at the end of the document, always beside a word.

use super::node::Node;
use leptos::prelude::*;
use markup::view;

/// The inside of the document's `<svg class="sprite">`.
pub const SPRITE: &str = include_str!("icon/sprite.svg");

macro_rules! icons {
    ($($name:ident = $id:literal),+ $(,)?) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Icon { $($name),+ }

        impl Icon {
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Where the sprite draws it.
            #[must_use]
            pub const fn href(self) -> &'static str {
                match self { $(Self::$name => concat!("#i-", $id)),+ }
            }
        }
    };
}

icons! {
    Alert = "alert", Arrow = "arrow", Back = "back", Bell = "bell", Camera = "camera", Chart = "chart", Check = "check",
    Clock = "clock", Copy = "copy", Down = "down", Empty = "empty", Key = "key", List = "list", Lock = "lock",
    Message = "message", Off = "off", Phone = "phone", Plus = "plus", Print = "print", Repeat = "repeat",
    Search = "search", Wrench = "wrench",
}

/// A function, not a component, so that hundreds of them cost one.
pub fn icon(icon: Icon) -> Node {
    view! { <svg class="icon" aria-hidden="true"><use href=icon.href()></use></svg> }
}

/// Two rooms sharing a wall.
#[component]
pub fn Logo() -> Node {
    view! {
        <svg viewBox="0 0 28 28" aria-hidden="true">
            <path fill="currentColor" d="M0 0h28v28H0z"></path>
            <path class="rooms" d="M5 22.5V9l9-3.5M5 22.5h5.5M23 22.5V9l-9-3.5M23 22.5h-5.5M14 5.5v17"></path>
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_icon_is_drawn_in_the_sprite() {
        for icon in Icon::ALL {
            let id = icon.href().trim_start_matches('#');
            assert!(SPRITE.contains(&format!("id=\"{id}\"")), "{icon:?}");
        }
    }
}
