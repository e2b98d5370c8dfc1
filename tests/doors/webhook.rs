//! The door that is called.

use anyhow::ensure;
use entity::inbox;
use playground::What;
use reqwest::StatusCode;
use sea_orm::EntityTrait;
use serde_json::{Value, json};

use super::post::{deliver, from, message, post};
use super::{hide_inbox, pass_until, stored, taken};
use crate::harness::School;
use crate::harness::cast::{AMINA, BOT, OLGA};
use crate::harness::school::SECRET;

/// Without the secret, or with another one, nothing is even looked at.
pub async fn strangers(school: School) -> anyhow::Result<()> {
    let body = message(7, &json!({ "text": "/start" })).to_string();
    let cut = &SECRET[..SECRET.len() - 1];
    for secret in [
        None,
        Some(""),
        Some("wrong"),
        Some(cut),
        Some("only-for-the-schooL"),
    ] {
        let status = post(&school, secret, body.clone()).await?;
        ensure!(
            status == StatusCode::UNAUTHORIZED,
            "{secret:?} is answered {status}"
        );
    }
    ensure!(
        stored(school.database()?).await? == 0,
        "a stranger's update is stored"
    );
    school.close().await
}

/// Telegram posts; nobody else has any business here.
pub async fn methods(school: School) -> anyhow::Result<()> {
    let client = reqwest::Client::builder().no_proxy().build()?;
    for request in [
        client.get(school.served("/hook")),
        client.put(school.served("/hook")),
        client.delete(school.served("/hook")),
    ] {
        let status = request
            .header("X-Telegram-Bot-Api-Secret-Token", SECRET)
            .send()
            .await?
            .status();
        ensure!(
            status == StatusCode::METHOD_NOT_ALLOWED,
            "answered {status}"
        );
    }
    school.close().await
}

/// A body of a megabyte is taken, a longer one is not.
pub async fn bound(school: School) -> anyhow::Result<()> {
    let padded = |length: usize| {
        let update = message(7, &json!({ "text": "/start" })).to_string();
        let space = " ".repeat(length - update.len());
        update + &space
    };
    let status = post(&school, Some(SECRET), padded(1024 * 1024 + 1)).await?;
    ensure!(
        status == StatusCode::PAYLOAD_TOO_LARGE,
        "a body over the bound is answered {status}"
    );
    ensure!(
        stored(school.database()?).await? == 0,
        "a body over the bound is stored"
    );
    let status = post(&school, Some(SECRET), padded(1024 * 1024)).await?;
    ensure!(
        status == StatusCode::OK,
        "a body at the bound is answered {status}"
    );
    school.settle().await?;
    school.close().await
}

/// What is no update is refused, so that whoever sends it hears of it.
pub async fn malformed(school: School) -> anyhow::Result<()> {
    for body in [
        "",
        "nonsense",
        "[]",
        "{}",
        "{\"update_id\":\"seven\"}",
        "{\"update_id\":7",
        "null",
    ] {
        let status = post(&school, Some(SECRET), body).await?;
        ensure!(
            status == StatusCode::BAD_REQUEST,
            "{body:?} is answered {status}"
        );
    }
    ensure!(
        stored(school.database()?).await? == 0,
        "what is no update is stored"
    );
    school.close().await
}

/// An update that cannot be understood is stored and set aside; the chat goes on.
pub async fn odd(school: School) -> anyhow::Result<()> {
    for update in [
        json!({ "update_id": 7, "message": { "chat": { "id": AMINA } } }),
        json!({ "update_id": 8, "poll_answer": { "poll_id": "1", "option_ids": [] } }),
        json!({ "update_id": 9, "something_new": {} }),
        json!({ "update_id": 5_000_000_000_i64, "message": {} }),
    ] {
        let status = deliver(&school, &update).await?;
        ensure!(status == StatusCode::OK, "{update} is answered {status}");
    }
    // Nobody can be written to who has not written first.
    school.world().say(BOT, AMINA, "/help")?;
    deliver(&school, &message(10, &json!({ "text": "/help" }))).await?;
    school.settle().await?;
    let rows = inbox::Entity::find().all(school.database()?).await?;
    let aside = rows
        .iter()
        .filter(|row| row.state == inbox::State::SetAside);
    ensure!(
        aside.clone().count() == 4,
        "not everything odd is set aside: {rows:?}"
    );
    ensure!(
        aside.clone().all(|row| row.reason.is_some()),
        "nobody knows why: {rows:?}"
    );
    let shown = school.world().chat(BOT, AMINA);
    ensure!(
        shown
            .iter()
            .filter(|message| message["from_bot"] == true)
            .count()
            == 2,
        "{shown:?}"
    );
    school.close().await
}

