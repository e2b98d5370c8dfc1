//! Texts that are large, deep or no texts, in every format.

use coursefile::{Bundle, Weight, open, open_file};

#[track_caller]
fn check(files: &[(&str, &str)], code: &str) {
    let files = files.iter();
    let files = files.map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()));
    let problems = open(Bundle {
        files: files.collect(),
        ..Bundle::default()
    })
    .problems;
    let found = problems.0.iter().find(|problem| problem.code == code);
    assert_eq!(found.map(|p| p.weight), Some(Weight::Error), "{problems:?}");
}

#[test]
fn wrong_utf8_is_told_with_its_line() {
    let text = b"---\ntitle: A\n---\n\n## One\n\n\xcf\xf0\n";
    let problems = open_file("a.md", text).problems;
    let told: Vec<_> = problems.0.iter().map(|p| (p.code, p.line)).collect();
    assert!(told.contains(&("file-not-utf8", 7)), "{told:?}");
    assert!(problems.is_fatal());
}

#[test]
fn a_line_of_a_hundred_megabytes_is_not_read() {
    let problems = open_file("a.md", &vec![b'a'; 100 << 20]).problems;
    assert_eq!(problems.0[0].code, "bundle-text");
}

#[test]
fn large_chapters_and_settings_are_refused() {
    let large = "w ".repeat(600_000);
    check(
        &[("SUMMARY.md", "[a](a.md)"), ("a.md", &large)],
        "chapter-large",
    );
    check(&[("1.md", "x"), ("2.md", &large)], "chapter-large");
    let keys: String = "a = 1\n".repeat(20_000);
    let book = [
        ("SUMMARY.md", "[a](a.md)"),
        ("a.md", "x"),
        ("book.toml", &keys),
    ];
    check(&book, "settings-large");
    check(
        &[("a.json", &format!("[{}", "1,".repeat(1_100_000)))],
        "json-large",
    );
}

#[test]
fn deep_texts_are_refused() {
    let deep = format!("{}x", "> ".repeat(5_000));
    check(&[("SUMMARY.md", "[a](a.md)"), ("a.md", &deep)], "too-deep");
    check(&[("a.json", &"[".repeat(100_000))], "json-unreadable");
    let steps = format!("{{\"steps\": {}", "[".repeat(100_000));
    check(&[("a.json", &steps)], "json-unreadable");
}

#[test]
fn thousands_of_tags_are_no_work() {
    check_html(&"<b><p><div>x<img src=http://a.b/c>".repeat(20_000));
    check_html(&format!("{}>", "<".repeat(400_000)));
    check_html(&format!("{}>", "<a ".repeat(200_000)));
}

#[track_caller]
fn check_html(html: &str) {
    let json = format!(
        "{{\"title\": \"T\", \"steps\": [{{\"name\": \"S\", \"content_components\": [{{\"type\": \"text\", \
         \"input_data\": {{\"html\": \"{html}\"}}}}]}}]}}"
    );
    let opened = open_file("a.json", json.as_bytes());
    assert_eq!(opened.course.steps.len(), 1);
}
