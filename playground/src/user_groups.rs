//! Groups over HTTP: opening one with a bot in it, opening topics, and saying things there.

use axum::extract::State;
use axum::routing::post;
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::server::Wiring;
use crate::user::{Said, Told};
use crate::world::state::State as Everything;
use crate::world::{Impossible, Parcel, Place, World};

pub(crate) fn routes() -> Router<Wiring> {
    Router::new()
        .route("/user/group", post(group))
        .route("/user/topic", post(topic))
}

/// Where something is said; nothing of it means the private chat with the bot.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Where {
    pub(crate) chat: Option<i64>,
    pub(crate) topic: Option<i64>,
}

impl Where {
    /// Sends something there.
    pub(crate) fn send(
        self,
        world: &World,
        bot: i64,
        person: i64,
        parcel: Parcel,
    ) -> Result<i64, Impossible> {
        let Some(chat) = self.chat else {
            return world.send(bot, person, parcel);
        };
        let place = match self.topic {
            Some(topic) => Place::of(chat).topic(topic),
            None => Place::of(chat),
        };
        world.send_in_group(bot, place, person, parcel)
    }
}

/// What the page is told of all groups.
pub(crate) fn shown(state: &Everything) -> Vec<Value> {
    let mut groups: Vec<_> = state.groups.values().collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.id));
    groups
        .into_iter()
        .map(|group| {
            let topics = group.topics.as_ref().map(|topics| {
                let each = topics.iter().map(
                    |(id, topic)| json!({ "id": id, "name": topic.name, "closed": topic.closed }),
                );
                each.collect::<Vec<_>>()
            });
            json!({
                "id": group.id, "title": group.title, "members": group.members, "topics": topics,
            })
        })
        .collect()
}

#[derive(Deserialize)]
struct Open {
    bot: i64,
    person: i64,
    title: String,
}

/// A forum of everybody, with the bot as an administrator.
async fn group(State(wiring): State<Wiring>, Said(said): Said<Open>) -> Told {
    let people = wiring.world.hold().order.clone();
    let id = wiring.world.forum(&said.title, &people);
    wiring.world.add_to_group(said.bot, id, said.person)?;
    wiring.world.promote(said.bot, id, said.person)?;
    Ok(Json(json!({ "id": id })))
}

#[derive(Deserialize)]
struct Topic {
    bot: i64,
    person: i64,
    chat: i64,
    name: String,
}

async fn topic(State(wiring): State<Wiring>, Said(said): Said<Topic>) -> Told {
    let world = &wiring.world;
    let id = world.open_topic(said.bot, said.chat, said.person, &said.name)?;
    Ok(Json(json!({ "id": id })))
}
