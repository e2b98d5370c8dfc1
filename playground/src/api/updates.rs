//! How updates reach a bot: getUpdates, and where a webhook is.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use serde_json::json;
use tokio::sync::Semaphore;
use tokio::time::Instant;

use crate::api::answer::Done;
use crate::api::{Answer, Call, Params, Refusal};
use crate::history::What;
use crate::world::World;
use crate::world::bot::Webhook;
use crate::world::state::State;

/// Longer polls are cut to this: Bot API server, read 2026-09-01.
const LONGEST_POLL: u64 = 50;

const OTHER_POLLER: &str =
    "terminated by other getUpdates request; make sure that only one bot instance is running";
const HOOK_SET: &str = "terminated by setWebhook request";
const HOOK_ACTIVE: &str = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";

/// A long poll: confirms, then waits for the first update, for its time to run out, or for its end.
/// Answers with the body's `result` as JSON text.
pub(super) async fn get_updates(
    world: &World,
    bot: i64,
    params: &Params,
) -> Result<String, Refusal> {
    let offset = params.int("offset").unwrap_or(0);
    let limit = usize::try_from(params.int("limit").unwrap_or(100).clamp(1, 100)).unwrap_or(100);
    let timeout = params
        .int("timeout")
        .unwrap_or(0)
        .max(0)
        .unsigned_abs()
        .min(LONGEST_POLL);
    let until = Instant::now() + Duration::from_secs(timeout);
    let (poller, wake, from) = begin(world, bot, params, offset)?;
    loop {
        let woken = wake.notified();
        tokio::pin!(woken);
        woken.as_mut().enable();
        {
            let mut state = world.hold();
            state.expire(bot);
            still_polling(&state, bot, poller)?;
            let queue = state.bots.get(&bot).map(|account| &account.queue);
            let from = queue.map_or(from, |queue| queue.reading(from));
            let taken = take(&mut state, bot, from, limit);
            if let Some(body) = taken {
                return Ok(body);
            }
        }
        if tokio::time::timeout_at(until, woken).await.is_err() {
            let state = world.hold();
            still_polling(&state, bot, poller)?;
            return Ok("[]".to_owned());
        }
    }
}

/// Ends an older poll, confirms by the offset and says where reading starts.
fn begin(
    world: &World,
    bot: i64,
    params: &Params,
    offset: i64,
) -> Result<(u64, Arc<tokio::sync::Notify>, i64), Refusal> {
    let mut state = world.hold();
    state.expire(bot);
    let account = state
        .bots
        .get_mut(&bot)
        .ok_or_else(|| Refusal::new(401, "Unauthorized"))?;
    if account.webhook.is_some() {
        return Err(Refusal::conflict(HOOK_ACTIVE));
    }
    if let Some(allowed) = allowed_updates(params) {
        account.allowed = Some(allowed).filter(|allowed| !allowed.is_empty());
    }
    account.poller += 1;
    account.wake.notify_waiters();
    let (poller, wake) = (account.poller, Arc::clone(&account.wake));
    let (confirmed, from) = account.queue.offset(offset);
    for update_id in confirmed {
        state.confirmed(bot, update_id);
    }
    Ok((poller, wake, from))
}

fn still_polling(state: &State, bot: i64, poller: u64) -> Result<(), Refusal> {
    match state.bots.get(&bot) {
        Some(account) if account.webhook.is_some() => Err(Refusal::conflict(HOOK_SET)),
        Some(account) if account.poller == poller => Ok(()),
        _ => Err(Refusal::conflict(OTHER_POLLER)),
    }
}

fn take(state: &mut State, bot: i64, from: i64, limit: usize) -> Option<String> {
    let account = state.bots.get_mut(&bot)?;
    let taken = account.queue.take(from, limit);
    if taken.is_empty() {
        return None;
    }
    let mut body = String::from("[");
    for update in taken {
        if body.len() > 1 {
            body.push(',');
        }
        body.push_str(&update.body);
        state.note(bot, || What::HandedOut {
            update_id: update.id,
        });
    }
    body.push(']');
    Some(body)
}

/// `allowed_updates`: `None` leaves things as they are, an empty set means the default one.
fn allowed_updates(params: &Params) -> Option<BTreeSet<String>> {
    params.shaped("allowed_updates")
}

