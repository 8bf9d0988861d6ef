//! What is promised, kept, or given anew (W7, L4).

use super::Desk;
use crate::access::Refusal;
use crate::approval::Wording;
use crate::change::{Denied, State};
use crate::commitment::{COMMITMENTS_MAX, Commitment, Given, Pledge, Pledged, Promised};
use crate::notice::News;
use crate::problem::{Field, Problems, What};
use crate::timeline::{Event, Person};
use crate::work::Work;

impl State {
    /// Whether a commitment is still to be kept.
    pub(super) fn owes(&self, number: u32) -> bool {
        self.commitments.iter().any(|one| one.number == number && one.kept.is_none())
    }

    pub(in crate::change) fn commits(
        &mut self,
        number: u32,
        pledge: Pledge,
        by: Person,
        at: crate::moment::Moment,
    ) {
        self.commitments.push(Commitment::first(number, pledge, by, at));
    }

    pub(in crate::change) fn commitment(&mut self, number: u32) -> Option<&mut Commitment> {
        self.commitments.iter_mut().find(|one| one.number == number)
    }
}

impl Desk<'_> {
    /// Takes the promise out of what is said with it.
    pub(super) fn pledge(&mut self, work: Work, colleagues: &[Person]) -> Result<Work, Denied> {
        let Work::Committing { saying, pledged } = work else { return Ok(work) };
        if self.change.state.commitments.len() >= COMMITMENTS_MAX {
            return Err(Problems::one(Field::Promised, What::TooMany { max: COMMITMENTS_MAX }).into());
        }
        let promised = pledged.promised(self.change.state.terms.zone, self.now)?;
        let person = match &pledged.person {
            None => self.staff.person(),
            Some(id) if *id == self.staff.id => self.staff.person(),
            Some(id) => {
                let known = colleagues.iter().find(|colleague| colleague.id == *id);
                known.cloned().ok_or_else(|| Problems::one(Field::Person, What::NotAChoice))?
            }
        };
        self.pledge = Some(Pledge { promised, person });
        Ok(*saying)
    }

    /// What was just said is a commitment, where it was meant as one.
    pub(super) fn committed(&mut self, by: Person) {
        let Some(pledge) = self.pledge.take() else { return };
        let state = &mut self.change.state;
        let commitment = state.commitments.iter().map(|one| one.number).max().unwrap_or(0) + 1;
        state.commits(commitment, pledge.clone(), by, self.now);
        self.change.event(Event::Committed { commitment, pledge });
    }

    /// By who keeps it, or who answers for the complaint.
    fn answers_for(&self, number: u32) -> Result<(), Refusal> {
        let one = self.change.state.commitments.iter().find(|one| one.number == number);
        let one = one.filter(|one| one.kept.is_none()).ok_or(Refusal::NotNow)?;
        let may = one.person.id == self.staff.id || self.is_handler() || self.is_head();
        if may { Ok(()) } else { Err(Refusal::HandlerOnly) }
    }

    pub(super) fn keep(&mut self, commitment: u32) -> Result<(), Refusal> {
        self.answers_for(commitment)?;
        let (by, now) = (self.staff.person(), self.now);
        if let Some(one) = self.change.state.commitment(commitment) {
            one.kept = Some((by, now));
        }
        self.change.event(Event::Kept { commitment });
        Ok(())
    }

    /// The resident is told at once, with the reason. Money in return is a head's to promise; on a
    /// serious complaint all of it waits for a second person.
    pub(super) fn recommit(
        &mut self,
        commitment: u32,
        pledged: &Pledged,
        reason: String,
        compensation: String,
    ) -> Result<(), Denied> {
        self.answers_for(commitment)?;
        let promised = pledged.promised(self.change.state.terms.zone, self.now)?;
        let is_serious = crate::approval::is_needed(self.change.state.graded.grade);
        if !compensation.is_empty() && !is_serious && !self.is_head() {
            return Err(Refusal::HeadOnly.into());
        }
        self.say(Wording::Recommitment { commitment, promised, compensation }, reason).map_err(Denied::from)
    }

    /// A new version, told at once.
    pub(super) fn recommitted(
        &mut self,
        commitment: u32,
        promised: Promised,
        (reason, compensation): (String, String),
        by: Person,
    ) -> Result<(), Refusal> {
        let approver = self.staff.person();
        let approved_by =
            (approver.id != by.id || self.is_head() && !compensation.is_empty()).then_some(approver);
        let now = self.now;
        let one = self.change.state.commitment(commitment).filter(|one| one.kept.is_none());
        let one = one.ok_or(Refusal::NotNow)?;
        let given = Given { promised, reason, compensation, by, at: now, approved_by };
        one.versions.push(given.clone());
        let Given { promised, reason, compensation, approved_by, .. } = given;
        self.change.event(Event::Recommitted { commitment, promised, reason, compensation, approved_by });
        self.change.news.push(News::Recommitted);
        Ok(())
    }
}
