//! The person's side over HTTP: the routes that `PAGE.md` promises to the page.

use std::time::Duration;

use axum::body::Body;
use axum::extract::{FromRequest, Path, Query, Request, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Json, Router};
use futures::StreamExt;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::api::answer::json_response;
use crate::api::by_id;
use crate::faults::Plan;
use crate::server::Wiring;
use crate::user_events::event_stream;
use crate::user_groups::{Where, shown};
use crate::world::{Button, Impossible, Parcel};

pub(crate) fn routes() -> Router<Wiring> {
    Router::new()
        .route("/user/world", get(world))
        .route("/user/chats/{bot}/{person}", get(chat))
        .route("/user/events", get(events))
        .route("/user/file/{file_id}", get(file))
        .route("/user/text", post(text))
        .route("/user/press", post(press))
        .route("/user/edit", post(edit))
        .route("/user/delete", post(delete))
        .route("/user/forward", post(forward))
        .route("/user/block", post(block))
        .route("/user/language", post(language))
        .route("/user/clock", post(clock))
        .route("/user/faults", post(faults))
}

/// `{"error": …}` under a 4xx.
pub(crate) struct Complaint(pub(crate) u16, pub(crate) String);

impl From<Impossible> for Complaint {
    fn from(why: Impossible) -> Self {
        let status = match why {
            Impossible::Refused(_) | Impossible::NotACallback | Impossible::NotAPoll => 400,
            Impossible::Blocked | Impossible::Deactivated | Impossible::NotYours => 403,
            _ => 404,
        };
        Self(status, why.to_string())
    }
}

impl axum::response::IntoResponse for Complaint {
    fn into_response(self) -> Response {
        json_response(self.0, json!({ "error": self.1 }).to_string())
    }
}

pub(crate) type Told = Result<Json<Value>, Complaint>;

/// A JSON body, with complaints in the page's form.
pub(crate) struct Said<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Said<T> {
    type Rejection = Complaint;

    async fn from_request(request: Request, state: &S) -> Result<Self, Complaint> {
        match Json::<T>::from_request(request, state).await {
            Ok(Json(said)) => Ok(Self(said)),
            Err(why) => Err(Complaint(400, why.body_text())),
        }
    }
}

async fn world(State(wiring): State<Wiring>) -> Json<Value> {
    let state = wiring.world.hold();
    let bots: Vec<Value> = state
        .bots
        .values()
        .map(|bot| {
            json!({
                "id": bot.id(),
                "username": bot.account.username,
                "first_name": bot.about("name", ""),
                "description": bot.about("description", ""),
            })
        })
        .collect();
    let people: Vec<_> = state
        .order
        .iter()
        .filter_map(|id| state.people.get(id))
        .map(|k| &k.person)
        .collect();
    Json(json!({
        "bots": bots, "people": people, "groups": shown(&state), "now": state.now.div_euclid(1000), "seq": state.seq,
    }))
}

async fn chat(State(wiring): State<Wiring>, Path((bot, person)): Path<(i64, i64)>) -> Told {
    let world = &wiring.world;
    {
        let state = world.hold();
        if !state.bots.contains_key(&bot) {
            return Err(Impossible::UnknownBot.into());
        }
        if !state.people.contains_key(&person) && !state.groups.contains_key(&person) {
            return Err(Impossible::UnknownPerson.into());
        }
    }
    // The number is read first: what happens meanwhile is told again rather than lost.
    let seq = world.seq();
    Ok(Json(json!({
        "messages": world.chat(bot, person),
        "commands": world.commands_for(bot, person),
        "blocked": world.is_blocked(bot, person),
        "typing": world.typing(bot, person).is_some(),
        "seq": seq,
    })))
}

#[derive(Deserialize)]
struct After {
    after: Option<u64>,
}

