//! Which courses a learner may see, and how far they are in each.

use std::collections::HashMap;

use entity::{CourseId, Door, UserId, course, step, user_course_progress as progress};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use super::outline::{Outline, Place};
use super::progress::Walk;
use super::quiz::Patterns;
use super::refusal::{Failure, Refusal};

/// How many courses stand on one page.
pub const PAGE: u64 = 8;

/// One page of the courses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Catalogue {
    /// The courses of this page.
    pub entries: Vec<Entry>,
    /// This page, from 0.
    pub page: u16,
    /// How many pages there are, at least 1.
    pub pages: u16,
}

/// A course in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The course.
    pub course: CourseId,
    /// Its title.
    pub title: String,
    /// How far the learner is; `None`: not enrolled.
    pub reached: Option<Reached>,
}

/// How far a learner is in a course.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reached {
    /// Where they stand.
    pub place: Place,
    /// Finished, now or before.
    pub finished: bool,
}

/// What a course is about, before it is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The course.
    pub course: course::Model,
    /// How many steps there are to walk.
    pub steps: usize,
    /// How far the learner is; `None`: not enrolled.
    pub reached: Option<Reached>,
}

/// A page of the courses that a learner may see: those they are in, the last used first, then the open ones
/// by title. Four statements whatever the number of courses. A page past the last one is the last one.
pub async fn catalogue(
    db: &impl ConnectionTrait,
    user: UserId,
    page: u16,
) -> Result<Catalogue, DbErr> {
    let joined = joined(db, user).await?;
    let mine: Vec<CourseId> = joined.iter().map(|(row, _)| row.course_id).collect();
    let open = course::Entity::find()
        .filter(course::COLUMN.is_active.eq(true))
        .filter(course::COLUMN.door.eq(Door::Public))
        .filter(course::COLUMN.id.is_not_in(mine.clone()));
    let total = mine.len() as u64 + open.clone().count(db).await?;
    let pages = u16::try_from(total.div_ceil(PAGE).max(1)).unwrap_or(u16::MAX);
    let page = page.min(pages - 1);
    let from = u64::from(page) * PAGE;
    let mut courses: Vec<course::Model> = joined
        .iter()
        .skip(usize::try_from(from).unwrap_or(usize::MAX))
        .take(usize::try_from(PAGE).unwrap_or(usize::MAX))
        .map(|(_, course)| course.clone())
        .collect();
    let room = PAGE - courses.len() as u64;
    if room > 0 {
        let skip = from.saturating_sub(mine.len() as u64);
        courses.extend(
            open.order_by_asc(course::Column::Title)
                .offset(skip)
                .limit(room)
                .all(db)
                .await?,
        );
    }
    let rows: HashMap<CourseId, progress::Model> = joined
        .into_iter()
        .map(|(row, _)| (row.course_id, row))
        .collect();
    let entries = reached(db, courses, &rows).await?;
    Ok(Catalogue {
        entries,
        page,
        pages,
    })
}

/// A page of the courses that the learner is in, the last used first, with how far they are. A page past the last one is
/// the last one.
pub async fn mine(db: &impl ConnectionTrait, user: UserId, page: u16) -> Result<Catalogue, DbErr> {
    let joined = joined(db, user).await?;
    let size = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let pages = u16::try_from(joined.len().div_ceil(size).max(1)).unwrap_or(u16::MAX);
    let page = page.min(pages - 1);
    let shown = joined.into_iter().skip(usize::from(page) * size).take(size);
    let (rows, courses): (Vec<_>, Vec<_>) = shown.unzip();
    let rows = rows.into_iter().map(|row| (row.course_id, row)).collect();
    let entries = reached(db, courses, &rows).await?;
    Ok(Catalogue {
        entries,
        page,
        pages,
    })
}

/// What stands in the link of a course.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link<'a> {
    /// Its slug: that is enough while its door is everybody's.
    Name(&'a str),
    /// Chance, which says that somebody was given the link.
    Token(&'a str),
}

impl Link<'_> {
    /// The course, open or not.
    async fn course(self, db: &impl ConnectionTrait) -> Result<Option<course::Model>, DbErr> {
        let (Link::Name(written) | Link::Token(written)) = self;
        // A link can be forged; what can be neither a slug nor a token is not asked for.
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        if !written.bytes().all(plain) {
            return Ok(None);
        }
        let wanted = match self {
            Link::Name(_) => course::COLUMN.slug.eq(written.to_owned()),
            Link::Token(_) => course::COLUMN.link_token.eq(written.to_owned()),
        };
        course::Entity::find().filter(wanted).one(db).await
    }

    /// Whether it shows the course to who is not inside. A slug follows from a title, and so it says nothing of a course
    /// that not everybody is to find, not even that it is there.
    fn shows(self, course: &course::Model) -> bool {
        course.door == Door::Public || matches!(self, Link::Token(_))
    }
}

