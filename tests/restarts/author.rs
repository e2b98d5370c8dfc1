//! The author: writes courses step by step by chat, and waits for the answer to everything.

use playground::World;

use super::dice::Dice;
use super::stage::{BOT, Chat, Heard, Screen};

/// An author at work.
pub struct Author {
    /// Their chat.
    pub chat: Chat,
    /// What they leave to chance.
    pub dice: Dice,
    /// How many courses they have begun.
    pub begun: usize,
    /// Percent of presses that are made again when the bot has been away.
    pub impatience: u64,
}

/// A picture of one grey dot.
const PICTURE: [u8; 67] =
    *b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9BU\0\0\0\n\
    IDATx\xDAch\0\0\0\x82\0\x81\xDAE\x08;\0\0\0\0IEND\xAEB`\x82";

impl Author {
    /// Writes one course after another until the scene closes; the last one is ended. Gives back their names in links.
    ///
    /// # Errors
    /// What the world does not allow, and a wait in vain.
    pub async fn write(mut self) -> anyhow::Result<Vec<String>> {
        let mut slugs = Vec::new();
        while !self.chat.closing() {
            let steps = usize::try_from(self.dice.between(2, 4))?;
            slugs.push(self.course(steps).await?);
        }
        Ok(slugs)
    }

    /// Writes a course with so many steps and publishes it. Gives back its name in links.
    ///
    /// # Errors
    /// As [`Author::write`].
    pub async fn course(&mut self, steps: usize) -> anyhow::Result<String> {
        self.begun += 1;
        let title = format!("Course {}", self.begun);
        self.say("/addcourse", "What is the course called?").await?;
        self.say(&title, &format!("Describe “{title}”")).await?;
        self.say(&format!("All about {title}."), "Step 1: what is it called?")
            .await?;
        let mut saved = self.step(&title, 1).await?;
        for number in 2..=steps {
            let asked = format!("Step {number}: what is it called?");
            self.press(&saved, "Add next step", &asked).await?;
            saved = self.step(&title, number).await?;
        }
        let end = "The last step of the course";
        let bench = self.press(&saved, "Mark as end", end).await?;
        let course = self.press(&bench, "‹ To the course", "Closed: ").await?;
        let open = format!("“{title}” is open.");
        let ask = format!("Publish “{title}”?");
        let asked = self.press(&course, "Publish", &ask).await?;
        let published = self.press(&asked, "Publish", &open).await?;
        let link = published.text.split_once("start=c_");
        let slug = link.map(|(_, slug)| slug.trim().to_owned());
        slug.ok_or_else(|| anyhow::anyhow!("no link was given: {}", published.text))
    }

    /// A title, then a text; every third step is a picture with a caption.
    async fn step(&mut self, course: &str, number: usize) -> anyhow::Result<Screen> {
        let title = format!("{course}, part {number}");
        self.say(&title, &format!("Now send what “{title}” says"))
            .await?;
        let body = format!("Here is what there is to know about {title}.");
        let saved = format!("Step {number}, “{title}”, is saved.");
        let since = self.chat.now();
        if number.is_multiple_of(3) {
            let (world, author): (&World, i64) = (&self.chat.world, self.chat.person);
            world.send_photo(BOT, author, PICTURE.to_vec(), &body)?;
        } else {
            self.chat.write(&body)?;
        }
        self.wait(since, &saved, None).await?.ok_or_else(in_vain)
    }

    /// Writes and waits for the answer. A text waits for the bot a whole day, so it is never written twice.
    async fn say(&mut self, text: &str, answer: &str) -> anyhow::Result<Screen> {
        let since = self.chat.now();
        self.chat.write(text)?;
        self.wait(since, answer, None).await?.ok_or_else(in_vain)
    }

    /// Presses and waits for the answer; presses again when the bot has been away, if not patient enough.
    async fn press(
        &mut self,
        screen: &Screen,
        label: &str,
        answer: &str,
    ) -> anyhow::Result<Screen> {
        let data = screen.button(label);
        let data = data.ok_or_else(|| anyhow::anyhow!("no {label} below {}", screen.text))?;
        let since = self.chat.now();
        loop {
            let query = self.chat.press(screen.id, data)?;
            let impatient = self.dice.percent(self.impatience);
            if let Some(answer) = self.wait(since, answer, Some((&query, impatient))).await? {
                return Ok(answer);
            }
        }
    }

    /// Waits for a message that says this; after a press, whose author may be impatient, nothing when it was not
    /// answered in time, or when the bot was away meanwhile and that matters.
    async fn wait(
        &mut self,
        since: u64,
        answer: &str,
        press: Option<(&str, bool)>,
    ) -> anyhow::Result<Option<Screen>> {
        let heard = self.chat.hear(since, |heard| match heard {
            Heard::Screen(screen) => screen.text.contains(answer),
            Heard::Toast(_) => false,
            // An earlier press that comes to nothing only now is no reason to press once more.
            Heard::Expired(name) => press.is_some_and(|(query, _)| query == name),
            Heard::Restarted => press.is_some_and(|(_, impatient)| impatient),
            Heard::Over => true,
        });
        match heard.await {
            Heard::Screen(screen) => Ok(Some(screen)),
            Heard::Over => anyhow::bail!("the author waits in vain for “{answer}”"),
            _ => Ok(None),
        }
    }
}

fn in_vain() -> anyhow::Error {
    anyhow::anyhow!("the author was told of a restart without asking")
}
