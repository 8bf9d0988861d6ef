//! How the server writes it. Marks between the pieces are Leptos's own, so that its views can stand
//! in ours and ours in its: `<!>` between two texts, and behind a part, which grows before it.

use std::borrow::Cow;

use leptos::prelude::AnyView;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::ssr::StreamBuilder;
use leptos::tachys::view::{Position, RenderHtml};

use super::element::{Parts, is_void};
use super::{Element, Node};

/// Where HTML goes: a string, or a stream that waits for what Leptos still reads.
pub(super) trait Paper {
    fn write(&mut self, html: &str);
    fn other(&mut self, view: AnyView, position: &mut Position, escape: bool, branches: bool);
}

impl Paper for String {
    fn write(&mut self, html: &str) {
        self.push_str(html);
    }

    fn other(&mut self, view: AnyView, position: &mut Position, escape: bool, branches: bool) {
        view.to_html_with_buf(self, position, escape, branches, Vec::<AnyAttribute>::new());
    }
}

pub(super) struct Stream<'a, const OUT_OF_ORDER: bool>(pub &'a mut StreamBuilder);

impl<const OUT_OF_ORDER: bool> Paper for Stream<'_, OUT_OF_ORDER> {
    fn write(&mut self, html: &str) {
        self.0.push_sync(html);
    }

    fn other(&mut self, view: AnyView, position: &mut Position, escape: bool, branches: bool) {
        view.to_html_async_with_buf::<OUT_OF_ORDER>(self.0, position, escape, branches, Vec::new());
    }
}

impl Node {
    pub(super) fn write(self, paper: &mut impl Paper, position: &mut Position, branches: bool) {
        match self {
            Self::Element(element) => element.write(paper, position, branches),
            Self::Text(value) => {
                if matches!(position, Position::NextChildAfterText) {
                    paper.write("<!>");
                }
                // Without a character there would be no text for the browser to take over.
                let said = value.now().filter(|said| !said.is_empty()).unwrap_or(Cow::Borrowed(" "));
                paper.write(&html_escape::encode_text(&said));
                *position = Position::NextChildAfterText;
            }
            Self::Many(nodes) => {
                for node in nodes {
                    node.write(paper, position, branches);
                }
            }
            Self::Part(view) => Self::Settled(Box::new(view())).write(paper, position, branches),
            Self::Settled(node) => {
                node.write(paper, position, branches);
                paper.write("<!>");
                *position = Position::NextChild;
            }
            Self::Other(view) => paper.other(view, position, true, branches),
        }
    }

    /// Reads what its views still have to read, so that Leptos waits for them.
    pub(super) fn look_ahead(&mut self) {
        match self {
            Self::Element(element) => element.0.children.iter_mut().for_each(Self::look_ahead),
            Self::Many(nodes) => nodes.iter_mut().for_each(Self::look_ahead),
            Self::Part(view) => {
                let mut node = view();
                node.look_ahead();
            }
            Self::Settled(node) => node.look_ahead(),
            Self::Other(view) => view.dry_resolve(),
            Self::Text(value) => drop(value.now()),
        }
    }

    /// The same with nothing left to wait for.
    pub(super) async fn settled(self) -> Self {
        match self {
            Self::Element(mut element) => {
                element.0.children = all_settled(std::mem::take(&mut element.0.children)).await;
                Self::Element(element)
            }
            Self::Many(nodes) => Self::Many(all_settled(nodes).await),
            Self::Part(view) => Self::Settled(Box::new(Box::pin(view().settled()).await)),
            Self::Settled(node) => Self::Settled(Box::new(Box::pin(node.settled()).await)),
            Self::Other(view) => Self::Other(view.resolve().await),
            text @ Self::Text(_) => text,
        }
    }
}

async fn all_settled(nodes: Vec<Node>) -> Vec<Node> {
    let mut settled = Vec::with_capacity(nodes.len());
    for node in nodes {
        settled.push(Box::pin(node.settled()).await);
    }
    settled
}

