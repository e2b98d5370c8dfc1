//! A course with its steps in order, read once and kept while it is still true.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use coursefile::{Quiz, Release};
use entity::{CourseId, StepId, course, step};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryOrder};

use super::content;
use super::holding::Holding;
use super::quiz::Patterns;
use super::rhythm::Zone;

/// A course and all its steps by position, switched-off ones included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    /// The course.
    pub course: course::Model,
    /// The steps by position.
    pub steps: Vec<step::Model>,
    /// What they ask.
    pub quizzes: HashMap<StepId, Quiz>,
    /// What they show besides their texts, where they show anything.
    pub holdings: HashMap<StepId, Holding>,
    /// When the steps after the first open that are not in `releases`; none: at once.
    pub release: Option<Release>,
    /// When the others open.
    pub releases: HashMap<StepId, Release>,
    /// The patterns of its questions, as far as they were looked for.
    pub patterns: Patterns,
}

/// A step's place among those that a learner walks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// From 1.
    pub number: usize,
    /// How many steps there are to walk.
    pub total: usize,
}

impl Outline {
    /// The steps that a learner walks: switched on, up to the first that ends the course.
    pub fn walk(&self) -> &[step::Model] {
        let end = self
            .steps
            .iter()
            .position(|step| step.is_active && step.is_end);
        &self.steps[..end.map_or(self.steps.len(), |end| end + 1)]
    }

    /// The same without those switched off.
    pub fn walked(&self) -> impl DoubleEndedIterator<Item = &step::Model> {
        self.walk().iter().filter(|step| step.is_active)
    }

    /// What a step asks.
    pub fn quiz(&self, step: StepId) -> Option<&Quiz> {
        self.quizzes.get(&step)
    }

    /// When a step opens: as it says itself, or as the course says, which is not about the first one. None: at once.
    pub fn opening(&self, step: StepId) -> Option<&Release> {
        let is_first = || self.first().is_some_and(|first| first.id == step);
        let own = self.releases.get(&step);
        own.or_else(|| self.release.as_ref().filter(|_| !is_first()))
            .filter(|rule| **rule != Release::AtOnce)
    }

    /// What a step shows besides its text.
    pub fn holding(&self, step: StepId) -> &Holding {
        static NOTHING: Holding = Holding {
            media: Vec::new(),
            links: Vec::new(),
        };
        self.holdings.get(&step).unwrap_or(&NOTHING)
    }

    /// Whether some step asks for work that a person looks at.
    pub fn asks_for_work(&self) -> bool {
        let mut questions = self.quizzes.values().flat_map(|quiz| &quiz.questions);
        questions.any(|question| matches!(question.form, coursefile::Form::Work { .. }))
    }

    /// A step by its id, wherever it is.
    pub fn step(&self, id: StepId) -> Option<&step::Model> {
        self.steps.iter().find(|step| step.id == id)
    }

    /// A step by its slug, wherever it is.
    pub fn by_slug(&self, slug: &str) -> Option<&step::Model> {
        self.steps.iter().find(|step| step.slug == slug)
    }

    /// Where a step stands among those that a learner walks. One that is switched off, or that lies after the
    /// end, counts as if it stood at the place that was reached before it.
    pub fn place(&self, step: &step::Model) -> Place {
        let total = self.walked().count();
        let number = self
            .walked()
            .filter(|walked| walked.position <= step.position)
            .count();
        Place {
            number: number.clamp(1, total.max(1)),
            total: total.max(1),
        }
    }

    /// The first step to show.
    pub fn first(&self) -> Option<&step::Model> {
        self.walked().next()
    }

    /// The active step with the next larger position, after the end too: who stands behind an end that was
    /// set later still has somewhere to go.
    pub fn after(&self, position: i32) -> Option<&step::Model> {
        self.steps
            .iter()
            .find(|step| step.is_active && step.position > position)
    }

