//! What a learner makes of a reminder.

use entity::CourseId;

use super::super::context::in_place;
use super::super::{Answer, Context, House};
use super::zone;
use crate::courses::reminders::{Asking, Postponed, Reminder, Until};
use crate::courses::rhythm::{Rhythm, rhythm_of};
use crate::telegram::{Act, ReminderPress, Reply};
use crate::views;
use crate::views::when::when;

/// What a button below a reminder does. An old one says what holds now.
pub async fn press(ctx: &Context, press: ReminderPress) -> Answer {
    use ReminderPress as P;
    let rhythm = rhythm_of(&*ctx.db, &ctx.user, ctx.house.time_zone).await?;
    match press {
        P::LaterToday { course, told } => {
            put_off(ctx, &rhythm, (course, told), Until::LaterToday).await
        }
        P::Tomorrow { course, told } => {
            put_off(ctx, &rhythm, (course, told), Until::Tomorrow).await
        }
        P::Pause { course, told } => put_off(ctx, &rhythm, (course, told), Until::NextWeek).await,
        P::Stop { course, told } => {
            let stopped = asking(ctx, &rhythm).stop(&*ctx.db, (course, told)).await?;
            Ok(match stopped {
                Some(course) => in_place(ctx, views::reminder::stopped(&ctx.texts, &course)),
                None => over(ctx, "reminder-over"),
            })
        }
    }
}

async fn put_off(
    ctx: &Context,
    rhythm: &Rhythm,
    (course, told): (CourseId, i64),
    until: Until,
) -> Answer {
    let put_off = asking(ctx, rhythm)
        .postpone(&*ctx.db, (course, told), until)
        .await?;
    let said = match put_off {
        Postponed::Until(at) => {
            let when = when(&ctx.texts, rhythm.zone, ctx.now, at);
            ctx.texts
                .with("reminder-put-off", [("when", (&when).into())])
        }
        Postponed::Paused(at) => {
            let when = when(&ctx.texts, rhythm.zone, ctx.now, at);
            ctx.texts
                .with("reminder-paused", [("when", (&when).into())])
        }
        Postponed::WentOn => return Ok(over(ctx, "reminder-went-on")),
        Postponed::Over => return Ok(over(ctx, "reminder-over")),
        Postponed::Stopped => ctx.texts.say("reminder-all-stopped"),
    };
    let screen = views::reminder::answered(&ctx.texts, &said, course);
    if matches!(put_off, Postponed::Stopped) {
        return Ok(in_place(ctx, screen));
    }
    // A time of day stands there, perhaps for the first time.
    Ok(in_place(ctx, zone::asked_once(ctx, screen).await?))
}

/// Nothing is changed, and the buttons stay: somebody may want the way on.
fn over(ctx: &Context, key: &'static str) -> Reply {
    Reply::toast(ctx.texts.say(key))
}

fn asking<'a>(ctx: &Context, rhythm: &'a Rhythm) -> Asking<'a> {
    Asking {
        user: ctx.user.id,
        rhythm,
        now: ctx.now,
    }
}

/// Reminds somebody.
pub fn remind(house: &House, reminder: &Reminder) -> Act {
    let texts = house.texts_of(&reminder.user);
    let screen = views::reminder::reminder(&texts, reminder);
    Act::Invite(reminder.user.id.0, reminder.live, screen)
}
