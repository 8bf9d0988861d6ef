//! What a person finds: the same, not the same after all, another matter.

use rules::{
    access::{Refusal, Staff},
    alike::{Complainant, MEMBERS_MAX},
    change::{self, Denied},
    grading::Facts,
    id::{AlikeId, ComplaintId, ComplaintNumber, StaffId},
    likeness::Same,
    moment::Moment,
    place::{Area, Place, PlaceKey},
    problem::{Field, Problems, What},
    stage::Stage,
    timeline::Who,
    work::Work,
};

use super::{Group, graded_with};
use crate::{
    Error, Keyring, Tx,
    complaint::{ComplaintRow, Found},
    fresh,
    sql::{args, sql},
    timeline::read_json,
};

sql! {
    MAKE = "INSERT INTO alike (id, community, same, members, months, came_back, made_at, made_by)
        VALUES ($1, $2, $3, 0, '[]', 0, $4, $5)";
    ENTER = "INSERT INTO alike_member (id, alike, complaint, home_hash, person_hash, households, received, graded_with,
            joined_at, joined_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    LEAVE by "alike_member_complaint" = "UPDATE alike_member SET left_at = $3, left_by = $4
        WHERE complaint = $1 AND alike = $2 AND left_at IS NULL";
    MOVE by "alike_member_open" = "UPDATE alike_member SET alike = $2 WHERE alike = $1 AND left_at IS NULL";
    POINT_COMPLAINT = "UPDATE complaint SET alike = $2, version = version + 1 WHERE id = $1";
    POINT_PROBLEM = "UPDATE complaint SET problem = $2, version = version + 1 WHERE id = $1";
    CALLER = "SELECT home, phone_hash, email_hash FROM complaint WHERE id = $1";
    ANSWER by "proposal_pair" = "UPDATE proposal SET answered_at = $3, answer = $4, answered_by = $5
        WHERE complaint = $1 AND other = $2 AND answered_at IS NULL";
}

impl Tx {
    /// Confirms, undoes or denies that two complaints are the same, and re-grades whom that concerns.
    pub(crate) async fn sort(
        &mut self,
        found: &Found,
        staff: &Staff,
        work: Work,
        now: Moment,
    ) -> Result<(), Error> {
        let state = self.state(&found.id, now).await?;
        let change = change::work(&state, staff, &[], 0, work.clone(), now).map_err(Error::Denied)?;
        match work {
            Work::Join { same, with } => {
                let with = self.other(found, &with).await?;
                self.answer(found, &with, same.code(), staff, now).await?;
                let (groups, entered) = self.group_both(found, &with, same, &staff.id, now).await?;
                // Somebody else was quicker.
                if groups.is_empty() {
                    return Ok(());
                }
                self.save(found, &state, change, now).await?;
                if entered {
                    self.note_joined(found, &with, same, staff, now).await?;
                }
                self.raise_joined([found, &with], &groups, staff, now).await
            }
            Work::NotSame { with } => {
                let with = self.other(found, &with).await?;
                if self.answer(found, &with, "not_same", staff, now).await? {
                    self.save(found, &state, change, now).await?;
                }
                Ok(())
            }
            Work::Leave { same } => {
                let groups = self.groups_of(&found.id).await?;
                if !groups.iter().any(|group| group.same == same) {
                    return Err(Error::Denied(Refusal::NotNow.into()));
                }
                // Who is not the same complaint is not the same problem either.
                for group in groups.iter().filter(|group| group.same == same || same == Same::Complaint) {
                    self.take_out(&found.id, group, Some(&staff.id), now).await?;
                }
                self.save(found, &state, change, now).await.map(drop)
            }
            _ => Err(Error::failed("not an act of sorting")),
        }
    }

