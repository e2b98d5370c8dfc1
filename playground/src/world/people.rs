//! People.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Somebody with a Telegram account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Person {
    /// The account's number; also the id of the private chat with any bot.
    pub id: i64,
    /// 1–64 characters.
    pub first_name: String,
    /// 0–64 characters.
    pub last_name: Option<String>,
    /// Without the `@`.
    pub username: Option<String>,
    /// What Telegram itself is set to, as an IETF tag.
    pub language_code: Option<String>,
    /// A sentence for the people who use the page; bots never see it.
    pub about: String,
}

/// A person and what became of their account.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Known {
    pub(crate) person: Person,
    pub(crate) deactivated: bool,
}

impl Person {
    /// The Bot API's `User`.
    pub(crate) fn user(&self) -> Value {
        let mut user = json!({ "id": self.id, "is_bot": false, "first_name": self.first_name });
        self.put_names(&mut user);
        if let Some(language) = &self.language_code {
            user["language_code"] = language.clone().into();
        }
        user
    }

    /// The Bot API's `Chat` for a private chat.
    pub(crate) fn chat(&self) -> Value {
        let mut chat = json!({ "id": self.id, "type": "private", "first_name": self.first_name });
        self.put_names(&mut chat);
        chat
    }

    fn put_names(&self, object: &mut Value) {
        if let Some(last_name) = &self.last_name {
            object["last_name"] = last_name.clone().into();
        }
        if let Some(username) = &self.username {
            object["username"] = username.clone().into();
        }
    }
}
