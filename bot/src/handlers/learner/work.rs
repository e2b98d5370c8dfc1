//! Handing in work, asking the author, and what can be done about what waits.

use coursefile::Form;
use entity::submission::Form as Kind;
use teloxide::types::Message;

use super::super::{Answer, Awaiting, Context, reviewer};
use super::goal;
use super::study::completion;
use crate::courses::albums;
use crate::courses::quiz::{Asked, Drawn};
use crate::courses::submissions::{Amended, HandedIn, Sent};
use crate::courses::{Failure, Refusal};
use crate::telegram::{Act, Reply, Rich, Screen, WorkPress};
use crate::views;

/// What a button of one's own work does.
pub async fn press(ctx: &Context, press: WorkPress) -> Answer {
    match press {
        WorkPress::HandIn {
            course,
            step,
            place,
        } => begin(ctx, (course, step), place).await,
        WorkPress::TakeBack { submission } => {
            let taken = ctx.walk().withdraw(&*ctx.db, submission).await?;
            let told = reviewer::rewritten(ctx, &taken).await?;
            let said = Screen::plain(ctx.texts.say("work-taken-back"));
            let reply = super::super::context::in_place(ctx, said);
            Ok(told.into_iter().fold(reply, Reply::and))
        }
        WorkPress::Place { submission } => {
            let (submission, place) = ctx.walk().place_of(&*ctx.db, submission).await?;
            let said = views::work::place(&ctx.texts, (&submission, place), ctx.now);
            Ok(Reply::toast(said))
        }
        // The presses of those who look at it have been answered by their own routes.
        _ => Ok(Reply::nothing()),
    }
}

/// Waits for the work that a question of a step asks for.
async fn begin(
    ctx: &Context,
    (course, step): (entity::CourseId, entity::StepId),
    place: u8,
) -> Answer {
    let found = ctx
        .walk()
        .work_at(&*ctx.db, (course, step), |asked| {
            asked.place == usize::from(place)
        })
        .await?;
    let Some((_, asked)) = found else {
        return Ok(Reply::toast(ctx.texts.say("work-not-asked")));
    };
    ctx.wait_for(Awaiting::Work {
        course,
        step,
        question: asked.question.slug.clone(),
    })
    .await?;
    Ok(Reply::say(views::quiz::wanted(&ctx.texts, &asked)))
}

/// The work that was waited for.
pub async fn answer_work(ctx: Context, message: Message, awaiting: Awaiting) -> Answer {
    let Awaiting::Work {
        course,
        step,
        question,
    } = awaiting
    else {
        return Ok(Reply::nothing());
    };
    if !ctx.walk().is_at(&*ctx.db, (course, step)).await? {
        // They have gone on since: what they send now is about something else.
        ctx.wait_for(Awaiting::Nothing).await?;
        return super::super::words(ctx, message).await;
    }
    let is_it = |asked: &Asked| asked.question.slug == question;
    let found = match ctx.walk().work_at(&*ctx.db, (course, step), is_it).await {
        Err(Failure::Refused(refusal)) => {
            ctx.wait_for(Awaiting::Nothing).await?;
            return Ok(super::super::refuse(&ctx, &refusal));
        }
        found => found?,
    };
    let Some((drawn, asked)) = found else {
        ctx.wait_for(Awaiting::Nothing).await?;
        return Ok(Reply::say(ctx.texts.say("work-not-asked")));
    };
    received(&ctx, &message, (drawn, &asked)).await
}

/// Something that was sent where work is asked for.
pub async fn received(ctx: &Context, message: &Message, (drawn, asked): (Drawn, &Asked)) -> Answer {
    if let Some(answer) = album(ctx, message).await? {
        return Ok(answer);
    }
    let Form::Work { takes } = &asked.question.form else {
        return Ok(Reply::nothing());
    };
    let sent = read(message).filter(|sent| takes.iter().any(|taken| is(*taken, sent.form)));
    let Some(sent) = sent else {
        return Ok(Reply::say(views::quiz::wanted(&ctx.texts, asked)));
    };
    let handed_in = ctx.walk().submit(&*ctx.db, drawn, &sent).await?;
    if matches!(ctx.awaiting().await?, Awaiting::Work { .. }) {
        ctx.wait_for(Awaiting::Nothing).await?;
    }
    let reply = Reply::show(shown(ctx, &handed_in).await?);
    let reply = goal::studied(ctx, reply).await?;
    let told = reviewer::announced(ctx, handed_in.submission).await?;
    Ok(told.into_iter().fold(reply, Reply::and))
}

/// That it was handed in, and what comes next.
async fn shown(ctx: &Context, handed_in: &HandedIn) -> Result<Screen, Failure> {
    let (texts, standing) = (&ctx.texts, &handed_in.standing);
    let mut text = views::work::handed_in(texts, handed_in.place);
    let next = if let Some(next) = standing.open() {
        let question = views::quiz::question(texts, standing, next);
        views::step::around(texts, standing, question)
    } else if standing.arrived {
        completion(ctx, standing).await?
    } else {
        if !standing.lets_on() {
            text.line().push_str(&texts.say("work-held"));
        }
        return Ok(views::step::around(texts, standing, Screen::new(text)));
    };
    text.line().line().push(&next.text);
    Ok(Screen { text, ..next })
}

