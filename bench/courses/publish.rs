//! Publications of a course with many learners inside, while one of them goes on pressing *Next*.

use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::ensure;
use playground::World;
use sea_orm::{ConnectionTrait, Database};
use stepwise_bench::{open, spread};
use tokio::sync::watch;

use crate::chat::{Chat, has, says};
use crate::stand_in::{OWNER, StandIn};
use crate::{Cli, file};

/// The learner who presses.
const LEARNER: i64 = 2;
/// The number of the first of those who only stand there.
const FIRST: usize = 1000;

/// What an author may change.
#[derive(Clone, Copy, Debug)]
pub enum Change {
    /// The words of a step.
    Words,
    /// One step more, in the middle.
    Added,
    /// One step fewer, in the middle: who stands there is led on.
    Removed,
    /// Every second step is gone, but for the first and the last.
    EverySecond,
}

/// All of them.
pub const CHANGES: [Change; 4] = [
    Change::Words,
    Change::Added,
    Change::Removed,
    Change::EverySecond,
];

/// What one publication has taken, in seconds.
#[derive(Debug, Default)]
pub struct Figures {
    /// From /publish to the question who is affected.
    asked: f64,
    /// From the press on *Publish* to the answer.
    published: f64,
    /// From each press on *Next* to the next step, meanwhile.
    presses: Vec<f64>,
}

/// Publishes a change.
pub async fn measure(cli: &Cli, binary: &Path, change: Change) -> anyhow::Result<Figures> {
    let desk = StandIn::set_up(binary)?;
    desk.run("import", &course(cli.steps, None)).await?;
    let playground = open(2, false).await?;
    let mut bot = desk.bot(&playground.url())?;
    let mut author = Chat::new(playground.world(), OWNER);
    publish(&mut author).await?;
    crowd(&desk, cli).await?;
    desk.run("import", &course(cli.steps, Some(change))).await?;
    let stop = watch::Sender::new(false);
    let walk = walk(playground.world().clone(), stop.subscribe());
    let walk = tokio::spawn(walk);
    let mut figures = publish(&mut author).await?;
    stop.send_replace(true);
    figures.presses = walk.await??;
    bot.kill().await?;
    playground.stop().await;
    Ok(figures)
}

/// What was measured, in a few lines.
pub fn report(change: Change, learners: usize, figures: &[Figures]) -> String {
    let what = match change {
        Change::Words => "words of a step",
        Change::Added => "a step added",
        Change::Removed => "a step removed",
        Change::EverySecond => "every second step removed",
    };
    let all = |of: fn(&Figures) -> f64| spread(&mut figures.iter().map(of).collect::<Vec<_>>());
    let mut presses: Vec<f64> = figures
        .iter()
        .flat_map(|turn| turn.presses.clone())
        .collect();
    let mut text = format!("{what}, {learners} learners inside\n");
    let _ = writeln!(text, "  asked       {} s", all(|turn| turn.asked));
    let _ = writeln!(text, "  published   {} s", all(|turn| turn.published));
    let count = presses.len();
    let _ = write!(
        text,
        "  presses     {} s ({count} meanwhile)",
        spread(&mut presses)
    );
    text
}

fn course(steps: usize, change: Option<Change>) -> String {
    let middle = steps / 2;
    let all = 1..=steps;
    let left: Vec<usize> = match change {
        Some(Change::Removed) => all.filter(|number| *number != middle).collect(),
        Some(Change::EverySecond) => all
            .filter(|number| number % 2 == 1 || *number == steps)
            .collect(),
        Some(Change::Added) => all
            .flat_map(|number| {
                let more = (number == middle).then_some(steps + 1);
                [number].into_iter().chain(more)
            })
            .collect(),
        Some(Change::Words) | None => all.collect(),
    };
    let changed = |number| matches!(change, Some(Change::Words)) && number == middle;
    file::numbered(&left, steps * 600, changed)
}

/// Publishes the draft by chat.
async fn publish(author: &mut Chat) -> anyhow::Result<Figures> {
    let begun = Instant::now();
    let question = author.say("/publish", "Publish").await?;
    let asked = begun.elapsed().as_secs_f64();
    let begun = Instant::now();
    author.press(&question, "Publish")?;
    author
        .until(|message| {
            // The answer to the publication before changes once more when its buttons go.
            let is_later = message["message_id"].as_i64() > question["message_id"].as_i64();
            is_later && (says(message, "is open.") || says(message, "Published"))
        })
        .await?;
    Ok(Figures {
        asked,
        published: begun.elapsed().as_secs_f64(),
        presses: Vec::new(),
    })
}

/// Puts learners onto all steps, as evenly as it goes.
async fn crowd(desk: &StandIn, cli: &Cli) -> anyhow::Result<()> {
    let db = Database::connect(desk.database()).await?;
    let last = FIRST + cli.learners - 1;
    db.execute_unprepared(&format!(
        "WITH RECURSIVE n(i) AS (SELECT {FIRST} UNION ALL SELECT i + 1 FROM n WHERE i < {last}) \
         INSERT INTO users (id, first_name) SELECT i, 'Learner' FROM n"
    ))
    .await?;
    let placed = db
        .execute_unprepared(&format!(
            "INSERT INTO user_course_progress (user_id, course_id, current_step_id, visited_at, seen_revision) \
             SELECT users.id, steps.course_id, steps.id, '2026-01-01T00:00:00+00:00', 1 \
             FROM users JOIN (SELECT *, row_number() OVER (ORDER BY position) - 1 AS place FROM steps) AS steps \
             ON steps.place = users.id % {} WHERE users.id >= {FIRST}",
            cli.steps
        ))
        .await?;
    ensure!(
        placed.rows_affected() == u64::try_from(cli.learners)?,
        "only {} learners were placed",
        placed.rows_affected()
    );
    db.close().await?;
    Ok(())
}

/// Walks through the course, at most to its end, and gives back how long each step took to come.
async fn walk(world: World, stop: watch::Receiver<bool>) -> anyhow::Result<Vec<f64>> {
    let mut learner = Chat::new(&world, LEARNER);
    let mut card = learner.say("/start c_bench", "Start").await?;
    let mut label = "Start";
    let mut times = Vec::new();
    while !*stop.borrow() && has(&card, label) {
        let begun = Instant::now();
        learner.press(&card, label)?;
        card = learner.until(|message| says(message, "Step ")).await?;
        times.push(begun.elapsed().as_secs_f64());
        label = "Next ›";
        // As fast as nobody reads, and all the same not the whole machine.
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    Ok(times)
}
