//! What an author sees of the questions of a step.

use coursefile::{Gate, Problems, Question, Spent, print_question};
use entity::DraftStepId;

use super::super::quiz::duration;
use super::super::{LIST_PAGE, page_of, pager, problem};
use crate::courses::Refusal;
use crate::courses::authoring::Asking;
use crate::telegram::{Act, AuthorPress, Button, QuestionPress, Reply, Rich, Screen};
use crate::texts::Texts;

/// How much of a question a line shows.
const SHOWN: usize = 80;
/// How much of it a button shows.
const ON_BUTTON: usize = 30;
/// How many steps to go back to are offered: the nearest.
const BACK: usize = 6;
/// The pauses that are offered, in minutes.
const PAUSES: [u32; 3] = [30, 8 * 60, 24 * 60];

/// What a step asks, and what can be done with it.
pub fn list(texts: &Texts, asking: &Asking, page: u16) -> Screen {
    let (step, version) = (asking.step.id, asking.step.version);
    let questions = &asking.quiz.questions;
    let (page, pages) = page_of(questions.len(), page);
    let from = usize::from(page) * LIST_PAGE;
    let mut text = heading(texts, asking);
    if questions.is_empty() {
        text.line().push_str(&texts.say("questions-none"));
    }
    let shown = questions.iter().enumerate().skip(from).take(LIST_PAGE);
    for (place, question) in shown.clone() {
        text.line();
        text.push_str(&label(texts, place, question, SHOWN));
    }
    if !questions.is_empty() {
        text.line().line().push_str(&gate_words(texts, asking));
    }
    let rows = shown.map(|(place, question)| {
        let place_on_button = u8::try_from(place).unwrap_or(u8::MAX);
        let press = QuestionPress::One {
            step,
            version,
            place: place_on_button,
        };
        [Button::new(label(texts, place, question, ON_BUTTON), press)]
    });
    let screen = rows.fold(Screen::new(text), Screen::row);
    let add = Button::new(
        texts.say("button-add-question"),
        QuestionPress::Add { step },
    );
    let gate = (!questions.is_empty())
        .then(|| Button::new(texts.say("button-gate"), QuestionPress::Gate { step }));
    screen
        .row(pager(texts, page, pages, |page| {
            QuestionPress::List { step, page }.into()
        }))
        .row([Some(add), gate].into_iter().flatten())
        .row([Button::new(
            texts.say("button-to-step"),
            AuthorPress::Step { step },
        )])
}

/// The page on which the newest question stands.
pub fn last_page(asking: &Asking) -> u16 {
    let last = asking.quiz.questions.len().saturating_sub(1);
    u16::try_from(last / LIST_PAGE).unwrap_or(0)
}

/// One question as it stands in the course file, and what can be done with it.
///
/// # Errors
/// [`Refusal::UnknownQuestion`].
pub fn one(texts: &Texts, asking: &Asking, place: usize) -> Result<Screen, Refusal> {
    let (step, version) = (asking.step.id, asking.step.version);
    let question = asking.question(place)?;
    let on_button = u8::try_from(place).unwrap_or(u8::MAX);
    let total = asking.quiz.questions.len();
    let figures = [("number", (place + 1).into()), ("total", total.into())];
    let mut text = Rich::new();
    text.push_bold(&texts.with("question-title", figures))
        .line();
    text.push_block(&print_question(question));
    let place = on_button;
    let button = |key, press: QuestionPress| Button::new(texts.say(key), press);
    let up = QuestionPress::Up {
        step,
        version,
        place,
    };
    let down = QuestionPress::Down {
        step,
        version,
        place,
    };
    let up = (place > 0).then(|| button("button-up", up));
    let down = (usize::from(place) + 1 < total).then(|| button("button-down", down));
    let change = QuestionPress::Change {
        step,
        version,
        place,
    };
    let delete = QuestionPress::Delete {
        step,
        version,
        place,
    };
    let back = QuestionPress::List { step, page: 0 };
    Ok(Screen::new(text)
        .row([
            button("button-change-question", change),
            button("button-delete", delete),
        ])
        .row([up, down].into_iter().flatten())
        .row([button("button-to-questions", back)]))
}

/// The question in the form of the course file, to be copied and changed.
pub fn to_change(texts: &Texts, question: &Question) -> Screen {
    let mut text = Rich::plain(&texts.say("ask-question-anew"));
    text.line();
    text.push_block(&print_question(question));
    Screen::new(text)
}

/// Asks which option of a forwarded quiz is right.
pub fn which_is_right(texts: &Texts, step: DraftStepId, question: &Question) -> Screen {
    let mut text = Rich::plain(&texts.say("question-which-is-right"));
    if let Some(ask) = &question.ask {
        text.line().line().push(&Rich::from_html(ask));
    }
    let options = question.form.options().iter().zip(0_u8..);
    options.fold(Screen::new(text), |screen, (choice, option)| {
        let press = QuestionPress::Right { step, option };
        screen.row([Button::new(shortened(&choice.words, ON_BUTTON * 2), press)])
    })
}

