//! What is asked of one community: where it can stand in the order, and what a statement needs to know.

use rules::{
    access::Staff,
    grading::Grade,
    id::{CommunityId, ComplaintId},
    limits::QUEUE_PAGE_ROWS_MAX,
    moment::{Moment, Zone},
    queue::{Filter, HandlerFilter, Rank, StandingFilter},
    transfer::To,
};

use crate::sql::{Value, args};

/// What is asked of one community.
pub(super) struct Asked<'f> {
    pub(super) community: &'f CommunityId,
    pub(super) filter: &'f Filter,
    pub(super) me: &'f str,
    pub(super) now: Moment,
    /// To whom it is offered, or of whom help is asked.
    address: Option<To>,
    pub(super) after: Rank,
    /// Half-open bounds of receipt.
    pub(super) received: (Option<Moment>, Option<Moment>),
    /// What is asked of the search, empty where nothing is looked for.
    pub(super) words: String,
}

/// Where in a band: a deadline and an id.
pub(super) type Place = (Moment, ComplaintId);

/// A stretch of one band, the end included.
pub(super) struct Stretch {
    pub band: u8,
    pub after: Place,
    pub until: Place,
}

/// The place before all of a deadline.
fn start_of(due: Moment) -> Place {
    (due, ComplaintId::new(""))
}

/// The place behind all of a band: behind every id of a deadline that is never.
fn end() -> Place {
    (Rank::NEVER, ComplaintId::new("~"))
}

impl<'f> Asked<'f> {
    pub(super) fn of(
        community: &'f CommunityId,
        (filter, address): (&'f Filter, Option<To>),
        staff: &'f Staff,
        zone: Zone,
        now: Moment,
    ) -> Self {
        let begins =
            |date: chrono::NaiveDate| date.and_hms_opt(0, 0, 0).map(|at| Moment::from_local(at, zone));
        let since = filter.since.and_then(begins);
        let until = filter.until.and_then(|date| date.succ_opt()).and_then(begins);
        Self {
            community,
            filter,
            me: staff.id.as_str(),
            now,
            address,
            after: filter.after.clone().unwrap_or_else(Rank::first),
            received: (since, until),
            words: String::new(),
        }
    }

    pub(super) fn handler(&self) -> Option<&str> {
        match &self.filter.handler {
            Some(HandlerFilter::Me) => Some(self.me),
            Some(HandlerFilter::Staff(id)) => Some(id.as_str()),
            _ => None,
        }
    }

    pub(super) fn offered_to(&self) -> Option<&str> {
        let is_asked = self.filter.handler == Some(HandlerFilter::OfferedToMe);
        self.address.as_ref().filter(|_| is_asked).map(To::code)
    }

    /// Of whom help is asked.
    pub(super) fn helping(&self) -> Option<&str> {
        let is_asked = self.filter.handler == Some(HandlerFilter::AsksMyHelp);
        self.address.as_ref().filter(|_| is_asked).map(To::code)
    }

    pub(super) fn is_nobodys(&self) -> bool {
        self.filter.handler == Some(HandlerFilter::Nobody)
    }

    /// The last instant from which a deadline may be due soon, and the one it must come after.
    fn soon(&self) -> (Option<Moment>, Option<Moment>) {
        match self.filter.standing {
            Some(StandingFilter::DueSoon) => (Some(self.now), None),
            Some(StandingFilter::OnTrack) => (None, Some(self.now)),
            Some(StandingFilter::Overdue | StandingFilter::Paused) | None => (None, None),
        }
    }

    pub(super) fn looks_at_receipt(&self) -> bool {
        self.filter.since.is_some() || self.filter.until.is_some()
    }

    /// What no index can lead by has to be looked at row by row.
    pub(super) fn looks_at_rows(&self) -> bool {
        let soon = matches!(self.filter.standing, Some(StandingFilter::DueSoon | StandingFilter::OnTrack));
        soon || self.looks_at_receipt() || !self.words.is_empty() || self.helping().is_some()
    }

    /// The stretches of the order where what is asked can stand, in order.
    pub(super) fn stretches(&self) -> Vec<Stretch> {
        let last = match self.filter.grade {
            _ if self.filter.danger => 0,
            Some(Grade::One) => 1,
            _ => Rank::CLOSED - 1,
        };
        let (first, now, never) = (Moment::default(), self.now, Rank::NEVER);
        let (from, until) = match self.filter.standing {
            None => (start_of(first), end()),
            Some(StandingFilter::Overdue) => (start_of(first), start_of(now)),
            Some(StandingFilter::DueSoon | StandingFilter::OnTrack) => (start_of(now), start_of(never)),
            Some(StandingFilter::Paused) => (start_of(never), end()),
        };
        let here = (self.after.due, self.after.id.clone());
        let stretch = |band: u8| {
            let after = if band == self.after.band { from.clone().max(here.clone()) } else { from.clone() };
            Stretch { band, after, until: until.clone() }
        };
        let stretches = (self.after.band..=last).map(stretch);
        stretches.filter(|stretch| stretch.after < stretch.until).collect()
    }

    /// Whether words are all that is asked: then each that is found fits.
    pub(super) fn asks_only_words(&self) -> bool {
        self.leads().is_empty() && !self.looks_at_receipt() && !self.filter.danger && self.helping().is_none()
    }

    pub(super) fn args(&self, stretch: &Stretch, until: &Place) -> Vec<Value> {
        let mut args = self.within(stretch, until);
        args.extend(self.fits(self.words.clone()));
        args
    }

    pub(super) fn within(&self, stretch: &Stretch, until: &Place) -> Vec<Value> {
        let after = &stretch.after;
        args![self.community, stretch.band, after.0, &after.1, until.0, &until.1]
    }

    /// For closed ones of a list, in the place of words: before the one place in the order of time, not
    /// before the other.
    pub(super) fn args_of(&self, list: String) -> Vec<Value> {
        let (received, id) = if self.after.band == Rank::CLOSED {
            (self.after.due.millis(), self.after.id.clone())
        } else {
            (i64::MAX, ComplaintId::new(""))
        };
        let mut args = args![self.community, false, received, &id, 0_i64, ""];
        args.extend(self.fits(list));
        args
    }

    /// What [`fits`] asks, and how many.
    fn fits(&self, words: String) -> Vec<Value> {
        let code = |code: Option<&str>| code.map(str::to_owned);
        let filter = self.filter;
        let (soon_by, soon_after) = self.soon();
        args![
            filter.grade.map(Grade::number),
            code(filter.kind.map(rules::kind::Kind::code)),
            code(filter.stage.map(rules::stage::Stage::code)),
            code(self.handler()),
            code(filter.department.map(rules::kind::Department::code)),
            code(self.offered_to()),
            self.is_nobodys(),
            filter.unread,
            filter.again,
            filter.same,
            soon_by,
            soon_after,
            self.received.0,
            self.received.1,
            words,
            filter.danger,
            page_rows(),
            code(self.helping())
        ]
    }
}

/// One more than is shown tells that there are more.
pub(super) fn page_rows() -> i64 {
    i64::try_from(QUEUE_PAGE_ROWS_MAX + 1).unwrap_or(i64::MAX)
}
