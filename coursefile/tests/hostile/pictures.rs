//! Pictures that are none, or that Telegram would refuse.

use coursefile::{Opened, open_file};

use super::zips::{Entry, course, zip};

/// The beginning of a PNG of this size; nothing else of it is looked at.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut out = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    out.extend(width.to_be_bytes());
    out.extend(height.to_be_bytes());
    out.extend([8, 6, 0, 0, 0, 0, 0, 0, 0]);
    out
}

fn opened(picture: &[u8]) -> Opened {
    let text = [&course().data[..], b"\n![A hand](img/hand.png)\n"].concat();
    let hand = Entry::new("img/hand.png", picture);
    open_file("a.zip", &zip(&[Entry::new("course.md", &text), hand]))
}

#[track_caller]
fn check(picture: &[u8], code: &str) {
    let problems = opened(picture).problems;
    let problem = problems.0.iter().find(|problem| problem.code == code);
    assert_eq!(
        problem.map(|problem| problem.line),
        Some(10),
        "{problems:?}"
    );
    assert!(problems.is_fatal());
}

#[test]
fn what_is_no_picture_is_told_where_it_is_named() {
    check(b"MZ\x90 not a picture", "picture-none");
    check(b"<html>", "picture-none");
    check(b"", "picture-none");
    check(b"\x89PNG\r\n\x1a\n", "picture-none");
    check(b"GIF89a\0\0\0\0", "picture-none");
}

#[test]
fn sides_that_telegram_refuses_are_told() {
    check(&png(9_000, 1_001), "picture-sides");
    check(&png(100, 2_001), "picture-sides");
    check(&png(u32::MAX, u32::MAX), "picture-sides");
}

#[test]
fn ten_megabytes_are_the_limit() {
    let mut large = png(10, 10);
    large.resize(coursefile::bundle::PICTURE + 1, 7);
    check(&large, "picture-large");
}
