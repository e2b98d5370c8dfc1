//! Connections: listening, cutting one on purpose, and refusing strangers.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use axum::Router;
use axum::body::Body;
use axum::extract::connect_info::Connected;
use axum::extract::{ConnectInfo, DefaultBodyLimit, Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use axum::serve::{IncomingStream, Listener};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

use crate::api::{BODY_LIMIT, http};
use crate::world::World;
use crate::{page, user, user_groups, user_parcels};

/// What the routes need.
#[derive(Clone)]
pub(crate) struct Wiring {
    pub(crate) world: World,
    /// Becomes true when the playground stops.
    pub(crate) ending: watch::Receiver<bool>,
}

/// All routes.
pub(crate) fn routes(wiring: Wiring) -> Router {
    Router::new()
        .merge(page::routes())
        .merge(user::routes())
        .merge(user_parcels::routes())
        .merge(user_groups::routes())
        .fallback(bot_api)
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(from_fn_with_state((), only_neighbours))
        .with_state(wiring)
}

async fn bot_api(
    State(wiring): State<Wiring>,
    ConnectInfo(wire): ConnectInfo<Wire>,
    request: Request,
) -> Response {
    let cord = Cord {
        wire,
        ending: wiring.ending,
    };
    http::answer(wiring.world, cord, request).await
}

/// Refuses requests that a page elsewhere could make a browser send: foreign `Host` headers (a name
/// that was made to point here) and cross-site requests.
async fn only_neighbours(State(()): State<()>, request: Request, next: Next) -> Response {
    if is_neighbour(request.method(), request.headers()) {
        return next.run(request).await;
    }
    let mut response = Response::new(Body::from("{\"error\":\"this playground is local\"}"));
    *response.status_mut() = StatusCode::FORBIDDEN;
    let json = header::HeaderValue::from_static("application/json");
    response.headers_mut().insert(header::CONTENT_TYPE, json);
    response
}

fn is_neighbour(method: &Method, headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    let Some(host) = text("host") else {
        return false;
    };
    if !is_loopback(host) {
        return false;
    }
    if let Some(origin) = text("origin") {
        // The page's own origin is this very host; "null" and all others are strangers.
        return origin.strip_prefix("http://") == Some(host);
    }
    let site = text("sec-fetch-site").unwrap_or("none");
    matches!(site, "same-origin" | "none")
        || (*method == Method::GET && text("sec-fetch-mode") == Some("navigate"))
}

fn is_loopback(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    name.eq_ignore_ascii_case("localhost")
        || name == "[::1]"
        || name
            .parse::<std::net::Ipv4Addr>()
            .is_ok_and(|address| address.is_loopback())
}

/// One connection's switch: once cut, nothing more is written to it.
#[derive(Clone, Debug)]
pub(crate) struct Wire(Arc<AtomicBool>);

/// What a request needs to vanish without an answer.
pub(crate) struct Cord {
    wire: Wire,
    ending: watch::Receiver<bool>,
}

impl Cord {
    /// Cuts the connection; the response is for nobody.
    pub(crate) fn cut(&self) -> Response {
        self.wire.0.store(true, Ordering::Release);
        Response::new(Body::empty())
    }

    /// Waits until the playground stops.
    pub(crate) async fn world_ends(&self) {
        let mut ending = self.ending.clone();
        // A sender that is gone means the same.
        let _ = ending.wait_for(|ending| *ending).await;
    }
}

/// Accepts connections that can be cut.
pub(crate) struct Door(pub(crate) TcpListener);

/// A connection that can be cut.
pub(crate) struct Stream {
    tcp: TcpStream,
    wire: Wire,
}

impl Listener for Door {
    type Io = Stream;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Stream, SocketAddr) {
        let (tcp, address) = Listener::accept(&mut self.0).await;
        // Small answers must not wait for company; a socket that refuses works all the same.
        let _ = tcp.set_nodelay(true);
        (
            Stream {
                tcp,
                wire: Wire(Arc::new(AtomicBool::new(false))),
            },
            address,
        )
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.0.local_addr()
    }
}

impl Connected<IncomingStream<'_, Door>> for Wire {
    fn connect_info(stream: IncomingStream<'_, Door>) -> Self {
        stream.io().wire.clone()
    }
}

impl Stream {
    fn is_cut(&self) -> io::Result<()> {
        if self.wire.0.load(Ordering::Acquire) {
            Err(io::ErrorKind::ConnectionReset.into())
        } else {
            Ok(())
        }
    }
}

impl AsyncRead for Stream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.tcp).poll_read(context, buffer)
    }
}

impl AsyncWrite for Stream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.is_cut()?;
        Pin::new(&mut self.tcp).poll_write(context, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.is_cut()?;
        Pin::new(&mut self.tcp).poll_write_vectored(context, bytes)
    }

    fn is_write_vectored(&self) -> bool {
        self.tcp.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.is_cut()?;
        Pin::new(&mut self.tcp).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.tcp).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strangers_are_refused() {
        let table: [(&[(&str, &str)], bool); 9] = [
            (&[("host", "127.0.0.1:8081")], true),
            (&[("host", "localhost")], true),
            (&[("host", "[::1]:80")], true),
            (&[("host", "evil.example")], false),
            (&[("host", "127.0.0.1.evil.example:80")], false),
            (
                &[("host", "localhost:1"), ("origin", "http://localhost:1")],
                true,
            ),
            (
                &[("host", "localhost:1"), ("origin", "http://localhost:2")],
                false,
            ),
            (&[("host", "localhost:1"), ("origin", "null")], false),
            (
                &[("host", "localhost:1"), ("sec-fetch-site", "cross-site")],
                false,
            ),
        ];
        for (headers, welcome) in table {
            let mut map = HeaderMap::new();
            for (name, value) in headers {
                let name: header::HeaderName = name.parse().unwrap();
                map.insert(name, value.parse().unwrap());
            }
            assert_eq!(
                is_neighbour(&Method::POST, &map),
                welcome,
                "for {headers:?}"
            );
        }
    }
}
