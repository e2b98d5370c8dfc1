//! Comparing what was typed with what was looked for: case, spacing and the form of Unicode do not matter.

use regex::RegexBuilder;
use unicode_normalization::UnicodeNormalization;

/// How large the automaton of a pattern may become, in bytes: far more than a pattern of 200 characters needs, unless it
/// repeats repetitions.
const PATTERN_SIZE: usize = 1024 * 1024;
/// A word shorter than this has no letter to spare.
const SPARES_A_LETTER: usize = 4;

/// The words in lower case, in the compatible composed form, with single spaces, without blanks around them.
pub fn fold(words: &str) -> String {
    let lower: String = words.nfkc().collect::<String>().to_lowercase();
    let composed: String = lower.nfkc().collect();
    composed.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether both say the same.
pub fn same(one: &str, other: &str) -> bool {
    fold(one) == fold(other)
}

/// Whether one wrong, missing, superfluous or swapped letter is all that lies between them.
pub fn is_near(wanted: &str, typed: &str) -> bool {
    let (wanted, typed) = (fold(wanted), fold(typed));
    let (long, short) = (wanted.chars().count(), typed.chars().count());
    long >= SPARES_A_LETTER
        && long.abs_diff(short) <= 1
        && strsim::osa_distance(&wanted, &typed) <= 1
}

/// Whether the pattern fits all that was typed. One that is no pattern fits nothing; the linter has told its author. Takes
/// time in proportion to what was typed.
pub fn fits(pattern: &str, typed: &str) -> bool {
    let whole = format!("^(?:{pattern})$");
    let regex = RegexBuilder::new(&whole)
        .case_insensitive(true)
        .size_limit(PATTERN_SIZE)
        .build();
    regex.is_ok_and(|regex| regex.is_match(&fold(typed)))
}
