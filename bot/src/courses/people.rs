//! Who is there, and what they are called. Who may do what stands in `policy`.

use entity::{UserId, chat, user, user_role};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DbErr,
    EntityTrait, IntoActiveModel, JoinType, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};

use super::refusal::{Failure, Refusal};

/// How a person is named in Telegram right now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The Telegram user id.
    pub id: UserId,
    /// 1–64 characters.
    pub first_name: String,
    /// At most 64 characters.
    pub last_name: Option<String>,
    /// At most 32 characters.
    pub username: Option<String>,
    /// What Telegram says their language is; `None`: it does not say.
    pub language: Option<String>,
}

/// The person's row, made or brought up to date: names as they are now, and reachable again, since they have
/// just been heard of. A username that has changed hands leaves its former row in the same transaction.
/// With it comes what is remembered of their private chat. One statement that reads; one or two that write when
/// something is new. Twice equals once.
pub async fn meet(db: &impl ConnectionTrait, person: &Person) -> Result<Met, DbErr> {
    let chat_of = user::Entity::belongs_to(chat::Entity)
        .from(user::Column::Id)
        .to(chat::Column::Id)
        .into();
    let found = user::Entity::find_by_id(person.id)
        .join(JoinType::LeftJoin, chat_of)
        .select_also(chat::Entity)
        .one(db)
        .await?;
    let (known, chat) = found.unzip();
    let live_message = chat.flatten().and_then(|chat| chat.live_message_id);
    let is_new = known.is_none();
    let is_back = known.as_ref().is_none_or(|known| !known.is_active);
    let user = refreshed(db, known, person).await?;
    Ok(Met {
        user,
        live_message,
        is_back,
        is_new,
    })
}

/// A person who has just been heard of.
#[derive(Clone, Debug, PartialEq)]
pub struct Met {
    /// Their row.
    pub user: user::Model,
    /// The message in their private chat whose keyboard is live.
    pub live_message: Option<i32>,
    /// They were unknown, or could not be reached, until now.
    pub is_back: bool,
    /// They were unknown until now.
    pub is_new: bool,
}

async fn refreshed(
    db: &impl ConnectionTrait,
    known: Option<user::Model>,
    person: &Person,
) -> Result<user::Model, DbErr> {
    if let Some(known) = &known
        && known.is_active
        && known.first_name == person.first_name
        && known.last_name == person.last_name
        && known.username == person.username
        && known.telegram_language == person.language
    {
        return Ok(known.clone());
    }
    let username_is_new = known
        .as_ref()
        .is_none_or(|known| known.username != person.username);
    if let Some(username) = person.username.as_ref().filter(|_| username_is_new) {
        user::Entity::update_many()
            .col_expr(user::Column::Username, Expr::value(None::<String>))
            .filter(named(username))
            .filter(user::COLUMN.id.ne(person.id))
            .exec(db)
            .await?;
    }
    if let Some(known) = known {
        let mut row = known.into_active_model();
        row.first_name = Set(person.first_name.clone());
        row.last_name = Set(person.last_name.clone());
        row.username = Set(person.username.clone());
        row.telegram_language = Set(person.language.clone());
        row.is_active = Set(true);
        return row.update(db).await;
    }
    let row = user::ActiveModel {
        id: Set(person.id),
        first_name: Set(person.first_name.clone()),
        last_name: Set(person.last_name.clone()),
        username: Set(person.username.clone()),
        telegram_language: Set(person.language.clone()),
        ..Default::default()
    };
    // Two updates of one newcomer may be handled at the same instant by two processes.
    let on_conflict = OnConflict::column(user::Column::Id)
        .update_columns([
            user::Column::FirstName,
            user::Column::LastName,
            user::Column::Username,
            user::Column::TelegramLanguage,
        ])
        .to_owned();
    user::Entity::insert(row)
        .on_conflict(on_conflict)
        .exec_with_returning(db)
        .await
}

/// Remembers whether the bot can reach the person. Twice equals once; an unknown person is no error.
pub async fn set_reachable(
    db: &impl ConnectionTrait,
    user: UserId,
    reachable: bool,
) -> Result<(), DbErr> {
    user::Entity::update_many()
        .col_expr(user::Column::IsActive, Expr::value(reachable))
        .filter(user::COLUMN.id.eq(user))
        .filter(user::COLUMN.is_active.eq(!reachable))
        .exec(db)
        .await?;
    Ok(())
}

/// The language that the person has chosen; `None`: as Telegram says.
pub async fn choose_language(
    db: &impl ConnectionTrait,
    user: UserId,
    language: Option<&str>,
) -> Result<(), DbErr> {
    user::Entity::update_many()
        .col_expr(
            user::Column::Language,
            Expr::value(language.map(str::to_owned)),
        )
        .filter(user::COLUMN.id.eq(user))
        .exec(db)
        .await?;
    Ok(())
}

