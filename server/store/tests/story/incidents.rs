//! Serious incidents, from the first notice to the report (§8).

use rules::{
    access::{Duty, Refusal, Staff},
    alert::{About, Subject},
    change::Denied,
    complaint::Filing,
    contact::{Email, Phone, Region},
    id::IncidentNumber,
    incident::{Declaring, Event, FirstNotice, Incident, Report, Stage, Words, Work},
    kind::Kind,
    language::Language,
    likeness::Same,
    moment::Moment,
    notice::{News, Post},
    place::Place,
    timeline,
    work::Work as ComplaintWork,
};
use store::{Chore, Error, Filed};

use super::desk::{Desk, after, hire};
use super::house::{House, NOON, wutong};

on_both! {
    a_declaration_calls_who_holds_the_contract_and_who_is_in_charge,
    all_of_a_group_belong_and_what_comes_later_too,
    a_message_goes_to_each_household_once,
    an_incident_is_tracked_to_its_report_and_closed,
    who_reads_nothing_of_a_community_finds_no_incident_of_it,
}

const POST: Post = Post { email: true, sms: true };

struct Concerned<'a> {
    desk: Desk<'a>,
    /// In charge.
    chen: Staff,
    /// Holds the contract.
    han: Staff,
    fang: Staff,
}

impl<'a> Concerned<'a> {
    async fn open(house: &'a House) -> Self {
        let desk = Desk::open(house).await;
        let store = desk.store;
        Self {
            chen: hire(store, "chen", "陈国栋", "wt", Duty::DepartmentHead).await,
            han: hire(store, "han", "韩立", "wt", Duty::Contract).await,
            fang: hire(store, "fang", "方敏", "wt", Duty::Supervisor).await,
            desk,
        }
    }

    async fn declaring(&self, from: Option<&Filed>) -> Declaring {
        let sign = self.desk.store.read().await.unwrap().community(&wutong()).await.unwrap();
        Declaring {
            from: from.map(|filed| filed.number.clone()),
            kind: Kind::Works,
            buildings: sign.buildings.into_iter().map(|building| building.id).collect(),
            notice: FirstNotice {
                seen: NOON,
                place: "3栋".into(),
                text: "全楼停水".into(),
                plan: "已关总阀".into(),
            },
            in_charge: self.chen.id.clone(),
            key: "one".into(),
        }
    }

    async fn declare(&self, from: Option<&Filed>) -> IncidentNumber {
        let declaring = self.declaring(from).await;
        self.desk.store.declare_incident(&wutong(), declaring, &self.desk.lin, after(5)).await.unwrap()
    }

    async fn seen(&self, number: &IncidentNumber, now: Moment) -> Incident {
        self.desk.store.incident(number, &self.chen, POST, now).await.unwrap()
    }

    async fn works(&self, number: &IncidentNumber, by: &Staff, work: Work, now: Moment) -> Result<(), Error> {
        let version = self.seen(number, now).await.state.version;
        self.desk.store.work_on_incident(number, version, work, by, now).await
    }

    /// Files from a flat of its own, reached by phone alone where there is no e-mail.
    async fn file(&self, room: &str, phone: &str, email: Option<&str>, now: Moment) -> Filed {
        let filing = self.desk.filing(&format!("{room}{phone}")).await;
        let ground = self.desk.store.ground(NOON).await.unwrap();
        let filing = Filing {
            place: Place::read(&format!("3栋2单元{room}"), &ground.community("wt").unwrap().buildings),
            phone: Phone::parse(phone, Region::Mainland).ok(),
            email: email.map(|email| Email::parse(email).unwrap()),
            ..filing
        };
        self.desk.store.file_complaint(filing, Language::ZhHant, now).await.unwrap()
    }

    /// Notices of this kind that wait to be sent, by what they say.
    async fn outgoing(&self, wanted: News, now: Moment) -> Vec<String> {
        let mut texts = Vec::new();
        for job in self.desk.store.claim("story", 200, now).await.unwrap() {
            if let Some(Chore::SendNotice(id)) = Chore::of(&job) {
                let notice = self.desk.store.notice(&id, now).await.unwrap();
                if notice.news == wanted {
                    texts.push(notice.text);
                }
            }
        }
        texts
    }
}

fn refusal(outcome: Result<(), Error>) -> Option<Refusal> {
    match outcome {
        Err(Error::Denied(Denied::Refusal(refusal))) => Some(refusal),
        _ => None,
    }
}

fn words() -> Words {
    Words {
        zh_hans: "今晚八点恢复供水".into(), zh_hant: "今晚八點恢復供水".into(), en: String::new()
    }
}

