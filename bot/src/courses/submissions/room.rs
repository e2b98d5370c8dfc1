//! The group in which the work of a course is looked at.

use entity::submission::{self, State};
use entity::{CourseId, course, review_room, user};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
};

use super::claim::Assessor;
use crate::courses::policy::Action;
use crate::courses::refusal::Failure;

/// The group of a course.
///
/// # Errors
/// The database.
pub async fn room_of(
    db: &impl ConnectionTrait,
    course: CourseId,
) -> Result<Option<review_room::Model>, DbErr> {
    review_room::Entity::find_by_id(course).one(db).await
}

/// The courses whose work is looked at in a group, or in one of its topics.
///
/// # Errors
/// The database.
pub async fn rooms_in(
    db: &impl ConnectionTrait,
    chat: i64,
    thread: Option<i32>,
) -> Result<Vec<review_room::Model>, DbErr> {
    let mut rooms = review_room::Entity::find()
        .filter(review_room::COLUMN.chat_id.eq(chat))
        .order_by_asc(review_room::Column::CourseId);
    if let Some(thread) = thread {
        rooms = rooms.filter(review_room::COLUMN.thread_id.eq(thread));
    }
    rooms.all(db).await
}

/// What a course is called; `None`: it is gone.
///
/// # Errors
/// The database.
pub async fn title_of(
    db: &impl ConnectionTrait,
    course: CourseId,
) -> Result<Option<String>, DbErr> {
    let found = course::Entity::find_by_id(course).one(db).await?;
    Ok(found.map(|course| course.title))
}

/// What waits in a course, oldest first, each with its learner.
///
/// # Errors
/// The database.
pub async fn open_in(
    db: &impl ConnectionTrait,
    course: CourseId,
) -> Result<Vec<(submission::Model, user::Model)>, DbErr> {
    let rows = submission::Entity::find()
        .find_also_related(user::Entity)
        .filter(submission::COLUMN.course_id.eq(course))
        .filter(submission::COLUMN.state.is_in(State::OPEN))
        .order_by_asc(submission::Column::HandedInAt)
        .order_by_asc(submission::Column::Id)
        .all(db)
        .await?;
    let rows = rows.into_iter();
    Ok(rows.filter_map(|(row, user)| Some((row, user?))).collect())
}

/// The bot can no longer write there: the work of these courses goes to private chats again. Without a topic it is the
/// whole group. Twice equals once: the second time there are none.
///
/// # Errors
/// The database.
pub async fn rooms_gone(
    db: &impl ConnectionTrait,
    chat: i64,
    thread: Option<i32>,
) -> Result<Vec<CourseId>, DbErr> {
    let rooms = rooms_in(db, chat, thread).await?;
    let gone: Vec<CourseId> = rooms.into_iter().map(|room| room.course_id).collect();
    review_room::Entity::delete_many()
        .filter(review_room::COLUMN.chat_id.eq(chat))
        .filter(review_room::COLUMN.course_id.is_in(gone.iter().copied()))
        .exec(db)
        .await?;
    Ok(gone)
}

impl Assessor<'_> {
    /// Has the work of a course looked at in a topic of a group from now on, wherever it was looked at before. Twice equals
    /// once.
    ///
    /// # Errors
    /// As [`Rights::pass_on`](crate::courses::Rights::pass_on).
    pub async fn open_room(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
        (chat, thread): (i64, i32),
    ) -> Result<(), Failure> {
        self.rights.pass_on(db, Action::ManageTeam, course).await?;
        let row = review_room::ActiveModel {
            course_id: Set(course),
            chat_id: Set(chat),
            thread_id: Set(Some(thread)),
            opened_by: Set(self.rights.user),
            ..Default::default()
        };
        let on_conflict = OnConflict::column(review_room::Column::CourseId)
            .update_columns([
                review_room::Column::ChatId,
                review_room::Column::ThreadId,
                review_room::Column::OpenedBy,
            ])
            .to_owned();
        review_room::Entity::insert(row)
            .on_conflict(on_conflict)
            .exec_without_returning(db)
            .await?;
        Ok(())
    }

    /// Gives the work of a course back to private chats; `false`: it was looked at there already.
    ///
    /// # Errors
    /// As [`Assessor::open_room`].
    pub async fn close_room(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
    ) -> Result<bool, Failure> {
        self.rights.pass_on(db, Action::ManageTeam, course).await?;
        let gone = review_room::Entity::delete_by_id(course).exec(db).await?;
        Ok(gone.rows_affected > 0)
    }
}
