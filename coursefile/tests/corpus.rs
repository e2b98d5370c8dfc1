//! The corpus of the fuzz targets, and a few thousand mutations of it, hold what the targets demand.

use std::fs;
use std::path::Path;

use proptest::prelude::*;

fn corpus(target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../fuzz/corpus")
        .join(target);
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("the corpus is checked in")
        .map(|entry| entry.expect("it can be read").path())
        .collect();
    files.sort();
    assert!(!files.is_empty());
    files
        .into_iter()
        .map(|file| fs::read(file).expect("it can be read"))
        .collect()
}

#[test]
fn course_files() {
    for bytes in corpus("read_course") {
        coursefile::fuzzing::read_course(&bytes);
    }
}

#[test]
fn bundles() {
    for bytes in corpus("open_bundle") {
        coursefile::fuzzing::open_bundle(&bytes);
    }
}

/// Something cut out, doubled, put in or turned over.
fn mutated(mut bytes: Vec<u8>, changes: Vec<(u8, prop::sample::Index, u8, Vec<u8>)>) -> Vec<u8> {
    for (kind, at, length, words) in changes {
        let at = at.index(bytes.len() + 1);
        let end = (at + usize::from(length)).min(bytes.len());
        match kind % 4 {
            0 => drop(bytes.drain(at..end)),
            1 => {
                let doubled = bytes[at..end].to_vec();
                bytes.splice(at..at, doubled);
            }
            2 => drop(bytes.splice(at..at, words)),
            _ => bytes[at..end].reverse(),
        }
    }
    bytes
}

fn changes() -> impl Strategy<Value = Vec<(u8, prop::sample::Index, u8, Vec<u8>)>> {
    let signs = prop::sample::select(&b"#*_`~>-[]()!<>/\\{}:.|&^=+ \n\t\r01aA\0\xc3\xa9"[..]);
    let change = (
        any::<u8>(),
        any::<prop::sample::Index>(),
        any::<u8>(),
        prop::collection::vec(signs, 0..6),
    );
    prop::collection::vec(change, 1..5)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn mutated_course_files(which in any::<prop::sample::Index>(), changes in changes()) {
        coursefile::fuzzing::read_course(&mutated(which.get(&corpus("read_course")).clone(), changes));
    }

    #[test]
    fn mutated_bundles(which in any::<prop::sample::Index>(), changes in changes()) {
        coursefile::fuzzing::open_bundle(&mutated(which.get(&corpus("open_bundle")).clone(), changes));
    }
}
