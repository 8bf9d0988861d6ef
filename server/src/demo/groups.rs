//! A few complaints of the sample that are the same: what the machine proposes of the latest, some of
//! it confirmed.

use std::cmp::Reverse;

use rules::moment::Moment;
use rules::queue::Filter;
use rules::work::Work;
use store::{Error, Store};

use super::{Made, team};

/// Of one community: complaints compared, and proposals confirmed. The rest stay open.
const COMPARED: usize = 24;
const CONFIRMED: usize = 6;
/// Only what is very alike is confirmed, per mille.
const LIKENESS_MIN: u16 = 800;

/// Done after the sample is made, by the same acts as a day's work: it costs some ten milliseconds a
/// complaint compared, however many there are.
///
/// # Errors
/// Those of the database.
pub async fn with_groups(store: &Store, made: &Made, now: Moment) -> Result<(), Error> {
    for community in store.communities().await? {
        let team = team(store, &made.accounts, &community.id, now).await?;
        let Some(agent) = team.first() else { continue };
        let filter = Filter { community: Some(community.id), ..Filter::default() };
        let mut rows = store.queue(&filter, agent, now).await?.rows;
        rows.sort_by_key(|row| Reverse(row.received));
        rows.truncate(COMPARED);
        let mut confirmed = 0;
        for row in rows {
            store.propose(&row.id, now).await?;
            if confirmed == CONFIRMED {
                continue;
            }
            let alike = store.complaint(&row.number, agent, now).await?.alike;
            let Some(best) = alike.proposals.into_iter().find(|one| one.likeness >= LIKENESS_MIN) else {
                continue;
            };
            let join = Work::Join { same: best.same, with: best.other.number };
            store.work(&row.number, agent, "", 0, join, now).await?;
            confirmed += 1;
        }
    }
    Ok(())
}
