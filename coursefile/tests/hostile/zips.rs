//! Making a zip byte by byte, so that it can lie.

use coursefile::{Argument, Opened, Problem, Weight, open_file};

/// One entry as its headers tell it.
#[derive(Clone)]
pub struct Entry {
    pub name: Vec<u8>,
    pub data: Vec<u8>,
    /// The checksum of what comes out.
    pub crc: u32,
    /// What the header says of the size; None: the truth.
    pub said: Option<u32>,
    /// 0: stored, 8: deflated.
    pub method: u16,
    pub flags: u16,
    /// As in Unix, file kind included.
    pub mode: u32,
    /// Where its data begins when it is not its own: the number of an earlier entry.
    pub shares: Option<usize>,
}

impl Entry {
    pub fn new(name: &str, data: &[u8]) -> Self {
        Self {
            name: name.as_bytes().to_vec(),
            data: data.to_vec(),
            crc: crc32(data),
            said: None,
            method: 0,
            flags: 0,
            mode: 0o100_644,
            shares: None,
        }
    }

    /// So many times the same byte, packed as small as deflate can.
    pub fn deflated(name: &str, data: &[u8]) -> Self {
        use std::io::Write;
        let mut packed =
            flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
        packed.write_all(data).expect("it is small");
        Self {
            said: Some(u32::try_from(data.len()).expect("it is small")),
            crc: crc32(data),
            method: 8,
            ..Self::new(name, &packed.finish().expect("it is small"))
        }
    }

    fn header(&self) -> Vec<u8> {
        let size = u32::try_from(self.data.len()).expect("it is small");
        let mut out = Vec::new();
        out.extend(20u16.to_le_bytes());
        out.extend(self.flags.to_le_bytes());
        out.extend(self.method.to_le_bytes());
        out.extend([0; 4]);
        out.extend(self.crc.to_le_bytes());
        out.extend(size.to_le_bytes());
        out.extend(self.said.unwrap_or(size).to_le_bytes());
        out.extend(
            u16::try_from(self.name.len())
                .expect("it is small")
                .to_le_bytes(),
        );
        out.extend(0u16.to_le_bytes());
        out
    }
}

/// The zip of these entries.
pub fn zip(entries: &[Entry]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut starts = Vec::new();
    let mut listed = Vec::new();
    for entry in entries {
        let header = entry.header();
        let start = match entry.shares {
            Some(other) => starts[other],
            None => out.len(),
        };
        starts.push(start);
        if entry.shares.is_none() {
            out.extend(b"PK\x03\x04");
            out.extend(&header);
            out.extend(&entry.name);
            out.extend(&entry.data);
        }
        listed.extend(b"PK\x01\x02\x14\x03");
        listed.extend(&header);
        listed.extend([0; 6]);
        listed.extend((entry.mode << 16).to_le_bytes());
        listed.extend(u32::try_from(start).expect("it is small").to_le_bytes());
        listed.extend(&entry.name);
    }
    let count = u16::try_from(entries.len())
        .unwrap_or(u16::MAX)
        .to_le_bytes();
    let start = u32::try_from(out.len()).expect("it is small").to_le_bytes();
    let size = u32::try_from(listed.len())
        .expect("it is small")
        .to_le_bytes();
    out.extend(listed);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend(count);
    out.extend(count);
    out.extend(size);
    out.extend(start);
    out.extend([0; 2]);
    out
}

fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = flate2::Crc::new();
    crc.update(bytes);
    crc.sum()
}

/// A course that is in order, to be put beside what is not.
pub fn course() -> Entry {
    Entry::new(
        "course.md",
        b"---\nid: first-aid\ntitle: First aid\n---\n\n## Stop {.end}\n\nStop.\n",
    )
}

/// Refused for this reason, and for it alone.
#[track_caller]
pub fn refused(bytes: &[u8], code: &str) -> Problem {
    let Opened {
        course, problems, ..
    } = open_file("bundle.zip", bytes);
    assert_eq!(course, coursefile::Course::default(), "nothing is kept");
    let first = problems.0.first().cloned().expect("there is a reason");
    assert_eq!(first.code, code, "{problems:?}");
    assert!(problems.0.iter().all(|problem| problem.code == code));
    assert_eq!(first.weight, Weight::Error);
    first
}

/// The word or figure of that name in a problem.
pub fn argument(problem: &Problem, name: &str) -> Option<Argument> {
    let known = problem.arguments.iter().find(|(known, _)| *known == name);
    known.map(|(_, argument)| argument.clone())
}
