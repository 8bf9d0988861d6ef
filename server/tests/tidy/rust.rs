//! Rust text taken apart just far enough to be measured.

/// Rust text in three layers, each with the lines of the original where they were.
pub struct Rust {
    /// Code alone: comments are blank, the inside of literals is filled with quotation marks.
    pub code: String,
    pub comments: String,
    /// The inside of literals alone.
    pub literals: String,
}

impl Rust {
    pub fn of(text: &str) -> Self {
        let chars: Vec<char> = text.chars().collect();
        let mut rust = Self { code: String::new(), comments: String::new(), literals: String::new() };
        let mut at = 0;
        while at < chars.len() {
            let (layer, end) = next_piece(&chars, at);
            for &c in &chars[at..end] {
                rust.push(layer, c);
            }
            at = end;
        }
        rust
    }

    fn push(&mut self, layer: Layer, c: char) {
        let only = |wanted: Layer| if c == '\n' || layer == wanted { c } else { ' ' };
        self.code.push(if layer == Layer::Literal && c != '\n' { '"' } else { only(Layer::Code) });
        self.comments.push(only(Layer::Comment));
        self.literals.push(only(Layer::Literal));
    }

    /// The code without what is compiled for tests only.
    pub fn shipped_code(&self) -> String {
        let mut code = self.code.clone();
        for marker in ["#[cfg(test)]", "#[cfg(all(test"] {
            while let Some(start) = code.find(marker) {
                let end = item_end(&code, start + marker.len());
                let blank: String =
                    code[start..end].chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect();
                code.replace_range(start..end, &blank);
            }
        }
        code
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Layer {
    Code,
    Comment,
    Literal,
}

/// What the piece of text at `at` is, and where it ends.
fn next_piece(chars: &[char], at: usize) -> (Layer, usize) {
    let rest = &chars[at..];
    let after_name = at > 0 && (chars[at - 1].is_alphanumeric() || chars[at - 1] == '_');
    match rest {
        ['/', '/', ..] => (Layer::Comment, at + rest.iter().position(|&c| c == '\n').unwrap_or(rest.len())),
        ['/', '*', ..] => (Layer::Comment, at + block_comment(rest)),
        ['"', ..] => (Layer::Literal, at + quoted(rest, '"')),
        ['r', '"' | '#', ..] if !after_name => match raw_string(rest) {
            Some(length) => (Layer::Literal, at + length),
            None => (Layer::Code, at + 1),
        },
        ['\'', '\\', ..] => (Layer::Literal, at + quoted(rest, '\'')),
        ['\'', _, '\'', ..] => (Layer::Literal, at + 3),
        _ => (Layer::Code, at + 1),
    }
}

fn block_comment(rest: &[char]) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at + 1 < rest.len() {
        match (rest[at], rest[at + 1]) {
            ('/', '*') => (depth, at) = (depth + 1, at + 2),
            ('*', '/') => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            return at;
        }
    }
    rest.len()
}

fn quoted(rest: &[char], mark: char) -> usize {
    let mut at = 1;
    while at < rest.len() {
        match rest[at] {
            '\\' => at += 2,
            c if c == mark => return at + 1,
            _ => at += 1,
        }
    }
    rest.len()
}

fn raw_string(rest: &[char]) -> Option<usize> {
    let hashes = rest[1..].iter().take_while(|&&c| c == '#').count();
    if rest.get(1 + hashes) != Some(&'"') {
        return None;
    }
    let closing: Vec<char> = std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
    let inside = &rest[2 + hashes..];
    let end = inside.windows(closing.len()).position(|window| window == closing);
    Some(end.map_or(rest.len(), |end| 2 + hashes + end + closing.len()))
}

/// Where the item that begins after `from` ends: at its closing brace, or at a `;` before any.
pub fn item_end(code: &str, from: usize) -> usize {
    let mut round = 0_i32;
    for (offset, c) in code[from..].char_indices() {
        match c {
            '(' | '[' => round += 1,
            ')' | ']' => round -= 1,
            ';' if round <= 0 => return from + offset + 1,
            '{' if round <= 0 => return block_end(code, from + offset),
            _ => {}
        }
    }
    code.len()
}

/// Where the block that opens at `open` ends.
fn block_end(code: &str, open: usize) -> usize {
    let mut depth = 0_i32;
    for (offset, c) in code[open..].char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return open + offset + 1;
        }
    }
    code.len()
}

/// The number, from 1, of the line that holds the byte at `at`.
pub fn line_number(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

/// Lines with something on them.
pub fn line_count(code: &str) -> usize {
    code.lines().filter(|line| !line.trim().is_empty()).count()
}

#[test]
fn rust_text_comes_apart() {
    let rust = Rust::of(
        "let a = \"b // c\"; // d \"e\"\nlet f: &'g str = r#\"h \" i\"#; let j = '\\''; /* k /* l */ m */ n",
    );
    assert_eq!(
        rust.comments.split_whitespace().collect::<Vec<_>>(),
        ["//", "d", "\"e\"", "/*", "k", "/*", "l", "*/", "m", "*/"]
    );
    assert_eq!(
        rust.literals.split_whitespace().collect::<Vec<_>>(),
        ["\"b", "//", "c\"", "r#\"h", "\"", "i\"#", "'\\''"]
    );
    assert!(rust.code.ends_with(" n") && rust.code.contains("&'g str") && !rust.code.contains('h'));
    assert_eq!(rust.code.lines().count(), 2);
}

#[test]
fn tests_are_left_out_of_what_is_shipped() {
    let code =
        Rust::of("fn a() {}\n#[cfg(test)]\nmod tests { fn b() { } }\nfn c() -> [u8; 3] { }").shipped_code();
    assert!(code.contains("fn a") && !code.contains("fn b") && code.contains("fn c"));
}