impl Walk<'_> {
    /// What a course is about, for who presses a button. A course that is closed is shown to those inside only, and so is
    /// one that does not stand in the catalogue: its number can be guessed, its link cannot be pressed.
    ///
    /// # Errors
    /// [`Refusal::UnknownCourse`], [`Refusal::Closed`].
    pub async fn card(&self, db: &impl ConnectionTrait, course: CourseId) -> Result<Card, Failure> {
        self.card_at(db, course, false).await
    }

    /// The same for who has a link; `None` for one that leads nowhere, which is counted with the wrong codes. Who has the
    /// right one is let through however many wrong ones they have tried: a token of 96 bits cannot be guessed.
    ///
    /// # Errors
    /// [`Refusal::Closed`]; [`Refusal::NeedsCode`] when the link is not enough; [`Refusal::TooManyTries`].
    pub async fn card_by_link(
        &self,
        db: &impl ConnectionTrait,
        link: Link<'_>,
    ) -> Result<Option<Card>, Failure> {
        let found = link.course(db).await?;
        if let Some(course) = &found
            && (link.shows(course) || self.row(db, course.id).await?.is_some())
        {
            return self.card_at(db, course.id, true).await.map(Some);
        }
        self.pass_tries(db).await?;
        self.remember_try(db).await?;
        Ok(None)
    }

    async fn card_at(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
        by_link: bool,
    ) -> Result<Card, Failure> {
        let reached = match self.at(db, course).await {
            Ok(standing) => Some(Reached {
                place: standing.place(),
                finished: standing.finished,
            }),
            Err(Failure::Refused(_)) => None,
            Err(fault) => return Err(fault),
        };
        let course = course::Entity::find_by_id(course)
            .one(db)
            .await?
            .ok_or(Refusal::UnknownCourse)?;
        if reached.is_none() {
            newcomer_sees(&course, by_link)?;
        }
        let steps = self.shelf.outline(db, &course).await?.walked().count();
        Ok(Card {
            course,
            steps,
            reached,
        })
    }
}

/// Whether who is not inside may see what the course is about.
fn newcomer_sees(course: &course::Model, by_link: bool) -> Result<(), Refusal> {
    match (course.door, by_link, course.is_active) {
        (Door::Unlisted | Door::Invitation, false, _) => Err(Refusal::UnknownCourse),
        (Door::Invitation, true, _) => Err(Refusal::NeedsCode),
        (Door::Public, _, false) | (Door::Unlisted, true, false) => Err(Refusal::Closed),
        (Door::Public, _, true) | (Door::Unlisted, true, true) => Ok(()),
    }
}

async fn joined(
    db: &impl ConnectionTrait,
    user: UserId,
) -> Result<Vec<(progress::Model, course::Model)>, DbErr> {
    let rows = progress::Entity::find()
        .filter(progress::COLUMN.user_id.eq(user))
        .find_also_related(course::Entity)
        .order_by_desc(progress::Column::VisitedAt)
        .order_by_desc(progress::Column::CourseId)
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|(row, course)| Some((row, course?)))
        .collect())
}

/// How far the learner is in each of `courses`, with one statement for the steps of all of them.
async fn reached(
    db: &impl ConnectionTrait,
    courses: Vec<course::Model>,
    rows: &HashMap<CourseId, progress::Model>,
) -> Result<Vec<Entry>, DbErr> {
    let mut steps: HashMap<CourseId, Vec<step::Model>> = HashMap::new();
    let wanted: Vec<CourseId> = courses
        .iter()
        .map(|course| course.id)
        .filter(|id| rows.contains_key(id))
        .collect();
    if !wanted.is_empty() {
        let found = step::Entity::find()
            .filter(step::COLUMN.course_id.is_in(wanted))
            .order_by_asc(step::Column::Position)
            .all(db)
            .await?;
        for step in found {
            steps.entry(step.course_id).or_default().push(step);
        }
    }
    Ok(courses
        .into_iter()
        .map(|course| {
            let reached = rows.get(&course.id).map(|row| {
                let steps = steps.remove(&course.id).unwrap_or_default();
                let outline = Outline {
                    course: course.clone(),
                    steps,
                    // Where somebody stands has nothing to do with what is asked there.
                    quizzes: HashMap::new(),
                    holdings: HashMap::new(),
                    release: None,
                    releases: HashMap::new(),
                    patterns: Patterns::default(),
                };
                let here = row.current_step_id.and_then(|id| outline.step(id));
                let place = here.or(outline.first()).map_or_else(
                    || Place {
                        number: 1,
                        total: 1,
                    },
                    |step| outline.place(step),
                );
                Reached {
                    place,
                    finished: row.finished_at.is_some(),
                }
            });
            Entry {
                course: course.id,
                title: course.title,
                reached,
            }
        })
        .collect())
}
