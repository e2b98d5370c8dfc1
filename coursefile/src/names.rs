//! Questions that keep their names: what a question without a written `id` is called follows from its words, and a mended
//! word would make it another question.

use crate::quiz::proposal;
use crate::{Course, Form, Question, Quiz, Step, slug, with_questions};

/// From which share of common letters on two questions are taken for one that was mended, in hundredths.
const ALIKE: usize = 50;

/// Lets the questions of `new` keep their names: one whose name is made from its words takes the name of a question of the
/// same step that is gone from `old`, if both are answered in the same form and at least half of their letters agree. Where
/// several fit, the closest words come first, then the same place. The Markdown of the step says the name then. Twice equals
/// once.
pub fn keep_names(old: &Course, new: &mut Course) {
    for step in &mut new.steps {
        let known = old.steps.iter().find(|known| known.slug == step.slug);
        if let Some(before) = known.and_then(|known| known.quiz.as_ref()) {
            keep(before, step);
        }
    }
}

fn keep(before: &Quiz, step: &mut Step) {
    let Some(quiz) = &mut step.quiz else {
        return;
    };
    let taken = heirs(before, quiz);
    if taken.is_empty() {
        return;
    }
    for (place, name) in taken {
        quiz.questions[place].slug = name;
    }
    if let Some(markdown) = with_questions(&step.markdown, Some(quiz)) {
        step.markdown = markdown;
    }
}

/// The places of the questions that take a name, with that name.
fn heirs(before: &Quiz, after: &Quiz) -> Vec<(usize, String)> {
    let has = |quiz: &Quiz, name: &str| quiz.questions.iter().any(|one| one.slug == name);
    let gone: Vec<(usize, &Question, Letters)> = before
        .questions
        .iter()
        .enumerate()
        .filter(|(_, one)| !has(after, &one.slug))
        .map(|(was, one)| (was, one, letters(one)))
        .collect();
    if gone.is_empty() {
        return Vec::new();
    }
    let mut pairs: Vec<(usize, bool, usize, &Question)> = Vec::new();
    for (place, question) in after.questions.iter().enumerate() {
        if has(before, &question.slug) || is_named(question) {
            continue;
        }
        let here = letters(question);
        let fits = gone.iter().filter(|(_, other, letters)| {
            is_of_one_form(&other.form, &question.form) && alike(letters, &here) >= ALIKE
        });
        pairs.extend(
            fits.map(|(was, other, letters)| (alike(letters, &here), *was == place, place, *other)),
        );
    }
    pairs.sort_by_key(|(alike, same_place, place, _)| {
        (std::cmp::Reverse((*alike, *same_place)), *place)
    });
    let mut heirs: Vec<(usize, String)> = Vec::new();
    for (.., place, other) in pairs {
        let is_taken = |(at, name): &(usize, String)| *at == place || *name == other.slug;
        if !heirs.iter().any(is_taken) {
            heirs.push((place, other.slug.clone()));
        }
    }
    heirs
}

/// Whether its name says something else than its words: then its author has written it.
fn is_named(question: &Question) -> bool {
    let proposed = proposal(question.ask.as_deref());
    question.slug != proposed && slug::stem(&question.slug) != slug::stem(&proposed)
}

fn is_of_one_form(one: &Form, other: &Form) -> bool {
    std::mem::discriminant(one) == std::mem::discriminant(other)
}

/// Everything that is read of a question, in small letters.
fn words(question: &Question) -> String {
    let mut words = question.ask.clone().unwrap_or_default();
    let mut add = |more: &str| {
        words.push(' ');
        words.push_str(more);
    };
    for option in question.form.options() {
        add(&option.words);
    }
    match &question.form {
        Form::Single(_) | Form::Multiple(_) | Form::Poll(_) | Form::Work { .. } => {}
        Form::Typed { variants, .. } => {
            for variant in variants {
                add(&variant.words);
            }
        }
        Form::Number { spans, .. } => {
            for span in spans {
                add(&span.low.to_string());
            }
        }
        Form::Order(items) => {
            for item in items {
                add(item);
            }
        }
        Form::Match { pairs, .. } => {
            for pair in pairs {
                add(&pair.left);
                add(&pair.right);
            }
        }
    }
    words.to_lowercase()
}

