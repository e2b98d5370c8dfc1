//! Looking at work in a group with topics: who has it look there, what is pressed and said there, and what happens when the
//! bot can no longer write there.

use chrono::{DateTime, Utc};
use entity::{CourseId, SubmissionId, submission};
use sea_orm::DatabaseTransaction;
use teloxide::types::{ChatMemberKind, ChatMemberUpdated, Message};

use super::super::{Answer, Context, House, Topic, learner};
use super::decide;
use super::tell::{Teller, rewritten};
use crate::courses::submissions::{self, Audience, Decision};
use crate::courses::{Action, Failure, posts};
use crate::telegram::{About, Act, GroupCommand, Job, Reply, Screen, WorkPress};
use crate::texts::Texts;
use crate::views;

/// A message of the bot, in the topic in which it was spoken to.
fn here(ctx: &Context, topic: Option<i32>, screen: Screen) -> Reply {
    post(ctx, topic, &format!("room:{}", ctx.chat), screen)
}

fn post(ctx: &Context, topic: Option<i32>, about: &str, screen: Screen) -> Reply {
    let about = About::new(about);
    let post = about.map(|about| Act::Post {
        chat: ctx.chat,
        topic,
        about,
        screen,
    });
    post.into_iter().fold(Reply::nothing(), Reply::and)
}

/// The topic that a message stands in.
fn topic(message: &Message) -> Option<i32> {
    let thread = message.thread_id.filter(|_| message.is_topic_message);
    thread.map(|thread| thread.0.0)
}

/// The no of the rules, as an answer in a group.
fn or_refused(ctx: &Context, topic: Option<i32>, answer: Answer) -> Answer {
    match answer {
        Err(Failure::Refused(refusal)) => {
            let said = views::refusal::refusal(&ctx.texts, &refusal);
            Ok(here(ctx, topic, Screen::plain(said)))
        }
        other => other,
    }
}

/// `/reviewhere`: with the slug or the title of a course, with nothing where there is only one, or `off`.
pub async fn command(ctx: Context, message: Message, command: GroupCommand) -> Answer {
    let GroupCommand::Reviewhere(words) = command;
    let topic = topic(&message);
    let answer = match words.trim() {
        "off" => close(&ctx, topic).await,
        name => choose(&ctx, topic, name).await,
    };
    or_refused(&ctx, topic, answer)
}

async fn choose(ctx: &Context, topic: Option<i32>, name: &str) -> Answer {
    let author = ctx.author().await?;
    if !name.is_empty() {
        let course = author.named(&*ctx.db, Action::ManageTeam, name).await?;
        return open(ctx, topic, course.id).await;
    }
    let courses = author.courses(&*ctx.db, Action::ManageTeam).await?;
    match courses.as_slice() {
        [] => Ok(here(
            ctx,
            topic,
            Screen::plain(ctx.texts.say("room-no-course")),
        )),
        [only] => open(ctx, topic, only.id).await,
        _ => Ok(here(
            ctx,
            topic,
            views::inbox::which_room(&ctx.texts, &courses),
        )),
    }
}

/// Has a topic opened for the work of a course.
async fn open(ctx: &Context, topic: Option<i32>, course: CourseId) -> Answer {
    let rights = ctx.rights().await?;
    rights.pass_on(&*ctx.db, Action::ManageTeam, course).await?;
    let room = submissions::room_of(&*ctx.db, course).await?;
    if room.is_some_and(|room| room.chat_id == ctx.chat) {
        let said = Screen::plain(ctx.texts.say("room-already"));
        return Ok(here(ctx, topic, said));
    }
    Ok(Reply::nothing().and(Act::Later(Job::OpenTopic { course })))
}

/// What came of it: what waits is shown in the topic, or the group is told what is missing.
pub async fn opened(ctx: &Context, course: CourseId, opened: Topic) -> Answer {
    let Topic::Opened(thread) = opened else {
        let key = match opened {
            Topic::NoForum => "room-no-forum",
            _ => "room-no-right",
        };
        return Ok(here(ctx, None, Screen::plain(ctx.texts.say(key))));
    };
    let room = submissions::room_of(&*ctx.db, course).await?;
    if room.is_some_and(|room| room.chat_id == ctx.chat) {
        // Asked for twice: the first topic is the one.
        return Ok(here(
            ctx,
            Some(thread),
            Screen::plain(ctx.texts.say("room-already")),
        ));
    }
    let place = (ctx.chat, thread);
    ctx.assessor()
        .await?
        .open_room(&*ctx.db, course, place)
        .await?;
    let title = submissions::title_of(&*ctx.db, course)
        .await?
        .unwrap_or_default();
    let texts = Texts::new(ctx.house.default_language);
    let hello = Screen::plain(texts.with("room-open", [("title", (&title).into())]));
    let mut reply = here(ctx, Some(thread), hello);
    for (submission, learner) in submissions::open_in(&*ctx.db, course).await? {
        let acts = Teller::of(ctx).announced(submission, learner).await?;
        reply.acts.extend(acts);
    }
    Ok(reply)
}