/// An album where one message is wanted: one answer for all its parts.
async fn album(ctx: &Context, message: &Message) -> Result<Option<Reply>, Failure> {
    let Some(album) = message.media_group_id() else {
        return Ok(None);
    };
    if !albums::is_new(&*ctx.db, ctx.chat, &album.0).await? {
        return Ok(Some(Reply::nothing()));
    }
    Ok(Some(Reply::say(ctx.texts.say("work-album"))))
}

/// Something that was sent where nothing is asked now: what waits is the nearest to it.
pub async fn beside(ctx: &Context, message: &Message) -> Result<Option<Reply>, Failure> {
    let Some(submission) = ctx.walk().waits_here(&*ctx.db).await? else {
        return Ok(None);
    };
    if let Some(answer) = album(ctx, message).await? {
        return Ok(Some(answer));
    }
    let waits = Screen::plain(ctx.texts.say("work-waits-already"));
    let own = views::work::own(&ctx.texts, submission);
    Ok(Some(Reply::show(waits.row(own))))
}

/// An edited message: what was handed in with it says what it says now.
pub async fn edited(ctx: Context, message: Message) -> Answer {
    let Some(sent) = read(&message) else {
        return Ok(Reply::nothing());
    };
    match ctx.walk().amend(&*ctx.db, &sent).await? {
        None => Ok(Reply::nothing()),
        Some(Amended::TooLate) => Ok(Reply::say(ctx.texts.say("work-amended-late"))),
        Some(Amended::Done(submission)) => {
            let told = reviewer::rewritten(&ctx, &submission).await?;
            let reply = Reply::say(ctx.texts.say("work-amended"));
            Ok(told.into_iter().fold(reply, Reply::and))
        }
    }
}

/// Asks the author of the course the learner was in last; without words waits for them.
pub async fn ask(ctx: &Context, message: &Message, words: &str) -> Answer {
    let course = ctx.walk().may_ask(&*ctx.db).await?;
    if words.trim().is_empty() {
        ctx.wait_for(Awaiting::Question).await?;
        let title = [("title", (&course.title).into())];
        return Ok(Reply::say(ctx.texts.with("ask-what", title)));
    }
    let text = Rich::plain(words.trim());
    put(ctx, message, text).await
}

/// The question that was waited for.
pub async fn answer_question(ctx: Context, message: Message) -> Answer {
    if let Some(answer) = album(&ctx, &message).await? {
        return Ok(answer);
    }
    let text = message.text().map(|text| {
        let entities = message.entities().unwrap_or_default();
        Rich::from_message(text, entities)
    });
    let Some(text) = text.filter(|text| !text.is_empty()) else {
        return Ok(Reply::say(ctx.texts.say("ask-words")));
    };
    let reply = match put(&ctx, &message, text).await {
        Err(Failure::Refused(refusal)) if !matches!(*refusal, Refusal::TooLong { .. }) => {
            super::super::refuse(&ctx, &refusal)
        }
        other => other?,
    };
    ctx.wait_for(Awaiting::Nothing).await?;
    Ok(reply)
}

async fn put(ctx: &Context, message: &Message, text: Rich) -> Answer {
    let sent = Sent {
        form: Kind::Text,
        length: text.chars(),
        html: Some(text.to_html()),
        file_id: None,
        message: message.id.0,
    };
    let question = ctx.walk().ask(&*ctx.db, &sent).await?;
    let title = &question.course.title;
    let said = views::work::asked(&ctx.texts, title, question.place);
    let told = reviewer::announced(ctx, question.submission).await?;
    let reply = Reply::nothing().and(Act::Say(said));
    Ok(told.into_iter().fold(reply, Reply::and))
}

fn is(taken: coursefile::Taken, form: Kind) -> bool {
    use coursefile::Taken as T;
    matches!(
        (taken, form),
        (T::Text, Kind::Text)
            | (T::Photo, Kind::Photo)
            | (T::Voice, Kind::Voice)
            | (T::Document, Kind::Document)
            | (T::Video, Kind::Video)
    )
}

/// What a message holds that can be handed in; `None`: nothing of the kind.
fn read(message: &Message) -> Option<Sent> {
    let (form, file_id) = if let Some(sizes) = message.photo() {
        let largest = sizes.iter().max_by_key(|size| (size.width, size.height))?;
        (Kind::Photo, Some(largest.file.id.0.clone()))
    } else if let Some(voice) = message.voice() {
        (Kind::Voice, Some(voice.file.id.0.clone()))
    } else if let Some(video) = message.video() {
        (Kind::Video, Some(video.file.id.0.clone()))
    } else if let Some(document) = message.document() {
        (Kind::Document, Some(document.file.id.0.clone()))
    } else {
        (Kind::Text, None)
    };
    let text = match &file_id {
        Some(_) => {
            let caption = message.caption().unwrap_or_default();
            Rich::from_message(caption, message.caption_entities().unwrap_or_default())
        }
        None => Rich::from_message(message.text()?, message.entities().unwrap_or_default()),
    };
    let html = (!text.is_empty()).then(|| text.to_html());
    // A smile alone is no work; below a file it may stand.
    let html = html.filter(|_| file_id.is_some() || text.text.chars().any(char::is_alphanumeric));
    (html.is_some() || file_id.is_some()).then_some(Sent {
        form,
        length: text.chars(),
        html,
        file_id,
        message: message.id.0,
    })
}
