//! What became of a call.

use rules::call::Became;

use crate::words::Key;

#[must_use]
pub const fn became(became: Became) -> Key {
    match became {
        Became::Answered => Key::CallBecameAnswered,
        Became::Filed => Key::CallBecameFiled,
        Became::Contacted => Key::CallBecameContacted,
        Became::CallBack => Key::CallBecameCallBack,
        Became::CalledBack => Key::CallReached,
    }
}
