//! A course that was read from a file: kept until who sent it says *Apply* or *Cancel*, and then put into the draft, all of
//! it or nothing.

use std::collections::{BTreeMap, HashMap};

use coursefile::{Changes, Course, Named, Opened};
use entity::{CourseId, ImportId, import, step, user_course_progress as progress};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, Set};
use serde::{Deserialize, Serialize};

use super::target::Called;
use super::{keep_paths, saved_as, stay};
use crate::courses::authoring::Author;
use crate::courses::media::keep;
use crate::courses::policy::Action;
use crate::courses::refusal::{Failure, Fault, Refusal};

/// Something to be said of a file besides what it changes, in the words of who reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// The sentence.
    pub words: String,
    /// The path of a picture that it calls missing.
    pub missing: Option<String>,
    /// Whether it proposes an id for the course.
    #[serde(default)]
    pub proposes: bool,
}

/// What is kept until somebody decides.
#[derive(Serialize, Deserialize)]
pub(super) struct Kept {
    #[serde(flatten)]
    pub(super) course: Course,
    #[serde(default)]
    pub(super) aside: Aside,
    /// The file names no id.
    #[serde(default)]
    pub(super) is_proposed: bool,
}

/// What is said besides.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aside {
    /// Everything there is to know.
    pub notes: Vec<Note>,
    /// Steps whose picture stays what it is, since the file names it and does not bring it.
    pub stayed: Vec<Named>,
    /// What there is to know of its id.
    #[serde(default)]
    pub called: Option<Called>,
}

/// What a file would do.
#[derive(Clone, Debug, PartialEq)]
pub enum Staging {
    /// The draft says the same already; nothing was kept.
    NoChanges {
        /// The title of the course.
        title: String,
        /// What is said besides.
        aside: Aside,
    },
    /// It waits to be applied.
    Staged(Box<Staged>),
}

/// A course that waits to be applied.
#[derive(Clone, Debug, PartialEq)]
pub struct Staged {
    /// Under this number.
    pub import: ImportId,
    /// What the file says.
    pub course: Course,
    /// Whether there was no such course before.
    pub is_new: bool,
    /// The version of the draft that it was compared with; none for a new course.
    pub version: Option<i64>,
    /// What becomes of the draft.
    pub changes: Changes,
    /// How many people are in the course.
    pub learners: u64,
    /// How many of them stand on steps that would be removed, by the steps' slugs.
    pub standing: BTreeMap<String, u64>,
    /// What is said besides.
    pub aside: Aside,
}

/// What came of *Apply*.
#[derive(Clone, Debug, PartialEq)]
pub enum Applied {
    /// The draft says what the file says.
    Done {
        /// The course.
        course: CourseId,
        /// Its title.
        title: String,
        /// Whether there was no such course before.
        is_new: bool,
    },
    /// Somebody has changed the draft since: nothing is overwritten, this is what would change now.
    Anew(Staging),
}

