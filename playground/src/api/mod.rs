//! The Bot API: which function answers which method.

mod about;
pub(crate) mod answer;
mod chats;
mod content;
mod download;
mod editing;
mod groups_of_media;
pub(crate) mod http;
mod media;
mod params;
mod polls;
mod sending;
mod topics;
mod updates;

pub use answer::Refusal;
pub(crate) use download::by_id;
pub(crate) use params::{BODY_LIMIT, Params};

use crate::api::answer::Done;
use crate::faults::Fault;
use crate::history::{Outcome, What};
use crate::world::World;
use crate::world::bot::Bot;
use crate::world::state::State;

/// What a method's function answers.
type Answer = Result<Done, Refusal>;

/// One request while the world is held.
struct Call<'a> {
    state: &'a mut State,
    bot: i64,
    params: &'a Params,
}

impl Call<'_> {
    /// The calling bot; the token has been checked, so it exists.
    fn account(&mut self) -> &mut Bot {
        self.state
            .bots
            .get_mut(&self.bot)
            .expect("a request's token belongs to a bot")
    }

    fn strict(&self) -> bool {
        self.state.rules.strict
    }
}

/// What became of a request, for the wire.
pub(crate) enum Reaction {
    Answer(Answer),
    /// The connection is to be cut.
    Cut,
    /// An HTML body under this status.
    Html(u16),
}

/// Carries out a method in one go: trouble, effect and history under one lock.
pub(crate) fn perform(world: &World, bot: i64, method: &str, params: &Params) -> Reaction {
    let mut state = world.hold();
    let fault = state.trouble.strike(method, params.int("chat_id"));
    let answer = match &fault {
        Some(Fault::RetryAfter { seconds }) => Err(Refusal::too_many(*seconds)),
        Some(Fault::Refuse { refusal }) => Err(refusal.clone()),
        Some(Fault::DropBefore) => {
            log(&mut state, bot, method, params, Outcome::LostRequest);
            return Reaction::Cut;
        }
        Some(Fault::ServerError { status }) => {
            log(
                &mut state,
                bot,
                method,
                params,
                Outcome::ServerError { status: *status },
            );
            return Reaction::Html(*status);
        }
        _ => run(
            &mut Call {
                state: &mut state,
                bot,
                params,
            },
            method,
        ),
    };
    let lost = fault == Some(Fault::DropAfter);
    if state.noting() {
        let outcome = match &answer {
            Ok(done) if lost => Outcome::LostAnswer {
                result: (*done.result).clone(),
            },
            Ok(done) => Outcome::Ok {
                result: (*done.result).clone(),
            },
            Err(refusal) => Outcome::Refused {
                refusal: refusal.clone(),
            },
        };
        log(&mut state, bot, method, params, outcome);
    } else {
        state.tick();
    }
    if lost {
        Reaction::Cut
    } else {
        Reaction::Answer(answer)
    }
}

fn log(state: &mut State, bot: i64, method: &str, params: &Params, outcome: Outcome) {
    let request = || What::Request {
        method: method.to_owned(),
        params: params.to_value(),
        outcome,
    };
    state.note(bot, request);
}

fn run(call: &mut Call<'_>, method: &str) -> Answer {
    match method {
        "getme" => Ok(about::get_me(call)),
        "logout" | "close" | "setchatmenubutton" => Ok(true.into()),
        "setmycommands" => about::set_commands(call),
        "deletemycommands" => about::delete_commands(call),
        "getmycommands" => about::get_commands(call),
        "setmyname" => about::set_text(call, &about::NAME),
        "setmydescription" => about::set_text(call, &about::DESCRIPTION),
        "setmyshortdescription" => about::set_text(call, &about::SHORT_DESCRIPTION),
        "getmyname" => about::get_text(call, &about::NAME),
        "getmydescription" => about::get_text(call, &about::DESCRIPTION),
        "getmyshortdescription" => about::get_text(call, &about::SHORT_DESCRIPTION),
        "setwebhook" => updates::set_webhook(call),
        "deletewebhook" => Ok(updates::delete_webhook(call)),
        "getwebhookinfo" => Ok(updates::get_webhook_info(call)),
        "sendmessage" => sending::send_message(call),
        "sendphoto" => sending::send_media(call, "photo"),
        "senddocument" => sending::send_media(call, "document"),
        "sendvideo" => sending::send_media(call, "video"),
        "sendanimation" => sending::send_media(call, "animation"),
        "sendaudio" => sending::send_media(call, "audio"),
        "sendvoice" => sending::send_media(call, "voice"),
        "sendvideonote" => sending::send_media(call, "video_note"),
        "sendpoll" => polls::send(call),
        "stoppoll" => polls::stop(call),
        "sendmediagroup" => groups_of_media::send(call),
        "sendchataction" => chats::send_chat_action(call),
        "copymessage" => sending::copy_message(call),
        "forwardmessage" => sending::forward_message(call),
        "editmessagetext" => editing::edit_text(call),
        "editmessagecaption" => editing::edit_caption(call),
        "editmessagereplymarkup" => editing::edit_markup(call),
        "editmessagemedia" => editing::edit_media(call),
        "deletemessage" => editing::delete_one(call),
        "deletemessages" => editing::delete_many(call),
        "answercallbackquery" => chats::answer_callback_query(call),
        "getfile" => download::get_file(call),
        "getchat" => chats::get_chat(call),
        "getchatmember" => chats::get_chat_member(call),
        "createforumtopic" => topics::create(call),
        "editforumtopic" => topics::edit(call),
        "closeforumtopic" => topics::set_closed(call, true),
        "reopenforumtopic" => topics::set_closed(call, false),
        "deleteforumtopic" => topics::delete(call),
        "leavechat" => chats::leave_chat(call),
        _ => Err(Refusal::new(404, "Not Found: method not found")),
    }
}
