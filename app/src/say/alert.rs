//! What somebody is alerted about.

use rules::alert::About;

use super::{deadline, grade, time};
use crate::words::{Key, Phrase, phrase};

#[must_use]
pub fn about(about: About) -> Phrase {
    match about {
        About::Danger => Key::AlertDanger.into(),
        About::Declared => Key::AlertDeclared.into(),
        About::Graded { grade } => phrase::alert_graded(grade::grade(grade)),
        About::Before { clock, minutes } => {
            phrase::alert_before(deadline::clock_for_staff(clock), time::duration(minutes.into()))
        }
        About::Commitment { number, missed: false } => phrase::commitment_alert_soon(number),
        About::Commitment { number, missed: true } => phrase::commitment_alert_missed(number),
        About::Disputed => Key::TransferAlertDisputed.into(),
        About::Heard => Key::TransferAlertHeard.into(),
        About::Given => Key::TransferAlertGiven.into(),
        About::Incident => Key::IncidentAlertDeclared.into(),
        About::Analysed => Key::IncidentAlertAnalysed.into(),
        About::Approval { grade } => phrase::approval_alert_about(grade::grade(grade)),
        About::After { clock, minutes: 0 } => phrase::alert_at(deadline::clock_for_staff(clock)),
        About::After { clock, minutes } => {
            phrase::alert_after(deadline::clock_for_staff(clock), time::duration(minutes.into()))
        }
    }
}
