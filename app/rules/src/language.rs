//! The three languages every text exists in.

use crate::code::coded;

coded! {
    /// A language of the screens; the code is its BCP 47 tag.
    #[derive(Default)]
    pub enum Language {
        #[default]
        ZhHans = "zh-Hans",
        ZhHant = "zh-Hant",
        En = "en",
    }
}
