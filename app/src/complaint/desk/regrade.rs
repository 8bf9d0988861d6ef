//! What other facts would make of the grade: worked out here by the same rules as on the server.

use crate::ui::node::{IntoNode, Node};
use leptos::prelude::*;
use markup::view;
use rules::deadline::Deadlines;
use rules::grading::{Facts, Grade, Open, Reason, grade};
use rules::moment::Moment;
use rules::view::Complaint;

use super::sheet::Sheet;
use crate::mark;
use crate::say;
use crate::ui::icon::{Icon, icon};
use crate::words::{Key, phrase, spoken};

/// The grade as it is and as it would be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    pub from: Grade,
    pub to: Grade,
    pub reasons: Vec<(Reason, bool)>,
    /// Reasons that would no longer hold.
    pub gone: Vec<Reason>,
    pub deadlines: Deadlines,
}

impl Preview {
    /// `None` when the facts would change nothing.
    #[must_use]
    pub fn of(complaint: &Complaint, facts: &Facts, now: Moment) -> Option<Self> {
        // What is counted is not typed: the records stand in its place when the facts are saved.
        let counted = complaint.alike.counted;
        let facts = &counted.put_into(facts.clone());
        let is_less = counted.raising(&complaint.facts) != counted;
        if !is_less && *facts == counted.put_into(complaint.facts.clone()) {
            return None;
        }
        let result = complaint.resolution.as_ref().filter(|_| !complaint.stage.is_unresolved());
        let until = result.map_or(now, |result| result.at);
        let graded = grade(
            facts,
            Open::at(until, complaint.received, complaint.terms.zone),
            &complaint.terms.thresholds,
        );
        let gone = complaint.reasons.iter().filter(|reason| !graded.reasons.contains(reason)).cloned();
        let gone = gone.collect();
        let is_new = |reason: &Reason| !complaint.reasons.contains(reason);
        let regraded = graded.grade != complaint.grade && complaint.stage.is_unresolved();
        let deadlines = if regraded {
            complaint.deadlines.regraded(graded.grade, now, &complaint.terms)
        } else {
            complaint.deadlines
        };
        Some(Self {
            from: complaint.grade,
            to: graded.grade,
            reasons: graded.reasons.into_iter().map(|reason| (reason.clone(), is_new(&reason))).collect(),
            gone,
            deadlines,
        })
    }
}

/// Stands between the facts and the button that saves them.
#[component]
pub fn Regrade(preview: Memo<Option<Preview>>, sheet: Sheet) -> Node {
    view! {
        <div role="status">
            {move || preview.get().map(|preview| show(preview, sheet))}
        </div>
    }
}

fn show(preview: Preview, sheet: Sheet) -> Node {
    let Preview { from, to, reasons, gone, deadlines } = preview;
    let kind = (to <= from).then_some("settled");
    let lower = sheet.can.get_untracked().lower;
    let needs = if lower { Key::ProblemLowerNeedsReason } else { Key::RefusalLowerNotYours };
    let change = if from == to {
        view! { {mark::grade(to, say::grade::for_staff(to))}<span>{Key::HandlingSameGrade}</span> }
    } else {
        view! {
            {mark::grade(from, say::grade::short(from))}
            {icon(Icon::Arrow)}
            {mark::grade(to, say::grade::for_staff(to))}
        }
    };
    let entry = |(reason, new): (Reason, bool)| {
        let rule = reason.rule().code();
        let words = spoken(move || say::grade::reason(&reason));
        let new = new.then(|| {
            view! { " "<span class="badge" data-kind="accent">{Key::HandlingNewReason}</span> }
        });
        view! { <li><b>{rule}</b>" "{words}{new}</li> }
    };
    let past = |reason: Reason| {
        let rule = reason.rule().code();
        let words = spoken(move || say::grade::reason(&reason));
        view! { <li class="gone"><b>{rule}</b>" "{words}</li> }
    };
    view! {
        <div class="regrade notice" data-kind=kind>
            <p class="change">{change}</p>
            <ul class="reasons">
                {reasons.into_iter().map(entry).collect::<Vec<_>>()}
                {gone.into_iter().map(past).collect::<Vec<_>>()}
            </ul>
            {moved(deadlines, sheet)}
            {(to < from).then(|| view! { <p><b>{needs}</b></p> })}
        </div>
    }
}

