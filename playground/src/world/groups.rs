//! Groups: who is in them, who is an administrator, their topics, and what a bot hears there.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::world::bot::Bot;
use crate::world::message::{Author, Content, Message};
use crate::world::queue::Lane;
use crate::world::state::{KEPT_MS, State};
use crate::world::{Impossible, World};

/// What an administrator may do; all of it.
const RIGHTS: [&str; 12] = [
    "can_be_edited",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_manage_topics",
];

/// A group and the people and bots in it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Group {
    pub(crate) id: i64,
    pub(crate) title: String,
    pub(crate) members: BTreeSet<i64>,
    /// Bots that were removed: they hear other words than bots that never were in it.
    pub(crate) kicked: BTreeSet<i64>,
    #[serde(default)]
    pub(crate) admins: BTreeSet<i64>,
    /// Of a supergroup that is a forum, by the message that opened each; a plain group has none.
    #[serde(default)]
    pub(crate) topics: Option<BTreeMap<i64, Topic>>,
}

/// A topic of a forum.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Topic {
    pub(crate) name: String,
    /// RGB of its icon.
    pub(crate) colour: i64,
    pub(crate) closed: bool,
}

impl Group {
    /// The Bot API's `Chat`.
    pub(crate) fn chat(&self) -> Value {
        if self.topics.is_some() {
            return json!({
                "id": self.id, "type": "supergroup", "title": self.title, "is_forum": true,
            });
        }
        json!({
            "id": self.id,
            "type": "group",
            "title": self.title,
            "all_members_are_administrators": true,
        })
    }

    /// Telegram's word for what kind of group it is.
    pub(crate) fn kind(&self) -> &'static str {
        if self.topics.is_some() {
            "supergroup"
        } else {
            "group"
        }
    }

    /// `administrator`, `member` or `left`.
    pub(crate) fn status(&self, user: i64) -> &'static str {
        match (self.admins.contains(&user), self.members.contains(&user)) {
            (true, true) => "administrator",
            (false, true) => "member",
            _ => "left",
        }
    }
}

/// The Bot API's `ChatMember`.
pub(crate) fn member(user: &Value, status: &str) -> Value {
    let mut member = json!({ "user": user, "status": status });
    match status {
        "kicked" => member["until_date"] = 0.into(),
        "administrator" => {
            member["is_anonymous"] = false.into();
            for right in RIGHTS {
                member[right] = true.into();
            }
        }
        _ => {}
    }
    member
}

impl World {
    /// Opens a group with these people in it; answers with its id.
    pub fn group(&self, title: &str, members: &[i64]) -> i64 {
        self.open_group(title, members, -4_000_000_001, None)
    }

    /// Opens a supergroup with topics and with these people in it; answers with its id.
    pub fn forum(&self, title: &str, members: &[i64]) -> i64 {
        self.open_group(title, members, -1_004_000_000_001, Some(BTreeMap::new()))
    }

    fn open_group(
        &self,
        title: &str,
        members: &[i64],
        first: i64,
        topics: Option<BTreeMap<i64, Topic>>,
    ) -> i64 {
        let mut state = self.hold();
        let id = first - i64::try_from(state.groups.len()).unwrap_or(0);
        let group = Group {
            id,
            title: title.to_owned(),
            members: members.iter().copied().collect(),
            kicked: BTreeSet::new(),
            admins: BTreeSet::new(),
            topics,
        };
        state.groups.insert(id, group);
        id
    }

    /// A person adds a bot to a group.
    pub fn add_to_group(&self, bot: i64, chat: i64, person: i64) -> Result<(), Impossible> {
        let mut state = self.hold();
        let user = state.bots.get(&bot).ok_or(Impossible::UnknownBot)?.user();
        let group = state.groups.get_mut(&chat).ok_or(Impossible::UnknownChat)?;
        group.members.insert(bot);
        group.kicked.remove(&bot);
        state.membership(bot, chat, person, "left", "member");
        let mut service = Map::new();
        service.insert("new_chat_members".to_owned(), json!([user]));
        let message = Message::new(Author::Person(person), Content::Service(service));
        state.arrive(bot, chat, message, "add_to_group");
        Ok(())
    }

    /// A person makes a bot an administrator of a group; it hears everything then. Twice equals once.
    ///
    /// # Errors
    /// A bot that is not in the group.
    pub fn promote(&self, bot: i64, chat: i64, person: i64) -> Result<(), Impossible> {
        let mut state = self.hold();
        let group = state.groups.get_mut(&chat).ok_or(Impossible::UnknownChat)?;
        if !group.members.contains(&bot) {
            return Err(Impossible::UnknownBot);
        }
        if group.admins.insert(bot) {
            state.membership(bot, chat, person, "member", "administrator");
        }
        Ok(())
    }

    /// A person removes a bot from a group.
    pub fn remove_from_group(&self, bot: i64, chat: i64, person: i64) -> Result<(), Impossible> {
        let mut state = self.hold();
        let group = state.groups.get_mut(&chat).ok_or(Impossible::UnknownChat)?;
        let before = group.status(bot);
        if !group.members.remove(&bot) {
            return Err(Impossible::UnknownBot);
        }
        group.admins.remove(&bot);
        group.kicked.insert(bot);
        state.membership(bot, chat, person, before, "kicked");
        Ok(())
    }
}

impl State {
    /// Whether a bot hears a message of a group. As an administrator it hears all; otherwise privacy mode lets through
    /// commands that name no other bot, mentions, replies to the bot, and what the group says of itself.
    pub(crate) fn hears(&self, bot: i64, message: &Message) -> bool {
        let Some(group) = self.groups.get(&message.chat) else {
            return true;
        };
        if !group.members.contains(&bot) {
            return false;
        }
        let replied = message
            .reply_to
            .and_then(|id| self.message(bot, message.chat, id));
        if group.admins.contains(&bot) || replied.is_some_and(|one| one.author == Author::Bot) {
            return true;
        }
        let words = match &message.content {
            Content::Text { text, .. } => &text.text,
            Content::Media { caption, .. } => &caption.text,
            Content::Service(_) => return true,
            Content::Poll(_) | Content::Plain(_) => return false,
        };
        let name = self
            .bots
            .get(&bot)
            .map(|bot| bot.account.username.to_ascii_lowercase());
        meant_for(&name.unwrap_or_default(), words)
    }

    /// Tells a bot that its own membership in a chat changed.
    pub(crate) fn membership(&mut self, bot: i64, chat: i64, by: i64, old: &str, new: &str) {
        let Some(user) = self.bots.get(&bot).map(Bot::user) else {
            return;
        };
        let body = json!({
            "chat": self.chat(chat),
            "from": self.user(by),
            "date": self.now.div_euclid(1000),
            "old_chat_member": member(&user, old),
            "new_chat_member": member(&user, new),
        });
        self.enqueue(
            bot,
            "my_chat_member",
            Lane::Membership(chat),
            KEPT_MS,
            &body,
        );
    }
}

fn meant_for(own_name: &str, text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    if text.contains(&format!("@{own_name}")) {
        return true;
    }
    let first = text.split_whitespace().next().unwrap_or_default();
    first.starts_with('/') && !first.contains('@')
}
