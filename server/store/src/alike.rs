//! Complaints that are the same: the groups people confirm, and what their records show. A group is
//! counted whenever something of it changes, in that transaction, and those it makes a rule hold for
//! are re-graded in it too.
//!
//! - [`propose`]: what the machine proposes after a filing
//! - [`sort`]: confirmed, undone, found to be another matter
//! - [`reply`]: one answer to all of a group
//! - [`show`]: what a complaint's page shows of it

mod propose;
mod reply;
mod show;
mod sort;

pub(crate) use sort::place_hash;

use rules::{
    alike::{Complainant, Counted, Member, Month, Turn, came_back, complainants_at, months},
    change::{self, State},
    grading::{Facts, Rule},
    id::{AlikeId, CommunityId, ComplaintId},
    likeness::Same,
    moment::Moment,
    timeline::{Event, Who},
};
use sqlx::FromRow;

use crate::{
    Chore, Error, Reader, Scope, Store, Tx,
    complaint::{ComplaintRow, Found, json_text, known},
    sql::{Statement, args, sql},
    timeline::read_json,
};

sql! {
    OF by "alike_member_complaint" = "SELECT a.id, a.community, a.same, a.members, a.months, a.came_back
        FROM alike_member m JOIN alike a ON a.id = m.alike WHERE m.complaint = $1 AND m.left_at IS NULL";
    FIND = "SELECT id, community, same, members, months, came_back FROM alike WHERE id = $1";
    MEMBERS by "alike_member_open" = "SELECT complaint, home_hash, person_hash, households, received FROM alike_member
        WHERE alike = $1 AND left_at IS NULL";
    RESULTS by "alike_member_open" = "SELECT r.at, r.contested_at
        FROM alike_member m JOIN resolution r ON r.complaint = m.complaint WHERE m.alike = $1 AND m.left_at IS NULL";
    COUNTED = "UPDATE alike SET members = $2, months = $3, came_back = $4 WHERE id = $1";
    BELOW by "alike_member_open" = "SELECT m.complaint FROM alike_member m JOIN complaint c ON c.id = m.complaint
        WHERE m.alike = $1 AND m.left_at IS NULL AND m.received >= $2 AND m.received <= $3 AND m.graded_with < $4
            AND c.open = 1 ORDER BY m.received LIMIT $5";
    GRADED by "alike_member_complaint" = "UPDATE alike_member SET graded_with = $3
        WHERE complaint = $1 AND alike = $2 AND left_at IS NULL";
    SPEAKS by "alike_member_complaint" = "UPDATE alike_member SET households = $2 WHERE complaint = $1 AND left_at IS NULL";
    CONTEST by "resolution_complaint" = "UPDATE resolution SET contested_at = $2 WHERE id = (
            SELECT id FROM resolution WHERE complaint = $1 ORDER BY at DESC LIMIT 1)";
}

/// Complaints re-graded in one transaction; a job goes on with the rest.
const REGRADED_AT_ONCE: usize = 50;

#[derive(FromRow)]
struct GroupRow {
    id: String,
    community: String,
    same: String,
    members: i64,
    months: String,
    came_back: i64,
}

#[derive(FromRow)]
struct MemberRow {
    complaint: String,
    home_hash: Option<Vec<u8>>,
    person_hash: Vec<u8>,
    households: i64,
    received: i64,
}

/// A group as it was last counted.
#[derive(Clone, Debug)]
struct Group {
    id: AlikeId,
    community: CommunityId,
    same: Same,
    members: u32,
    months: Vec<Month>,
    came_back: u32,
}

impl GroupRow {
    fn into_group(self) -> Result<Group, Error> {
        Ok(Group {
            same: known(Same::from_code(&self.same))?,
            members: u32::try_from(self.members).unwrap_or(0),
            months: read_json(self.months.as_bytes())?,
            came_back: u32::try_from(self.came_back).unwrap_or(0),
            community: CommunityId::new(self.community),
            id: AlikeId::new(self.id),
        })
    }
}

impl MemberRow {
    fn member(&self) -> Result<Member, Error> {
        let hash =
            |bytes: &[u8]| <[u8; 16]>::try_from(bytes).map_err(|_| Error::failed("a hash of another length"));
        let home = self.home_hash.as_deref().map(hash).transpose()?;
        Ok(Member {
            complainant: Complainant { home, person: hash(&self.person_hash)? },
            households: u32::try_from(self.households).unwrap_or(1),
            received: Moment::from_millis(self.received),
        })
    }
}

