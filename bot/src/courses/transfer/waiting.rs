//! The file that waits for somebody's decision. One waits at a time: a newer one takes its place.

use entity::{CourseId, ImportId, import};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::stage::{Kept, Staged, Staging, forget};
use super::sweep::{hashes, sweep};
use crate::courses::authoring::Author;
use crate::courses::policy::Action;
use crate::courses::refusal::{Failure, Fault};

impl Author<'_> {
    /// The file that waits for this person's decision, compared with what is there now. None: nothing waits, or it would
    /// change nothing any more, or they may no longer put it in.
    ///
    /// # Errors
    /// Faults.
    pub async fn waiting(&self, db: &impl ConnectionTrait) -> Result<Option<Box<Staged>>, Failure> {
        let rows = import::Entity::find()
            .filter(import::COLUMN.user_id.eq(self.user))
            .order_by_desc(import::Column::Id);
        let Some(row) = rows.one(db).await? else {
            return Ok(None);
        };
        let mut kept: Kept = serde_json::from_str(&row.content).map_err(Fault::from)?;
        let known = match self.still_meant(db, row.course_id, &mut kept).await {
            Ok(known) => known,
            Err(Failure::Refused(_)) => return Ok(None),
            Err(fault) => return Err(fault),
        };
        match self.compare(db, row.id, known, kept).await? {
            Staging::Staged(staged) => Ok(Some(staged)),
            Staging::NoChanges { .. } => Ok(None),
        }
    }

    /// Which course a waiting file is meant for now; none: a new one.
    async fn still_meant(
        &self,
        db: &impl ConnectionTrait,
        known: Option<CourseId>,
        kept: &mut Kept,
    ) -> Result<Option<CourseId>, Failure> {
        if let Some(known) = known {
            self.rights.pass_on(db, Action::Import, known).await?;
            return Ok(Some(known));
        }
        let (known, called) = self.target(db, &mut kept.course, kept.is_proposed).await?;
        kept.aside.called = called.or(kept.aside.called.take());
        Ok(known)
    }

    /// Forgets every file of this person's that nobody has decided on, but `newer`, with the pictures that nothing else
    /// shows. The title of the last of them; none: nothing waited. Twice equals once.
    ///
    /// # Errors
    /// Faults.
    pub async fn put_aside(
        &self,
        db: &impl ConnectionTrait,
        newer: Option<ImportId>,
    ) -> Result<Option<String>, Failure> {
        let rows = import::Entity::find()
            .filter(import::COLUMN.user_id.eq(self.user))
            .filter(import::COLUMN.id.ne(newer.unwrap_or(ImportId(0))))
            .order_by_asc(import::Column::Id);
        let mut last = None;
        for row in rows.all(db).await? {
            let kept: Kept = serde_json::from_str(&row.content).map_err(Fault::from)?;
            forget(db, row.id).await?;
            sweep(db, hashes(&kept.course)).await?;
            last = Some(kept.course.title);
        }
        Ok(last)
    }

    /// Forgets a staged course with the pictures that nothing else shows.
    ///
    /// # Errors
    /// `Refusal::UnknownImport`.
    pub async fn cancel_import(
        &self,
        db: &impl ConnectionTrait,
        import: ImportId,
    ) -> Result<(), Failure> {
        let (_, kept) = self.staged(db, import).await?;
        forget(db, import).await?;
        sweep(db, hashes(&kept.course)).await?;
        Ok(())
    }
}
