//! The chat page in a headless Chromium: people read and make courses by clicking and typing, on a narrow and on a wide
//! screen, in both lights.
//!
//! `STEPWISE_SCREENSHOTS` names a folder into which pictures of the key moments are written. Without chromedriver and
//! Chromium (Debian's `chromium-driver` and `chromium`) these trials are left out; `STEPWISE_REQUIRE_ALL=1` makes that a
//! failure.

use libtest_mimic::{Completion, Failed, Trial};

use crate::harness::run;

mod author;
mod clock;
mod driver;
mod drop;
mod kinds;
mod learner;
mod look;
mod page;
#[path = "../playground/tests/it/recordings.rs"]
mod recordings;
mod return_later;
mod scene;
mod stage;
mod topics;
mod votes;

use driver::Programs;
use look::Look;
use stage::Stage;

/// Every trial of this module.
pub fn trials() -> Vec<Trial> {
    vec![
        trial("a_learner_reads_a_course_to_its_end", |programs| {
            run(Stage::play(&programs, Look::PHONE, learner::reads))
        }),
        trial(
            "an_author_makes_a_course_and_a_learner_takes_it",
            |programs| run(Stage::play(&programs, Look::DESKTOP.dark(), author::makes)),
        ),
        trial("an_author_drops_a_course_file", |programs| {
            run(Stage::play(&programs, Look::DESKTOP, drop::a_file))
        }),
        trial("every_kind_of_content_is_shown_and_plays", |programs| {
            run(async move { kinds::all(&programs).await })
        }),
        trial("the_clock_is_put_forward_for_the_bot_too", |programs| {
            run(Stage::play(&programs, Look::PHONE, clock::is_put_forward))
        }),
        trial("whoever_returns_finds_everything_as_it_was", |programs| {
            run(Stage::play(
                &programs,
                Look::PHONE.dark(),
                return_later::finds,
            ))
        }),
    ]
}

/// A trial that needs a browser, and is left out where none is installed.
fn trial(name: &str, play: fn(Programs) -> Result<(), Failed>) -> Trial {
    Trial::ignorable_test(
        format!("browser::{name}"),
        move || match Programs::installed() {
            Ok(programs) => play(programs).map(|()| Completion::Completed),
            Err(missing) if std::env::var("STEPWISE_REQUIRE_ALL").is_ok_and(|all| all == "1") => {
                Err(format!("STEPWISE_REQUIRE_ALL=1, but {missing}").into())
            }
            Err(missing) => Ok(Completion::ignored_with(missing)),
        },
    )
}
