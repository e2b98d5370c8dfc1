//! Where a story is acted: one school, and what was seen of its chats.

use std::fmt::Write;
use std::time::Duration;

use anyhow::{Context, bail};

use super::cast::{self, BOT};
use super::chat::{self, Chats};
use super::story::Beat;
use super::{School, Setting, given, say, trouble, words};

/// A school, its chats, and who acted last in it.
pub struct Stage {
    /// The school.
    pub school: School,
    /// What was seen in it.
    pub chats: Chats,
    /// Who acted last: theirs is the chat that the bot's lines are about.
    pub here: i64,
    /// The one group of the story.
    pub group: Option<i64>,
    /// The last press, to be repeated.
    pub last_press: Option<String>,
}

impl Stage {
    /// An empty stage.
    ///
    /// # Errors
    /// Why the school did not start.
    pub async fn open(setting: Setting) -> anyhow::Result<Stage> {
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

    /// Acts, waits until nothing more can come of it, and says what came.
    ///
    /// # Errors
    /// Why it cannot be acted, or what did not come to an end.
    pub async fn act(&mut self, beat: &Beat) -> anyhow::Result<Vec<String>> {
        let mut lines = Vec::new();
        match beat.who.as_str() {
            "given" => self.given(&beat.what).await?,
            "clock" => self.school.advance(duration(&beat.what)?),
            "restart" => self.restart(&beat.what).await?,
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
        if let Some(name) = line.strip_prefix("from the next start the owner is ") {
            let who = cast::named(name).with_context(|| format!("nobody is called {name:?}"))?;
            self.school.set_owner(who);
            return Ok(());
        }
        if let Some(name) = line.strip_suffix(" has said hello") {
            let who = cast::named(name).with_context(|| format!("nobody is called {name:?}"))?;
            self.school.world().say(BOT, who, "/start")?;
            self.school.settle().await?;
            self.chats.news(self.school.world(), who);
            return Ok(());
        }
        if self.given_group(line).await? {
            return Ok(());
        }
        given::arrange(self.school.database()?, line).await
    }

    /// `restart`, `restart  after 15 s`, `restart  with the clock put back by 3 days`.
    async fn restart(&mut self, how: &str) -> anyhow::Result<()> {
        if let Some(pause) = how.strip_prefix("after ") {
            return self.school.restart_after(duration(pause)?).await;
        }
        if let Some(by) = how.strip_prefix("with the clock put back by ") {
            return self.school.restart_before(duration(by)?).await;
        }
        if !how.is_empty() {
            bail!("{how:?} is no way to restart");
        }
        self.school.restart().await
    }

    /// What has to hold after every act.
    ///
    /// # Errors
    /// That it does not.
    pub fn check(&self) -> anyhow::Result<()> {
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
    pub fn tail(&self) -> String {
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
