//! The world between runs.

use std::path::PathBuf;

use playground::Options;
use serde_json::json;

use crate::common::{AMINA, BOT, Stage, options};
use crate::files::png;

/// A place of its own for a test's world, empty at the start.
fn place(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder.join("world.json")
}

fn kept(path: &std::path::Path) -> Options {
    Options {
        state: Some(path.to_owned()),
        ..options()
    }
}

#[tokio::test]
async fn everything_is_there_after_a_restart() {
    let path = place("restart");
    let stage = Stage::with(kept(&path)).await;
    stage.world().say(BOT, AMINA, "/start").unwrap();
    let last = stage.drain().await.pop().unwrap();
    stage
        .world()
        .send_photo(BOT, AMINA, png(4, 3), "look")
        .unwrap();
    stage.send("choose", &["a"]).await;
    stage.world().block(BOT, AMINA, true).unwrap();
    stage.world().block(BOT, AMINA, false).unwrap();
    let menu = json!({ "commands": [{ "command": "start", "description": "x" }] });
    stage.ok("setMyCommands", menu).await;
    stage
        .world()
        .clock()
        .advance(std::time::Duration::from_mins(5));
    let (chat, now) = (stage.world().chat(BOT, AMINA), stage.world().clock().now());
    stage.playground.stop().await;

    let stage = Stage::with(kept(&path)).await;
    assert_eq!(stage.world().chat(BOT, AMINA), chat);
    assert_eq!(stage.world().clock().now(), now);
    assert_eq!(stage.world().commands_for(BOT, AMINA).len(), 1);
    let photo = chat[1]["photo"][0]["file_id"].as_str().unwrap();
    assert_eq!(stage.world().file(photo).unwrap(), png(4, 3));
    let updates = stage.updates(0).await;
    assert_eq!(updates.len(), 3);
    let next = last["update_id"].as_i64().unwrap() + 1;
    assert_eq!(updates[0]["update_id"], next, "ids go on where they were");
    stage.playground.stop().await;
}

#[tokio::test]
async fn changes_are_written_soon() {
    let path = place("soon");
    let stage = Stage::with(kept(&path)).await;
    stage.world().say(BOT, AMINA, "remember this").unwrap();
    let written = async {
        while !std::fs::read_to_string(&path)
            .unwrap_or_default()
            .contains("remember this")
        {
            tokio::task::yield_now().await;
        }
    };
    crate::common::soon(written).await;
    stage.playground.stop().await;
}

#[tokio::test]
async fn it_listens_at_home_only() {
    let abroad = Options {
        listen: "0.0.0.0:0".parse().unwrap(),
        ..options()
    };
    assert!(playground::Playground::start(abroad).await.is_err());
}