fn report() -> Report {
    Report {
        effect: "三栋停水六小时".into(),
        handling: "换了主管".into(),
        cause: "管道老化".into(),
        corrective: "更换整段".into(),
        preventive: "每季检查".into(),
    }
}

async fn a_declaration_calls_who_holds_the_contract_and_who_is_in_charge(house: &House) {
    let here = Concerned::open(house).await;
    let number = here.declare(None).await;
    assert_eq!(number.as_str(), "WT-2611-G01");
    let subject = Subject::Incident { number: number.clone(), kind: Kind::Works };
    for (who, called) in [(&here.chen, true), (&here.han, true), (&here.fang, false), (&here.desk.lin, false)]
    {
        let alerts = here.desk.store.alerts(who, after(5)).await.unwrap();
        let mine: Vec<_> = alerts.iter().map(|alert| (alert.about, &alert.subject, alert.pressing)).collect();
        let wanted = if called { vec![(About::Incident, &subject, true)] } else { Vec::new() };
        assert_eq!(mine, wanted, "{}", who.name);
    }
    let again = here.declare(None).await;
    assert_eq!(again, number, "the same form declares once");
    let rung = here.desk.store.alerts(&here.han, after(6)).await.unwrap().remove(0).rung;
    here.desk.store.acknowledge(&rung, &here.han, after(6)).await.unwrap();
    assert!(here.desk.store.alerts(&here.chen, after(7)).await.unwrap().is_empty());
    let entries = here.seen(&number, after(7)).await.entries;
    let last = entries.last().unwrap();
    assert_eq!((last.who.name.as_str(), &last.event), ("韩立", &Event::Acknowledged));
    assert_eq!(entries.iter().map(|entry| entry.seq).collect::<Vec<_>>(), [1, 2]);
}

async fn all_of_a_group_belong_and_what_comes_later_too(house: &House) {
    let here = Concerned::open(house).await;
    let one = here.file("601", "13811112222", None, NOON).await;
    let two = here.file("602", "13811113333", None, after(1)).await;
    let later = here.file("603", "13811114444", None, after(2)).await;
    let join = ComplaintWork::Join { same: Same::Complaint, with: two.number.clone() };
    here.desk.works(&one, &here.desk.lin, join, after(3)).await.unwrap();
    let number = here.declare(Some(&one)).await;
    let members = |incident: &Incident| -> Vec<String> {
        incident.members.iter().map(|member| member.number.as_str().to_owned()).collect()
    };
    let group = [one.number.as_str(), two.number.as_str()];
    assert_eq!(members(&here.seen(&number, after(6)).await), group);
    let add = || Work::Add { complaint: later.number.clone() };
    here.works(&number, &here.desk.lin, add(), after(7)).await.unwrap();
    here.works(&number, &here.desk.lin, add(), after(8)).await.unwrap();
    let incident = here.seen(&number, after(9)).await;
    assert_eq!(members(&incident), [group[0], group[1], later.number.as_str()]);
    let added = incident.entries.iter().filter(|entry| matches!(entry.event, Event::Added { .. }));
    assert_eq!(added.count(), 2, "a second time adds nothing");
    let complaint = here.desk.store.complaint(&later.number, &here.desk.lin, after(9)).await.unwrap();
    assert_eq!(complaint.incident.unwrap().number, number);
    let involved = timeline::Event::Involved { incident: number };
    assert!(complaint.entries.iter().any(|entry| entry.event == involved));
}

