//! `linli grade`: JSON Lines in, JSON Lines out, by the handbook's own policy. It needs no database,
//! no key and no configuration.

mod facts;
mod line;

use std::io::{BufRead, BufWriter, Write, stdin, stdout};

use rules::hint::{Hints, Lexicon};

/// A line this long is no complaint; it is refused without being kept in memory whole.
const LINE_BYTES_MAX: u64 = 1 << 20;

/// Reads complaints from standard input and writes their grades.
///
/// # Errors
/// How many lines could not be read, when any; the rest were graded.
pub fn run() -> Result<(), String> {
    let (input, output) = (stdin().lock(), BufWriter::new(stdout().lock()));
    let bad = grade_all(input, output).map_err(|error| error.to_string())?;
    match bad {
        0 => Ok(()),
        1 => Err("1 line could not be read".to_owned()),
        _ => Err(format!("{bad} lines could not be read")),
    }
}

/// Grades every line; says how many were bad.
fn grade_all(mut input: impl BufRead, mut output: impl Write) -> std::io::Result<usize> {
    let hints = Hints::new(&Lexicon::default());
    let (mut number, mut bad, mut line) = (0_usize, 0_usize, Vec::new());
    while read_line(&mut input, &mut line)? {
        number += 1;
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        match line::answer(&line, &hints) {
            Ok(graded) => serde_json::to_writer(&mut output, &graded)?,
            Err(error) => {
                bad += 1;
                serde_json::to_writer(&mut output, &serde_json::json!({ "line": number, "error": error }))?;
            }
        }
        output.write_all(b"\n")?;
    }
    output.flush()?;
    Ok(bad)
}

/// The next line without its end; false when there is none. Of one that is too long only the
/// beginning is kept, which is then no JSON.
fn read_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> std::io::Result<bool> {
    line.clear();
    if std::io::Read::take(&mut *input, LINE_BYTES_MAX).read_until(b'\n', line)? == 0 {
        return Ok(false);
    }
    if line.last() == Some(&b'\n') {
        line.pop();
    } else if line.len() as u64 == LINE_BYTES_MAX {
        skip_line(input)?;
    }
    Ok(true)
}

fn skip_line(input: &mut impl BufRead) -> std::io::Result<()> {
    loop {
        let buffer = input.fill_buf()?;
        let Some(end) = buffer.iter().position(|byte| *byte == b'\n') else {
            let all = buffer.len();
            if all == 0 {
                return Ok(());
            }
            input.consume(all);
            continue;
        };
        input.consume(end + 1);
        return Ok(());
    }
}

#[cfg(test)]
mod tests;
