//! Courses as files through the chat: whatever can be made comes back as it was; what is hostile leaves nothing behind; and
//! the bot speaks to nobody but the Bot API.

use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use entity::{import, job, media};
use playground::{Button, Fault, Rule, What};
use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::{Value, json};

use crate::harness::cast::{BOT, GRACE};
use crate::harness::files::{PICTURE, ends_as, made, packed};
use crate::harness::{School, Setting, chat, given};

/// A school in which Grace may make courses.
pub(super) async fn school(setting: Setting) -> anyhow::Result<School> {
    let school = School::open(setting).await?;
    given::arrange(school.database()?, "Grace is an author").await?;
    say(&school, "/start").await?;
    Ok(school)
}

async fn say(school: &School, text: &str) -> anyhow::Result<()> {
    school.world().say(BOT, GRACE, text)?;
    school.settle().await
}

pub(super) async fn send(school: &School, name: &str, bytes: Vec<u8>) -> anyhow::Result<String> {
    school.world().send_document(BOT, GRACE, name, bytes, "")?;
    school.settle().await?;
    last_text(school)
}

fn last(school: &School) -> anyhow::Result<Value> {
    let last = school.world().last_from_bot(BOT, GRACE);
    last.context("the bot has said something")
}

pub(super) fn last_text(school: &School) -> anyhow::Result<String> {
    let message = last(school)?;
    let text = message["text"].as_str().or(message["caption"].as_str());
    Ok(text.unwrap_or_default().to_owned())
}

async fn press(school: &School, label: &str) -> anyhow::Result<()> {
    press_as(school, GRACE, label).await
}

/// Somebody presses the newest button with this label.
pub(super) async fn press_as(school: &School, person: i64, label: &str) -> anyhow::Result<()> {
    let (message, button) = school
        .world()
        .chat(BOT, person)
        .into_iter()
        .rev()
        .find_map(|message| {
            let mut buttons = chat::buttons(&message).into_iter();
            let button = buttons.find(|button| button.label == label)?;
            Some((message, button))
        })
        .with_context(|| format!("there is no button {label:?}"))?;
    let id = message["message_id"].as_i64().unwrap_or_default();
    school
        .world()
        .press(BOT, person, id, Button::Data(button.data))?;
    school.settle().await
}

/// The newest file of the bot.
fn file(school: &School) -> anyhow::Result<(String, Vec<u8>)> {
    let message = last(school)?;
    let document = &message["document"];
    let id = document["file_id"].as_str().context("it is a file")?;
    let bytes = school.world().file(id).context("it has bytes")?;
    let name = document["file_name"].as_str().unwrap_or_default();
    Ok((name.to_owned(), bytes))
}

/// Numbers that follow from a seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % limit as u64).unwrap_or_default()
    }
}

/// Pieces out of which texts are made that mean something in Markdown, in HTML or in a course file.
const PIECES: [&str; 34] = [
    "word",
    " ",
    "\n",
    "\n\n",
    "*",
    "**",
    "_",
    "`",
    "```",
    "~~",
    "||",
    "# ",
    "## Step {#id .end}",
    "---",
    "> ",
    "- ",
    "1. ",
    "[a](b)",
    "![x](y.png)",
    "<b>",
    "</b>",
    "&amp;",
    "&",
    "\\",
    "{#x}",
    "{.off}",
    "é",
    "😀",
    "שלום",
    "http://a.b",
    "|",
    "\u{a0}",
    "  ",
    "[^1]: note",
];
const KINDS: [&str; 8] = [
    "bold",
    "italic",
    "underline",
    "strikethrough",
    "spoiler",
    "code",
    "blockquote",
    "text_link",
];

fn random_text(dice: &mut Dice) -> (String, Value) {
    let mut text = String::from("T");
    for _ in 0..dice.below(14) {
        text.push_str(PIECES[dice.below(PIECES.len())]);
    }
    text.push('.');
    let length = text.encode_utf16().count();
    let mut entities = Vec::new();
    for _ in 0..dice.below(4) {
        let offset = dice.below(length);
        let kind = KINDS[dice.below(KINDS.len())];
        let mut entity = json!({
            "type": kind,
            "offset": offset,
            "length": 1 + dice.below(length - offset),
        });
        if kind == "text_link" {
            entity["url"] = "https://example.org/a(b)?c=\"d\"".into();
        }
        entities.push(entity);
    }
    (text, Value::Array(entities))
}

