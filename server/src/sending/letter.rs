//! Notices in words, in the resident's own language.

use app::words::{Key, Phrase, phrase, say};
use rules::notice::News;
use rules::stage::REOPEN_DAYS;
use store::Outgoing;

/// An e-mail's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    pub subject: String,
    pub body: String,
}

/// Where the links of a notice lead.
struct Links {
    follow: String,
    survey: Option<String>,
}

impl Links {
    fn of(notice: &Outgoing, base_url: &str) -> Self {
        Self {
            follow: format!("{base_url}/c/{}", notice.link),
            survey: notice.survey.as_ref().map(|token| format!("{base_url}/s/{token}")),
        }
    }
}

/// The whole letter: what is new, the words of the answer, where to go, whom to call.
#[must_use]
pub fn letter(notice: &Outgoing, base_url: &str, hotline: &str) -> Letter {
    let language = notice.language;
    let number = notice.number.as_str();
    let greeting = if notice.name.is_empty() {
        Key::MailGreetingNameless.into()
    } else {
        phrase::mail_greeting(&notice.name)
    };
    let links = Links::of(notice, base_url);
    let ways = notice.refusal.then(|| say(language, Key::MailWays).to_owned());
    let told = (!notice.text.is_empty()).then(|| phrase::mail_quoted(&notice.text).say(language));
    let survey = links.survey.map(|link| with_link(&Key::MailSurvey.into(), &link, notice));
    let hotline = (!hotline.is_empty()).then(|| phrase::mail_hotline(hotline).say(language));
    let close = [Some(notice.community_name.clone()), hotline].into_iter().flatten().collect::<Vec<_>>();
    let parts = [
        Some(greeting.say(language)),
        Some(lead(notice).say(language)),
        told,
        ways,
        survey,
        Some(with_link(&Key::MailFollow.into(), &links.follow, notice)),
        Some(phrase::mail_about(number, &notice.place).say(language)),
        Some(close.join("\n")),
        Some(say(language, Key::MailFoot).to_owned()),
    ];
    let body: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    Letter { subject: subject(notice.news, number).say(language), body: body.join("\n\n") + "\n" }
}

fn with_link(words: &Phrase, link: &str, notice: &Outgoing) -> String {
    format!("{}\n{link}", words.say(notice.language))
}

/// One sentence of at most 70 characters, and the link that goes on from there.
#[must_use]
pub fn message(notice: &Outgoing, base_url: &str) -> String {
    let links = Links::of(notice, base_url);
    let link = links.survey.unwrap_or(links.follow);
    let number = notice.number.as_str();
    let sentence = if notice.refusal {
        phrase::mail_resolved_sms_refused(number)
    } else {
        sentence(notice.news, number)
    };
    format!("{} {link}", sentence.say(notice.language))
}

fn subject(news: News, number: &str) -> Phrase {
    match news {
        News::Received => phrase::mail_received_subject(number),
        News::Accepted => phrase::mail_accepted_subject(number),
        News::Replied => phrase::mail_replied_subject(number),
        News::Asked => phrase::mail_asked_subject(number),
        News::Planned => phrase::mail_planned_subject(number),
        News::Resolved => phrase::mail_resolved_subject(number),
        News::Reminded => phrase::mail_reminded_subject(number),
        News::ClosedNoReply => phrase::mail_closed_no_reply_subject(number),
        News::Reopened => phrase::mail_reopened_subject(number),
        News::Regraded => phrase::mail_regraded_subject(number),
        News::Paused => phrase::mail_paused_subject(number),
        News::Extended => phrase::mail_extended_subject(number),
        News::Reviewed => phrase::mail_reviewed_subject(number),
        News::Recommitted => phrase::mail_recommitted_subject(number),
        News::Informed => phrase::incident_mail_informed_subject(number),
        News::Reported => phrase::incident_mail_reported_subject(number),
    }
}

fn lead(notice: &Outgoing) -> Phrase {
    let promised = notice
        .promised
        .map_or_else(String::new, |due| app::say::time::stamp(due, notice.zone).say(notice.language));
    match notice.news {
        News::Received => Key::MailReceivedLead,
        News::Accepted => Key::MailAcceptedLead,
        News::Replied => Key::MailRepliedLead,
        News::Asked => Key::MailAskedLead,
        News::Planned => Key::MailPlannedLead,
        News::Resolved => Key::MailResolvedLead,
        News::Reminded => Key::MailRemindedLead,
        News::ClosedNoReply => return phrase::mail_closed_no_reply_lead(REOPEN_DAYS),
        News::Reopened => Key::MailReopenedLead,
        News::Regraded => Key::MailRegradedLead,
        News::Paused => Key::MailPausedLead,
        News::Extended => return phrase::mail_extended_lead(promised),
        News::Recommitted if notice.promised.is_none() => return phrase::mail_recommitted_lead(""),
        News::Recommitted => return phrase::mail_recommitted_lead(phrase::mail_recommitted_time(promised)),
        News::Reviewed => Key::MailReviewedLead,
        News::Informed => Key::IncidentMailInformedLead,
        News::Reported => Key::IncidentMailReportedLead,
    }
    .into()
}

