//! What happened, for either side.

use rules::likeness::Same;
use rules::moment::Zone;
use rules::stage::REOPEN_DAYS;
use rules::timeline::{Entry, Event, Way, Who};

use super::{alert, approval, commitment, department, grade, hint as said, intake, steps, time, transfer};
use crate::words::{Key, Phrase, phrase};

/// As the resident reads it; the events she never sees say nothing.
#[must_use]
pub fn for_resident(entry: &Entry, zone: Zone) -> Option<Phrase> {
    let name = || match &entry.who {
        Who::Staff(person) => person.name.clone(),
        Who::Resident | Who::Machine => String::new(),
    };
    Some(match &entry.event {
        Event::Filed { .. } => match &entry.who {
            Who::Staff(person) => phrase::intake_event_filed(&person.name),
            Who::Resident | Who::Machine => Key::EventFiled.into(),
        },
        Event::Taken => phrase::event_taken(name()),
        Event::Verifying => Key::EventVerifying.into(),
        Event::Handling => Key::EventHandling.into(),
        Event::Replied { plan: true, .. } => phrase::event_planned(name()),
        Event::Replied { asks: true, .. } => phrase::event_asked(name()),
        Event::Replied { .. } => phrase::event_replied(name()),
        Event::Added { .. } => Key::EventAdded.into(),
        Event::Contacted { .. } => phrase::intake_event_contacted(name()),
        Event::Answered { .. } => phrase::event_answered(name()),
        Event::OfferAccepted { .. } | Event::Given { .. } => phrase::event_accepted(name()),
        Event::Regraded { from, to, .. } if to > from => phrase::event_regraded_up(grade::grade(*to)),
        Event::Regraded { from, to, .. } if to < from => phrase::event_regraded_down(grade::grade(*to)),
        Event::Regraded { .. } => Key::EventRegradedSame.into(),
        Event::Resolved { .. } => phrase::event_resolved(name()),
        Event::Confirmed => Key::EventConfirmed.into(),
        Event::Reopened { .. } => Key::EventReopened.into(),
        Event::Withdrawn { .. } => Key::EventWithdrawn.into(),
        Event::ReviewAsked { .. } => Key::EventReviewAsked.into(),
        Event::Reminded => Key::EventReminded.into(),
        Event::Lapsed => phrase::event_lapsed(REOPEN_DAYS),
        Event::SurveyAnswered { .. } => Key::EventSurveyAnswered.into(),
        Event::Relinked => Key::EventRelinked.into(),
        Event::Paused { reason, .. } => phrase::event_paused(steps::waits(*reason)),
        Event::Resumed { .. } => Key::EventResumed.into(),
        Event::Extended { due, .. } => phrase::event_extended(name(), time::stamp(*due, zone)),
        Event::Reviewed { grade: at, .. } => phrase::event_reviewed(name(), grade::grade(*at)),
        Event::Committed { pledge, .. } => {
            phrase::commitment_event_committed(commitment::said(&pledge.promised, zone))
        }
        Event::Kept { commitment } => phrase::commitment_event_kept(*commitment),
        Event::Recommitted { commitment: number, promised, .. } => {
            phrase::commitment_event_recommitted(name(), *number, commitment::said(promised, zone))
        }
        Event::Informed { .. } => Key::IncidentResidentInformed.into(),
        Event::Reported { .. } => Key::IncidentResidentReported.into(),
        Event::Noted { .. }
        | Event::Offered { .. }
        | Event::OfferDeclined { .. }
        | Event::OfferRecalled
        | Event::Disputed { .. }
        | Event::Opinion { .. }
        | Event::Ruled { .. }
        | Event::HelpAsked { .. }
        | Event::Helped { .. }
        | Event::HelpEnded { .. }
        | Event::Established { .. }
        | Event::NotSo { .. }
        | Event::MaybeSo { .. }
        | Event::Told { .. }
        | Event::Grouped { .. }
        | Event::Ungrouped { .. }
        | Event::NotSame { .. }
        | Event::Counted { .. }
        | Event::RepliedTogether { .. }
        | Event::CauseDue { .. }
        | Event::Tried { .. }
        | Event::Declared { .. }
        | Event::Acknowledged { .. }
        | Event::Submitted { .. }
        | Event::Approved { .. }
        | Event::Returned { .. }
        | Event::TakenBack
        | Event::Involved { .. } => return None,
    })
}

