//! Command menus: by scope and language, the most specific one wins.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::api::answer::Refusal;

/// Bot API, setMyCommands, read 2026-09-01.
const MOST: usize = 100;

/// One entry of a command menu.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Command {
    /// Without the slash.
    pub command: String,
    /// What the menu says beside it.
    pub description: String,
}

/// All menus of a bot; the key is scope and language.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Commands(BTreeMap<String, Vec<Command>>);

/// Reads `scope` into a key.
pub(crate) fn scope(scope: Option<&Value>) -> Result<String, Refusal> {
    let Some(scope) = scope else {
        return Ok("default".to_owned());
    };
    let unreadable = |what: &str| Refusal::bad(format!("can't parse BotCommandScope: {what}"));
    let kind = scope["type"]
        .as_str()
        .ok_or_else(|| unreadable("Can't find field \"type\""))?;
    let number = |name: &str| {
        let value = &scope[name];
        value.as_i64().or_else(|| value.as_str()?.parse().ok())
    };
    let chat = || number("chat_id").ok_or_else(|| unreadable("Can't find field \"chat_id\""));
    match kind {
        "default" | "all_private_chats" | "all_group_chats" | "all_chat_administrators" => {
            Ok(kind.to_owned())
        }
        "chat" | "chat_administrators" => Ok(format!("{kind}:{}", chat()?)),
        "chat_member" => {
            let user =
                number("user_id").ok_or_else(|| unreadable("Can't find field \"user_id\""))?;
            Ok(format!("{kind}:{}:{user}", chat()?))
        }
        _ => Err(unreadable("Unsupported type specified")),
    }
}

/// Reads `commands`.
pub(crate) fn list(commands: Option<&Value>) -> Result<Vec<Command>, Refusal> {
    let Some(commands) = commands.and_then(Value::as_array) else {
        return Err(Refusal::bad(
            "can't parse commands: expected an Array of BotCommand",
        ));
    };
    if commands.len() > MOST {
        return Err(Refusal::bad("BOT_COMMANDS_TOO_MUCH"));
    }
    commands
        .iter()
        .map(|command| {
            let field = |name: &str| {
                command[name].as_str().map(str::trim).ok_or_else(|| {
                    Refusal::bad(format!(
                        "can't parse BotCommand: Can't find field \"{name}\""
                    ))
                })
            };
            let (name, description) = (field("command")?, field("description")?);
            let name = name.strip_prefix('/').unwrap_or(name);
            let fits = name
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
            if name.is_empty() || name.len() > 32 || !fits {
                return Err(Refusal::bad("BOT_COMMAND_INVALID"));
            }
            if description.is_empty() {
                return Err(Refusal::bad("command description must be non-empty"));
            }
            if description.chars().count() > 256 {
                return Err(Refusal::bad("BOT_COMMAND_DESCRIPTION_INVALID"));
            }
            Ok(Command {
                command: name.to_owned(),
                description: description.to_owned(),
            })
        })
        .collect()
}

/// Reads `language_code`: two letters or nothing.
pub(crate) fn language(code: Option<String>) -> Result<String, Refusal> {
    let code = code.unwrap_or_default();
    let fits =
        code.is_empty() || (code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_lowercase()));
    if fits {
        Ok(code)
    } else {
        Err(Refusal::bad("invalid language code specified"))
    }
}

impl Commands {
    pub(crate) fn set(&mut self, scope: &str, language: &str, commands: Vec<Command>) {
        let key = format!("{scope}/{language}");
        if commands.is_empty() {
            self.0.remove(&key);
        } else {
            self.0.insert(key, commands);
        }
    }

    pub(crate) fn get(&self, scope: &str, language: &str) -> Vec<Command> {
        self.0
            .get(&format!("{scope}/{language}"))
            .cloned()
            .unwrap_or_default()
    }

    /// What Telegram shows to a person in a chat: scopes from narrow to wide, in each of them the
    /// person's language before none.
    pub(crate) fn shown(&self, chat: i64, person: i64, language: &str) -> Vec<Command> {
        let wide = if chat > 0 {
            "all_private_chats"
        } else {
            "all_group_chats"
        };
        let scopes = [
            format!("chat_member:{chat}:{person}"),
            format!("chat:{chat}"),
            wide.to_owned(),
            "default".to_owned(),
        ];
        let language = language.get(..2).unwrap_or_default();
        let languages = [language, ""];
        scopes
            .iter()
            .flat_map(|scope| languages.map(|language| format!("{scope}/{language}")))
            .find_map(|key| self.0.get(&key).cloned())
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn menu(name: &str) -> Vec<Command> {
        vec![Command {
            command: name.to_owned(),
            description: "x".to_owned(),
        }]
    }

    #[test]
    fn the_narrowest_menu_wins() {
        let mut commands = Commands::default();
        commands.set("default", "", menu("everyone"));
        assert_eq!(commands.shown(5, 5, "de"), menu("everyone"));
        commands.set("default", "de", menu("jeder"));
        assert_eq!(commands.shown(5, 5, "de-AT"), menu("jeder"));
        commands.set("all_private_chats", "", menu("private"));
        assert_eq!(commands.shown(5, 5, "de"), menu("private"));
        commands.set("chat:5", "", menu("five"));
        assert_eq!(commands.shown(5, 5, "de"), menu("five"));
        assert_eq!(commands.shown(6, 6, "en"), menu("private"));
        commands.set("chat:5", "", Vec::new());
        assert_eq!(commands.shown(5, 5, "de"), menu("private"));
    }

    #[test]
    fn names_are_checked() {
        let one = serde_json::json!([{"command": "Start", "description": "x"}]);
        assert_eq!(
            list(Some(&one)).unwrap_err().description,
            "Bad Request: BOT_COMMAND_INVALID"
        );
        let none = serde_json::json!([{"command": "start", "description": " "}]);
        assert!(
            list(Some(&none))
                .unwrap_err()
                .description
                .contains("must be non-empty")
        );
    }
}
