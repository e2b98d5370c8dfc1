//! One bot's side of the world: its chats, its queue, its webhook, what it says about itself.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tokio::sync::{Notify, Semaphore};

use crate::BotAccount;
use crate::world::commands::Commands;
use crate::world::message::Message;
use crate::world::queue::{Lane, Queue};

/// A bot as the world knows it.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Bot {
    pub(crate) account: BotAccount,
    pub(crate) chats: HashMap<i64, Chat>,
    pub(crate) queue: Queue,
    /// Kinds of updates to keep; none means Telegram's default set.
    pub(crate) allowed: Option<BTreeSet<String>>,
    pub(crate) webhook: Option<Webhook>,
    pub(crate) commands: Commands,
    /// `name`, `description` and `short_description` by language: key `description/en`.
    pub(crate) about: BTreeMap<String, String>,
    pub(crate) last_message: i64,
    /// The current long poll; an older one ends when it differs.
    #[serde(skip)]
    pub(crate) poller: u64,
    #[serde(skip)]
    pub(crate) wake: Arc<Notify>,
    /// Updates that a webhook worker is to deliver, lane by lane.
    #[serde(skip)]
    pub(crate) lanes: HashMap<Lane, VecDeque<i64>>,
    #[serde(skip)]
    pub(crate) hook_generation: u64,
    #[serde(skip, default = "forty")]
    pub(crate) permits: Arc<Semaphore>,
}

fn forty() -> Arc<Semaphore> {
    Arc::new(Semaphore::new(40))
}

/// Where and how updates are pushed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Webhook {
    pub(crate) url: String,
    pub(crate) secret: String,
    pub(crate) max_connections: usize,
    pub(crate) certificate: bool,
    /// Unix seconds and Telegram's words.
    pub(crate) last_error: Option<(i64, String)>,
    /// Since when the bot answers 410, in milliseconds.
    pub(crate) gone_since: Option<i64>,
}

/// A chat between a bot and a person or a group.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Chat {
    pub(crate) messages: BTreeMap<i64, Message>,
    /// The person has written to the bot at least once.
    pub(crate) started: bool,
    pub(crate) blocked: bool,
    /// The bot has met the person, though not in private.
    pub(crate) seen: bool,
    /// What the bot is doing, and until when (milliseconds).
    #[serde(skip)]
    pub(crate) typing: Option<(String, i64)>,
}

impl Bot {
    pub(crate) fn new(account: BotAccount) -> Self {
        let id = account.id();
        Self {
            account,
            chats: HashMap::new(),
            queue: Queue::new(id.unsigned_abs()),
            allowed: None,
            webhook: None,
            commands: Commands::default(),
            about: BTreeMap::new(),
            last_message: 0,
            poller: 0,
            wake: Arc::new(Notify::new()),
            lanes: HashMap::new(),
            hook_generation: 0,
            permits: forty(),
        }
    }

    pub(crate) fn id(&self) -> i64 {
        self.account.id()
    }

    pub(crate) fn chat(&mut self, id: i64) -> &mut Chat {
        self.chats.entry(id).or_default()
    }

    /// The name in a language, or the account's own.
    pub(crate) fn about(&self, what: &str, language: &str) -> String {
        let find = |language: &str| self.about.get(&format!("{what}/{language}"));
        match find(language).or_else(|| find("")) {
            Some(text) => text.clone(),
            None if what == "name" => self.account.first_name.clone(),
            None => String::new(),
        }
    }

    /// The Bot API's `User`.
    pub(crate) fn user(&self) -> Value {
        json!({
            "id": self.id(),
            "is_bot": true,
            "first_name": self.about("name", ""),
            "username": self.account.username,
        })
    }

    /// Whether updates of this kind are kept; the default set leaves three kinds out.
    pub(crate) fn wants(&self, kind: &str) -> bool {
        match &self.allowed {
            Some(allowed) => allowed.contains(kind),
            None => !matches!(
                kind,
                "chat_member" | "message_reaction" | "message_reaction_count"
            ),
        }
    }
}