/// Courses made by the authoring verbs with texts of any kind come back from their files without changes.
pub async fn come_back(setting: Setting) -> anyhow::Result<()> {
    for seed in 0..12 {
        let school = school(setting).await?;
        let mut dice = Dice(seed);
        for text in ["/addcourse", "A course & <more>", "About: \"it\" # or"] {
            say(&school, text).await?;
        }
        let steps = 1 + dice.below(5);
        for number in 0..steps {
            if number > 0 {
                press(&school, "Add next step").await?;
            }
            say(&school, &format!("{number}. # Title {{#{number}}} *x*")).await?;
            if dice.below(4) == 0 {
                let caption = random_text(&mut dice).0;
                school.world().send_photo(BOT, GRACE, PICTURE, &caption)?;
            } else {
                let (text, entities) = random_text(&mut dice);
                school.world().say_with(BOT, GRACE, &text, &entities)?;
            }
            school.settle().await?;
        }
        press(&school, "Mark as end").await?;
        say(&school, "/export").await?;
        let (name, bytes) = file(&school)?;
        let said = send(&school, &name, bytes.clone()).await?;
        ensure!(
            said.starts_with("No changes"),
            "seed {seed}: {said}\n{}",
            String::from_utf8_lossy(&bytes)
        );
        school.close().await?;
    }
    Ok(())
}

/// Files that want to do harm: each is refused in time, with a reason, and nothing of it is left.
pub async fn hostile_are_refused(setting: Setting) -> anyhow::Result<()> {
    let school = school(setting).await?;
    let head = "---\nid: tea\ntitle: Tea\n---\n";
    let many = (0..10_000).map(|n| (format!("{n}.md"), b"x".to_vec()));
    let bomb = vec![("a.md".to_owned(), vec![b' '; 60 << 20])];
    let files: Vec<(&str, Vec<u8>)> = vec![
        ("no.zip", b"PK\x03\x04 nonsense".to_vec()),
        ("bomb.zip", packed(bomb)?),
        ("many.zip", packed(many.collect())?),
        (
            "up.zip",
            packed(vec![("../../up.md".to_owned(), b"# up".to_vec())])?,
        ),
        (
            "root.zip",
            packed(vec![("/etc/up.md".to_owned(), b"# up".to_vec())])?,
        ),
        ("bytes.md", [head.as_bytes(), &[0xff, 0xfe, 0x00]].concat()),
        (
            "alias.md",
            b"---\na: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n---\n## A\nT\n".to_vec(),
        ),
        ("line.md", vec![b'x'; 17 << 20]),
        ("large.md", vec![b'x'; 21 << 20]),
        (
            "deep.md",
            format!("{head}## A {{.end}}\n\n{}x\n", "> ".repeat(5000)).into_bytes(),
        ),
        (
            "picture.zip",
            made("p.zip", "== tea.md\nno course\n== a.png\n")?,
        ),
        ("blank.md", b" \n".to_vec()),
        ("broken.json", b"{\"title\": ".to_vec()),
    ];
    for (name, bytes) in files {
        let begun = Instant::now();
        let said = send(&school, name, bytes).await?;
        let took = begun.elapsed();
        ensure!(!said.is_empty(), "{name}: nothing was said");
        ensure!(!said.contains("went wrong on my side"), "{name}: {said}");
        let offered = chat::buttons(&last(&school)?);
        ensure!(offered.is_empty(), "{name} can be applied: {said}");
        ensure!(took < Duration::from_secs(8), "{name} took {took:?}");
        nothing_is_left(&school).await.context(name)?;
    }
    school.close().await
}

async fn nothing_is_left(school: &School) -> anyhow::Result<()> {
    let db = school.database()?;
    let left = [
        ("imports", import::Entity::find().count(db).await?),
        ("jobs", job::Entity::find().count(db).await?),
        ("media", media::Entity::find().count(db).await?),
        ("courses", entity::course::Entity::find().count(db).await?),
        ("drafts", entity::draft::Entity::find().count(db).await?),
        ("files", entity::attachment::Entity::find().count(db).await?),
    ];
    for (table, rows) in left {
        ensure!(rows == 0, "{rows} rows are left in {table}");
    }
    Ok(())
}

