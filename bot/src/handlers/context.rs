//! Who is speaking, in which language, at what instant, and the transaction that everything happens in.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use entity::{UserId, user};
use sea_orm::DatabaseTransaction;
use teloxide::dispatching::dialogue::ErasedStorage;
use teloxide::types::{ChatId, MessageId};

use super::Awaiting;
use crate::clock::Dice;
use crate::courses::authoring::Author;
use crate::courses::{Failure, Fault, Refusal, Role, Shelf, Walk, people};
use crate::texts::{Lang, Texts};

/// The store of half-finished dialogues, within the transaction of the update.
pub type Dialogues = ErasedStorage<Awaiting>;

/// What holds for the whole instance.
#[derive(Debug)]
pub struct House {
    /// Those who run it.
    pub owners: Vec<UserId>,
    /// The bot's username, without `@`.
    pub bot_username: String,
    /// The bot's name.
    pub bot_name: String,
    /// Spoken to those whose Telegram speaks a language the bot does not.
    pub default_language: Lang,
    /// The courses read so far.
    pub shelf: Shelf,
    /// Where chance comes from.
    pub dice: Dice,
}

impl House {
    /// The deep link to a course.
    pub fn link(&self, slug: &str) -> String {
        format!("https://t.me/{}?start=c_{slug}", self.bot_username)
    }

    /// The language of somebody who is not speaking just now.
    pub fn language_of(&self, user: &user::Model) -> Lang {
        self.language(user.language.as_deref(), user.telegram_language.as_deref())
    }

    /// The language for somebody who has chosen `chosen` here and `telegram` in Telegram.
    pub fn language(&self, chosen: Option<&str>, telegram: Option<&str>) -> Lang {
        chosen
            .and_then(Lang::from_code)
            .or_else(|| telegram.and_then(Lang::from_code))
            .unwrap_or(self.default_language)
    }
}

/// Everything a handler may know of the update besides the update itself.
#[derive(Clone)]
pub struct Context {
    /// The transaction of this update.
    pub db: Arc<DatabaseTransaction>,
    /// What holds for the whole instance.
    pub house: Arc<House>,
    /// The store of half-finished dialogues.
    pub dialogues: Arc<Dialogues>,
    /// The instant the update was taken up, UTC.
    pub now: DateTime<Utc>,
    /// Who is speaking.
    pub user: Arc<user::Model>,
    /// What Telegram says of their language.
    pub telegram_language: Option<String>,
    /// Sentences in their language.
    pub texts: Texts,
    /// The chat in which they speak.
    pub chat: i64,
    /// The message whose button was pressed.
    pub pressed: Option<MessageId>,
}

impl Context {
    /// Whether this is a private chat: its id is the person's.
    pub fn is_private(&self) -> bool {
        self.chat == self.user.id.0
    }

    /// The learner at this instant.
    pub fn walk(&self) -> Walk<'_> {
        Walk {
            shelf: &self.house.shelf,
            user: self.user.id,
            now: self.now,
        }
    }

    /// What the person may do, read now: a right that was taken away is gone with the next update.
    pub async fn role(&self) -> Result<Role, Failure> {
        Ok(people::role(&*self.db, &self.house.owners, self.user.id).await?)
    }

    /// The person at work on courses.
    ///
    /// # Errors
    /// [`Refusal::NotAnAuthor`].
    pub async fn author(&self) -> Result<Author<'_>, Failure> {
        let role = self.role().await?;
        if role < Role::Author {
            return Err(Refusal::NotAnAuthor.into());
        }
        Ok(Author {
            user: self.user.id,
            role,
            now: self.now,
            dice: &self.house.dice,
        })
    }

    /// Passes owners only.
    ///
    /// # Errors
    /// [`Refusal::NotAnOwner`].
    pub async fn owner(&self) -> Result<(), Failure> {
        if self.role().await? < Role::Owner {
            Err(Refusal::NotAnOwner.into())
        } else {
            Ok(())
        }
    }

    /// What the chat is waiting for.
    pub async fn awaiting(&self) -> Result<Awaiting, Failure> {
        let found = Arc::clone(&self.dialogues)
            .get_dialogue(ChatId(self.chat))
            .await;
        Ok(found.map_err(stored)?.unwrap_or_default())
    }

    /// Waits for something else from now on.
    pub async fn wait_for(&self, awaiting: Awaiting) -> Result<(), Failure> {
        let dialogues = Arc::clone(&self.dialogues);
        let done = if awaiting == Awaiting::Nothing {
            dialogues.remove_dialogue(ChatId(self.chat)).await
        } else {
            dialogues.update_dialogue(ChatId(self.chat), awaiting).await
        };
        Ok(done.map_err(stored)?)
    }
}

fn stored(error: Box<dyn std::error::Error + Send + Sync>) -> Fault {
    match error.downcast::<Fault>() {
        Ok(fault) => *fault,
        Err(_) => Fault::Broken("the dialogue store failed in a way of its own"),
    }
}
