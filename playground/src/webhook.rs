//! Pushing updates to a bot's webhook, with Telegram's patience.
//!
//! Every lane sends one update at a time and waits for its success; lanes run in parallel, over at
//! most `max_connections` connections. Pauses follow the world's clock, the time a request may take
//! follows real time.

use std::sync::Arc;
use std::time::Duration;

use reqwest::header::RETRY_AFTER;
use reqwest::{Client, Response, StatusCode};
use serde_json::Value;
use tokio::sync::{Semaphore, mpsc};
use tokio::task::JoinSet;

use crate::api::{Params, perform};
use crate::history::What;
use crate::world::World;
use crate::world::bot::Webhook;
use crate::world::queue::{Lane, Update};
use crate::world::state::State;

/// Pauses before each retry, in milliseconds: Bot API server, read 2026-09-01.
const PAUSES_MS: [i64; 7] = [0, 2_000, 4_000, 8_000, 16_000, 32_000, 64_000];
/// Then every 60 to 120 s; the middle, so that runs repeat.
const LONG_PAUSE_MS: i64 = 90_000;
/// The longest `Retry-After` that is obeyed, in seconds.
const LONGEST_WISH: i64 = 3600;
/// After so long of 410 the webhook is removed.
const GONE_MS: i64 = 23 * 3600 * 1000;

const SECRET_HEADER: &str = "X-Telegram-Bot-Api-Secret-Token";

/// Starts a worker for every lane that gets something to deliver.
pub(crate) async fn deliver(
    world: World,
    mut lanes: mpsc::UnboundedReceiver<(i64, Lane, u64)>,
    timeout: Duration,
) {
    let client = Client::builder()
        .timeout(timeout)
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .build()
        .unwrap_or_default();
    let mut workers = JoinSet::new();
    loop {
        tokio::select! {
            lane = lanes.recv() => {
                let Some((bot, lane, generation)) = lane else { return };
                let worker =
                    Worker { world: world.clone(), client: client.clone(), bot, lane, generation };
                workers.spawn(worker.work());
            }
            Some(_) = workers.join_next() => {}
        }
    }
}

struct Worker {
    world: World,
    client: Client,
    bot: i64,
    lane: Lane,
    generation: u64,
}

/// Why a delivery failed, and how long the bot asked to wait.
struct Failure {
    why: String,
    wish: Option<i64>,
    gone: bool,
}

impl Worker {
    async fn work(self) {
        let mut tried = (0, 0);
        while let Some(permits) = self.permits() {
            let Ok(permit) = permits.acquire().await else {
                return;
            };
            let Some((update, hook)) = self.next() else {
                return;
            };
            let failure = match self.send(&update, &hook).await {
                Ok(answer) => {
                    self.settle(update.id);
                    self.obey(answer);
                    continue;
                }
                Err(failure) => failure,
            };
            drop(permit);
            if tried.0 != update.id {
                tried = (update.id, 0);
            }
            let pause = match failure.wish {
                Some(wish) => wish * 1000,
                None => PAUSES_MS.get(tried.1).copied().unwrap_or(LONG_PAUSE_MS),
            };
            tried.1 += 1;
            let due = {
                let mut state = self.world.hold();
                state.failed(self.bot, update.id, failure);
                state.now + pause
            };
            self.world.clock().until(due).await;
        }
    }

    /// The bot's connections, unless the webhook is another one by now.
    fn permits(&self) -> Option<Arc<Semaphore>> {
        let state = self.world.hold();
        let account = state.bots.get(&self.bot)?;
        (account.hook_generation == self.generation).then(|| Arc::clone(&account.permits))
    }

