//! Telling those who look at it that something has come in, and what has become of it; telling the learner what was decided.

use chrono::{DateTime, Utc};
use entity::{UserId, review_room, submission, user};
use sea_orm::DatabaseTransaction;
use teloxide::types::MessageId;

use super::super::{Context, House, learner};
use crate::courses::submissions::{self, Audience, Decided, Looked};
use crate::courses::{Failure, people, posts};
use crate::telegram::{About, Act, Parcel};
use crate::texts::Texts;
use crate::views;

/// The name under which the messages about a submission are remembered.
fn about(submission: &submission::Model) -> Option<About> {
    About::new(format!("work:{}", submission.id))
}

/// What is told without anybody speaking.
#[derive(Clone, Copy)]
pub struct Teller<'a> {
    /// The transaction.
    pub db: &'a DatabaseTransaction,
    /// What holds for the whole instance.
    pub house: &'a House,
    /// The instant.
    pub now: DateTime<Utc>,
}

/// Tells those who look at it that something of the person who is speaking has come in.
pub async fn announced(ctx: &Context, submission: submission::Model) -> Result<Vec<Act>, Failure> {
    let learner = (*ctx.user).clone();
    Teller::of(ctx).announced(submission, learner).await
}

impl Teller<'_> {
    /// Within an update.
    pub fn of(ctx: &Context) -> Teller<'_> {
        Teller {
            db: &ctx.db,
            house: &ctx.house,
            now: ctx.now,
        }
    }

    /// Tells those who look at it that something has come in.
    pub async fn announced(
        &self,
        submission: submission::Model,
        learner: user::Model,
    ) -> Result<Vec<Act>, Failure> {
        let course = submission.course_id;
        let Some(about) = about(&submission) else {
            return Ok(Vec::new());
        };
        let looked = submissions::looked(self.db, &self.house.shelf, submission, learner).await?;
        let audience = submissions::audience(self.db, course, &self.house.owners).await?;
        let people = match audience {
            Audience::People(people) => people,
            Audience::Room(room) => return Ok(self.in_room(&looked, &room, about)),
        };
        let posts = people.iter().map(|person| Act::Post {
            chat: person.id.0,
            topic: None,
            about: about.clone(),
            screen: views::inbox::news(&self.spoken(person), &looked),
        });
        Ok(posts.collect())
    }

    /// In a group: the file, then what belongs to it with the buttons.
    fn in_room(&self, looked: &Looked, room: &review_room::Model, about: About) -> Vec<Act> {
        let texts = Texts::new(self.house.default_language);
        let (chat, topic) = (room.chat_id, room.thread_id);
        let screen = views::inbox::submission(&texts, looked, (None, self.now));
        let post = Act::Post {
            chat,
            topic,
            about,
            screen,
        };
        let file = file(looked, (chat, topic));
        file.into_iter().chain([post]).collect()
    }

    /// The sentences in the language of somebody who is not speaking just now.
    pub fn spoken(&self, person: &user::Model) -> Texts {
        self.house.texts_of(person)
    }
}

/// The file that was handed in, as it is shown in a chat.
pub fn file(looked: &Looked, (chat, topic): (i64, Option<i32>)) -> Option<Act> {
    let file_id = looked.submission.file_id.clone()?;
    let kind = match looked.submission.form {
        submission::Form::Text => return None,
        submission::Form::Photo => "photo",
        submission::Form::Voice => "voice",
        submission::Form::Document => "document",
        submission::Form::Video => "video",
    };
    let parcel = Parcel { kind, file_id };
    Some(Act::Parcel {
        chat,
        topic,
        parcel,
    })
}

/// Changes all messages that have told of a submission: they say what has become of it.
pub async fn rewritten(ctx: &Context, submission: &submission::Model) -> Result<Vec<Act>, Failure> {
    let Some(about) = about(submission) else {
        return Ok(Vec::new());
    };
    let posts = posts::showing(&*ctx.db, about.as_str()).await?;
    if posts.is_empty() {
        return Ok(Vec::new());
    }
    let ids = posts.iter().map(|post| UserId(post.chat_id));
    let known = people::all_of(&*ctx.db, ids.chain([submission.user_id])).await?;
    let person = |id: UserId| known.iter().find(|person| person.id == id);
    let Some(learner) = person(submission.user_id).cloned() else {
        return Ok(Vec::new());
    };
    let submission = submission.clone();
    let looked = submissions::looked(&*ctx.db, &ctx.house.shelf, submission, learner).await?;
    let acts = posts.iter().map(|post| Act::Rewrite {
        chat: post.chat_id,
        message: MessageId(post.message_id),
        screen: if let Some(person) = person(UserId(post.chat_id)) {
            views::inbox::news(&Teller::of(ctx).spoken(person), &looked)
        } else {
            let texts = Texts::new(ctx.house.default_language);
            views::inbox::again(&texts, &looked, ctx.now)
        },
    });
    Ok(acts.collect())
}

/// Tells the learner what was decided. Buttons come where there is something to do: to hand it in again, or to go on from
/// where the step has held them; otherwise nothing is taken from what they are doing.
pub async fn outcome(ctx: &Context, decided: &Decided) -> Result<Vec<Act>, Failure> {
    let Decided { looked, standing } = decided;
    let (submission, learner) = (&looked.submission, &looked.learner);
    let texts = Teller::of(ctx).spoken(learner);
    let screen = views::work::outcome(&texts, looked, standing.as_ref());
    let chat = learner.id.0;
    let quiet = |screen| Act::Tell(chat, views::work::without_buttons(screen));
    let Some(standing) = standing else {
        return Ok(vec![quiet(screen)]);
    };
    if standing.arrived {
        let completion = learner::completion_of(ctx, learner, standing).await?;
        return Ok(vec![quiet(screen), Act::Turn(chat, completion)]);
    }
    let stands_there = submission.step_id == Some(standing.current);
    let is_work = submission.kind == submission::Kind::Work;
    let is_returned = submission.state == submission::State::Returned;
    Ok(vec![if is_returned || (is_work && stands_there) {
        Act::Turn(chat, screen)
    } else {
        quiet(screen)
    }])
}
