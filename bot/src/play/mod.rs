//! `stepwise playground`: the stand-in for Telegram, the bot and a sample course in one process, with no token, no
//! account and no network.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context as _;
use chrono::TimeDelta;
use entity::UserId;
use playground::{BotAccount, Options, Person, Playground};
use tokio::task::JoinHandle;

use crate::app::{self, Running};
use crate::clock::{AheadClock, Clock, Dice};
use crate::courses::rhythm::Zone;
use crate::courses::{Rights, authoring, media, people};
use crate::database::Database;
use crate::settings::Settings;

/// How the playground is started.
#[derive(Clone, Debug)]
pub struct Play {
    /// Where the chats and the database are kept between runs.
    pub folder: PathBuf,
    /// Forget what earlier runs have left.
    pub fresh: bool,
    /// The port of the page on the loopback address; 0: any that is free.
    pub port: u16,
}

/// A playground at work.
pub struct Playing {
    playground: Playground,
    bot: Running,
    together: JoinHandle<()>,
}

/// The token of the playground's only bot. It opens nothing outside it.
pub const TOKEN: &str = "1000:playground";
/// The author among the people of the playground, who is the owner of the instance too.
pub const AUTHOR: i64 = 103;

const PICTURES: [(&str, &[u8]); 11] = [
    (
        "01-wake-time",
        include_bytes!("../../samples/pictures/01-wake-time.png"),
    ),
    (
        "02-morning-light",
        include_bytes!("../../samples/pictures/02-morning-light.png"),
    ),
    (
        "03-move-by-day",
        include_bytes!("../../samples/pictures/03-move-by-day.png"),
    ),
    (
        "04-coffee-curfew",
        include_bytes!("../../samples/pictures/04-coffee-curfew.png"),
    ),
    (
        "05-short-nap",
        include_bytes!("../../samples/pictures/05-short-nap.png"),
    ),
    (
        "06-light-supper",
        include_bytes!("../../samples/pictures/06-light-supper.png"),
    ),
    (
        "07-dim-the-evening",
        include_bytes!("../../samples/pictures/07-dim-the-evening.png"),
    ),
    (
        "08-bedroom",
        include_bytes!("../../samples/pictures/08-bedroom.png"),
    ),
    (
        "09-empty-your-head",
        include_bytes!("../../samples/pictures/09-empty-your-head.png"),
    ),
    (
        "10-awake-at-night",
        include_bytes!("../../samples/pictures/10-awake-at-night.png"),
    ),
    (
        "11-done",
        include_bytes!("../../samples/pictures/11-done.png"),
    ),
];
/// Two that are read at one go, and two whose steps come by themselves, a day each.
const COURSES: [&str; 4] = [
    include_str!("../../samples/sample.en.md"),
    include_str!("../../samples/sample.ru.md"),
    include_str!("../../samples/mornings.en.md"),
    include_str!("../../samples/mornings.ru.md"),
];

/// Starts the stand-in, the database, the sample courses and the bot.
///
/// # Errors
/// What could not be started, in words for a newcomer.
pub async fn start(play: Play) -> anyhow::Result<Playing> {
    let shown = play.folder.display().to_string();
    if play.fresh && play.folder.exists() {
        std::fs::remove_dir_all(&play.folder)
            .with_context(|| format!("the folder {shown} cannot be emptied"))?;
    }
    std::fs::create_dir_all(&play.folder)
        .with_context(|| format!("the folder {shown} cannot be made"))?;
    let playground = open(&play).await?;
    let file = play.folder.join("stepwise.sqlite");
    let mut settings = Settings::for_token(TOKEN);
    settings.api_url = playground.url();
    settings.database_url = format!("sqlite://{}", file.display());
    settings.owners = vec![AUTHOR];
    // Who opens the page sits at this machine: what comes at 8:30 comes at 8:30 of theirs.
    settings.time_zone = Zone::east(Clock::minutes_ahead()).unwrap_or(Zone::UTC);
    plant_samples(&settings.database_url)
        .await
        .context("the sample courses cannot be put in")?;
    let (clock, together) = one_clock(&playground);
    let mut bot = app::start(settings, clock, Dice::System).await?;
    bot.ready().await;
    Ok(Playing {
        playground,
        bot,
        together,
    })
}

