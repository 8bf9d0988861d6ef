//! `/s/{link}`: did it hold, and how was it. Opening the link spends nothing; it takes one answer.

use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use markup::view;
use rules::problem::Problem;
use rules::stage::REOPEN_DAYS;
use rules::survey::{AnswerDraft, Asked};

use crate::error::Refused;
use crate::ui::choices::Choices;
use crate::ui::field::{Label, optional, remarks};
use crate::ui::form::{Form, FormFailure, Next, use_form};
use crate::ui::icon::{Icon, icon};
use crate::ui::node::Node;
use crate::ui::once::Once;
use crate::ui::page::Page;
use crate::ui::problems::{ProblemSummary, Problems, sentence, title_with};
use crate::ui::text_area::TextArea;
use crate::wire::Answer;
use crate::words::{Key, Phrase, phrase, spoken, text};
use crate::{routes, say};

/// Keeps the one answer of a link. Whoever comes with another one later is told so.
#[server(endpoint = "answer_survey", input = Json, output = Answer)]
pub async fn answer_survey(
    link: String,
    #[server(default)] answer: AnswerDraft,
) -> Result<Next, Refused<Problem>> {
    use crate::session;
    use rules::{access::Refusal, change::Denied};
    let (store, now) = (session::store()?, session::moment());
    let read = answer.parse().map_err(|problems| Refused::Problems(problems.0))?;
    let solved = read.solved;
    let done = match store.answer_survey(&link, &answer.key, read, now).await {
        Err(store::Error::Denied(Denied::Refusal(Refusal::NotNow))) => BEFORE,
        Err(store::Error::Denied(Denied::Refusal(Refusal::SurveyOver))) => OVER,
        answered => match (solved, answered?) {
            (true, _) => SOLVED,
            (false, true) => REOPENED,
            (false, false) => KEPT,
        },
    };
    Ok(Next(format!("{}?done={done}", routes::survey(&link))))
}

/// What `?done=` says after an answer.
const SOLVED: &str = "solved";
const REOPENED: &str = "reopened";
const BEFORE: &str = "before";
/// Not solved, and nothing there to open again.
const KEPT: &str = "kept";
/// The result it asks about stands no more.
const OVER: &str = "over";

const SOLVED_LABEL: Label = Label::new("solved", Key::SurveySolved).hint(Key::SurveySolvedHint);
const SATISFACTION: Label = Label::new("satisfaction", Key::SurveySatisfaction);
const ATTITUDE: Label = Label::new("attitude", Key::SurveyAttitude).optional();
const SPEED: Label = Label::new("speed", Key::SurveySpeed).optional();
const RESULT: Label = Label::new("result", Key::SurveyResult).optional();
const WORDS: Label = Label::new("words", Key::SurveyWords).optional();

/// A point of the scale: its words, and the mouth of its face.
const POINTS: [(Key, &str); 5] = [
    (Key::SurveyPointOne, "M6.5 14c2-2.5 5-2.5 7 0"),
    (Key::SurveyPointTwo, "M7 13.7c2-1.2 4-1.2 6 0"),
    (Key::SurveyPointThree, "M7 13h6"),
    (Key::SurveyPointFour, "M7 12.5c2 1.2 4 1.2 6 0"),
    (Key::SurveyPointFive, "M6.5 12c2 2.5 5 2.5 7 0"),
];

#[component]
pub fn SurveyPage(
    link: String,
    asked: Asked,
    /// What came of answering, as its code.
    done: String,
) -> Node {
    let (form, typed) = use_form::<AnswerSurvey, _>();
    let start = typed.map(|call| call.answer).unwrap_or_default();
    match (done.as_str(), asked.answered) {
        (SOLVED, _) => thanks(Key::SurveyDoneTitle, Key::SurveyDoneSolved),
        (REOPENED, _) => thanks(Key::SurveyDoneTitle, Key::SurveyDoneReopened),
        (KEPT, _) => thanks(Key::SurveyDoneTitle, phrase::survey_done_kept(REOPEN_DAYS)),
        (BEFORE, _) | (_, true) => thanks(Key::SurveyDoneBefore, Key::SurveyDoneBeforeNote),
        (OVER, _) => thanks(Key::SurveyDoneOver, Key::SurveyDoneOverNote),
        _ if asked.over => thanks(Key::SurveyDoneOver, Key::SurveyDoneOverNote),
        _ => view! { <Questions form link asked start/> },
    }
}

