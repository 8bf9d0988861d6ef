//! Four numbering plans, as far as a form needs them: which digits begin a line of which kind, and
//! how many there are. After ITU-T E.164 and the plans of MIIT, OFCA (with the mobile prefixes 4,
//! 7 and 8 opened in 2018), CTT and NCC.

use super::{Line, PhoneProblem, Region};

/// A number in its region's plan: `national` has no country code and no trunk zero.
#[derive(Debug)]
pub(super) struct Subscriber {
    pub region: Region,
    pub line: Line,
    pub national: String,
}

const COUNTRY_CODES: [(&str, Region); 4] =
    [("86", Region::Mainland), ("852", Region::HongKong), ("853", Region::Macau), ("886", Region::Taiwan)];

pub(super) const fn country_code(region: Region) -> &'static str {
    match region {
        Region::Mainland => COUNTRY_CODES[0].0,
        Region::HongKong => COUNTRY_CODES[1].0,
        Region::Macau => COUNTRY_CODES[2].0,
        Region::Taiwan => COUNTRY_CODES[3].0,
    }
}

/// Digits after a `+` or `00`.
pub(super) fn international(digits: &str) -> Result<Subscriber, PhoneProblem> {
    let (region, national) = split_country_code(digits).ok_or_else(|| unknown(digits, 3))?;
    in_plan(region, national.strip_prefix('0').unwrap_or(national))
}

/// Digits as dialled at home. What is unmistakably another region's (a mainland mobile typed in
/// Hong Kong, a number whose `+` was forgotten) is taken for that.
pub(super) fn bare(digits: &str, home: Region) -> Result<Subscriber, PhoneProblem> {
    if let Some(abroad) = digits.strip_prefix("00") {
        return international(abroad);
    }
    let at_home = dialled(home, digits);
    if at_home.is_ok() {
        return at_home;
    }
    if digits.len() == 10 && digits.starts_with("09") {
        return dialled(Region::Taiwan, digits);
    }
    let trunk_of_mainland = digits.starts_with('0') && !(home == Region::Taiwan && digits.starts_with("09"));
    if home != Region::Mainland && (is_mainland_mobile(digits) || trunk_of_mainland) {
        let mainland = dialled(Region::Mainland, digits);
        let meant = is_mainland_mobile(digits) || home != Region::Taiwan;
        if mainland.is_ok() || (meant && digits.len() > 8) {
            return mainland;
        }
    }
    split_country_code(digits).and_then(|_| international(digits).ok()).map_or(at_home, Ok)
}

fn split_country_code(digits: &str) -> Option<(Region, &str)> {
    COUNTRY_CODES
        .iter()
        .find_map(|(code, region)| digits.strip_prefix(code).map(|national| (*region, national)))
}

fn dialled(home: Region, digits: &str) -> Result<Subscriber, PhoneProblem> {
    let trunk_is_dialled = match home {
        Region::HongKong | Region::Macau => false,
        Region::Mainland => !(is_mainland_mobile(digits) || is_mainland_service(digits)),
        Region::Taiwan => true,
    };
    if !trunk_is_dialled {
        return in_plan(home, digits);
    }
    match digits.strip_prefix('0') {
        Some(national) => in_plan(home, national),
        None if matches!(digits.len(), 7 | 8) && !digits.starts_with('1') => {
            Err(PhoneProblem::AreaCodeMissing { digits: digits.len() })
        }
        None if digits.len() < 7 && (home == Region::Taiwan || !starts_like_a_short_code(digits)) => {
            mobile_too_short(home, digits.len())
        }
        None if home == Region::Taiwan && digits.starts_with('9') => mobile_too_short(home, digits.len()),
        None => Err(unknown(digits, 3)),
    }
}

fn mobile_too_short(region: Region, digits: usize) -> Result<Subscriber, PhoneProblem> {
    let wanted = if region == Region::Taiwan { 10 } else { 11 };
    Err(PhoneProblem::TooShort { region, line: Line::Mobile, digits, wanted })
}

