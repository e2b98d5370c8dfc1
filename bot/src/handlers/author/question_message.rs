//! What an author's message says, as a question: words in the form of the course file or with the signs of a telephone, or a
//! poll.

use coursefile::{Choice, Form, Problems, Question, check_question, read_question};
use teloxide::types::{Message, Poll, PollType};

use crate::telegram::Rich;

/// What was sent.
pub enum Sent {
    /// A question, written out or with signs.
    Question(Box<coursefile::Message>),
    /// A quiz that Telegram does not tell the right option of.
    Unsolved(Question),
    /// Words or a poll that no question can be made of.
    Unfit(Problems),
    /// Neither words nor a poll.
    SomethingElse,
}

/// Reads a message. `has_text`: whether the step says or shows something besides its questions.
pub fn read(message: &Message, has_text: bool) -> Sent {
    if let Some(poll) = message.poll() {
        return of_poll(poll);
    }
    let Some(text) = message.text() else {
        return Sent::SomethingElse;
    };
    let text = Rich::from_message(text, message.entities().unwrap_or_default());
    match read_question(&text.to_html(), has_text) {
        Ok(read) => Sent::Question(Box::new(read)),
        Err(problems) => Sent::Unfit(problems),
    }
}

/// A quiz becomes a question with its right option and its explanation, any other poll one in which nothing is wrong.
fn of_poll(poll: &Poll) -> Sent {
    let options = poll
        .options
        .iter()
        .zip(0_u8..)
        .map(|(option, place)| Choice {
            words: coursefile::line(&option.text),
            is_right: poll.correct_option_id == Some(place),
            feedback: None,
        });
    let options: Vec<Choice> = options.collect();
    let is_quiz = poll.poll_type == PollType::Quiz;
    let is_solved = options.iter().any(|option| option.is_right);
    let html = |text: &str, entities: Option<&Vec<_>>| {
        let text = Rich::from_message(text, entities.map_or(&[], Vec::as_slice));
        (!text.is_empty()).then(|| text.to_html())
    };
    let explanation = poll.explanation.as_deref().unwrap_or_default();
    let question = Question {
        slug: String::new(),
        ask: html(&poll.question, poll.question_entities.as_ref()),
        form: if is_quiz {
            Form::Single(options)
        } else {
            Form::Poll(options)
        },
        hint: None,
        explanation: html(explanation, poll.explanation_entities.as_ref()),
        attempts: None,
        points: 1,
        shuffle: false,
        measures: None,
        as_poll: false,
    };
    // For the rules any option may be the right one.
    let tried = if is_quiz && !is_solved {
        solved(question.clone(), 0)
    } else {
        Some(question.clone())
    };
    match tried.map(check_question) {
        Some(Ok(_)) if is_quiz && !is_solved => Sent::Unsolved(question),
        Some(Ok(question)) => Sent::Question(Box::new(coursefile::Message {
            question,
            warnings: Problems::default(),
            // A poll says no more than signs do.
            is_short: true,
        })),
        Some(Err(problems)) => Sent::Unfit(problems),
        None => Sent::SomethingElse,
    }
}

/// The question with this option as the right one. None: it has no such option.
pub fn solved(mut question: Question, option: usize) -> Option<Question> {
    let Form::Single(options) = &mut question.form else {
        return None;
    };
    options.get_mut(option)?.is_right = true;
    check_question(question).ok()
}