async fn a_message_goes_to_each_household_once(house: &House) {
    let here = Concerned::open(house).await;
    let one = here.file("601", "13811112222", None, NOON).await;
    // The same household once more, and a neighbour who complained in spring and one in the year before.
    let again = here.file("601", "13811112222", Some("a@example.com"), after(1)).await;
    here.file("701", "13811115555", None, NOON.plus_days(-200)).await;
    here.file("702", "13811116666", None, NOON.plus_days(-400)).await;
    let join = ComplaintWork::Join { same: Same::Complaint, with: again.number.clone() };
    here.desk.works(&one, &here.desk.lin, join, after(3)).await.unwrap();
    let number = here.declare(Some(&one)).await;
    here.outgoing(News::Informed, after(6)).await;
    let message = || Work::Message { words: words() };
    assert_eq!(refusal(here.works(&number, &here.chen, message(), after(6)).await), Some(Refusal::NotNow));
    here.works(&number, &here.chen, Work::Register { text: String::new() }, after(7)).await.unwrap();
    assert!(here.desk.store.alerts(&here.han, after(7)).await.unwrap().is_empty(), "who is in charge has it");
    let before = here.seen(&number, after(8)).await;
    assert_eq!((before.households.email, before.households.sms, before.households.to_tell), (1, 1, 0));
    here.works(&number, &here.chen, message(), after(8)).await.unwrap();
    let twice = here
        .desk
        .store
        .work_on_incident(&number, before.state.version, message(), &here.chen, after(8))
        .await;
    assert_eq!(refusal(twice), Some(Refusal::Changed), "the same form is sent once");
    let after_it = here.seen(&number, after(8)).await;
    assert_eq!(
        (after_it.state.stage, after_it.reached.len(), after_it.reached[0].waiting),
        (Stage::Told, 1, 2)
    );
    let texts = here.outgoing(News::Informed, after(8)).await;
    assert_eq!(texts, ["今晚八點恢復供水", "今晚八點恢復供水"], "each in her language");
    for filed in [&one, &again] {
        let shown = here.desk.store.tracking(&filed.link, after(9)).await.unwrap();
        let informed =
            shown.entries.iter().filter(|entry| matches!(entry.event, timeline::Event::Informed { .. }));
        assert_eq!(informed.count(), 1, "complainants all see it");
    }
}

async fn an_incident_is_tracked_to_its_report_and_closed(house: &House) {
    let here = Concerned::open(house).await;
    let one = here.file("601", "13811112222", Some("a@example.com"), NOON).await;
    let number = here.declare(Some(&one)).await;
    let text = || "八点恢复".to_owned();
    let register = || Work::Register { text: text() };
    let lin = &here.desk.lin;
    assert_eq!(refusal(here.works(&number, lin, register(), after(6)).await), Some(Refusal::HeadOnly));
    let steps = [
        (register(), Stage::Registered),
        (Work::Note { text: text() }, Stage::Registered),
        (Work::Over { text: text() }, Stage::Over),
        (Work::Analyse { report: report() }, Stage::Analysed),
        (Work::Send, Stage::Analysed),
        (Work::Close { text: text() }, Stage::Closed),
    ];
    for (minute, (work, stage)) in (7..).zip(steps) {
        here.works(&number, &here.chen, work.clone(), after(minute)).await.unwrap();
        assert_eq!(here.seen(&number, after(minute)).await.state.stage, stage, "{work:?}");
        if work == Work::Send {
            let alerts = here.desk.store.alerts(&here.fang, after(minute)).await.unwrap();
            assert_eq!(alerts.iter().map(|alert| alert.about).collect::<Vec<_>>(), [About::Analysed]);
            assert_eq!(here.outgoing(News::Reported, after(minute)).await.len(), 1);
        }
    }
    let note = here.works(&number, &here.chen, Work::Note { text: text() }, after(20)).await;
    assert_eq!(refusal(note), Some(Refusal::NotNow), "closed is closed");
    let shown = here.desk.store.tracking(&one.link, after(20)).await.unwrap();
    let reported = timeline::Event::Reported { incident: number.clone(), report: report() };
    assert!(shown.entries.iter().any(|entry| entry.event == reported));
    let involved = |entry: &timeline::Entry| matches!(entry.event, timeline::Event::Involved { .. });
    assert!(!shown.entries.iter().any(involved), "that it was taken in is for staff");
    let listed = here.desk.store.incidents(&here.fang, after(20)).await.unwrap();
    assert_eq!((listed.len(), listed[0].stage, listed[0].complaints), (1, Stage::Closed, 1));
}

async fn who_reads_nothing_of_a_community_finds_no_incident_of_it(house: &House) {
    let here = Concerned::open(house).await;
    let number = here.declare(None).await;
    let (store, other) = (here.desk.store, &here.desk.other);
    let read = store.incident(&number, other, POST, after(6)).await;
    assert!(matches!(read, Err(Error::NotFound)));
    let work = store.work_on_incident(&number, 1, Work::Note { text: "x".into() }, other, after(6)).await;
    assert!(matches!(work, Err(Error::NotFound)));
    assert!(store.incidents(other, after(6)).await.unwrap().is_empty());
    let declaring = here.declaring(None).await;
    let declared = store.declare_incident(&wutong(), declaring, other, after(6)).await;
    assert!(matches!(declared, Err(Error::NotFound)));
    let in_charge =
        Declaring { in_charge: here.desk.lin.id.clone(), key: "two".into(), ..here.declaring(None).await };
    let declared = store.declare_incident(&wutong(), in_charge, &here.desk.lin, after(6)).await;
    assert!(matches!(declared, Err(Error::Denied(Denied::Problems(_)))), "an agent cannot be in charge");
}
