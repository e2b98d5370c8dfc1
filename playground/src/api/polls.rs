//! sendPoll and stopPoll.

use serde_json::Value;

use crate::api::editing::editable;
use crate::api::{Answer, Call, Refusal, sending};
use crate::entities::{self, Formatted};
use crate::world::message::Content;
use crate::world::polls::{Manner, Poll};

/// Seconds that a poll may stay open: Bot API, sendPoll, read 2026-11-21.
const OPEN_PERIOD: std::ops::RangeInclusive<i64> = 5..=2_628_000;

pub(super) fn send(call: &mut Call<'_>) -> Answer {
    let chat = call.open_chat()?;
    let quiz = match call.params.text("type").as_deref() {
        None | Some("" | "regular") => false,
        Some("quiz") => true,
        Some(_) => return Err(Refusal::bad("unsupported poll type specified")),
    };
    let options = options(call)?;
    let question = call.params.text("question").unwrap_or_default();
    let mode = call.params.text("question_parse_mode");
    let open_period = call
        .params
        .int("open_period")
        .filter(|seconds| *seconds != 0);
    let close_date = call.params.int("close_date").filter(|at| *at != 0);
    let length = close_date.map(|at| at - call.state.now.div_euclid(1000));
    if !open_period
        .or(length)
        .is_none_or(|seconds| OPEN_PERIOD.contains(&seconds))
    {
        return Err(Refusal::bad("POLL_CLOSE_DATE_INVALID"));
    }
    let anonymous = !call.params.has("is_anonymous") || call.params.flag("is_anonymous");
    let revoting = call.params.flag("allows_revoting");
    let revoting = revoting || (!quiz && !call.params.has("allows_revoting"));
    let poll = Poll {
        question: plain(&question, mode.as_deref(), call.strict())?,
        options,
        manner: Manner {
            anonymous,
            multiple: call.params.flag("allows_multiple_answers"),
            revoting,
        },
        correct: if quiz { Some(correct(call)?) } else { None },
        explanation: explanation(call)?,
        closed: call.params.flag("is_closed"),
        open_period,
        close_date,
        bot: Some(call.bot),
        ..Poll::default()
    };
    poll.check()?;
    let mut message = sending::framed(call, chat, Content::Poll(String::new()))?;
    message.content = Content::Poll(call.state.add_poll(poll)?);
    Ok(call.post(chat, message)?.into())
}

pub(super) fn stop(call: &mut Call<'_>) -> Answer {
    let (chat, message) = editable(call).map_err(|refusal| match refusal.description.as_str() {
        "Bad Request: message to edit not found" => {
            Refusal::bad("message with poll to stop not found")
        }
        "Bad Request: message can't be edited" => Refusal::bad("poll can't be stopped"),
        _ => refusal,
    })?;
    let Content::Poll(id) = &message.content else {
        return Err(Refusal::bad("message is not a poll"));
    };
    if call.state.polls.get(id).is_none_or(|poll| poll.closed) {
        return Err(Refusal::bad("poll has already been closed"));
    }
    let keyboard = call.inline_markup()?;
    if let Some(place) = call.state.message_mut(call.bot, chat, message.id) {
        place.keyboard = keyboard;
    }
    call.state.close_poll(id);
    call.state.changed(call.bot, chat, message.id);
    let poll = call.state.polls.get(id);
    let poll = poll.ok_or_else(|| Refusal::bad("message is not a poll"))?;
    Ok(poll.shown(true).into())
}

/// `options`: objects with a text, or plain texts as before Bot API 7.3.
fn options(call: &Call<'_>) -> Result<Vec<Formatted>, Refusal> {
    let unreadable = |what: &str| Refusal::bad(format!("can't parse {what}"));
    let given = call.params.nested("options");
    let given = given.map_err(|_| unreadable("options JSON object"))?;
    let given = match given {
        None => Vec::new(),
        Some(Value::Array(options)) => options,
        Some(_) => return Err(Refusal::bad("expected an Array of String as options")),
    };
    let read = |option: Value| match &option {
        Value::String(text) => plain(text, None, call.strict()),
        Value::Object(fields) => {
            let field = |name: &str| fields.get(name).and_then(Value::as_str);
            let text = field("text")
                .ok_or_else(|| unreadable("InputPollOption: Can't find field \"text\""))?;
            plain(text, field("text_parse_mode"), call.strict())
        }
        _ => Err(unreadable(
            "InputPollOption: Expected InputPollOption to be an Object",
        )),
    };
    given.into_iter().map(read).collect()
}

/// Questions and options keep nothing but their words: only custom emoji would stay.
fn plain(text: &str, mode: Option<&str>, strict: bool) -> Result<Formatted, Refusal> {
    let mut read = entities::read(text, mode, None, strict)?;
    read.entities.clear();
    Ok(read)
}

/// The right options, in the new form or the old one.
fn correct(call: &Call<'_>) -> Result<Vec<usize>, Refusal> {
    let wrong = || Refusal::bad("wrong quiz correct_option_id");
    let given = call
        .params
        .nested("correct_option_ids")
        .map_err(|_| Refusal::bad("can't parse correct option identifiers JSON object"))?;
    let given = match given {
        None => call.params.int("correct_option_id").into_iter().collect(),
        Some(Value::Array(ids)) => ids.iter().filter_map(Value::as_i64).collect::<Vec<_>>(),
        Some(_) => {
            return Err(Refusal::bad(
                "expected an Array of correct option identifiers",
            ));
        }
    };
    let number = |id: i64| usize::try_from(id).map_err(|_| wrong());
    given.into_iter().map(number).collect()
}

fn explanation(call: &Call<'_>) -> Result<Formatted, Refusal> {
    let raw = call.params.text("explanation").unwrap_or_default();
    let given = call.params.shaped("explanation_entities");
    let mode = call.params.text("explanation_parse_mode");
    entities::read(&raw, mode.as_deref(), given, call.strict())
}
