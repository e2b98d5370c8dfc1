//! The command line: check, import, export, with their exit codes.

use std::io::{BufRead, BufReader, Cursor, Read};
use std::path::Path;

use anyhow::ensure;
use coursefile::QuestionFormat;
use entity::{course, draft, draft_step, import as staged};
use sea_orm::sea_query::Expr;
use sea_orm::{EntityTrait, PaginatorTrait, QueryFilter};
use stepwise::database::Database;
use stepwise::desk::{self, Desk, Ended, Export, Format, Import};
use stepwise::settings::Language;

use crate::harness::Setting;
use crate::harness::cast::OLGA;
use crate::harness::database::lend;
use crate::harness::files::made;

const TEA: &str = "---\nid: tea\ntitle: Tea for two\n---\n\n## Warm {#warm}\n\nRinse it.\n\n## Pour {#pour .end}\n\nPour.\n";

/// What was said on both ways, and how it ended.
struct Said {
    out: Vec<u8>,
    notes: String,
    ended: Ended,
}

async fn at_desk(
    code: &str,
    work: impl AsyncFnOnce(&mut Desk<'_>) -> anyhow::Result<Ended>,
) -> anyhow::Result<Said> {
    let (mut out, mut notes) = (Vec::new(), Vec::new());
    let language = Language::from_code(code).unwrap_or(Language::from_code("en").expect("English"));
    let mut desk = Desk {
        out: &mut out,
        notes: &mut notes,
        language,
    };
    let ended = work(&mut desk).await?;
    let notes = String::from_utf8(notes)?;
    Ok(Said { out, notes, ended })
}

async fn check(path: &Path, format: Format, language: &str) -> anyhow::Result<Said> {
    at_desk(language, async |desk| Ok(desk::check(desk, path, format)?)).await
}

async fn import(
    database: &Database,
    path: &Path,
    (yes, answer): (bool, Option<&str>),
) -> anyhow::Result<Said> {
    let mut lines = Cursor::new(answer.unwrap_or_default().as_bytes().to_vec());
    let answer = answer.map(|_| &mut lines as &mut dyn BufRead);
    import_asking(database, path, yes, answer).await
}

async fn import_asking(
    database: &Database,
    path: &Path,
    yes: bool,
    answer: Option<&mut dyn BufRead>,
) -> anyhow::Result<Said> {
    import_by(database, path, yes, answer, Some(OLGA)).await
}

async fn import_by(
    database: &Database,
    path: &Path,
    yes: bool,
    answer: Option<&mut dyn BufRead>,
    author: Option<i64>,
) -> anyhow::Result<Said> {
    let import = Import {
        yes,
        author,
        answer,
    };
    at_desk("en", async |desk| match desk::read(desk, path)? {
        Ok(opened) => desk::import(desk, database, &opened, import).await,
        Err(ended) => Ok(ended),
    })
    .await
}

/// A picture that is still with Telegram is missing in the file, which is said and is the exit code; a database that is not
/// there is not made.
async fn export_tells_what_is_missing(database: &Database, folder: &Path) -> anyhow::Result<()> {
    draft_step::Entity::update_many()
        .col_expr(draft_step::Column::ImageUrl, Expr::value("tg:somewhere"))
        .col_expr(draft_step::Column::Media, Expr::value(None::<String>))
        .filter(draft_step::COLUMN.slug.eq("warm"))
        .exec(&database.write)
        .await?;
    let said = export(database, "tea", Some(&folder.join("lost.md"))).await?;
    ensure!(said.ended.code() == 1, "{}", said.notes);
    ensure!(said.notes.contains("Warm"), "{}", said.notes);
    let none = folder.join("none.sqlite");
    let url = format!("sqlite://{}?mode=rwc", none.display());
    let opened = Database::open_existing(&url).await;
    ensure!(opened.is_err() && !none.exists(), "a database was made");
    Ok(())
}

/// Says yes, after somebody else has done something.
struct Meanwhile<F>(Option<F>);

impl<F: FnOnce() -> anyhow::Result<()>> Read for Meanwhile<F> {
    fn read(&mut self, to: &mut [u8]) -> std::io::Result<usize> {
        let Some(act) = self.0.take() else {
            return Ok(0);
        };
        act().map_err(std::io::Error::other)?;
        to[..2].copy_from_slice(b"y\n");
        Ok(2)
    }
}

/// What somebody else writes while the question waits is not overwritten, though the summary reads the same.
pub async fn overwrites_nothing_unseen(setting: Setting) -> anyhow::Result<()> {
    let lent = lend(setting.base, true).await?;
    let database = Database::open(&lent.url, false).await?;
    migration::up(&database.write).await?;
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("tea.md");
    std::fs::write(&path, TEA)?;
    import(&database, &path, (true, None)).await?;
    std::fs::write(&path, TEA.replace("Rinse it.", "Rinse it twice."))?;
    let theirs = folder.path().join("theirs.md");
    std::fs::write(&theirs, TEA.replace("Rinse it.", "Do not rinse it."))?;
    let url = lent.url.clone();
    let edit = move || {
        let other = std::thread::spawn(move || {
            tokio::runtime::Runtime::new()?.block_on(async {
                let database = Database::open(&url, false).await?;
                import(&database, &theirs, (true, None)).await?;
                Ok(database.close().await?)
            })
        });
        other.join().expect("the other does not panic")
    };
    let mut answer = BufReader::new(Meanwhile(Some(edit)));
    let said = import_asking(&database, &path, false, Some(&mut answer)).await?;
    ensure!(said.ended.code() == 1, "{}", said.notes);
    let warm = draft_step::Entity::find()
        .filter(draft_step::COLUMN.slug.eq("warm"))
        .one(&database.write)
        .await?;
    let text = warm.and_then(|step| step.text_content);
    ensure!(text.as_deref() == Some("Do not rinse it."), "{text:?}");
    database.close().await?;
    lent.give_back().await
}

async fn export(database: &Database, course: &str, to: Option<&Path>) -> anyhow::Result<Said> {
    export_by_force(database, course, to, false).await
}

async fn export_by_force(
    database: &Database,
    course: &str,
    to: Option<&Path>,
    force: bool,
) -> anyhow::Result<Said> {
    let export = Export {
        course: course.to_owned(),
        questions: None,
        to: to.map(Path::to_owned),
        force,
        on_terminal: to.is_none(),
    };
    at_desk("en", async |desk| {
        desk::export(desk, database, export).await
    })
    .await
}

/// Questions go out in both formats, with what is left out told beside them; a course that asks nothing has none.
pub async fn questions_go_out(setting: Setting) -> anyhow::Result<()> {
    let lent = lend(setting.base, true).await?;
    let database = Database::open(&lent.url, false).await?;
    migration::up(&database.write).await?;
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("tea.md");
    let asking = "Rinse it.\n\nHow often?\n\n- [x] Once\n- [ ] Twice\n\n```question\nid: often\nattempts: 2\n```";
    std::fs::write(&path, TEA.replace("Rinse it.", asking))?;
    import(&database, &path, (true, None)).await?;
    let wanted = async |format, to: Option<&Path>| {
        let export = Export {
            course: "tea".to_owned(),
            questions: Some(format),
            to: to.map(Path::to_owned),
            force: false,
            on_terminal: true,
        };
        at_desk("en", async |desk| {
            desk::export(desk, &database, export).await
        })
        .await
    };
    let said = wanted(QuestionFormat::Gift, None).await?;
    ensure!(said.ended.code() == 0, "{}", said.notes);
    ensure!(said.out.starts_with(b"$CATEGORY: Warm\n\n::often::"));
    let told = "Warm › often: ";
    ensure!(said.notes.contains(told), "{}", said.notes);
    let table = folder.path().join("tea.csv");
    let said = wanted(QuestionFormat::Csv, Some(&table)).await?;
    ensure!(said.ended.code() == 0, "{}", said.notes);
    let opened = coursefile::open_path(&table);
    ensure!(opened.course.steps[0].quiz.is_some(), "{opened:?}");
    let said = wanted(QuestionFormat::Csv, Some(&folder.path().join("tea.zip"))).await?;
    ensure!(said.ended.code() == 2, "{}", said.notes);
    std::fs::write(&path, TEA)?;
    import(&database, &path, (true, None)).await?;
    let said = wanted(QuestionFormat::Gift, None).await?;
    ensure!(
        said.ended.code() == 1 && said.out.is_empty(),
        "{}",
        said.notes
    );
    database.close().await?;
    lent.give_back().await
}

/// Everything is told with its line, in sentences and as JSON; the exit code says whether it can be put in.
pub async fn checks(_: Setting) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let good = folder.path().join("tea.md");
    std::fs::write(&good, TEA)?;
    let said = check(&good, Format::Text, "en").await?;
    ensure!(said.ended.code() == 0, "{}", said.notes);
    let bad = folder.path().join("bad.md");
    std::fs::write(&bad, TEA.replace("{#pour .end}", "{#warm .end}"))?;
    for language in ["en", "ru"] {
        let said = check(&bad, Format::Text, language).await?;
        let out = String::from_utf8(said.out)?;
        ensure!(said.ended.code() == 1, "{out}");
        ensure!(out.contains("bad.md:10: "), "{out}");
        ensure!(!out.contains("problem-"), "a sentence is missing: {out}");
    }
    let said = check(&bad, Format::Json, "en").await?;
    let told: serde_json::Value = serde_json::from_slice(&said.out)?;
    ensure!(
        told["ok"] == false && told["course"]["id"] == "tea",
        "{told}"
    );
    ensure!(told["problems"][0]["line"] == 10, "{told}");
    let said = check(&folder.path().join("none.md"), Format::Json, "en").await?;
    let told: serde_json::Value = serde_json::from_slice(&said.out)?;
    ensure!(
        said.ended.code() == 2
            && told["ok"] == false
            && told["problems"][0]["code"] == "unreadable",
        "{told}"
    );
    let said = check(&folder.path().join("none.md"), Format::Text, "en").await?;
    ensure!(
        said.ended.code() == 2 && said.out.is_empty(),
        "{}",
        said.notes
    );
    Ok(())
}