/// What is not worth an SMS would say its subject.
fn sentence(news: News, number: &str) -> Phrase {
    match news {
        News::Received => phrase::mail_received_sms(number),
        News::Replied => phrase::mail_replied_sms(number),
        News::Asked => phrase::mail_asked_sms(number),
        News::Planned => phrase::mail_planned_sms(number),
        News::Resolved => phrase::mail_resolved_sms(number),
        News::Reminded => phrase::mail_reminded_sms(number),
        News::Extended => phrase::mail_extended_sms(number),
        News::Reviewed => phrase::mail_reviewed_sms(number),
        News::Informed => Key::IncidentMailInformedSms.into(),
        News::Reported => Key::IncidentMailReportedSms.into(),
        News::Recommitted => phrase::mail_recommitted_sms(number),
        other => subject(other, number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rules::contact::{Email, Phone, Region};
    use rules::id::{CommunityId, ComplaintNumber, NoticeId};
    use rules::language::Language;
    use rules::moment::{Moment, Zone};

    const BASE: &str = "https://wuye.example";

    fn notice(news: News, language: Language) -> Outgoing {
        Outgoing {
            id: NoticeId::new("n1"),
            number: ComplaintNumber::read("WT-2611-0387").expect("a number"),
            community: CommunityId::new("wt"),
            community_name: "梧桐苑".into(),
            zone: Zone::CHINA,
            language,
            news,
            waits: true,
            name: "陈女士".into(),
            phone: Phone::parse("138 1234 4629", Region::Mainland).ok(),
            email: Email::parse("chen@example.com").ok(),
            link: "t".repeat(35),
            survey: None,
            text: String::new(),
            promised: None,
            refusal: false,
            place: "3栋2单元501".into(),
            made_at: Moment::from_millis(0),
        }
    }

    const LANGUAGES: [Language; 3] = [Language::ZhHans, Language::ZhHant, Language::En];

    #[test]
    fn an_sms_has_at_most_70_characters_before_its_link() {
        for language in LANGUAGES {
            for &news in News::ALL {
                let said = sentence(news, "WT-2611-0387-LONG-AS-IT-").say(language);
                assert!(said.chars().count() <= 70, "{said}");
                let message = message(&notice(news, language), BASE);
                assert!(message.ends_with(&format!(" {BASE}/c/{}", "t".repeat(35))), "{message}");
            }
        }
    }

    #[test]
    fn a_letter_says_what_is_new_and_where_to_go() {
        for language in LANGUAGES {
            for &news in News::ALL {
                let letter = letter(&notice(news, language), BASE, "0571-8890 3366");
                assert!(letter.subject.contains("WT-2611-0387"), "{}", letter.subject);
                for part in ["陈女士", "/c/ttt", "梧桐苑", "0571-8890 3366", "3栋2单元501"] {
                    assert!(letter.body.contains(part), "{part} is missing in {}", letter.body);
                }
                assert!(!letter.body.contains('{') && !letter.body.contains("/s/"), "{}", letter.body);
            }
        }
    }

    #[test]
    fn a_refusal_names_the_ways_on_in_the_letter_and_in_the_sms() {
        let ways = [
            ["内部复核", "业", "委", "调解", "房", "12345", "法院"],
            ["內部覆核", "業", "委", "調解", "房", "12345", "法院"],
            ["review", "owners'", "committee", "mediation", "housing bureau", "12345", "court"],
        ];
        for (language, ways) in LANGUAGES.into_iter().zip(ways) {
            let refused = Outgoing { refusal: true, ..notice(News::Resolved, language) };
            let (body, said) = (letter(&refused, BASE, "").body, message(&refused, BASE));
            let (sentence, _) = said.split_once(" https://").expect("the link comes last");
            for way in ways {
                assert!(body.contains(way) && sentence.contains(way), "{way}: {body}{sentence}");
            }
            // An SMS holds 160 letters of ASCII, or 70 of any other kind.
            let most = if sentence.is_ascii() { 160 } else { 70 };
            assert!(sentence.chars().count() <= most, "{sentence}");
            assert!(!letter(&notice(News::Resolved, language), BASE, "").body.contains("12345"));
        }
    }

    #[test]
    fn a_result_brings_its_words_and_the_survey() {
        let resolved = Outgoing {
            text: "管道已更换".into(),
            survey: Some("s".repeat(35)),
            name: String::new(),
            ..notice(News::Resolved, Language::ZhHans)
        };
        let body = letter(&resolved, BASE, "").body;
        assert!(body.starts_with("您好：\n\n您的投诉有了处理结果：\n\n“管道已更换”\n\n"), "{body}");
        assert!(body.contains(&format!("{BASE}/s/{}", "s".repeat(35))) && body.contains("/c/ttt"), "{body}");
        assert!(message(&resolved, BASE).ends_with(&format!("{BASE}/s/{}", "s".repeat(35))));
    }
}
