//! Patterns that are looked for in what was typed, each built once: building one costs far more than looking for it.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use regex::{Regex, RegexBuilder};

use super::words::plain;

/// How large the automaton of a pattern may become, in bytes: far more than a pattern of 200 characters needs, unless it
/// repeats repetitions.
const SIZE: usize = 1024 * 1024;
/// How many are kept; beyond that none is.
const KEPT: usize = 64;

/// The patterns of a course that were looked for. It says nothing of its own: two of them are always alike.
#[derive(Debug, Default)]
pub struct Patterns {
    built: Mutex<HashMap<String, Option<Regex>>>,
}

impl Patterns {
    /// Whether the pattern fits all that was typed; capital letters matter only where it says so, `(?-i)`. One that is no pattern
    /// fits nothing; the linter has told its author. Takes time in proportion to what was typed.
    pub fn fit(&self, pattern: &str, typed: &str) -> bool {
        let regex = self.regex(pattern);
        regex.is_some_and(|regex| regex.is_match(&plain(typed)))
    }

    fn regex(&self, pattern: &str) -> Option<Regex> {
        // A panic elsewhere cannot leave a map of immutable values half-written.
        let mut built = self.built.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = built.get(pattern) {
            return known.clone();
        }
        let whole = format!("^(?:{pattern})$");
        let regex = RegexBuilder::new(&whole)
            .case_insensitive(true)
            .size_limit(SIZE)
            .build()
            .ok();
        if built.len() >= KEPT {
            built.clear();
        }
        built.insert(pattern.to_owned(), regex.clone());
        regex
    }
}

impl Clone for Patterns {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl PartialEq for Patterns {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Patterns {}
