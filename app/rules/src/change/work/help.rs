//! Help asked for, given, or needed no more; who is responsible stays so (3b).

use super::{Desk, work};
use crate::access::{Refusal, Staff};
use crate::change::{Change, Denied, State};
use crate::help::{Help, Helped};
use crate::kind::Department;
use crate::limits::HELPS_MAX;
use crate::moment::Moment;
use crate::problem::{Field, Problems, What};
use crate::timeline::{Event, Person};
use crate::transfer::{Receiver, To};
use crate::work::Work;

/// Asks for help; any other work is done by [`work`]. Asked of another department than `responsible`,
/// which answers for the kind, it is what 3b speaks of, and the grade with it.
///
/// # Errors
/// As [`work`].
pub fn helped(
    state: &State,
    staff: &Staff,
    colleagues: &[Person],
    responsible: Department,
    act: Work,
    now: Moment,
) -> Result<Change, Denied> {
    let mut desk = Desk::new(state, staff, now);
    desk.allow(&act)?;
    let Work::AskHelp { of, text } = act else {
        return work(state, staff, colleagues, state.facts_version, act, now);
    };
    desk.ask_help(&of, text, colleagues, responsible)?;
    Ok(desk.change)
}

impl Desk<'_> {
    fn ask_help(
        &mut self,
        of: &To,
        text: String,
        colleagues: &[Person],
        responsible: Department,
    ) -> Result<(), Denied> {
        if !self.change.state.stage.is_open() {
            return Err(Refusal::NotNow.into());
        }
        self.touch()?;
        let state = &mut self.change.state;
        let Some(of) = of.among(colleagues, state.handler.as_ref()) else {
            return Err(Problems::one(Field::To, What::NotAChoice).into());
        };
        let mut open = state.helps.iter().filter(|help| help.is_open());
        if open.clone().any(|help| help.of.to() == of.to()) {
            return Err(Problems::one(Field::To, What::AlreadyAsked).into());
        }
        if open.nth(HELPS_MAX - 1).is_some() {
            return Err(Problems::one(Field::To, What::HelpsFull { max: HELPS_MAX }).into());
        }
        let help = state.asks_help(of.clone(), text.clone(), self.staff.person(), self.now);
        self.change.event(Event::HelpAsked { help, of: of.clone(), text });
        if of.department() != responsible {
            self.needs_help();
        }
        Ok(())
    }

    /// The grade only rises by it: less serious needs a person and a reason.
    fn needs_help(&mut self) {
        if self.change.state.facts.help {
            return;
        }
        let state = &mut self.change.state;
        state.facts.help = true;
        state.facts_version += 1;
        let facts = state.facts.clone();
        let graded = state.graded_at(self.now);
        let is_lower = graded.grade < state.graded.grade;
        self.change.event(Event::Established { facts });
        if !is_lower {
            self.change.regrade(graded, String::new(), self.now);
        }
    }

    pub(super) fn help(&mut self, number: u32, text: String) -> Result<(), Refusal> {
        let is_open = self.change.state.stage.is_open();
        let help = self.change.state.help(number).filter(|help| is_open && help.is_open());
        let help = help.ok_or(Refusal::NotNow)?;
        if !help.is_for(&self.staff.id, self.staff.department) {
            return Err(Refusal::HelpNotYours);
        }
        help.answer = Some(Helped { by: self.staff.person(), text: text.clone(), at: self.now });
        self.change.event(Event::Helped { help: number, text });
        Ok(())
    }

    pub(super) fn end_help(&mut self, number: u32) -> Result<(), Refusal> {
        let (handles, now) = (self.is_handler() || self.is_head(), self.now);
        let help = self.change.state.help(number).filter(|help| help.is_open()).ok_or(Refusal::NotNow)?;
        if !handles && help.by.id != self.staff.id {
            return Err(Refusal::HandlerOnly);
        }
        help.withdrawn = Some(now);
        self.change.event(Event::HelpEnded { help: number });
        Ok(())
    }
}

impl State {
    fn help(&mut self, number: u32) -> Option<&mut Help> {
        self.helps.iter_mut().find(|help| help.number == number)
    }

    /// Answers its number.
    fn asks_help(&mut self, of: Receiver, text: String, by: Person, at: Moment) -> u32 {
        let number = self.helps.iter().map(|help| help.number).max().unwrap_or(0) + 1;
        self.helps.push(Help { number, of, by, text, at, answer: None, withdrawn: None });
        number
    }
}
