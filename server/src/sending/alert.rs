//! Alerts in words, for staff. They carry nothing by or about a resident: no name, phone or text.

use app::routes;
use app::say;
use app::words::{Key, Phrase, phrase};
use rules::moment::Moment;
use store::Calling;

use super::letter::Letter;

/// What it is about, its kind, grade and deadline as they stand at `now`, and where to look.
#[must_use]
pub fn letter(alert: &Calling, now: Moment, base_url: &str) -> Letter {
    let language = alert.language;
    let Spoken { subject, lead, facts } = spoken(alert);
    let deadline = alert.deadline.map(|deadline| {
        let due = say::time::by(deadline.due, now, alert.zone);
        let clock = say::deadline::clock_for_staff(deadline.clock);
        phrase::alert_mail_deadline(clock, say::deadline::standing(deadline.standing(now)), due)
    });
    let facts = [Some(facts), deadline].into_iter().flatten().map(|line| line.say(language));
    let open = Phrase::from(Key::AlertMailOpen).say(language);
    let parts = [
        Some(lead.say(language)),
        Some(facts.collect::<Vec<_>>().join("\n")),
        Some(format!("{open}\n{}", link(alert, base_url))),
        alert.pressing.then(|| Phrase::from(Key::AlertMailMust).say(language)),
        alert.instead.then(|| Phrase::from(Key::AlertMailInstead).say(language)),
        Some(Phrase::from(Key::AlertMailFoot).say(language)),
    ];
    let body: Vec<String> = parts.into_iter().flatten().collect();
    Letter { subject: subject.say(language), body: body.join("\n\n") + "\n" }
}

/// What differs between an alert about a complaint and one about an incident.
struct Spoken {
    subject: Phrase,
    lead: Phrase,
    facts: Phrase,
}

fn spoken(alert: &Calling) -> Spoken {
    let (about, number) = (say::alert::about(alert.about), alert.subject.number());
    let (kind, community) = (say::kind(alert.subject.kind()), &alert.community_name);
    match alert.subject.grade() {
        Some(grade) => Spoken {
            subject: phrase::alert_mail_subject(about.clone(), number),
            lead: phrase::alert_mail_lead(community, number, about),
            facts: phrase::alert_mail_facts(kind, say::grade::for_staff(grade)),
        },
        None => Spoken {
            subject: phrase::incident_alert_mail_subject(about.clone(), number),
            lead: phrase::incident_alert_mail_lead(number, community, about),
            facts: phrase::incident_alert_mail_facts(kind),
        },
    }
}

/// One sentence, and the link that goes on from there.
#[must_use]
pub fn message(alert: &Calling, base_url: &str) -> String {
    format!("{} {}", sentence(alert).say(alert.language), link(alert, base_url))
}

fn sentence(alert: &Calling) -> Phrase {
    let (about, kind) = (say::alert::about(alert.about), say::kind(alert.subject.kind()));
    let number = alert.subject.number();
    match alert.subject.grade() {
        Some(grade) => phrase::alert_mail_sms(about, number, kind, say::grade::short(grade)),
        None => phrase::incident_alert_sms(about, number, kind),
    }
}

fn link(alert: &Calling, base_url: &str) -> String {
    format!("{base_url}{}", routes::called_about(&alert.subject))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rules::alert::About;
    use rules::deadline::Clock;
    use rules::grading::Grade;
    use rules::language::Language;

    const ABOUTS: [About; 6] = [
        About::Danger,
        About::Declared,
        About::Graded { grade: Grade::One },
        About::Before { clock: Clock::FirstAnswer, minutes: 120 },
        About::After { clock: Clock::Plan, minutes: 0 },
        About::After { clock: Clock::Resolution, minutes: 36 * 60 },
    ];

    /// An SMS holds 160 letters of ASCII, or 70 of any other kind.
    #[test]
    fn an_sms_is_one_message_before_its_link() {
        for language in [Language::ZhHans, Language::ZhHant, Language::En] {
            for about in ABOUTS {
                let about = say::alert::about(about);
                let (grade, kind) = (say::grade::short(Grade::One), Key::KindWorks);
                let said =
                    phrase::alert_mail_sms(about, "WT-2611-0387-LONG-AS-IT-", kind, grade).say(language);
                let most = if said.is_ascii() { 160 } else { 70 };
                assert!(said.chars().count() <= most && !said.contains('{'), "{said}");
            }
        }
    }
}