/// As staff read it.
#[must_use]
pub fn for_staff(Entry { who, event, .. }: &Entry, zone: Zone) -> Phrase {
    match event {
        Event::Filed { .. } if matches!(who, Who::Staff(_)) => Key::IntakeStaffFiled.into(),
        Event::Filed { .. } => Key::EventStaffFiled.into(),
        Event::Taken => Key::EventStaffTaken.into(),
        Event::Verifying => Key::EventStaffVerifying.into(),
        Event::Handling => Key::EventStaffHandling.into(),
        Event::Offered { to, .. } => phrase::event_staff_offered(transfer::receiver(to)),
        Event::OfferAccepted { from } => phrase::event_staff_offer_accepted(&from.name),
        Event::OfferDeclined { .. } => Key::EventStaffOfferDeclined.into(),
        Event::OfferRecalled => Key::EventStaffOfferRecalled.into(),
        Event::Disputed { departments } => {
            phrase::transfer_event_disputed(transfer::departments(departments))
        }
        Event::Opinion { department: of, .. } => phrase::transfer_event_opinion(department(*of)),
        Event::Ruled { to, .. } => phrase::transfer_event_ruled(&to.name),
        Event::Given { from: Some(from) } => phrase::transfer_event_given(&from.name),
        Event::Given { from: None } => Key::TransferEventGivenFirst.into(),
        Event::HelpAsked { of, .. } => phrase::transfer_event_help_asked(transfer::receiver(of)),
        Event::Helped { .. } => Key::TransferEventHelped.into(),
        Event::HelpEnded { .. } => Key::TransferEventHelpEnded.into(),
        Event::Noted { .. } => Key::EventStaffNoted.into(),
        Event::Answered { .. } => Key::EventStaffAnswered.into(),
        Event::Replied { plan: true, .. } => Key::EventStaffPlanned.into(),
        Event::Replied { asks: true, .. } => Key::EventStaffAsked.into(),
        Event::Replied { .. } => Key::EventStaffReplied.into(),
        Event::Added { again: false, .. } => Key::EventStaffAdded.into(),
        Event::Added { again: true, .. } => Key::EventStaffAddedAgain.into(),
        Event::Contacted { channel, again: false, .. } => {
            phrase::intake_staff_contacted(intake::channel(*channel))
        }
        Event::Contacted { channel, again: true, .. } => {
            phrase::intake_staff_contacted_again(intake::channel(*channel))
        }
        Event::Established { .. } => Key::EventStaffEstablished.into(),
        Event::NotSo { hint } => phrase::event_staff_not_so(said::fact(hint.fact)),
        Event::MaybeSo { hint } => phrase::event_staff_maybe_so(said::fact(hint.fact)),
        Event::Regraded { from, to, .. } if from == to => Key::EventStaffRegradedSame.into(),
        Event::Regraded { from, to, .. } => {
            phrase::event_staff_regraded(grade::for_staff(*from), grade::for_staff(*to))
        }
        Event::Resolved { .. } => Key::EventStaffResolved.into(),
        Event::Confirmed => Key::EventStaffConfirmed.into(),
        Event::Reopened { .. } => Key::EventStaffReopened.into(),
        Event::Withdrawn { .. } => Key::EventStaffWithdrawn.into(),
        Event::ReviewAsked { .. } => Key::EventStaffReviewAsked.into(),
        Event::Told { way: Way::Email, .. } => Key::EventStaffToldEmail.into(),
        Event::Told { way: Way::Sms, .. } => Key::EventStaffToldSms.into(),
        Event::Told { way: Way::InPerson, .. } => Key::EventStaffToldPerson.into(),
        Event::Tried { .. } => Key::EventStaffTried.into(),
        Event::Reminded => Key::EventStaffReminded.into(),
        Event::Lapsed => Key::EventStaffLapsed.into(),
        Event::SurveyAnswered { satisfaction, .. } => phrase::event_staff_survey_answered(*satisfaction),
        Event::Relinked => Key::EventStaffRelinked.into(),
        Event::Paused { reason, .. } => phrase::event_staff_paused(steps::waits_for_staff(*reason)),
        Event::Resumed { .. } => Key::EventStaffResumed.into(),
        Event::Extended { due, .. } => phrase::event_staff_extended(time::stamp(*due, zone)),
        Event::Reviewed { grade: at, .. } => phrase::event_staff_reviewed(grade::for_staff(*at)),
        Event::Grouped { same: Same::Complaint, with } => {
            phrase::event_staff_grouped_complaint(with.as_str())
        }
        Event::Grouped { same: Same::Problem, with } => phrase::event_staff_grouped_problem(with.as_str()),
        Event::Ungrouped { same: Same::Complaint } => Key::EventStaffUngroupedComplaint.into(),
        Event::Ungrouped { same: Same::Problem } => Key::EventStaffUngroupedProblem.into(),
        Event::NotSame { with } => phrase::event_staff_not_same(with.as_str()),
        Event::Counted { complainants: many, came_back: 0 } => phrase::event_staff_counted_same(*many),
        Event::Counted { complainants: 1, came_back: many } => phrase::event_staff_counted_back(*many),
        Event::Counted { complainants: many, came_back } => {
            phrase::event_staff_counted_both(*many, *came_back)
        }
        Event::RepliedTogether { many, .. } => phrase::event_staff_replied_together(*many),
        Event::CauseDue { .. } => Key::EventStaffCauseDue.into(),
        Event::Declared { .. } => Key::EventStaffDeclared.into(),
        Event::Acknowledged { about } => phrase::event_staff_acknowledged(alert::about(*about)),
        Event::Submitted { wording, .. } => phrase::approval_event_submitted(approval::what(wording)),
        Event::Approved { edited: false } => Key::ApprovalEventApproved.into(),
        Event::Approved { edited: true } => Key::ApprovalEventApprovedEdited.into(),
        Event::Returned { .. } => Key::ApprovalEventReturned.into(),
        Event::TakenBack => Key::ApprovalEventTakenBack.into(),
        Event::Committed { commitment: number, pledge } => {
            let said = commitment::said(&pledge.promised, zone);
            phrase::commitment_staff_committed(*number, said, &pledge.person.name)
        }
        Event::Kept { commitment } => phrase::commitment_staff_kept(*commitment),
        Event::Recommitted { commitment: number, promised, .. } => {
            phrase::commitment_staff_recommitted(*number, commitment::said(promised, zone))
        }
        Event::Involved { incident } => phrase::incident_staff_involved(incident.as_str()),
        Event::Informed { incident, .. } => phrase::incident_staff_informed(incident.as_str()),
        Event::Reported { incident, .. } => phrase::incident_staff_reported(incident.as_str()),
    }
}
