//! What is kept of a complaint's words to compare it with others.

use core::fmt;

use serde::{Deserialize, Serialize};

use super::thesaurus::{self, Class};
use crate::fold::is_invisible;
use crate::limits::TEXT_CHARS_MAX;
use crate::search::folded;

/// Words kept of one text, 4 bytes each. A text of [`TEXT_CHARS_MAX`] characters has more only if
/// it is no prose; the faintest are left out then.
pub const PRINT_WORDS_MAX: usize = 512;

/// Edition of the thesaurus and the hash, to be kept beside a stored print. Raised when either
/// changes: prints of two editions still compare, only less well, until they are made anew.
pub const EDITION: u16 = 1;

const CLASS_BITS: u32 = 0b111;

/// The words of a text as sorted hashes: words of the thesaurus, else pairs of neighbouring Chinese
/// characters and Latin words whole; folded to one script, width and case. A text can be guessed
/// from its print, so it is kept as confidential as the text.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Print {
    words: Vec<u32>,
}

impl Print {
    /// Reads the first [`TEXT_CHARS_MAX`] characters of a text.
    ///
    /// ```
    /// use rules::likeness::Print;
    /// assert_eq!(Print::of("升降機壞咗，請盡快維修！"), Print::of("电梯坏了"));
    /// assert!(Print::of("您好，请尽快处理，谢谢").is_empty());
    /// ```
    #[must_use]
    pub fn of(text: &str) -> Self {
        let visible = text.chars().filter(|c| !is_invisible(*c));
        let text: Vec<char> = visible.take(TEXT_CHARS_MAX).map(folded).collect();
        let mut words = words(&text);
        words.sort_unstable();
        words.dedup();
        if words.len() > PRINT_WORDS_MAX {
            words.sort_by_key(|word| core::cmp::Reverse(word & CLASS_BITS));
            words.truncate(PRINT_WORDS_MAX);
            words.sort_unstable();
        }
        Self { words }
    }

    /// Whether the text says nothing that tells it from others.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    pub(super) fn words(&self) -> &[u32] {
        &self.words
    }
}

fn words(text: &[char]) -> Vec<u32> {
    let mut words = Vec::with_capacity(text.len());
    let mut rest = text;
    let mut previous = None;
    while let Some(&c) = rest.first() {
        let latin = rest.iter().take_while(|c| c.is_ascii_alphanumeric()).count();
        let (length, next) = match thesaurus::find(rest) {
            Some(found) => {
                words.extend((found.class != Class::Filler).then_some(found.hash));
                (found.chars, None)
            }
            None if latin > 0 => {
                words.push(hash(&rest[..latin], class_of_latin(&rest[..latin])));
                (latin, None)
            }
            None => {
                words.extend(previous.filter(|_| c.is_alphanumeric()).map(|p| hash(&[p, c], Class::Plain)));
                (1, Some(c).filter(|c| c.is_alphanumeric()))
            }
        };
        previous = next;
        rest = &rest[length..];
    }
    words
}

/// A word with a figure in it is a number of something.
fn class_of_latin(word: &[char]) -> Class {
    if word.iter().any(char::is_ascii_digit) { Class::Faint } else { Class::Plain }
}

/// FNV-1a with a final mix. Prints are stored: a change of it is a new [`EDITION`].
pub(super) fn hash(word: &[char], class: Class) -> u32 {
    let step = |sum: u32, c: &char| (sum ^ u32::from(*c)).wrapping_mul(0x0100_0193);
    (mix(word.iter().fold(0x811C_9DC5, step)) & !CLASS_BITS) | class as u32
}

/// The finaliser of `MurmurHash3`: each bit of the input turns half of the output's.
pub(super) const fn mix(mut x: u32) -> u32 {
    x ^= x >> 16;
    x = x.wrapping_mul(0x85EB_CA6B);
    x ^= x >> 13;
    x = x.wrapping_mul(0xC2B2_AE35);
    x ^ (x >> 16)
}

/// The class of a kept word, below 8 whatever was stored.
pub(super) const fn class_of(word: u32) -> usize {
    (word & CLASS_BITS) as usize
}

impl fmt::Debug for Print {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Print").field("words", &self.words.len()).finish()
    }
}
