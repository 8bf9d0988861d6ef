//! What the viewer can do with a complaint.

use rules::access::{Staff, Want};
use rules::approval::{Approval, is_needed};
use rules::deadline::Clock;
use rules::moment::Moment;
use rules::stage::{Act, Stage};
use rules::transfer::Dispute;
use rules::view::Complaint;

/// What the viewer can do with the complaint as it stands. Only what is shown rests on it: the
/// server decides again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Can {
    pub take: bool,
    pub verify: bool,
    pub handle: bool,
    pub reply: bool,
    pub ask: bool,
    /// Tell the plan a grade 1 owes.
    pub plan: bool,
    pub note: bool,
    /// Write down what she said to the questions of the kind.
    pub answer: bool,
    pub establish: bool,
    /// Make the grade less serious.
    pub lower: bool,
    pub resolve: bool,
    pub offer: bool,
    /// Accept or decline what was offered.
    pub answer_offer: bool,
    pub recall_offer: bool,
    /// Give the opinion of one's department where nobody takes it over.
    pub opinion: bool,
    /// Rule who is responsible.
    pub rule: bool,
    pub ask_help: bool,
    /// Answer what one is asked to help with.
    pub help: bool,
    /// Stop the result's clock.
    pub pause: bool,
    pub resume: bool,
    /// Promise a new time; a second is for a head.
    pub extend: bool,
    /// Answer the resident who asked to look at the grade again.
    pub review: bool,
    /// Give the private link, and replace it.
    pub relink: bool,
    /// Find others to be the same, or not.
    pub sort: bool,
    /// Take it out of a group.
    pub leave: bool,
    /// Declare it a matter of major importance; grade 1 is one.
    pub declare: bool,
    /// What is said waits for a second person first.
    pub submits: bool,
    /// Give the first answer in the standard words.
    pub acknowledge: bool,
    /// Send what waits for approval, or send it back.
    pub approve: bool,
    pub take_back: bool,
    /// Give a commitment anew.
    pub recommit: bool,
}

impl Can {
    #[must_use]
    pub fn of(complaint: &Complaint, me: &Staff, now: Moment) -> Self {
        let community = &complaint.community;
        let handles = me.may(Want::Handle, community) && complaint.stage.is_open();
        let is_handler = complaint.handler.as_ref().is_some_and(|handler| handler.id == me.id);
        let free = complaint.handler.is_none();
        let responsible = handles && (free || is_handler || me.leads(community));
        let after = |act: Act| responsible && complaint.stage.after(act).is_some();
        let (offer, dispute) = (complaint.offer.as_ref(), complaint.dispute.as_ref());
        let result = complaint.deadlines.resolution;
        let owed = responsible
            && complaint.stage.is_unresolved()
            && result.clock == Clock::Resolution
            && result.met.is_none();
        let approval = complaint.approval.as_ref();
        let free_to_say = responsible && approval.is_none();
        let in_time = result.paused.is_none() && result.due >= now;
        Self {
            take: handles && (free || is_handler) && after(Act::Take),
            verify: after(Act::Verify),
            handle: after(Act::Handle),
            reply: free_to_say,
            ask: free_to_say && after(Act::Ask),
            plan: free_to_say && complaint.stage.is_unresolved() && complaint.deadlines.plan_owed().is_some(),
            note: me.may(Want::Note, community),
            answer: handles && !complaint.asked.is_empty(),
            establish: handles,
            lower: responsible,
            resolve: free_to_say && after(Act::Resolve),
            offer: responsible
                && offer.is_none()
                && complaint.dispute.is_none()
                && !complaint.colleagues.is_empty(),
            answer_offer: handles && !is_handler && offer.is_some_and(|offer| offer.is_for(&me.id)),
            recall_offer: offer.is_some_and(|offer| offer.from.id == me.id || responsible),
            opinion: handles && dispute.is_some_and(|dispute| dispute.owes(me.department)),
            rule: handles && dispute.is_some_and(|dispute| rules_on(dispute, complaint, me)),
            ask_help: responsible && !complaint.colleagues.is_empty(),
            help: complaint.stage.is_open()
                && me.may(Want::Note, community)
                && complaint.helps.iter().any(|help| help.is_open() && help.is_for(&me.id, me.department)),
            pause: owed && in_time,
            resume: owed && result.paused.is_some(),
            extend: owed && in_time && (complaint.can_extend || me.leads(community)),
            review: complaint.review.is_some()
                && me.may(Want::Handle, community)
                && (!is_handler || me.leads(community)),
            relink: me.may(Want::Handle, community),
            sort: me.may(Want::Handle, community) && complaint.stage != Stage::Withdrawn,
            leave: me.may(Want::Handle, community) && (free || is_handler || me.leads(community)),
            declare: handles && complaint.stage.is_unresolved() && !complaint.is_of_major_importance(),
            submits: is_needed(complaint.grade),
            acknowledge: responsible && complaint.deadlines.first_answer.met.is_none(),
            approve: handles && approval.is_some_and(|waits| may_approve(waits, complaint, me)),
            recommit: handles && approval.is_none() && promises(complaint, me, responsible),
            take_back: handles && approval.is_some_and(|waits| may_take_back(waits, complaint, me)),
        }
    }
}

fn may_approve(waits: &Approval, complaint: &Complaint, me: &Staff) -> bool {
    let is_author = waits.by.id == me.id;
    if !is_needed(complaint.grade) {
        let is_handler = complaint.handler.as_ref().is_some_and(|handler| handler.id == me.id);
        return is_author || is_handler || me.leads(&complaint.community);
    }
    let holds = waits.holders.iter().any(|holder| holder.id == me.id);
    holds || !is_author && me.manages(&complaint.community)
}

fn rules_on(dispute: &Dispute, complaint: &Complaint, me: &Staff) -> bool {
    dispute.office.iter().any(|one| one.id == me.id) || me.manages(&complaint.community)
}

/// Whoever holds it sends it back with a reason instead.
fn may_take_back(waits: &Approval, complaint: &Complaint, me: &Staff) -> bool {
    let is_handler = complaint.handler.as_ref().is_some_and(|handler| handler.id == me.id);
    let leads = me.leads(&complaint.community) && !may_approve(waits, complaint, me);
    waits.by.id == me.id || is_handler || leads
}

/// Whether one is still to be kept that the viewer answers for.
fn promises(complaint: &Complaint, me: &Staff, responsible: bool) -> bool {
    let mut open = complaint.commitments.iter().filter(|one| one.kept.is_none());
    open.any(|one| responsible || one.person.id == me.id)
}
