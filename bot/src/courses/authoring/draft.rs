//! The draft of a course: what authors work on. Learners see nothing of it before it is published.

use std::collections::HashMap;

use coursefile::{Quiz, Release};
use entity::{CourseId, DraftStepId, UserId, course, draft, draft_step, user};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

use super::Author;
use super::shown::{seen, shown};
use crate::courses::content;
use crate::courses::holding::Holding;
use crate::courses::outline::{self, Outline};
use crate::courses::policy::{Action, Actions};
use crate::courses::quiz::Patterns;
use crate::courses::refusal::{Failure, Refusal};

/// The draft of a course with its steps by position.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// The course as learners see it.
    pub course: course::Model,
    /// Title, description, language, and who changed what last.
    pub head: draft::Model,
    /// The steps by position, switched-off ones included.
    pub steps: Vec<draft_step::Model>,
    /// What they ask.
    pub quizzes: HashMap<DraftStepId, Quiz>,
    /// What they show besides their texts, where they show anything.
    pub holdings: HashMap<DraftStepId, Holding>,
    /// When the steps after the first open that are not in `releases`; none: at once.
    pub release: Option<Release>,
    /// When the others open.
    pub releases: HashMap<DraftStepId, Release>,
}

/// What an author sees of a course besides its draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Workbench {
    /// The draft.
    pub draft: Draft,
    /// What who looks at it may do to it.
    pub may: Actions,
    /// What it is called: in the draft, for who may read that, or by learners.
    pub title: String,
    /// How it is described; as with `title`.
    pub description: Option<String>,
    /// How many steps it has; as with `title`.
    pub steps: usize,
    /// How many people are in the course.
    pub learners: u64,
    /// Whether there is something for learners to see: it was published, now or once.
    pub is_published: bool,
    /// Whether the draft says something else than learners see.
    pub is_changed: bool,
    /// Whether learners are asked something.
    pub asks: bool,
}

impl Draft {
    /// A step by its id.
    pub fn step(&self, id: DraftStepId) -> Option<&draft_step::Model> {
        self.steps.iter().find(|step| step.id == id)
    }

    /// What a step shows besides its text.
    pub fn holding(&self, step: DraftStepId) -> Holding {
        self.holdings.get(&step).cloned().unwrap_or_default()
    }

    /// The course as learners would see it if it were published now: to look at, never to walk. Its steps carry the
    /// numbers of the draft's, and lead nowhere among those that learners walk.
    pub fn outline(&self) -> Outline {
        let mut course = self.course.clone();
        course.title.clone_from(&self.head.title);
        course.description.clone_from(&self.head.description);
        course.language.clone_from(&self.head.language);
        course.pass_mark = self.head.pass_mark;
        course.reminders.clone_from(&self.head.reminders);
        course.release.clone_from(&self.head.release);
        let (quizzes, holdings) = (self.quizzes.iter(), self.holdings.iter());
        let rule = |(id, rule): (&DraftStepId, &Release)| (seen(*id), rule.clone());
        Outline {
            course,
            steps: self.steps.iter().map(shown).collect(),
            quizzes: quizzes
                .map(|(id, quiz)| (seen(*id), quiz.clone()))
                .collect(),
            holdings: holdings
                .map(|(id, holding)| (seen(*id), holding.clone()))
                .collect(),
            release: self.release.clone(),
            releases: self.releases.iter().map(rule).collect(),
            patterns: Patterns::default(),
        }
    }

    /// The course under the title that its draft has: what those who may read the draft know it by.
    pub fn called(&self) -> course::Model {
        let mut course = self.course.clone();
        course.title.clone_from(&self.head.title);
        course
    }

    /// The same as data.
    pub fn content(&self) -> coursefile::Course {
        content::published(&self.outline())
    }

    /// Whether learners would never come to this step: it stands behind the end.
    pub fn is_behind_end(&self, step: DraftStepId) -> bool {
        let outline = self.outline();
        outline.walk().iter().all(|walked| walked.id != seen(step))
    }
}

