//! The door by which updates come in, opened as the settings say.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

use crate::clock::Clock;
use crate::settings::{Settings, Updates};
use crate::transport::api::{Api, ApiError};
use crate::transport::inbox::Inbox;
use crate::transport::polling::{self, Ended};
use crate::transport::webhook::{self, Webhook};

/// Ends when updates no longer come in, and says why.
pub type Door = futures::future::BoxFuture<'static, Ended>;

/// The door by which updates come in, and the route it needs.
pub fn open_door(
    settings: &Settings,
    api: &Api,
    inbox: &Arc<Inbox>,
    clock: &Clock,
    flowing: &Arc<polling::Flowing>,
    stop: &watch::Sender<bool>,
) -> (Door, Option<axum::Router>) {
    let (api, clock, flowing) = (api.clone(), clock.clone(), Arc::clone(flowing));
    let (inbox, mut stopping) = (Arc::clone(inbox), stop.subscribe());
    match settings.updates.clone() {
        Updates::Polling => {
            let door = async move {
                arrange(&api, &clock, None).await;
                polling::poll(api, inbox, clock, flowing, stopping).await
            };
            (Box::pin(door), None)
        }
        Updates::Webhook { url, secret } => {
            let secret = secret.unwrap_or_else(|| webhook::secret_from(&settings.token));
            let path =
                reqwest::Url::parse(&url).map_or("/".to_owned(), |url| url.path().to_owned());
            let route = Webhook::new(inbox, &secret, stop.subscribe()).router(&path);
            let door = async move {
                arrange(&api, &clock, Some((&url, &secret))).await;
                flowing.send_replace(true);
                let _ = stopping.wait_for(|stop| *stop).await;
                Ended::Stopped
            };
            (Box::pin(door), Some(route))
        }
    }
}

/// Tells Telegram by which door updates come – a webhook's address and secret, or none – until it has heard it.
async fn arrange(api: &Api, clock: &Clock, hook: Option<(&str, &str)>) {
    let mut tries = 0;
    loop {
        let told = match hook {
            Some((url, secret)) => webhook::register(api, url, secret).await,
            None => webhook::unregister(api).await,
        };
        let Err(error) = told else { return };
        tries += 1;
        tracing::warn!(error = %error, tries, "the webhook could not be arranged; trying again");
        let pause = match error {
            ApiError::Refused {
                retry_after: Some(seconds),
                ..
            } => Duration::from_secs(seconds),
            _ => Duration::from_millis(500) * 2_u32.pow(tries.min(6)),
        };
        clock.sleep(pause).await;
    }
}
