//! The fences of the house, read from its source: who may import whom, which sentences are asked for, which settings are
//! explained, how long a file may be.

mod floors;
mod sentences;
mod settings;
mod source;

use libtest_mimic::{Failed, Trial};

/// What is broken, line by line.
type Fence = fn() -> anyhow::Result<Vec<String>>;

/// Every fence.
pub fn trials() -> Vec<Trial> {
    let fences: [(&'static str, Fence); 9] = [
        ("imports_point_downwards", floors::imports),
        ("crates_keep_apart", floors::crates),
        ("handlers_write_no_queries", floors::queries),
        ("languages_have_the_same_keys", sentences::same),
        ("every_sentence_is_said", sentences::unused),
        ("every_sentence_asked_for_is_there", sentences::missing),
        ("every_setting_is_explained", settings::explained),
        ("files_stay_short", source::long_files),
        ("nothing_is_printed", source::prints),
    ];
    let trial = |(name, fence): (&str, Fence)| {
        Trial::test(format!("architecture::{name}"), move || {
            let broken = fence().map_err(|error| Failed::from(format!("{error:#}")))?;
            if broken.is_empty() {
                Ok(())
            } else {
                Err(broken.join("\n").into())
            }
        })
    };
    fences.into_iter().map(trial).collect()
}
