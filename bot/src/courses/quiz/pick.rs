//! Ticking, ordering and matching before an answer is handed in, and putting a question off.

use coursefile::Form;
use entity::answer;
use sea_orm::ConnectionTrait;

use super::answer::{Drawn, changed};
use super::judge::Given;
use super::paper::{Asked, stored};
use super::write::write;
use crate::courses::progress::{Standing, Walk};
use crate::courses::refusal::{Failure, Refusal};

/// What a learner does with the options of a question before they hand it in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// Ticks an option.
    On(usize),
    /// Takes the tick away.
    Off(usize),
    /// Puts this item at this place, from 0, if everything before it is put and it is not.
    Put {
        /// The item, as a place in what the author wrote.
        item: usize,
        /// Where it goes.
        at: usize,
    },
    /// Takes everything back.
    Clear,
}

impl Walk<'_> {
    /// Ticks, orders or matches before handing in. Twice equals once: what is picked already stays picked.
    ///
    /// # Errors
    /// As [`Walk::choose`].
    pub async fn pick(
        &self,
        db: &impl ConnectionTrait,
        drawn: Drawn,
        pick: Pick,
    ) -> Result<Standing, Failure> {
        let mut found = self.found(db, drawn).await?;
        let picked = picked(&found.asked, pick).ok_or_else(|| changed(&found.standing))?;
        if picked != found.asked.state.picked {
            let row = self.row_of(&found, |row| row.picked = Some(stored(&picked)));
            if !write(
                db,
                row,
                [answer::Column::Picked],
                found.asked.state.attempts,
            )
            .await?
            {
                return Err(Refusal::AnsweredAlready.into());
            }
        }
        let paper = found.standing.paper.as_mut();
        if let Some(asked) = paper.and_then(|paper| paper.at_mut(drawn.place)) {
            asked.state.picked = picked;
        }
        Ok(found.standing)
    }

    /// Puts a question off. Twice equals once.
    ///
    /// # Errors
    /// As [`Walk::choose`].
    pub async fn skip(&self, db: &impl ConnectionTrait, drawn: Drawn) -> Result<Standing, Failure> {
        let mut found = self.found(db, drawn).await?;
        if found.asked.state.is_skipped {
            return Ok(found.standing);
        }
        let row = self.row_of(&found, |row| row.is_skipped = true);
        let attempts = found.asked.state.attempts;
        if !write(db, row, [answer::Column::IsSkipped], attempts).await? {
            return Err(Refusal::AnsweredAlready.into());
        }
        let paper = found.standing.paper.as_mut();
        if let Some(asked) = paper.and_then(|paper| paper.at_mut(drawn.place)) {
            asked.state.is_skipped = true;
        }
        self.remember_look(db, &found.standing).await?;
        Ok(found.standing)
    }
}

/// What is picked after a move; `None`: there is no such thing to pick.
pub fn picked(asked: &Asked, pick: Pick) -> Option<Given> {
    let mut picked = asked.state.picked.clone();
    let words = super::draw::to_choose(&asked.question);
    match pick {
        Pick::Clear => picked.clear(),
        Pick::Off(option) => {
            let words = *words.get(option)?;
            picked.retain(|it| it != words);
        }
        Pick::On(option) => {
            let words = *words.get(option)?;
            if !picked.iter().any(|it| it == words) {
                picked.push(words.to_owned());
            }
        }
        Pick::Put { item, at } => {
            let words = *words.get(item)?;
            let places = match &asked.question.form {
                Form::Order(items) => items.len(),
                Form::Match { pairs, .. } => pairs.len(),
                _ => 0,
            };
            let is_taken = matches!(asked.question.form, Form::Order(_))
                && picked.iter().any(|it| it == words);
            if picked.len() == at && at < places && !is_taken {
                picked.push(words.to_owned());
            }
        }
    }
    Some(picked)
}
