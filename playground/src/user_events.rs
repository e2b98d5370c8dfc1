//! Events as a stream for the page: missed ones first, then those that happen.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use futures::StreamExt;
use futures::stream;
use tokio::sync::broadcast::error::RecvError;

use crate::world::{Event, Happening, World};

/// Server-Sent Events after a number, without an end.
pub(crate) fn event_stream(
    world: World,
    after: u64,
) -> impl futures::Stream<Item = Result<String, Infallible>> {
    let (mut missed, live) = world.watch(after);
    if let Some(cleared) = cleared(&world, after) {
        missed = vec![Arc::new(cleared)];
    }
    let first = String::from(": hello\n\n");
    let first = missed.iter().fold(first, |text, event| text + &line(event));
    let sent = missed.last().map_or(after, |event| event.seq);
    let rest = stream::unfold(
        (world, live, sent),
        |(world, mut live, mut sent)| async move {
            loop {
                match tokio::time::timeout(Duration::from_secs(15), live.recv()).await {
                    Ok(Ok(event)) if event.seq <= sent => {}
                    Ok(Ok(event)) => {
                        sent = event.seq;
                        return Some((Ok(line(&event)), (world, live, sent)));
                    }
                    Ok(Err(RecvError::Lagged(_))) => {
                        let missed = world.events_after(sent);
                        let text: String = missed.iter().map(line).collect();
                        sent = missed.last().map_or(sent, |event| event.seq);
                        return Some((Ok(text), (world, live, sent)));
                    }
                    Ok(Err(RecvError::Closed)) => return None,
                    // A word now and then keeps the connection known to be alive.
                    Err(_) => {
                        return Some((Ok(": still here\n\n".to_owned()), (world, live, sent)));
                    }
                }
            }
        },
    );
    stream::once(async move { Ok(first) }).chain(rest)
}

/// For a page that knows numbers of another world, or that was away for too long.
fn cleared(world: &World, after: u64) -> Option<Event> {
    let state = world.hold();
    (after > state.seq || after < state.forgotten).then(|| Event {
        seq: state.seq,
        bot: 0,
        person: 0,
        kind: Happening::Cleared,
    })
}

fn line(event: &Arc<Event>) -> String {
    let data = serde_json::to_string(&**event).unwrap_or_default();
    format!("id: {}\ndata: {data}\n\n", event.seq)
}
