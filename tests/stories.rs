//! Every story, by every door and on every database.

use std::path::Path;
use std::sync::Arc;

use libtest_mimic::{Completion, Failed, Trial};

use crate::harness::story::{self, Story};
use crate::harness::{Base, Door, Setting, play, postgres, run};

/// One trial for each story in each setting. With `ACCEPT=1` each story is played once, and what happens is written into
/// it.
///
/// # Errors
/// A story that does not read.
pub fn trials() -> anyhow::Result<Vec<Trial>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("conversations");
    let stories: Vec<Arc<Story>> = story::all(&folder)?.into_iter().map(Arc::new).collect();
    let accepting = accepting();
    let settings: Vec<Setting> = if accepting {
        vec![Setting {
            door: Door::Polling,
            base: Base::Sqlite,
        }]
    } else {
        Setting::all().collect()
    };
    let trial = |setting: Setting, story: Arc<Story>| {
        let name = format!("stories::{}::{}", setting.name(), story.name);
        Trial::ignorable_test(name, move || {
            if accepting {
                return run(play::accept(&story, setting)).map(|()| Completion::Completed);
            }
            on(setting.base, || run(play::play(&story, setting)))
        })
    };
    Ok(settings
        .into_iter()
        .flat_map(|setting| {
            stories
                .iter()
                .map(move |story| (setting, Arc::clone(story)))
        })
        .map(|(setting, story)| trial(setting, story))
        .collect())
}

/// Whether the stories are rewritten rather than checked.
pub fn accepting() -> bool {
    std::env::var("ACCEPT").is_ok_and(|accept| accept == "1")
}

/// Runs a test of a database that may not be installed; then the test is left out.
///
/// # Errors
/// What the test says.
pub fn on(base: Base, test: impl FnOnce() -> Result<(), Failed>) -> Result<Completion, Failed> {
    if base == Base::Postgres && postgres::binaries().is_none() {
        return Ok(Completion::ignored_with("PostgreSQL is not installed"));
    }
    test().map(|()| Completion::Completed)
}
