//! Votes in polls of Telegram as answers. A vote names its poll and nobody's place: what the poll asked is known from the
//! message in which it was sent.

use coursefile::Form;
use entity::{CourseId, StepId};
use sea_orm::ConnectionTrait;

use super::answer::{Answered, Drawn};
use super::draw::to_choose;
use super::judge::Given;
use super::paper::Asked;
use crate::courses::posts;
use crate::courses::progress::Walk;
use crate::courses::refusal::{Failure, Refusal};

/// What became of a vote.
#[derive(Clone, Debug, PartialEq)]
pub enum Voted {
    /// It is the answer to a question.
    Answered(Box<Answered>),
    /// It changes nothing: it was taken back or changed, an answer had come before, or the poll was sent to somebody else.
    Nothing,
    /// Nobody knows what the poll has asked.
    Unknown,
}

/// How the poll of a question is remembered: at most 64 characters.
pub fn name(drawn: &Drawn) -> String {
    let Drawn {
        course,
        step,
        place,
        turn,
        stamp,
    } = drawn;
    format!("poll:{}:{}:{place}:{turn}:{stamp}", course.0, step.0)
}

fn read(name: &str) -> Option<Drawn> {
    let mut parts = name.strip_prefix("poll:")?.split(':');
    let mut next = || parts.next()?.parse::<i64>().ok();
    Some(Drawn {
        course: CourseId(next()?),
        step: StepId(next()?),
        place: usize::try_from(next()?).ok()?,
        turn: u8::try_from(next()?).ok()?,
        stamp: u32::try_from(next()?).ok()?,
    })
}

impl Walk<'_> {
    /// Counts a vote, by the options' places as they were shown. Twice equals once: the first one stays. A poll that is not
    /// known, because nobody heard that it was sent, is taken for the one that is open.
    ///
    /// # Errors
    /// As [`Walk::choose`], but for [`Refusal::AnsweredAlready`], after which nothing changes.
    pub async fn vote(
        &self,
        db: &impl ConnectionTrait,
        poll: &str,
        chosen: &[usize],
    ) -> Result<Voted, Failure> {
        if chosen.is_empty() {
            return Ok(Voted::Nothing);
        }
        let drawn = match posts::of_poll(db, poll).await? {
            Some(post) if post.chat_id != self.user.0 => return Ok(Voted::Nothing),
            Some(post) => read(&post.about),
            // Somebody to whom it was forwarded, and who has nothing to do with us.
            None if self.latest(db).await?.is_none() => return Ok(Voted::Nothing),
            None => self.open_poll(db).await?,
        };
        let Some(drawn) = drawn else {
            return Ok(Voted::Unknown);
        };
        match self.count(db, drawn, chosen).await {
            Err(Failure::Refused(refusal)) if *refusal == Refusal::AnsweredAlready => {
                Ok(Voted::Nothing)
            }
            counted => counted,
        }
    }

    /// The question that is asked as a poll where the learner was last.
    async fn open_poll(&self, db: &impl ConnectionTrait) -> Result<Option<Drawn>, Failure> {
        let now = match self.asked_now(db).await {
            Ok(now) => now.filter(|(_, asked)| asked.question.as_poll),
            Err(Failure::Refused(_)) => None,
            Err(fault) => return Err(fault),
        };
        let Some((drawn, _)) = now else {
            return Ok(None);
        };
        // Where the poll of that question is known, this is another one, however long ago it was sent.
        let is_known = posts::is_shown(db, self.user.0, &name(&drawn)).await?;
        Ok((!is_known).then_some(drawn))
    }

    async fn count(
        &self,
        db: &impl ConnectionTrait,
        drawn: Drawn,
        chosen: &[usize],
    ) -> Result<Voted, Failure> {
        let found = self.found(db, drawn).await?;
        let Some(given) = given(&found.asked, chosen) else {
            return Ok(Voted::Nothing);
        };
        let answered = self.hand_in(db, found, given).await?;
        Ok(Voted::Answered(Box::new(answered)))
    }
}

/// The words of the options that were chosen. None: it is no answer to this question.
fn given(asked: &Asked, chosen: &[usize]) -> Option<Given> {
    let is_one = !matches!(asked.question.form, Form::Multiple(_));
    if is_one && chosen.len() != 1 {
        return None;
    }
    let words = to_choose(&asked.question);
    let shown = |place: &usize| Some((*words.get(*asked.order.get(*place)?)?).to_owned());
    chosen.iter().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_poll_is_known_by_its_name() {
        let widest = Drawn {
            course: CourseId(i64::MAX),
            step: StepId(i64::MAX),
            place: 255,
            turn: 255,
            stamp: 0xFF_FFFF,
        };
        assert!(name(&widest).len() <= 64);
        assert_eq!(read(&name(&widest)), Some(widest));
        for odd in [
            "",
            "poll:",
            "poll:1:2:3:4",
            "poll:1:2:3:256:5",
            "work:1:2:3:4:5",
        ] {
            assert_eq!(read(odd), None, "{odd}");
        }
    }
}