fn thanks(title: Key, note: impl Into<Phrase>) -> Node {
    let note: Phrase = note.into();
    view! {
        <Page title=text(title)>
            <div class="blank">
                {icon(Icon::Check)}
                <h1>{title}</h1>
                <p>{note}</p>
            </div>
        </Page>
    }
}

#[component]
fn Questions(form: Form<AnswerSurvey, Problem>, link: String, asked: Asked, start: AnswerDraft) -> Node {
    let problems = form.problems(say::problem::problem);
    let Asked { number, kind, place, handler, .. } = asked;
    let about = spoken(move || phrase::survey_about(number.as_str()));
    let heading = spoken(move || phrase::survey_heading(say::kind(kind), &place));
    let reads: Phrase = handler.map_or_else(|| Key::SurveyStaffRead.into(), phrase::survey_who_reads);
    let solved = vec![("yes", Key::SurveyYes), ("no", Key::SurveyNo)];
    let check = |call: &AnswerSurvey| call.answer.parse().err().map(|problems| Refused::Problems(problems.0));
    let pending = form.pending();
    let busy = move || pending.get().then_some("true");
    let action = routes::survey(&link);
    view! {
        <Page title=title_with(problems, Key::SurveyTitle)>
            <div class="opening">
                <ProblemSummary problems/>
                <FormFailure failure=form.failure()/>
                <p class="faint">{about}</p>
                <h1>{heading}</h1>
                <p class="lead">{Key::SurveyLead}{reads}</p>
            </div>
            <form
                class="narrow"
                method="post"
                action=action
                novalidate
                on:submit=form.submit_unless(check)
            >
                <input type="hidden" name="link" value=link/>
                <Once name="answer[key]" key=start.key/>
                <div class="question">
                    <Choices label=SOLVED_LABEL name="answer[solved]" problems choices=solved chosen=start.solved pairs=true/>
                </div>
                {scale(SATISFACTION, "answer[satisfaction]", problems, &start.satisfaction)}
                {scale(ATTITUDE, "answer[attitude]", problems, &start.attitude)}
                {scale(SPEED, "answer[speed]", problems, &start.speed)}
                {scale(RESULT, "answer[result]", problems, &start.result)}
                <div class="question">
                    <TextArea label=WORDS name="answer[words]" problems value=start.words rows=3/>
                </div>
                <div class="act"><button class="button" aria-busy=busy>{Key::SurveySend}</button></div>
                <p class="faint">{Key::SurveyFootnote}</p>
            </form>
        </Page>
    }
}

/// 1 to 5 in one strip, by face and by word.
fn scale(label: Label, name: &'static str, problems: Problems, chosen: &str) -> Node {
    let wrong = sentence(problems, label.id);
    let is_wrong = Signal::derive(move || wrong.with(Option::is_some));
    let described = Signal::derive(move || is_wrong.get().then(|| format!("{}-wrong", label.id)));
    let points: Vec<_> = POINTS
        .iter()
        .zip(1..)
        .map(|(&(words, mouth), point)| {
            let value = point.to_string();
            let id = if point == 1 { label.id.to_owned() } else { format!("{}-{point}", label.id) };
            let checked = value == chosen;
            view! {
                <label>
                    <input type="radio" id=id name=name value=value.clone() checked=checked/>
                    <svg class="icon face" viewBox="0 0 20 20" aria-hidden="true">
                        <circle cx="10" cy="10" r="8"></circle>
                        <path d="M7 7.5v.5M13 7.5v.5"></path>
                        <path d=mouth></path>
                    </svg>
                    <b>{value}</b>
                    <span>{words}</span>
                </label>
            }
        })
        .collect();
    view! {
        <fieldset class="question region" class:wrong=is_wrong aria-describedby=described>
            <legend>{label.label}{optional(label)}</legend>
            {remarks(label, wrong)}
            <div class="scale five">{points}</div>
        </fieldset>
    }
}
