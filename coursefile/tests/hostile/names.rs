//! Names that lead elsewhere, and entries that are no files.

use coursefile::open_file;

use super::zips::{Entry, course, refused, zip};

#[track_caller]
fn check(name: &str, code: &str) {
    refused(&zip(&[course(), Entry::new(name, b"x")]), code);
}

#[test]
fn a_name_leads_nowhere_but_inside() {
    for name in [
        "../passwd",
        "a/../../passwd",
        "a/..",
        "/etc/passwd",
        "//server/share",
        "C:/windows",
        "c:passwd",
        "..\\passwd",
        "a\\b.md",
        "a//b.md",
        "./a.md",
        "a\0.md",
        "a\n.md",
    ] {
        check(name, "bundle-path-outside");
    }
}

#[test]
fn long_and_deep_names_are_refused() {
    check(&"a".repeat(301), "bundle-path-long");
    check(&"a/".repeat(40), "bundle-path-long");
}

#[test]
fn names_are_utf8() {
    let mut entry = Entry::new("", b"x");
    entry.name = b"\xcf\xf0\xe8\xe2\xe5\xf2.md".to_vec();
    refused(&zip(&[course(), entry]), "bundle-name-utf8");
}

#[test]
fn a_name_is_there_once() {
    check("course.md", "bundle-name-twice");
    check("COURSE.md", "bundle-name-twice");
    let composed = Entry::new("caf\u{e9}.txt", b"x");
    let decomposed = Entry::new("cafe\u{301}.txt", b"y");
    refused(&zip(&[course(), composed, decomposed]), "bundle-name-twice");
}

#[test]
fn links_and_devices_are_refused() {
    for mode in [0o120_777, 0o060_644, 0o020_644, 0o010_644] {
        let link = Entry {
            mode,
            ..Entry::new("a.md", b"/etc/passwd")
        };
        refused(&zip(&[course(), link]), "bundle-symlink");
    }
}

#[test]
fn locked_entries_and_unknown_methods_are_refused() {
    let locked = Entry {
        flags: 1,
        ..Entry::new("a.md", b"123456789012345")
    };
    refused(&zip(&[course(), locked]), "bundle-encrypted");
    let method = Entry {
        method: 14,
        ..Entry::new("a.md", b"x")
    };
    refused(&zip(&[course(), method]), "bundle-method");
}

#[test]
fn what_systems_leave_behind_is_not_told() {
    let entries = [
        Entry {
            mode: 0o040_755,
            ..Entry::new("top/", b"")
        },
        Entry {
            name: b"top/course.md".to_vec(),
            ..course()
        },
        Entry::new("top/.DS_Store", b"x"),
        Entry::new("__MACOSX/top/._course.md", b"x"),
        Entry::new("top/.git/config", b"x"),
    ];
    let opened = open_file("a.zip", &zip(&entries));
    let codes: Vec<_> = opened.problems.0.iter().map(|p| p.code).collect();
    assert!(
        !codes
            .iter()
            .any(|code| code.starts_with("bundle") || code.starts_with("no-")),
        "{codes:?}"
    );
}

#[cfg(unix)]
#[test]
fn a_folder_is_read_without_following_links() {
    let folder = std::env::temp_dir().join(format!("coursefile-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("course.md"), course().data).unwrap();
    let fine = coursefile::open_path(&folder);
    let is_bundle = |code: &str| code.starts_with("bundle");
    assert!(!fine.problems.0.iter().any(|p| is_bundle(p.code)));
    std::os::unix::fs::symlink("/etc/passwd", folder.join("a.md")).unwrap();
    let refused = coursefile::open_path(&folder);
    std::fs::remove_dir_all(&folder).unwrap();
    let codes: Vec<_> = refused.problems.0.iter().map(|p| p.code).collect();
    assert_eq!(codes, ["bundle-symlink"]);
}