/// What was staged and cancelled, or forgotten for a day, leaves nothing either.
pub async fn undecided_are_forgotten(setting: Setting) -> anyhow::Result<()> {
    let school = school(setting).await?;
    let zip = "== tea.md\n---\nid: tea\ntitle: Tea\n---\n\n## A {#a .end}\n\n![x](a.png)\n\nText.\n== a.png\n";
    send(&school, "tea.zip", made("tea.zip", zip)?).await?;
    ensure!(
        media::Entity::find().count(school.database()?).await? == 1,
        "it is kept"
    );
    press(&school, "Cancel").await?;
    nothing_is_left(&school).await.context("after Cancel")?;
    send(&school, "tea.zip", made("tea.zip", zip)?).await?;
    let mut hours = 0;
    while import::Entity::find().count(school.database()?).await? > 0 {
        // Nobody waits for what is tidied up: it may take an hour more to be seen.
        ensure!(hours < 200, "it is still undecided after {hours} hours");
        school.advance(Duration::from_hours(1));
        school.settle().await?;
        hours += 1;
    }
    ensure!(hours >= 24, "it is forgotten after {hours} hours");
    school.close().await
}

/// A bundle restores on the token of another bot, where no file id of the first one means anything.
pub async fn restore_elsewhere(setting: Setting) -> anyhow::Result<()> {
    let first = school(setting).await?;
    for text in ["/addcourse", "Tea", "About tea.", "Pot"] {
        say(&first, text).await?;
    }
    first.world().send_photo(BOT, GRACE, PICTURE, "Warm it.")?;
    first.settle().await?;
    press(&first, "Mark as end").await?;
    say(&first, "/export").await?;
    let (name, bytes) = file(&first)?;
    ensure!(ends_as(&name, "zip"), "{name}");
    first.close().await?;
    let second = school(setting).await?;
    send(&second, &name, bytes).await?;
    press(&second, "Apply").await?;
    press(&second, "Publish").await?;
    press(&second, "Publish").await?;
    let since = second.world().seq();
    say(&second, "/start c_tea").await?;
    press(&second, "Start").await?;
    let shown = second.world().history_after(since);
    let photo = shown
        .iter()
        .any(|entry| matches!(&entry.what, What::Request { method, .. } if method == "sendphoto"));
    ensure!(photo, "the picture is shown: {}", last_text(&second)?);
    second.close().await
}

/// The addresses that an author writes are Telegram's to fetch: a listener behind one hears nothing.
pub async fn addresses_are_not_fetched(setting: Setting) -> anyhow::Result<()> {
    let school = school(setting).await?;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let address = format!("http://{}", listener.local_addr()?);
    let course = format!(
        "---\nid: tea\ntitle: Tea\n---\n\n## A {{#a .end}}\n\n![x]({address}/a.png)\n\n[link]({address}/b) text <{address}/c>\n"
    );
    send(&school, "tea.md", course.into_bytes()).await?;
    press(&school, "Apply").await?;
    say(&school, "/export").await?;
    let heard = tokio::time::timeout(Duration::from_millis(50), listener.accept()).await;
    ensure!(heard.is_err(), "somebody has called at an author's address");
    school.close().await
}

/// A file whose reading was cut off is read at the next start, once; nothing of it is there before.
pub async fn read_after_restart(setting: Setting) -> anyhow::Result<()> {
    let mut school = school(setting).await?;
    let mut plan = school.world().faults();
    plan.rules
        .push(Rule::each("getFile", Fault::ServerError { status: 502 }).times(1));
    school.world().set_faults(plan);
    let tea = "---\nid: tea\ntitle: Tea\n---\n\n## A {#a .end}\n\nText.\n";
    let said = send(&school, "tea.md", tea.into()).await?;
    ensure!(said.starts_with("Reading"), "{said}");
    let waiting = job::Entity::find().count(school.database()?).await?;
    ensure!(waiting == 1, "{waiting} jobs wait");
    school.restart().await?;
    for _ in 0..100 {
        // On PostgreSQL the job belongs to the process that is gone for half a minute more, and nobody waits for the look-out.
        school.advance(Duration::from_secs(10));
        let shown = school.world().until(|world| {
            let message = world.last_from_bot(BOT, GRACE)?;
            let text = message["text"].as_str()?;
            text.starts_with("A new course").then_some(())
        });
        if tokio::time::timeout(Duration::from_millis(200), shown)
            .await
            .is_ok()
        {
            break;
        }
    }
    school.settle().await?;
    let said = last_text(&school)?;
    ensure!(said.starts_with("A new course"), "{said}");
    let shown = school.world().chat(BOT, GRACE);
    let shown = shown.iter().filter(|message| {
        message["text"]
            .as_str()
            .is_some_and(|text| text.starts_with("A new"))
    });
    ensure!(shown.count() == 1, "it is shown more than once");
    ensure!(
        job::Entity::find().count(school.database()?).await? == 0,
        "the job is gone"
    );
    school.close().await
}
