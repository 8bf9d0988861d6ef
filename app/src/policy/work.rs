//! What the server does for the two pages.

use rules::access::{Refusal, Staff};
use rules::id::CommunityId;
use rules::moment::Moment;
use rules::policy::draft::{Act, PolicyDraft};
use rules::policy::{Deed, Doubt, Version};
use rules::problem::Problem;
use store::{Opened, Store};

use crate::error::{Failure, Refused};
use crate::routes;
use crate::ui::form::Next;

/// Who asks, where and when.
pub(super) struct Board {
    pub staff: Staff,
    pub store: Store,
    pub now: Moment,
}

/// What the store refuses is never a field of this form.
fn refused(error: store::Error) -> Refused<Doubt> {
    match Refused::<Problem>::from(error) {
        Refused::Problems(_) => Failure::Malformed.into(),
        Refused::Refusal(refusal) => refusal.into(),
        Refused::Because(failure) => failure.into(),
    }
}

pub(super) fn version(text: &str) -> Result<Version, Refusal> {
    text.parse().map(Version).map_err(|_| Refusal::NotFound)
}

/// The act, if whoever does it said that they are sure where that is asked.
pub(super) fn act(text: &str, sure: &str) -> Result<Act, Failure> {
    let act = Act::from_code(text).ok_or(Failure::Malformed)?;
    if act.is_asked() && sure.is_empty() { Err(Failure::Malformed) } else { Ok(act) }
}

impl Board {
    pub async fn work(
        &self,
        read: (Version, i64),
        act: Act,
        draft: &PolicyDraft,
    ) -> Result<Next, Refused<Doubt>> {
        let Self { staff, store, now } = self;
        let version = read.0;
        let done = match act {
            _ if act.writes() => return self.save(read, act, draft).await,
            Act::Try => store.try_policy(version, staff, *now).await.map(|_| "tried"),
            Act::Review => store.review_policy(read, staff, *now).await.map(|()| "reviewed"),
            Act::Approve => store.approve_policy(read, staff, *now).await.map(|()| "approved"),
            Act::Enact => store.enact_policy(read, staff, *now).await.map(|()| "enacted"),
            Act::Drop => store.drop_policy(read, staff, *now).await.map(|()| "dropped"),
            Act::Begin => {
                let community = store.policy(version, staff, *now).await.map_err(refused)?.edition.community;
                return self.begin(community, version).await;
            }
            _ => return Err(Failure::Malformed.into()),
        };
        let done = done.map_err(refused)?;
        Ok(Next(routes::policy_version(version, done)))
    }

    async fn save(
        &self,
        read: (Version, i64),
        act: Act,
        draft: &PolicyDraft,
    ) -> Result<Next, Refused<Doubt>> {
        let Self { staff, store, now } = self;
        let (mut policy, reason) = draft.parse().map_err(Refused::Problems)?;
        let Opened { edition, shelf, .. } = store.policy(read.0, staff, *now).await.map_err(refused)?;
        let days = draft.with_days(act, policy.calendar, &shelf.zone(edition.community.as_ref()));
        policy.calendar = days.map_err(|doubt| Refused::Problems(vec![doubt]))?;
        store.save_policy(read, &policy, reason, staff, *now).await.map_err(refused)?;
        let done = match act {
            Act::SaveAndTry => {
                store.try_policy(read.0, staff, *now).await.map_err(refused)?;
                "tried"
            }
            Act::Import | Act::Published => "imported",
            _ => "saved",
        };
        Ok(Next(routes::policy_version(read.0, done)))
    }

    pub async fn begin(
        &self,
        community: Option<CommunityId>,
        based_on: Version,
    ) -> Result<Next, Refused<Doubt>> {
        let Self { staff, store, now } = self;
        let version = store.begin_policy(community, based_on, staff, *now).await.map_err(refused)?;
        Ok(Next(routes::policy_version(version, "begun")))
    }

    pub async fn unseat(
        &self,
        act: Act,
        community: Option<CommunityId>,
        holding: Version,
    ) -> Result<Next, Refused<Doubt>> {
        let Self { staff, store, now } = self;
        let deed = match act {
            Act::RollBack => Deed::RollBack,
            Act::GiveUp => Deed::GiveUp,
            Act::Begin => return self.begin(community, holding).await,
            _ => return Err(Failure::Malformed.into()),
        };
        store.unseat_policy(deed, community, holding, staff, *now).await.map_err(refused)?;
        Ok(Next(format!("{}?done=unseated", routes::POLICY)))
    }
}
