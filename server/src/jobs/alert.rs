//! Climbs a complaint's ladder, and alerts members of staff, each by every way that is set up and on
//! file. In the desk they are alerted already.

use rules::id::{AlertId, ComplaintId};
use store::{AlertWay, Calling, Error};

use super::{Undone, Worker};
use crate::sending::{Unsent, alert};

/// Tries over about ten minutes; then this way is given up, and the desk still shows it.
const TRIES_MAX: u32 = 8;

impl Worker {
    /// A complaint that is gone calls nobody.
    pub(super) async fn climb(&self, id: &ComplaintId) -> Result<(), Undone> {
        match self.store.climb(id, self.clock.read()).await {
            Ok(()) | Err(Error::NotFound) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// What has lost its object, was acknowledged, or has gone out already is left alone.
    pub(super) async fn alert(&self, id: &AlertId, way: AlertWay, tries: u32) -> Result<(), Undone> {
        let calling = match self.store.calling(id, self.clock.read()).await {
            Ok(calling) if calling.waits(way) => calling,
            Ok(_) | Err(Error::NotFound) => return Ok(()),
            Err(error) => return Err(error.into()),
        };
        match self.send_alert(&calling, way).await {
            Ok(true) => Ok(self.store.alert_sent(id, way, calling.times, self.clock.read()).await?),
            Ok(false) => Ok(()),
            Err(Unsent::Later(reason)) if tries < TRIES_MAX => {
                self.store.alert_failed(id, way, &reason).await?;
                Err(Undone(reason))
            }
            Err(Unsent::Later(reason) | Unsent::Refused(reason)) => {
                tracing::warn!("an alert was not sent: {reason}");
                Ok(self.store.alert_failed(id, way, &reason).await?)
            }
        }
    }

    /// `false` where this way is not set up, or nothing is on file for it.
    async fn send_alert(&self, calling: &Calling, way: AlertWay) -> Result<bool, Unsent> {
        match way {
            AlertWay::Email => {
                let (Some(mail), Some(to)) = (&self.sending.mail, &calling.email) else { return Ok(false) };
                let letter = alert::letter(calling, self.clock.read(), &self.base_url);
                mail.send(calling, to, letter).await.map(|()| true)
            }
            AlertWay::Sms => {
                let to = calling.phone.as_ref().filter(|phone| phone.can_receive_sms());
                let (Some(sms), Some(to)) = (&self.sending.sms, to) else { return Ok(false) };
                sms.send(to, &alert::message(calling, &self.base_url)).await.map(|()| true)
            }
        }
    }
}
