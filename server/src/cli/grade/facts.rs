//! The facts of one line, and what of them contradicts itself.

use rules::grading::{Cause, Facts, Lawsuit, Media, Safety};
use serde::Deserialize;

/// As they stand in a line. A missing one takes the value of nothing known.
#[derive(Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Stated {
    media: Media,
    integrity: bool,
    lawsuit: Lawsuit,
    group_lawsuit_households: u32,
    collective_persons: u32,
    collective_households: u32,
    same_complaint_complainants_in_month: u32,
    repeats_after_handling: u32,
    needs_other_department: bool,
    unresolved_cause: Cause,
    pub resolved: bool,
    safety: Safety,
}

impl Default for Stated {
    fn default() -> Self {
        Self {
            media: Media::None,
            integrity: false,
            lawsuit: Lawsuit::None,
            group_lawsuit_households: 0,
            collective_persons: 0,
            collective_households: 0,
            same_complaint_complainants_in_month: 1,
            repeats_after_handling: 0,
            needs_other_department: false,
            unresolved_cause: Cause::Undetermined,
            resolved: false,
            safety: Safety::None,
        }
    }
}

impl Stated {
    /// # Errors
    /// A contradiction, in words for whoever made the line.
    pub fn facts(&self) -> Result<Facts, String> {
        let (lawsuit, suing) = (self.lawsuit, self.group_lawsuit_households);
        if suing > 0 && lawsuit != Lawsuit::Group {
            return Err("group_lawsuit_households is given without lawsuit \"group\"".to_owned());
        }
        if suing == 0 && lawsuit == Lawsuit::Group {
            return Err("lawsuit is \"group\" without group_lawsuit_households".to_owned());
        }
        Ok(Facts {
            media: self.media,
            lawsuit,
            suing,
            integrity: self.integrity,
            safety: self.safety,
            households: self.collective_households,
            persons: self.collective_persons,
            complainants: self.same_complaint_complainants_in_month,
            came_back: 0,
            returned: self.repeats_after_handling,
            help: self.needs_other_department,
            cause: self.unresolved_cause,
        })
    }
}
