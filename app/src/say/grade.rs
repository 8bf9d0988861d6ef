//! Grades and the reasons for them.

use rules::grading::{Grade, Reason};

use crate::words::{Key, Phrase, phrase};

/// As the resident reads it: never "crisis".
#[must_use]
pub const fn grade(grade: Grade) -> Key {
    match grade {
        Grade::One => Key::GradeOne,
        Grade::Two => Key::GradeTwo,
        Grade::Three => Key::GradeThree,
        Grade::Four => Key::GradeFour,
    }
}

#[must_use]
pub const fn for_staff(at: Grade) -> Key {
    if matches!(at, Grade::One) { Key::GradeOneStaff } else { grade(at) }
}

/// Where the mark beside it says the rest.
#[must_use]
pub const fn short(grade: Grade) -> Key {
    match grade {
        Grade::One => Key::GradeShortOne,
        Grade::Two => Key::GradeShortTwo,
        Grade::Three => Key::GradeShortThree,
        Grade::Four => Key::GradeShortFour,
    }
}

/// The fact and the figure it is measured against.
#[must_use]
pub fn reason(reason: &Reason) -> Phrase {
    match *reason {
        Reason::SeriousMedia => Key::GradeReasonSeriousMedia.into(),
        Reason::IntegrityExposed => Key::GradeReasonIntegrityExposed.into(),
        Reason::GroupLawsuit { households } => phrase::grade_reason_group_lawsuit(households),
        Reason::ManyHouseholds { households } => phrase::grade_reason_many_households(households),
        Reason::LawsuitPossible => Key::GradeReasonLawsuitPossible.into(),
        Reason::LawsuitHappened => Key::GradeReasonLawsuitHappened.into(),
        Reason::MediaPossible => Key::GradeReasonMediaPossible.into(),
        Reason::MediaHappened => Key::GradeReasonMediaHappened.into(),
        Reason::SameComplaint { complainants } => phrase::grade_reason_same_complaint(complainants),
        Reason::Collective { persons, .. } => phrase::grade_reason_collective(persons),
        Reason::OverAMonth => Key::GradeReasonOverAMonth.into(),
        Reason::OverAMonthUndetermined => Key::GradeReasonOverAMonthUndetermined.into(),
        Reason::CameBack { times } => phrase::grade_reason_came_back(times),
        Reason::OtherDepartment => Key::GradeReasonOtherDepartment.into(),
        Reason::EverythingElse => Key::GradeReasonEverythingElse.into(),
    }
}