/// While the database fails Telegram hears 503 and keeps the update; afterwards it comes again and is answered.
pub async fn unstored(school: School) -> anyhow::Result<()> {
    hide_inbox(school.database()?, true).await?;
    let since = school.world().seq();
    school.world().say(BOT, AMINA, "/help")?;
    let failed = school.world().until(|world| {
        let failed =
            |what: &What| matches!(what, What::DeliveryFailed { why, .. } if why.contains("503"));
        world
            .history_after(since)
            .iter()
            .any(|entry| failed(&entry.what))
            .then_some(())
    });
    crate::harness::school::within("a delivery to fail", failed).await?;
    let confirmed = |what: &What| matches!(what, What::Confirmed { .. });
    ensure!(
        !school
            .world()
            .history_after(since)
            .iter()
            .any(|entry| confirmed(&entry.what)),
        "an update was confirmed that is not stored"
    );
    hide_inbox(school.database()?, false).await?;
    pass_until(&school, "the update to come again", taken).await?;
    school.settle().await?;
    let answers = school.world().chat(BOT, AMINA);
    let answers = answers
        .iter()
        .filter(|message| message["from_bot"] == true)
        .count();
    ensure!(answers == 1, "the update was answered {answers} times");
    school.close().await
}

/// The same number twice is one update, whether it comes at once, later, or after a restart.
pub async fn repeated(mut school: School) -> anyhow::Result<()> {
    let update = message(7, &json!({ "text": "/help" }));
    let (first, second) = futures::join!(deliver(&school, &update), deliver(&school, &update));
    ensure!(
        first? == StatusCode::OK && second? == StatusCode::OK,
        "an update is refused"
    );
    school.settle().await?;
    ensure!(
        deliver(&school, &update).await? == StatusCode::OK,
        "a repeated update is refused"
    );
    school.settle().await?;
    school.restart().await?;
    ensure!(
        deliver(&school, &update).await? == StatusCode::OK,
        "a repeated update is refused"
    );
    school.settle().await?;
    let sent =
        |what: &What| matches!(what, What::Request { method, .. } if method == "sendmessage");
    let sent = school
        .world()
        .history()
        .iter()
        .filter(|entry| sent(&entry.what))
        .count();
    ensure!(sent == 1, "one update was answered {sent} times");
    school.close().await
}

/// Kinds of messages that the stand-in's people cannot send: each gets its one helpful line.
pub async fn rare(school: School) -> anyhow::Result<()> {
    school.world().say(BOT, OLGA, "/addauthor")?;
    school.world().say(BOT, AMINA, "/help")?;
    school.settle().await?;
    let hidden = json!({
        "text": "Good morning",
        "forward_origin": { "type": "hidden_user", "sender_user_name": "Somebody", "date": 1_799_999_000 },
    });
    let sticker = json!({ "sticker": {
        "file_id": "CAADAgAD", "file_unique_id": "AgAD", "type": "regular", "width": 512, "height": 512,
        "is_animated": false, "is_video": false, "emoji": "🙂",
    } });
    let place = json!({ "location": { "latitude": 43.2, "longitude": 76.9 } });
    let voice = json!({ "voice": { "file_id": "AwAD", "file_unique_id": "AgAE", "duration": 3 } });
    let known =
        "I did not understand that. /continue takes you to your course, /help shows what I can do.";
    let cases: [(i64, &str, &Value, &str); 4] = [
        (
            OLGA,
            "Olga",
            &hidden,
            "This person hides who they are in forwarded messages.",
        ),
        (AMINA, "Amina", &sticker, known),
        (AMINA, "Amina", &place, known),
        (AMINA, "Amina", &voice, known),
    ];
    for (number, (who, name, what, expected)) in (8..).zip(cases) {
        deliver(&school, &from(who, name, number, what)).await?;
        school.settle().await?;
        let last = school.world().last_from_bot(BOT, who).unwrap_or_default();
        let said = last["text"].as_str().unwrap_or_default();
        ensure!(said.starts_with(expected), "{what} is answered {said:?}");
    }
    school.close().await
}
