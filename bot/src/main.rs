//! The binary: reads the command line and the settings, starts the app, waits for a signal.

use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Parser, Subcommand, ValueEnum};
use coursefile::QuestionFormat;
use stepwise::app::{self, Stopped, TokenRefused};
use stepwise::clock::{Clock, Dice};
use stepwise::complaint::complaint;
use stepwise::database::Database;
use stepwise::desk::{self, Desk, Ended, Export, Format, Import};
use stepwise::play::{self, Play};
use stepwise::settings::{DEFAULT_DATABASE, SettingError, Settings};
use stepwise::telemetry;

/// Courses delivered step by step inside Telegram.
///
/// Without a command it serves the bot whose token is in TELOXIDE_TOKEN (see .env.example).
#[derive(Parser)]
#[command(name = "stepwise", version)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Try everything in the browser: no token, no account, no network.
    Playground {
        /// Forget what earlier runs have left.
        #[arg(long)]
        fresh: bool,
        /// The port of the page; another free one is taken when it is in use.
        #[arg(long, default_value_t = 4242)]
        port: u16,
        /// Where chats and database are kept between runs.
        #[arg(long, default_value = "playground-data")]
        folder: PathBuf,
    },
    /// Look through a course file, a zip or a folder and tell everything that is wrong; needs neither database nor token.
    ///
    /// Exit code 0: nothing is wrong, or only warnings; 1: something has to be mended; 2: it cannot be read; 3: the disk
    /// fails.
    Check {
        /// A .md, .zip or .json file, or a folder.
        path: PathBuf,
        /// How it is told.
        #[arg(long, value_enum, default_value_t = Told::Text)]
        format: Told,
    },
    /// Put a course into its draft, after showing what changes; learners see it once it is published.
    ///
    /// Exit code 0: done, or nothing to change; 1: problems, or the answer was no; 2: it cannot be read, nobody can be
    /// asked, or nobody is named whose a new course is; 3: the database or the disk fails.
    Import {
        /// A .md, .zip or .json file, or a folder.
        path: PathBuf,
        /// Do not ask.
        #[arg(long)]
        yes: bool,
        /// The Telegram user id of whose a new course is; otherwise the first of OWNER_IDS. A course that is there needs none:
        /// the edit is then signed by who made it.
        #[arg(long)]
        author: Option<i64>,
    },
    /// Write the draft of a course as a file: Markdown, or a zip when there are pictures; or only its questions.
    ///
    /// Exit code 0: written; 1: pictures are missing or too large, or nothing is asked; 2: there is no such course or place, or a file is
    /// there already; 3: the database or the disk fails.
    Export {
        /// The id of the course, as it stands in its link behind c_.
        course: String,
        /// The whole course, or its questions in a format of other systems; what that cannot say is told.
        #[arg(long, value_enum, default_value_t = Wanted::Course)]
        format: Wanted,
        /// Where to; - or nothing: standard output.
        #[arg(short, long)]
        output: Option<PathBuf>,
        /// Write over a file that is there already.
        #[arg(long)]
        force: bool,
    },
    /// Look at the database's migrations, or run them; starting the bot does this by itself.
    Migrate {
        #[command(subcommand)]
        direction: Direction,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum Told {
    /// In sentences, one problem a line.
    Text,
    /// As one JSON object.
    Json,
}

#[derive(Clone, Copy, ValueEnum)]
enum Wanted {
    /// The whole course.
    Course,
    /// Its questions in GIFT.
    Gift,
    /// Its questions as a table.
    Csv,
}

#[derive(Subcommand)]
enum Direction {
    /// Bring the database up to date.
    Up,
    /// Take back the last migrations.
    Down {
        /// How many.
        #[arg(long, default_value_t = 1)]
        steps: u32,
    },
    /// Show which are applied.
    Status,
}

/// The exit code of a setting that is missing or malformed, and of a token that Telegram refuses.
const MISCONFIGURED: u8 = 2;
/// The exit code of `check`, `import` and `export` when the database or the disk fails.
const BROKEN: u8 = 3;

fn main() -> ExitCode {
    // A missing .env is fine; a malformed one is not.
    if let Err(dotenvy::Error::LineParse(_, at)) = dotenvy::dotenv() {
        eprintln!(
            "The file .env does not read, near character {at} of a line: NAME=value is expected."
        );
        return ExitCode::from(MISCONFIGURED);
    }
    let cli = Cli::parse();
    if let Err(error) = telemetry::start() {
        eprintln!("{error}.");
        return ExitCode::from(MISCONFIGURED);
    }
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("The program cannot start: {error}.");
            return ExitCode::FAILURE;
        }
    };
    let done = runtime.block_on(run(cli.command));
    runtime.shutdown_timeout(std::time::Duration::from_millis(200));
    match done {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{}", complaint(&error));
            let misconfigured = error.is::<SettingError>() || error.is::<TokenRefused>();
            ExitCode::from(if misconfigured { MISCONFIGURED } else { 1 })
        }
    }
}

async fn run(command: Option<Command>) -> anyhow::Result<ExitCode> {
    match command {
        Some(Command::Playground {
            fresh,
            port,
            folder,
        }) => {
            playground(Play {
                folder,
                fresh,
                port,
            })
            .await
        }
        Some(Command::Migrate { direction }) => migrate(direction).await,
        Some(Command::Check { path, format }) => {
            let format = match format {
                Told::Text => Format::Text,
                Told::Json => Format::Json,
            };
            told(at_desk(async |desk| Ok(desk::check(desk, &path, format)?)).await)
        }
        Some(Command::Import { path, yes, author }) => told(import(path, yes, author).await),
        Some(Command::Export {
            course,
            format,
            output,
            force,
        }) => {
            let questions = match format {
                Wanted::Course => None,
                Wanted::Gift => Some(QuestionFormat::Gift),
                Wanted::Csv => Some(QuestionFormat::Csv),
            };
            told(export(course, questions, output, force).await)
        }
        None => serve().await,
    }
}

