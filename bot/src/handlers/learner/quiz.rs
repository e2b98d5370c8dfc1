//! Answering the questions of a step, by buttons and by words.

use coursefile::Form;
use teloxide::types::{Message, PollAnswer};

use super::super::{Answer, Context};
use super::goal;
use super::study::{completion, in_turn, shown};
use crate::courses::quiz::{Answered, Asked, Drawn, Given, Pick, Voted, named, numbers, to_choose};
use crate::courses::{Failure, Standing};
use crate::telegram::{Act, QuizPress, Reply, Screen, Spot, Toast};
use crate::views;

/// The longest answer that is judged, in characters.
const LONGEST: usize = 1000;

/// What a button of a question does.
pub async fn press(ctx: &Context, press: QuizPress) -> Answer {
    use QuizPress as P;
    let (db, walk) = (&*ctx.db, ctx.walk());
    match press {
        P::Choose {
            course,
            step,
            spot,
            option,
        } => {
            let drawn = drawn((course, step), spot);
            let answered = walk.choose(db, drawn, option.into()).await?;
            judged(ctx, &answered).await
        }
        P::Check { course, step, spot } => {
            let answered = walk.check(db, drawn((course, step), spot)).await?;
            judged(ctx, &answered).await
        }
        P::Tick {
            course,
            step,
            spot,
            option,
        } => pick(ctx, drawn((course, step), spot), Pick::On(option.into())).await,
        P::Untick {
            course,
            step,
            spot,
            option,
        } => pick(ctx, drawn((course, step), spot), Pick::Off(option.into())).await,
        P::Put {
            course,
            step,
            spot,
            put,
        } => {
            let (item, at) = (put.item.into(), put.at.into());
            pick(ctx, drawn((course, step), spot), Pick::Put { item, at }).await
        }
        P::Clear { course, step, spot } => {
            pick(ctx, drawn((course, step), spot), Pick::Clear).await
        }
        P::Hint { course, step, spot } => hint(ctx, drawn((course, step), spot)).await,
        P::Skip { course, step, spot } => {
            let standing = walk.skip(db, drawn((course, step), spot)).await?;
            let further = further(ctx, &standing).await?;
            Ok(below_a_poll(&standing, spot.place, further))
        }
        P::AskAgain { course, step } => {
            let standing = walk.ask_again(db, course, step).await?;
            further(ctx, &standing).await
        }
        P::Retry { course, step } => {
            let standing = walk.retry(db, course, step).await?;
            Ok(in_turn(views::step::step(&ctx.texts, &standing)))
        }
    }
}

/// What somebody says while a question waits for them; `None`: none does.
pub async fn said(ctx: &Context, message: &Message) -> Result<Option<Reply>, Failure> {
    if let Some(answer) = super::review::said(ctx, message).await? {
        return Ok(Some(answer));
    }
    let Some((drawn, asked)) = ctx.walk().asked_now(&*ctx.db).await? else {
        return super::work::beside(ctx, message).await;
    };
    if matches!(asked.question.form, Form::Work { .. }) {
        return super::work::received(ctx, message, (drawn, &asked))
            .await
            .map(Some);
    }
    let given = match typed(ctx, &asked, message) {
        Ok(given) => given,
        Err(why) => return Ok(Some(why)),
    };
    let answered = ctx.walk().give(&*ctx.db, drawn, given).await?;
    judged(ctx, &answered).await.map(Some)
}

/// What was typed, as an answer; or what is said to who has typed something else.
pub(super) fn typed(ctx: &Context, asked: &Asked, message: &Message) -> Result<Given, Reply> {
    let typed = message.text().unwrap_or_default();
    if typed.chars().count() > LONGEST {
        let limit = [("limit", LONGEST.into())];
        return Err(Reply::say(ctx.texts.with("quiz-too-long", limit)));
    }
    let wanted = || Reply::say(views::quiz::wanted(&ctx.texts, asked));
    understood(asked, typed).ok_or_else(wanted)
}

/// The author has changed the question whose button was pressed: it is asked as it is now.
pub fn changed(ctx: &Context, standing: &Standing) -> Reply {
    let (said, asked) = (
        ctx.texts.say("quiz-changed"),
        in_turn(views::step::step(&ctx.texts, standing)),
    );
    if ctx.pressed.is_some() {
        return asked.with_toast(said);
    }
    // A vote has no window over the chat.
    Reply {
        acts: std::iter::once(Act::Say(Screen::plain(said)))
            .chain(asked.acts)
            .collect(),
        toast: None,
    }
}

/// What was typed, as an answer; `None`: it is none.
fn understood(asked: &Asked, typed: &str) -> Option<Given> {
    let typed = typed.trim();
    if typed.is_empty() {
        return None;
    }
    let words = to_choose(&asked.question);
    let on_screen: Vec<&str> = asked.order.iter().map(|option| words[*option]).collect();
    let options = || {
        let most = match &asked.question.form {
            Form::Match { pairs, .. } => pairs.len(),
            _ => on_screen.len(),
        };
        let places = named(typed, &on_screen, most)?;
        let words = places.into_iter().map(|place| on_screen[place].to_owned());
        Some(words.collect::<Given>())
    };
    match &asked.question.form {
        Form::Typed { .. } => Some(vec![typed.to_owned()]),
        Form::Number { unit, .. } => {
            let is_number = !numbers(typed, unit.as_deref()).is_empty();
            is_number.then(|| vec![typed.to_owned()])
        }
        Form::Single(_) | Form::Poll(_) => options().filter(|given| given.len() == 1),
        Form::Multiple(_) => options(),
        Form::Order(items) => options().filter(|given| {
            let is_whole = given.len() == items.len();
            is_whole && items.iter().all(|item| given.contains(item))
        }),
        Form::Match { pairs, .. } => options().filter(|given| given.len() == pairs.len()),
        Form::Work { .. } => None,
    }
}