    /// The lane's next update, or nothing when the lane is empty or the webhook another one.
    fn next(&self) -> Option<(Arc<Update>, Webhook)> {
        let mut state = self.world.hold();
        state.expire(self.bot);
        let account = state.bots.get_mut(&self.bot)?;
        if account.hook_generation != self.generation {
            return None;
        }
        let hook = account.webhook.clone()?;
        loop {
            let ids = account.lanes.get_mut(&self.lane)?;
            let Some(id) = ids.front().copied() else {
                account.lanes.remove(&self.lane);
                return None;
            };
            let repeated = account
                .queue
                .again
                .iter()
                .find(|update| update.id == id)
                .cloned();
            let update = match self.lane {
                Lane::Again(_) => repeated,
                _ if account.queue.is_waiting(id) => account.queue.find(id),
                _ => None,
            };
            if let Some(update) = update {
                state.note(self.bot, || What::HandedOut { update_id: id });
                return Some((update, hook));
            }
            ids.pop_front();
        }
    }

    async fn send(&self, update: &Update, hook: &Webhook) -> Result<Option<Value>, Failure> {
        let mut request = self
            .client
            .post(&hook.url)
            .header("Content-Type", "application/json")
            .body(update.body.to_string());
        if !hook.secret.is_empty() {
            request = request.header(SECRET_HEADER, &hook.secret);
        }
        let response = request.send().await.map_err(|error| {
            let why = if error.is_timeout() {
                "Read timeout expired"
            } else if error.is_connect() {
                "Connection refused"
            } else {
                "Connection reset by peer"
            };
            Failure {
                why: why.to_owned(),
                wish: None,
                gone: false,
            }
        })?;
        if response.status().is_success() {
            return Ok(response.json().await.ok());
        }
        Err(failure(&response))
    }

    /// The bot has it. It stays in front of its lane until the worker looks for the next one: an empty lane would be given
    /// another worker meanwhile.
    fn settle(&self, update_id: i64) {
        let mut state = self.world.hold();
        let Some(account) = state.bots.get_mut(&self.bot) else {
            return;
        };
        if let Some(hook) = &mut account.webhook {
            hook.gone_since = None;
        }
        if let Lane::Again(_) = self.lane {
            account.queue.again.retain(|update| update.id != update_id);
            state.note(self.bot, || What::Confirmed { update_id });
        } else if account.queue.confirm(update_id) {
            state.confirmed(self.bot, update_id);
        }
    }

    /// A 2xx may carry one method call; nobody hears of its result.
    fn obey(&self, answer: Option<Value>) {
        let Some(Value::Object(fields)) = answer else {
            return;
        };
        let Some(method) = fields.get("method").and_then(Value::as_str) else {
            return;
        };
        let method = method.to_ascii_lowercase();
        let banned = ["setwebhook", "deletewebhook", "close", "logout"];
        if method.starts_with("get") || banned.contains(&method.as_str()) {
            return;
        }
        perform(&self.world, self.bot, &method, &Params::from_object(fields));
    }
}

fn failure(response: &Response) -> Failure {
    let status = response.status();
    let wish = response
        .headers()
        .get(RETRY_AFTER)
        .and_then(|wish| wish.to_str().ok()?.parse().ok())
        .map(|wish: i64| wish.clamp(0, LONGEST_WISH));
    let reason = status.canonical_reason().unwrap_or_default();
    Failure {
        why: format!(
            "Wrong response from the webhook: {} {reason}",
            status.as_u16()
        ),
        wish,
        gone: status == StatusCode::GONE,
    }
}

impl State {
    fn failed(&mut self, bot: i64, update_id: i64, failure: Failure) {
        let now = self.now;
        let Some(account) = self.bots.get_mut(&bot) else {
            return;
        };
        if let Some(hook) = &mut account.webhook {
            hook.last_error = Some((now.div_euclid(1000), failure.why.clone()));
            let since = *hook.gone_since.get_or_insert(now);
            if !failure.gone {
                hook.gone_since = None;
            } else if now - since >= GONE_MS {
                account.webhook = None;
                account.lanes.clear();
                account.hook_generation += 1;
            }
        }
        self.note(bot, || What::DeliveryFailed {
            update_id,
            why: failure.why,
        });
    }
}