/// Gives what is looked at here back to private chats: of the topic in which it was said, or of the whole group.
async fn close(ctx: &Context, topic: Option<i32>) -> Answer {
    let rooms = submissions::rooms_in(&*ctx.db, ctx.chat, topic).await?;
    if rooms.is_empty() {
        return Ok(here(ctx, topic, Screen::plain(ctx.texts.say("room-none"))));
    }
    let assessor = ctx.assessor().await?;
    let mut reply = here(ctx, topic, Screen::plain(ctx.texts.say("room-closed")));
    for room in rooms {
        assessor.close_room(&*ctx.db, room.course_id).await?;
        for (submission, learner) in submissions::open_in(&*ctx.db, room.course_id).await? {
            let acts = Teller::of(ctx).announced(submission, learner).await?;
            reply.acts.extend(acts);
        }
    }
    Ok(reply)
}

/// What is pressed in a group. A comment is asked for in the topic, and given as a reply to that.
pub async fn press(ctx: Context, press: WorkPress) -> Answer {
    let (submission, letter, key) = match press {
        WorkPress::Here { course } => return open(&ctx, None, course).await,
        WorkPress::AcceptSaying { submission } => (submission, 'a', "accept-say-here"),
        WorkPress::Return { submission } => (submission, 'r', "return-say-here"),
        WorkPress::Answer { submission } => (submission, 'n', "answer-say-here"),
        WorkPress::Claim { .. } | WorkPress::Release { .. } | WorkPress::Accept { .. } => {
            return decide::press(&ctx, press).await;
        }
        // Drawn in private chats only.
        _ => return Ok(Reply::toast(ctx.texts.say("old-button"))),
    };
    let looked = ctx.assessor().await?.claim(&*ctx.db, submission).await?;
    let told = rewritten(&ctx, &looked.submission).await?;
    let room = submissions::room_of(&*ctx.db, looked.submission.course_id).await?;
    let topic = room.and_then(|room| room.thread_id);
    let names = [
        ("name", crate::telegram::clean(&ctx.user.first_name)),
        (
            "learner",
            crate::telegram::clean(&looked.learner.first_name),
        ),
    ];
    let args = names.each_ref().map(|(key, name)| (*key, name.into()));
    let asked = Screen::plain(ctx.texts.with(key, args));
    let prompt = post(&ctx, topic, &format!("say:{submission}:{letter}"), asked);
    Ok(told.into_iter().fold(prompt, Reply::and))
}

/// What a reply in a group is the answer to; `None`: to nothing of this.
pub async fn prompted(ctx: Context, message: Message) -> Option<(SubmissionId, Decision)> {
    let asked = message.reply_to_message()?.id.0;
    let post = posts::shown_by(&*ctx.db, ctx.chat, asked).await.ok()??;
    if let Some(submission) = post.about.strip_prefix("work:") {
        return question(&ctx, SubmissionId(submission.parse().ok()?)).await;
    }
    let (submission, letter) = post.about.strip_prefix("say:")?.split_once(':')?;
    let decision = match letter {
        "a" => Decision::Accept,
        "r" => Decision::Return,
        "n" => Decision::Answer,
        _ => return None,
    };
    Some((SubmissionId(submission.parse().ok()?), decision))
}

/// A reply to a question is its answer; one to work is talk among reviewers.
async fn question(ctx: &Context, id: SubmissionId) -> Option<(SubmissionId, Decision)> {
    let assessor = ctx.assessor().await.ok()?;
    let looked = assessor.look(&*ctx.db, id).await.ok()?;
    let is_question = looked.submission.kind == submission::Kind::Question;
    is_question.then_some((id, Decision::Answer))
}

/// The comment that was asked for.
pub async fn said(
    ctx: Context,
    message: Message,
    (submission, decision): (SubmissionId, Decision),
) -> Answer {
    let topic = topic(&message);
    let Some(comment) = decide::comment(&message) else {
        let said = Screen::plain(ctx.texts.say("comment-words-here"));
        return Ok(here(&ctx, topic, said));
    };
    let assessor = ctx.assessor().await?;
    let decided = assessor
        .decide(&*ctx.db, submission, (decision, Some(comment)))
        .await;
    let answer = match decided {
        Ok(decided) => decide::done(&ctx, &decided).await,
        Err(failure) => Err(failure),
    };
    or_refused(&ctx, topic, answer)
}

/// The bot was added to a group or taken out of it.
pub async fn membership(ctx: Context, change: ChatMemberUpdated) -> Answer {
    let is_out = matches!(
        change.new_chat_member.kind,
        ChatMemberKind::Banned(_) | ChatMemberKind::Left
    );
    if is_out {
        return gone(&ctx.db, &ctx.house, (ctx.chat, None), ctx.now).await;
    }
    learner::group(ctx).await
}

/// The bot can no longer write in a group, or in a topic of it: what waits goes to private chats again, and those who say who
/// works on the course are told. Twice equals once.
///
/// # Errors
/// The database.
pub async fn gone(
    db: &DatabaseTransaction,
    house: &House,
    (chat, thread): (i64, Option<i32>),
    now: DateTime<Utc>,
) -> Answer {
    let teller = Teller { db, house, now };
    let mut reply = Reply::nothing();
    for course in submissions::rooms_gone(db, chat, thread).await? {
        let title = submissions::title_of(db, course).await?.unwrap_or_default();
        let Audience::People(people) = submissions::audience(db, course, &house.owners).await?
        else {
            continue;
        };
        for person in people {
            let title = [("title", (&title).into())];
            let said = teller.spoken(&person).with("room-gone", title);
            reply.acts.push(Act::Tell(person.id.0, Screen::plain(said)));
        }
        for (submission, learner) in submissions::open_in(db, course).await? {
            reply
                .acts
                .extend(teller.announced(submission, learner).await?);
        }
    }
    Ok(reply)
}
