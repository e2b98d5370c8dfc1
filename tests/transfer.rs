//! Courses on their way in and out: pictures and files that travel as bytes, jobs that outlive a failure.

use libtest_mimic::Trial;

use crate::harness::{Setting, run};
use crate::stories::on;

mod pictures;

type Test = std::pin::Pin<Box<dyn Future<Output = anyhow::Result<()>>>>;

/// A test in a setting of its own.
type InSetting = fn(Setting) -> Test;

/// Every test, in every setting.
pub fn trials() -> Vec<Trial> {
    let tests: [(&'static str, InSetting); 3] = [
        ("a_photo_is_kept_as_bytes", |setting| {
            Box::pin(pictures::are_kept(setting))
        }),
        ("a_photo_is_kept_after_trouble", |setting| {
            Box::pin(pictures::are_kept_after_trouble(setting))
        }),
        ("a_photo_from_before_is_kept", |setting| {
            Box::pin(pictures::from_before_are_kept(setting))
        }),
    ];
    let mut trials = Vec::new();
    for (name, test) in tests {
        for setting in Setting::all() {
            let name = format!("transfer::{}::{name}", setting.name());
            trials.push(Trial::ignorable_test(name, move || {
                on(setting.base, || run(test(setting)))
            }));
        }
    }
    trials
}
