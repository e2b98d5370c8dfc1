//! What a bot says about itself: getMe, command menus, name and descriptions.

use serde_json::json;

use crate::api::answer::Done;
use crate::api::{Answer, Call, Refusal};
use crate::world::Happening;
use crate::world::commands::{language, list, scope};

pub(super) fn get_me(call: &mut Call<'_>) -> Done {
    let mut me = call.account().user();
    me["can_join_groups"] = true.into();
    for flag in [
        "can_read_all_group_messages",
        "supports_inline_queries",
        "can_connect_to_business",
        "has_main_web_app",
    ] {
        me[flag] = false.into();
    }
    me.into()
}

/// So many people are told that the menu for everybody changed.
const TOLD: usize = 50;

/// A text a bot keeps per language.
pub(super) struct About {
    field: &'static str,
    most: usize,
    too_long: &'static str,
}

/// Lengths: Bot API, setMyName and its neighbours, read 2026-09-01.
pub(super) const NAME: About = About {
    field: "name",
    most: 64,
    too_long: "bot name is too long",
};
pub(super) const DESCRIPTION: About = About {
    field: "description",
    most: 512,
    too_long: "bot description is too long",
};
pub(super) const SHORT_DESCRIPTION: About = About {
    field: "short_description",
    most: 120,
    too_long: "bot short description is too long",
};

pub(super) fn set_text(call: &mut Call<'_>, about: &About) -> Answer {
    let language = language(call.params.text("language_code"))?;
    let text = call.params.text(about.field).unwrap_or_default();
    let text = text.trim();
    if text.chars().count() > about.most {
        return Err(Refusal::bad(about.too_long));
    }
    let key = format!("{}/{language}", about.field);
    let text = text.to_owned();
    if text.is_empty() {
        call.account().about.remove(&key);
    } else {
        call.account().about.insert(key, text);
    }
    Ok(true.into())
}

pub(super) fn get_text(call: &mut Call<'_>, about: &About) -> Answer {
    let language = language(call.params.text("language_code"))?;
    let text = call.account().about(about.field, &language);
    Ok(json!({ about.field: text }).into())
}

pub(super) fn set_commands(call: &mut Call<'_>) -> Answer {
    let commands = list(nested(call, "commands")?.as_ref())?;
    change_commands(call, commands)
}

pub(super) fn delete_commands(call: &mut Call<'_>) -> Answer {
    change_commands(call, Vec::new())
}

fn change_commands(call: &mut Call<'_>, commands: Vec<crate::world::Command>) -> Answer {
    let scope = scope(nested(call, "scope")?.as_ref())?;
    let language = language(call.params.text("language_code"))?;
    call.account().commands.set(&scope, &language, commands);
    let one = scope.split(':').nth(1).and_then(|chat| chat.parse().ok());
    let concerned: Vec<i64> = match one {
        Some(chat) => vec![chat],
        // A wide scope concerns everybody; those whom a page can list are told.
        None => call.state.order.iter().take(TOLD).copied().collect(),
    };
    for chat in concerned {
        call.state.emit(call.bot, chat, Happening::Commands);
    }
    Ok(true.into())
}

pub(super) fn get_commands(call: &mut Call<'_>) -> Answer {
    let scope = scope(nested(call, "scope")?.as_ref())?;
    let language = language(call.params.text("language_code"))?;
    let commands = call.account().commands.get(&scope, &language);
    Ok(json!(commands).into())
}

fn nested(call: &Call<'_>, name: &str) -> Result<Option<serde_json::Value>, Refusal> {
    call.params
        .nested(name)
        .map_err(|_| Refusal::bad(format!("can't parse {name} JSON object")))
}