    /// The other side's entry.
    async fn note_joined(
        &mut self,
        found: &Found,
        with: &Found,
        same: Same,
        staff: &Staff,
        now: Moment,
    ) -> Result<(), Error> {
        let work = Work::Join { same, with: self.complaint_row(&found.id).await?.number()? };
        let state = self.state(&with.id, now).await?;
        let change = change::work(&state, staff, &[], 0, work, now).map_err(Error::Denied)?;
        self.save(with, &state, change, now).await.map(drop)
    }

    /// First the two at hand: the others may be many.
    async fn raise_joined(
        &mut self,
        both: [&Found; 2],
        groups: &[Group],
        staff: &Staff,
        now: Moment,
    ) -> Result<(), Error> {
        let who = Who::Staff(staff.person());
        for group in groups {
            for one in both {
                self.raise_one(group, one.id.clone(), &who, now).await?;
            }
            self.raise(group, &who, now).await?;
        }
        Ok(())
    }

    /// Another complaint of the same community that can be grouped.
    async fn other(&mut self, found: &Found, number: &ComplaintNumber) -> Result<Found, Error> {
        let other = self.found_by_number(number).await?;
        let other = other.filter(|other| other.community == found.community && other.id != found.id);
        let Some(other) = other else {
            return Err(Error::Denied(Problems::one(Field::With, What::NoSuchComplaint).into()));
        };
        if self.complaint_row(&other.id).await?.stage()? == Stage::Withdrawn {
            return Err(Error::Denied(Refusal::NotNow.into()));
        }
        Ok(other)
    }

    /// Answers what was proposed of two complaints, whichever came first; whether anything was.
    async fn answer(
        &mut self,
        found: &Found,
        with: &Found,
        answer: &str,
        staff: &Staff,
        now: Moment,
    ) -> Result<bool, Error> {
        let mut answered = 0;
        for (one, other) in [(found, with), (with, found)] {
            answered += self.execute(ANSWER, args![&one.id, &other.id, now, answer, &staff.id]).await?;
        }
        Ok(answered > 0)
    }

    /// The groups that both are in now and were not both in before, counted; whether the second
    /// complaint entered one.
    async fn group_both(
        &mut self,
        found: &Found,
        with: &Found,
        same: Same,
        by: &StaffId,
        now: Moment,
    ) -> Result<(Vec<Group>, bool), Error> {
        // The same problem, from another home, is the same complaint as well.
        let notions = if same == Same::Problem { Same::ALL } else { &[Same::Complaint][..] };
        let (mut groups, mut entered) = (Vec::new(), false);
        for &same in notions {
            let (mine, theirs) =
                (self.group_of(&found.id, same).await?, self.group_of(&with.id, same).await?);
            let group = match (mine, theirs) {
                (Some(mine), Some(theirs)) if mine.id == theirs.id => continue,
                (Some(mine), Some(theirs)) => self.merge(mine, theirs, now).await?,
                (Some(group), None) => {
                    entered = true;
                    self.enter(&with.id, group, by, now).await?
                }
                (None, Some(group)) => self.enter(&found.id, group, by, now).await?,
                (None, None) => {
                    entered = true;
                    let group = self.make(found, same, by, now).await?;
                    let group = self.enter(&found.id, group, by, now).await?;
                    self.enter(&with.id, group, by, now).await?
                }
            };
            groups.push(self.count_group(group, now).await?);
        }
        Ok((groups, entered))
    }

    async fn make(&mut self, found: &Found, same: Same, by: &StaffId, now: Moment) -> Result<Group, Error> {
        let id = AlikeId::new(fresh::id(now)?);
        self.execute(MAKE, args![&id, &found.community, same.code(), now, by]).await?;
        let community = found.community.clone();
        Ok(Group { id, community, same, members: 0, months: Vec::new(), came_back: 0 })
    }

