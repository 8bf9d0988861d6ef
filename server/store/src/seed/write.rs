//! Writing played tales, table after table, many rows with one statement.

use std::collections::BTreeMap;

use rules::{
    alert::{self, Reached},
    change::State,
    id::{CommunityId, ComplaintNumber, RungId},
    moment::{Moment, Zone},
    notice::News,
    stage::{Asking, REMIND_DAYS},
    timeline::{Event, Who},
};

use super::{Ground, Played, PlayedNotice, TakenDown};
use crate::{
    Changed, Chore, Error, Tx,
    complaint::{Arrived, Found, INSERT, INVITE, NewRow, RESOLVE, insert_args, invite_args, resolve_args},
    fresh,
    job::ENQUEUE,
    ladder::{NewRung, REACH, reach_args},
    notice::{ADD, NewNotice, add_args},
    record::Ledger,
    sql::{Statement, Value},
    survey::{ANSWER, answer_args},
    timeline::{APPEND, NewEntry, append_args},
};

/// Rows in one statement: few statements, because each is a way to SQLite's thread and back.
const ROWS: usize = 50;

impl Played {
    fn found(&self, community: &CommunityId) -> Found {
        Found { id: self.id.clone(), community: community.clone() }
    }

    fn arrived(&self) -> Arrived<'_> {
        self.taken.as_ref().map_or_else(Arrived::default, |TakenDown { by, channel, referral, .. }| Arrived {
            channel: *channel,
            recipient: Some(&by.id),
            referral: referral.as_ref(),
        })
    }

    /// The rungs its past has reached.
    fn past(&self, ground: &Ground) -> Vec<Reached> {
        let said = ground.told;
        let settled = |rung| Reached { rung, said, times: 0, settled: true };
        alert::past(&ground.policy.ladder, &self.state, said).into_iter().map(settled).collect()
    }

    /// What time will still bring.
    fn chores(&self, ground: &Ground) -> Vec<(Chore, Moment)> {
        let (id, state) = (&self.id, &self.state);
        let mut chores = Vec::new();
        if state.stage.is_unresolved() {
            let month_over = state.received.month_later(ground.zone).plus_minutes(1);
            chores.push((Chore::Month(id.clone()), month_over));
            if !self.entries.iter().any(|(_, _, event)| matches!(event, Event::CauseDue { .. })) {
                chores.push((Chore::Cause(id.clone()), state.cause_due_at()));
            }
        }
        if let Some(deadline) = state.awaited_word() {
            if state.asking == Asking::Told {
                chores.push((Chore::Remind(id.clone()), deadline.from.plus_days(REMIND_DAYS)));
            }
            chores.push((Chore::Lapse(id.clone()), deadline.due));
        }
        let next = alert::next(&ground.policy.ladder, state, &self.past(ground), ground.told);
        chores.extend(next.map(|call| (Chore::Ladder(id.clone()), call.at)));
        chores
    }
}

impl Tx {
    pub(super) async fn write_played(&mut self, ground: &Ground, all: &[Played]) -> Result<(), Error> {
        let (community, zone) = (&ground.community, ground.zone);
        self.write_complaints(community, zone, all).await?;
        let numbers = self.write_entries(community, all).await?;
        self.write_notices(community, all, &numbers).await?;
        self.write_resolutions(community, all).await?;
        self.write_answers(community, all).await?;
        self.write_rungs(ground, all).await?;
        self.write_chores(ground, all).await?;
        self.write_offers(all).await?;
        self.write_approvals(all).await?;
        self.count_days(community, zone, all).await?;
        self.leave_gap(community, ground.told).await?;
        self.changed(Changed::Everything);
        Ok(())
    }