/// The figure of a notion that facts were graded with.
const fn graded_with(same: Same, facts: &Facts) -> u32 {
    match same {
        Same::Complaint => facts.complainants,
        Same::Problem => facts.came_back,
    }
}

impl Reader {
    /// The groups a complaint is in: at most one of each notion.
    async fn groups_of(&mut self, complaint: &ComplaintId) -> Result<Vec<Group>, Error> {
        let rows: Vec<GroupRow> = self.all(OF, args![complaint]).await?;
        rows.into_iter().map(GroupRow::into_group).collect()
    }

    async fn group_of(&mut self, complaint: &ComplaintId, same: Same) -> Result<Option<Group>, Error> {
        Ok(self.groups_of(complaint).await?.into_iter().find(|group| group.same == same))
    }

    /// A complaint, and all that people found to be the same.
    pub(crate) async fn same_complaint(
        &mut self,
        complaint: &ComplaintId,
    ) -> Result<Vec<ComplaintId>, Error> {
        let Some(group) = self.group_of(complaint, Same::Complaint).await? else {
            return Ok(vec![complaint.clone()]);
        };
        let members = self.members(&group.id).await?;
        Ok(members.into_iter().map(|member| ComplaintId::new(member.complaint)).collect())
    }

    async fn group(&mut self, id: &AlikeId) -> Result<Group, Error> {
        let row: GroupRow = self.one(FIND, args![id]).await?;
        row.into_group()
    }

    async fn members(&mut self, group: &AlikeId) -> Result<Vec<MemberRow>, Error> {
        self.all(MEMBERS, args![group]).await
    }

    /// What the records show for one complaint.
    pub(crate) async fn on_record(&mut self, row: &ComplaintRow) -> Result<Counted, Error> {
        let mut counted = Counted::default();
        if row.alike.is_none() && row.problem.is_none() {
            return Ok(counted);
        }
        for group in self.groups_of(&ComplaintId::new(row.id.as_str())).await? {
            match group.same {
                Same::Complaint => {
                    counted.complainants = complainants_at(&group.months, Moment::from_millis(row.received));
                }
                Same::Problem => counted.came_back = group.came_back,
            }
        }
        Ok(counted)
    }
}

impl Store {
    /// Goes on with what one transaction did not do: re-grades all for whom the records of a group
    /// make a rule hold.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the group is gone.
    pub async fn recount(&self, id: &AlikeId, now: Moment) -> Result<(), Error> {
        let Group { community, .. } = self.read().await?.group(id).await?;
        loop {
            let id = id.clone();
            let is_done = self
                .write(Scope::Community(community.clone()), async move |tx| {
                    let group = tx.group(&id).await?;
                    tx.raise_some(&group, &Who::Machine, now).await
                })
                .await?;
            if is_done {
                return Ok(());
            }
        }
    }
}

impl Tx {
    /// Counts a group anew and keeps what it shows.
    async fn count_group(&mut self, mut group: Group, now: Moment) -> Result<Group, Error> {
        let terms = self.terms_of(&group.community, now).await?;
        let rows = self.members(&group.id).await?;
        let members = rows.iter().map(MemberRow::member).collect::<Result<Vec<_>, _>>()?;
        match group.same {
            Same::Complaint => group.months = months(&members, terms.zone, &terms.counting),
            Same::Problem => group.came_back = came_back(self.turns(&group.id, &members).await?),
        }
        group.members = u32::try_from(members.len()).unwrap_or(u32::MAX);
        let months = json_text(&group.months)?;
        self.execute(COUNTED, args![&group.id, group.members, months, group.came_back]).await?;
        Ok(group)
    }

    async fn turns(&mut self, group: &AlikeId, members: &[Member]) -> Result<Vec<(Moment, Turn)>, Error> {
        let results: Vec<(i64, Option<i64>)> = self.all(RESULTS, args![group]).await?;
        let mut turns: Vec<_> = members.iter().map(|member| (member.received, Turn::Complained)).collect();
        for (at, contested) in results {
            turns.push((Moment::from_millis(at), Turn::Handled));
            turns.extend(contested.map(|at| (Moment::from_millis(at), Turn::Complained)));
        }
        Ok(turns)
    }