async fn serve() -> anyhow::Result<ExitCode> {
    let settings = match Settings::from_env() {
        Err(SettingError::NoToken) => {
            eprintln!(
                "There is no token yet. Two ways on:\n\n  \
                 stepwise playground        try everything in the browser, without Telegram\n                             \
                 (from the source: cargo run -- playground)\n\n  \
                 TELOXIDE_TOKEN=… stepwise  serve a bot on Telegram; @BotFather gives out tokens,\n                             \
                 and the token may stand in the file .env (see .env.example)"
            );
            return Ok(ExitCode::from(MISCONFIGURED));
        }
        settings => settings?,
    };
    let mut asked_to_stop = std::pin::pin!(signal());
    let mut bot = tokio::select! {
        bot = app::start(settings, Clock::System, Dice::System) => bot?,
        // Whatever was begun is as safe as after a power cut.
        () = &mut asked_to_stop => return Ok(ExitCode::SUCCESS),
    };
    let stopped = tokio::select! {
        stopped = bot.stopped() => Some(stopped),
        () = asked_to_stop => None,
    };
    bot.stop().await;
    match stopped {
        None => Ok(ExitCode::SUCCESS),
        Some(Stopped::TokenRefused) => Err(TokenRefused.into()),
        Some(Stopped::DoorClosed) => anyhow::bail!("updates no longer come in"),
    }
}

async fn playground(play: Play) -> anyhow::Result<ExitCode> {
    let playing = play::start(play).await?;
    eprintln!(
        "\n  The playground is open:  {}\n\n  Ctrl-C ends it; everything stays for the next time (--fresh starts over).\n",
        playing.url()
    );
    signal().await;
    playing.stop().await;
    Ok(ExitCode::SUCCESS)
}

/// What broke at the desk has an exit code of its own: 1 means that the course has problems.
fn told(done: anyhow::Result<ExitCode>) -> anyhow::Result<ExitCode> {
    match done {
        Err(error) if !error.is::<SettingError>() => {
            eprintln!("{}", complaint(&error));
            Ok(ExitCode::from(BROKEN))
        }
        done => done,
    }
}

/// Does something with courses as files, in the language of who sits there.
async fn at_desk(
    work: impl AsyncFnOnce(&mut Desk<'_>) -> anyhow::Result<Ended>,
) -> anyhow::Result<ExitCode> {
    let (mut out, mut notes) = (io::stdout(), io::stderr());
    let mut desk = Desk {
        out: &mut out,
        notes: &mut notes,
        language: Settings::spoken(),
    };
    Ok(ExitCode::from(work(&mut desk).await?.code()))
}

async fn import(path: PathBuf, yes: bool, author: Option<i64>) -> anyhow::Result<ExitCode> {
    let author = author.map_or_else(Settings::first_owner, |author| Ok(Some(author)))?;
    let mut read = Err(Ended::Misused);
    let ended = at_desk(async |desk| {
        read = desk::read(desk, &path)?;
        Ok(read.as_ref().map_or_else(|ended| *ended, |_| Ended::Well))
    });
    let ended = ended.await?;
    let Ok(opened) = read else { return Ok(ended) };
    let database = open_database().await?;
    migration::up(&database.write).await?;
    let stdin = io::stdin();
    let asked = stdin.is_terminal();
    let mut lines = stdin.lock();
    let import = Import {
        yes,
        author,
        answer: asked.then_some(&mut lines as &mut dyn io::BufRead),
    };
    let code = at_desk(async |desk| desk::import(desk, &database, &opened, import).await).await;
    database.close().await?;
    code
}

async fn export(
    course: String,
    questions: Option<QuestionFormat>,
    to: Option<PathBuf>,
    force: bool,
) -> anyhow::Result<ExitCode> {
    let database = Database::open_existing(&database_url())
        .await
        .context(UNOPENED)?;
    let on_terminal = io::stdout().is_terminal();
    let export = Export {
        course,
        questions,
        to,
        force,
        on_terminal,
    };
    let code = at_desk(async |desk| desk::export(desk, &database, export).await).await;
    database.close().await?;
    code
}

const UNOPENED: &str = "the database of DATABASE_URL cannot be opened";

fn database_url() -> String {
    let url = std::env::var("DATABASE_URL").ok();
    url.filter(|url| !url.trim().is_empty())
        .unwrap_or_else(|| DEFAULT_DATABASE.to_owned())
}

async fn open_database() -> anyhow::Result<Database> {
    Database::open(&database_url(), false)
        .await
        .context(UNOPENED)
}

async fn migrate(direction: Direction) -> anyhow::Result<ExitCode> {
    let database = open_database().await?;
    match direction {
        Direction::Up => migration::up(&database.write).await?,
        Direction::Down { steps } => migration::down(&database.write, steps).await?,
        Direction::Status => {}
    }
    for (name, applied) in migration::status(&database.write).await? {
        eprintln!("{} {name}", if applied { "applied" } else { "pending" });
    }
    database.close().await?;
    Ok(ExitCode::SUCCESS)
}

/// Waits for Ctrl-C or SIGTERM.
async fn signal() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}
