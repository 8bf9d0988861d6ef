//! `/desk/sign-in`: staff number and password.

use std::fmt;

use crate::ui::node::Node;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use leptos_router::hooks::use_query_map;
use markup::view;
use rules::problem::{Field as Named, Problem, What};
use serde::{Deserialize, Serialize, Serializer};

use crate::error::Refused;
use crate::routes::{self, Side};
use crate::say;
use crate::session;
use crate::ui::field::{Field, Label};
use crate::ui::form::{FormFailure, Next, use_form};
use crate::ui::icon::Logo;
use crate::ui::page::Page;
use crate::ui::problems::{ProblemSummary, title_with};
use crate::wire::Answer;
use crate::words::Key;

/// The form as it was filled in.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    pub account: String,
    /// Never sent back with a page; what crosses is read by position, so its place stays.
    #[serde(serialize_with = "nothing")]
    pub password: String,
    /// Where she was going.
    pub next: String,
}

fn nothing<S: Serializer>(_: &str, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str("")
}

/// Says nothing of what was typed.
impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Draft").finish_non_exhaustive()
    }
}

impl Draft {
    /// # Errors
    /// What is missing.
    pub fn parse(&self) -> Result<(String, String), Vec<Problem>> {
        let account = self.account.trim();
        let missing = [(Named::Account, account.is_empty()), (Named::Password, self.password.is_empty())];
        let problems: Vec<Problem> = missing
            .into_iter()
            .filter(|(_, missing)| *missing)
            .map(|(field, _)| Problem { field, what: What::Missing })
            .collect();
        if problems.is_empty() { Ok((account.to_owned(), self.password.clone())) } else { Err(problems) }
    }

    /// The page she was going to, if it is one of the desk's.
    #[must_use]
    pub fn next(&self) -> &str {
        let ours = routes::is_local(&self.next) && Side::of(path_of(&self.next)) == Side::Desk;
        if ours && path_of(&self.next) != routes::SIGN_IN { &self.next } else { routes::DESK }
    }
}

fn path_of(address: &str) -> &str {
    address.split(['?', '#']).next().unwrap_or_default()
}

/// Opens a session for whoever knows the password.
#[server(endpoint = "sign_in", input = Json, output = Answer)]
pub async fn sign_in(#[server(default)] entry: Draft) -> Result<Next, Refused<Problem>> {
    let (account, password) = entry.parse().map_err(Refused::Problems)?;
    let accounts = session::of_request::<super::Accounts>().ok_or(crate::error::Failure::Busy)?;
    let staff = (accounts.sign_in)(account, password).await?;
    let next = if staff.only_passes_on() { routes::PASS_ON } else { entry.next() };
    Ok(Next(next.to_owned()))
}

const ACCOUNT: Label = Label::new(Named::Account.code(), Key::AccountNumber);
const PASSWORD: Label = Label::new(Named::Password.code(), Key::AccountPassword);

/// The form is posted by the browser itself, so that the desk begins with a page made for whoever
/// has just signed in.
#[component]
pub fn SignInPage() -> Node {
    let (form, typed) = use_form::<SignIn, _>();
    let problems = form.problems(say::problem::problem);
    let asked = use_query_map().with_untracked(|query| query.get("next")).unwrap_or_default();
    let entry = typed.map_or_else(|| Draft { next: asked, ..Draft::default() }, |call: SignIn| call.entry);
    view! {
        <Page title=title_with(problems, Key::AccountTitle) class="entrance stack">
            <p><span class="name"><Logo/><span>{session::name()}</span></span></p>
            <h1>{Key::AccountTitle}</h1>
            <ProblemSummary problems/>
            <FormFailure failure=form.failure()/>
            <form class="stack" method="post" action=routes::SIGN_IN>
                <Field label=ACCOUNT name="entry[account]" problems value=entry.account autocomplete="username"/>
                <Field
                    label=PASSWORD
                    name="entry[password]"
                    problems
                    r#type="password"
                    autocomplete="current-password"
                />
                <input type="hidden" name="entry[next]" value=entry.next/>
                <button class="button full">{Key::AccountSignIn}</button>
            </form>
            <p class="faint">{Key::AccountForgotten}</p>
        </Page>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_signing_in_one_goes_on_to_a_desk_page_and_nowhere_else() {
        let rows = [
            ("", "/desk"),
            ("/desk/complaints/WT-2611-0001", "/desk/complaints/WT-2611-0001"),
            ("/desk?grade=1", "/desk?grade=1"),
            ("/desk/sign-in?next=/desk", "/desk"),
            ("/settings", "/desk"),
            ("//evil.example/desk", "/desk"),
            ("https://evil.example", "/desk"),
            ("/desk\\@evil.example", "/desk"),
        ];
        for (next, wanted) in rows {
            assert_eq!(Draft { next: next.into(), ..Draft::default() }.next(), wanted, "{next}");
        }
    }

    #[test]
    fn both_fields_are_needed_and_both_are_named() {
        let fields = |account: &str, password: &str| {
            let draft = Draft { account: account.into(), password: password.into(), next: String::new() };
            draft.parse().err().unwrap_or_default().iter().map(|problem| problem.field).collect::<Vec<_>>()
        };
        assert_eq!(fields("", ""), [Named::Account, Named::Password]);
        assert_eq!(fields(" ", "x"), [Named::Account]);
        assert_eq!(fields("1001", "x"), []);
    }
}
