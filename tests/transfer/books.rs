//! A book as large as real ones comes in through the chat and is walked to its end.

use std::fmt::Write as _;

use anyhow::{Context, bail, ensure};
use playground::{Outcome, What};

use super::files::{press_as, school, send};
use crate::harness::cast::{AMINA, BOT, GRACE};
use crate::harness::files::{PICTURE, packed};
use crate::harness::{School, Setting, chat};

/// How many chapters the book has.
const CHAPTERS: usize = 300;

/// Every chapter becomes a step at least, no message is refused, and the end is reached.
pub async fn are_walked(setting: Setting) -> anyhow::Result<()> {
    let school = school(setting).await?;
    send(&school, "book.zip", packed(book())?).await?;
    let told = school.world().chat(BOT, GRACE);
    let mut texts = told
        .iter()
        .rev()
        .filter_map(|message| message["text"].as_str());
    let said = texts.find(|text| text.starts_with("A new course: “The Handbook”"));
    let said = said.with_context(|| format!("it is not read: {told:?}"))?;
    let steps = steps_of(said).context("the steps are counted")?;
    ensure!(steps >= CHAPTERS, "{said}");
    for label in ["Apply", "Publish", "Publish"] {
        press_as(&school, GRACE, label).await?;
    }
    school.world().say(BOT, AMINA, "/start c_the-handbook")?;
    school.settle().await?;
    press_as(&school, AMINA, "Start").await?;
    let mut presses = 0;
    while is_there(&school, "Next ›") {
        press_as(&school, AMINA, "Next ›").await?;
        presses += 1;
        ensure!(presses <= steps, "the book has no end");
    }
    ensure!(presses + 1 == steps, "{presses} presses for {steps} steps");
    let end = school
        .world()
        .last_from_bot(BOT, AMINA)
        .context("a message")?;
    let text = end["text"].as_str().unwrap_or_default();
    ensure!(text.starts_with("Well done"), "the end is {text}");
    none_refused(&school)?;
    school.close().await
}

/// The figure in `… “The Handbook”, 304 steps. …`.
fn steps_of(said: &str) -> Option<usize> {
    let (_, rest) = said.split_once("”, ")?;
    rest.split(' ').next()?.parse().ok()
}

fn is_there(school: &School, label: &str) -> bool {
    let message = school.world().last_from_bot(BOT, AMINA);
    let buttons = message.map(|message| chat::buttons(&message));
    buttons.is_some_and(|buttons| buttons.iter().any(|button| button.label == label))
}

fn none_refused(school: &School) -> anyhow::Result<()> {
    for entry in school.world().history() {
        if let What::Request {
            method,
            params,
            outcome: Outcome::Refused { refusal },
        } = &entry.what
            // That a keyboard is gone already is no message refused.
            && method.starts_with("send")
        {
            bail!("{method} was refused: {refusal:?}\n{params}");
        }
    }
    Ok(())
}

/// Parts, chapters within chapters, and in turn everything that chapters of real books hold.
fn book() -> Vec<(String, Vec<u8>)> {
    let mut summary = "# Summary\n\n[Welcome](welcome.md)\n".to_owned();
    let mut files = vec![
        (
            "book.toml".to_owned(),
            b"[book]\ntitle = \"The Handbook\"\nlanguage = \"en\"\n".to_vec(),
        ),
        ("src/welcome.md".to_owned(), b"# Welcome\n\nHello.\n".to_vec()),
        ("src/img/pot.png".to_owned(), PICTURE.to_vec()),
        (
            "src/code/main.rs".to_owned(),
            b"// ANCHOR: all\nfn main() {\n    // ANCHOR: inner\n    println!(\"<&>\");\n    // ANCHOR_END: inner\n}\n// ANCHOR_END: all\n"
                .to_vec(),
        ),
    ];
    for number in 1..CHAPTERS {
        if number % 25 == 1 {
            let _ = write!(summary, "\n# Part {}\n\n", number / 25 + 1);
        }
        let indent = "  ".repeat(number % 3);
        let indent = if number % 25 == 1 { "" } else { &indent };
        let _ = writeln!(summary, "{indent}- [Chapter {number}](c/{number}.md)");
        let text = format!("# Chapter {number}\n\n{}\n", chapter(number));
        files.push((format!("src/c/{number}.md"), text.into_bytes()));
    }
    files.push(("src/SUMMARY.md".to_owned(), summary.into_bytes()));
    files
}

fn chapter(number: usize) -> String {
    const PROSE: &str = "Some *words* of a **lesson** with `code`, a [page](2.md), an [address](https://example.org/?a=1&b=<2>) and a note[^1].";
    let note = "\n\n[^1]: The note, with *words* of its own.\n";
    match number % 10 {
        0 => format!("{PROSE}\n\n![The pot](../img/pot.png)\n\nBelow.{note}"),
        1 => format!(
            "{PROSE}\n\n```rust,ignore\n{{{{#include ../code/main.rs:inner}}}}\n```\n{note}"
        ),
        2 => format!("{PROSE}\n\n| a | b |\n|---|--:|\n| 1 | `2` |\n| ~~3~~ | <b>4</b> |\n{note}"),
        3 => format!(
            "{}|\n{}|\n{}|\n",
            "| column ".repeat(9),
            "|---".repeat(9),
            "| some longer words in a cell ".repeat(9)
        ),
        4 => format!(
            "1. one\n2. two\n   - a\n     - b\n       1. c\n\n> quoted\n> > twice\n\n{PROSE}{note}"
        ),
        5 => format!(
            "## Section\n\n{}\n\n{{{{#playground ../code/main.rs editable}}}}\n\n{PROSE}{note}",
            "Long. ".repeat(900)
        ),
        6 => format!(
            "<div class=\"warning\">\n\n{PROSE}\n\n</div>\n\n<details><summary>More</summary>Inside</details>\n{note}"
        ),
        7 => format!(
            "```text\n{}```\n",
            "a line of code that goes on for a while & <more>\n".repeat(200)
        ),
        8 => format!("{}\n{note}", format!("{PROSE}\n\n").repeat(60)),
        _ => "😀 שלום العربية 中文 ".repeat(300) + "\n\n---\n\n###### Deep heading\n\nEnd.",
    }
}