/// Whether the person wants text alone. Twice equals once.
///
/// # Errors
/// What the database says.
pub async fn choose_plain(
    db: &impl ConnectionTrait,
    user: UserId,
    is_plain: bool,
) -> Result<(), DbErr> {
    user::Entity::update_many()
        .col_expr(
            user::Column::IsPlain,
            sea_orm::sea_query::Expr::value(is_plain),
        )
        .filter(user::COLUMN.id.eq(user))
        .exec(db)
        .await?;
    Ok(())
}

/// Whether the person wants to get what authors write to many. Twice equals once.
///
/// # Errors
/// What the database says.
pub async fn choose_announcements(
    db: &impl ConnectionTrait,
    user: UserId,
    hears: bool,
) -> Result<(), DbErr> {
    user::Entity::update_many()
        .col_expr(user::Column::HearsAnnouncements, Expr::value(hears))
        .filter(user::COLUMN.id.eq(user))
        .exec(db)
        .await?;
    Ok(())
}

/// The condition that somebody has this username, in any case: Telegram knows no difference.
fn named(username: &str) -> Expr {
    use sea_orm::sea_query::{ExprTrait, Func};
    let own = Func::lower(Expr::col((user::Entity, user::Column::Username)));
    Expr::expr(own).eq(username.to_lowercase())
}

/// Somebody by username (with or without `@`, in any case) or by number, among those who have spoken to the bot.
///
/// # Errors
/// [`Refusal::UnknownPerson`].
pub async fn find(db: &impl ConnectionTrait, who: &str) -> Result<user::Model, Failure> {
    let who = who.trim();
    if who.is_empty() || who.len() > 64 || who.contains(char::is_control) {
        return Err(Refusal::UnknownPerson.into());
    }
    let found = if let Ok(id) = who.parse::<i64>() {
        user::Entity::find_by_id(UserId(id)).one(db).await?
    } else {
        user::Entity::find()
            .filter(named(who.trim_start_matches('@')))
            .one(db)
            .await?
    };
    found.ok_or_else(|| Refusal::UnknownPerson.into())
}

/// Remembers by its digest which menu a person's chat shows; `true` when it showed another until now. Without a digest it is
/// the menu that everybody has.
pub async fn set_menu(
    db: &impl ConnectionTrait,
    user: UserId,
    digest: &str,
) -> Result<bool, DbErr> {
    let known = chat::Entity::find_by_id(user.0).one(db).await?;
    let shown = known.and_then(|chat| chat.menu);
    if shown.as_deref().unwrap_or_default() == digest {
        return Ok(false);
    }
    let row = chat::ActiveModel {
        id: Set(user.0),
        menu: Set((!digest.is_empty()).then(|| digest.to_owned())),
        ..Default::default()
    };
    let on_conflict = OnConflict::column(chat::Column::Id)
        .update_column(chat::Column::Menu)
        .to_owned();
    chat::Entity::insert(row)
        .on_conflict(on_conflict)
        .exec_without_returning(db)
        .await?;
    Ok(true)
}

/// Whether a person's chat shows a menu of their own.
pub async fn has_menu(db: &impl ConnectionTrait, user: UserId) -> Result<bool, DbErr> {
    let known = chat::Entity::find_by_id(user.0).one(db).await?;
    Ok(known.is_some_and(|chat| chat.menu.is_some()))
}

/// Everybody whose menu differs from that of all others, or may have to.
pub async fn with_menus(db: &impl ConnectionTrait) -> Result<Vec<user::Model>, DbErr> {
    let holders = user_role::Entity::find()
        .select_only()
        .column(user_role::Column::UserId)
        .into_query();
    let shown = chat::Entity::find()
        .select_only()
        .column(chat::Column::Id)
        .filter(chat::Column::Menu.is_not_null())
        .into_query();
    user::Entity::find()
        .filter(
            Condition::any()
                .add(user::Column::Id.in_subquery(holders))
                .add(user::Column::Id.in_subquery(shown)),
        )
        .order_by_asc(user::Column::Id)
        .all(db)
        .await
}

/// Whether a group has still to be told where to find the bot; true once per group.
pub async fn direct_group(
    db: &impl ConnectionTrait,
    chat: i64,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<bool, DbErr> {
    let row = chat::ActiveModel {
        id: Set(chat),
        directed_at: Set(Some(now)),
        ..Default::default()
    };
    let new = chat::Entity::insert(row)
        .on_conflict(OnConflict::column(chat::Column::Id).do_nothing().to_owned())
        .exec_without_returning(db)
        .await?;
    Ok(new > 0)
}

/// These people, as far as they have spoken to the bot.
pub async fn all_of(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = UserId>,
) -> Result<Vec<user::Model>, DbErr> {
    user::Entity::find()
        .filter(user::COLUMN.id.is_in(ids))
        .all(db)
        .await
}
