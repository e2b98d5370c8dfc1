//! The judge on histories written by hand: what it finds, and what it lets pass.

use libtest_mimic::{Failed, Trial};

use super::judge::{Case, judge};
use super::tale::{AUTHOR, LEARNER, Tale, begun, walked};
use super::walk::Kind;

fn check(tale: Tale, late: bool, expected: Option<Kind>) -> Result<(), Failed> {
    let found = judge(Case {
        history: &tale.entries,
        author: AUTHOR,
        over: true,
        late,
    });
    let kind = found.as_ref().err().map(|difference| difference.kind);
    if kind == expected {
        return Ok(());
    }
    Err(match found {
        Ok(counts) => format!("expected {expected:?}, found none: {counts}").into(),
        Err(difference) => format!("expected {expected:?}, found {difference}").into(),
    })
}

/// Every case as a trial.
pub fn trials() -> Vec<Trial> {
    let mut trials = Vec::new();
    let mut add = |late: bool, name: &str, tale: fn() -> Tale, expected: Option<Kind>| {
        let name = format!("restarts::judge::{name}");
        trials.push(Trial::test(name, move || check(tale(), late, expected)));
    };
    let mut case = |name: &str, tale: fn() -> Tale, expected| add(false, name, tale, expected);
    passes(&mut case);
    passes_too(&mut case);
    second_walks(&mut case);
    walks(&mut case);
    courses(&mut case);
    late(&mut |name: &str, tale: fn() -> Tale, expected| add(true, name, tale, expected));
    trials
}

/// With a bot that comes back late to what a dead process has left.
fn late(case: &mut Add<'_>) {
    case(
        "a message that a dead process has left may come among newer ones",
        || {
            begun()
                .press(6, "Next ›")
                .step(2)
                .press(7, "Next ›")
                .starts()
                .step(1)
                .step(3)
                .end()
        },
        None,
    );
    case(
        "what a dead process has left covers up no step passed over",
        || {
            begun()
                .press(6, "Next ›")
                .starts()
                .step(1)
                .press(6, "Next ›")
                .step(3)
                .end()
        },
        Some(Kind::Skipped),
    );
    case(
        "a message that a dead process has left may come after newer ones",
        || overtaken().step(2).press(9, "Next ›").end(),
        None,
    );
    case(
        "a message that a dead process has left is forgotten if it never comes",
        || overtaken().end(),
        Some(Kind::Forgotten),
    );
    case(
        "a message that nobody has died over may not come after newer ones",
        || {
            begun()
                .act(LEARNER, "say", 0, "/continue")
                .press(6, "Next ›")
                .step(2)
                .step(1)
                .press(7, "Next ›")
                .step(3)
                .end()
        },
        Some(Kind::Forgotten),
    );
}

/// A learner who was owed step 2 twice, by two processes, has seen it once and goes on.
fn overtaken() -> Tale {
    begun()
        .press(6, "Next ›")
        .starts()
        .act(LEARNER, "say", 0, "/continue")
        .step(2)
        .press(7, "Next ›")
        .step(3)
}

type Add<'a> = dyn FnMut(&str, fn() -> Tale, Option<Kind>) + 'a;

fn passes(case: &mut Add<'_>) {
    case("a walk to the end passes", walked, None);
    case(
        "messages shown again after a start pass",
        || {
            begun()
                .starts()
                .step(1)
                .press(6, "Next ›")
                .step(2)
                .starts()
                .step(1)
                .step(2)
                .press(8, "Next ›")
                .step(3)
                .end()
        },
        None,
    );
    case(
        "a message shown again because nobody heard of it passes",
        || {
            begun()
                .press(6, "Next ›")
                .sends(
                    LEARNER,
                    "Step 2 of 3 · S2\n▰▰▱\n\nText 2.",
                    &["Next ›"],
                    false,
                )
                .step(2)
                .press(8, "Next ›")
                .step(3)
                .end()
        },
        None,
    );
    case(
        "a double tap that moves once passes",
        || {
            begun()
                .press(6, "Next ›")
                .press(6, "Next ›")
                .step(2)
                .press(7, "Next ›")
                .step(3)
                .end()
        },
        None,
    );
    case(
        "a press repeated under a new id that moves once passes",
        || {
            begun()
                .press(6, "Next ›")
                .again()
                .step(2)
                .press(7, "Next ›")
                .again()
                .step(3)
                .end()
        },
        None,
    );
}

fn passes_too(case: &mut Add<'_>) {
    case(
        "a press that nobody fetched in time is owed nothing",
        || {
            begun()
                .press(6, "Next ›")
                .expires()
                .press(6, "Next ›")
                .step(2)
                .press(7, "Next ›")
                .step(3)
                .end()
        },
        None,
    );
    case(
        "an old button that moves nothing passes",
        || {
            let offer = "That button belongs to another step. You are at step 3 of 3 · S3";
            walked()
                .press(6, "Next ›")
                .shows(LEARNER, offer, &["Continue"])
                .press(10, "Continue")
                .step(3)
                .end()
        },
        None,
    );
    case(
        "a second walk passes",
        || {
            walked()
                .shows(
                    LEARNER,
                    "Start “C” again from the first step?",
                    &["Start again"],
                )
                .press(10, "Start again")
                .step(1)
                .press(11, "Next ›")
                .step(2)
                .press(12, "Next ›")
                .step(3)
                .end()
        },
        None,
    );
}

