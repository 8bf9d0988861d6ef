//! What time and the post do: jobs ask here, and are safe to ask twice.

use super::{Change, State};
use crate::deadline::Deadline;
use crate::grading::Cause;
use crate::moment::Moment;
use crate::notice::{News, Notice};
use crate::stage::{Act, Asking, REMIND_DAYS, REMINDED_DAYS_MIN, Stage};
use crate::timeline::{Event, Way, Who};

/// A notice has reached the resident: sent, or ticked by whoever told her. Only now does a reply
/// count as an answer and a result as told, and only now does her week begin.
#[must_use]
pub fn told(state: &State, notice: Notice, way: Way, who: Who, now: Moment) -> Change {
    let mut change = Change::of(state, who);
    change.state.was_told(notice, now);
    change.event(Event::Told { way, notice });
    change
}

/// Somebody called to tell her, and nobody answered. A result that was tried once begins her week,
/// so that what cannot be told ends too; a reminder that was tried counts as made.
#[must_use]
pub fn tried(state: &State, notice: Notice, who: Who, now: Moment) -> Change {
    let mut change = Change::of(state, who);
    change.state.was_tried(notice, now);
    change.event(Event::Tried { notice });
    change
}

impl State {
    pub(super) fn was_told(&mut self, notice: Notice, now: Moment) {
        if notice.round == self.round {
            self.told(notice.news, now);
            self.answered(notice, now);
        }
    }

    pub(super) fn was_tried(&mut self, notice: Notice, now: Moment) {
        if notice.round != self.round {
            return;
        }
        match (notice.news, self.asking) {
            (News::Resolved, Asking::Untold) if self.stage == Stage::AwaitingConfirmation => {
                self.asking = Asking::Tried;
                self.deadlines = self.deadlines.awaiting_her_word(self.graded.grade, now, &self.terms);
            }
            (News::Reminded, Asking::Reminding) => self.reminded(now),
            _ => {}
        }
    }

    fn told(&mut self, news: News, now: Moment) {
        let deadlines = self.deadlines;
        match (news, self.asking) {
            (News::Replied | News::Asked, _) => self.deadlines = deadlines.answered(now),
            (News::Planned, _) => self.deadlines = deadlines.planned(now),
            (News::Extended, _) => self.extended(now),
            (News::Resolved, Asking::Untold | Asking::Tried) if self.stage == Stage::AwaitingConfirmation => {
                self.asking = Asking::Told;
                self.deadlines = deadlines.resolved(self.graded.grade, now, &self.terms);
            }
            (News::Reminded, Asking::Reminding) => self.reminded(now),
            _ => {}
        }
    }

    /// What she wrote before the notice is answered; her week, which stood still while she waited
    /// for an answer, begins anew.
    fn answered(&mut self, notice: Notice, now: Moment) {
        if !notice.news.answers() || self.unread == 0 {
            return;
        }
        self.unread = self.unread.min(self.contacts.saturating_sub(notice.contacts));
        if self.unread == 0 && self.awaited_word().is_some() {
            self.deadlines = self.deadlines.awaiting_her_word(self.graded.grade, now, &self.terms);
        }
    }

    fn reminded(&mut self, now: Moment) {
        self.asking = Asking::Reminded;
        let later = |deadline: Deadline| deadline.due.max(now.plus_days(REMINDED_DAYS_MIN));
        let confirmation = self.deadlines.confirmation;
        self.deadlines.confirmation =
            confirmation.map(|deadline| Deadline { due: later(deadline), ..deadline });
    }

    /// The deadline of her word, while it is awaited.
    #[must_use]
    pub fn awaited_word(&self) -> Option<Deadline> {
        let awaits = self.stage == Stage::AwaitingConfirmation;
        self.deadlines.confirmation.filter(|deadline| awaits && deadline.met.is_none())
    }
}

/// The one reminder, after four days without her word. `None` when it is no longer due, was made
/// before, or she waits for an answer herself.
#[must_use]
pub fn remind(state: &State, now: Moment) -> Option<Change> {
    let confirmation = state.awaited_word()?;
    let is_due = now >= confirmation.from.plus_days(REMIND_DAYS) && state.asking == Asking::Told;
    (is_due && state.unread == 0).then(|| {
        let mut change = Change::of(state, Who::Machine);
        change.state.asking = Asking::Reminding;
        change.event(Event::Reminded);
        change.news.push(News::Reminded);
        change
    })
}

/// Seven days without her word, and either the reminder has reached her or one call was tried:
/// closed (no reply). `None` when that is not so, or she waits for an answer herself.
#[must_use]
pub fn lapse(state: &State, now: Moment) -> Option<Change> {
    let confirmation = state.awaited_word()?;
    let was_asked = matches!(state.asking, Asking::Reminded | Asking::Tried);
    if now < confirmation.due || !was_asked || state.unread > 0 {
        return None;
    }
    let mut change = Change::of(state, Who::Machine);
    change.step(Act::Lapse).ok()?;
    change.end_offer();
    change.state.ended = Some(now);
    change.state.deadlines.confirmation = Some(confirmation.met_at(now));
    change.event(Event::Lapsed);
    change.news.push(News::ClosedNoReply);
    Some(change)
}

/// 2d: a month is over. `None` when that makes no grade more serious.
#[must_use]
pub fn overdue_month(state: &State, now: Moment) -> Option<Change> {
    if !state.stage.is_unresolved() {
        return None;
    }
    let mut change = Change::of(state, Who::Machine);
    change.regrade_upwards(now);
    (!change.events.is_empty()).then_some(change)
}

/// The day by which a person decides whose cause a delay has (handbook §2). `None` when that day has
/// not come, somebody has decided, or there is a result.
#[must_use]
pub fn cause_due(state: &State, now: Moment) -> Option<Change> {
    let is_open = state.stage.is_unresolved() && state.facts.cause == Cause::Undetermined;
    (is_open && now >= state.cause_due_at()).then(|| {
        let mut change = Change::of(state, Who::Machine);
        change.event(Event::CauseDue { until: state.received.month_later(state.terms.zone) });
        change
    })
}

impl State {
    /// By when a person decides whose cause a delay has.
    #[must_use]
    pub fn cause_due_at(&self) -> Moment {
        self.received.days_later(self.terms.counting.cause_by_day.into(), self.terms.zone)
    }

    /// That day, where a policy that gave `days` for it would have let her wait longer and nobody has
    /// been asked yet.
    #[must_use]
    pub fn cause_due_sooner(&self, days: u16, now: Moment) -> Option<Moment> {
        let before = self.received.days_later(days.into(), self.terms.zone);
        let is_open = self.stage.is_unresolved() && self.facts.cause == Cause::Undetermined;
        Some(self.cause_due_at()).filter(|due| is_open && *due < before && now < before)
    }
}
