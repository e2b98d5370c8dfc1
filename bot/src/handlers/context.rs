//! Who is speaking, in which language, at what instant, and the transaction that everything happens in.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use entity::{Door, UserId, cohort, course, user};
use sea_orm::DatabaseTransaction;
use teloxide::dispatching::dialogue::ErasedStorage;
use teloxide::types::{ChatId, MessageId};

use super::Awaiting;
use crate::clock::Dice;
use crate::courses::authoring::Author;
use crate::courses::rhythm::Zone;
use crate::courses::secret::Token;
use crate::courses::submissions::Assessor;
use crate::courses::team::Team;
use crate::courses::{Action, Failure, Fault, Refusal, Rights, Shelf, Walk, policy, rhythm};
use crate::telegram::{Reply, Screen};
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
    /// The zone of those who have not said theirs.
    pub time_zone: Zone,
    /// The courses read so far.
    pub shelf: Shelf,
    /// Where chance comes from.
    pub dice: Dice,
}

impl House {
    /// The deep link to a course.
    pub fn link(&self, course: &course::Model) -> String {
        let name = &self.bot_username;
        match (course.door, &course.link_token) {
            (Door::Unlisted | Door::Invitation, Some(token)) => {
                format!("https://t.me/{name}?start=l_{token}")
            }
            (Door::Public, _) | (_, None) => {
                format!("https://t.me/{name}?start=c_{}", course.slug)
            }
        }
    }

    /// The deep link of an invitation to work on courses.
    pub fn invitation(&self, token: Token) -> String {
        let token = token.text();
        format!("https://t.me/{}?start=t_{token}", self.bot_username)
    }

    /// The deep link that brings into a cohort.
    pub fn cohort_link(&self, cohort: &cohort::Model) -> String {
        format!(
            "https://t.me/{}?start=g_{}",
            self.bot_username, cohort.token
        )
    }

    /// The deep link that brings in by a code.
    pub fn code_link(&self, code: &str) -> String {
        format!("https://t.me/{}?start=i_{code}", self.bot_username)
    }

    /// The language of somebody who is not speaking just now.
    pub fn language_of(&self, user: &user::Model) -> Lang {
        self.language(user.language.as_deref(), user.telegram_language.as_deref())
    }

    /// The sentences for somebody who is not speaking just now.
    pub fn texts_of(&self, user: &user::Model) -> Texts {
        Texts::new(self.language_of(user)).plain(user.is_plain)
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
    /// This update has made them known.
    pub is_new: bool,
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

    /// Where their clock stands.
    pub fn zone(&self) -> Zone {
        rhythm::zone_of(&self.user, self.house.time_zone)
    }

    /// What the person may do, read now: a role that was taken away is gone with the next update.
    pub async fn rights(&self) -> Result<Rights, Failure> {
        Ok(policy::rights(&*self.db, &self.house.owners, self.user.id).await?)
    }

    /// The person at work on courses.
    ///
    /// # Errors
    /// [`Refusal::NotAnAuthor`] for who may do nothing anywhere.
    pub async fn author(&self) -> Result<Author<'_>, Failure> {
        let rights = self.rights().await?;
        if !rights.is_anybody() {
            return Err(Refusal::NotAnAuthor.into());
        }
        Ok(Author {
            user: self.user.id,
            rights,
            now: self.now,
            dice: &self.house.dice,
        })
    }

    /// Passes those who say who makes courses.
    ///
    /// # Errors
    /// [`Refusal::NotAnAuthor`].
    pub async fn owner(&self) -> Result<Rights, Failure> {
        let rights = self.rights().await?;
        rights.pass(Action::ManageAuthors)?;
        Ok(rights)
    }

    /// The person deciding on the parts of others.
    pub async fn team(&self) -> Result<Team<'_>, Failure> {
        Ok(Team {
            rights: self.rights().await?,
            owners: &self.house.owners,
        })
    }

    /// The person looking at what learners hand in.
    pub async fn assessor(&self) -> Result<Assessor<'_>, Failure> {
        Ok(Assessor {
            rights: self.rights().await?,
            shelf: &self.house.shelf,
            now: self.now,
        })
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

/// The message that was pressed, changed; without one, a new message.
pub fn in_place(ctx: &Context, screen: Screen) -> Reply {
    match ctx.pressed {
        Some(message) => Reply::redraw(message, screen),
        None => Reply::show(screen),
    }
}
