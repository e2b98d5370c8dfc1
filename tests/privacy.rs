//! What is held about a person: the list names all of it, and nothing is found after somebody was forgotten.

mod author;
mod find;
mod learner;
mod schema;

use libtest_mimic::Trial;

use crate::harness::{Base, Door, Setting, run};
use crate::stories::on;

/// A test in a setting.
type Test = fn(Setting) -> std::pin::Pin<Box<dyn Future<Output = anyhow::Result<()>>>>;

/// Every test, on both databases.
pub fn trials() -> Vec<Trial> {
    let tests: [(&str, Test); 3] = [
        ("every_column_is_listed", |setting| {
            Box::pin(schema::every_column_is_listed(setting))
        }),
        ("nothing_of_a_learner_is_found", |setting| {
            Box::pin(learner::nothing_is_found(setting))
        }),
        ("nothing_of_an_author_is_found", |setting| {
            Box::pin(author::nothing_is_found(setting))
        }),
    ];
    let mut trials = Vec::new();
    for (name, test) in tests {
        for base in Base::ALL {
            let door = Door::Polling;
            let name = format!("privacy::{}::{name}", base.name());
            trials.push(Trial::ignorable_test(name, move || {
                on(base, || run(test(Setting { door, base })))
            }));
        }
    }
    trials
}
