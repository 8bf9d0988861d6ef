//! The words themselves: data that a company reads and edits as part of its policy.

use core::fmt;

use serde::{Deserialize, Serialize};

use super::pattern::{Pattern, Sets, word};
use crate::code::coded;

/// Lines of a lexicon, comments and empty ones included.
pub const LINES_MAX: usize = 5_000;
/// Characters of one line.
pub const LINE_CHARS_MAX: usize = 400;
/// Characters of a whole lexicon.
pub const LEXICON_CHARS_MAX: usize = 200_000;
/// Words of all choices together, those of a set counted wherever it is named.
pub const WORDS_MAX: usize = 100_000;
/// Problems told at once.
pub const LINE_PROBLEMS_MAX: usize = 50;

const DEFAULT: &str = include_str!("../../data/lexicon.txt");

coded! {
    /// What the words of a section say, by the heading it has.
    #[derive(PartialOrd, Ord)]
    pub enum Section {
        MediaPossible = "media possible",
        MediaHappened = "media happened",
        MediaSerious = "media serious",
        MediaNot = "media not",
        LawsuitPossible = "lawsuit possible",
        LawsuitHappened = "lawsuit happened",
        LawsuitNot = "lawsuit not",
        /// Counts of households that sue together.
        LawsuitHouseholds = "lawsuit households",
        LawsuitHouseholdsNot = "lawsuit households not",
        /// Counts of households that complain together.
        Households = "households",
        HouseholdsNot = "households not",
        Persons = "persons",
        PersonsNot = "persons not",
        Integrity = "integrity",
        IntegrityNot = "integrity not",
        SafetyPossible = "safety possible",
        SafetyNow = "safety now",
        SafetyNot = "safety not",
        Department = "department",
        DepartmentNot = "department not",
        /// The count is how often it came back.
        Repeats = "repeats",
        /// The count is one more than how often it came back: 第四次来修.
        RepeatsLessOne = "repeats less one",
        /// The count is how often something was done, which alone says nothing of its coming back.
        Times = "times",
        /// It came back once.
        RepeatsOnce = "repeats once",
        RepeatsNot = "repeats not",
        /// Somebody came and mended it, or said so; what is told of returns begins here.
        Handled = "handled",
        HandledNot = "handled not",
        /// It is there again.
        CameBack = "came back",
        CameBackNot = "came back not",
        /// Between two handlings: they were two, and it came back meanwhile.
        AnotherTime = "another time",
        /// Denies what follows at once: 没有, 未.
        Negation = "negation",
        /// Denies what follows in the same phrase: 不会, 无意.
        Unwilling = "unwilling",
        /// Denies what stands before it: 就算了.
        Denied = "denied",
        /// Contains a word of the sections around here and is none: 业委会 holds no 会.
        Ignored = "ignored",
        /// Begins a new thought: what stands before does not deny what stands after.
        Turn = "turn",
        /// What follows in the sentence is thought, not happened.
        Condition = "condition",
        /// What stands before is thought, not happened.
        ConditionAfter = "condition after",
        /// Just before the words: it is to come, or it almost came.
        Future = "future",
        /// What follows are words of staff, notices or the public.
        SaidByOthers = "said by others",
        /// Of another estate, another time, another company.
        Elsewhere = "elsewhere",
        /// None of the resident's business, wherever it is said: 跟我没关系.
        Disowned = "disowned",
        /// The resident, or those who live with her, speak.
        OwnVoice = "own voice",
        /// It was long ago.
        Past = "past",
        /// It is now, whatever was before.
        Present = "present",
        /// It has happened, whatever was threatened before.
        Done = "done",
        /// It is over.
        Over = "over",
        /// A heading alone: what labelled texts have taught has a say as well.
        Learned = "learned",
        /// A heading alone: what follows are the company's own lines, which are final.
        Own = "own",
    }
}

impl Section {
    /// Whether its patterns say how many.
    const fn counts(self) -> bool {
        matches!(
            self,
            Self::LawsuitHouseholds
                | Self::Households
                | Self::Persons
                | Self::Repeats
                | Self::RepeatsLessOne
                | Self::Times
        )
    }
}

/// What is wrong with a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineFault {
    /// More than [`LINES_MAX`] lines.
    TooManyLines,
    /// More than [`LEXICON_CHARS_MAX`] characters up to this line.
    TooLong,
    /// More than [`LINE_CHARS_MAX`] characters.
    LineTooLong,
    /// A heading that names no section.
    UnknownSection,
    /// A word before the first heading.
    BeforeAnySection,
    /// A second `[set …]` of the same name, or one with no name.
    SetNotNamed,
    /// `{…}` names no set that stands above it.
    UnknownSet,
    /// A `(`, `{` or `[` without its end.
    NotClosed,
    /// A sign that the notation does not know.
    NotInTheNotation { character: char },
    /// A gap with nothing before or after it.
    GapAtTheEdge,
    /// Nothing to look for.
    NoWord,
    /// More than [`super::pattern::STEPS_MAX`] steps.
    TooManySteps,
    /// More than [`super::pattern::CHOICES_MAX`] words to choose from.
    TooManyChoices,
    /// More than [`WORDS_MAX`] words up to this line.
    TooManyWords,
    /// A section of counts needs an `N`.
    CountMissing,
}

/// A line that cannot be read; the first line is 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineProblem {
    pub line: usize,
    pub fault: LineFault,
}

impl fmt::Display for LineProblem {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "line {}: {:?}", self.line, self.fault)
    }
}

