//! What a person can put right, in a sentence that names the field and the figures.

use rules::contact::{EmailProblem, Line, PhoneProblem};
use rules::problem::{Field, PhotoProblem, Problem, What};

use crate::ui;
use crate::words::{Key, Phrase, phrase};

/// The problem as a form shows it: at the input whose `id` is the field's code.
#[must_use]
pub fn problem(problem: &Problem) -> ui::problems::Problem {
    ui::problems::Problem::at(problem.field.code(), sentence(problem.field, &problem.what))
}

#[must_use]
pub fn sentence(field: Field, what: &What) -> Phrase {
    match what {
        What::Missing => missing(field),
        What::TooLong { chars, max } => phrase::problem_too_long(name(field), *max, *chars),
        What::NotAChoice => phrase::problem_not_a_choice(name(field)),
        What::NotAsked => Key::ProblemNotAsked.into(),
        What::NotADate => Key::ProblemNotADate.into(),
        What::InTheFuture { .. } => Key::ProblemInTheFuture.into(),
        What::TooLongAgo { years } => phrase::problem_too_long_ago(*years),
        What::NotANumber => phrase::problem_not_a_number(name(field)),
        What::OutOfRange { min, max } => phrase::problem_out_of_range(name(field), *min, *max),
        What::Phone(problem) => phone(problem),
        What::Email(problem) => email(problem),
        What::NoContact => Key::ProblemNoContact.into(),
        What::NotAgreed => Key::ProblemNotAgreed.into(),
        What::NoticeChanged => Key::ProblemNoticeChanged.into(),
        What::TooMany { max } => phrase::problem_too_many_photos(*max),
        What::TooOften { max } => phrase::problem_too_often(*max),
        What::NoSuchComplaint => Key::ProblemNoSuchComplaint.into(),
        What::GroupFull { max } => phrase::problem_group_full(*max),
        What::NotLater if matches!(field, Field::Until) => Key::ProblemNotAfterBeginning.into(),
        What::NotLater => Key::ProblemNotLater.into(),
        What::Past => Key::ProblemPast.into(),
        What::AlreadyOnDuty => Key::ProblemAlreadyOnDuty.into(),
        What::TooFarAhead { days } => phrase::problem_too_far_ahead(*days),
        What::HelpsFull { max } => phrase::problem_helps_full(*max),
        What::AlreadyAsked => Key::ProblemAlreadyAsked.into(),
        What::ViewsFull { max } => phrase::problem_views_full(*max),
        What::LowerNeedsReason => Key::ProblemLowerNeedsReason.into(),
        What::Photo(problem) => photo(*problem),
    }
}

fn missing(field: Field) -> Phrase {
    match field {
        Field::Community => Key::ProblemMissingCommunity.into(),
        Field::Kind => Key::ProblemMissingKind.into(),
        Field::Place => Key::ProblemMissingPlace.into(),
        Field::Text => Key::ProblemMissingText.into(),
        Field::Answers => Key::ProblemMissingAnswers.into(),
        Field::Reason => Key::ProblemMissingReason.into(),
        Field::To => Key::ProblemMissingTo.into(),
        Field::Finding => Key::ProblemMissingFinding.into(),
        Field::Outcome => Key::ProblemMissingOutcome.into(),
        Field::Solved => Key::ProblemMissingSolved.into(),
        Field::Satisfaction => Key::ProblemMissingSatisfaction.into(),
        other => phrase::problem_missing_field(name(other)),
    }
}

fn photo(problem: PhotoProblem) -> Phrase {
    match problem {
        PhotoProblem::TooLarge => Key::ProblemPhotoTooLarge,
        PhotoProblem::TooManyPixels => Key::ProblemPhotoTooManyPixels,
        PhotoProblem::NotAPhoto => Key::ProblemPhotoNotAPhoto,
        PhotoProblem::Damaged => Key::ProblemPhotoDamaged,
        PhotoProblem::Gone => Key::ProblemPhotoGone,
        PhotoProblem::Busy => Key::ProblemPhotoBusy,
    }
    .into()
}

fn phone(problem: &PhoneProblem) -> Phrase {
    match problem {
        PhoneProblem::Empty => Key::ProblemPhoneEmpty.into(),
        PhoneProblem::NotAPhone => Key::ProblemPhoneNotAPhone.into(),
        PhoneProblem::TooShort { line: kind, digits, wanted, .. } => {
            phrase::problem_phone_too_short(line(*kind), *wanted, *digits)
        }
        PhoneProblem::TooLong { line: kind, digits, wanted, .. } => {
            phrase::problem_phone_too_long(line(*kind), *wanted, *digits)
        }
        PhoneProblem::AreaCodeMissing { .. } => Key::ProblemPhoneAreaCodeMissing.into(),
        PhoneProblem::UnknownPrefix { prefix } => phrase::problem_phone_unknown_prefix(prefix),
        PhoneProblem::ExtensionTooLong { max, .. } => phrase::problem_phone_extension_too_long(*max),
    }
}