    /// The active steps before this position that came with a later revision than `seen`: what somebody who stands there
    /// has passed without meeting it.
    pub fn new_before(&self, seen: i32, position: i32) -> Vec<StepId> {
        self.walked()
            .filter(|step| step.since_revision > seen && step.position < position)
            .map(|step| step.id)
            .collect()
    }

    /// Whether a step that is switched on ends the course at this position or before it.
    pub fn ends_by(&self, position: i32) -> bool {
        self.steps
            .iter()
            .any(|step| step.is_active && step.is_end && step.position <= position)
    }

    /// The active step with the next smaller position.
    pub fn before(&self, position: i32) -> Option<&step::Model> {
        self.steps
            .iter()
            .rev()
            .find(|step| step.is_active && step.position < position)
    }
}

/// The outlines read so far, each kept under the revision it was read at.
///
/// The revision is read with every learner's row, so an outline that another process has changed is never
/// used again: a stale one is not even a second old.
#[derive(Debug)]
pub struct Shelf {
    kept: Mutex<HashMap<CourseId, Arc<Outline>>>,
    zone: Zone,
}

impl Default for Shelf {
    fn default() -> Shelf {
        Shelf::in_zone(Zone::UTC)
    }
}

impl Shelf {
    /// How many courses are kept; beyond that the shelf is emptied. Far above what one instance teaches at
    /// a time, and a bound all the same.
    const KEPT: usize = 256;

    /// An empty shelf in a house whose clock stands here: it counts for learners who have said nothing of theirs.
    pub fn in_zone(zone: Zone) -> Shelf {
        Shelf {
            kept: Mutex::default(),
            zone,
        }
    }

    /// The zone of those who have not said theirs.
    pub fn zone(&self) -> Zone {
        self.zone
    }

    /// The course at `revision`: kept, or read with two statements.
    pub async fn outline(
        &self,
        db: &impl ConnectionTrait,
        course: &course::Model,
    ) -> Result<Arc<Outline>, DbErr> {
        if let Some(kept) = self.lock().get(&course.id)
            && kept.course == *course
        {
            return Ok(Arc::clone(kept));
        }
        let outline = Arc::new(read(db, course.clone()).await?);
        let mut kept = self.lock();
        if kept.len() >= Shelf::KEPT {
            kept.clear();
        }
        kept.insert(course.id, Arc::clone(&outline));
        Ok(outline)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<CourseId, Arc<Outline>>> {
        // A panic elsewhere cannot leave a map of immutable values half-written.
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The course as it is now, past every shelf: whoever has just changed it looks at.
pub async fn fresh(db: &impl ConnectionTrait, id: CourseId) -> Result<Option<Outline>, DbErr> {
    match course::Entity::find_by_id(id).one(db).await? {
        Some(course) => Ok(Some(read(db, course).await?)),
        None => Ok(None),
    }
}

/// A course with its steps as they are now.
pub(super) async fn read(
    db: &impl ConnectionTrait,
    course: course::Model,
) -> Result<Outline, DbErr> {
    let steps = step::Entity::find()
        .filter(step::COLUMN.course_id.eq(course.id))
        .order_by_asc(step::Column::Position)
        .all(db)
        .await?;
    let (mut quizzes, mut holdings) = (HashMap::new(), HashMap::new());
    let mut releases = HashMap::new();
    for step in &steps {
        if let Some(rule) = content::release(step.release.as_deref())? {
            releases.insert(step.id, rule);
        }
        let holding = content::holding(step)?;
        if !holding.is_empty() {
            holdings.insert(step.id, holding);
        }
        if let Some(quiz) = content::quiz(step.quiz.as_deref())? {
            quizzes.insert(step.id, quiz);
        }
    }
    Ok(Outline {
        release: content::release(course.release.as_deref())?,
        course,
        steps,
        quizzes,
        holdings,
        releases,
        patterns: Patterns::default(),
    })
}

use sea_orm::QueryFilter;