/// A clock for the bot that goes by the playground's: put forward there, put forward here.
fn one_clock(playground: &Playground) -> (Clock, JoinHandle<()>) {
    let mut advances = playground.world().clock().advances();
    let by = |ms: i64| TimeDelta::try_milliseconds(ms).unwrap_or(TimeDelta::MAX);
    let clock = Arc::new(AheadClock::new(by(*advances.borrow_and_update())));
    let bot = Clock::Ahead(Arc::clone(&clock));
    let together = tokio::spawn(async move {
        while advances.changed().await.is_ok() {
            clock.put(by(*advances.borrow_and_update()));
        }
    });
    (bot, together)
}

impl Playing {
    /// The one address to open.
    pub fn url(&self) -> String {
        self.playground.url()
    }

    /// Stops bot and stand-in; what was said stays for the next run.
    pub async fn stop(self) {
        self.together.abort();
        self.bot.stop().await;
        self.playground.stop().await;
    }
}

async fn open(play: &Play) -> anyhow::Result<Playground> {
    let options = |port| Options {
        listen: SocketAddr::from((Ipv4Addr::LOCALHOST, port)),
        bots: vec![BotAccount {
            token: TOKEN.to_owned(),
            username: "stepwise_bot".to_owned(),
            first_name: "Stepwise".to_owned(),
        }],
        people: cast(),
        state: Some(play.folder.join("telegram.json")),
        ..Options::default()
    };
    match Playground::start(options(play.port)).await {
        // Another playground is open already: this one takes any free port.
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => Playground::start(options(0))
            .await
            .context("no port is free for the playground"),
        other => other.context("the playground cannot be started"),
    }
}

fn cast() -> Vec<Person> {
    let person = |id, first_name: &str, username: &str, language: &str, about: &str| Person {
        id,
        first_name: first_name.to_owned(),
        last_name: None,
        username: Some(username.to_owned()),
        language_code: Some(language.to_owned()),
        about: about.to_owned(),
    };
    vec![
        person(101, "Amina", "amina", "en", "learner"),
        person(102, "Пётр", "pyotr", "ru", "ученик"),
        person(AUTHOR, "Grace", "grace", "en", "author and owner"),
    ]
}

/// Puts the sample courses in, each unless it is there, in one transaction.
async fn plant_samples(url: &str) -> anyhow::Result<()> {
    let database = Database::open(url, false).await?;
    migration::up(&database.write).await?;
    let tx = database.begin().await?;
    let author = people::Person {
        id: UserId(AUTHOR),
        first_name: "Grace".to_owned(),
        last_name: None,
        username: Some("grace".to_owned()),
        language: Some("en".to_owned()),
    };
    people::meet(&tx, &author).await?;
    for markdown in COURSES {
        let mut sample = coursefile::read(markdown).course;
        for step in &mut sample.steps {
            step.media
                .retain(|medium| picture(&medium.source).is_some());
            for medium in &mut step.media {
                if let Some(bytes) = picture(&medium.source) {
                    medium.source = media::keep(&tx, "image/png", bytes).await?;
                }
            }
        }
        let planter = authoring::Author {
            user: author.id,
            rights: Rights::of_an_owner(author.id),
            now: Clock::System.now(),
            dice: &Dice::System,
        };
        authoring::plant(&tx, planter, &sample).await?;
    }
    tx.commit().await?;
    Ok(database.close().await?)
}

fn picture(path: &str) -> Option<&'static [u8]> {
    let name = path.strip_prefix("pictures/")?.strip_suffix(".png")?;
    PICTURES
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, bytes)| *bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_samples_read_and_their_pictures_are_here() {
        for markdown in COURSES {
            let reading = coursefile::read(markdown);
            assert!(reading.problems.0.is_empty(), "{:?}", reading.problems);
            let sample = reading.course;
            let comes_by_itself = sample.release.is_some();
            let least = if comes_by_itself { 3 } else { 8 };
            assert!(sample.steps.len() >= least, "{}", sample.slug);
            assert!(sample.steps.iter().any(|step| step.is_end));
            for step in &sample.steps {
                assert!(
                    !step.media.is_empty(),
                    "every step of the samples has a picture"
                );
                for medium in &step.media {
                    assert!(picture(&medium.source).is_some(), "{}", medium.source);
                }
            }
        }
        let by_themselves = COURSES.map(|markdown| coursefile::read(markdown).course.release);
        assert_eq!(by_themselves.iter().flatten().count(), 2);
    }
}
