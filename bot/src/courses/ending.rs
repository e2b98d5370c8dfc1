//! What a learner has made of a course that they have come to the end of.

use sea_orm::{ConnectionTrait, DbErr};

use super::quiz::Score;
use super::rhythm::Zone;
use super::{Outline, Review, Walk};

/// What there is to say at the end of a course besides that it is the end.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ending {
    /// How they have done; `None`: the course asks nothing.
    pub score: Option<Score>,
    /// How many questions would come back, for who has not said yet whether they want that; none: 0.
    pub wrong: usize,
}

impl Walk<'_> {
    /// What the learner, who goes by the clock of `zone`, has made of the course. Three statements that read, none for a course that
    /// asks nothing.
    ///
    /// # Errors
    /// What the database says.
    pub async fn ending(
        &self,
        db: &impl ConnectionTrait,
        outline: &Outline,
        zone: Zone,
    ) -> Result<Ending, DbErr> {
        let score = self.score(db, outline).await?;
        let review = Review { walk: *self, zone };
        let wrong = review.would_come_back(db, outline).await?;
        Ok(Ending {
            score,
            wrong: wrong.unwrap_or(0),
        })
    }
}
