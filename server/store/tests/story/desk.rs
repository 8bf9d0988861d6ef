//! Two communities, three members of staff and what they do again and again.

use rules::{
    access::{Duty, Staff},
    complaint::{CommunitySign, Filer, Filing},
    contact::{Email, Phone, Region},
    id::CommunityId,
    kind::{Department, Kind},
    language::Language,
    moment::Moment,
    notice::News,
    place::{Area, Place},
    resolution::{Finding, Outcome},
    timeline::Way,
    work::Work,
};
use store::{Chore, Error, Filed, NewBuilding, NewStaff, Store, ZoneName};

use super::house::{House, NOON, wutong};

pub fn after(minutes: i64) -> Moment {
    NOON.plus_minutes(minutes)
}

/// A house with two communities and three members of staff.
pub struct Desk<'a> {
    pub store: &'a Store,
    pub lin: Staff,
    pub wu: Staff,
    pub other: Staff,
}

impl<'a> Desk<'a> {
    pub async fn open(house: &'a House) -> Self {
        let store = &house.store;
        for (id, name) in [("wt", "梧桐苑"), ("wj", "望江新城")] {
            let buildings =
                vec![NewBuilding { name: "3栋".into(), homes: vec![("2".into(), "501".into())] }];
            store
                .add_community(community(id, name), ZoneName::of(Region::Mainland), buildings, NOON)
                .await
                .unwrap();
        }
        Self {
            store,
            lin: hire(store, "lin", "林晓岚", "wt", Duty::Agent).await,
            wu: hire(store, "wu", "吴志强", "wt", Duty::Technician).await,
            other: hire(store, "zhao", "赵敏", "wj", Duty::Agent).await,
        }
    }

    pub async fn file(&self, key: &str, now: Moment) -> Filed {
        self.store.file_complaint(self.filing(key).await, Language::ZhHans, now).await.unwrap()
    }

    pub async fn filing(&self, key: &str) -> Filing {
        let ground = self.store.ground(NOON).await.unwrap();
        let buildings = &ground.community("wt").unwrap().buildings;
        Filing {
            community: wutong(),
            filer: Filer::HomeOwner,
            kind: Kind::Works,
            area: Area::Home,
            place: Place::read("3栋2单元501", buildings),
            home: None,
            text: "电梯一周停了三次".into(),
            answers: Vec::new(),
            since: None,
            households: 1,
            returned: 0,
            wishes: Vec::new(),
            remedy: String::new(),
            name: "周女士".into(),
            phone: Some(Phone::parse("13857104629", Region::Mainland).unwrap()),
            email: Some(Email::parse("zhou@example.com").unwrap()),
            notice: 1,
            photos: Vec::new(),
            key: key.into(),
        }
    }

    pub async fn works(&self, filed: &Filed, staff: &Staff, work: Work, now: Moment) -> Result<(), Error> {
        let facts_version = self.store.complaint(&filed.number, staff, now).await?.facts_version;
        self.store.work(&filed.number, staff, "", facts_version, work, now).await
    }

    /// Lets what waits for a second person go, word for word.
    pub async fn approve(&self, filed: &Filed, by: &Staff, now: Moment) -> Result<(), Error> {
        let waits = self.store.complaint(&filed.number, by, now).await?.approval.ok_or(Error::NotFound)?;
        self.works(filed, by, Work::Approve { submitted: waits.at, text: waits.text }, now).await
    }

    pub async fn resolve(&self, filed: &Filed, now: Moment) {
        let outcomes = vec![Outcome::Repair, Outcome::Apology];
        let work = Work::Resolve { finding: Finding::Upheld, outcomes, text: "换了控制板".into() };
        self.works(filed, &self.lin, work, now).await.unwrap();
        self.post(News::Resolved, now).await;
    }

    /// Runs the post: every notice that waits is sent by e-mail.
    pub async fn post(&self, wanted: News, now: Moment) -> usize {
        let mut sent = 0;
        loop {
            let jobs = self.store.claim("story", 50, now).await.unwrap();
            if jobs.is_empty() {
                return sent;
            }
            for job in jobs {
                if let Some(Chore::SendNotice(id)) = Chore::of(&job) {
                    let notice = self.store.notice(&id, NOON).await.unwrap();
                    self.store.notice_sent(&id, Way::Email, now).await.unwrap();
                    sent += usize::from(notice.news == wanted);
                }
                self.store.job_done(&job, now).await.unwrap();
            }
        }
    }
}

pub fn community(id: &str, name: &str) -> CommunitySign {
    let phone = |text: &str| Phone::parse(text, Region::Mainland).unwrap();
    CommunitySign {
        id: CommunityId::new(id),
        name: name.into(),
        region: Region::Mainland,
        hotline: phone("0571-88903366"),
        desk_hours: "8:30–17:30".into(),
        emergency: phone("0571-88903399"),
        buildings: Vec::new(),
        public_areas: vec!["东门".into(), "地下车库".into()],
    }
}

pub async fn hire(store: &Store, account: &str, name: &str, community: &str, duty: Duty) -> Staff {
    let staff = NewStaff {
        account: account.into(),
        name: name.into(),
        department: Department::CustomerService,
        email: None,
        phone: None,
        password_hash: "$argon2id$".into(),
        duties: vec![(CommunityId::new(community), duty)],
    };
    let id = store.add_staff(staff, NOON).await.unwrap();
    store.staff(&id, NOON).await.unwrap()
}

pub fn reply() -> Work {
    Work::Reply { text: "今天下午派人去看".into(), asks: false }
}
