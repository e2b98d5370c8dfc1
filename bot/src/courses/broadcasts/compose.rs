//! Writing an announcement, and looking at those there are.

use entity::broadcast::{self, State};
use entity::{BroadcastId, CourseId, course};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set,
};

use super::audience::Those;
use super::groups::name;
use super::trouble::aside;
use super::{Aside, Audience, Segment, Shown, room};
use crate::courses::authoring::{Author, Content};
use crate::courses::policy::Action;
use crate::courses::refusal::{Failure, Fault, Field, Refusal, hidden};

/// An announcement that was written, and how many would get it now.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    /// The announcement.
    pub shown: Shown,
    /// How many.
    pub audience: Audience,
}

impl Author<'_> {
    /// The course, for who may announce something in it.
    ///
    /// # Errors
    /// As [`Author::may`].
    pub async fn announces_in(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
    ) -> Result<course::Model, Failure> {
        self.may(db, Action::Announce, course).await?;
        let found = course::Entity::find_by_id(course).one(db).await?;
        Ok(found.ok_or(Refusal::UnknownCourse)?)
    }

    /// An announcement, for who may announce something in its course.
    ///
    /// # Errors
    /// [`Refusal::NotAnAuthor`], [`Refusal::UnknownBroadcast`].
    pub async fn announcement(
        &self,
        db: &impl ConnectionTrait,
        id: BroadcastId,
    ) -> Result<Shown, Failure> {
        if !self.rights.is_anybody() {
            return Err(Refusal::NotAnAuthor.into());
        }
        let row = broadcast::Entity::find_by_id(id).one(db).await?;
        let row = row.ok_or(Refusal::UnknownBroadcast)?;
        let course = self.announces_in(db, row.course_id).await;
        let course = hidden(course, Refusal::UnknownBroadcast)?;
        looked(db, row, course).await
    }

    /// Writes one down. Nobody gets it before it is sent.
    ///
    /// # Errors
    /// As [`Author::may`]; [`Refusal::Blank`], [`Refusal::TooLong`].
    pub async fn write_announcement(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
        segment: Segment,
        content: &Content,
    ) -> Result<Written, Failure> {
        let course = self.announces_in(db, course).await?;
        let (text, media) = checked(content, &course)?;
        let row = broadcast::ActiveModel {
            course_id: Set(course.id),
            created_by: Set(self.user),
            segment: Set(segment.stored()),
            text: Set(text),
            media: Set(media),
            state: Set(State::Draft),
            written_at: Set(self.now),
            ..Default::default()
        };
        let row = broadcast::Entity::insert(row)
            .exec_with_returning(db)
            .await?;
        let shown = looked(db, row, course).await?;
        self.counted(db, shown).await
    }

    /// Writes other words into one that was not sent yet. One that was is given back as it is.
    ///
    /// # Errors
    /// As [`Author::announcement`]; [`Refusal::Blank`], [`Refusal::TooLong`].
    pub async fn rewrite_announcement(
        &self,
        db: &impl ConnectionTrait,
        id: BroadcastId,
        content: &Content,
    ) -> Result<Written, Failure> {
        let before = self.announcement(db, id).await?;
        let (text, media) = checked(content, &before.course)?;
        broadcast::Entity::update_many()
            .col_expr(broadcast::Column::Text, Expr::value(text))
            .col_expr(broadcast::Column::Media, Expr::value(media))
            .col_expr(broadcast::Column::WrittenAt, Expr::value(self.now))
            .filter(broadcast::COLUMN.id.eq(id))
            .filter(broadcast::COLUMN.state.eq(State::Draft))
            .exec(db)
            .await?;
        let row = broadcast::Entity::find_by_id(id).one(db).await?;
        let row = row.ok_or(Refusal::UnknownBroadcast)?;
        self.counted(db, Shown { row, ..before }).await
    }

    /// The same with how many would get it now.
    pub async fn counted(
        &self,
        db: &impl ConnectionTrait,
        shown: Shown,
    ) -> Result<Written, Failure> {
        let those = self.those(&shown);
        let audience = those.count(db).await?;
        Ok(Written { shown, audience })
    }

    pub(super) fn those(&self, shown: &Shown) -> Those {
        Those {
            course: shown.course.id,
            segment: shown.segment,
            but: shown.row.created_by,
            now: self.now,
        }
    }
}

/// The words and the media as they are kept.
fn checked(
    content: &Content,
    course: &course::Model,
) -> Result<(Option<String>, Option<String>), Failure> {
    if content.html.is_none() && content.media.is_empty() {
        return Err(Refusal::Blank(Field::Announcement).into());
    }
    let limit = room(&course.title);
    if content.length > limit {
        let (field, length) = (Field::Announcement, content.length);
        return Err(Refusal::TooLong {
            field,
            length,
            limit,
        }
        .into());
    }
    let media = (!content.media.is_empty()).then(|| serde_json::to_string(&content.media));
    let media = media.transpose().map_err(Fault::from)?;
    Ok((content.html.clone(), media))
}

/// One with what there is to say about it.
///
/// # Errors
/// [`Refusal::UnknownBroadcast`] for one that a newer version has written.
pub async fn looked(
    db: &impl ConnectionTrait,
    row: broadcast::Model,
    course: course::Model,
) -> Result<Shown, Failure> {
    let segment = Segment::read(&row.segment).ok_or(Refusal::UnknownBroadcast)?;
    let name = name(db, course.id, segment).await?;
    let aside = match row.ended_at {
        Some(_) => aside(db, row.id).await?,
        None => Aside::default(),
    };
    Ok(Shown {
        row,
        course,
        segment,
        name,
        aside,
    })
}

/// Those of these courses that were sent, the newest first.
///
/// # Errors
/// What the database says.
pub async fn recent(
    db: &impl ConnectionTrait,
    courses: &[course::Model],
    most: u64,
) -> Result<Vec<(broadcast::Model, course::Model)>, DbErr> {
    let ids = courses.iter().map(|course| course.id);
    let rows = broadcast::Entity::find()
        .filter(broadcast::COLUMN.course_id.is_in(ids))
        .filter(broadcast::Column::State.ne(State::Draft))
        .order_by_desc(broadcast::Column::Id)
        .limit(most)
        .all(db)
        .await?;
    let with_course = |row: broadcast::Model| {
        let course = courses.iter().find(|course| course.id == row.course_id)?;
        Some((row, course.clone()))
    };
    Ok(rows.into_iter().filter_map(with_course).collect())
}