    async fn enter(
        &mut self,
        complaint: &ComplaintId,
        group: Group,
        by: &StaffId,
        now: Moment,
    ) -> Result<Group, Error> {
        has_room(group.members + 1)?;
        let row = self.complaint_row(complaint).await?;
        let facts: Facts = read_json(row.facts.as_bytes())?;
        let Complainant { home, person } = self.complainant(&row).await?;
        let id = fresh::id(now)?;
        let figure = graded_with(group.same, &facts);
        let args =
            args![id, &group.id, complaint, home, person, facts.households, row.received, figure, now, by];
        self.execute(ENTER, args).await?;
        self.point(complaint, group.same, Some(&group.id)).await?;
        Ok(Group { members: group.members + 1, ..group })
    }

    /// The smaller becomes part of the larger.
    async fn merge(&mut self, one: Group, other: Group, now: Moment) -> Result<Group, Error> {
        has_room(one.members + other.members)?;
        let (into, from) = if one.members >= other.members { (one, other) } else { (other, one) };
        for member in self.members(&from.id).await? {
            self.point(&ComplaintId::new(member.complaint), from.same, Some(&into.id)).await?;
        }
        self.execute(MOVE, args![&from.id, &into.id]).await?;
        self.count_group(from, now).await?;
        Ok(into)
    }

    /// Takes a complaint out of a group and counts it anew; a group of one is none.
    pub(super) async fn take_out(
        &mut self,
        complaint: &ComplaintId,
        group: &Group,
        by: Option<&StaffId>,
        now: Moment,
    ) -> Result<(), Error> {
        let by = || by.map(|by| by.as_str().to_owned());
        self.execute(LEAVE, args![complaint, &group.id, now, by()]).await?;
        self.point(complaint, group.same, None).await?;
        let rest = self.members(&group.id).await?;
        if let [last] = &rest[..] {
            let last = ComplaintId::new(last.complaint.as_str());
            self.execute(LEAVE, args![&last, &group.id, now, by()]).await?;
            self.point(&last, group.same, None).await?;
            self.changed(crate::Changed::Complaint(last, group.community.clone()));
        }
        self.count_group(group.clone(), now).await.map(drop)
    }

    async fn point(
        &mut self,
        complaint: &ComplaintId,
        same: Same,
        to: Option<&AlikeId>,
    ) -> Result<(), Error> {
        let statement = match same {
            Same::Complaint => POINT_COMPLAINT,
            Same::Problem => POINT_PROBLEM,
        };
        let to = to.map(|to| to.as_str().to_owned());
        self.execute(statement, args![complaint, to]).await.map(drop)
    }

    /// Whom a complaint comes from: her home as we know it, else as she wrote it.
    async fn complainant(&mut self, row: &ComplaintRow) -> Result<Complainant, Error> {
        let id = ComplaintId::new(row.id.as_str());
        let (home, phone, email): (Option<String>, Option<Vec<u8>>, Option<Vec<u8>>) =
            self.one(CALLER, args![&id]).await?;
        let words = row.words(self.keys())?;
        let place = match row.area()? {
            Area::Home => words.home.or(Some(words.place)),
            Area::Public => words.home,
        };
        let known = home.map(|home| self.keys().lookup("home", &home));
        let written = place.and_then(|place| place_hash(self.keys(), &row.community, &place, Area::Home));
        let contact = phone.or(email).and_then(|hash| <[u8; 16]>::try_from(hash.as_slice()).ok());
        let person = contact.unwrap_or_else(|| self.keys().lookup("complaint", &row.id));
        Ok(Complainant { home: known.or(written), person })
    }
}

/// What a place of a community is found by.
pub(crate) fn place_hash(keys: &Keyring, community: &str, place: &Place, area: Area) -> Option<[u8; 16]> {
    let key = PlaceKey::of(place, area)?;
    Some(keys.lookup("place", &format!("{community}\0{}", key.as_str())))
}

fn has_room(members: u32) -> Result<(), Error> {
    if usize::try_from(members).is_ok_and(|members| members <= MEMBERS_MAX) {
        return Ok(());
    }
    let full = Problems::one(Field::With, What::GroupFull { max: MEMBERS_MAX });
    Err(Error::Denied(Denied::from(full)))
}
