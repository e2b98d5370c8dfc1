//! A question from elsewhere, made to fit what a question can hold here.

use std::collections::BTreeSet;

use super::Bank;
use crate::limits::{ASK, EXPLANATION, FEEDBACK, OPTION, OPTIONS, VARIANTS};
use crate::quiz::proposal;
use crate::render::render;
use crate::stored::{Text, is_blank, line};
use crate::{Choice, Form, Question, Quiz, Said, markdown_of};

/// Fits it. None: it cannot be asked here, which is told.
pub(super) fn fit(mut question: Question, at: usize, bank: &mut Bank) -> Option<Question> {
    let mut is_cut = false;
    match &mut question.form {
        Form::Single(options) | Form::Multiple(options) | Form::Poll(options) => {
            choices(options, at, bank, &mut is_cut);
        }
        Form::Typed { variants, .. } => {
            if variants.len() > VARIANTS {
                variants.truncate(VARIANTS);
                bank.warn(at, "question-answers-cut");
            }
            for variant in variants {
                is_cut |= cut(&mut variant.feedback, FEEDBACK);
            }
        }
        Form::Number { spans, .. } => {
            if spans.len() > VARIANTS {
                spans.truncate(VARIANTS);
                bank.warn(at, "question-answers-cut");
            }
            for span in spans {
                is_cut |= cut(&mut span.feedback, FEEDBACK);
            }
        }
        Form::Order(_) | Form::Match { .. } => {}
    }
    is_cut |= cut(&mut question.ask, ASK);
    is_cut |= cut(&mut question.hint, EXPLANATION);
    is_cut |= cut(&mut question.explanation, EXPLANATION);
    if is_cut {
        bank.warn(at, "question-text-cut");
    }
    if !crate::slug::is_slug(&question.slug) {
        question.slug = proposal(question.ask.as_deref());
    }
    if question.ask.is_none() || !is_askable(&question) {
        bank.leave_out(at, "question-unfit");
        return None;
    }
    Some(question)
}

/// Options that are there once, short enough, and not too many; right ones stay.
fn choices(options: &mut Vec<Choice>, at: usize, bank: &mut Bank, is_cut: &mut bool) {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let before = options.len();
    for option in options.iter_mut() {
        option.words = line(&option.words);
        *is_cut |= cut(&mut option.feedback, FEEDBACK);
        if option.words.chars().count() > OPTION {
            option.words = option.words.chars().take(OPTION - 1).collect();
            option.words = line(&option.words) + "…";
            *is_cut = true;
        }
    }
    options.retain(|option| !is_blank(&option.words) && seen.insert(option.words.clone()));
    let right = options.iter().filter(|option| option.is_right).count();
    let mut room = OPTIONS.saturating_sub(right);
    options.retain(|option| {
        let is_kept = option.is_right || room > 0;
        room -= usize::from(is_kept && !option.is_right);
        is_kept
    });
    if options.len() < before {
        bank.warn(at, "question-options-cut");
    }
}

/// Cuts a text that is too long; its formatting is lost then.
fn cut(html: &mut Option<String>, limit: usize) -> bool {
    let Some(text) = html.as_deref().map(Text::from_html) else {
        return false;
    };
    if text.words.chars().count() <= limit {
        return false;
    }
    let words: String = text.words.chars().take(limit - 1).collect();
    *html = Some(Text::tidy(&(words.trim_end().to_owned() + "…"), Vec::new()).to_html());
    true
}

/// Whether the course file can say it.
fn is_askable(question: &Question) -> bool {
    let quiz = Quiz {
        questions: vec![question.clone()],
        ..Quiz::default()
    };
    let rendered = render(&markdown_of(Said::of(None, Some(&quiz))), 1);
    !rendered.problems.is_fatal() && rendered.questions == quiz.questions
}
