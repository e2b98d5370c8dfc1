//! The door of a course: everybody, who has the link, or who has a code; and the codes.

use chrono::{DateTime, TimeDelta, Utc};
use entity::{CodeId, CourseId, Door, code, code_use, course, wrong_code};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect,
};

use super::authoring::{Author, Draft};
use super::enrolment::Way;
use super::policy::Action;
use super::progress::{Standing, Walk};
use super::refusal::{Failure, Refusal, hidden};
use super::secret::{self, Token};

/// How many wrong codes and links somebody may try within [`TRIED_WITHIN`].
const TRIES: u64 = 10;
/// For how long a wrong code counts.
pub const TRIED_WITHIN: TimeDelta = TimeDelta::hours(1);
/// How many people a code may be made for.
pub const USES: [Option<i32>; 4] = [Some(1), Some(10), Some(100), None];
/// How many days a code may be good for.
pub const DAYS: [Option<i64>; 4] = [Some(1), Some(7), Some(30), None];

/// What a new code is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Good {
    /// For so many people; `None`: for as many as like.
    pub uses: Option<i32>,
    /// For so many days; `None`: it has no end.
    pub days: Option<i64>,
}

/// What came of a code.
#[derive(Clone, Debug, PartialEq)]
pub enum Tried {
    /// It opens a course, and the learner is in it.
    In(Standing),
    /// It opens nothing: it never was, is spent, has ended, or was taken back.
    Wrong,
}

impl Author<'_> {
    /// Says who may come in while the course is open; those inside stay. Twice equals once.
    ///
    /// # Errors
    /// As [`Author::may`].
    pub async fn set_door(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
        door: Door,
    ) -> Result<Draft, Failure> {
        let mut draft = self.open_to(db, Action::Publish, course).await?;
        let revision = self.dice.revision();
        let mut setting = course::Entity::update_many()
            .col_expr(course::Column::Door, Expr::value(door))
            .col_expr(course::Column::Revision, Expr::value(revision))
            .filter(course::COLUMN.id.eq(course));
        if door != Door::Public && draft.course.link_token.is_none() {
            let token = Token::roll(self.dice).text();
            setting = setting.col_expr(course::Column::LinkToken, Expr::value(token.clone()));
            draft.course.link_token = Some(token);
        }
        setting.exec(db).await?;
        draft.course.door = door;
        draft.course.revision = revision;
        Ok(draft)
    }

    /// Gives the course another link, so that the one it had opens nothing any more; those inside stay. `key` is that of the
    /// link that was to end: `None` when it has ended already.
    ///
    /// # Errors
    /// As [`Author::may`].
    pub async fn renew_link(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
        key: i64,
    ) -> Result<Option<Draft>, Failure> {
        let mut draft = self.open_to(db, Action::InviteLearners, course).await?;
        let Some(former) = draft.course.link_token.take() else {
            return Ok(None);
        };
        if secret::link_key(&former) != key {
            return Ok(None);
        }
        let (token, revision) = (Token::roll(self.dice).text(), self.dice.revision());
        let renewed = course::Entity::update_many()
            .col_expr(course::Column::LinkToken, Expr::value(token.clone()))
            .col_expr(course::Column::Revision, Expr::value(revision))
            .filter(course::COLUMN.id.eq(course))
            .filter(course::COLUMN.link_token.eq(former))
            .exec(db)
            .await?;
        draft.course.link_token = Some(token);
        draft.course.revision = revision;
        Ok((renewed.rows_affected > 0).then_some(draft))
    }

    /// Makes a code for so many people and so many days, which is seen this once.
    ///
    /// # Errors
    /// As [`Author::may`].
    pub async fn make_code(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
        good: Good,
        now: DateTime<Utc>,
    ) -> Result<(Draft, String), Failure> {
        let draft = self.open_to(db, Action::InviteLearners, course).await?;
        let code = secret::code(self.dice);
        let newest = code::Entity::find()
            .filter(code::COLUMN.course_id.eq(course))
            .order_by_desc(code::Column::Number)
            .one(db)
            .await?;
        let row = code::ActiveModel {
            code_hash: Set(secret::code_hash(&code)),
            number: Set(newest.map_or(0, |newest| newest.number) + 1),
            course_id: Set(course),
            made_by: Set(self.user),
            uses_left: Set(good.uses),
            ends_at: Set(good.days.map(|days| now + TimeDelta::days(days))),
            ..Default::default()
        };
        code::Entity::insert(row).exec_without_returning(db).await?;
        Ok((draft, code))
    }

    /// The codes that still open the course, the newest first.
    ///
    /// # Errors
    /// As [`Author::may`].
    pub async fn codes(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
        now: DateTime<Utc>,
    ) -> Result<(Draft, Vec<code::Model>), Failure> {
        let draft = self.open_to(db, Action::InviteLearners, course).await?;
        let codes = code::Entity::find()
            .filter(code::COLUMN.course_id.eq(course))
            .filter(good(now))
            .filter(some_left())
            .order_by_desc(code::Column::Id)
            .all(db)
            .await?;
        Ok((draft, codes))
    }

    /// Takes a code back; who came in by it stays. Twice equals once.
    ///
    /// # Errors
    /// [`Refusal::NotAnAuthor`]; [`Refusal::UnknownCode`] for who may not, whether it is there or not.
    pub async fn revoke_code(
        &self,
        db: &impl ConnectionTrait,
        id: CodeId,
        now: DateTime<Utc>,
    ) -> Result<CourseId, Failure> {
        if !self.rights.is_anybody() {
            return Err(Refusal::NotAnAuthor.into());
        }
        let found = code::Entity::find_by_id(id).one(db).await?;
        let course = found.ok_or(Refusal::UnknownCode)?.course_id;
        hidden(
            self.may(db, Action::InviteLearners, course).await,
            Refusal::UnknownCode,
        )?;
        code::Entity::update_many()
            .col_expr(code::Column::RevokedAt, Expr::value(now))
            .filter(code::Column::Id.eq(id))
            .filter(code::Column::RevokedAt.is_null())
            .exec(db)
            .await?;
        Ok(course)
    }
}

