//! Plays a story in a school and compares what happens with what is expected.

use std::fmt::Write;
use std::time::Duration;

use anyhow::{Context, anyhow, bail};
use playground::{Button, Impossible, Outcome, What};

use super::cast::{self, BOT};
use super::chat::{self, Chats, Seen};
use super::say::{self, Deed, Place};
use super::school::within;
use super::story::{Beat, Story};
use super::{School, Setting, formatting, given, trouble, words};

/// The smallest picture that Telegram takes: 2 × 2, PNG.
pub const PICTURE: &[u8] = include_bytes!("picture.png");

/// Plays the story and fails where something else happens than what is expected.
///
/// # Errors
/// The first difference, with both sides.
pub async fn play(story: &Story, setting: Setting) -> anyhow::Result<()> {
    let mut stage = Stage::open(setting).await?;
    for beat in &story.beats {
        let happened = stage.act(beat).await.with_context(|| place(story, beat))?;
        if flattened(&happened) != flattened(&beat.expected) {
            bail!(
                "{}\n{}",
                place(story, beat),
                difference(&beat.expected, &happened)
            );
        }
        stage.check().with_context(|| place(story, beat))?;
    }
    stage.school.close().await
}

/// Plays the story and writes what happens into it as what is expected from now on.
///
/// # Errors
/// What can be no expectation: that an act is impossible, or that an invariant is broken.
pub async fn accept(story: &Story, setting: Setting) -> anyhow::Result<()> {
    let mut stage = Stage::open(setting).await?;
    let (mut happened, mut broken) = (Vec::new(), Vec::new());
    for beat in &story.beats {
        match stage.act(beat).await {
            Ok(lines) => happened.push(lines),
            Err(error) => {
                broken.push(format!("{}\n{error:#}", place(story, beat)));
                break;
            }
        }
        if let Err(error) = stage.check() {
            broken.push(format!("{}\n{error:#}", place(story, beat)));
        }
    }
    story.accept(&happened)?;
    stage.school.close().await?;
    if broken.is_empty() {
        Ok(())
    } else {
        bail!(broken.join("\n\n"))
    }
}

struct Stage {
    school: School,
    chats: Chats,
    /// Who acted last: theirs is the chat that the bot's lines are about.
    here: i64,
    group: Option<i64>,
    last_press: Option<String>,
}

impl Stage {
    async fn open(setting: Setting) -> anyhow::Result<Stage> {
        let school = School::open(setting).await?;
        let chats = Chats::follow(school.world());
        Ok(Stage {
            school,
            chats,
            here: cast::AMINA,
            group: None,
            last_press: None,
        })
    }

    async fn act(&mut self, beat: &Beat) -> anyhow::Result<Vec<String>> {
        let mut lines = Vec::new();
        match beat.who.as_str() {
            "given" => self.given(&beat.what).await?,
            "clock" => self.school.advance(duration(&beat.what)?),
            "restart" => self.school.restart().await?,
            "faults" => {
                let mut plan = self.school.world().faults();
                trouble::read(&beat.what, &mut plan)?;
                self.school.world().set_faults(plan);
            }
            name => {
                self.here =
                    cast::named(name).with_context(|| format!("nobody is called {name:?}"))?;
                let deed = say::read(&beat.what)?;
                lines = self.deed(deed).await?;
            }
        }
        self.school.settle().await.with_context(|| self.tail())?;
        lines.extend(self.chats.news(self.school.world(), self.here));
        let open = self.school.world().open_presses(BOT);
        if open > 0 {
            lines.push(format!("toast  (none: {open} pressed and not answered)"));
        }
        Ok(lines)
    }

    async fn given(&mut self, line: &str) -> anyhow::Result<()> {
        if line == "formatting is shown" {
            self.chats.formatting = true;
            return Ok(());
        }
        if let Some(name) = line.strip_suffix(" has said hello") {
            let who = cast::named(name).with_context(|| format!("nobody is called {name:?}"))?;
            self.school.world().say(BOT, who, "/start")?;
            self.school.settle().await?;
            self.chats.news(self.school.world(), who);
            return Ok(());
        }
        given::arrange(self.school.database()?, line).await
    }

    /// Does it, and says what Telegram would not let the person do.
    async fn deed(&mut self, deed: Deed) -> anyhow::Result<Vec<String>> {
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
            Deed::Photo(caption) => world.send_photo(BOT, me, PICTURE, &caption).map(drop),
            Deed::File(name) => {
                let bytes = if name.ends_with(".png") {
                    PICTURE
                } else {
                    b"words"
                };
                world.send_document(BOT, me, &name, bytes, "").map(drop)
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
            Deed::Username(name) => world.set_username(me, Some(&name)),
            Deed::Menu => return self.menu().await,
        };
        Ok(match done {
            Ok(()) => Vec::new(),
            Err(Impossible::Refused(why)) => vec![format!("telegram  (not sent: {why})")],
            Err(why) => bail!("{} cannot do that: {why}", cast::name_of(me)),
        })
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
                let mut shown = messages.iter().rev().filter(shows);
                shown.find_map(|seen| Some((seen.id, once(seen)?)))
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

    /// What has to hold after every act.
    fn check(&self) -> anyhow::Result<()> {
        let crowded = chat::crowded(self.school.world());
        if crowded.is_empty() {
            Ok(())
        } else {
            bail!(
                "more than one message can be pressed {}",
                crowded.join("; ")
            )
        }
    }

    /// The end of the chat, for a message about what went wrong.
    fn tail(&self) -> String {
        let mut tail = format!("The chat of {} ends with:", cast::name_of(self.here));
        let chat = self.school.world().chat(BOT, self.here);
        for message in chat.iter().skip(chat.len().saturating_sub(4)) {
            let who = if message["from_bot"] == true {
                "bot    "
            } else {
                "       "
            };
            let text = words::text(message, false);
            let keyboard = words::keyboard(message);
            let _ = write!(
                tail,
                "\n  {}",
                words::said(who, &text, keyboard.as_deref()).join("\n  ")
            );
        }
        tail
    }
}

/// `+1 day`, `+90 s`, `+2 h`, `+5 min`.
fn duration(text: &str) -> anyhow::Result<Duration> {
    let (number, unit) = text
        .trim_start_matches('+')
        .split_once(' ')
        .context("a time is a number and a unit")?;
    let seconds = match unit {
        "s" => 1,
        "min" => 60,
        "h" => 3600,
        "day" | "days" => 86400,
        _ => bail!("{unit:?} is no unit of time"),
    };
    Ok(Duration::from_secs(number.parse::<u64>()? * seconds))
}

/// Expected and happened lines are the same when they differ only in how far things stand apart.
fn flattened(lines: &[String]) -> Vec<String> {
    lines
        .iter()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect()
}

fn place(story: &Story, beat: &Beat) -> String {
    format!(
        "{}.chat, line {}: {}",
        story.name,
        beat.line,
        beat.written.join(" / ")
    )
}

fn difference(expected: &[String], happened: &[String]) -> String {
    let (old, new) = (flattened(expected), flattened(happened));
    let same = old
        .iter()
        .zip(&new)
        .take_while(|(old, new)| old == new)
        .count();
    let mut text = String::from("lines with - were expected, those with + came instead\n");
    for line in &expected[..same] {
        let _ = writeln!(text, "  {line}");
    }
    for line in &expected[same..] {
        let _ = writeln!(text, "- {line}");
    }
    for line in &happened[same..] {
        let _ = writeln!(text, "+ {line}");
    }
    text
}