/// The deadlines that would come earlier; none ever comes later.
fn moved(deadlines: Deadlines, sheet: Sheet) -> Node {
    let (before, zone) =
        sheet.complaint.with_untracked(|complaint| (complaint.deadlines, complaint.terms.zone));
    let now = sheet.now.get_untracked();
    let pairs = [(before.first_answer, deadlines.first_answer), (before.resolution, deadlines.resolution)];
    pairs
        .into_iter()
        .filter(|(before, after)| after.due < before.due)
        .map(|(_, after)| {
            let words = spoken(move || {
                let clock = say::deadline::clock_for_staff(after.clock);
                phrase::handling_deadline_moves(clock, say::time::when(after.due, now, zone))
            });
            view! { <p class="faint">{words}</p> }
        })
        .collect::<Vec<_>>()
        .into_node()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rules::alike::{Alike, Counted};
    use rules::complaint::Filer;
    use rules::contact::{Phone, Region};
    use rules::id::{CommunityId, ComplaintId, ComplaintNumber, StaffId};
    use rules::intake::Arrival;
    use rules::kind::{Department, Kind};
    use rules::language::Language;
    use rules::moment::Zone;
    use rules::place::Area;
    use rules::policy::{Answering, Phrases, Terms};
    use rules::resolution::{Finding, Resolution};
    use rules::stage::Stage;
    use rules::timeline::Person;

    const NOW: Moment = Moment::from_millis(1_795_312_800_000);

    fn complaint() -> Complaint {
        let (facts, terms) = (Facts::default(), Terms::handbook(Zone::CHINA));
        let graded = grade(&facts, Open::WithinAMonth, &terms.thresholds);
        Complaint {
            id: ComplaintId::new("1"),
            number: ComplaintNumber::compose(&CommunityId::new("wt"), 2026, 11, 1),
            community: CommunityId::new("wt"),
            community_name: "梧桐苑".into(),
            graded_by: terms.version,
            version: 1,
            facts_version: 1,
            filer: Filer::HomeOwner,
            kind: Kind::Works,
            responsible: Kind::Works.department(),
            area: Area::Public,
            place: "3栋".into(),
            home: None,
            text: "电梯停了".into(),
            answers: Vec::new(),
            asked: Vec::new(),
            since: None,
            remedy: String::new(),
            wishes: vec![],
            photos: vec![],
            name: String::new(),
            phone: None,
            email: None,
            stage: Stage::Accepted,
            grade: graded.grade,
            reasons: graded.reasons,
            facts,
            received: NOW,
            arrival: Arrival::default(),
            ended: None,
            deadlines: Deadlines::start(Grade::Four, NOW, &terms),
            terms,
            suggested: vec![],
            not_so: vec![],
            explained: vec![],
            can_extend: true,
            promised: None,
            review: None,
            handler: None,
            offer: None,
            declined: 0,
            dispute: None,
            helps: Vec::new(),
            approval: None,
            approvers: Vec::new(),
            commitments: Vec::new(),
            answering: Answering {
                language: Language::ZhHans,
                name: String::new(),
                number: ComplaintNumber::compose(&CommunityId::new("wt"), 2026, 11, 1),
                due: NOW,
                zone: Zone::CHINA,
                hotline: Phone::parse("0571-88903366", Region::Mainland).expect("a number"),
                place: String::new(),
                phrases: Phrases::default(),
            },
            contacts_again: 0,
            entries: vec![],
            resolution: None,
            alike: Alike::default(),
            incident: None,
            colleagues: vec![],
            called: Vec::new(),
            declared: None,
            link: None,
        }
    }

    #[test]
    fn eleven_households_would_make_it_grade_1_at_once() {
        let facts = Facts { households: 11, ..Facts::default() };
        let Some(preview) = Preview::of(&complaint(), &facts, NOW) else { panic!("nothing would change") };
        assert_eq!((preview.from, preview.to), (Grade::Four, Grade::One));
        assert_eq!(preview.reasons, [(Reason::ManyHouseholds { households: 11, limit: 10 }, true)]);
        assert_eq!(preview.gone, [Reason::EverythingElse]);
        assert!(preview.deadlines.resolution.due < complaint().deadlines.resolution.due);
    }

    #[test]
    fn what_took_over_a_month_stays_grade_2_after_its_result() {
        let late = NOW.month_later(Zone::CHINA).plus_minutes(1);
        let by = Person { id: StaffId::new("s"), name: String::new(), department: Department::Engineering };
        let ended = |at| Complaint {
            stage: Stage::AwaitingConfirmation,
            resolution: Some(Resolution {
                finding: Finding::Upheld,
                outcomes: vec![],
                text: String::new(),
                by: by.clone(),
                at,
            }),
            ..complaint()
        };
        let facts = Facts { help: true, ..Facts::default() };
        let check = |complaint: &Complaint, to: Grade| {
            assert_eq!(Preview::of(complaint, &facts, late).map(|preview| preview.to), Some(to));
        };
        check(&ended(late), Grade::Two);
        check(&ended(NOW), Grade::Three);
        check(&complaint(), Grade::Two);
    }

    #[test]
    fn what_the_records_show_is_not_typed_and_less_of_it_can_be_corrected() {
        let counted = |complainants| Counted { complainants, came_back: 0 };
        let of = |graded_with: u32, now: u32| {
            let facts = counted(graded_with).put_into(Facts::default());
            let reasons = grade(&facts, Open::WithinAMonth, &complaint().terms.thresholds);
            let alike = Alike { counted: counted(now), ..Alike::default() };
            Complaint { facts, grade: reasons.grade, reasons: reasons.reasons, alike, ..complaint() }
        };
        let preview = |complaint: &Complaint| Preview::of(complaint, &Facts::default(), NOW);
        assert_eq!(preview(&of(1, 2)), None, "more, and no rule holds by it");
        assert_eq!(preview(&of(3, 3)), None);
        let less = preview(&of(3, 2)).map(|preview| (preview.from, preview.to));
        assert_eq!(less, Some((Grade::Two, Grade::Four)));
    }

    #[test]
    fn the_same_facts_change_nothing() {
        assert_eq!(Preview::of(&complaint(), &Facts::default(), NOW), None);
    }
}
