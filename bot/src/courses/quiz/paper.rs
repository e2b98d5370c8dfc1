//! The questions of a step as one learner meets them: which are asked, what was answered, and whether they may move on.

use chrono::{DateTime, TimeDelta, Utc};
use coursefile::{Gate, Question, Quiz, Spent};
use entity::{StepId, UserId, answer};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};
use sha2::{Digest, Sha256};

use super::draw;
use super::judge::Given;

/// The questions that a learner is asked at a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// The step.
    pub step: StepId,
    /// What has to be done before the learner may move on.
    pub gate: Gate,
    /// What follows when the attempts have run out.
    pub spent: Spent,
    /// The questions in the order in which they are asked.
    pub asked: Vec<Asked>,
}

/// A question with what was answered to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Its place among all questions of the step.
    pub place: usize,
    /// The question.
    pub question: Question,
    /// What there is to choose from in the order in which this learner sees it, as places in what the author wrote.
    pub order: Vec<usize>,
    /// What was answered.
    pub state: State,
}

/// What a learner has answered to a question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// How many answers were given, in all rounds.
    pub attempts: i16,
    /// How many of them were given before this round.
    pub attempts_before: i16,
    /// What was picked and not yet handed in.
    pub picked: Given,
    /// The answer that was given last.
    pub given: Given,
    /// Whether that was right.
    pub is_right: bool,
    /// Whether nothing more is asked.
    pub is_decided: bool,
    /// Whether it was put off.
    pub is_skipped: bool,
    /// When the last answer was given.
    pub answered_at: Option<DateTime<Utc>>,
    /// What was earned, in whatever round.
    pub points: i16,
}

impl State {
    /// How many answers were given in this round.
    pub fn tries(&self) -> u8 {
        u8::try_from(self.attempts - self.attempts_before).unwrap_or(u8::MAX)
    }

    /// What a button says of when it was drawn: another with every answer (until the 256th).
    pub fn turn(&self) -> u8 {
        let [_, turn] = self.attempts.to_be_bytes();
        turn
    }

    fn read(row: &answer::Model) -> Result<State, DbErr> {
        Ok(State {
            attempts: row.attempts,
            attempts_before: row.attempts_before,
            picked: given(row.picked.as_deref())?,
            given: given(row.given.as_deref())?,
            is_right: row.is_right,
            is_decided: row.is_decided,
            is_skipped: row.is_skipped,
            answered_at: row.answered_at,
            points: row.points,
        })
    }
}

/// The stored form of what was given.
pub fn stored(given: &[String]) -> String {
    serde_json::to_string(given).expect("words are JSON")
}

/// What was given, from its stored form; nothing of nothing.
pub(super) fn given(stored: Option<&str>) -> Result<Given, DbErr> {
    let read = |stored: &str| {
        serde_json::from_str(stored).map_err(|error| DbErr::Json(format!("answer: {error}")))
    };
    stored.map_or(Ok(Given::new()), read)
}

impl Asked {
    /// A number that changes with everything that is asked: a button that was drawn for another question is known by it.
    /// 24 bits.
    pub fn stamp(&self) -> u32 {
        let json = serde_json::to_vec(&self.question).expect("a question is JSON");
        let [a, b, c, ..] = <[u8; 32]>::from(Sha256::digest(json));
        u32::from_be_bytes([0, a, b, c])
    }

    /// Makes what was stored fit a question that its author has changed since: what was picked and is gone is not picked, and
    /// who has used more attempts than there are now has none left.
    fn follow(&mut self) {
        let words = draw::to_choose(&self.question);
        let is_gone = |picked: &String| !words.contains(&picked.as_str());
        if self.state.picked.iter().any(is_gone) {
            self.state.picked.clear();
        }
        self.state.is_decided |= self.left() == Some(0);
    }

    /// Whether it was answered, right or wrong.
    pub fn is_answered(&self) -> bool {
        self.state.tries() > 0 || self.state.is_decided
    }

    /// How many answers may still be given; `None`: as many as it takes.
    pub fn left(&self) -> Option<u8> {
        let used = self.state.tries();
        self.question.attempts.map(|most| most.saturating_sub(used))
    }
}

impl Paper {
    /// What is asked now: the first that is not decided, and those that were put off only when nothing else is.
    pub fn open(&self) -> Option<&Asked> {
        let mut open = self.asked.iter().filter(|asked| !asked.state.is_decided);
        open.find(|asked| !asked.state.is_skipped)
    }

