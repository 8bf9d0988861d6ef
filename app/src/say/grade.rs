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
        Reason::GroupLawsuit { households, limit } => phrase::grade_reason_group_lawsuit(households, limit),
        Reason::SmallGroupLawsuit { households } => phrase::grade_reason_small_group_lawsuit(households),
        Reason::ManyHouseholds { households, limit } => {
            phrase::grade_reason_many_households(households, limit)
        }
        Reason::LawsuitPossible => Key::GradeReasonLawsuitPossible.into(),
        Reason::LawsuitHappened => Key::GradeReasonLawsuitHappened.into(),
        Reason::MediaPossible => Key::GradeReasonMediaPossible.into(),
        Reason::MediaHappened => Key::GradeReasonMediaHappened.into(),
        Reason::SameComplaint { complainants, limit } => {
            phrase::grade_reason_same_complaint(complainants, limit)
        }
        Reason::Collective { persons, limit, below, .. } => {
            phrase::grade_reason_collective(persons, limit, below)
        }
        Reason::OverAMonth => Key::GradeReasonOverAMonth.into(),
        Reason::OverAMonthUndetermined => Key::GradeReasonOverAMonthUndetermined.into(),
        Reason::CameBack { times, limit } => phrase::grade_reason_came_back(times, limit),
        Reason::OtherDepartment => Key::GradeReasonOtherDepartment.into(),
        Reason::EverythingElse => Key::GradeReasonEverythingElse.into(),
    }
}
