//! What is held about a person: saying so, giving it to them, and forgetting them. Always about who is speaking.

use chrono::TimeDelta;
use entity::{UserId, submission};
use teloxide::types::MessageId;

use super::super::context::in_place;
use super::super::{Answer, Awaiting, Context, menu};
use crate::courses::{Failure, people, privacy};
use crate::telegram::{Act, Document, Job, Parcel, PrivacyPress, Reply, Screen};
use crate::texts::Texts;
use crate::views;

/// How long the second question can be answered.
const HOLDS: TimeDelta = TimeDelta::minutes(15);
/// How soon everything may be asked for again.
const AGAIN: TimeDelta = TimeDelta::minutes(5);

/// Everything that is held about somebody, put together.
pub struct OwnData {
    /// As JSON.
    pub bytes: Vec<u8>,
    /// The files that follow it.
    pub files: Vec<(submission::Form, String)>,
    /// How many more there are.
    pub more: usize,
}

/// What is kept, in short.
pub fn short(ctx: &Context) -> Reply {
    Reply::show(views::privacy::short(&ctx.texts))
}

/// What a button does.
pub async fn press(ctx: &Context, press: PrivacyPress) -> Answer {
    match press {
        PrivacyPress::Data => data(ctx).await,
        PrivacyPress::Forget => ask(ctx).await,
        PrivacyPress::ForgetReally => ask_again(ctx).await,
        PrivacyPress::ForgetNow { key } => forget(ctx, key).await,
    }
}

/// Begins to put everything together, at most once in a while.
pub async fn data(ctx: &Context) -> Answer {
    let minutes = [("minutes", number(AGAIN).into())];
    if !privacy::may_ask(&*ctx.db, &ctx.user, AGAIN, ctx.now).await? {
        return Ok(Reply::say(ctx.texts.with("mydata-soon", minutes)));
    }
    let begun = Reply::say(ctx.texts.say("mydata-begun"));
    Ok(begun.and(Act::Later(Job::TellOwnData)))
}

/// Gives it to them.
pub fn told(ctx: &Context, data: &OwnData) -> Reply {
    if data.bytes.len() > Document::LIMIT {
        return Reply::say(ctx.texts.say("mydata-too-large"));
    }
    let document = Document {
        name: format!("stepwise-{}.json", ctx.now.format("%Y-%m-%d")),
        content_type: "application/json",
        bytes: data.bytes.clone(),
        caption: views::privacy::caption(&ctx.texts, data.files.len(), data.more),
    };
    let files = data.files.iter().filter_map(|(form, file_id)| {
        let parcel = Parcel {
            kind: kind(*form)?,
            file_id: file_id.clone(),
        };
        Some(Act::Parcel {
            chat: ctx.chat,
            topic: None,
            parcel,
        })
    });
    files.fold(Reply::send(document), Reply::and)
}

fn kind(form: submission::Form) -> Option<&'static str> {
    match form {
        submission::Form::Text => None,
        submission::Form::Photo => Some("photo"),
        submission::Form::Voice => Some("voice"),
        submission::Form::Document => Some("document"),
        submission::Form::Video => Some("video"),
    }
}

/// Says what goes and what stays, and asks.
pub async fn ask(ctx: &Context) -> Answer {
    let works = ctx.rights().await?.is_anybody();
    Ok(in_place(ctx, views::privacy::ask(&ctx.texts, works)))
}

/// Asks once more, with a button that holds for a while and once.
async fn ask_again(ctx: &Context) -> Answer {
    let key = ctx.house.dice.revision();
    let asked_at = ctx.now;
    ctx.wait_for(Awaiting::Forgetting { key, asked_at }).await?;
    let screen = views::privacy::ask_again(&ctx.texts, key, HOLDS.num_minutes());
    Ok(in_place(ctx, screen))
}

/// Forgets the person, if that is what they were asked just now. Whatever comes after is said to a stranger.
async fn forget(ctx: &Context, pressed: i64) -> Answer {
    let is_asked = match ctx.awaiting().await? {
        Awaiting::Forgetting { key, asked_at } => key == pressed && ctx.now - asked_at < HOLDS,
        _ => false,
    };
    if !is_asked {
        // The same button once more, after it has done its work: that leaves no trace.
        let mut reply = leave_no_trace(ctx).await?;
        reply.toast = Reply::toast(ctx.texts.say("forget-old")).toast;
        return Ok(reply);
    }
    let mut acts: Vec<Act> = ctx.pressed.map(Act::Strip).into_iter().collect();
    acts.extend(rewritten(ctx).await?);
    acts.extend(menu::taken_away(ctx).await?);
    privacy::erase(&*ctx.db, &ctx.house.dice, ctx.user.id).await?;
    acts.push(Act::Say(Screen::plain(ctx.texts.say("forget-done"))));
    acts.push(Act::Later(Job::FinishForgetting));
    Ok(Reply { acts, toast: None })
}

/// Forgets somebody whom this very update has made known, and who asks for nothing.
pub async fn leave_no_trace(ctx: &Context) -> Answer {
    if !ctx.is_new {
        return Ok(Reply::nothing());
    }
    privacy::erase(&*ctx.db, &ctx.house.dice, ctx.user.id).await?;
    Ok(Reply::nothing().and(Act::Later(Job::FinishForgetting)))
}

/// Messages to others that show the person's work say from now on that it is gone.
async fn rewritten(ctx: &Context) -> Result<Vec<Act>, Failure> {
    let shown = privacy::shown_elsewhere(&*ctx.db, ctx.user.id).await?;
    let readers = shown.iter().map(|it| UserId(it.chat));
    let readers = people::all_of(&*ctx.db, readers).await?;
    let texts = |chat: i64| {
        let reader = readers.iter().find(|reader| reader.id.0 == chat);
        reader.map_or(Texts::new(ctx.house.default_language), |reader| {
            ctx.house.texts_of(reader)
        })
    };
    let acts = shown.iter().map(|it| Act::Rewrite {
        chat: it.chat,
        message: MessageId(it.message),
        screen: Screen::plain(texts(it.chat).say("forgotten-work")),
    });
    Ok(acts.collect())
}

fn number(time: TimeDelta) -> i32 {
    i32::try_from(time.num_minutes()).unwrap_or(i32::MAX)
}
