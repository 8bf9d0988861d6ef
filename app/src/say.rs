//! How the rules' types are said. `rules` returns reasons and problems with their data; the words
//! for them are here, for pages, mail, exports and the command line alike.

pub mod alert;
pub mod approval;
pub mod call;
pub mod commitment;
pub mod deadline;
pub mod event;
pub mod fact;
pub mod grade;
pub mod hint;
pub mod intake;
pub mod policy;
pub mod problem;
pub mod steps;
pub mod time;
pub mod transfer;

use rules::access::Refusal;
use rules::complaint::{Filer, Wish};
use rules::kind::{Department, Kind};
use rules::presence::Doing;
use rules::resolution::{Finding, Outcome};
use rules::stage::Stage;

use crate::words::{Key, Phrase, phrase};

#[must_use]
pub const fn kind(kind: Kind) -> Key {
    match kind {
        Kind::Works => Key::KindWorks,
        Kind::Security => Key::KindSecurity,
        Kind::Cleaning => Key::KindCleaning,
        Kind::Greenery => Key::KindGreenery,
        Kind::Parking => Key::KindParking,
        Kind::Charges => Key::KindCharges,
        Kind::Attitude => Key::KindAttitude,
        Kind::Neighbours => Key::KindNeighbours,
        Kind::Other => Key::KindOther,
    }
}

#[must_use]
pub const fn department(department: Department) -> Key {
    match department {
        Department::CustomerService => Key::KindDepartmentCustomerService,
        Department::Engineering => Key::KindDepartmentEngineering,
        Department::Security => Key::KindDepartmentSecurity,
        Department::Environment => Key::KindDepartmentEnvironment,
        Department::Finance => Key::KindDepartmentFinance,
        Department::Supervision => Key::KindDepartmentSupervision,
        Department::Management => Key::KindDepartmentManagement,
    }
}

/// As the resident reads it.
#[must_use]
pub const fn stage(stage: Stage) -> Key {
    match stage {
        Stage::Received => Key::StageReceived,
        Stage::Accepted => Key::StageAccepted,
        Stage::Verifying => Key::StageVerifying,
        Stage::Handling => Key::StageHandling,
        Stage::WaitingForYou => Key::StageWaitingForYou,
        Stage::AwaitingConfirmation => Key::StageAwaitingConfirmation,
        Stage::Closed => Key::StageClosed,
        Stage::ClosedNoReply => Key::StageClosedNoReply,
        Stage::Withdrawn => Key::StageWithdrawn,
        Stage::Reopened => Key::StageReopened,
    }
}

/// As staff read it: "you" is then the resident.
#[must_use]
pub const fn stage_for_staff(at: Stage) -> Key {
    match at {
        Stage::WaitingForYou => Key::StageStaffWaitingForYou,
        Stage::AwaitingConfirmation => Key::StageStaffAwaitingConfirmation,
        other => stage(other),
    }
}

#[must_use]
pub const fn finding(finding: Finding) -> Key {
    match finding {
        Finding::Upheld => Key::ResolutionFoundUpheld,
        Finding::Partly => Key::ResolutionFoundPartly,
        Finding::NotUpheld => Key::ResolutionFoundNotUpheld,
        Finding::CannotEstablish => Key::ResolutionFoundCannotEstablish,
    }
}

#[must_use]
pub const fn outcome(outcome: Outcome) -> Key {
    match outcome {
        Outcome::Repair => Key::ResolutionDoneRepair,
        Outcome::Rework => Key::ResolutionDoneRework,
        Outcome::Refund => Key::ResolutionDoneRefund,
        Outcome::Compensation => Key::ResolutionDoneCompensation,
        Outcome::Apology => Key::ResolutionDoneApology,
        Outcome::Explanation => Key::ResolutionDoneExplanation,
        Outcome::Referral => Key::ResolutionDoneReferral,
        Outcome::NotSupported => Key::ResolutionDoneNotSupported,
    }
}

#[must_use]
pub const fn wish(wish: Wish) -> Key {
    match wish {
        Wish::Mend => Key::ComplaintWishMend,
        Wish::Explain => Key::ComplaintWishExplain,
        Wish::Apologise => Key::ComplaintWishApologise,
        Wish::Refund => Key::ComplaintWishRefund,
    }
}

#[must_use]
pub const fn filer(filer: Filer) -> Key {
    match filer {
        Filer::HomeOwner => Key::ComplaintFilerHomeOwner,
        Filer::Tenant => Key::ComplaintFilerTenant,
        Filer::Family => Key::ComplaintFilerFamily,
        Filer::Behalf => Key::ComplaintFilerBehalf,
    }
}

/// What a colleague does at a complaint.
#[must_use]
pub fn presence(name: &str, doing: Doing) -> Phrase {
    match doing {
        Doing::Looks => phrase::together_looks(name),
        Doing::WritesReply => phrase::together_writes_reply(name),
        Doing::WritesNote => phrase::together_writes_note(name),
        Doing::WritesResult => phrase::together_writes_result(name),
        Doing::ChangesFacts => phrase::together_changes_facts(name),
        Doing::Writes => phrase::together_writes(name),
    }
}

#[must_use]
pub fn refusal(refusal: Refusal) -> Phrase {
    match refusal {
        Refusal::SignInFirst => Key::RefusalSignInFirst.into(),
        Refusal::NotYours => Key::RefusalNotYours.into(),
        Refusal::HandlerOnly => Key::RefusalHandlerOnly.into(),
        Refusal::HeadOnly => Key::RefusalHeadOnly.into(),
        Refusal::ReviewNotYours => Key::RefusalReviewNotYours.into(),
        Refusal::LowerNotYours => Key::RefusalLowerNotYours.into(),
        Refusal::NotOfferedToYou => Key::RefusalNotOfferedToYou.into(),
        Refusal::Disputed => Key::RefusalDisputed.into(),
        Refusal::OpinionNotYours => Key::RefusalOpinionNotYours.into(),
        Refusal::OfficeOnly => Key::RefusalOfficeOnly.into(),
        Refusal::HelpNotYours => Key::RefusalHelpNotYours.into(),
        Refusal::AuthorMayNot => Key::RefusalAuthorMayNot.into(),
        Refusal::ReviewerMayNot => Key::RefusalReviewerMayNot.into(),
        Refusal::AwaitsApproval => Key::RefusalAwaitsApproval.into(),
        Refusal::ApprovalNotYours => Key::RefusalApprovalNotYours.into(),
        Refusal::NotNow => Key::RefusalNotNow.into(),
        Refusal::SurveyOver => Key::RefusalSurveyOver.into(),
        Refusal::SaidSince => Key::TogetherHeldBack.into(),
        Refusal::Changed => Key::RefusalChanged.into(),
        Refusal::SlowDown { minutes } => phrase::refusal_slow_down(minutes),
        Refusal::WrongSignIn => Key::RefusalWrongSignIn.into(),
        Refusal::NotFound => Key::RefusalNotFound.into(),
        Refusal::Busy => Key::RefusalBusy.into(),
    }
}
