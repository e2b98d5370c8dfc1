//! The Bot API on the wire: paths, tokens, and trouble with connections.

use std::time::Duration;

use axum::extract::Request;
use axum::response::Response;
use serde_json::Value;

use crate::api::answer::{html_failure, json_response};
use crate::api::{Params, Reaction, Refusal, download, perform, updates};
use crate::faults::Fault;
use crate::history::{Outcome, What};
use crate::server::Cord;
use crate::world::World;

/// Answers anything below `/bot` and `/file/bot`; everything else is not found.
pub(crate) async fn answer(world: World, cord: Cord, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    if let Some(rest) = path.strip_prefix("/file/bot") {
        let Some((token, file)) = rest.split_once('/') else {
            return not_found();
        };
        return match bot_of(&world, token) {
            Ok(bot) => download::at_path(&world, bot, file),
            Err(refusal) => refusal.response(),
        };
    }
    let Some((token, method)) = path
        .strip_prefix("/bot")
        .and_then(|rest| rest.split_once('/'))
    else {
        return not_found();
    };
    let bot = match bot_of(&world, token) {
        Ok(bot) => bot,
        Err(refusal) => return refusal.response(),
    };
    let method = method.to_ascii_lowercase();
    let params = match Params::read(request).await {
        Ok(params) => params,
        Err(refusal) => return refusal.response(),
    };
    delay(&world, bot, &method, &params).await;
    if method == "getupdates" {
        return poll(&world, &cord, bot, &params).await;
    }
    match perform(&world, bot, &method, &params) {
        Reaction::Answer(Ok(done)) => done.response(),
        Reaction::Answer(Err(refusal)) => refusal.response(),
        Reaction::Cut => cord.cut(),
        Reaction::Html(status) => html_failure(status),
    }
}

/// Waits as the fault plan says; a rule that only delays is spent here.
async fn delay(world: &World, bot: i64, method: &str, params: &Params) {
    let wait = {
        let mut state = world.hold_unsettled();
        let latency = state.trouble.latency();
        latency + state.trouble.strike_delay(method, params.int("chat_id"))
    };
    if wait > 0 {
        tracing::debug!(bot.id = bot, method, wait_ms = wait, "a request is held up");
        tokio::time::sleep(Duration::from_millis(wait)).await;
    }
}

async fn poll(world: &World, cord: &Cord, bot: i64, params: &Params) -> Response {
    let fault = world.hold().trouble.strike("getupdates", None);
    let (outcome, response) = match fault {
        Some(Fault::RetryAfter { seconds }) => {
            let refusal = Refusal::too_many(seconds);
            let response = refusal.response();
            (Outcome::Refused { refusal }, response)
        }
        Some(Fault::Refuse { refusal }) => {
            let response = refusal.response();
            (Outcome::Refused { refusal }, response)
        }
        Some(Fault::ServerError { status }) => {
            (Outcome::ServerError { status }, html_failure(status))
        }
        Some(Fault::DropBefore) => (Outcome::LostRequest, cord.cut()),
        other => {
            let answer = tokio::select! {
                answer = updates::get_updates(world, bot, params) => answer,
                () = cord.world_ends() => return cord.cut(),
            };
            match answer {
                // What was handed out is noted update by update; the request itself only as such.
                Ok(_) if other == Some(Fault::DropAfter) => (
                    Outcome::LostAnswer {
                        result: Value::Null,
                    },
                    cord.cut(),
                ),
                Ok(result) => {
                    let body = format!("{{\"ok\":true,\"result\":{result}}}");
                    (
                        Outcome::Ok {
                            result: Value::Null,
                        },
                        json_response(200, body),
                    )
                }
                Err(refusal) => {
                    let response = refusal.response();
                    (Outcome::Refused { refusal }, response)
                }
            }
        }
    };
    let params = || params.to_value();
    let request = || What::Request {
        method: "getupdates".to_owned(),
        params: params(),
        outcome,
    };
    world.hold().note(bot, request);
    response
}

/// The bot a token belongs to.
fn bot_of(world: &World, token: &str) -> Result<i64, Refusal> {
    let id = token.split_once(':').map(|(id, _)| id).unwrap_or_default();
    if id.is_empty() || !id.bytes().all(|byte| byte.is_ascii_digit()) || token.len() > 80 {
        return Err(Refusal::new(404, "Not Found"));
    }
    let state = world.hold_unsettled();
    state
        .tokens
        .get(token)
        .copied()
        .ok_or_else(|| Refusal::new(401, "Unauthorized"))
}

fn not_found() -> Response {
    Refusal::new(404, "Not Found").response()
}
