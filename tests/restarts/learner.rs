//! A learner: presses what they see, now and then twice, sometimes an old button; asks again when the bot has been away.

use std::collections::VecDeque;

use super::dice::Dice;
use super::reading::step_line;
use super::stage::{Chat, Heard, Screen};

/// A learner at work.
pub struct Learner {
    /// Their chat.
    pub chat: Chat,
    /// The course's name in its link.
    pub slug: String,
    /// What they leave to chance.
    pub dice: Dice,
    /// What they are like.
    pub habits: Habits,
    /// They have asked to start again, and nothing has come of it yet.
    pub restarting: bool,
}

/// What learners are like, in percent of their moves.
#[derive(Clone, Copy, Debug)]
pub struct Habits {
    /// How often they tap twice.
    pub double_taps: u64,
    /// How often they press an older button instead. Telegram's webhook delivers texts and presses side by side, so
    /// there a learner who gets a passing note and writes at once would leave open which comes first.
    pub old_buttons: u64,
    /// How often they write /continue instead.
    pub commands: u64,
    /// How often they act again when the bot has been away. All others wait for ever: they find out what was forgotten,
    /// while those who act again would cover it up.
    pub impatience: u64,
    /// Whether acting again may also be /continue.
    pub commands_again: bool,
}

impl Habits {
    /// Presses what there is to press, and waits.
    pub const PLAIN: Habits = Habits {
        double_taps: 0,
        old_buttons: 0,
        commands: 0,
        impatience: 0,
        commands_again: false,
    };
}

/// What a learner waits for, besides something new in the chat.
#[derive(Default)]
struct Waiting {
    /// They have pressed this.
    press: Option<String>,
    /// A passing note is likely to be all that comes of it.
    toast: bool,
}

impl Learner {
    /// Walks through the course again and again; when the scene closes, to the end. Gives back whether they got there.
    ///
    /// # Errors
    /// What the world does not allow.
    pub async fn walk(mut self) -> anyhow::Result<bool> {
        let mut since = self.chat.now();
        let mut waiting = Waiting::default();
        let mut seen = 0;
        let mut pressed = VecDeque::new();
        self.chat.write(&format!("/start c_{}", self.slug))?;
        loop {
            let heard = self.wait(since, seen, &waiting).await;
            since = self.chat.now();
            let newest = self.chat.newest();
            seen = newest.as_ref().map_or(0, |screen| screen.id);
            if matches!(heard, Heard::Over) {
                return Ok(false);
            }
            let again = matches!(heard, Heard::Restarted | Heard::Expired(_));
            if let Some(screen) = newest.as_ref().filter(|_| !again) {
                let end = screen.text.starts_with("Well done, ");
                if end && self.chat.closing() && !self.restarting {
                    return Ok(true);
                }
                // The words after the last step, or those of the course's first step, are still to come.
                if screen.text.starts_with("Step ") && screen.buttons.is_empty()
                    || end && self.restarting
                {
                    continue;
                }
            }
            match newest {
                Some(screen) if !matches!(heard, Heard::Toast(_)) => {
                    waiting = self.act(&screen, again, &mut pressed)?;
                }
                Some(_) => {
                    waiting = Waiting::default();
                    self.chat.write("/continue")?;
                }
                None => self.chat.write(&format!("/start c_{}", self.slug))?,
            }
        }
    }

    /// Waits for a message newer than the one seen last, or whatever else there is to wait for.
    async fn wait(&mut self, since: u64, seen: i64, waiting: &Waiting) -> Heard {
        // Nobody keeps a passing note for someone while the bot is away.
        let impatient = waiting.toast || self.dice.percent(self.habits.impatience);
        let mine = |name: &String| waiting.press.as_ref() == Some(name);
        self.chat
            .hear(since, |heard| match heard {
                Heard::Screen(screen) => screen.id > seen,
                Heard::Over => true,
                Heard::Toast(name) | Heard::Expired(name) => mine(name),
                Heard::Restarted => impatient,
            })
            .await
    }

    /// What a person does who sees this last.
    fn act(
        &mut self,
        screen: &Screen,
        again: bool,
        pressed: &mut VecDeque<(i64, String)>,
    ) -> anyhow::Result<Waiting> {
        let habits = self.habits;
        if let Some(data) = screen.button("Next ›").map(str::to_owned) {
            // The last steps may be those of the walk before, shown again.
            self.restarting &=
                step_line(&screen.text).is_some_and(|step| step.number * 2 > step.total);
            let command = again && habits.commands_again && self.dice.percent(50);
            if command || (!again && self.dice.percent(habits.commands)) {
                self.chat.write("/continue")?;
                return Ok(Waiting::default());
            }
            if !again && !pressed.is_empty() && self.dice.percent(habits.old_buttons) {
                let which = self.dice.below(pressed.len() as u64);
                let (message, data) = &pressed[usize::try_from(which)?];
                let press = Some(self.chat.press(*message, data)?);
                return Ok(Waiting { press, toast: true });
            }
            let press = Some(self.chat.press(screen.id, &data)?);
            if self.dice.percent(habits.double_taps) {
                self.chat.press(screen.id, &data)?;
            }
            pressed.push_front((screen.id, data));
            pressed.truncate(3);
            return Ok(Waiting {
                press,
                toast: false,
            });
        }
        self.restarting |= screen.button("Start again").is_some();
        let onward = ["Start", "Continue", "Start again"];
        match onward.iter().find_map(|label| screen.button(label)) {
            // The card of a course that was begun has all three; the first that is there leads on.
            Some(data) => {
                let press = Some(self.chat.press(screen.id, data)?);
                return Ok(Waiting {
                    press,
                    toast: false,
                });
            }
            None if screen.text.starts_with("Well done, ") => {
                self.restarting = true;
                self.chat.write("/restart")?;
            }
            None if pressed.is_empty() => self.chat.write(&format!("/start c_{}", self.slug))?,
            None => self.chat.write("/continue")?,
        }
        Ok(Waiting::default())
    }
}
