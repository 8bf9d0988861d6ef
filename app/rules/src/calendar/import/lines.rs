//! The lines of an iCalendar file (RFC 5545 §3.1): unfolded, then name, parameters and value.

/// One property: `DTSTART;VALUE=DATE:20260101`.
pub(super) struct Property {
    /// Upper case.
    pub name: String,
    pub value: String,
}

/// Lines put together again where a line begins with a space or a tab.
pub(super) fn unfolded(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.trim_start_matches('\u{FEFF}').lines() {
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(rest), Some(last)) => last.push_str(rest),
            _ => lines.push(line.to_owned()),
        }
    }
    lines
}

/// `None` for a line without a colon, which no property is. Parameters are left out: whether a
/// value is a date or a time, it says itself.
pub(super) fn property(line: &str) -> Option<Property> {
    let mut quoted = false;
    let colon = line.find(|c| {
        quoted ^= c == '"';
        c == ':' && !quoted
    })?;
    let name = line[..colon].split(';').next().unwrap_or_default();
    Some(Property { name: name.trim().to_ascii_uppercase(), value: line[colon + 1..].trim().to_owned() })
}

/// A text value without its escapes; a line break in it becomes a space.
pub(super) fn unescaped(value: &str) -> String {
    let mut plain = String::with_capacity(value.len());
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        plain.push(match (c, c == '\\') {
            (_, true) => match chars.next() {
                Some('n' | 'N') | None => ' ',
                Some(other) => other,
            },
            (c, false) => c,
        });
    }
    plain
}
