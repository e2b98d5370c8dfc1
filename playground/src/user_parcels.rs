//! What people send besides words, over HTTP: files, albums, polls, votes, places, contacts.

use axum::extract::{Request, State};
use axum::routing::post;
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::json;

use crate::api::Params;
use crate::server::Wiring;
use crate::user::{Complaint, Said, Told};
use crate::user_groups::Where;
use crate::world::{Attachment, Kind, Parcel, Question, World};

pub(crate) fn routes() -> Router<Wiring> {
    Router::new()
        .route("/user/media", post(media))
        .route("/user/photo", post(photo))
        .route("/user/document", post(document))
        .route("/user/poll", post(poll))
        .route("/user/vote", post(vote))
        .route("/user/location", post(location))
        .route("/user/contact", post(contact))
}

async fn photo(State(wiring): State<Wiring>, request: Request) -> Told {
    upload(&wiring.world, &[(Kind::Photo, "file".to_owned())], request).await
}

async fn document(State(wiring): State<Wiring>, request: Request) -> Told {
    let file = [(Kind::Document, "file".to_owned())];
    upload(&wiring.world, &file, request).await
}

async fn media(State(wiring): State<Wiring>, request: Request) -> Told {
    upload(&wiring.world, &[], request).await
}

/// Takes the files that are named, or else those of the field `kinds`: `file0`, `file1`, … in its order.
async fn upload(world: &World, named: &[(Kind, String)], request: Request) -> Told {
    let form = Params::read(request)
        .await
        .map_err(|refusal| Complaint(refusal.code, refusal.description))?;
    let missing = |what: &str| Complaint(400, format!("{what} is missing"));
    let bot = form.int("bot").ok_or_else(|| missing("bot"))?;
    let person = form.int("person").ok_or_else(|| missing("person"))?;
    let listed: Vec<(Kind, String)> = if named.is_empty() {
        let kinds: Vec<Kind> = form.shaped("kinds").ok_or_else(|| missing("kinds"))?;
        let numbered = kinds.into_iter().enumerate();
        numbered
            .map(|(at, kind)| (kind, format!("file{at}")))
            .collect()
    } else {
        named.to_vec()
    };
    let caption = form.text("caption").unwrap_or_default();
    let mut files = Vec::with_capacity(listed.len());
    for (at, (kind, field)) in listed.iter().enumerate() {
        let file = form.files.get(field).ok_or_else(|| missing(field))?;
        let words = if at == 0 { caption.as_str() } else { "" };
        files.push(Attachment::of(*kind, file.clone()).caption(words));
    }
    let parcel = match files.len() {
        0 => return Err(missing("file")),
        1 => Parcel::File(files.remove(0)),
        _ => Parcel::Album(files),
    };
    let place = Where {
        chat: form.int("chat"),
        topic: form.int("topic"),
    };
    let id = place.send(world, bot, person, parcel)?;
    Ok(Json(json!({ "message_id": id })))
}

#[derive(Deserialize)]
struct Ask {
    bot: i64,
    person: i64,
    #[serde(flatten)]
    question: Question,
    #[serde(flatten)]
    place: Where,
}

async fn poll(State(wiring): State<Wiring>, Said(said): Said<Ask>) -> Told {
    let parcel = Parcel::Poll(said.question);
    let id = said
        .place
        .send(&wiring.world, said.bot, said.person, parcel)?;
    Ok(Json(json!({ "message_id": id })))
}

#[derive(Deserialize)]
struct Vote {
    bot: i64,
    person: i64,
    message_id: i64,
    option_ids: Vec<usize>,
    /// A group; otherwise it is the private chat.
    chat: Option<i64>,
}

async fn vote(State(wiring): State<Wiring>, Said(said): Said<Vote>) -> Told {
    let chat = said.chat.unwrap_or(said.person);
    let (message, options) = (said.message_id, &said.option_ids);
    wiring
        .world
        .vote_in_group(said.bot, chat, said.person, message, options)?;
    Ok(Json(json!({})))
}

#[derive(Deserialize)]
struct Spot {
    bot: i64,
    person: i64,
    latitude: f64,
    longitude: f64,
    #[serde(flatten)]
    place: Where,
}

async fn location(State(wiring): State<Wiring>, Said(said): Said<Spot>) -> Told {
    let place = Parcel::Location {
        latitude: said.latitude,
        longitude: said.longitude,
    };
    let id = said
        .place
        .send(&wiring.world, said.bot, said.person, place)?;
    Ok(Json(json!({ "message_id": id })))
}

#[derive(Deserialize)]
struct Card {
    bot: i64,
    person: i64,
    phone_number: String,
    #[serde(flatten)]
    place: Where,
}

/// The person's own contact.
async fn contact(State(wiring): State<Wiring>, Said(said): Said<Card>) -> Told {
    let known = wiring.world.person(said.person);
    let card = Parcel::Contact {
        phone: said.phone_number,
        first_name: known.map(|person| person.first_name).unwrap_or_default(),
        user_id: Some(said.person),
    };
    let id = said
        .place
        .send(&wiring.world, said.bot, said.person, card)?;
    Ok(Json(json!({ "message_id": id })))
}
