//! Zips that are small outside and large inside, or long.

use coursefile::bundle::{ARCHIVE, ENTRIES, EXPORT, Limits, TEXT, UNPACKED};
use coursefile::{Argument, open_file};

use super::zips::{Entry, argument, course, refused, zip};

#[test]
fn a_bomb_is_known_by_how_it_grows() {
    let bomb = Entry::deflated("notes.md", &vec![0; 3 << 20]);
    assert!(bomb.data.len() < 8 << 10);
    let problem = refused(&zip(&[course(), bomb]), "bundle-bomb");
    assert_eq!(problem.file.as_deref(), Some("notes.md"));
}

#[test]
fn a_bomb_that_says_it_is_small_is_not_believed() {
    let mut bomb = Entry::deflated("notes.md", &vec![b' '; 3 << 20]);
    bomb.said = Some(10);
    refused(&zip(&[course(), bomb.clone()]), "bundle-damaged");
    bomb.said = Some(u32::MAX);
    refused(&zip(&[course(), bomb]), "bundle-bomb");
}

#[test]
fn many_small_bombs_are_one_large_one() {
    // Each stays below the size at which its growth is looked at; together they would be 900 MB.
    let one = Entry::deflated("", &vec![b' '; 1 << 20]);
    let many = (0..900).map(|number| Entry {
        name: format!("{number}.txt").into_bytes(),
        ..one.clone()
    });
    let entries: Vec<Entry> = many.collect();
    refused(&zip(&entries), "bundle-text");
    let pictures: Vec<Entry> = entries
        .into_iter()
        .map(|entry| Entry {
            name: [entry.name, b".png".to_vec()].concat(),
            ..entry
        })
        .collect();
    let problem = refused(&zip(&pictures), "bundle-unpacked");
    let limit = Argument::Number((UNPACKED >> 20) as u64);
    assert_eq!(argument(&problem, "limit"), Some(limit));
}

#[test]
fn entries_that_share_their_data_are_refused() {
    let first = Entry::deflated("0.md", &vec![b' '; 1 << 20]);
    let mut entries = vec![first.clone()];
    entries.extend((1..500).map(|number| Entry {
        name: format!("{number}.md").into_bytes(),
        shares: Some(0),
        ..first.clone()
    }));
    refused(&zip(&entries), "bundle-overlap");
}

#[test]
fn ten_thousand_entries_are_too_many_whatever_the_count_says() {
    let entries: Vec<Entry> = (0..10_000)
        .map(|number| Entry::new(&format!("{number}.md"), b""))
        .collect();
    let problem = refused(&zip(&entries), "bundle-entries");
    let limit = Argument::Number(ENTRIES as u64);
    assert_eq!(argument(&problem, "limit"), Some(limit));
    let mut lying = zip(&entries);
    let end = lying.len() - 14;
    lying[end..end + 4].copy_from_slice(&[1, 0, 1, 0]);
    refused(&lying, "bundle-entries");
}

/// What the chat does not take comes in from the disk, up to what an export writes.
#[test]
fn the_disk_takes_what_an_export_writes() {
    let one = [&b"\x89PNG\r\n\x1a\n"[..], &vec![b'x'; 8 << 20][..]].concat();
    let folder = std::env::temp_dir().join(format!("coursefile-disk-{}", std::process::id()));
    std::fs::create_dir(&folder).expect("a folder");
    let mut entries = vec![course()];
    for number in 0..6 {
        let name = format!("{number}.png");
        std::fs::write(folder.join(&name), &one).expect("written");
        entries.push(Entry::new(&name, &one));
    }
    let zip = zip(&entries);
    refused(&zip, "bundle-large");
    std::fs::write(folder.join("course.md"), &course().data).expect("written");
    let opened = coursefile::open_path(&folder);
    assert!(!opened.problems.is_fatal(), "{:?}", opened.problems);
    std::fs::remove_file(folder.join("course.md")).expect("removed");
    let path = folder.join("course.zip");
    std::fs::write(&path, zip).expect("written");
    let opened = coursefile::open_path(&path);
    assert!(!opened.problems.is_fatal(), "{:?}", opened.problems);
    const { assert!(Limits::DISK.archive > EXPORT + TEXT) };
    std::fs::remove_dir_all(&folder).expect("removed");
}

#[test]
fn more_than_can_be_fetched_is_refused_unread() {
    let mut bytes = b"PK\x03\x04".to_vec();
    bytes.resize(ARCHIVE + 1, 0);
    refused(&bytes, "bundle-large");
}

#[test]
fn a_zip_in_a_zip_stays_shut() {
    let inner = zip(&[Entry::deflated("bomb.md", &vec![0; 8 << 20])]);
    let named = Entry::new("more.zip", &inner);
    let disguised = Entry::new("more.md", &inner);
    let opened = open_file("a.zip", &zip(&[course(), named.clone(), disguised.clone()]));
    let codes: Vec<_> = opened.problems.0.iter().map(|p| p.code).collect();
    let nested = codes.iter().filter(|code| **code == "bundle-nested");
    assert_eq!(nested.count(), 2, "{codes:?}");
    let alone = open_file("a.zip", &zip(&[named, disguised]));
    assert!(alone.problems.is_fatal());
    let is_told = |code| alone.problems.0.iter().any(|p| p.code == code);
    assert!(is_told("bundle-nested") && is_told("no-course"));
}

#[test]
fn half_a_zip_and_a_wrong_sum_are_damaged() {
    let mut packed = Entry::deflated("a.txt", b"words and words");
    packed.data[3] ^= 0x55;
    refused(&zip(&[course(), packed]), "bundle-damaged");
    let good = zip(&[course()]);
    for cut in [4, 5, good.len() / 2, good.len() - 1] {
        refused(&good[..cut], "bundle-damaged");
    }
    let mut wrong = good.clone();
    wrong[45] ^= 1;
    refused(&wrong, "bundle-damaged");
}
