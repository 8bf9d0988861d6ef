//! How something reached us.

use rules::intake::{Arrival, Channel, Matter, Referral, Referrer};

use crate::words::{Key, Phrase, phrase};

#[must_use]
pub const fn channel(channel: Channel) -> Key {
    match channel {
        Channel::Portal => Key::IntakeChannelPortal,
        Channel::Phone => Key::IntakeChannelPhone,
        Channel::WeChat => Key::IntakeChannelWechat,
        Channel::App => Key::IntakeChannelApp,
        Channel::Email => Key::IntakeChannelEmail,
        Channel::FrontDesk => Key::IntakeChannelFrontDesk,
        Channel::Letter => Key::IntakeChannelLetter,
        Channel::Fax => Key::IntakeChannelFax,
        Channel::Outside => Key::IntakeChannelOutside,
    }
}

#[must_use]
pub const fn matter(matter: Matter) -> Key {
    match matter {
        Matter::Complaint => Key::IntakeMatterComplaint,
        Matter::Enquiry => Key::IntakeMatterEnquiry,
        Matter::CallBack => Key::CallBecameCallBack,
    }
}

#[must_use]
pub const fn referrer(by: Referrer) -> Key {
    match by {
        Referrer::Hotline12345 => Key::IntakeReferrerHotline,
        Referrer::StreetOffice => Key::IntakeReferrerStreet,
        Referrer::HousingBureau => Key::IntakeReferrerHousing,
        Referrer::OwnersCommittee => Key::IntakeReferrerOwners,
        Referrer::Police => Key::IntakeReferrerPolice,
    }
}

/// Who passed it on, with its number there.
#[must_use]
pub fn referral(referral: &Referral) -> Phrase {
    if referral.number.is_empty() {
        return referrer(referral.by).into();
    }
    phrase::intake_referral(referrer(referral.by), &referral.number)
}

/// On which way, and to whom.
#[must_use]
pub fn arrived(arrival: &Arrival) -> Phrase {
    match &arrival.recipient {
        Some(name) => phrase::intake_arrived(channel(arrival.channel), name),
        None => channel(arrival.channel).into(),
    }
}

/// By when, as the body that passed it on wants it.
#[must_use]
pub fn wanted(arrival: &Arrival) -> Phrase {
    match &arrival.referral {
        Some(Referral { by, .. }) => phrase::intake_wanted(referrer(*by)),
        None => Key::DeadlineOutside.into(),
    }
}
