//! When what lies ahead of a learner opens, as far as that is known: for the table of contents and for how far they are.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use entity::{CourseId, StepId, course, user_course_progress as progress};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::rule::opens_at;
use super::waiting::{Inside, Waiting};
use crate::courses::progress::{Standing, Walk};
use crate::courses::refusal::Failure;
use crate::courses::rhythm::Zone;

/// The steps ahead that are not open yet, where the instant is known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ahead {
    /// UTC; when each opens.
    pub opens: HashMap<StepId, DateTime<Utc>>,
    /// Where the learner's clock stands; none while nothing is known.
    pub zone: Option<Zone>,
}

impl Walk<'_> {
    /// When the steps ahead open. No statement in a course without rules for who waits for nothing.
    ///
    /// # Errors
    /// What the database says.
    pub async fn ahead(
        &self,
        db: &impl ConnectionTrait,
        standing: &Standing,
    ) -> Result<Ahead, Failure> {
        let outline = &standing.outline;
        let mut ahead = Ahead::default();
        if let Some(waits) = &standing.waits {
            ahead.zone = Some(waits.zone);
            ahead.opens.insert(waits.step, waits.opens_at);
        }
        if outline.release.is_none() && outline.releases.is_empty() {
            return Ok(ahead);
        }
        let Some((row, _)) = self.row(db, outline.course.id).await? else {
            return Ok(ahead);
        };
        let inside = Inside::from(&row);
        let (_, rhythm) = self.rhythm(db).await?;
        let facts = inside.facts(db, &rhythm, None).await?;
        ahead.zone = Some(rhythm.zone);
        for step in outline.walked().filter(|step| !standing.reached(step)) {
            let rule = inside.rule(outline, step.id);
            let opens = rule.and_then(|rule| opens_at(&rule, &facts));
            if let Some(opens) = opens.filter(|opens| *opens > self.now) {
                ahead.opens.entry(step.id).or_insert(opens);
            }
        }
        Ok(ahead)
    }

    /// What the learner waits for in these courses. One statement, and for who waits one or two for each course.
    ///
    /// # Errors
    /// What the database says.
    pub async fn waiting_in(
        &self,
        db: &impl ConnectionTrait,
        courses: &[CourseId],
    ) -> Result<HashMap<CourseId, Waiting>, Failure> {
        let rows = progress::Entity::find()
            .filter(progress::COLUMN.user_id.eq(self.user))
            .filter(progress::COLUMN.course_id.is_in(courses.iter().copied()))
            .filter(progress::COLUMN.asked_at.is_not_null())
            .find_also_related(course::Entity)
            .all(db)
            .await?;
        let mut waiting = HashMap::new();
        for (row, course) in rows {
            let Some(course) = course else { continue };
            let outline = self.shelf.outline(db, &course).await?;
            if let Some(waits) = self.waits(db, &row, &outline).await? {
                waiting.insert(course.id, waits);
            }
        }
        Ok(waiting)
    }
}