/// Who is not to know of a course does not know of its steps.
fn of_a_step(failure: Failure) -> Failure {
    match failure {
        Failure::Refused(refusal) if *refusal == Refusal::UnknownCourse => {
            Refusal::UnknownStep.into()
        }
        failure => failure,
    }
}

impl Author<'_> {
    /// The draft of a course as it is now, for somebody who may change it. To who has no part in it there is no such
    /// course.
    ///
    /// # Errors
    /// As [`Author::may`].
    pub async fn open(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
    ) -> Result<Draft, Failure> {
        self.open_to(db, Action::Edit, course).await
    }

    /// Passes who may do this to the course, and says what else they may do to it.
    ///
    /// # Errors
    /// [`Refusal::NotAnAuthor`], [`Refusal::UnknownCourse`], [`Refusal::NotYourPart`].
    pub async fn may(
        &self,
        db: &impl ConnectionTrait,
        action: Action,
        course: CourseId,
    ) -> Result<Actions, Failure> {
        self.rights.pass_on(db, action, course).await
    }

    /// The draft for somebody who may do something else than change it.
    ///
    /// # Errors
    /// As [`Author::may`].
    pub async fn open_to(
        &self,
        db: &impl ConnectionTrait,
        action: Action,
        course: CourseId,
    ) -> Result<Draft, Failure> {
        self.may(db, action, course).await?;
        let course = course::Entity::find_by_id(course)
            .one(db)
            .await?
            .ok_or(Refusal::UnknownCourse)?;
        let head = draft::Entity::find_by_id(course.id)
            .one(db)
            .await?
            .ok_or(Refusal::UnknownCourse)?;
        let steps = draft_step::Entity::find()
            .filter(draft_step::COLUMN.course_id.eq(course.id))
            .order_by_asc(draft_step::Column::Position)
            .all(db)
            .await?;
        let (mut quizzes, mut holdings) = (HashMap::new(), HashMap::new());
        let mut releases = HashMap::new();
        for step in &steps {
            if let Some(rule) = content::release(step.release.as_deref())? {
                releases.insert(step.id, rule);
            }
            let holding = content::holding(&shown(step))?;
            if !holding.is_empty() {
                holdings.insert(step.id, holding);
            }
            if let Some(quiz) = content::quiz(step.quiz.as_deref())? {
                quizzes.insert(step.id, quiz);
            }
        }
        Ok(Draft {
            release: content::release(head.release.as_deref())?,
            course,
            head,
            steps,
            quizzes,
            holdings,
            releases,
        })
    }

    /// The draft by one of its steps, for somebody who may change it.
    ///
    /// # Errors
    /// [`Refusal::NotAnAuthor`], [`Refusal::UnknownStep`], [`Refusal::NotYourPart`].
    pub async fn open_step(
        &self,
        db: &impl ConnectionTrait,
        step: DraftStepId,
    ) -> Result<(Draft, draft_step::Model), Failure> {
        self.open_step_to(db, Action::Edit, step).await
    }

    /// The same for somebody who may do something else than change it.
    ///
    /// # Errors
    /// As [`Author::open_step`].
    pub async fn open_step_to(
        &self,
        db: &impl ConnectionTrait,
        action: Action,
        step: DraftStepId,
    ) -> Result<(Draft, draft_step::Model), Failure> {
        self.pass_anybody()?;
        let step = draft_step::Entity::find_by_id(step)
            .one(db)
            .await?
            .ok_or(Refusal::UnknownStep)?;
        match self.open_to(db, action, step.course_id).await {
            Ok(draft) => Ok((draft, step)),
            Err(failure) => Err(of_a_step(failure)),
        }
    }

    /// A course with everything an author wants to know of it.
    ///
    /// # Errors
    /// [`Refusal::NotAnAuthor`], [`Refusal::UnknownCourse`].
    pub async fn workbench(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
    ) -> Result<Workbench, Failure> {
        let draft = self.open_to(db, Action::Look, course).await?;
        let may = self.rights.on(db, course).await?;
        let learners = self.learners(db, course).await?;
        let seen = outline::read(db, draft.course.clone()).await?;
        let is_published = !seen.steps.is_empty();
        let (title, description, steps) = if may.has(Action::Review) {
            let head = draft.head.clone();
            (head.title, head.description, draft.steps.len())
        } else {
            let course = seen.course.clone();
            (course.title, course.description, seen.steps.len())
        };
        let is_changed = is_published && !content::same(&seen, &draft.outline());
        Ok(Workbench {
            draft,
            may,
            title,
            description,
            steps,
            learners,
            is_published,
            is_changed,
            asks: !seen.quizzes.is_empty(),
        })
    }

    /// The draft as data, and its version: what is handed back to [`Author::replace_draft`].
    ///
    /// # Errors
    /// [`Refusal::NotAnAuthor`], [`Refusal::UnknownCourse`].
    pub async fn draft(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
    ) -> Result<(coursefile::Course, i64), Failure> {
        let draft = self.open_to(db, Action::Export, course).await?;
        Ok((draft.content(), draft.head.version))
    }

    /// The draft, about to be changed: another author who is at it at this instant is waited for.
    pub(super) async fn take_up(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
    ) -> Result<Draft, Failure> {
        self.take_up_to(db, Action::Edit, course).await
    }

    /// The same for something else than changing it.
    pub(super) async fn take_up_to(
        &self,
        db: &impl ConnectionTrait,
        action: Action,
        course: CourseId,
    ) -> Result<Draft, Failure> {
        // Who is not allowed waits for nobody.
        self.may(db, action, course).await?;
        // SQLite has one writer and needs no lock.
        draft::Entity::find_by_id(course)
            .lock_exclusive()
            .one(db)
            .await?;
        self.open_to(db, action, course).await
    }

    /// The same by one of its steps.
    pub(super) async fn take_up_step(
        &self,
        db: &impl ConnectionTrait,
        step: DraftStepId,
    ) -> Result<(Draft, draft_step::Model), Failure> {
        let (draft, _) = self.open_step(db, step).await?;
        let draft = match self.take_up(db, draft.course.id).await {
            Ok(draft) => draft,
            Err(failure) => return Err(of_a_step(failure)),
        };
        let step = draft.step(step).ok_or(Refusal::UnknownStep)?.clone();
        Ok((draft, step))
    }

    /// Refuses to overwrite what somebody has changed since `shown`. Without a version there is nothing to compare: the
    /// question is older than versions are.
    pub(super) async fn unchanged(
        &self,
        db: &impl ConnectionTrait,
        shown: Option<i64>,
        found: (i64, Option<UserId>, chrono::DateTime<chrono::Utc>),
    ) -> Result<(), Failure> {
        let (version, by, at) = found;
        if shown.is_none_or(|shown| shown == version) {
            return Ok(());
        }
        let by = match by {
            Some(by) => user::Entity::find_by_id(by).one(db).await?.map(Box::new),
            None => None,
        };
        Err(Refusal::ChangedMeanwhile { by, at }.into())
    }

    /// A new version for the draft, and the draft as it is after the edit.
    pub(super) async fn revise(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
    ) -> Result<Draft, Failure> {
        self.sign(db, course).await?;
        self.open(db, course).await
    }

    /// Writes down that this person has just edited the draft.
    pub(super) async fn sign(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
    ) -> Result<(), DbErr> {
        draft::Entity::update_many()
            .col_expr(draft::Column::Version, Expr::value(self.dice.revision()))
            .col_expr(draft::Column::EditedBy, Expr::value(self.user))
            .col_expr(draft::Column::EditedAt, Expr::value(self.now))
            .filter(draft::COLUMN.course_id.eq(course))
            .exec(db)
            .await?;
        Ok(())
    }
}