/// A learner at the end, who has started again.
fn begun_again() -> Tale {
    walked()
        .shows(
            LEARNER,
            "Start “C” again from the first step?",
            &["Start again"],
        )
        .press(10, "Start again")
        .step(1)
}

fn second_walks(case: &mut Add<'_>) {
    case(
        "a confirmation pressed again at once shows the first step again",
        || {
            begun_again()
                .press(10, "Start again")
                .step(1)
                .press(11, "Next ›")
                .step(2)
                .press(13, "Next ›")
                .step(3)
                .end()
        },
        None,
    );
    case(
        "a confirmation pressed again later moves nobody",
        || {
            let offer = "That button belongs to another step. You are at step 2 of 3 · S2";
            begun_again()
                .press(11, "Next ›")
                .step(2)
                .press(10, "Start again")
                .shows(LEARNER, offer, &["Continue"])
                .press(12, "Next ›")
                .step(3)
                .end()
        },
        None,
    );
    case(
        "a confirmation pressed again later that moves somebody is forgotten",
        || {
            begun_again()
                .press(11, "Next ›")
                .step(2)
                .press(10, "Start again")
                .step(1)
                .press(11, "Next ›")
                .step(2)
                .press(14, "Next ›")
                .step(3)
                .end()
        },
        Some(Kind::Forgotten),
    );
}

fn walks(case: &mut Add<'_>) {
    let forgotten = Some(Kind::Forgotten);
    case(
        "a press without an effect is forgotten",
        || begun().press(6, "Next ›"),
        forgotten,
    );
    case(
        "a press without an effect is forgotten although another one helps",
        || {
            begun()
                .press(6, "Next ›")
                .act(LEARNER, "say", 0, "/continue")
                .step(1)
                .press(6, "Next ›")
                .step(2)
                .press(8, "Next ›")
                .step(3)
                .end()
        },
        forgotten,
    );
    case(
        "an end without its message is forgotten",
        || {
            begun()
                .press(6, "Next ›")
                .step(2)
                .press(7, "Next ›")
                .step(3)
        },
        forgotten,
    );
    case(
        "a learner who is put back is forgotten",
        || {
            let offer = "That button belongs to another step. You are at step 1 of 3 · S1";
            walked()
                .press(6, "Next ›")
                .shows(LEARNER, offer, &["Continue"])
        },
        forgotten,
    );
    case(
        "a step that never came is skipped",
        || begun().press(6, "Next ›").step(3),
        Some(Kind::Skipped),
    );
    case(
        "a double tap that moves twice is doubled",
        || {
            begun()
                .press(6, "Next ›")
                .press(6, "Next ›")
                .step(2)
                .step(3)
        },
        Some(Kind::Doubled),
    );
    case(
        "a message shown again for no reason is doubled",
        || begun().step(1),
        Some(Kind::Doubled),
    );
    case(
        "a move before the press reaches the bot is doubled",
        || {
            let mut tale = begun().press(6, "Next ›");
            let handed_out = tale.entries.pop();
            let mut tale = tale.step(2);
            tale.entries.extend(handed_out);
            tale.press(7, "Next ›").step(3).end()
        },
        Some(Kind::Doubled),
    );
    case(
        "a move without a press is doubled",
        || begun().step(2),
        Some(Kind::Doubled),
    );
    case(
        "a learner who does not go on is stranded",
        || begun().press(6, "Next ›").step(2),
        Some(Kind::Stranded),
    );
}

fn courses(case: &mut Add<'_>) {
    let half = Some(Kind::HalfSaved);
    case(
        "a step without its text is half-saved",
        || {
            begun()
                .press(6, "Next ›")
                .shows(LEARNER, "Step 2 of 3 · S2\n▰▰▱", &["Next ›"])
        },
        half,
    );
    case(
        "a step saved twice is half-saved",
        || {
            begun()
                .author("/addcourse")
                .author("D")
                .author("About D.")
                .author("T1")
                .author("Text.")
                .tells("Step 2, “T1”, is saved.")
        },
        half,
    );
    case(
        "a course that is shorter than written is half-saved",
        || {
            begun()
                .press(6, "Next ›")
                .shows(LEARNER, "Step 2 of 2 · S2\n▰▰▰\n\nText 2.", &[])
        },
        half,
    );
    case(
        "a course with words that nobody wrote is half-saved",
        || begun().shows(LEARNER, "C\nAbout\n\n3 steps", &["Start"]),
        half,
    );
    case(
        "a course that cannot be read is half-saved",
        || {
            walked()
                .author("/addcourse")
                .author("D")
                .author("About D.")
                .author("T1")
                .author("Text.")
                .tells("Step 1, “T1”, is saved.")
                .tells("“D” is open. This link leads straight to it:")
        },
        half,
    );
}
