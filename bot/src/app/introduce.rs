//! What Telegram is told of the bot at start: the command menus and the words before /start.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::courses::{Actions, Failure};
use crate::handlers::{self, House};
use crate::telegram::Reply;
use crate::texts::{Lang, Texts};
use crate::transport::api::Api;
use crate::transport::ledger::Ledger;
use crate::transport::outbox::{self, Outbox};
use crate::views;

/// Tells Telegram the command menus and the words before /start: per language, and for the owners their own. Failing is
/// no reason not to work.
pub async fn introduce(api: Api, house: Arc<House>) {
    for lang in Lang::ALL {
        let texts = Texts::new(lang);
        // The default language also serves everybody whose language the bot does not speak.
        let codes = if lang == house.default_language {
            vec!["", lang.code()]
        } else {
            vec![lang.code()]
        };
        for code in codes {
            let menu = outbox::command_list(&views::help::menu(&texts, &[]));
            quietly(
                &api,
                "setMyCommands",
                serde_json::json!({ "commands": menu, "language_code": code }),
            )
            .await;
            for (method, get, field, text) in [
                (
                    "setMyDescription",
                    "getMyDescription",
                    "description",
                    texts.say("about-long"),
                ),
                (
                    "setMyShortDescription",
                    "getMyShortDescription",
                    "short_description",
                    texts.say("about-short"),
                ),
            ] {
                let known: Result<serde_json::Value, _> = api
                    .call(get, &serde_json::json!({ "language_code": code }))
                    .await;
                if known.is_ok_and(|known| known[field] != text.as_str()) {
                    quietly(
                        &api,
                        method,
                        serde_json::json!({ field: text, "language_code": code }),
                    )
                    .await;
                }
            }
            let own = views::help::own_commands(Actions::ALL);
            let menu = outbox::command_list(&views::help::menu(&texts, &own));
            for owner in &house.owners {
                let scope = serde_json::json!({ "type": "chat", "chat_id": owner });
                let params =
                    serde_json::json!({ "commands": menu, "scope": scope, "language_code": code });
                quietly(&api, "setMyCommands", params).await;
            }
        }
    }
}

/// Brings the menus up to date of those who are not named in the settings, and were perhaps once: an earlier run may
/// have had other settings and other commands. Failing is no reason not to work.
pub async fn bring_menus_up_to_date(
    ledger: Ledger,
    outbox: Outbox,
    house: Arc<House>,
    now: DateTime<Utc>,
) {
    let written = ledger
        .write(move |tx| async move {
            let acts = match handlers::all_brought_up_to_date(&tx, &house).await {
                Ok(acts) => acts,
                Err(Failure::Fault(fault)) => return Err(fault),
                Err(Failure::Refused(_)) => Vec::new(),
            };
            let reply = Reply { acts, toast: None };
            outbox::write(&*tx, &reply, 0, &[], now).await
        })
        .await;
    match written {
        Ok(rows) => outbox.push(rows),
        Err(fault) => {
            tracing::warn!(error = %fault, "the command menus could not be brought up to date");
        }
    }
}

async fn quietly(api: &Api, method: &str, params: serde_json::Value) {
    if let Err(error) = api.call::<bool>(method, &params).await {
        tracing::debug!(error = %error, method, "an introduction was not taken");
    }
}
