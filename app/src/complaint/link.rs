//! What a complainant's private link opens.

use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use rules::complaint::CommunitySign;
use rules::follow::FollowDraft;
use rules::moment::Moment;
use rules::problem::Problem;
use rules::view::Tracking;
use serde::{Deserialize, Serialize};

use crate::error::Refused;
use crate::ui::form::Next;
use crate::wire::Answer;

/// A complaint as its complainant reads it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Followed {
    pub tracking: Tracking,
    pub sign: CommunitySign,
    pub now: Moment,
    /// Of the company, for paper.
    pub company: String,
}

/// The complaint that a link opens.
#[cfg(feature = "ssr")]
pub async fn followed(link: &str) -> Result<Followed, Refused<Problem>> {
    use crate::{error::Failure, session};
    let (store, now) = (session::store()?, session::moment());
    let tracking = store.tracking(link, now).await?;
    let ground = store.ground(now).await?;
    let sign = ground.community(tracking.community.as_str()).ok_or(Failure::NotFound)?.clone();
    Ok(Followed { tracking, sign, now, company: store.company().await?.name })
}

/// Does what one of the tracking page's forms asks for, and comes back to the page.
#[server(endpoint = "follow_complaint", input = Json, output = Answer)]
pub async fn follow_complaint(
    link: String,
    #[server(default)] follow: FollowDraft,
) -> Result<Next, Refused<Problem>> {
    use super::photos::{not_kept, with};
    use crate::{routes, session};
    let (store, now) = (session::store()?, session::moment());
    let wrong = not_kept(&store, &follow.photos, &follow.key).await?;
    let done = with(follow.parse(), wrong)?;
    store.follow(&link, &follow.key, done, now).await?;
    Ok(Next(format!("{}?done={}", routes::tracking(&link), follow.act)))
}