/// Why nothing was saved.
pub fn refused(texts: &Texts, problems: &Problems) -> Reply {
    let count = ("count", problems.0.len().into());
    let mut text = Rich::plain(&texts.with("question-refused", [count]));
    tell(texts, problems, &mut text);
    text.line()
        .line()
        .push_str(&texts.say("question-send-again"));
    Reply::nothing().and(Act::Say(Screen::new(text)))
}

/// The question is in the draft; and what will look otherwise than written.
pub fn saved(texts: &Texts, warnings: &Problems) -> Screen {
    let mut text = Rich::plain(&texts.say("question-saved"));
    tell(texts, warnings, &mut text);
    Screen::new(text)
}

fn tell(texts: &Texts, problems: &Problems, text: &mut Rich) {
    for one in problems.0.iter().take(10) {
        text.line().push_str("• ");
        problem::push(text, &problem::line(texts, one));
    }
}

/// When learners may move on, and what may be chosen.
pub fn gate(texts: &Texts, asking: &Asking) -> Screen {
    let step = asking.step.id;
    let mut text = heading(texts, asking);
    text.line().push_str(&gate_words(texts, asking));
    let gates = [
        (Gate::Free, "button-gate-free"),
        (Gate::Answer, "button-gate-answer"),
        (Gate::Pass, "button-gate-pass"),
    ];
    let screen = gates
        .into_iter()
        .fold(Screen::new(text), |screen, (gate, key)| {
            let label = marked(texts, texts.say(key), asking.quiz.gate == gate);
            screen.row([Button::new(label, QuestionPress::SetGate { step, gate })])
        });
    let screen = if asking.quiz.gate == Gate::Pass {
        spent(texts, asking, screen)
    } else {
        screen
    };
    let back = QuestionPress::List { step, page: 0 };
    screen.row([Button::new(texts.say("button-to-questions"), back)])
}

/// What may happen when the attempts have run out.
fn spent(texts: &Texts, asking: &Asking, mut screen: Screen) -> Screen {
    let step = asking.step.id;
    screen
        .text
        .line()
        .line()
        .push_str(&texts.say("spent-heading"))
        .push_str(" ")
        .push_str(&spent_words(texts, asking));
    let is = |spent: &Spent| asking.quiz.spent == *spent;
    let show = marked(texts, texts.say("button-spent-show"), is(&Spent::Show));
    let show = Button::new(show, QuestionPress::SetSpent { step, minutes: 0 });
    let pauses = PAUSES.map(|minutes| {
        let label = marked(texts, duration(texts, minutes), is(&Spent::Wait(minutes)));
        let minutes = i64::from(minutes);
        Button::new(label, QuestionPress::SetSpent { step, minutes })
    });
    let before: Vec<_> = asking
        .draft
        .steps
        .iter()
        .take_while(|other| other.id != step)
        .collect();
    let steps = before.into_iter().rev().take(BACK).map(|other| {
        let words = texts.with("button-spent-step", [("title", (&other.title).into())]);
        let label = marked(texts, words, is(&Spent::Step(other.slug.clone())));
        let to = other.id;
        [Button::new(label, QuestionPress::SpentStep { step, to })]
    });
    steps.fold(screen.row([show]).row(pauses), Screen::row)
}

fn marked(texts: &Texts, label: String, is_chosen: bool) -> String {
    if is_chosen {
        texts.with("button-chosen", [("label", (&label).into())])
    } else {
        label
    }
}

fn heading(texts: &Texts, asking: &Asking) -> Rich {
    let title = ("title", (&asking.step.title).into());
    let mut text = Rich::new();
    text.push_bold(&texts.with("questions-title", [title]))
        .line();
    text
}

fn gate_words(texts: &Texts, asking: &Asking) -> String {
    texts.say(match asking.quiz.gate {
        Gate::Free => "gate-free",
        Gate::Answer => "gate-answer",
        Gate::Pass => "gate-pass",
    })
}

fn spent_words(texts: &Texts, asking: &Asking) -> String {
    match &asking.quiz.spent {
        Spent::Show => texts.say("spent-show"),
        Spent::Wait(minutes) => {
            let wait = duration(texts, *minutes);
            texts.with("spent-wait", [("wait", (&wait).into())])
        }
        Spent::Step(slug) => {
            let mut steps = asking.draft.steps.iter();
            let step = steps.find(|step| step.slug == *slug);
            let title = step.map_or(slug, |step| &step.title);
            texts.with("spent-step", [("title", title.into())])
        }
    }
}

/// The number of a question and the beginning of what it asks.
fn label(texts: &Texts, place: usize, question: &Question, most: usize) -> String {
    let asked = question
        .ask
        .as_deref()
        .map(|html| Rich::from_html(html).text);
    let asked = asked.unwrap_or_else(|| texts.say("question-asked-by-text"));
    format!(
        "{}. {}",
        place + 1,
        shortened(&coursefile::line(&asked), most)
    )
}

fn shortened(words: &str, most: usize) -> String {
    if words.chars().count() <= most {
        return words.to_owned();
    }
    let head: String = words.chars().take(most - 1).collect();
    format!("{}…", head.trim_end())
}
