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
    /// The private link in full.
    pub url: String,
    pub qr: Option<Qr>,
}

/// A QR code as a drawing.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Qr {
    /// Squares on each side.
    pub size: usize,
    /// The `d` of an SVG path that fills the dark ones.
    pub path: String,
}

/// The complaint that a link opens; `drawn` with a QR code of the link.
#[cfg(feature = "ssr")]
pub async fn followed(link: &str, drawn: bool) -> Result<Followed, Refused<Problem>> {
    use crate::{error::Failure, routes, session};
    let (store, now) = (session::store()?, session::moment());
    let tracking = store.tracking(link, now).await?;
    let ground = store.ground(now).await?;
    let sign = ground.community(tracking.community.as_str()).ok_or(Failure::NotFound)?.clone();
    let url = session::address(&routes::tracking(link));
    let qr = if drawn { qr(&url) } else { None };
    Ok(Followed { tracking, sign, now, company: store.company().await?.name, url, qr })
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

#[cfg(feature = "ssr")]
fn qr(url: &str) -> Option<Qr> {
    let code = fast_qr::QRBuilder::new(url).build().ok()?;
    let mut path = String::new();
    for (y, row) in (0..code.size).map(|y| (y, &code[y])) {
        let mut x = 0;
        while let Some(start) = (x..code.size).find(|&x| row[x].value()) {
            let end = (start..code.size).find(|&x| !row[x].value()).unwrap_or(code.size);
            path.push_str(&format!("M{start} {y}h{}v1H{start}z", end - start));
            x = end;
        }
    }
    Some(Qr { size: code.size, path })
}