    /// What somebody answers who types: what is asked now, or the only question that was put off.
    pub fn answerable(&self) -> Option<&Asked> {
        let mut put_off = self.put_off();
        let only = put_off.next().filter(|_| put_off.next().is_none());
        self.open().or(only)
    }

    /// What was put off.
    pub fn put_off(&self) -> impl Iterator<Item = &Asked> {
        let put_off = |asked: &&Asked| asked.state.is_skipped && !asked.state.is_decided;
        self.asked.iter().filter(put_off)
    }

    /// A question by its place in the step.
    pub fn at(&self, place: usize) -> Option<&Asked> {
        self.asked.iter().find(|asked| asked.place == place)
    }

    /// The same to be changed.
    pub fn at_mut(&mut self, place: usize) -> Option<&mut Asked> {
        self.asked.iter_mut().find(|asked| asked.place == place)
    }

    /// Whether the learner may move on.
    pub fn lets_on(&self) -> bool {
        self.lets_on_at(self.gate)
    }

    /// Whether the step, if it is the end, is done: every question was answered, and right where that is asked for.
    fn is_done(&self) -> bool {
        let gate = match self.gate {
            Gate::Free | Gate::Answer => Gate::Answer,
            Gate::Pass => Gate::Pass,
        };
        self.lets_on_at(gate)
    }

    /// Whether nothing is left to be answered at a step that is the end.
    pub fn is_over(&self) -> bool {
        self.is_done() && self.open().is_none()
    }

    fn lets_on_at(&self, gate: Gate) -> bool {
        self.asked.iter().all(|asked| match gate {
            Gate::Free => true,
            Gate::Answer => asked.is_answered(),
            Gate::Pass => self.is_passed(asked),
        })
    }

    /// Whether a question does not hold up who has to pass.
    fn is_passed(&self, asked: &Asked) -> bool {
        let state = &asked.state;
        state.is_right || (state.is_decided && (self.spent == Spent::Show || is_poll(asked)))
    }

    /// Whether this question is lost in this round, and with it the way on: the attempts have run out where it has to be
    /// passed.
    pub fn is_stuck(&self, asked: &Asked) -> bool {
        self.gate == Gate::Pass && asked.state.is_decided && !self.is_passed(asked)
    }

    /// Whether some question is.
    pub fn is_stuck_anywhere(&self) -> bool {
        self.asked.iter().any(|asked| self.is_stuck(asked))
    }

    /// When all attempts may be had again, if the author has said so: the latest of what was lost.
    pub fn again_at(&self) -> Option<DateTime<Utc>> {
        let Spent::Wait(minutes) = self.spent else {
            return None;
        };
        let lost = self.asked.iter().filter(|asked| self.is_stuck(asked));
        let latest = lost.filter_map(|asked| asked.state.answered_at).max()?;
        Some(latest + TimeDelta::minutes(minutes.into()))
    }

    /// How many were answered right, and how many are asked, those without a right answer left out.
    pub fn right(&self) -> (usize, usize) {
        let judged = || self.asked.iter().filter(|asked| !is_poll(asked));
        let right = judged().filter(|asked| asked.state.is_right).count();
        (right, judged().count())
    }
}

fn is_poll(asked: &Asked) -> bool {
    matches!(asked.question.form, coursefile::Form::Poll(_))
}

/// The questions of a step as this learner meets them. One statement.
pub async fn paper(
    db: &impl ConnectionTrait,
    user: UserId,
    step: StepId,
    quiz: &Quiz,
) -> Result<Paper, DbErr> {
    let rows = answer::Entity::find()
        .filter(answer::COLUMN.user_id.eq(user))
        .filter(answer::COLUMN.step_id.eq(step))
        .all(db)
        .await?;
    let row_of = |slug: &str| rows.iter().find(|row| row.question == slug);
    let drawn = draw::drawn(quiz, user, step, |slug| row_of(slug).is_some());
    let asked = drawn.into_iter().map(|place| {
        let question = quiz.questions[place].clone();
        let state = row_of(&question.slug).map(State::read).transpose()?;
        let mut asked = Asked {
            place,
            order: draw::shown(&question, user, step),
            question,
            state: state.unwrap_or_default(),
        };
        asked.follow();
        Ok(asked)
    });
    Ok(Paper {
        step,
        gate: quiz.gate,
        spent: quiz.spent.clone(),
        asked: asked.collect::<Result<_, DbErr>>()?,
    })
}
