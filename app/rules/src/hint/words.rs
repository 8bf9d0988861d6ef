//! All words of a list in one tree, walked from each character of a text.

use std::collections::BTreeMap;

const ROOT: usize = 0;
const NONE: u32 = u32::MAX;
/// The root is nobody's branch, and its place is not free.
const NOBODYS: u32 = u32::MAX - 1;
/// Characters are numbered by pages, since words hold a few thousand of a million.
const PAGE: usize = 256;

/// The tree stands in one row of places: the branch of a place for a character is at the place's
/// base and the number of the character further, if that place says whose branch it is. So a step is
/// one look at memory, whatever the branches.
pub(super) struct Words {
    /// Which page holds the numbers of these 256 characters; the first page is empty.
    pages: Vec<u32>,
    /// From 1; what stands in no word is 0.
    numbers: Vec<u32>,
    places: Vec<Place>,
}

#[derive(Clone, Copy)]
struct Place {
    parent: u32,
    base: u32,
    /// The word that ends here.
    word: u32,
}

const FREE: Place = Place { parent: NONE, base: 0, word: NONE };

impl Words {
    pub fn new(words: &[String]) -> Self {
        let mut known: BTreeMap<char, u32> = BTreeMap::new();
        let mut spelled: Vec<(Vec<u32>, u32)> = Vec::with_capacity(words.len());
        for (word, written) in words.iter().enumerate() {
            let number = |c| {
                let next = counted(known.len() + 1);
                *known.entry(c).or_insert(next)
            };
            spelled.push((written.chars().map(number).collect(), counted(word)));
        }
        spelled.sort_unstable();
        let mut tree = Self { pages: Vec::new(), numbers: vec![0; PAGE], places: vec![FREE] };
        tree.places[ROOT].parent = NOBODYS;
        tree.grow(ROOT, &spelled, 0, &mut 1);
        let farthest = tree.places.iter().map(|place| place.base as usize).max().unwrap_or(0);
        tree.places.resize(tree.places.len().max(farthest + known.len() + 1), FREE);
        known.into_iter().for_each(|(c, number)| tree.name(c, number));
        tree
    }

    fn name(&mut self, c: char, number: u32) {
        let (page, at) = (c as usize / PAGE, c as usize % PAGE);
        self.pages.resize(self.pages.len().max(page + 1), 0);
        if self.pages[page] == 0 {
            self.pages[page] = counted(self.numbers.len() / PAGE);
            self.numbers.resize(self.numbers.len() + PAGE, 0);
        }
        self.numbers[self.pages[page] as usize * PAGE + at] = number;
    }

    /// Of a character that stands in no word it is 0.
    pub fn number(&self, c: char) -> u32 {
        let page = self.pages.get(c as usize / PAGE).map_or(0, |page| *page as usize);
        self.numbers[page * PAGE + c as usize % PAGE]
    }

    /// Grows the branches of a place for the words, sorted, that lead to it with so many characters.
    fn grow(&mut self, place: usize, mut words: &[(Vec<u32>, u32)], depth: usize, free: &mut usize) {
        if let Some(((spelled, word), longer)) = words.split_first()
            && spelled.len() == depth
        {
            self.places[place].word = *word;
            words = longer;
        }
        let branches: Vec<&[(Vec<u32>, u32)]> = words.chunk_by(|a, b| a.0[depth] == b.0[depth]).collect();
        if branches.is_empty() {
            return;
        }
        let numbers: Vec<usize> = branches.iter().map(|words| words[0].0[depth] as usize).collect();
        let base = self.room(&numbers, free);
        self.places[place].base = counted(base);
        for number in &numbers {
            self.places[base + number].parent = counted(place);
        }
        for (number, words) in numbers.iter().zip(branches) {
            self.grow(base + number, words, depth + 1, free);
        }
    }

    /// The first base from which all these places are free.
    fn room(&mut self, numbers: &[usize], free: &mut usize) -> usize {
        while self.places.get(*free).is_some_and(|place| place.parent != NONE) {
            *free += 1;
        }
        let is_free = |at: usize| self.places.get(at).is_none_or(|place| place.parent == NONE);
        let mut base = free.saturating_sub(numbers[0]);
        while !numbers.iter().all(|number| is_free(base + number)) {
            base += 1;
        }
        let last = base + numbers.iter().max().copied().unwrap_or(0);
        self.places.resize(self.places.len().max(last + 1), FREE);
        base
    }

    /// Every word that begins with the first of these characters, by their numbers: how many it takes.
    pub fn each(&self, numbers: &[u32], mut take: impl FnMut(usize, u32)) {
        let mut place = ROOT;
        for (at, number) in numbers.iter().enumerate() {
            let branch = self.places[place].base as usize + *number as usize;
            let next = self.places[branch];
            if next.parent as usize != place {
                return;
            }
            place = branch;
            if next.word != NONE {
                take(at + 1, next.word);
            }
        }
    }
}

/// A text of more characters has reached nobody's form.
pub(super) fn counted(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