impl State {
    /// Notes that a bot has an update for good, and repeats it when the fault plan says so.
    pub(crate) fn confirmed(&mut self, bot: i64, update_id: i64) {
        self.note(bot, || What::Confirmed { update_id });
        if self.trouble.repeats_update()
            && let Some(update) = self.bots.get(&bot).and_then(|a| a.queue.find(update_id))
        {
            self.again(bot, &update);
        }
    }
}

pub(super) fn set_webhook(call: &mut Call<'_>) -> Answer {
    let url = call
        .params
        .text("url")
        .unwrap_or_default()
        .trim()
        .to_owned();
    if url.is_empty() {
        return Ok(delete_webhook(call));
    }
    let bad = |what: &str| Refusal::bad(format!("bad webhook: {what}"));
    let parsed = reqwest::Url::parse(&url).map_err(|_| bad("invalid HTTPS URL specified"))?;
    let host = parsed.host_str().unwrap_or_default();
    // The stand-in's own neighbourhood needs neither encryption nor Telegram's ports.
    let near = host == "localhost" || host.starts_with("127.") || host == "[::1]";
    if parsed.scheme() != "https" && !near {
        return Err(bad("An HTTPS URL must be provided for webhook"));
    }
    let port = parsed.port_or_known_default().unwrap_or(443);
    if !near && ![80, 88, 443, 8443].contains(&port) {
        return Err(bad(
            "Webhook can be set up only on ports 80, 88, 443 or 8443",
        ));
    }
    let secret = call.params.text("secret_token").unwrap_or_default();
    if secret.len() > 256 {
        return Err(Refusal::bad("secret token is too long"));
    }
    if !secret
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
    {
        return Err(Refusal::bad("secret token contains unallowed characters"));
    }
    let most = call
        .params
        .int("max_connections")
        .unwrap_or(40)
        .clamp(1, 100);
    let max_connections = usize::try_from(most).unwrap_or(40);
    let certificate = call.params.has("certificate");
    let allowed = allowed_updates(call.params);
    let drop_pending = call.params.flag("drop_pending_updates");
    let account = call.account();
    if let Some(allowed) = allowed {
        account.allowed = Some(allowed).filter(|allowed| !allowed.is_empty());
    }
    if drop_pending {
        account.queue.clear();
    }
    let hook = Webhook {
        url,
        secret,
        max_connections,
        certificate,
        last_error: None,
        gone_since: None,
    };
    let same = account.webhook.as_ref().is_some_and(|old| {
        old.url == hook.url
            && old.secret == hook.secret
            && old.max_connections == hook.max_connections
    });
    if same {
        let description = Some("Webhook is already set");
        return Ok(Done {
            description,
            ..true.into()
        });
    }
    account.webhook = Some(hook);
    account.permits = Arc::new(Semaphore::new(max_connections));
    account.wake.notify_waiters();
    let bot = call.bot;
    call.state.start_hook(bot);
    Ok(Done {
        description: Some("Webhook was set"),
        ..true.into()
    })
}

pub(super) fn delete_webhook(call: &mut Call<'_>) -> Done {
    let drop_pending = call.params.flag("drop_pending_updates");
    let account = call.account();
    let was_set = account.webhook.take().is_some();
    account.lanes.clear();
    account.hook_generation += 1;
    if drop_pending {
        account.queue.clear();
    }
    let description = if was_set {
        "Webhook was deleted"
    } else {
        "Webhook is already deleted"
    };
    Done {
        description: Some(description),
        ..true.into()
    }
}

pub(super) fn get_webhook_info(call: &mut Call<'_>) -> Done {
    let bot = call.bot;
    call.state.expire(bot);
    let account = call.account();
    let mut info = json!({
        "url": "",
        "has_custom_certificate": false,
        "pending_update_count": account.queue.len(),
    });
    if let Some(hook) = &account.webhook {
        info["url"] = hook.url.clone().into();
        info["has_custom_certificate"] = hook.certificate.into();
        info["max_connections"] = hook.max_connections.into();
        info["ip_address"] = "127.0.0.1".into();
        if let Some((date, message)) = &hook.last_error {
            info["last_error_date"] = (*date).into();
            info["last_error_message"] = message.clone().into();
        }
    }
    if let Some(allowed) = &account.allowed {
        info["allowed_updates"] = json!(allowed);
    }
    info.into()
}
