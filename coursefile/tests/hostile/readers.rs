//! Texts at the limits that a reader may not go through again for every sign in them: one that did would take hours.

use std::collections::BTreeMap;

use coursefile::{Bundle, Opened, open};

fn opened(files: &[(&str, &str)]) -> Opened {
    let files = files.iter();
    let files = files.map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()));
    open(Bundle {
        files: files.collect::<BTreeMap<_, _>>(),
        name: Some("book".to_owned()),
        ..Bundle::default()
    })
}

/// A book with this one chapter; the codes of what is told.
fn chapter(text: &str) -> Vec<&'static str> {
    let opened = opened(&[("SUMMARY.md", "[a](a.md)"), ("a.md", text)]);
    opened.problems.0.iter().map(|told| told.code).collect()
}

/// Over and over, up to so many bytes.
fn filled(pattern: &str, bytes: usize) -> String {
    pattern.repeat(bytes / pattern.len())
}

const MB: usize = 1024 * 1024;

#[test]
fn braces_that_are_never_closed() {
    assert_eq!(chapter(&filled("{{", 8 * MB))[0], "chapter-large");
    chapter(&filled("{{#", MB));
    let whole = filled("{{#", 7 * MB);
    let book = opened(&[
        ("SUMMARY.md", "[a](a.md)"),
        ("a.md", "{{#include b.rs}}\n{{#include b.rs}}"),
        ("b.rs", &whole),
    ]);
    assert!(book.problems.is_fatal());
}

#[test]
fn a_large_file_that_is_included_for_one_line_a_thousand_times() {
    let large = filled("word\n", 7 * MB);
    let many = filled("{{#include b.txt:1:1}}\n", MB);
    let book = opened(&[
        ("SUMMARY.md", "[a](a.md)"),
        ("a.md", &many),
        ("b.txt", &large),
    ]);
    let codes: Vec<_> = book.problems.0.iter().map(|told| told.code).collect();
    assert!(codes.contains(&"include-too-much"), "{codes:?}");
}

#[test]
fn a_diagram_of_backticks() {
    let json = format!(
        "{{\"title\": \"T\", \"steps\": [{{\"name\": \"S\", \"content_components\": [{{\"type\": \"mermaid\", \
         \"input_data\": {{\"source\": \"{}\"}}}}]}}]}}",
        filled("`", 2 * MB - 1_000)
    );
    let opened = opened(&[("a.json", &json)]);
    let told = opened.problems.0.iter();
    assert!(told.clone().any(|told| told.code == "step-too-large"));
}

#[test]
fn pictures_and_notes_and_marks_without_end() {
    chapter(&filled("![](x) *a* ", MB - 1));
    chapter(&filled("[^", MB - 1));
    chapter(&format!("x[^a]\n\n[^a]: note\n\n{}", filled("[^", MB / 2)));
    chapter(&format!("[^a]: note\n\n{}", filled("[^a] ", MB / 2)));
    let note = filled("word ", MB / 2);
    let small = filled("![](https://a.b/c)[^a]\n\n", MB / 3);
    chapter(&format!("{small}[^a]: {note}"));
}

#[test]
fn what_lies_too_deep_is_told_before_it_is_taken_apart() {
    let breaks = format!("{}{}", "> ".repeat(2_000), filled("a\n", MB / 2));
    assert!(chapter(&breaks).contains(&"too-deep"));
    assert!(chapter(&filled("> ", MB - 1)).contains(&"too-deep"));
    chapter(&filled("*a ", MB - 1));
    chapter(&filled("- ", MB - 1));
}

#[test]
fn a_summary_is_not_a_book_itself() {
    let summary = filled("- [a](a.md)\n", 7 * MB);
    let opened = opened(&[("SUMMARY.md", &summary), ("a.md", "x")]);
    assert_eq!(opened.problems.0[0].code, "summary-large");
    assert!(opened.problems.is_fatal());
}
