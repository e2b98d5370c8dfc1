//! What people do on the stage: each deed is an act in the world of the stand-in.

use anyhow::{Context, anyhow, bail};
use playground::{Button, Happening, Impossible, Outcome, What};

use super::cast::{self, BOT};
use super::chat::{self, Seen};
use super::polls::{self, PollDeed};
use super::say::{Deed, Place};
use super::school::within;
use super::stage::Stage;
use super::{files, formatting, parcels, words};

use super::files::PICTURE;

impl Stage {
    /// Does it, and says what Telegram would not let the person do.
    ///
    /// # Errors
    /// Why it is not possible at all.
    pub async fn deed(&mut self, deed: Deed) -> anyhow::Result<Vec<String>> {
        let (world, me) = (self.school.world().clone(), self.here);
        let done = match deed {
            Deed::Say {
                text,
                formatted: false,
            } => world.say(BOT, me, &text).map(drop),
            Deed::Say {
                text,
                formatted: true,
            } => {
                let (text, entities) = formatting::read(&text);
                world.say_with(BOT, me, &text, &entities).map(drop)
            }
            Deed::Press {
                label,
                place,
                times,
            } => {
                let (message, data) = self.find(&label, place)?;
                self.press(message, &data, times)
            }
            Deed::Forge(data) => {
                let message = world
                    .last_from_bot(BOT, me)
                    .context("there is nothing to press")?;
                self.press(message["message_id"].as_i64().unwrap_or_default(), &data, 1)
            }
            Deed::Repeat => {
                let press = self.last_press.clone().context("nothing was pressed yet")?;
                world
                    .repeat_press(&press)
                    .map(|query| self.chats.pressed(query))
            }
            Deed::Poll(deed) => self.poll(deed)?,
            Deed::Photo(caption) => world.send_photo(BOT, me, PICTURE, &caption).map(drop),
            Deed::File { name, content } => {
                let bytes = files::made(&name, &content)?;
                world.send_document(BOT, me, &name, bytes, "").map(drop)
            }
            Deed::Parcel(what, None) => world.send(BOT, me, parcels::read(&what)?).map(drop),
            Deed::Parcel(what, Some(from)) => world
                .forward_parcel(BOT, me, from, parcels::read(&what)?)
                .map(drop),
            Deed::FileBack(change) => {
                let (name, bytes) = self.newest_file()?;
                let bytes = files::changed(&name, bytes, change.as_ref())?;
                world.send_document(BOT, me, &name, bytes, "").map(drop)
            }
            Deed::OpenFile => {
                let (name, bytes) = self.newest_file()?;
                let lines = files::opened(&name, &bytes)?;
                return Ok(words::said("file   ", &lines, None));
            }
            Deed::Forward(from) => world.forward_from(BOT, me, from, "Good morning").map(drop),
            Deed::Edit(text) => {
                let newest = world
                    .chat(BOT, me)
                    .into_iter()
                    .rfind(|message| message["from_bot"] == false);
                let newest = newest.context("there is nothing to edit")?;
                world.edit(
                    BOT,
                    me,
                    newest["message_id"].as_i64().unwrap_or_default(),
                    &text,
                )
            }
            Deed::Block(blocked) => world.block(BOT, me, blocked),
            Deed::Group(text) => {
                let group = self.group()?;
                world.say_in_group(BOT, group, me, &text).map(drop)
            }
            Deed::Rename(name) => world.set_first_name(me, &name),
            Deed::Language(code) => world.set_language(me, Some(&code)),
            Deed::Username(name) => world.set_username(me, Some(&name)),
            Deed::Menu => return self.menu().await,
            Deed::Follow(of, number) => {
                let links = self.links(of);
                let link = match number {
                    Some(number) => links.get(number - 1),
                    None => links.last(),
                };
                let link = link.context("they have no such link")?;
                world.say(BOT, me, &format!("/start {link}")).map(drop)
            }
            Deed::Code(of, before) => {
                let links = self.links(of);
                let code = links.iter().rev().find_map(|link| link.strip_prefix("i_"));
                let code = code.context("they have no code")?.to_lowercase();
                world.say(BOT, me, &format!("{before}{code}")).map(drop)
            }
        };
        Ok(match done {
            Ok(()) => Vec::new(),
            Err(Impossible::Refused(why)) => vec![format!("telegram  (not sent: {why})")],
            Err(why) => bail!("{} cannot do that: {why}", cast::name_of(me)),
        })
    }