async fn events(
    State(wiring): State<Wiring>,
    Query(query): Query<After>,
    headers: HeaderMap,
) -> Response {
    let last = headers
        .get("last-event-id")
        .and_then(|id| id.to_str().ok()?.parse().ok());
    let after = last.or(query.after).unwrap_or_else(|| wiring.world.seq());
    let mut ending = wiring.ending.clone();
    let ended = async move {
        // A sender that is gone means the same.
        let _ = ending.wait_for(|ending| *ending).await;
    };
    let stream = event_stream(wiring.world, after).take_until(Box::pin(ended));
    let mut response = Response::new(Body::from_stream(stream));
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/event-stream"),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

async fn file(
    State(wiring): State<Wiring>,
    Path(file_id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Complaint> {
    let range = headers
        .get(header::RANGE)
        .and_then(|range| range.to_str().ok());
    by_id(&wiring.world, &file_id, range)
        .ok_or_else(|| Complaint(404, "there is no such file".to_owned()))
}

#[derive(Deserialize)]
struct Say {
    bot: i64,
    person: i64,
    text: String,
    #[serde(default)]
    entities: Value,
    #[serde(flatten)]
    place: Where,
}

async fn text(State(wiring): State<Wiring>, Said(said): Said<Say>) -> Told {
    if said.place.chat.is_some() {
        let words = Parcel::Text(said.text);
        let id = said
            .place
            .send(&wiring.world, said.bot, said.person, words)?;
        return Ok(Json(json!({ "message_id": id })));
    }
    let id = wiring
        .world
        .say_with(said.bot, said.person, &said.text, &said.entities)?;
    Ok(Json(json!({ "message_id": id })))
}

#[derive(Deserialize)]
struct Press {
    bot: i64,
    person: i64,
    message_id: i64,
    row: Option<usize>,
    column: Option<usize>,
    data: Option<String>,
    /// A group; otherwise it is the private chat.
    chat: Option<i64>,
}

async fn press(State(wiring): State<Wiring>, Said(said): Said<Press>) -> Told {
    let button = match (said.data, said.row, said.column) {
        (Some(data), _, _) => Button::Data(data),
        (None, Some(row), Some(column)) => Button::At { row, column },
        _ => return Err(Complaint(400, "row and column, or data".to_owned())),
    };
    let chat = said.chat.unwrap_or(said.person);
    let id = wiring
        .world
        .press_in_group(said.bot, chat, said.person, said.message_id, button)?;
    Ok(Json(json!({ "query_id": id })))
}

#[derive(Deserialize)]
struct Edit {
    bot: i64,
    person: i64,
    message_id: i64,
    text: String,
    #[serde(default)]
    entities: Value,
}

async fn edit(State(wiring): State<Wiring>, Said(said): Said<Edit>) -> Told {
    let Edit {
        bot,
        person,
        message_id,
        text,
        entities,
    } = said;
    wiring
        .world
        .edit_with(bot, person, message_id, &text, &entities)?;
    Ok(Json(json!({})))
}

#[derive(Deserialize)]
struct Delete {
    bot: i64,
    person: i64,
    message_id: i64,
}

async fn delete(State(wiring): State<Wiring>, Said(said): Said<Delete>) -> Told {
    wiring
        .world
        .delete(said.bot, said.person, said.message_id)?;
    Ok(Json(json!({})))
}

#[derive(Deserialize)]
struct Forward {
    bot: i64,
    person: i64,
    /// What somebody else wrote elsewhere: who, and the words.
    from_person: Option<i64>,
    #[serde(default)]
    text: String,
    /// Or a message of this chat.
    message_id: Option<i64>,
}

async fn forward(State(wiring): State<Wiring>, Said(said): Said<Forward>) -> Told {
    let (world, bot, person) = (&wiring.world, said.bot, said.person);
    let id = match (said.message_id, said.from_person) {
        (Some(message_id), _) => world.forward(bot, person, message_id)?,
        (None, Some(from)) => world.forward_from(bot, person, from, &said.text)?,
        (None, None) => return Err(Complaint(400, "message_id or from_person".to_owned())),
    };
    Ok(Json(json!({ "message_id": id })))
}

#[derive(Deserialize)]
struct Block {
    bot: i64,
    person: i64,
    blocked: bool,
}

async fn block(State(wiring): State<Wiring>, Said(said): Said<Block>) -> Told {
    wiring.world.block(said.bot, said.person, said.blocked)?;
    Ok(Json(json!({})))
}

#[derive(Deserialize)]
struct Language {
    person: i64,
    language_code: Option<String>,
}

async fn language(State(wiring): State<Wiring>, Said(said): Said<Language>) -> Told {
    let code = said
        .language_code
        .as_deref()
        .filter(|code| !code.is_empty());
    wiring.world.set_language(said.person, code)?;
    Ok(Json(json!({})))
}

#[derive(Deserialize)]
struct Advance {
    advance_seconds: u64,
}

async fn clock(State(wiring): State<Wiring>, Said(said): Said<Advance>) -> Told {
    wiring
        .world
        .clock()
        .advance(Duration::from_secs(said.advance_seconds));
    let now = wiring.world.hold().now.div_euclid(1000);
    Ok(Json(json!({ "now": now })))
}

async fn faults(State(wiring): State<Wiring>, Said(plan): Said<Plan>) -> Told {
    wiring.world.set_faults(plan);
    Ok(Json(json!({})))
}
