//! Whom a rung calls, out of those who work in the community and those on duty now.

use crate::access::{Duty, Want};
use crate::grading::Grade;
use crate::id::StaffId;
use crate::kind::Department;
use crate::policy::Whom;
use crate::transfer::To;

/// Somebody who works in the community now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colleague {
    pub id: StaffId,
    pub department: Department,
    pub duties: Vec<Duty>,
}

/// Somebody on duty now, by the roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shift {
    pub staff: StaffId,
    pub department: Department,
    /// Who is away and stood in for.
    pub stands_in_for: Option<StaffId>,
}

/// Whom a rung calls.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct People {
    pub ids: Vec<StaffId>,
    /// The one it is meant for is not there, so others are called.
    pub instead: bool,
}

/// Who of a community answers to a rung.
struct Team<'a> {
    colleagues: &'a [Colleague],
    on_duty: &'a [Shift],
}

/// Whom a rung calls about a complaint of a kind that `department` answers for. One who is away is
/// stood in for by the roster (I2); where nobody fits, the next one up the house is called, so that a
/// rung never calls nobody while anybody handles complaints.
#[must_use]
pub fn people(
    whom: Whom,
    handler: Option<&StaffId>,
    department: Department,
    colleagues: &[Colleague],
    on_duty: &[Shift],
) -> People {
    let team = Team { colleagues, on_duty };
    match whom {
        Whom::Handler => team.handler(handler).unwrap_or_else(|| team.head(department)),
        Whom::Head => team.head(department),
        Whom::Supervisor => team.meant_for(Duty::Supervisor).unwrap_or_else(|| team.general_manager()),
        Whom::GeneralManager => team.general_manager(),
        Whom::Roster => team.roster(),
    }
}

/// Who can approve what `author` has written about a complaint of `grade`: the head of the department
/// that answers for it, or for grade 1 the general manager and who is named for legal matters; one who
/// is away is stood in for. Where that is nobody but the author, the next one up, and herself only
/// where nobody else is left.
#[must_use]
pub fn approvers(
    grade: Grade,
    author: &StaffId,
    department: Department,
    colleagues: &[Colleague],
    on_duty: &[Shift],
) -> People {
    let team = Team { colleagues, on_duty };
    let all = |duty| team.meant(team.holding(duty, |_| true)).ids;
    let near = |duty| team.meant(team.holding(duty, |one| one.department == department)).ids;
    let highest = [all(Duty::GeneralManager), all(Duty::Legal)].concat();
    let heads = [all(Duty::DepartmentHead), all(Duty::StandIn)].concat();
    let in_order = if grade == Grade::One {
        vec![highest, heads]
    } else {
        vec![near(Duty::DepartmentHead), near(Duty::StandIn), highest, heads]
    };
    let can = |id: &StaffId| id != author && team.handles(id);
    let found = in_order.into_iter().enumerate().find_map(|(place, ids)| {
        let ids: Vec<StaffId> = ids.into_iter().filter(can).collect();
        (!ids.is_empty()).then(|| People { ids: once_each(ids), instead: place > 0 })
    });
    found.unwrap_or_else(|| {
        let others: Vec<StaffId> = team.anybody().ids.into_iter().filter(can).collect();
        instead(if others.is_empty() { vec![author.clone()] } else { others })
    })
}

/// Who can accept what is offered `to` somebody: the one it names, and for a head who is away whoever
/// stands in; of a department its head or who stands in for her. A department without a head is there by
/// whoever is on duty for it, by a stand-in, by anybody of its people (I2).
#[must_use]
pub fn receivers(to: &To, colleagues: &[Colleague], on_duty: &[Shift]) -> Vec<StaffId> {
    let team = Team { colleagues, on_duty };
    let department = match to {
        To::Department(department) => *department,
        To::Staff(id) => {
            let is_head = |one: &Colleague| one.id == *id && one.duties.contains(&Duty::DepartmentHead);
            let head = if colleagues.iter().any(is_head) { vec![id.clone()] } else { Vec::new() };
            return once_each([vec![id.clone()], team.meant(head).ids].concat());
        }
    };
    let near = |duty| team.holding(duty, |one| one.department == department);
    let on_duty = on_duty.iter().filter(|shift| shift.department == department);
    let people = colleagues.iter().filter(|one| one.department == department);
    let in_order = [
        team.meant(near(Duty::DepartmentHead)).ids,
        on_duty.map(|shift| shift.staff.clone()).collect(),
        near(Duty::StandIn),
        people.map(|one| one.id.clone()).collect(),
    ];
    let handling =
        in_order.map(|ids| ids.into_iter().filter(|id| team.handles(id)).collect::<Vec<StaffId>>());
    handling.into_iter().find(|ids| !ids.is_empty()).map_or_else(Vec::new, once_each)
}