    /// Sends, forwards or answers a poll.
    fn poll(&self, deed: PollDeed) -> anyhow::Result<Result<(), Impossible>> {
        let (world, me) = (self.school.world(), self.here);
        Ok(match deed {
            PollDeed::Send(sent) => world.send(BOT, me, sent.parcel()).map(drop),
            PollDeed::Forward(sent) => world
                .forward_parcel(BOT, me, cast::OLGA, sent.parcel())
                .map(drop),
            PollDeed::Vote { options, message } => {
                let seen = self.chats.messages(me);
                let found = match message {
                    Some(number) => seen.get(number - 1),
                    None => seen.iter().rfind(|seen| !seen.message["poll"].is_null()),
                };
                let found = found.context("there is no such poll")?;
                let places = polls::places(&found.message["poll"], &options)?;
                world.vote(BOT, me, found.id, &places)
            }
        })
    }

    /// The newest file that the bot has sent, with its name.
    fn newest_file(&self) -> anyhow::Result<(String, Vec<u8>)> {
        let world = self.school.world();
        let chat = world.chat(BOT, self.here);
        let sent = chat
            .iter()
            .rev()
            .find(|message| message["from_bot"] == true && !message["document"].is_null());
        let document = &sent.context("the bot has sent no file")?["document"];
        let text = |field: &str| document[field].as_str().unwrap_or_default().to_owned();
        let bytes = world.file(&text("file_id")).context("the file is gone")?;
        Ok((text("file_name"), bytes))
    }

    /// Every deep link that the bot has shown somebody, the one shown last at the end, edited away or not.
    fn links(&self, chat: i64) -> Vec<String> {
        let world = self.school.world();
        let mut links: Vec<String> = Vec::new();
        for event in world
            .events_after(0)
            .into_iter()
            .filter(|event| event.person == chat)
        {
            if let Happening::Message { message } | Happening::Edited { message } = &event.kind {
                let words = [&message["text"], &message["caption"]];
                let words = words.into_iter().filter_map(serde_json::Value::as_str);
                for link in words.flat_map(words::links) {
                    links.retain(|known| *known != link);
                    links.push(link);
                }
            }
        }
        links
    }

    fn press(&mut self, message: i64, data: &str, times: usize) -> Result<(), Impossible> {
        for _ in 0..times {
            let button = Button::Data(data.to_owned());
            let query = self.school.world().press(BOT, self.here, message, button)?;
            self.last_press = Some(query.clone());
            self.chats.pressed(query);
        }
        Ok(())
    }

    /// The message and the data of a button.
    fn find(&self, label: &str, place: Place) -> anyhow::Result<(i64, String)> {
        let messages = self.chats.messages(self.here);
        let now = |seen: &Seen| {
            chat::buttons(&seen.message)
                .into_iter()
                .find(|drawn| drawn.label == label)
        };
        let once = |seen: &Seen| {
            seen.drawn
                .iter()
                .rfind(|drawn| drawn.label == label)
                .cloned()
        };
        let found = match place {
            Place::Newest => messages
                .iter()
                .rev()
                .find_map(|seen| Some((seen.id, now(seen)?))),
            Place::Message(number) => {
                let seen = messages.get(number - 1);
                seen.and_then(|seen| Some((seen.id, once(seen)?)))
            }
            Place::Step(number) => {
                let shows = |seen: &&Seen| {
                    let text = words::text(&seen.message, false).join(" ");
                    ["Step", "Шаг"]
                        .iter()
                        .any(|word| text.contains(&format!("{word} {number} ")))
                };
                let mut candidates = messages.iter().rev().filter(shows);
                candidates.find_map(|seen| Some((seen.id, once(seen)?)))
            }
        };
        let (message, drawn) =
            found.ok_or_else(|| anyhow!("no message has a button {label:?}\n{}", self.tail()))?;
        Ok((message, drawn.data))
    }

    /// The one group of the story; the bot is added to it first.
    fn group(&mut self) -> anyhow::Result<i64> {
        if let Some(group) = self.group {
            return Ok(group);
        }
        let members: Vec<i64> = cast::people().into_iter().map(|person| person.id).collect();
        let group = self.school.world().group("Friends", &members);
        self.school.world().add_to_group(BOT, group, self.here)?;
        self.group = Some(group);
        Ok(group)
    }

    async fn menu(&self) -> anyhow::Result<Vec<String>> {
        // The menus are told to Telegram beside everything else; the owners' in the last language come last.
        let told = self.school.world().until(|world| {
            let last = |what: &What| matches!(what, What::Request { method, params, outcome: Outcome::Ok { .. } }
                if method == "setmycommands" && params["scope"].to_string().contains("504") && params["language_code"] == "ru");
            world.history().iter().any(|entry| last(&entry.what)).then_some(())
        });
        within("the command menus", told).await?;
        let menu = self.school.world().commands_for(BOT, self.here);
        let lines: Vec<String> = menu
            .iter()
            .map(|command| format!("/{} – {}", command.command, command.description))
            .collect();
        Ok(words::said("menu   ", &lines, None))
    }
}
