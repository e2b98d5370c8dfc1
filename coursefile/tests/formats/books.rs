//! Books as people keep them: built, elsewhere, several.

use std::fs;

use coursefile::{Kind, open_file, open_path};

use crate::{bundle, said, titles, told};

#[test]
fn a_book_that_was_built_is_read_without_what_was_built() {
    let folder = std::env::temp_dir().join(format!("stepwise-built-{}", std::process::id()));
    let write = |path: &str, bytes: &[u8]| {
        let path = folder.join(path);
        let _ = fs::create_dir_all(path.parent().expect("it has one"));
        fs::write(path, bytes).expect("it can be written");
    };
    write("book.toml", b"[build]\nbuild-dir = \"out/html\"\n");
    write("src/SUMMARY.md", b"- [One](one.md)\n");
    write("src/one.md", b"# One\n\nwords\n");
    write("src/notes.sqlite", b"SQLite format 3\0\x10\0");
    write("src/old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0");
    write("out/html/searchindex.js", &vec![b'x'; 9 << 20]);
    write("src/tune.m4a", &[vec![0; 9 << 20], vec![b'x']].concat());
    let opened = open_path(&folder);
    fs::remove_dir_all(&folder).expect("it is there");
    assert_eq!(titles(&opened), ["One"]);
    assert_eq!(told(&opened), Vec::<String>::new());
}

#[test]
fn a_zip_of_a_built_book_as_well() {
    use crate::zips::{Entry, zip};
    let page = vec![b'x'; 9 << 20];
    let opened = open_file(
        "b.zip",
        &zip(&[
            Entry::new("b/book.toml", b"[book]\ntitle = \"B\"\n"),
            Entry::new("b/src/SUMMARY.md", b"- [One](one.md)\n"),
            Entry::new("b/src/one.md", b"# One\n\nwords\n"),
            Entry::new("b/src/notes.sqlite", b"SQLite format 3\0\x10\0"),
            Entry::new("b/book/print.html", &page),
        ]),
    );
    assert_eq!(titles(&opened), ["One"]);
    assert_eq!(told(&opened), Vec::<String>::new());
}

#[test]
fn a_book_is_where_its_settings_say() {
    let opened = bundle(&[
        (
            "book.toml",
            "[book]\ntitle = \"Docs\"\nsrc = \"docs/text\"\nlanguage = \"pt-BR\"\n",
        ),
        ("docs/text/SUMMARY.md", "- [One](one.md)\n"),
        ("docs/text/one.md", "# One\n\nwords\n"),
        ("SUMMARY.md", "- [Other](other.md)\n"),
        ("other.md", "x"),
    ]);
    assert_eq!(opened.course.title, "Docs");
    assert_eq!(opened.course.language.as_deref(), Some("pt-BR"));
    assert_eq!(titles(&opened), ["One"]);
    assert_eq!(told(&opened), ["book-other SUMMARY.md:0"]);
}

#[test]
fn a_language_that_is_none_is_told() {
    let opened = bundle(&[
        ("book.toml", "[book]\nlanguage = \"plain English\"\n"),
        ("src/SUMMARY.md", "- [One](one.md)\n"),
        ("src/one.md", "words"),
    ]);
    assert_eq!(opened.course.language, None);
    assert_eq!(said(&opened), ["language-unknown plain English"]);
}

#[test]
fn only_anchors_leave_out_the_lines_that_mark_them() {
    let code = "a\n// ANCHOR: x\nb\n// ANCHOR_END: x\n";
    let text = "```\n{{#include a.rs}}\n```\n\n```\n{{#include a.rs:2:3}}\n```\n\n```\n{{#include a.rs:x}}\n```\n";
    let opened = bundle(&[("SUMMARY.md", "[A](a.md)"), ("a.md", text), ("a.rs", code)]);
    assert_eq!(
        opened.course.steps[0].markdown,
        "```\na\n// ANCHOR: x\nb\n// ANCHOR_END: x\n```\n\n```\n// ANCHOR: x\nb\n```\n\n```\nb\n```"
    );
}

#[test]
fn a_list_of_chapters_alone_is_no_book() {
    let opened = open_file("SUMMARY.md", b"# Summary\n\n- [A](a.md)\n");
    assert_eq!(opened.kind, Kind::MdBook);
    assert_eq!(told(&opened), ["book-alone :0"]);
    assert!(opened.problems.is_fatal());
}

#[test]
fn nobody_is_asked_in_a_book() {
    let opened = bundle(&[
        ("SUMMARY.md", "[A](a.md)"),
        ("a.md", "# A\n\nDone so far:\n\n- [x] one\n- [ ] two\n"),
    ]);
    let step = &opened.course.steps[0];
    assert_eq!(step.html.as_deref(), Some("Done so far:\n\n• ☑ one\n☐ two"));
    assert_eq!((&step.quiz, told(&opened).len()), (&None, 0));
}