impl Author<'_> {
    /// Keeps a course with its pictures until it is applied, and says what it would change: of the course with its slug,
    /// or as a new one.
    ///
    /// # Errors
    /// [`Refusal::NotAnAuthor`]; [`Refusal::NotYourPart`] when they have another part in the course of this id;
    /// what [`Author::apply_import`] would refuse of the content.
    pub async fn stage(
        &self,
        db: &impl ConnectionTrait,
        opened: &Opened,
        mut notes: Vec<Note>,
    ) -> Result<Staging, Failure> {
        let (mut course, pictures) = (opened.course.clone(), &opened.media);
        let is_proposed = opened.id_is_proposed;
        let (known, called) = self.target(db, &mut course, is_proposed).await?;
        // What is said of the id then is another one.
        notes.retain(|note| called.is_none() || !note.proposes);
        self.check_content(db, &course, known).await?;
        let mut names = HashMap::new();
        for (path, picture) in pictures {
            let name = keep(db, &picture.content_type, &picture.bytes).await?;
            names.insert(path.as_str(), name);
        }
        for step in &mut course.steps {
            // An address stays; whatever else is no medium of this file leads nowhere, our own names least of all.
            step.media
                .retain_mut(|medium| match names.get(medium.source.as_str()) {
                    Some(kept) => {
                        medium.name = saved_as(medium.kind, &medium.source);
                        medium.source.clone_from(kept);
                        true
                    }
                    None => coursefile::is_address(&medium.source),
                });
        }
        let mut aside = Aside {
            notes,
            stayed: Vec::new(),
            called,
        };
        if let Some(known) = known {
            let (draft, _) = self.draft(db, known).await?;
            stay(&draft, &mut course, &mut aside);
        }
        let kept = Kept {
            course,
            aside,
            is_proposed,
        };
        let row = import::ActiveModel {
            user_id: Set(self.user),
            course_id: Set(known),
            version: Set(None),
            content: Set(serde_json::to_string(&kept).map_err(Fault::from)?),
            created_at: Set(self.now),
            ..Default::default()
        };
        let row = import::Entity::insert(row).exec_with_returning(db).await?;
        self.compare(db, row.id, known, kept).await
    }

    /// What the import with this number would change now; the draft's version is written down, so that *Apply* means what
    /// was shown. One that would change nothing is forgotten.
    pub(super) async fn compare(
        &self,
        db: &impl ConnectionTrait,
        import: ImportId,
        known: Option<CourseId>,
        mut kept: Kept,
    ) -> Result<Staging, Failure> {
        let Some(id) = known else {
            write(db, import, (None, None), &kept).await?;
            let changes = coursefile::compare(&Course::default(), &kept.course);
            return Ok(Staging::Staged(Box::new(Staged {
                import,
                course: kept.course,
                is_new: true,
                version: None,
                changes,
                learners: 0,
                standing: BTreeMap::new(),
                aside: kept.aside,
            })));
        };
        let (draft, version) = self.draft(db, id).await?;
        keep_paths(&draft, &mut kept.course);
        coursefile::keep_names(&draft, &mut kept.course);
        let changes = coursefile::compare(&draft, &kept.course);
        if changes.is_empty() {
            forget(db, import).await?;
            return Ok(Staging::NoChanges {
                title: draft.title,
                aside: kept.aside,
            });
        }
        write(db, import, (Some(id), Some(version)), &kept).await?;
        let standing = standing(db, id, &changes).await?;
        let learners = self.learners(db, id).await?;
        Ok(Staging::Staged(Box::new(Staged {
            import,
            course: kept.course,
            is_new: false,
            version: Some(version),
            changes,
            learners,
            standing,
            aside: kept.aside,
        })))
    }

    /// Puts a staged course into the draft, if that is still what it was compared with. Twice equals once: the second time
    /// there is nothing to apply.
    ///
    /// # Errors
    /// [`Refusal::UnknownImport`] when it is somebody else's, applied, cancelled or forgotten; and what the draft says.
    pub async fn apply_import(
        &self,
        db: &impl ConnectionTrait,
        import: ImportId,
    ) -> Result<Applied, Failure> {
        let (row, mut kept) = self.staged(db, import).await?;
        let (title, is_new) = (kept.course.title.clone(), row.course_id.is_none());
        let id = if let (Some(id), Some(version)) = (row.course_id, row.version) {
            self.rights.pass_on(db, Action::Import, id).await?;
            let (_, now) = self.draft(db, id).await?;
            if now != version {
                let staging = self.compare(db, import, Some(id), kept).await?;
                return Ok(Applied::Anew(staging));
            }
            self.replace_draft(db, id, &kept.course, version).await?;
            id
        } else {
            let (known, called) = self.target(db, &mut kept.course, kept.is_proposed).await?;
            if known.is_some() || called.is_some() {
                // Its id has come to be that of a course meanwhile.
                kept.aside.called = called;
                let staging = self.compare(db, import, known, kept).await?;
                return Ok(Applied::Anew(staging));
            }
            self.create_from(db, &kept.course).await?
        };
        forget(db, import).await?;
        Ok(Applied::Done {
            course: id,
            title,
            is_new,
        })
    }

    /// A staged course of this person's. The row is held, so that two presses at once apply it once.
    pub(super) async fn staged(
        &self,
        db: &impl ConnectionTrait,
        import: ImportId,
    ) -> Result<(import::Model, Kept), Failure> {
        let row = import::Entity::find_by_id(import)
            .filter(import::COLUMN.user_id.eq(self.user))
            .lock_exclusive()
            .one(db)
            .await?
            .ok_or(Refusal::UnknownImport)?;
        let kept = serde_json::from_str(&row.content).map_err(Fault::from)?;
        Ok((row, kept))
    }
}

/// Keeps it with what it was compared with: the course and the version of its draft.
async fn write(
    db: &impl ConnectionTrait,
    import: ImportId,
    (course, version): (Option<CourseId>, Option<i64>),
    kept: &Kept,
) -> Result<(), Fault> {
    let content = serde_json::to_string(kept)?;
    import::Entity::update_many()
        .col_expr(import::Column::CourseId, Expr::value(course))
        .col_expr(import::Column::Version, Expr::value(version))
        .col_expr(import::Column::Content, Expr::value(content))
        .filter(import::COLUMN.id.eq(import))
        .exec(db)
        .await?;
    Ok(())
}

pub(super) async fn forget(db: &impl ConnectionTrait, import: ImportId) -> Result<(), DbErr> {
    import::Entity::delete_by_id(import).exec(db).await?;
    Ok(())
}

/// How many learners stand on each step that would go.
async fn standing(
    db: &impl ConnectionTrait,
    course: CourseId,
    changes: &Changes,
) -> Result<BTreeMap<String, u64>, DbErr> {
    let gone: Vec<String> = changes
        .removed
        .iter()
        .map(|step| step.slug.clone())
        .collect();
    if gone.is_empty() {
        return Ok(BTreeMap::new());
    }
    let counted: Vec<(String, i64)> = progress::Entity::find()
        .select_only()
        .column(step::Column::Slug)
        .column_as(progress::Column::UserId.count(), "learners")
        .inner_join(step::Entity)
        .filter(progress::COLUMN.course_id.eq(course))
        .filter(step::COLUMN.slug.is_in(gone))
        .group_by(step::Column::Slug)
        .into_tuple()
        .all(db)
        .await?;
    let counted = counted.into_iter();
    Ok(counted
        .map(|(slug, learners)| (slug, u64::try_from(learners).unwrap_or_default()))
        .collect())
}
