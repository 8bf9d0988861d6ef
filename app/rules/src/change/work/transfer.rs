//! Responsibility handed over: offered, accepted, declined, and ruled on where nobody takes it.

use super::Desk;
use crate::access::Refusal;
use crate::change::Denied;
use crate::problem::{Field, Problems, What};
use crate::stage::Stage;
use crate::timeline::{Event, Person};
use crate::transfer::{DECLINED_MAX, Dispute, Offer, Opinion, To};

impl Desk<'_> {
    pub(super) fn offer(&mut self, to: &To, reason: String, colleagues: &[Person]) -> Result<(), Denied> {
        if !self.change.state.stage.is_open() || self.change.state.offer.is_some() {
            return Err(Refusal::NotNow.into());
        }
        if self.change.state.dispute.is_some() {
            return Err(Refusal::Disputed.into());
        }
        self.touch()?;
        let Some(to) = to.among(colleagues, self.change.state.handler.as_ref()) else {
            return Err(Problems::one(Field::To, What::NotAChoice).into());
        };
        let (from, at, holders) = (self.staff.person(), self.now, Vec::new());
        let offer = Offer { from, to: to.clone(), reason: reason.clone(), at, holders };
        self.change.state.offer = Some(offer);
        self.change.event(Event::Offered { to, reason });
        Ok(())
    }

    pub(super) fn accept_offer(&mut self) -> Result<(), Refusal> {
        let offer = self.answered_offer()?;
        let from = self.change.state.handler.replace(self.staff.person()).unwrap_or(offer.from);
        self.change.event(Event::OfferAccepted { from });
        if self.change.state.stage == Stage::Reopened { self.take_up() } else { Ok(()) }
    }

    /// Declined once too often, it is a dispute of the departments concerned.
    pub(super) fn decline_offer(&mut self, reason: String) -> Result<(), Refusal> {
        let offer = self.answered_offer()?;
        self.change.event(Event::OfferDeclined { reason });
        let state = &mut self.change.state;
        state.declined.push(offer.to.department());
        if state.declined.len() >= DECLINED_MAX {
            let dispute = Dispute::begin(state.handler.as_ref(), &state.declined, self.now);
            let departments = dispute.departments.clone();
            state.dispute = Some(dispute);
            self.change.event(Event::Disputed { departments });
        }
        Ok(())
    }

    /// Takes the offer off the table, if it is theirs to answer.
    fn answered_offer(&mut self) -> Result<Offer, Refusal> {
        let offer = self.change.state.offer.take().ok_or(Refusal::NotNow)?;
        if !offer.is_for(&self.staff.id) || self.is_handler() {
            return Err(Refusal::NotOfferedToYou);
        }
        Ok(offer)
    }

    pub(super) fn recall_offer(&mut self) -> Result<(), Refusal> {
        let offer = self.change.state.offer.take().ok_or(Refusal::NotNow)?;
        if offer.from.id != self.staff.id && !self.is_handler() && !self.is_head() {
            return Err(Refusal::HandlerOnly);
        }
        self.change.event(Event::OfferRecalled);
        Ok(())
    }

    /// One for each department concerned, by one of its people.
    pub(super) fn opinion(&mut self, text: String) -> Result<(), Refusal> {
        let (by, at) = (self.staff.person(), self.now);
        let dispute = self.change.state.dispute.as_mut().ok_or(Refusal::NotNow)?;
        if !dispute.owes(by.department) {
            return Err(Refusal::OpinionNotYours);
        }
        let department = by.department;
        dispute.opinions.push(Opinion { by, text: text.clone(), at });
        self.change.event(Event::Opinion { department, text });
        Ok(())
    }

    /// The office need not wait for all opinions; what it says holds at once, accepted or not.
    pub(super) fn rule(&mut self, to: &To, reason: String, colleagues: &[Person]) -> Result<(), Denied> {
        let state = &mut self.change.state;
        let dispute = state.dispute.as_ref().ok_or(Refusal::NotNow)?;
        let is_office = dispute.office.iter().any(|one| one.id == self.staff.id);
        if !is_office && !self.staff.manages(&state.community) {
            return Err(Refusal::OfficeOnly.into());
        }
        let named = |one: &&Person| *to == To::Staff(one.id.clone());
        let Some(to) = colleagues.iter().find(named).cloned() else {
            return Err(Problems::one(Field::To, What::NotAChoice).into());
        };
        state.end_dispute();
        let from = state.handler.replace(to.clone());
        let moves = from.as_ref().is_none_or(|from| from.id != to.id);
        self.change.event(Event::Ruled { to, reason });
        if moves {
            self.change.event(Event::Given { from });
        }
        Ok(())
    }
}
