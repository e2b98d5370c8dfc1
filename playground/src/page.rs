//! The chat page: files compiled in, and the headers that keep them to themselves.

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use axum::routing::get;

use crate::server::Wiring;

/// Nothing from elsewhere, except pictures and recordings that a bot sent by address.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
     font-src 'self'; img-src 'self' data: blob: https: http:; media-src 'self' blob: https: http:; \
     base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const HTML: &str = "text/html; charset=utf-8";

struct Asset {
    path: &'static str,
    kind: &'static str,
    bytes: &'static [u8],
}

macro_rules! asset {
    ($kind:literal, $name:literal) => {
        Asset {
            path: concat!("/", $name),
            kind: $kind,
            bytes: include_bytes!(concat!("page/", $name)),
        }
    };
}

const ASSETS: &[Asset] = &[
    Asset {
        path: "/",
        kind: HTML,
        bytes: include_bytes!("page/index.html"),
    },
    asset!("text/javascript; charset=utf-8", "albums.js"),
    asset!("text/javascript; charset=utf-8", "ask.js"),
    asset!("text/javascript; charset=utf-8", "attach.js"),
    asset!("text/javascript; charset=utf-8", "chat.js"),
    asset!("text/javascript; charset=utf-8", "commands.js"),
    asset!("text/javascript; charset=utf-8", "composer.js"),
    asset!("text/css; charset=utf-8", "controls.css"),
    asset!("text/javascript; charset=utf-8", "dom.js"),
    asset!("image/svg+xml", "favicon.svg"),
    asset!("text/javascript; charset=utf-8", "keyboard.js"),
    asset!("text/javascript; charset=utf-8", "markup.js"),
    asset!("text/css; charset=utf-8", "media.css"),
    asset!("text/javascript; charset=utf-8", "media.js"),
    asset!("text/javascript; charset=utf-8", "menu.js"),
    asset!("text/css; charset=utf-8", "message.css"),
    asset!("text/javascript; charset=utf-8", "message.js"),
    asset!("text/javascript; charset=utf-8", "clock.js"),
    asset!("text/javascript; charset=utf-8", "more.js"),
    asset!("text/javascript; charset=utf-8", "notices.js"),
    asset!("text/css; charset=utf-8", "page.css"),
    asset!("text/javascript; charset=utf-8", "page.js"),
    asset!("text/javascript; charset=utf-8", "people.js"),
    asset!("text/javascript; charset=utf-8", "places.js"),
    asset!("text/javascript; charset=utf-8", "players.js"),
    asset!("text/css; charset=utf-8", "polls.css"),
    asset!("text/javascript; charset=utf-8", "polls.js"),
    asset!("text/javascript; charset=utf-8", "richtext.js"),
    asset!("text/javascript; charset=utf-8", "server.js"),
    asset!("text/javascript; charset=utf-8", "words.js"),
    asset!("text/javascript; charset=utf-8", "world.js"),
];

pub(crate) fn routes() -> Router<Wiring> {
    ASSETS.iter().fold(Router::new(), |router, asset| {
        router.route(asset.path, get(move || async move { serve(asset) }))
    })
}

fn serve(asset: &'static Asset) -> Response {
    let mut response = Response::new(Body::from(asset.bytes));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.kind));
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(POLICY),
    );
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    headers.insert(
        header::REFERRER_POLICY,
        HeaderValue::from_static("no-referrer"),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}