/// The pairs of neighbouring letters of a text, in their order.
type Letters = Vec<(char, char)>;

fn letters(question: &Question) -> Letters {
    let words = words(question);
    let letters: Vec<char> = words.chars().filter(|c| c.is_alphanumeric()).collect();
    let mut pairs: Letters = letters.windows(2).map(|pair| (pair[0], pair[1])).collect();
    pairs.sort_unstable();
    pairs
}

/// How much of two texts is the same, from 0 to 100: the pairs of neighbouring letters that both have.
fn alike(one: &Letters, other: &Letters) -> usize {
    let all = one.len() + other.len();
    if all == 0 {
        return 100;
    }
    let most = 200 * one.len().min(other.len()) / all;
    if most < ALIKE {
        return most;
    }
    let (mut at, mut common) = (0, 0);
    for pair in one {
        while other.get(at).is_some_and(|next| next < pair) {
            at += 1;
        }
        if other.get(at) == Some(pair) {
            common += 1;
            at += 1;
        }
    }
    200 * common / all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn course(markdown: &str) -> Course {
        crate::read(&format!(
            "---\nid: a\ntitle: A\n---\n## One {{#one .end}}\n\n{markdown}"
        ))
        .course
    }

    /// The names of the questions after the old file was replaced by the new one.
    fn check(old: &str, new: &str, expected: &[&str]) {
        let (old, mut new) = (course(old), course(new));
        keep_names(&old, &mut new);
        let names = |course: &Course| -> Vec<String> {
            let quiz = course.steps[0].quiz.as_ref();
            let questions = quiz.map_or(&[][..], |quiz| &quiz.questions);
            questions.iter().map(|one| one.slug.clone()).collect()
        };
        assert_eq!(names(&new), expected);
        let again = crate::read(&crate::print(&new)).course;
        assert_eq!(again, new, "the file says the names");
        let mut twice = new.clone();
        keep_names(&new, &mut twice);
        assert_eq!(twice, new);
    }

    const ONE: &str = "What is teh capital?\n\n- [x] Paris\n- [ ] Lyon";
    const TWO: &str = "Who lives there?\n\n- [x] Everybody\n- [ ] Nobody";

    #[test]
    fn a_mended_word_makes_no_other_question() {
        check(ONE, &ONE.replace("teh", "the"), &["what-is-teh-capital"]);
        let (old, new) = (format!("{ONE}\n\n{TWO}"), ONE.replace("teh", "the"));
        check(
            &old,
            &format!("{TWO}\n\n{new}"),
            &["who-lives-there", "what-is-teh-capital"],
        );
        // What stands around it stays as it was written.
        let text = "Read *this*.\n\n";
        check(
            &format!("{text}{ONE}\n\nMore."),
            &format!("{text}{new}\n\nMore."),
            &["what-is-teh-capital"],
        );
    }

    #[test]
    fn another_question_is_another_one() {
        check(ONE, TWO, &["who-lives-there"]);
        // Its author calls it otherwise.
        let named = format!(
            "{}\n\n```question\nid: capital\n```",
            ONE.replace("teh", "the")
        );
        check(ONE, &named, &["capital"]);
        // It is answered otherwise.
        let typed = "What is the capital?\n\n```question\nanswer: Paris\n```";
        check(ONE, typed, &["what-is-the-capital"]);
        // The old one is still there.
        let both = format!("{ONE}\n\n{}", ONE.replace("teh", "the"));
        check(ONE, &both, &["what-is-teh-capital", "what-is-the-capital"]);
    }

    #[test]
    fn the_closest_words_come_first() {
        let old = format!("{ONE}\n\n{}", ONE.replace("capital", "old capital"));
        let new = old.replace("teh", "the");
        check(
            &old,
            &new,
            &["what-is-teh-capital", "what-is-teh-old-capital"],
        );
    }
}
