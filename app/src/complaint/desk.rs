//! A complaint as staff see it: facts to establish, what was said, what can be done now.

mod alike;
mod answer;
mod approval;
mod aside;
mod called;
mod can;
mod clock;
mod commitment;
mod declare;
mod dispute;
pub mod draft;
mod facts;
mod handler;
mod heading;
mod helping;
mod hints;
mod incident;
mod keys;
mod link;
mod note;
pub mod presence;
mod ready;
mod regrade;
mod remark;
mod reply;
mod resolve;
mod review;
mod sheet;
mod since;
pub(super) mod thread;
mod whom;

use crate::ui::node::{Node, Show};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use leptos_router::hooks::use_params_map;
use markup::view;
use rules::draft::Draft;
use rules::moment::Moment;
use rules::presence::Present;
use rules::problem::Problem;
use rules::view::Complaint;
use rules::work::{WorkAct, WorkDraft};
use serde::{Deserialize, Serialize};

use self::alike::AlikePanel;
use self::answer::AnswerPanel;
use self::approval::ApprovalPanel;
use self::aside::{Complainant, Deadlines};
use self::called::CalledPanel;
use self::commitment::Commitments;
use self::declare::DeclareForm;
use self::dispute::DisputePanel;
use self::facts::FactsForm;
use self::handler::Handler;
use self::heading::{Heading, Lost};
use self::helping::HelpPanel;
use self::hints::Hints;
use self::incident::IncidentLine;
use self::note::NoteForm;
use self::presence::Others;
use self::reply::ReplyForm;
use self::resolve::ResolveForm;
use self::review::Review;
use self::sheet::{ButtonFailure, use_sheet};
use self::thread::Thread;
use crate::desk::once_read;
use crate::error::Refused;
use crate::queue::seen;
use crate::ui::form::Next;
use crate::ui::page::Page;
use crate::wire::{self, Answer};
use crate::words::Key;

/// A complaint, and when it was read.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Read {
    pub complaint: Complaint,
    /// How residents reach us, as it stands in links.
    pub base_url: String,
    pub now: Moment,
    /// What the viewer was writing when the page was left.
    pub drafts: Vec<Draft>,
    /// Who else is at it.
    pub present: Vec<Present>,
}

/// The complaint as it stands; that somebody looked is on record.
#[server(endpoint = "read_complaint", input = Json, output = Answer)]
pub async fn read_complaint(#[server(default)] number: String) -> Result<Read, Refused<Problem>> {
    let (staff, store, now) = crate::account::at_desk()?;
    let number = numbered(&number)?;
    let complaint = store.complaint(&number, &staff, now).await?;
    let drafts = store.drafts(&number, &staff).await?;
    let present = store.present(&number, &staff, now).await?;
    Ok(Read { complaint, base_url: crate::session::address(""), now, drafts, present })
}

#[cfg(feature = "ssr")]
pub(super) fn numbered(text: &str) -> Result<rules::id::ComplaintNumber, rules::access::Refusal> {
    rules::id::ComplaintNumber::read(text).ok_or(rules::access::Refusal::NotFound)
}

/// Does one thing with it.
#[server(endpoint = "work_on_complaint", input = Json, output = Answer)]
pub async fn work_on_complaint(
    #[server(default)] number: String,
    #[server(default)] work: WorkDraft,
) -> Result<Next, Refused<Problem>> {
    let (staff, store, now) = crate::account::at_desk()?;
    let number = numbered(&number)?;
    let (kind, asked) = store.asked_about(&number, &staff).await?;
    let act = work.parse((kind, &asked)).map_err(|problems| Refused::Problems(problems.0))?;
    let act = worded(&number, &staff, &store, act).await?;
    store.work(&number, &staff, &work.key, work.seen(), act, now).await?;
    Ok(Next(crate::routes::complaint_at_desk(&number)))
}

/// The standard words of the first answer are the policy's, whatever a form says.
#[cfg(feature = "ssr")]
async fn worded(
    number: &rules::id::ComplaintNumber,
    staff: &rules::access::Staff,
    store: &store::Store,
    act: rules::work::Work,
) -> Result<rules::work::Work, Refused<Problem>> {
    use rules::work::Work;
    let Work::Acknowledge { .. } = act else { return Ok(act) };
    let to = store.answering(number, staff, crate::session::moment()).await?;
    Ok(Work::Acknowledge { text: crate::say::approval::ready(&to.phrases.first, &to) })
}

#[component]
pub fn ComplaintPage() -> Node {
    let params = use_params_map();
    let number = Memo::new(move |_| params.with(|params| params.get("number")).unwrap_or_default());
    let first = wire::read(move || number.get(), read_complaint);
    once_read(first, |read| view! { <Whole read/> })
}

#[component]
fn Whole(read: Read) -> Node {
    seen::opened(&read.complaint.id);
    let title = read.complaint.number.as_str().to_owned();
    let present = read.present.clone();
    let sheet = use_sheet(read);
    let reply = sheet.shows(WorkAct::Reply, |can| can.reply, reply::TEXT_ID);
    let note = sheet.shows(WorkAct::Note, |can| can.note, note::TEXT_ID);
    let resolve = sheet.shows(WorkAct::Resolve, |can| can.resolve, resolve::TEXT_ID);
    view! {
        <Page title class="">
            <Heading sheet/>
            <Others sheet present/>
            {keys::use_sheet_keys()}
            <Lost sheet/>
            <ButtonFailure sheet/>
            <div class="three">
                <div><AnswerPanel sheet/><Hints sheet/><FactsForm sheet/><AlikePanel sheet/></div>
                <div>
                    <Thread sheet/>
                    <ApprovalPanel sheet/>
                    <Show when=move || reply.get()><ReplyForm sheet/></Show>
                    <Show when=move || note.get()><NoteForm sheet/></Show>
                    <Show when=move || resolve.get()><ResolveForm sheet/></Show>
                    <DeclareForm sheet/>
                    <IncidentLine sheet/>
                </div>
                <aside aria-label=Key::HandlingBeside>
                    <Handler sheet/>
                    <DisputePanel sheet/>
                    <HelpPanel sheet/>
                    <Review sheet/>
                    <Deadlines sheet/>
                    <Commitments sheet/>
                    <CalledPanel sheet/>
                    <Complainant sheet/>
                </aside>
            </div>
        </Page>
    }
}
