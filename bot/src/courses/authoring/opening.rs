//! When steps open, as their author says it in the chat.

use coursefile::Release;
use entity::{CourseId, DraftStepId};
use entity::{draft, draft_step};
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::Expr;

use super::{Author, Draft};
use crate::courses::content::stored_release;
use crate::courses::refusal::Failure;

impl Author<'_> {
    /// Says when a step opens; `None`: as the course says. Twice equals once.
    ///
    /// # Errors
    /// [`crate::courses::Refusal::UnknownStep`].
    pub async fn set_step_release(
        &self,
        db: &impl ConnectionTrait,
        step: DraftStepId,
        rule: Option<&Release>,
    ) -> Result<Draft, Failure> {
        let (_, found) = self.take_up_step(db, step).await?;
        let column = (
            draft_step::Column::Release,
            Expr::value(stored_release(rule)),
        );
        self.change(db, &found, [column]).await
    }

    /// Says when every step after the first opens that says nothing else. Twice equals once.
    ///
    /// # Errors
    /// [`crate::courses::Refusal::UnknownCourse`].
    pub async fn set_course_release(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
        rule: &Release,
    ) -> Result<Draft, Failure> {
        let draft = self.take_up(db, course).await?;
        let rule = Some(rule).filter(|rule| **rule != Release::AtOnce);
        let column = (draft::Column::Release, Expr::value(stored_release(rule)));
        self.change_head(db, &draft, None, column).await
    }
}
