//! How a complaint of the sample goes: who files it, when, and what becomes of it by now.

use std::sync::LazyLock;

use fastrand::Rng;
use rules::access::{Duty, Staff};
use rules::calendar::PauseReason;
use rules::complaint::{CommunitySign, Filer, Filing, Wish};
use rules::contact::{Email, Phone, Region};
use rules::follow::Follow;
use rules::grading::{Facts, Media, Safety};
use rules::intake::{Channel, Referral, Referrer};
use rules::kind::{Department, Kind};
use rules::language::Language;
use rules::moment::{Moment, Zone};
use rules::place::{Area, Place};
use rules::policy::Kinds;
use rules::question::Answered;
use rules::survey::Answer;
use rules::transfer::To;
use rules::work::Work;
use store::{Deed, TakenDown, Tale};

use super::corpus::{self, Scene};

/// What the sample company asks.
static ASKED: LazyLock<Kinds> = LazyLock::new(Kinds::default);

/// As often as each is used.
const CHANNELS: &[Channel] =
    &[Channel::Phone, Channel::Phone, Channel::Phone, Channel::FrontDesk, Channel::WeChat, Channel::Letter];
const REFERRERS: &[Referrer] =
    &[Referrer::Hotline12345, Referrer::Hotline12345, Referrer::StreetOffice, Referrer::OwnersCommittee];

const DAYS: u64 = 90;
const MINUTES_A_DAY: i64 = 24 * 60;
const APPROVED_AFTER_MINUTES: i64 = 9;

/// A moment within the last ninety days, mostly by day: more of late, as a community learns to write.
pub fn received(rng: &mut Rng, now: Moment, zone: Zone) -> Moment {
    let days = i64::try_from(rng.u64(0..DAYS).min(rng.u64(0..DAYS + DAYS / 2))).unwrap_or(0);
    let hour = if rng.u8(0..10) < 8 { rng.i64(7..22) } else { rng.i64(0..24) };
    let midnight = now.plus_days(-days).date(zone).and_time(chrono::NaiveTime::MIN);
    let at = Moment::from_local(midnight, zone).plus_minutes(hour * 60 + rng.i64(0..60));
    let latest = now.plus_minutes(-rng.i64(3..90));
    at.min(latest)
}

pub fn tale(
    rng: &mut Rng,
    sign: &CommunitySign,
    (team, zone): (&[Staff], Zone),
    received: Moment,
    now: Moment,
) -> Tale {
    let scene = &corpus::SCENES[rng.usize(0..corpus::SCENES.len())];
    let filing = filing(rng, sign, scene);
    let mut life = Life { rng, scene, team, zone, now, at: received, deeds: Vec::new(), handler: None };
    life.live(now.minutes_since(received) / MINUTES_A_DAY);
    let mut deeds = life.deeds;
    let taken = taken(&mut rng.clone(), &mut deeds, (received, zone));
    let language = match rng.u8(0..20) {
        0 => Language::En,
        1 | 2 => Language::ZhHant,
        _ => Language::ZhHans,
    };
    Tale { untold: filing.email.is_none() && rng.u8(0..12) == 0, filing, taken, language, received, deeds }
}

/// Whoever was the first to touch it has taken two in five down, and some were passed on. What is drawn here
/// draws nothing of the rest of the tale.
fn taken(rng: &mut Rng, deeds: &mut Vec<(Moment, Deed)>, from: (Moment, Zone)) -> Option<TakenDown> {
    let (_, Deed::Work(by, Work::Take)) = deeds.first()? else { return None };
    if rng.u8(0..5) >= 2 {
        return None;
    }
    let by = by.clone();
    deeds.remove(0);
    let (received, zone) = from;
    let passed_on = rng.u8(0..6) == 0;
    let channel = *pick(rng, CHANNELS);
    let channel = if passed_on { Channel::Outside } else { channel };
    let number = format!("{}-{:05}", received.date(zone).format("%Y%m%d"), rng.u32(0..100_000));
    let referral = Referral { by: *pick(rng, REFERRERS), number };
    let outside_due = received.plus_days(rng.i64(5..16)).date(zone).and_hms_opt(18, 0, 0);
    Some(TakenDown {
        by,
        channel,
        referral: passed_on.then_some(referral),
        outside_due: outside_due.filter(|_| passed_on),
    })
}

fn filing(rng: &mut Rng, sign: &CommunitySign, scene: &Scene) -> Filing {
    let home = home(rng, sign);
    let place = if scene.at_home { home.clone() } else { public(rng, sign) };
    let phone = format!("13{}{:08}", rng.u8(5..10), rng.u32(0..100_000_000));
    let by_mail = rng.u8(0..10) < 4;
    let answers = answers(&mut rng.clone(), scene.kind);
    Filing {
        community: sign.id.clone(),
        filer: *pick(rng, &[Filer::HomeOwner, Filer::HomeOwner, Filer::Tenant, Filer::Family, Filer::Behalf]),
        kind: scene.kind,
        area: if scene.at_home { Area::Home } else { Area::Public },
        place: Place::read(&place, &sign.buildings),
        home: (!scene.at_home && rng.bool()).then(|| Place::read(&home, &sign.buildings)),
        text: filled(rng, scene.texts),
        answers,
        since: None,
        households: *pick(rng, &[1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 3, 5, 8, 12]),
        returned: *pick(rng, &[0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3]),
        wishes: if rng.bool() { vec![Wish::Mend] } else { vec![Wish::Explain, Wish::Apologise] },
        remedy: String::new(),
        name: format!("{}{}", pick(rng, corpus::SURNAMES), pick(rng, corpus::TITLES)),
        email: by_mail
            .then(|| Email::parse(&format!("resident{}@example.com", rng.u32(1000..9999))).ok())
            .flatten(),
        phone: Phone::parse(&phone, Region::Mainland).ok(),
        notice: store::NOTICE_VERSION,
        photos: Vec::new(),
        key: String::new(),
    }
}

