//! What companies and communities decide for themselves: versions of a policy, and which is in force.
//!
//! - [`edition`]: how a version comes about
//! - [`force`]: which holds where
//! - [`backtest`]: what it would have changed
//! - [`replan`]: what is next once another is in force

pub(crate) mod backtest;
pub(crate) mod edition;
pub(crate) mod force;
pub(crate) mod replan;

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use rules::{
    hint::{Hints, Lexicon},
    id::CommunityId,
    moment::{Moment, Zone},
    policy::{Policy, Terms, Version},
};

use crate::{
    Error, Reader,
    sql::{args, sql},
    zone::zone_at,
};

sql! {
    IN_FORCE = "SELECT policy, zone FROM community WHERE id = $1";
}

/// Versions that have been read. A version never changes once it is in force, so it is read once.
#[derive(Default)]
pub(crate) struct Policies {
    read: Mutex<HashMap<Version, Arc<Policy>>>,
    terms: Mutex<HashMap<(Version, Zone), Arc<Terms>>>,
    hints: Mutex<HashMap<Version, Arc<Hints>>>,
}

impl Policies {
    fn policy(&self, version: Version) -> Option<Arc<Policy>> {
        self.read.lock().unwrap_or_else(PoisonError::into_inner).get(&version).cloned()
    }

    fn terms(&self, version: Version, zone: Zone) -> Option<Arc<Terms>> {
        self.terms.lock().unwrap_or_else(PoisonError::into_inner).get(&(version, zone)).cloned()
    }

    fn keep(&self, version: Version, policy: Arc<Policy>) -> Arc<Policy> {
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        read.entry(version).or_insert(policy).clone()
    }

    fn keep_terms(&self, terms: Terms) -> Arc<Terms> {
        let mut all = self.terms.lock().unwrap_or_else(PoisonError::into_inner);
        all.entry((terms.version, terms.zone)).or_insert_with(|| Arc::new(terms)).clone()
    }
}

impl Reader {
    /// What texts are asked by while `version` is in force. Made once: it takes milliseconds.
    pub(crate) async fn hints(&mut self, version: Version) -> Result<Arc<Hints>, Error> {
        let known = |policies: &Policies| {
            policies.hints.lock().unwrap_or_else(PoisonError::into_inner).get(&version).cloned()
        };
        if let Some(hints) = known(self.policies()) {
            return Ok(hints);
        }
        let policy = self.policy(version).await?;
        let lexicon = Lexicon::with_own(&policy.lexicon).unwrap_or_default();
        let hints = Arc::new(Hints::new(&lexicon));
        let mut all = self.policies().hints.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(all.entry(version).or_insert(hints).clone())
    }

    /// A version that is or was in force; the handbook's own needs no reading.
    pub(crate) async fn policy(&mut self, version: Version) -> Result<Arc<Policy>, Error> {
        if let Some(policy) = self.policies().policy(version) {
            return Ok(policy);
        }
        let policy = self.document(version).await?;
        Ok(self.policies().keep(version, Arc::new(policy)))
    }

    /// What a community in `zone` promises by while `version` is in force.
    pub(crate) async fn terms(&mut self, version: Version, zone: Zone) -> Result<Arc<Terms>, Error> {
        if let Some(terms) = self.policies().terms(version, zone) {
            return Ok(terms);
        }
        let policy = self.policy(version).await?;
        Ok(self.policies().keep_terms(policy.terms(version, zone)))
    }

    /// What a community promises by now.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn terms_of(&mut self, community: &CommunityId, now: Moment) -> Result<Arc<Terms>, Error> {
        let (version, zone): (i64, String) = self.one(IN_FORCE, args![community]).await?;
        self.terms(Version(version), zone_at(&zone, now)?).await
    }
}
