//! What sends and edits have in common: who may be written to, texts, captions, keyboards.

use serde_json::Value;

use crate::api::{Call, Refusal};
use crate::entities::{self, Entity, Formatted};
use crate::keyboard::{self, Markup};
use crate::world::state::State;

/// Bot API, sendMessage and sendPhoto, read 2026-09-01: code points after parsing.
const TEXT: usize = 4096;
const CAPTION: usize = 1024;

/// Why a length is refused: sends and edits use different words.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Moment {
    Send,
    Edit,
}

impl Call<'_> {
    /// `chat_id`, when it names a chat the bot knows of.
    pub(super) fn chat_id(&self) -> Result<i64, Refusal> {
        let text = self.params.text("chat_id").unwrap_or_default();
        if text.is_empty() {
            return Err(Refusal::bad("chat_id is empty"));
        }
        text.trim()
            .parse()
            .map_err(|_| Refusal::bad("chat not found"))
    }

    /// `chat_id`, when the bot may write there.
    pub(super) fn open_chat(&self) -> Result<i64, Refusal> {
        let chat = self.chat_id()?;
        self.state.reachable(self.bot, chat)?;
        Ok(chat)
    }

    /// `text`, parsed and within its length.
    pub(super) fn text(&self, moment: Moment) -> Result<Formatted, Refusal> {
        let raw = self.params.text("text").unwrap_or_default();
        if raw.is_empty() {
            return Err(Refusal::bad("message text is empty"));
        }
        let text = self.formatted(&raw, "entities")?;
        if text.text.is_empty() {
            return Err(Refusal::bad("text must be non-empty"));
        }
        if text.text.chars().count() > TEXT {
            return Err(match moment {
                Moment::Send => Refusal::bad("message is too long"),
                Moment::Edit => Refusal::bad("MESSAGE_TOO_LONG"),
            });
        }
        Ok(text)
    }

    /// `caption`, parsed and within its length; empty when there is none.
    pub(super) fn caption(&self) -> Result<Formatted, Refusal> {
        let raw = self.params.text("caption").unwrap_or_default();
        let caption = self.formatted(&raw, "caption_entities")?;
        checked_caption(caption)
    }

    pub(super) fn formatted(&self, raw: &str, entities: &str) -> Result<Formatted, Refusal> {
        let given: Option<Vec<Entity>> = self.params.shaped(entities);
        let mode = self.params.text("parse_mode");
        let text = entities::read(raw, mode.as_deref(), given, self.strict())?;
        Ok(self.state.with_known_mentions(text))
    }

    pub(super) fn markup(&self) -> Result<Markup, Refusal> {
        let markup = self
            .params
            .nested("reply_markup")
            .map_err(|_| Refusal::bad("can't parse reply keyboard markup JSON object"))?;
        keyboard::read(markup, self.strict())
    }

    /// The inline keyboard of an edit; any other markup is refused.
    pub(super) fn inline_markup(&self) -> Result<Option<Value>, Refusal> {
        match self.markup()? {
            Markup::None => Ok(None),
            Markup::Inline(keyboard) => Ok(Some(keyboard)),
            Markup::Other(_) => Err(Refusal::bad("inline keyboard expected")),
        }
    }
}

pub(super) fn checked_caption(caption: Formatted) -> Result<Formatted, Refusal> {
    if caption.text.chars().count() > CAPTION {
        return Err(Refusal::bad("message caption is too long"));
    }
    Ok(caption)
}

impl State {
    /// Mentions by id become whole users; those of strangers lose their mark, as in Telegram.
    pub(crate) fn with_known_mentions(&self, mut text: Formatted) -> Formatted {
        text.entities.retain_mut(|entity| {
            if entity.kind != "text_mention" {
                return true;
            }
            let id = entity
                .user
                .as_ref()
                .and_then(|user| user["id"].as_i64())
                .unwrap_or(0);
            entity.user = match (self.people.get(&id), self.bots.get(&id)) {
                (Some(known), _) => Some(known.person.user()),
                (None, Some(bot)) => Some(bot.user()),
                (None, None) => return false,
            };
            true
        });
        text
    }

    /// Whether a bot can write to a chat, in Telegram's words.
    pub(super) fn reachable(&self, bot: i64, chat: i64) -> Result<(), Refusal> {
        if let Some(group) = self.groups.get(&chat) {
            return if group.members.contains(&bot) {
                Ok(())
            } else if group.kicked.contains(&bot) {
                let kind = group.kind();
                Err(Refusal::forbidden(&format!(
                    "bot was kicked from the {kind} chat"
                )))
            } else {
                let kind = group.kind();
                Err(Refusal::forbidden(&format!(
                    "bot is not a member of the {kind} chat"
                )))
            };
        }
        if self.bots.contains_key(&chat) {
            return Err(Refusal::forbidden("the bot can't send messages to the bot"));
        }
        let known = self
            .people
            .get(&chat)
            .ok_or_else(|| Refusal::bad("chat not found"))?;
        let place = self
            .bots
            .get(&bot)
            .and_then(|account| account.chats.get(&chat));
        let place = place.ok_or_else(|| Refusal::bad("chat not found"))?;
        if known.deactivated {
            return Err(Refusal::forbidden("user is deactivated"));
        }
        if place.blocked || self.trouble.plan.blocked.contains(&chat) {
            return Err(Refusal::forbidden("bot was blocked by the user"));
        }
        if !place.started {
            return Err(if place.seen {
                Refusal::forbidden("bot can't initiate conversation with a user")
            } else {
                Refusal::bad("chat not found")
            });
        }
        Ok(())
    }
}