const fn line(line: Line) -> Key {
    match line {
        Line::Mobile => Key::ProblemPhoneMobile,
        Line::Landline => Key::ProblemPhoneLandline,
        Line::Service => Key::ProblemPhoneService,
    }
}

fn email(problem: &EmailProblem) -> Phrase {
    match problem {
        EmailProblem::Empty => Key::ProblemEmailEmpty.into(),
        EmailProblem::Incomplete => Key::ProblemEmailIncomplete.into(),
        EmailProblem::SeveralAts => Key::ProblemEmailSeveralAts.into(),
        EmailProblem::Unexpected { character } => phrase::problem_email_unexpected(*character),
        EmailProblem::MisplacedDot => Key::ProblemEmailMisplacedDot.into(),
        EmailProblem::DomainWithoutDot => Key::ProblemEmailDomainWithoutDot.into(),
        EmailProblem::TooLong { .. } => Key::ProblemEmailTooLong.into(),
    }
}

/// What a field is called in a sentence.
#[must_use]
pub const fn name(field: Field) -> Key {
    match field {
        Field::Community => Key::ProblemFieldCommunity,
        Field::Filer => Key::ProblemFieldFiler,
        Field::Kind => Key::ProblemFieldKind,
        Field::Area => Key::ProblemFieldArea,
        Field::Place => Key::ProblemFieldPlace,
        Field::Home => Key::ProblemFieldHome,
        Field::Text => Key::ProblemFieldText,
        Field::Matter => Key::ProblemFieldMatter,
        Field::Answer => Key::ProblemFieldAnswer,
        Field::Answers => Key::ProblemFieldAnswers,
        Field::Since => Key::ProblemFieldSince,
        Field::Households => Key::ProblemFieldHouseholds,
        Field::Returned => Key::ProblemFieldReturned,
        Field::Wish => Key::ProblemFieldWish,
        Field::Remedy => Key::ProblemFieldRemedy,
        Field::Name => Key::ProblemFieldName,
        Field::Phone => Key::ProblemFieldPhone,
        Field::Email => Key::ProblemFieldEmail,
        Field::Photos => Key::ProblemFieldPhotos,
        Field::Notice => Key::ProblemFieldNotice,
        Field::Channel => Key::ProblemFieldChannel,
        Field::Referrer => Key::ProblemFieldReferrer,
        Field::OutsideNumber => Key::ProblemFieldOutsideNumber,
        Field::OutsideDue => Key::ProblemFieldOutsideDue,
        Field::Act => Key::ProblemFieldAct,
        Field::To => Key::ProblemFieldTo,
        Field::Reason => Key::ProblemFieldReason,
        Field::Media => Key::ProblemFieldMedia,
        Field::Lawsuit => Key::ProblemFieldLawsuit,
        Field::Pause => Key::ProblemFieldPause,
        Field::Due => Key::ProblemFieldDue,
        Field::Staff => Key::ProblemFieldStaff,
        Field::From => Key::ProblemFieldFrom,
        Field::Until => Key::ProblemFieldUntil,
        Field::Away => Key::ProblemFieldAway,
        Field::Weeks => Key::ProblemFieldWeeks,
        Field::Suing => Key::ProblemFieldSuing,
        Field::Safety => Key::ProblemFieldSafety,
        Field::Persons => Key::ProblemFieldPersons,
        Field::With => Key::ProblemFieldWith,
        Field::Promised => Key::ProblemFieldPromised,
        Field::PromisedBy => Key::ProblemFieldPromisedBy,
        Field::Amount => Key::ProblemFieldAmount,
        Field::Person => Key::ProblemFieldPerson,
        Field::Compensation => Key::ProblemFieldCompensation,
        Field::Same => Key::ProblemFieldSame,
        Field::Cause => Key::ProblemFieldCause,
        Field::Finding => Key::ProblemFieldFinding,
        Field::Outcome => Key::ProblemFieldOutcome,
        Field::Solved => Key::ProblemFieldSolved,
        Field::Satisfaction => Key::ProblemFieldSatisfaction,
        Field::Attitude => Key::ProblemFieldAttitude,
        Field::Speed => Key::ProblemFieldSpeed,
        Field::Result => Key::ProblemFieldResult,
        Field::Words => Key::ProblemFieldWords,
        Field::Account => Key::ProblemFieldAccount,
        Field::Password => Key::ProblemFieldPassword,
        Field::View => Key::ProblemFieldView,
        Field::Seen => Key::ProblemFieldSeen,
        Field::Plan => Key::ProblemFieldPlan,
        Field::InCharge => Key::ProblemFieldInCharge,
        Field::Buildings => Key::ProblemFieldBuildings,
        Field::ZhHans => Key::ProblemFieldZhHans,
        Field::ZhHant => Key::ProblemFieldZhHant,
        Field::En => Key::ProblemFieldEn,
        Field::Effect => Key::ProblemFieldEffect,
        Field::Handling => Key::ProblemFieldHandling,
        Field::RootCause => Key::ProblemFieldRootCause,
        Field::Corrective => Key::ProblemFieldCorrective,
        Field::Preventive => Key::ProblemFieldPreventive,
    }
}