    async fn write_complaints(
        &mut self,
        community: &CommunityId,
        zone: Zone,
        all: &[Played],
    ) -> Result<(), Error> {
        let mut months: BTreeMap<(i32, u32), u32> = BTreeMap::new();
        for played in all {
            *months.entry(played.state.received.year_month(zone)).or_default() += 1;
        }
        let mut next: BTreeMap<(i32, u32), i64> = BTreeMap::new();
        for (month, many) in months {
            let last =
                self.numbers(community, &format!("complaint {}-{:02}", month.0, month.1), many).await?;
            next.insert(month, last - i64::from(many) + 1);
        }
        let keys = self.shared_keys();
        let rows = all.iter().map(|played| {
            let month = played.state.received.year_month(zone);
            let running = next.get_mut(&month).map_or(0, |next| {
                *next += 1;
                *next - 1
            });
            let running = u32::try_from(running).unwrap_or(u32::MAX);
            let number = ComplaintNumber::compose(community, month.0, month.1, running);
            let row = NewRow {
                id: &played.id,
                number: &number,
                code: fresh::code()?,
                key: None,
                content: None,
                language: played.language,
                home: played.home.clone(),
                filing: &played.filing,
                arrived: played.arrived(),
                state: &played.state,
            };
            insert_args(&keys, &row)
        });
        self.insert_all(INSERT, rows).await
    }

    /// All entries of the chunk, numbered without gaps in the order they happened; answers the numbers
    /// of each complaint's.
    async fn write_entries(
        &mut self,
        community: &CommunityId,
        all: &[Played],
    ) -> Result<Vec<Vec<i64>>, Error> {
        let of = |(of, played): (usize, &Played)| (0..played.entries.len()).map(move |place| (of, place));
        let mut order: Vec<(usize, usize)> = all.iter().enumerate().flat_map(of).collect();
        order.sort_by_key(|&(of, place)| all[of].entries[place].0);
        let many = u32::try_from(order.len()).unwrap_or(u32::MAX);
        let last = self.numbers(community, Ledger::Timeline.word(), many).await?;
        let numbered = (last - i64::from(many) + 1..).zip(order);
        let mut numbers: Vec<Vec<i64>> = all.iter().map(|played| vec![0; played.entries.len()]).collect();
        let keys = self.shared_keys();
        let rows = numbered.map(|(seq, (of, place))| {
            numbers[of][place] = seq;
            let (at, who, event) = &all[of].entries[place];
            append_args(&keys, &NewEntry { complaint: &all[of].id, community, seq, at: *at, who, event })
        });
        self.insert_all(APPEND, rows).await?;
        Ok(numbers)
    }

    async fn write_notices(
        &mut self,
        community: &CommunityId,
        all: &[Played],
        numbers: &[Vec<i64>],
    ) -> Result<(), Error> {
        let rows = all.iter().zip(numbers).flat_map(|(played, numbers)| {
            let found = played.found(community);
            played.notices.iter().map(move |one| {
                Ok(add_args(&NewNotice {
                    id: &one.id,
                    found: &found,
                    entry: numbers[one.entry],
                    notice: one.notice,
                    state: if one.told { "sent" } else { "to_tell" },
                    made_at: one.at,
                    told_at: one.told_at(),
                }))
            })
        });
        self.insert_all(ADD, rows).await
    }

    /// Resolutions and their surveys, which are sent when she is told.
    async fn write_resolutions(&mut self, community: &CommunityId, all: &[Played]) -> Result<(), Error> {
        let keys = self.shared_keys();
        let resolutions = all.iter().flat_map(|played| {
            let each = played.resolutions.iter().enumerate();
            each.map(|(place, (resolution, _))| {
                resolve_args(&keys, &played.id, resolution, played.contested.get(&place).copied())
            })
        });
        self.insert_all(RESOLVE, resolutions).await?;
        let surveys = all.iter().flat_map(|played| {
            let found = played.found(community);
            let mut told = played.notices.iter().filter(|one| one.notice.news == News::Resolved);
            played.resolutions.iter().map(move |(resolution, survey)| {
                let sent_at = told.next().and_then(PlayedNotice::told_at);
                invite_args(&found, survey, resolution.at, sent_at)
            })
        });
        self.insert_all(INVITE, surveys).await
    }

