//! Which wrong answer is given most often: the option that misleads, the words that many believe, the number that many
//! come to.

use std::collections::HashMap;

use coursefile::{Form, Question};

use crate::courses::quiz::{Given, fold, number};

/// How many different answers to a question are counted: beyond that, answers that nobody has given before are not.
/// Options, of which there are ten at most, never come near it.
const DIFFERENT: usize = 2000;
/// How much of an answer is looked at, in characters: a longer one is nobody else's too.
const LONGEST: usize = 200;

/// Wrong answers to a question, and how often each was given; to a poll, all answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Favourites {
    counts: HashMap<String, Counted>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Counted {
    /// As it was written first.
    words: Given,
    count: u64,
}

impl Favourites {
    /// Counts a wrong answer, or an answer to a poll.
    pub fn count(&mut self, question: &Question, given: &Given) {
        let first = given.first().map_or("", String::as_str);
        match &question.form {
            // A right option that was left out is no wrong one.
            Form::Single(options) | Form::Multiple(options) | Form::Poll(options) => {
                let chosen = options.iter().filter(|it| given.contains(&it.words));
                for option in chosen.filter(|option| !option.is_right) {
                    self.add(option.words.clone(), std::slice::from_ref(&option.words));
                }
            }
            Form::Typed { .. } => self.add(fold(first), given),
            Form::Number { unit, .. } => {
                let value = number(first, unit.as_deref());
                let value = value.map_or_else(|| fold(first), |it| it.normalize().to_string());
                self.add(value, given);
            }
            // A person has looked at it; what it was is nobody else's.
            Form::Work { .. } => {}
            Form::Order(_) | Form::Match { .. } => {
                let key = serde_json::to_string(given).expect("words are JSON");
                self.insert(key, given);
            }
        }
    }

    fn add(&mut self, key: String, words: &[String]) {
        if key.chars().count() <= LONGEST {
            self.insert(key, words);
        }
    }

    fn insert(&mut self, key: String, words: &[String]) {
        if let Some(counted) = self.counts.get_mut(&key) {
            counted.count += 1;
        } else if self.counts.len() < DIFFERENT {
            let (words, count) = (words.to_vec(), 1);
            self.counts.insert(key, Counted { words, count });
        }
    }

    /// The most frequent one, and how often it was given; of several the first in the order of the alphabet.
    pub fn most(self) -> Option<(Given, u64)> {
        let most = self
            .counts
            .into_iter()
            .min_by(|(a, one), (b, other)| other.count.cmp(&one.count).then_with(|| a.cmp(b)));
        most.map(|(_, counted)| (counted.words, counted.count))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use coursefile::{Choice, Pair};

    fn check(form: Form, answers: &[&str], expected: Option<(&str, u64)>) {
        let question = Question {
            slug: "q".to_owned(),
            ask: None,
            form,
            hint: None,
            explanation: None,
            attempts: None,
            points: 1,
            shuffle: false,
            measures: None,
            as_poll: false,
        };
        let mut favourites = Favourites::default();
        for answer in answers {
            let given = answer.split('|').map(str::to_owned).collect();
            favourites.count(&question, &given);
        }
        let most = favourites.most();
        let most = most.map(|(words, count)| (words.join("|"), count));
        let expected = expected.map(|(words, count)| (words.to_owned(), count));
        assert_eq!(most, expected, "{answers:?}");
    }

    fn options(words: &str) -> Vec<Choice> {
        let option = |word: &str| Choice {
            words: word.trim_start_matches('*').to_owned(),
            is_right: word.starts_with('*'),
            feedback: None,
        };
        words.split_whitespace().map(option).collect()
    }

    #[test]
    fn options_are_counted_one_by_one() {
        let several = || Form::Multiple(options("*a b *c d"));
        // Three combinations, each given once; `b` is in two of them.
        check(several(), &["a|b", "b|c", "a|d"], Some(("b", 2)));
        // What is left out is not chosen.
        check(several(), &["a", "c"], None);
        check(
            Form::Single(options("a *b c")),
            &["c", "a", "c"],
            Some(("c", 2)),
        );
        check(Form::Poll(options("a b")), &["b", "a", "b"], Some(("b", 2)));
        // An option that the author has taken away since misleads nobody any more.
        check(Form::Single(options("*a b")), &["gone", "gone"], None);
    }

    #[test]
    fn words_are_counted_however_they_are_spelt() {
        let typed = || Form::Typed {
            variants: Vec::new(),
            typo: false,
        };
        check(
            typed(),
            &["Graz", "Linz", "  GRAZ ", "graz", "Linz"],
            Some(("Graz", 3)),
        );
        let long = "long ".repeat(100);
        check(typed(), &[&long, &long, "Graz"], Some(("Graz", 1)));
    }

    #[test]
    fn numbers_are_counted_by_their_value() {
        let number = Form::Number {
            spans: Vec::new(),
            unit: Some("kg".to_owned()),
        };
        check(
            number,
            &["7", "6,0 kg", "6.00", "+6", "7"],
            Some(("6,0 kg", 3)),
        );
    }

    #[test]
    fn arrangements_are_counted_whole() {
        let items = ["a", "b", "c"].map(str::to_owned).to_vec();
        check(
            Form::Order(items),
            &["b|a|c", "a|c|b", "a|c|b"],
            Some(("a|c|b", 2)),
        );
        let pair = |left: &str, right: &str| Pair {
            left: left.to_owned(),
            right: right.to_owned(),
        };
        let pairs = vec![pair("x", "1"), pair("y", "2")];
        let matching = Form::Match {
            pairs,
            extra: Vec::new(),
        };
        check(matching, &["2|1", "1|1", "2|1"], Some(("2|1", 2)));
    }
}
