//! Comparing what was typed with what was looked for: case, spacing and the form of Unicode do not matter.

use unicode_normalization::UnicodeNormalization;

/// A word shorter than this has no letter to spare.
const SPARES_A_LETTER: usize = 4;

/// The words in lower case, in the compatible composed form, with single spaces, without blanks around them.
pub fn fold(words: &str) -> String {
    plain(&words.nfkc().collect::<String>().to_lowercase())
}

/// The same with its large letters.
pub fn plain(words: &str) -> String {
    let composed: String = words.nfkc().collect();
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