pub(super) fn drawn((course, step): (entity::CourseId, entity::StepId), spot: Spot) -> Drawn {
    Drawn {
        course,
        step,
        place: spot.place.into(),
        turn: spot.turn,
        stamp: spot.stamp,
    }
}

async fn pick(ctx: &Context, drawn: Drawn, pick: Pick) -> Answer {
    let standing = ctx.walk().pick(&*ctx.db, drawn, pick).await?;
    let paper = standing.paper.as_ref();
    let Some(asked) = paper.and_then(|paper| paper.at(drawn.place)) else {
        return Ok(Reply::nothing());
    };
    let mut question = views::quiz::question(&ctx.texts, &standing, asked);
    // Where somebody picks by buttons, Telegram has not taken the poll.
    question.poll = None;
    let screen = views::step::around(&ctx.texts, &standing, question);
    Ok(in_place(ctx, screen))
}

async fn hint(ctx: &Context, drawn: Drawn) -> Answer {
    let asked = ctx.walk().question(&*ctx.db, drawn).await?;
    Ok(hinted(ctx, &asked))
}

/// The hint: over the chat, if it fits.
pub(super) fn hinted(ctx: &Context, asked: &Asked) -> Reply {
    let hint = views::quiz::hint(&ctx.texts, asked);
    if hint.chars() > Toast::LIMIT {
        return Reply::nothing().and(Act::Say(Screen::new(hint)));
    }
    Reply {
        acts: Vec::new(),
        toast: Some(Toast {
            text: hint.text,
            alert: true,
        }),
    }
}

/// The answer to an answer, which makes this a study day.
async fn judged(ctx: &Context, answered: &Answered) -> Answer {
    let reply = verdict(ctx, answered).await?;
    goal::studied(ctx, reply).await
}

/// What became of an answer. What comes next comes in one message with what became of it, so that an answer costs no more
/// calls than a press on *Next*; without anything next, the message that was pressed tells it.
async fn verdict(ctx: &Context, answered: &Answered) -> Answer {
    let (texts, standing) = (&ctx.texts, &answered.standing);
    let is_open = answered
        .asked()
        .is_some_and(|asked| !asked.state.is_decided);
    if !is_open {
        let next = if let Some(next) = standing.open() {
            let question = views::quiz::question(texts, standing, next);
            Some(views::step::around(texts, standing, question))
        } else if standing.arrived {
            Some(completion(ctx, standing).await?)
        } else {
            None
        };
        if let Some(next) = next {
            if next.poll.is_some() {
                return Ok(apart(ctx, answered, next));
            }
            return Ok(Reply::show(views::quiz::then(texts, answered, next)));
        }
    } else if let Some(asked) = answered.asked() {
        let again = views::quiz::question(texts, standing, asked);
        if again.poll.is_some() {
            let again = views::step::around(texts, standing, again);
            return Ok(apart(ctx, answered, again));
        }
    }
    let mut screen = views::quiz::verdict(texts, answered);
    let asks_more = standing
        .paper
        .as_ref()
        .is_some_and(|paper| paper.asked.len() > 1);
    if !is_open && (asks_more || !standing.lets_on()) {
        views::quiz::closing(texts, standing, &mut screen.text);
    }
    Ok(in_place(ctx, views::step::around(texts, standing, screen)))
}

/// What became of an answer, and behind it a poll, which has no room for it.
fn apart(ctx: &Context, answered: &Answered, next: Screen) -> Reply {
    let is_protected = answered.standing.shown().is_protected;
    let said = views::quiz::alone(&ctx.texts, answered).protected(is_protected);
    Reply::nothing().and(Act::Say(said)).and(Act::Show(next))
}

/// Somebody has voted in a poll.
pub async fn vote(ctx: Context, vote: PollAnswer) -> Answer {
    let chosen: Vec<usize> = vote.option_ids.iter().map(|id| usize::from(*id)).collect();
    let voted = ctx.walk().vote(&*ctx.db, &vote.poll_id.0, &chosen).await?;
    match voted {
        Voted::Answered(answered) => judged(&ctx, &answered).await,
        Voted::Nothing => Ok(Reply::nothing()),
        Voted::Unknown => Ok(Reply::say(ctx.texts.say("poll-unknown"))),
    }
}

/// The next open question; without one, the step as it is now.
async fn further(ctx: &Context, standing: &Standing) -> Answer {
    let texts = &ctx.texts;
    match standing.open() {
        Some(next) => {
            let question = views::quiz::question(texts, standing, next);
            Ok(in_place(
                ctx,
                views::step::around(texts, standing, question),
            ))
        }
        None => shown(ctx, standing).await,
    }
}

/// A poll cannot be changed into words: what takes its place is a message of its own.
fn below_a_poll(standing: &Standing, place: u8, reply: Reply) -> Reply {
    let paper = standing.paper.as_ref();
    let asked = paper.and_then(|paper| paper.at(place.into()));
    if asked.is_none_or(|asked| !asked.question.as_poll) {
        return reply;
    }
    let anew = |act| match act {
        Act::Redraw(_, screen) => Act::Show(screen),
        act => act,
    };
    let Reply { acts, toast } = reply;
    Reply {
        acts: acts.into_iter().map(anew).collect(),
        toast,
    }
}

/// The pressed message, changed, still with the live keyboard; without a press a new message.
fn in_place(ctx: &Context, screen: Screen) -> Reply {
    super::super::context::in_place(ctx, screen)
}
