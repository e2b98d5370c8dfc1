//! getFile, and the files behind the paths it gives.

use axum::body::{Body, Bytes};
use axum::http::{StatusCode, header};
use axum::response::Response;
use serde_json::json;

use crate::api::{Answer, Call, Refusal};
use crate::files::{DOWNLOAD_BYTES, Stored};
use crate::world::World;

pub(super) fn get_file(call: &mut Call<'_>) -> Answer {
    let id = call.params.text("file_id").unwrap_or_default();
    if id.is_empty() {
        return Err(Refusal::bad("file_id not specified"));
    }
    let stored = call
        .state
        .files
        .get(&id)
        .filter(|stored| stored.bot == call.bot);
    let stored = stored.ok_or_else(|| Refusal::bad("invalid file_id"))?;
    if stored.size > DOWNLOAD_BYTES {
        return Err(Refusal::bad("file is too big"));
    }
    if stored.address.is_some() {
        // The stand-in never fetches, so it has nothing to hand out.
        return Err(Refusal::bad(
            "wrong file_id or the file is temporarily unavailable",
        ));
    }
    Ok(json!({
        "file_id": id,
        "file_unique_id": stored.unique,
        "file_size": stored.size,
        "file_path": stored.path,
    })
    .into())
}

/// `GET /file/bot<token>/<path>`
pub(super) fn at_path(world: &World, bot: i64, path: &str) -> Response {
    let found = {
        let state = world.hold();
        let stored = state.files.at_path(bot, path).cloned();
        stored.and_then(|stored| Some((state.files.bytes_of(&stored)?, stored.mime)))
    };
    match found {
        Some((bytes, mime)) => with_type(Body::from(bytes), &mime),
        None => Refusal::new(404, "Not Found").response(),
    }
}

/// `GET /user/file/<id>`: the bytes, or the way to them for a picture sent by address.
/// A player asks for a part of a film (`range`) when somebody moves along in it.
pub(crate) fn by_id(world: &World, id: &str, range: Option<&str>) -> Option<Response> {
    let (stored, bytes) = {
        let state = world.hold();
        let stored: Stored = state.files.get(id)?.clone();
        let bytes = state.files.bytes_of(&stored);
        (stored, bytes)
    };
    if let Some(address) = &stored.address {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::TEMPORARY_REDIRECT;
        response
            .headers_mut()
            .insert(header::LOCATION, address.parse().ok()?);
        return Some(response);
    }
    let mut response = part_of(bytes?, &stored.mime, range);
    // A document could hold a page of its own: it must not run in the playground's name.
    let headers = response.headers_mut();
    let shown = ["image/", "video/", "audio/"];
    let is_shown = shown.iter().any(|kind| stored.mime.starts_with(kind));
    if !is_shown || stored.mime.contains("svg") {
        let save = header::HeaderValue::from_static("attachment");
        headers.insert(header::CONTENT_DISPOSITION, save);
    }
    Some(response)
}

/// The bytes, or the part of them that is asked for as `bytes=from-to`; an unreadable wish gets everything.
fn part_of(bytes: Bytes, mime: &str, range: Option<&str>) -> Response {
    let length = bytes.len();
    let accepts = header::HeaderValue::from_static("bytes");
    let wish = range.and_then(|range| range.strip_prefix("bytes=")?.split_once('-'));
    let part = wish.and_then(|(from, to)| {
        let from: usize = from.parse().ok()?;
        let to = if to.is_empty() {
            length
        } else {
            to.parse::<usize>().ok()?.saturating_add(1)
        };
        (from < to.min(length)).then(|| from..to.min(length))
    });
    let mut response = match &part {
        Some(part) => with_type(Body::from(bytes.slice(part.clone())), mime),
        None => with_type(Body::from(bytes), mime),
    };
    response
        .headers_mut()
        .insert(header::ACCEPT_RANGES, accepts);
    if let Some(part) = part {
        let told = format!("bytes {}-{}/{length}", part.start, part.end - 1);
        *response.status_mut() = StatusCode::PARTIAL_CONTENT;
        if let Ok(told) = told.parse() {
            response.headers_mut().insert(header::CONTENT_RANGE, told);
        }
    }
    response
}

fn with_type(body: Body, mime: &str) -> Response {
    let mut response = Response::new(body);
    let fallback = header::HeaderValue::from_static("application/octet-stream");
    let mime = mime.parse().unwrap_or(fallback);
    response.headers_mut().insert(header::CONTENT_TYPE, mime);
    response
}