impl Element {
    fn write(self, paper: &mut impl Paper, position: &mut Position, branches: bool) {
        let parts = *self.0;
        let mut opening = format!("<{}", parts.tag);
        parts.write_attributes(&mut opening);
        opening.push('>');
        paper.write(&opening);
        if !is_void(parts.tag) {
            match &parts.html {
                Some(html) => paper.write(&html.now().unwrap_or_default()),
                None => {
                    *position = Position::FirstChild;
                    for child in parts.children {
                        child.write(paper, position, branches);
                    }
                }
            }
            paper.write(&format!("</{}>", parts.tag));
        }
        *position = Position::NextChild;
    }
}

impl Parts {
    fn write_attributes(&self, html: &mut String) {
        let on: Vec<_> =
            self.classes.iter().filter(|(_, is_on)| is_on.now().is_some()).map(|(class, _)| *class).collect();
        let mut classes = on.join(" ");
        let fixed = self.fixed().map(|(name, value)| (name, Some(Cow::Borrowed(value))));
        let changing = self.attributes.iter().map(|(name, value)| (*name, value.now()));
        for (name, said) in fixed.chain(changing) {
            let Some(said) = said else { continue };
            if name == "class" && !classes.is_empty() {
                let all = format!("{said} {classes}");
                classes.clear();
                write_attribute(html, name, &all);
            } else {
                write_attribute(html, name, &said);
            }
        }
        if !classes.is_empty() {
            write_attribute(html, "class", &classes);
        }
    }
}

fn write_attribute(html: &mut String, name: &str, value: &str) {
    html.push(' ');
    html.push_str(name);
    if !value.is_empty() {
        html.push_str("=\"");
        html.push_str(&html_escape::encode_double_quoted_attribute(value));
        html.push('"');
    }
}

#[cfg(test)]
mod tests {
    use leptos::prelude::*;
    use markup::view;

    use crate::ui::node::{IntoNode, Node, other, part};
    use crate::words::{Key, phrase};

    #[track_caller]
    fn check(view: impl Fn() -> Node, html: &str) {
        Owner::new().with(|| assert_eq!(view().to_html(), html));
    }

    #[test]
    fn what_is_said_is_escaped_and_only_our_own_html_is_not() {
        let typed = "</p><script>\"&'";
        check(
            move || view! { <p title=typed>{typed}</p> },
            "<p title=\"&lt;/p&gt;&lt;script&gt;&quot;&amp;'\">&lt;/p&gt;&lt;script&gt;\"&amp;'</p>",
        );
        check(|| view! { <svg inner_html="<path/>"></svg> }, "<svg><path/></svg>");
    }

    #[test]
    fn an_attribute_is_there_with_its_value_or_alone_or_not_at_all() {
        let none: Option<String> = None;
        check(
            move || view! { <input type="text" required value="" checked=true hidden=false title=none.clone() size=7_u16/> },
            "<input type=\"text\" required value checked size=\"7\">",
        );
    }

    #[test]
    fn classes_that_come_and_go_join_those_that_stay() {
        check(|| view! { <p class="a" class:b=true class:c=false></p> }, "<p class=\"a b\"></p>");
        check(|| view! { <p class:b=|| true></p> }, "<p class=\"b\"></p>");
        check(|| view! { <p class:b=|| false></p> }, "<p></p>");
    }

    #[test]
    fn marks_stand_between_texts_and_behind_parts() {
        check(|| view! { <p>"a"{"b"}</p> }, "<p>a<!>b</p>");
        check(|| view! { <p>{part(|| "a")}"b"</p> }, "<p>a<!>b</p>");
        check(|| view! { <p>{move || Some(view! { <b>"a"</b> })}</p> }, "<p><b>a</b><!></p>");
        check(|| view! { <p>{move || None::<Node>}</p> }, "<p><!></p>");
        check(|| view! { <p>{["a", "b"].map(|one| view! { <i>{one}</i> })}</p> }, "<p><i>a</i><i>b</i></p>");
        check(|| view! { <br/>{()}<p>""</p> }, "<br><p> </p>");
    }

    #[test]
    fn a_text_is_said_by_its_key_and_a_view_of_leptos_stands_among_ours() {
        check(|| view! { <p lang=Key::UiHans>{Key::UiEn}</p> }, "<p lang=\"简\">EN</p>");
        check(|| phrase::ui_hotline("110").into_node(), "服务热线 110");
        check(|| view! { <p>{other(leptos::view! { <b>"a"</b> })}"c"</p> }, "<p><b>a</b>c</p>");
    }
}