impl Walk<'_> {
    /// Tries a code, in whatever form it was typed. Who is inside the course it belongs to goes on there, whatever has
    /// become of the code; who has used it before does not spend it again.
    ///
    /// # Errors
    /// [`Refusal::TooManyTries`]; as [`Walk::enrol`] for a code that is right.
    pub async fn try_code(&self, db: &impl ConnectionTrait, typed: &str) -> Result<Tried, Failure> {
        self.pass_tries(db).await?;
        let found = code::Entity::find()
            .filter(code::COLUMN.code_hash.eq(secret::code_hash(typed)))
            .one(db)
            .await?;
        let Some(code) = found else {
            return self.wrong(db).await;
        };
        match self.standing(db, code.course_id).await {
            Ok(standing) => return Ok(Tried::In(standing)),
            Err(Failure::Refused(_)) => {}
            Err(fault) => return Err(fault),
        }
        if !self.spend(db, code.id).await? {
            return self.wrong(db).await;
        }
        let standing = self.enrol(db, code.course_id, Way::Code).await?;
        Ok(Tried::In(standing))
    }

    /// Takes one use of a code that is still good; `false` when there is none left. Compares and sets.
    async fn spend(&self, db: &impl ConnectionTrait, id: CodeId) -> Result<bool, DbErr> {
        let row = code_use::ActiveModel {
            code_id: Set(id),
            user_id: Set(self.user),
            ..Default::default()
        };
        let first = code_use::Entity::insert(row)
            .on_conflict(
                OnConflict::columns([code_use::Column::CodeId, code_use::Column::UserId])
                    .do_nothing()
                    .to_owned(),
            )
            .exec_without_returning(db)
            .await?
            > 0;
        let by_one = i32::from(first);
        let mut spending = code::Entity::update_many()
            .col_expr(
                code::Column::UsesLeft,
                Expr::col(code::Column::UsesLeft).sub(by_one),
            )
            .filter(code::Column::Id.eq(id))
            .filter(good(self.now));
        if first {
            spending = spending.filter(some_left());
        }
        if spending.exec(db).await?.rows_affected > 0 {
            return Ok(true);
        }
        if first {
            code_use::Entity::delete_by_id((id, self.user))
                .exec(db)
                .await?;
        }
        Ok(false)
    }

    /// Passes who has not tried too many wrong codes of late.
    pub(super) async fn pass_tries(&self, db: &impl ConnectionTrait) -> Result<(), Failure> {
        let tries = wrong_code::Entity::find()
            .filter(wrong_code::COLUMN.user_id.eq(self.user))
            .filter(wrong_code::COLUMN.tried_at.gt(self.now - TRIED_WITHIN))
            .order_by_desc(wrong_code::Column::TriedAt)
            .limit(TRIES)
            .all(db)
            .await?;
        if (tries.len() as u64) < TRIES {
            return Ok(());
        }
        let oldest = tries.last().map_or(self.now, |tried| tried.tried_at);
        let left = oldest + TRIED_WITHIN - self.now;
        let minutes = u64::try_from(left.num_seconds()).unwrap_or(0).div_ceil(60);
        Err(Refusal::TooManyTries { minutes }.into())
    }

    async fn wrong(&self, db: &impl ConnectionTrait) -> Result<Tried, Failure> {
        self.remember_try(db).await?;
        Ok(Tried::Wrong)
    }

    /// Counts a code or a link that opened nothing.
    pub(super) async fn remember_try(&self, db: &impl ConnectionTrait) -> Result<(), DbErr> {
        let row = wrong_code::ActiveModel {
            user_id: Set(self.user),
            tried_at: Set(self.now),
            ..Default::default()
        };
        wrong_code::Entity::insert(row)
            .exec_without_returning(db)
            .await
            .map(drop)
    }
}

/// Forgets wrong codes that no longer count.
pub async fn forget_tries(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<u64, DbErr> {
    let gone = wrong_code::Entity::delete_many()
        .filter(wrong_code::COLUMN.tried_at.lt(now - TRIED_WITHIN))
        .exec(db)
        .await?;
    Ok(gone.rows_affected)
}

/// Nobody has taken it back, and its time is not over.
fn good(now: DateTime<Utc>) -> Condition {
    Condition::all().add(code::Column::RevokedAt.is_null()).add(
        Condition::any()
            .add(code::Column::EndsAt.is_null())
            .add(code::Column::EndsAt.gt(now)),
    )
}

fn some_left() -> Condition {
    Condition::any()
        .add(code::Column::UsesLeft.is_null())
        .add(code::Column::UsesLeft.gt(0))
}