/// To some of the questions, as people do. What is drawn here draws nothing of the rest of the tale.
fn answers(rng: &mut Rng, kind: Kind) -> Vec<Answered> {
    let said = corpus::ANSWERS.iter().find(|(of, _)| *of == kind).map_or(&[][..], |(_, said)| said);
    let mut answers = Vec::new();
    for (question, said) in ASKED.questions(kind).iter().zip(said) {
        if rng.bool() {
            let answer = (*pick(rng, said)).to_owned();
            answers.push(Answered { question: question.clone(), answer });
        }
    }
    answers
}

fn home(rng: &mut Rng, sign: &CommunitySign) -> String {
    let building = pick(rng, &sign.buildings).name.clone();
    format!("{building}{}单元{}0{}", rng.u8(1..3), rng.u8(1..10), rng.u8(1..3))
}

fn public(rng: &mut Rng, sign: &CommunitySign) -> String {
    if rng.bool() {
        format!("{}{}单元", pick(rng, &sign.buildings).name, rng.u8(1..3))
    } else {
        pick(rng, &sign.public_areas).clone()
    }
}

fn pick<'a, T>(rng: &mut Rng, from: &'a [T]) -> &'a T {
    &from[rng.usize(0..from.len())]
}

fn filled(rng: &mut Rng, texts: &[&str]) -> String {
    let text = *pick(rng, texts);
    text.replace("{floor}", &rng.u8(2..10).to_string())
        .replace("{days}", &rng.u8(2..12).to_string())
        .replace("{times}", &rng.u8(2..5).to_string())
}

/// One complaint as it goes on.
struct Life<'a> {
    rng: &'a mut Rng,
    scene: &'a Scene,
    team: &'a [Staff],
    zone: Zone,
    now: Moment,
    at: Moment,
    deeds: Vec<(Moment, Deed)>,
    handler: Option<Staff>,
}