/// Everything whose offers `staff` can accept now.
#[must_use]
pub fn receives(staff: &StaffId, colleagues: &[Colleague], on_duty: &[Shift]) -> Vec<To> {
    let away =
        on_duty.iter().filter(|shift| shift.staff == *staff).filter_map(|shift| shift.stands_in_for.clone());
    let named = once_each(away.chain([staff.clone()]).collect()).into_iter().map(To::Staff);
    let departments = Department::ALL.iter().copied().map(To::Department);
    let is_theirs = |to: &To| receivers(to, colleagues, on_duty).contains(staff);
    named.chain(departments).filter(is_theirs).collect()
}

/// Who rules where departments disagree (§8): the general manager and the management's own people, each
/// who is away stood in for; heads only where there is nobody else.
#[must_use]
pub fn office(colleagues: &[Colleague], on_duty: &[Shift]) -> People {
    let team = Team { colleagues, on_duty };
    let is_office = |one: &&Colleague| {
        one.duties.contains(&Duty::GeneralManager)
            || one.department == Department::Management && team.handles(&one.id)
    };
    let office: Vec<StaffId> = colleagues.iter().filter(is_office).map(|one| one.id.clone()).collect();
    if office.is_empty() { team.general_manager() } else { team.meant(office) }
}

impl Team<'_> {
    fn handles(&self, id: &StaffId) -> bool {
        let handles = |one: &Colleague| one.duties.iter().any(|duty| duty.allows(Want::Handle));
        self.colleagues.iter().any(|one| one.id == *id && handles(one))
    }

    /// `None` when nobody is responsible, or who was has left.
    fn handler(&self, handler: Option<&StaffId>) -> Option<People> {
        let handler = handler.filter(|id| self.colleagues.iter().any(|one| one.id == **id))?;
        Some(self.meant(vec![handler.clone()]))
    }

    /// The head of the department, else who is on duty for it, else a stand-in, else any head.
    fn head(&self, department: Department) -> People {
        let heads = self.holding(Duty::DepartmentHead, |one| one.department == department);
        if !heads.is_empty() {
            return self.meant(heads);
        }
        let on_duty = self.on_duty.iter().filter(|shift| shift.department == department);
        let on_duty: Vec<StaffId> = on_duty.map(|shift| shift.staff.clone()).collect();
        let stand_ins = self.holding(Duty::StandIn, |one| one.department == department);
        let any = self.holding(Duty::DepartmentHead, |_| true);
        let managers = self.holding(Duty::GeneralManager, |_| true);
        [on_duty, stand_ins, any, managers]
            .into_iter()
            .find(|ids| !ids.is_empty())
            .map_or_else(|| self.anybody(), instead)
    }

    fn general_manager(&self) -> People {
        self.meant_for(Duty::GeneralManager).unwrap_or_else(|| {
            let heads = self.holding(Duty::DepartmentHead, |_| true);
            if heads.is_empty() { self.anybody() } else { instead(heads) }
        })
    }

    /// Everybody on duty; while nobody is, all heads and agents.
    fn roster(&self) -> People {
        if !self.on_duty.is_empty() {
            let ids = self.on_duty.iter().map(|shift| shift.staff.clone()).collect();
            return People { ids: once_each(ids), instead: false };
        }
        let reached = |duty: &Duty| matches!(duty, Duty::DepartmentHead | Duty::StandIn | Duty::Agent);
        let all = self.colleagues.iter().filter(|one| one.duties.iter().any(reached));
        let all: Vec<StaffId> = all.map(|one| one.id.clone()).collect();
        if all.is_empty() { self.anybody() } else { instead(all) }
    }

    fn meant_for(&self, duty: Duty) -> Option<People> {
        let holding = self.holding(duty, |_| true);
        (!holding.is_empty()).then(|| self.meant(holding))
    }

    fn holding(&self, duty: Duty, fits: impl Fn(&Colleague) -> bool) -> Vec<StaffId> {
        let holding = self.colleagues.iter().filter(|one| one.duties.contains(&duty) && fits(one));
        holding.map(|one| one.id.clone()).collect()
    }

    /// Those it is meant for, each who is away replaced by who stands in.
    fn meant(&self, ids: Vec<StaffId>) -> People {
        let mut found = Vec::new();
        for id in ids {
            let stands_in = |shift: &&Shift| shift.stands_in_for.as_ref() == Some(&id);
            let stand_ins: Vec<StaffId> =
                self.on_duty.iter().filter(stands_in).map(|shift| shift.staff.clone()).collect();
            if stand_ins.is_empty() { found.push(id) } else { found.extend(stand_ins) }
        }
        People { ids: once_each(found), instead: false }
    }

    fn anybody(&self) -> People {
        let all = self.colleagues.iter().map(|one| one.id.clone());
        instead(all.filter(|id| self.handles(id)).collect())
    }
}

fn instead(ids: Vec<StaffId>) -> People {
    People { ids: once_each(ids), instead: true }
}

fn once_each(mut ids: Vec<StaffId>) -> Vec<StaffId> {
    ids.sort_unstable();
    ids.dedup();
    ids
}
