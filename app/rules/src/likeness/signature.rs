//! `MinHash` bands: like prints share one of a few numbers, so that the store finds candidates by
//! equality on an index instead of opening every complaint.

use super::print::{Print, class_of, mix};

/// Numbers of one signature, a row of the index each.
///
/// With two draws a band, measured over any two texts of `tests/likeness/pairs.tsv`: of pairs of
/// likeness 450 ‰ and more 98.9 % share a band (1109 of 1121), below 100 ‰ 0.04 % (70 of 170,593);
/// in all 2.8 % of pairs are candidates. Of the labelled pairs that [`super::same`] proposes, bands
/// find 155 of 157 and bands or an equal place key all: ask for both.
pub const BANDS: usize = 24;
/// Draws that must all agree for a band to agree.
const ROWS: usize = 2;
const DRAWS: usize = BANDS * ROWS;

/// What a draw is divided by, by class: a word of twice the weight is drawn about twice as often.
const CHANCES: [u32; 8] = [1, 1, 2, 8, 12, 1, 1, 1];

/// The bands of a print, raw: the caller keys them (HMAC, with community and band) before they are
/// stored. `None` when the print is empty, as empty prints would all be alike.
#[must_use]
pub fn signature(print: &Print) -> Option<[u64; BANDS]> {
    let mut least = [u32::MAX; DRAWS];
    for &word in print.words() {
        let chance = CHANCES[class_of(word)];
        for (draw, least) in (1u32..).zip(&mut least) {
            *least = (*least).min(mix(word ^ draw.wrapping_mul(0x9E37_79B9)) / chance);
        }
    }
    let band =
        |at: usize| least[at * ROWS..][..ROWS].iter().fold(0, |sum, draw| (sum << 32) | u64::from(*draw));
    (!print.is_empty()).then(|| core::array::from_fn(band))
}