/// 110, 12345: right numbers, but nobody's.
fn starts_like_a_short_code(digits: &str) -> bool {
    digits.len() > 1 && digits.starts_with('1')
}

fn is_mainland_mobile(digits: &str) -> bool {
    matches!(digits.as_bytes(), [b'1', b'3'..=b'9', ..])
}

fn is_mainland_service(digits: &str) -> bool {
    digits.starts_with("400") || digits.starts_with("800")
}

fn in_plan(region: Region, national: &str) -> Result<Subscriber, PhoneProblem> {
    let plan = match region {
        Region::Mainland => mainland(national),
        Region::HongKong => hong_kong(national),
        Region::Macau => macau(national),
        Region::Taiwan => taiwan(national),
    };
    let plan = plan.ok_or_else(|| unknown(national, 3))?;
    // People count what they dial, so the trunk zero counts.
    let digits = national.len() + plan.trunk;
    let (region, line, (least, most)) = (region, plan.line, plan.lengths);
    if digits < least {
        return Err(PhoneProblem::TooShort { region, line, digits, wanted: least });
    }
    if digits > most {
        return Err(PhoneProblem::TooLong { region, line, digits, wanted: most });
    }
    Ok(Subscriber { region, line, national: national.to_owned() })
}

/// What a beginning says: the kind of line, and how many digits are dialled in its own region,
/// the trunk zero (0 or 1 of them) among them.
struct Plan {
    line: Line,
    trunk: usize,
    lengths: (usize, usize),
}

const fn plan(line: Line, trunk: usize, least: usize, most: usize) -> Option<Plan> {
    Some(Plan { line, trunk, lengths: (least, most) })
}

fn mainland(national: &str) -> Option<Plan> {
    let area = mainland_area_digits(national);
    match national.as_bytes() {
        [b'1', b'3'..=b'9', ..] => plan(Line::Mobile, 0, 11, 11),
        [b'4' | b'8', b'0', b'0', ..] => plan(Line::Service, 0, 10, 10),
        digits if digits.get(area).is_some_and(|first| matches!(first, b'0' | b'1')) => None,
        [b'1', b'0', ..] | [b'2', b'0'..=b'5' | b'7'..=b'9', ..] => plan(Line::Landline, 1, 11, 11),
        [b'3'..=b'9', ..] => plan(Line::Landline, 1, 11, 12),
        _ => None,
    }
}

/// Two for Beijing and the 02x cities, otherwise three (without the zero).
pub(super) fn mainland_area_digits(national: &str) -> usize {
    if national.starts_with("10") || national.starts_with('2') { 2 } else { 3 }
}

fn hong_kong(national: &str) -> Option<Plan> {
    match national.as_bytes() {
        [b'2' | b'3', ..] => plan(Line::Landline, 0, 8, 8),
        [b'4'..=b'9', ..] => plan(Line::Mobile, 0, 8, 8),
        _ => None,
    }
}

fn macau(national: &str) -> Option<Plan> {
    match national.as_bytes() {
        [b'6', ..] => plan(Line::Mobile, 0, 8, 8),
        [b'2'] | [b'2', b'8', ..] | [b'8', ..] => plan(Line::Landline, 0, 8, 8),
        _ => None,
    }
}

fn taiwan(national: &str) -> Option<Plan> {
    match national.as_bytes() {
        [b'9', ..] => plan(Line::Mobile, 1, 10, 10),
        [b'8', b'0', b'0' | b'9', ..] => plan(Line::Service, 1, 10, 10),
        [b'2', ..] => plan(Line::Landline, 1, 10, 10),
        [b'4', ..] => plan(Line::Landline, 1, 9, 10),
        [b'3' | b'5'..=b'8', ..] => plan(Line::Landline, 1, 9, 9),
        _ => None,
    }
}

fn unknown(digits: &str, count: usize) -> PhoneProblem {
    PhoneProblem::UnknownPrefix { prefix: digits.chars().take(count).collect() }
}