impl Life<'_> {
    /// As far as it has come after so many days.
    fn live(&mut self, days: i64) {
        if days < 1 && self.chance(35) || days < 4 && self.chance(8) {
            return;
        }
        self.begin();
        if self.chance(6) {
            self.later(60, 3000);
            let text = self.said(corpus::WITHDRAWN);
            return self.does(Deed::Follow(Follow::Withdraw { text }));
        }
        self.on_the_way();
        let resolved = if days < 3 {
            15
        } else if days < 10 {
            60
        } else {
            95
        };
        if !self.chance(resolved) {
            return self.time();
        }
        self.resolve();
        self.end();
    }

    /// A handler, and mostly a first answer.
    fn begin(&mut self) {
        let handler = self.colleague();
        self.later(2, 160);
        self.by(handler.clone(), Work::Take);
        self.handler = Some(handler);
        if self.chance(93) {
            self.later(3, 200);
            let text = filled(self.rng, self.scene.replies);
            self.says(Work::Reply { text, asks: false });
        }
    }

    fn on_the_way(&mut self) {
        if self.chance(60) {
            self.later(30, 600);
            self.work(Work::Verify);
        }
        if self.chance(30) {
            self.later(20, 900);
            let text = self.said(corpus::NOTES);
            self.work(Work::Note { text });
        }
        if self.chance(14) {
            self.later(20, 900);
            self.establish();
        }
        if self.chance(25) {
            self.later(60, 2000);
            let text = self.said(corpus::ADDED);
            self.does(Deed::Follow(Follow::Add { text, photos: Vec::new() }));
        }
        if self.chance(10) {
            self.later(20, 600);
            let text = self.said(corpus::ASKS);
            self.says(Work::Reply { text, asks: true });
        }
        if self.chance(70) {
            self.later(60, 1500);
            self.work(Work::Handle);
        }
        if self.chance(5) {
            self.wait();
        }
        if self.chance(4) {
            self.promise();
        }
        if self.chance(16) {
            self.hand_over();
        }
    }

    /// For somebody else, and mostly not for ever.
    fn wait(&mut self) {
        self.later(20, 600);
        let reason = *pick(self.rng, PauseReason::ALL);
        self.work(Work::Pause { reason, text: String::new() });
        if self.chance(80) {
            self.later(600, 3 * MINUTES_A_DAY);
            self.work(Work::Resume);
        }
    }

    /// A new time, on the hour.
    fn promise(&mut self) {
        self.later(20, 600);
        let due = self.at.plus_days(self.rng.i64(16..24)).date(self.zone).and_hms_opt(17, 0, 0);
        let reason = self.said(corpus::NEW_TIMES);
        if let Some(due) = due {
            self.work(Work::Extend { due, reason });
        }
    }

    fn establish(&mut self) {
        let facts = match self.rng.u8(0..10) {
            0 => Facts { media: Media::Possible, ..Facts::default() },
            1 => Facts { households: 11, persons: 14, ..Facts::default() },
            2 => Facts { safety: Safety::Possible, ..Facts::default() },
            3..=5 => Facts { persons: 4, ..Facts::default() },
            _ => Facts { help: true, ..Facts::default() },
        };
        let reason = "核实后按实际情况登记".to_owned();
        self.work(Work::Establish { facts, reason });
    }

    fn hand_over(&mut self) {
        self.later(20, 600);
        let to = self.colleague();
        let (id, reason) = (super::person(&to).id, self.said(corpus::OFFER_REASONS));
        let is_accepted = self.chance(70);
        let asked = if is_accepted { To::Staff(id) } else { To::Department(to.department) };
        self.work(Work::Offer { to: asked, reason });
        if is_accepted {
            self.later(5, 240);
            self.by(to.clone(), Work::AcceptOffer);
            self.handler = Some(to);
        }
    }

    fn resolve(&mut self) {
        self.later(300, 5 * MINUTES_A_DAY);
        let (finding, outcome, text) = self.scene.results[self.rng.usize(0..self.scene.results.len())];
        self.says(Work::Resolve { finding, outcomes: vec![outcome], text: text.to_owned() });
    }

    /// Solved, not solved, or no word.
    fn end(&mut self) {
        let before = self.at;
        self.later(60, 5 * MINUTES_A_DAY);
        match self.rng.u8(0..100) {
            0..52 => self.answer(true),
            52..66 => self.does(Deed::Follow(Follow::Accept)),
            66..74 => {
                self.answer(false);
                self.resolve();
                self.later(60, 2 * MINUTES_A_DAY);
                self.does(Deed::Follow(Follow::Accept));
            }
            74..80 => {
                let text = self.said(corpus::NOT_SOLVED);
                self.does(Deed::Follow(Follow::NotSolved { text }));
            }
            _ => {
                self.at = before.plus_days(4).plus_minutes(5);
                self.does(Deed::Remind);
                self.at = before.plus_days(7).plus_minutes(5);
                self.does(Deed::Lapse);
            }
        }
    }

    fn answer(&mut self, solved: bool) {
        let best = if solved { 5 } else { 3 };
        let satisfaction = self.rng.u8(1..=best).max(self.rng.u8(1..=best)).max(self.rng.u8(1..=best));
        let point = |life: &mut Self| {
            let near = satisfaction.saturating_add_signed(life.rng.i8(-1..=1)).clamp(1, 5);
            life.chance(80).then_some(near)
        };
        let (attitude, speed, result) = (point(self), point(self), point(self));
        let words = if self.chance(35) {
            self.said(if satisfaction >= 4 { corpus::PRAISE } else { corpus::GRUMBLE })
        } else {
            String::new()
        };
        self.does(Deed::Answer(Answer { solved, satisfaction, attitude, speed, result, words }));
    }

    /// A month has passed, perhaps.
    fn time(&mut self) {
        self.at = self.at.plus_days(32);
        self.does(Deed::Month);
    }

    /// Someone of the department concerned, else of customer service.
    fn colleague(&mut self) -> Staff {
        let wanted = self.scene.kind.department();
        let near =
            |staff: &&Staff| staff.department == wanted || staff.department == Department::CustomerService;
        let near: Vec<&Staff> = self.team.iter().filter(near).collect();
        let from = if near.is_empty() { self.team.iter().collect() } else { near };
        from[self.rng.usize(0..from.len())].clone()
    }

    fn work(&mut self, work: Work) {
        if let Some(handler) = self.handler.clone() {
            self.by(handler, work);
        }
    }

    /// What is said on a serious complaint is approved a little later.
    fn says(&mut self, work: Work) {
        self.work(work);
        self.at = self.at.plus_minutes(APPROVED_AFTER_MINUTES);
        let leads = |staff: &&Staff| staff.duties.iter().any(|(_, duty)| *duty == Duty::GeneralManager);
        if let Some(approver) = self.team.iter().find(leads).cloned() {
            self.does(Deed::Approve(approver));
        }
    }

    fn by(&mut self, staff: Staff, work: Work) {
        self.does(Deed::Work(staff, work));
    }

    /// What lies ahead of now has not happened.
    fn does(&mut self, deed: Deed) {
        if self.at <= self.now {
            self.deeds.push((self.at, deed));
        }
    }

    fn later(&mut self, least: i64, most: i64) {
        self.at = self.at.plus_minutes(self.rng.i64(least..=most));
    }

    fn chance(&mut self, percent: u8) -> bool {
        self.rng.u8(0..100) < percent
    }

    fn said(&mut self, texts: &[&str]) -> String {
        filled(self.rng, texts)
    }
}