    async fn write_answers(&mut self, community: &CommunityId, all: &[Played]) -> Result<(), Error> {
        let keys = self.shared_keys();
        let rows = all.iter().flat_map(|played| {
            let each = played.answers.iter();
            each.map(|(about, kept)| answer_args(&keys, &played.resolutions[*about].1, community, kept))
        });
        self.insert_all(ANSWER, rows).await
    }

    /// Rungs that lie in the past: they have called nobody and call nobody.
    async fn write_rungs(&mut self, ground: &Ground, all: &[Played]) -> Result<(), Error> {
        let rows = all.iter().flat_map(|played| {
            let found = played.found(&ground.community);
            played.past(ground).into_iter().map(move |one| {
                reach_args(&NewRung {
                    id: &RungId::new(fresh::id(one.said)?),
                    found: &found,
                    rung: one.rung,
                    pressing: one.rung.is_pressing(&played.state),
                    instead: false,
                    at: one.said,
                    times: one.times,
                    settled: Some(one.said),
                })
            })
        });
        self.insert_all(REACH, rows).await
    }

    async fn write_chores(&mut self, ground: &Ground, all: &[Played]) -> Result<(), Error> {
        let chores = all.iter().flat_map(|played| played.chores(ground));
        self.insert_all(ENQUEUE, chores.map(|(chore, run_at)| chore.args(run_at))).await
    }

    /// The offers that are open, which are few.
    async fn write_offers(&mut self, all: &[Played]) -> Result<(), Error> {
        for Played { id, state, .. } in all {
            let Some(offer) = &state.offer else { continue };
            self.save_offer(id, offer).await?;
        }
        Ok(())
    }

    /// The words that wait for a second person, which are few.
    async fn write_approvals(&mut self, all: &[Played]) -> Result<(), Error> {
        for Played { id, state, .. } in all {
            let Some(approval) = &state.approval else { continue };
            let before = State { approval: None, ..state.clone() };
            self.save_approval(id, &before, state, (&Who::Machine, &[]), approval.at).await?;
        }
        Ok(())
    }

    /// Inserts rows, `ROWS` with one statement. While the database takes some, the next are sealed.
    async fn insert_all(
        &mut self,
        statement: Statement,
        mut rows: impl Iterator<Item = Result<Vec<Value>, Error>>,
    ) -> Result<(), Error> {
        let mut next = || -> Result<Vec<Value>, Error> {
            let mut args = Vec::with_capacity(ROWS * statement.arity);
            for row in rows.by_ref().take(ROWS) {
                let row = row?;
                statement.check(&row)?;
                args.extend(row);
            }
            Ok(args)
        };
        let many = self.link().repeated(statement, ROWS);
        let mut args = next()?;
        while !args.is_empty() {
            let is_full = args.len() == ROWS * statement.arity;
            let text = if is_full {
                many.clone()
            } else {
                self.link().repeated(statement, args.len() / statement.arity)
            };
            let (written, following) = tokio::join!(self.execute_many(text, args), async { next() });
            written?;
            args = following?;
        }
        Ok(())
    }

    async fn count_days(&mut self, community: &CommunityId, zone: Zone, all: &[Played]) -> Result<(), Error> {
        let mut days: BTreeMap<(chrono::NaiveDate, &str), i64> = BTreeMap::new();
        for played in all {
            *days.entry((played.state.received.date(zone), "received")).or_default() += 1;
            for (resolution, _) in &played.resolutions {
                *days.entry((resolution.at.date(zone), "resolved")).or_default() += 1;
            }
            if let Some(ended) = played.state.ended {
                *days.entry((ended.date(zone), "closed")).or_default() += 1;
            }
        }
        for ((day, name), by) in days {
            self.count(community, day, name, by).await?;
        }
        Ok(())
    }
}
