//! Whether a pattern can be looked for: weighed, not built, so that a thousand of them cost no more than their letters.

use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, Hir, HirKind};

/// How heavy a pattern may be, in bytes of the automaton that it would become: well below what is built when somebody answers.
const WEIGHT: u64 = 512 * 1024;
/// What a range of letters weighs at most.
const RANGE: u64 = 160;
/// What anything else weighs.
const PIECE: u64 = 64;
/// How many groups may lie within each other.
const NEST: u32 = 20;

/// Whether it is a regular expression, also between brackets, and not too heavy.
pub(crate) fn is_pattern(pattern: &str) -> bool {
    let parse = |pattern: &str| {
        let mut builder = ParserBuilder::new();
        builder.case_insensitive(true).nest_limit(NEST);
        builder.build().parse(pattern).ok()
    };
    let whole = parse(&format!("^(?:{pattern})$"));
    parse(pattern).is_some() && whole.is_some_and(|whole| weight(&whole) <= WEIGHT)
}

fn weight(hir: &Hir) -> u64 {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => PIECE,
        HirKind::Literal(literal) => PIECE * (1 + literal.0.len() as u64),
        HirKind::Class(Class::Unicode(class)) => RANGE * (1 + class.ranges().len() as u64),
        HirKind::Class(Class::Bytes(class)) => RANGE * (1 + class.ranges().len() as u64),
        HirKind::Repetition(repetition) => {
            let times = repetition.max.unwrap_or(repetition.min.saturating_add(1));
            let inner = weight(&repetition.sub).saturating_add(PIECE);
            inner.saturating_mul(u64::from(times.max(1)))
        }
        HirKind::Capture(capture) => weight(&capture.sub).saturating_add(2 * PIECE),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => {
            let weights = parts.iter().map(weight);
            weights.fold(PIECE, u64::saturating_add)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_weighed() {
        for good in [
            "",
            "colou?r",
            r"\d{1,9}",
            r"\w+ \w+",
            "(a|b)*",
            r"[а-яё]+",
            r"\w{3}",
        ] {
            assert!(is_pattern(good), "{good}");
        }
        let deep = "(".repeat(90) + &")".repeat(90);
        for bad in [
            "(",
            "a)(b",
            "[",
            r"(?x) a # b",
            r"\w{500}",
            "((a{99}){99}){99}",
            r"(a)\1",
            "(?=a)",
            deep.as_str(),
        ] {
            assert!(!is_pattern(bad), "{bad}");
        }
    }

    #[test]
    fn what_is_light_enough_can_be_built() {
        for pattern in [
            r"\w{3}",
            r"\pL{3}",
            r"\d{30}",
            r"(\w|\d|\s){2}",
            r"[^a]{9}",
            "(a|b|c){200}",
        ] {
            let whole = format!("^(?:{pattern})$");
            let mut builder = regex::RegexBuilder::new(&whole);
            let built = builder
                .case_insensitive(true)
                .size_limit(1024 * 1024)
                .build();
            assert!(!is_pattern(pattern) || built.is_ok(), "{pattern}");
        }
    }
}
