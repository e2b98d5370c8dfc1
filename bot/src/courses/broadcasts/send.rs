//! Sending an announcement off, holding it up, and ending it: each compares before it sets, so that twice equals once.

use entity::broadcast::{self, State};
use entity::{BroadcastId, UserId, chat, user};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use super::Shown;
use crate::courses::authoring::Author;
use crate::courses::refusal::{Failure, Refusal};

impl Author<'_> {
    /// Sends it off: writes down who gets it, in this transaction. What was sent before is given back as it is.
    ///
    /// # Errors
    /// As [`Author::announcement`]; [`Refusal::NobodyToTell`].
    pub async fn send_announcement(
        &self,
        db: &impl ConnectionTrait,
        id: BroadcastId,
    ) -> Result<Shown, Failure> {
        let shown = self.announcement(db, id).await?;
        let sent = broadcast::Entity::update_many()
            .col_expr(broadcast::Column::State, Expr::value(State::Running))
            .col_expr(broadcast::Column::StartedAt, Expr::value(self.now))
            .filter(broadcast::COLUMN.id.eq(id))
            .filter(broadcast::COLUMN.state.eq(State::Draft))
            .exec(db)
            .await?;
        if sent.rows_affected == 0 {
            return self.announcement(db, id).await;
        }
        let people = self.those(&shown).fix(db, id).await?;
        if people == 0 {
            return Err(Refusal::NobodyToTell.into());
        }
        let people = i64::try_from(people).unwrap_or(i64::MAX);
        broadcast::Entity::update_many()
            .col_expr(broadcast::Column::Recipients, Expr::value(people))
            .filter(broadcast::COLUMN.id.eq(id))
            .exec(db)
            .await?;
        self.announcement(db, id).await
    }

    /// Holds it up: nobody else is handed on. Those who were, a few seconds' worth, still get it. Twice equals once.
    ///
    /// # Errors
    /// As [`Author::announcement`].
    pub async fn pause_announcement(
        &self,
        db: &impl ConnectionTrait,
        id: BroadcastId,
    ) -> Result<Shown, Failure> {
        self.turn(db, id, &[State::Running], State::Paused).await
    }

    /// Goes on with it. Twice equals once.
    ///
    /// # Errors
    /// As [`Author::announcement`].
    pub async fn resume_announcement(
        &self,
        db: &impl ConnectionTrait,
        id: BroadcastId,
    ) -> Result<Shown, Failure> {
        self.turn(db, id, &[State::Paused], State::Running).await
    }

    /// Ends it for good. Twice equals once.
    ///
    /// # Errors
    /// As [`Author::announcement`].
    pub async fn stop_announcement(
        &self,
        db: &impl ConnectionTrait,
        id: BroadcastId,
    ) -> Result<Shown, Failure> {
        let under_way = [State::Running, State::Paused];
        self.turn(db, id, &under_way, State::Stopped).await
    }

    /// Forgets one that was not sent. One that was stays, and is given back.
    ///
    /// # Errors
    /// [`Refusal::NotAnAuthor`]; [`Refusal::UnknownBroadcast`] for one that is somebody else's to decide on.
    pub async fn discard_announcement(
        &self,
        db: &impl ConnectionTrait,
        id: BroadcastId,
    ) -> Result<Option<Shown>, Failure> {
        self.announcement(db, id).await?;
        let forgotten = broadcast::Entity::delete_many()
            .filter(broadcast::COLUMN.id.eq(id))
            .filter(broadcast::COLUMN.state.eq(State::Draft))
            .exec(db)
            .await?;
        if forgotten.rows_affected > 0 {
            return Ok(None);
        }
        self.announcement(db, id).await.map(Some)
    }

    /// Forgets what this person has written and not sent. `false`: there is nothing of that. Twice equals once.
    ///
    /// # Errors
    /// What the database says.
    pub async fn withdraw_announcements(&self, db: &impl ConnectionTrait) -> Result<bool, DbErr> {
        let forgotten = broadcast::Entity::delete_many()
            .filter(broadcast::COLUMN.created_by.eq(self.user))
            .filter(broadcast::COLUMN.state.eq(State::Draft))
            .exec(db)
            .await?;
        Ok(forgotten.rows_affected > 0)
    }

    async fn turn(
        &self,
        db: &impl ConnectionTrait,
        id: BroadcastId,
        from: &[State],
        to: State,
    ) -> Result<Shown, Failure> {
        self.announcement(db, id).await?;
        broadcast::Entity::update_many()
            .col_expr(broadcast::Column::State, Expr::value(to))
            .filter(broadcast::COLUMN.id.eq(id))
            .filter(broadcast::COLUMN.state.is_in(from.iter().copied()))
            .exec(db)
            .await?;
        self.announcement(db, id).await
    }
}

/// Its author, and the message of their chat with the live keyboard.
///
/// # Errors
/// What the database says.
pub async fn author(
    db: &impl ConnectionTrait,
    row: &broadcast::Model,
) -> Result<Option<(user::Model, Option<i32>)>, DbErr> {
    let author = user::Entity::find_by_id(row.created_by).one(db).await?;
    let chat = chat::Entity::find_by_id(row.created_by.0).one(db).await?;
    let live = chat.and_then(|chat| chat.live_message_id);
    Ok(author.map(|author| (author, live)))
}

/// From now on this message of its author's chat shows how far it has come; `None`: none does. Twice equals once.
///
/// # Errors
/// What the database says.
pub async fn shows_progress(
    db: &impl ConnectionTrait,
    id: BroadcastId,
    author: UserId,
    message: Option<i32>,
) -> Result<(), DbErr> {
    broadcast::Entity::update_many()
        .col_expr(broadcast::Column::MessageId, Expr::value(message))
        .filter(broadcast::COLUMN.id.eq(id))
        .filter(broadcast::COLUMN.created_by.eq(author))
        .exec(db)
        .await?;
    Ok(())
}
