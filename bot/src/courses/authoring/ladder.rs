//! When those who fell silent are reminded, as their author says it in the chat.

use coursefile::Ladder;
use entity::{CourseId, draft};
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::Expr;

use super::{Author, Draft};
use crate::courses::refusal::Failure;

impl Author<'_> {
    /// Says when those who fell silent in a course are reminded. Twice equals once.
    ///
    /// # Errors
    /// [`crate::courses::Refusal::UnknownCourse`].
    pub async fn set_ladder(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
        ladder: &Ladder,
    ) -> Result<Draft, Failure> {
        let draft = self.take_up(db, course).await?;
        // What holds anyway is left unsaid, so choosing it is no change.
        let said = Some(ladder).filter(|ladder| **ladder != Ladder::usual());
        let said = Expr::value(said.map(ToString::to_string));
        self.change_head(db, &draft, None, (draft::Column::Reminders, said))
            .await
    }
}

impl Draft {
    /// When those who fell silent are reminded. A ladder that does not read was never written by the rules, and reminds nobody.
    pub fn ladder(&self) -> Ladder {
        let written = self.head.reminders.as_deref();
        written.map_or_else(Ladder::usual, |words| {
            Ladder::parse(words).unwrap_or_else(Ladder::none)
        })
    }
}