/// Shown, asked, written into the draft; then nothing is left to change. Without an answer nothing is saved.
pub async fn puts_in_and_out(setting: Setting) -> anyhow::Result<()> {
    let lent = lend(setting.base, true).await?;
    let database = Database::open(&lent.url, false).await?;
    migration::up(&database.write).await?;
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("tea.md");
    std::fs::write(&path, TEA)?;
    let empty = async || -> anyhow::Result<bool> {
        let db = &database.write;
        Ok(course::Entity::find().count(db).await? == 0
            && staged::Entity::find().count(db).await? == 0)
    };
    let said = import(&database, &path, (false, None)).await?;
    ensure!(
        said.ended.code() == 2 && said.notes.contains("--yes"),
        "{}",
        said.notes
    );
    ensure!(empty().await?, "something was saved without an answer");
    let said = import(&database, &path, (false, Some("n\n"))).await?;
    ensure!(said.ended.code() == 1 && empty().await?, "{}", said.notes);
    let said = import(&database, &path, (false, Some("y\n"))).await?;
    ensure!(said.ended.code() == 0, "{}", said.notes);
    ensure!(said.notes.contains("/publish tea"), "{}", said.notes);
    ensure!(
        draft_step::Entity::find().count(&database.write).await? == 2,
        "two steps"
    );
    let said = import(&database, &path, (true, None)).await?;
    ensure!(said.notes.contains("No changes"), "{}", said.notes);
    let said = export(&database, "tea", None).await?;
    ensure!(said.ended.code() == 0, "{}", said.notes);
    std::fs::write(&path, &said.out)?;
    let said = import(&database, &path, (true, None)).await?;
    ensure!(said.notes.contains("No changes"), "{}", said.notes);

    // Only a new course has to be somebody's: one that is there is signed by who made it.
    std::fs::write(&path, TEA.replace("Rinse it.", "Rinse it well."))?;
    let said = import_by(&database, &path, true, None, None).await?;
    ensure!(said.ended.code() == 0, "{}", said.notes);
    let head = draft::Entity::find().one(&database.write).await?;
    let signed = head.and_then(|head| head.edited_by);
    ensure!(signed == Some(entity::UserId(OLGA)), "{signed:?}");
    let other = folder.path().join("other.md");
    std::fs::write(&other, TEA.replace("tea", "milk").replace("Tea", "Milk"))?;
    let said = import_by(&database, &other, true, None, None).await?;
    ensure!(
        said.ended.code() == 2 && said.notes.contains("--author"),
        "{}",
        said.notes
    );
    std::fs::remove_file(&other)?;
    std::fs::write(&path, TEA)?;
    import(&database, &path, (true, None)).await?;

    // A folder with a picture goes out as a zip, and comes back.
    std::fs::create_dir(folder.path().join("pictures"))?;
    std::fs::write(folder.path().join("pictures/pot.png"), made("a.png", "")?)?;
    std::fs::write(
        &path,
        TEA.replace("Rinse it.", "![The pot](pictures/pot.png)\n\nRinse it."),
    )?;
    let said = import(&database, &path, (true, None)).await?;
    ensure!(
        said.ended.code() == 0 && said.notes.contains("(picture"),
        "{}",
        said.notes
    );
    for to in [
        None,
        Some(folder.path()),
        Some(&folder.path().join("tea.txt")),
        Some(&folder.path().join("nowhere/tea.zip")),
    ] {
        let said = export(&database, "tea", to).await?;
        ensure!(
            said.ended.code() == 2 && said.out.is_empty(),
            "{to:?}: {}",
            said.notes
        );
    }
    let zip = folder.path().join("tea.zip");
    std::fs::write(&zip, "an older one")?;
    let said = export(&database, "tea", Some(&zip)).await?;
    ensure!(
        said.ended.code() == 2 && std::fs::read(&zip)? == b"an older one",
        "{}",
        said.notes
    );
    let said = export_by_force(&database, "tea", Some(&zip), true).await?;
    ensure!(said.ended.code() == 0, "{}", said.notes);
    let said = import(&database, &zip, (true, None)).await?;
    ensure!(said.notes.contains("No changes"), "{}", said.notes);
    let files = std::fs::read_dir(folder.path())?.count();
    ensure!(files == 3, "{files} things lie in the folder");
    let said = export(&database, "tea", Some(Path::new("-"))).await?;
    ensure!(said.out.starts_with(b"PK"), "a zip is passed on");
    let said = export(&database, "coffee", None).await?;
    ensure!(said.ended.code() == 2, "{}", said.notes);
    export_tells_what_is_missing(&database, folder.path()).await?;
    database.close().await?;
    lent.give_back().await
}
