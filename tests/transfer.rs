//! Courses on their way in and out: pictures and files that travel as bytes, jobs that outlive a failure.

use libtest_mimic::Trial;

use crate::harness::{Setting, run};
use crate::stories::on;

mod books;
mod desk;
mod files;
mod jobs;
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
    let tests = tests.into_iter().chain(files());
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

fn files() -> [(&'static str, InSetting); 13] {
    [
        ("a_book_is_walked_to_its_end", |setting| {
            Box::pin(books::are_walked(setting))
        }),
        ("a_deadly_file_is_given_up", |setting| {
            Box::pin(jobs::deadly_are_given_up(setting))
        }),
        ("who_was_taken_over_changes_nothing", |setting| {
            Box::pin(jobs::taken_over_change_nothing(setting))
        }),
        ("the_command_line_overwrites_nothing_unseen", |setting| {
            Box::pin(desk::overwrites_nothing_unseen(setting))
        }),
        ("questions_go_out_from_the_command_line", |setting| {
            Box::pin(desk::questions_go_out(setting))
        }),
        ("the_command_line_checks", |setting| {
            Box::pin(desk::checks(setting))
        }),
        ("the_command_line_puts_in_and_out", |setting| {
            Box::pin(desk::puts_in_and_out(setting))
        }),
        ("a_file_is_read_after_a_restart", |setting| {
            Box::pin(files::read_after_restart(setting))
        }),
        ("every_course_comes_back_unchanged", |setting| {
            Box::pin(files::come_back(setting))
        }),
        ("hostile_files_are_refused", |setting| {
            Box::pin(files::hostile_are_refused(setting))
        }),
        ("undecided_files_are_forgotten", |setting| {
            Box::pin(files::undecided_are_forgotten(setting))
        }),
        ("a_bundle_restores_on_another_bot", |setting| {
            Box::pin(files::restore_elsewhere(setting))
        }),
        ("an_authors_address_is_never_fetched", |setting| {
            Box::pin(files::addresses_are_not_fetched(setting))
        }),
    ]
}