    /// Re-grades those for whom the records of a group make a rule hold; a job goes on where they are
    /// many.
    async fn raise(&mut self, group: &Group, who: &Who, now: Moment) -> Result<(), Error> {
        // What a neighbour did is nobody's name on another's timeline.
        let who = if let Who::Staff(_) = who { who.clone() } else { Who::Machine };
        if self.raise_some(group, &who, now).await? {
            return Ok(());
        }
        self.plan(&Chore::Recount(group.id.clone()), now).await
    }

    /// Whether none is left.
    async fn raise_some(&mut self, group: &Group, who: &Who, now: Moment) -> Result<bool, Error> {
        let terms = self.terms_of(&group.community, now).await?;
        let ever = (Moment::default(), Moment::from_millis(i64::MAX));
        let (limit, spans) = match group.same {
            Same::Complaint => {
                let limit = terms.thresholds.same_complainants;
                let full = group.months.iter().filter(|month| month.complainants >= limit);
                (limit, full.map(|month| (month.from, month.until)).collect())
            }
            Same::Problem => {
                let limit = terms.thresholds.returned_times;
                (limit, if group.came_back >= limit { vec![ever] } else { Vec::new() })
            }
        };
        let mut room = REGRADED_AT_ONCE;
        for (from, until) in spans {
            let most = i64::try_from(room + 1).unwrap_or(i64::MAX);
            let below: Vec<(String,)> = self.all(BELOW, args![&group.id, from, until, limit, most]).await?;
            for (id,) in below.iter().take(room) {
                self.raise_one(group, ComplaintId::new(id.as_str()), who, now).await?;
            }
            if below.len() > room {
                return Ok(false);
            }
            room -= below.len();
        }
        Ok(true)
    }

    async fn raise_one(
        &mut self,
        group: &Group,
        id: ComplaintId,
        who: &Who,
        now: Moment,
    ) -> Result<(), Error> {
        let found = Found { id, community: group.community.clone() };
        let state = self.state(&found.id, now).await?;
        let figure = match group.same {
            Same::Complaint => state.counted.complainants,
            Same::Problem => state.counted.came_back,
        };
        if let Some(change) = change::counted(&state, who.clone(), now) {
            self.save(&found, &state, change, now).await?;
        }
        // Also where the rule held before: it is not asked about again.
        self.execute(GRADED, args![&found.id, &group.id, figure]).await.map(drop)
    }

    /// Has a complaint asked about again when its groups change: it was graded with a figure that may
    /// reach a threshold only now.
    pub(crate) async fn ask_again(&mut self, id: &ComplaintId, state: &State) -> Result<(), Error> {
        for group in self.groups_of(id).await? {
            let rule = match group.same {
                Same::Complaint => Rule::R2b,
                Same::Problem => Rule::R3a,
            };
            if state.graded.reasons.iter().all(|reason| reason.rule() != rule) {
                self.execute(GRADED, args![id, &group.id, 0_i64]).await?;
            }
        }
        Ok(())
    }

    /// What a change of one complaint means for the groups it is in.
    pub(crate) async fn keep_groups(
        &mut self,
        found: &Found,
        states: (&State, &State),
        events: &[Event],
        who: &Who,
        now: Moment,
    ) -> Result<(), Error> {
        let (before, after) = states;
        let is_withdrawn = events.iter().any(|event| matches!(event, Event::Withdrawn { .. }));
        let is_reopened = events.iter().any(|event| matches!(event, Event::Reopened { .. }));
        let speaks_for_others = before.facts.households != after.facts.households;
        let is_counted = Counted::of(&before.facts) != Counted::of(&after.facts);
        if is_reopened {
            self.execute(CONTEST, args![&found.id, now]).await?;
        }
        if !(is_withdrawn || is_reopened || speaks_for_others || is_counted) {
            return Ok(());
        }
        for group in self.groups_of(&found.id).await? {
            if is_withdrawn {
                self.take_out(&found.id, &group, None, now).await?;
                continue;
            }
            self.execute(GRADED, args![&found.id, &group.id, graded_with(group.same, &after.facts)]).await?;
            if speaks_for_others {
                self.execute(SPEAKS, args![&found.id, after.facts.households]).await?;
            }
            if is_reopened || speaks_for_others {
                let group = self.count_group(group, now).await?;
                self.raise(&group, who, now).await?;
            }
        }
        Ok(())
    }
}

pub(crate) fn statements() -> impl Iterator<Item = &'static Statement> {
    [STATEMENTS, propose::STATEMENTS, reply::STATEMENTS, show::STATEMENTS, sort::STATEMENTS]
        .into_iter()
        .flatten()
}
