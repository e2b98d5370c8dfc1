//! Answering a card: judged like a question of the course, worth nothing, and counted once.

use chrono::{DateTime, Utc};
use entity::review;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, UpdateMany,
};

use super::next::{Card, Open};
use super::schedule::{Memory, reviewed};
use super::{A_DAY, Review};
use crate::courses::quiz::{Answered, Drawn, Given, Pick, in_order, judge, picked, stored, wanted};
use crate::courses::refusal::{Failure, Refusal};

/// What became of an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Reviewed {
    /// The answer, judged.
    pub answered: Answered,
    /// When the card comes back.
    pub due_at: DateTime<Utc>,
    /// What is left.
    pub rest: Rest,
}

/// What is left for today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rest {
    /// How many cards are due.
    pub due: u64,
    /// How many were answered today.
    pub today: u64,
    /// When the next card comes that is not due yet.
    pub next_at: Option<DateTime<Utc>>,
}

impl Rest {
    /// Whether so many were answered today that no more come by themselves.
    pub fn is_enough(&self) -> bool {
        self.today >= A_DAY
    }
}

impl Review<'_> {
    /// Chooses an option. `None`: the card is another now.
    ///
    /// # Errors
    /// [`Refusal::NotEnrolled`]; [`Refusal::AnsweredAlready`] when an answer has come since the button was drawn.
    pub async fn choose(
        &self,
        db: &impl ConnectionTrait,
        drawn: Drawn,
        option: usize,
    ) -> Result<Option<Reviewed>, Failure> {
        let Open::Same(card) = self.card_for(db, drawn).await? else {
            return Ok(None);
        };
        let options = card.asked.question.form.options();
        let Some(option) = options.get(option) else {
            return Ok(None);
        };
        let given = vec![option.words.clone()];
        self.hand_in(db, *card, given).await.map(Some)
    }

    /// Hands in what was picked.
    ///
    /// # Errors
    /// As [`Review::choose`], and [`Refusal::NothingPicked`] when something is still missing.
    pub async fn check(
        &self,
        db: &impl ConnectionTrait,
        drawn: Drawn,
    ) -> Result<Option<Reviewed>, Failure> {
        let Open::Same(card) = self.card_for(db, drawn).await? else {
            return Ok(None);
        };
        let given = card.asked.state.picked.clone();
        if given.len() < wanted(&card.asked.question.form) {
            return Err(Refusal::NothingPicked.into());
        }
        self.hand_in(db, *card, given).await.map(Some)
    }

    /// Hands in what was typed, already understood.
    ///
    /// # Errors
    /// As [`Review::choose`].
    pub async fn give(
        &self,
        db: &impl ConnectionTrait,
        drawn: Drawn,
        given: Given,
    ) -> Result<Option<Reviewed>, Failure> {
        let Open::Same(card) = self.card_for(db, drawn).await? else {
            return Ok(None);
        };
        self.hand_in(db, *card, given).await.map(Some)
    }

    /// Ticks, orders or matches before handing in. Twice equals once.
    ///
    /// # Errors
    /// As [`Review::choose`].
    pub async fn pick(
        &self,
        db: &impl ConnectionTrait,
        drawn: Drawn,
        pick: Pick,
    ) -> Result<Option<Card>, Failure> {
        let Open::Same(mut card) = self.card_for(db, drawn).await? else {
            return Ok(None);
        };
        let Some(picked) = picked(&card.asked, pick) else {
            return Ok(None);
        };
        if picked != card.asked.state.picked {
            let kept = (!picked.is_empty()).then(|| stored(&picked));
            let row = still(&card.row).col_expr(review::Column::Picked, Expr::value(kept));
            if row.exec(db).await?.rows_affected == 0 {
                return Err(Refusal::AnsweredAlready.into());
            }
        }
        card.asked.state.picked = picked;
        card.standing.paper = Some(card.asked.alone(card.row.step_id));
        Ok(Some(*card))
    }

    async fn hand_in(
        &self,
        db: &impl ConnectionTrait,
        card: Card,
        given: Given,
    ) -> Result<Reviewed, Failure> {
        let given = in_order(&card.asked.question.form, given);
        let verdict = judge(
            &card.asked.question,
            &given,
            &card.standing.outline.patterns,
        );
        let is_right = verdict.is_right == Some(true);
        let due_at = self.rate(db, &card.row, is_right).await?;
        let Card {
            mut standing,
            mut asked,
            row,
        } = card;
        asked.state.picked.clear();
        asked.state.given.clone_from(&given);
        asked.state.is_right = is_right;
        asked.state.is_decided = true;
        let place = asked.place;
        standing.paper = Some(asked.alone(row.step_id));
        Ok(Reviewed {
            answered: Answered {
                standing,
                place,
                given,
                verdict,
            },
            due_at,
            rest: self.rest(db).await?,
        })
    }

    /// Writes what an answer makes of a card, if it was not answered since; gives back when it comes again.
    async fn rate(
        &self,
        db: &impl ConnectionTrait,
        row: &review::Model,
        is_right: bool,
    ) -> Result<DateTime<Utc>, Failure> {
        use review::Column as C;
        let memory = Memory {
            stability: row.stability,
            difficulty: row.difficulty,
        };
        let next = reviewed(memory, row.last_at, self.walk.now, is_right)?;
        let lapses = row.lapses + i32::from(!is_right);
        let rated = still(row)
            .col_expr(C::Stability, Expr::value(next.memory.stability))
            .col_expr(C::Difficulty, Expr::value(next.memory.difficulty))
            .col_expr(C::Reps, Expr::value(row.reps + 1))
            .col_expr(C::Lapses, Expr::value(lapses))
            .col_expr(C::LastAt, Expr::value(self.walk.now))
            .col_expr(C::DueAt, Expr::value(next.due_at))
            .col_expr(C::ShownAt, Expr::value(None::<DateTime<Utc>>))
            .col_expr(C::Picked, Expr::value(None::<String>));
        if rated.exec(db).await?.rows_affected == 0 {
            return Err(Refusal::AnsweredAlready.into());
        }
        Ok(next.due_at)
    }

    /// What is left for today, over all courses in which review is wanted.
    ///
    /// # Errors
    /// What the database says.
    pub async fn rest(&self, db: &impl ConnectionTrait) -> Result<Rest, Failure> {
        let wanted = self.wanted(db).await?;
        let now = self.walk.now;
        let due = self
            .cards_in(&wanted)
            .filter(review::COLUMN.due_at.lte(now));
        let today = review::Entity::find()
            .filter(review::COLUMN.user_id.eq(self.walk.user))
            .filter(review::COLUMN.reps.gt(0))
            .filter(review::COLUMN.last_at.gte(self.zone.day_began(now)));
        let next = self
            .cards_in(&wanted)
            .filter(review::COLUMN.due_at.gt(now))
            .order_by_asc(review::Column::DueAt);
        Ok(Rest {
            due: due.count(db).await?,
            today: today.count(db).await?,
            next_at: next.one(db).await?.map(|row| row.due_at),
        })
    }
}

/// A change of a card that was not answered since.
fn still(row: &review::Model) -> UpdateMany<review::Entity> {
    review::Entity::update_many()
        .filter(review::COLUMN.user_id.eq(row.user_id))
        .filter(review::COLUMN.step_id.eq(row.step_id))
        .filter(review::COLUMN.question.eq(row.question.clone()))
        .filter(review::COLUMN.reps.eq(row.reps))
}