/// Words and patterns by what they say. Keeps its text as typed, comments included.
///
/// ```
/// use rules::hint::{LineFault, LineProblem, Lexicon};
/// let lexicon = Lexicon::read("[media possible]\n找…记者 # a threat\n").unwrap();
/// assert_eq!(Lexicon::read(&lexicon.to_string()), Ok(lexicon));
/// let unread = Lexicon::read("[media possible]\n找…");
/// assert_eq!(unread, Err(vec![LineProblem { line: 2, fault: LineFault::GapAtTheEdge }]));
/// ```
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Lexicon {
    text: String,
    pub(super) lines: Vec<(Section, Pattern)>,
    pub(super) sets: Sets,
    pub(super) learned: bool,
}

impl Lexicon {
    /// Reads the text form; every line that cannot be read is told, up to [`LINE_PROBLEMS_MAX`].
    ///
    /// # Errors
    /// The lines that cannot be read, in their order.
    pub fn read(text: &str) -> Result<Self, Vec<LineProblem>> {
        let mut reader = Reader::default();
        for (line, written) in text.lines().enumerate() {
            if reader.problems.len() >= LINE_PROBLEMS_MAX || line > LINES_MAX {
                break;
            }
            if let Err(fault) = reader.take(line, written) {
                reader.problems.push(LineProblem { line: line + 1, fault });
            }
        }
        if reader.problems.is_empty() {
            Ok(Self {
                text: text.to_owned(),
                lines: reader.lines,
                sets: reader.sets,
                learned: reader.learned,
            })
        } else {
            Err(reader.problems)
        }
    }

    /// The words that come with Linli and, below them, a company's own lines.
    ///
    /// # Errors
    /// The own lines that cannot be read, numbered from 1.
    pub fn with_own(own: &str) -> Result<Self, Vec<LineProblem>> {
        let before = DEFAULT.trim_end().lines().count() + 1;
        let numbered =
            |problem: LineProblem| LineProblem { line: problem.line.saturating_sub(before), ..problem };
        Self::read(&format!("{}\n[own]\n{own}", DEFAULT.trim_end_matches('\n')))
            .map_err(|problems| problems.into_iter().map(numbered).collect())
    }

    /// The text form, which reads back equal.
    #[must_use]
    pub fn to_text(&self) -> &str {
        &self.text
    }
}

impl Default for Lexicon {
    /// The words that come with Linli.
    fn default() -> Self {
        // A test reads the file, so that no build with a line that cannot be read leaves the house.
        Self::read(DEFAULT).unwrap_or(Self {
            text: String::new(),
            lines: Vec::new(),
            sets: Sets::new(),
            learned: false,
        })
    }
}

impl fmt::Display for Lexicon {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for Lexicon {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "Lexicon({} lines)", self.lines.len())
    }
}

impl From<Lexicon> for String {
    fn from(lexicon: Lexicon) -> Self {
        lexicon.text
    }
}

impl TryFrom<String> for Lexicon {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let told = |problems: Vec<LineProblem>| problems.first().map(LineProblem::to_string);
        Self::read(&text).map_err(|problems| told(problems).unwrap_or_default())
    }
}

enum Heading {
    Section(Section),
    Set(String),
}

#[derive(Default)]
struct Reader {
    heading: Option<Heading>,
    sets: Sets,
    lines: Vec<(Section, Pattern)>,
    learned: bool,
    own: bool,
    chars: usize,
    words: usize,
    problems: Vec<LineProblem>,
}

impl Reader {
    fn take(&mut self, line: usize, written: &str) -> Result<(), LineFault> {
        let chars = written.chars().count();
        self.chars += chars + 1;
        if line >= LINES_MAX {
            return Err(LineFault::TooManyLines);
        }
        if chars > LINE_CHARS_MAX {
            return Err(LineFault::LineTooLong);
        }
        if self.chars > LEXICON_CHARS_MAX {
            return Err(LineFault::TooLong);
        }
        let said = written.split(['#', '\u{FF03}']).next().unwrap_or_default().trim();
        match said.strip_prefix('[') {
            _ if said.is_empty() => Ok(()),
            Some(heading) => self.take_heading(heading),
            None => self.take_words(said),
        }
    }

    fn take_heading(&mut self, heading: &str) -> Result<(), LineFault> {
        let name = heading.strip_suffix(']').ok_or(LineFault::NotClosed)?.trim();
        self.heading = None;
        self.heading = Some(match name.strip_prefix("set") {
            Some(set) => {
                let set = set.trim();
                if set.is_empty() || self.sets.insert(set.to_owned(), Vec::new()).is_some() {
                    return Err(LineFault::SetNotNamed);
                }
                Heading::Set(set.to_owned())
            }
            None => {
                let section = Section::from_code(name).ok_or(LineFault::UnknownSection)?;
                self.learned |= section == Section::Learned;
                self.own |= section == Section::Own;
                if matches!(section, Section::Learned | Section::Own) {
                    return Ok(());
                }
                Heading::Section(section)
            }
        });
        Ok(())
    }

    /// Several words or patterns can stand on one line, parted by spaces.
    fn take_words(&mut self, said: &str) -> Result<(), LineFault> {
        let heading = self.heading.as_ref().ok_or(LineFault::BeforeAnySection)?;
        for written in said.split_whitespace() {
            match heading {
                Heading::Set(set) => {
                    let word = word(written)?;
                    self.sets.entry(set.clone()).or_default().push(word);
                }
                Heading::Section(section) => {
                    let pattern = Pattern::read(written, &self.sets, self.own)?;
                    if section.counts() && !pattern.has_count() {
                        return Err(LineFault::CountMissing);
                    }
                    self.words += pattern.words();
                    if self.words > WORDS_MAX {
                        return Err(LineFault::TooManyWords);
                    }
                    self.lines.push((*section, pattern));
                }
            }
        }
        Ok(())
    }
}
