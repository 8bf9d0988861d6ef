//! In the place of a desk page whose form was posted after the session had ended: what was typed, so
//! that it can be sent again.

use leptos::prelude::*;
use markup::view;
use rules::access::Refusal;
use rules::problem::{Field, Problem};

use crate::error::Refused;
use crate::frame::{Footer, Masthead};
use crate::ui::field::Label;
use crate::ui::form::FormFailure;
use crate::ui::node::Node;
use crate::ui::page::{Opening, Page};
use crate::ui::text_area::TextArea;
use crate::words::{Key, text};
use crate::{routes, session};

/// Of all fields only these two: no page shows what may have been a password.
const TEXT: Label = Label::new(Field::Text.code(), Key::AccountUnsentText);
const REASON: Label = Label::new(Field::Reason.code(), Key::ProblemFieldReason);

/// What somebody wrote into a form that was not accepted, since nobody was signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsent {
    /// Where the form is.
    back: String,
    texts: Vec<(Label, String)>,
}

impl Unsent {
    /// `None` when nothing was written that would be lost.
    #[must_use]
    pub fn of(back: &str, fields: &[(String, String)]) -> Option<Self> {
        let written = |label: Label| {
            let is_its = |name: &str| name.split(['[', ']']).rfind(|step| !step.is_empty()) == Some(label.id);
            let mut found = fields.iter().filter(|(name, typed)| is_its(name) && !typed.trim().is_empty());
            found.next().map(|(_, typed)| (label, typed.clone()))
        };
        let texts: Vec<_> = [TEXT, REASON].into_iter().filter_map(written).collect();
        (!texts.is_empty()).then(|| Self { back: back.to_owned(), texts })
    }
}

/// The whole body. It runs no scripts.
#[component]
pub fn UnsentPage(unsent: Unsent) -> Node {
    leptos_meta::provide_meta_context();
    session::provide_session();
    let refused: Refused<Problem> = Refusal::SignInFirst.into();
    session::answer_status(refused.status());
    let to = format!("{}?next={}", routes::SIGN_IN, routes::encode(&unsent.back));
    let none = Signal::stored(Vec::new());
    let texts: Vec<_> = unsent
        .texts
        .into_iter()
        .map(|(label, typed)| view! { <TextArea label name=label.id problems=none value=typed readonly=true/> })
        .collect();
    view! {
        <Masthead path=routes::START/>
        <Page title=text(Key::AccountUnsent)>
            <Opening title=Key::AccountUnsent lead=Key::AccountUnsentLead>
                <FormFailure failure=Signal::stored(refused.said())/>
            </Opening>
            <div class="stack">
                {texts}
                <div class="row"><a class="button" href=to>{Key::AccountTitle}</a></div>
            </div>
        </Page>
        <Footer path=routes::START/>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_kept_and_nothing_else() {
        let typed = |pairs: &[(&str, &str)]| {
            let fields: Vec<_> =
                pairs.iter().map(|(name, typed)| ((*name).into(), (*typed).into())).collect();
            let unsent = Unsent::of("/desk", &fields).map(|unsent| unsent.texts).unwrap_or_default();
            unsent.into_iter().map(|(_, typed)| typed).collect::<Vec<String>>()
        };
        let all = [("work[reason]", "记者路过"), ("number", "WT-2611-0001"), ("work[text]", "您好")];
        assert_eq!(typed(&all), ["您好", "记者路过"]);
        assert!(
            typed(&[("work[act]", "take"), ("work[text]", " "), ("entry[password]", "secret")]).is_empty()
        );
    }
}
