//! Tells a resident something: by e-mail, by SMS, or by a person.

use rules::contact::Phone;
use rules::id::NoticeId;
use rules::notice::Channel;
use rules::timeline::Way;
use store::{Error, Outgoing};

use super::{Undone, Worker};
use crate::sending::{Unsent, letter};

/// Tries over about ten minutes; then the next way is taken.
const TRIES_MAX: u32 = 8;

impl Worker {
    /// Takes the first way that carries it. A way that refuses, or has not answered for long, is
    /// passed over; what none carries goes to the list of what a person has to say.
    pub(super) async fn send_notice(&self, id: &NoticeId, tries: u32) -> Result<(), Undone> {
        let notice = match self.store.notice(id, self.clock.read()).await {
            Ok(notice) if notice.waits => notice,
            Ok(_) | Err(Error::NotFound) => return Ok(()),
            Err(error) => return Err(error.into()),
        };
        let mut post = self.sending.post();
        loop {
            let receives_sms = notice.phone.as_ref().is_some_and(Phone::can_receive_sms);
            let channel = notice.news.channel(notice.email.is_some(), receives_sms, post);
            let (sent, way) = match channel {
                Channel::Email => (self.mail(&notice).await, Way::Email),
                Channel::Sms => (self.text(&notice).await, Way::Sms),
                Channel::ToTell => return Ok(self.store.notice_to_tell(id, self.clock.read()).await?),
                Channel::LinkOnly => return Ok(self.store.notice_link_only(id, self.clock.read()).await?),
            };
            match sent {
                Ok(()) => return Ok(self.store.notice_sent(id, way, self.clock.read()).await?),
                Err(Unsent::Later(reason)) if tries < TRIES_MAX => {
                    self.store.notice_failed(id, &reason).await?;
                    return Err(Undone(reason));
                }
                Err(Unsent::Later(reason) | Unsent::Refused(reason)) => {
                    tracing::warn!("a notice takes another way: {reason}");
                    post.email &= way != Way::Email;
                    post.sms &= way != Way::Sms;
                }
            }
        }
    }

    async fn mail(&self, notice: &Outgoing) -> Result<(), Unsent> {
        let (Some(mail), Some(to)) = (&self.sending.mail, &notice.email) else {
            return Err(Unsent::Refused("there is no e-mail".into()));
        };
        let hotline = self.hotline(notice).await.map_err(|error| Unsent::Later(error.to_string()))?;
        mail.send(notice, to, letter::letter(notice, &self.base_url, &hotline)).await
    }

    async fn text(&self, notice: &Outgoing) -> Result<(), Unsent> {
        let (Some(sms), Some(to)) = (&self.sending.sms, &notice.phone) else {
            return Err(Unsent::Refused("there is no SMS".into()));
        };
        sms.send(to, &letter::message(notice, &self.base_url)).await
    }

    async fn hotline(&self, notice: &Outgoing) -> Result<String, Error> {
        let sign = self.store.read().await?.community(&notice.community).await?;
        Ok(sign.hotline.shown(sign.region))
    }
}
