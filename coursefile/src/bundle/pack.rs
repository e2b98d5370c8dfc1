//! A course as a zip: the course file and the pictures it names. The same course gives the same bytes.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::path::join;
use crate::course::Course;
use crate::open::Media;

/// The zip of a course: `<slug>.md`, and each picture at the path by which the course names it. A path that leads outside
/// the zip is left out.
pub fn pack(course: &Course, media: &BTreeMap<String, Media>) -> Vec<u8> {
    let mut files: BTreeMap<String, (&[u8], CompressionMethod)> = BTreeMap::new();
    for (path, media) in media {
        if let Some(path) = join("", path) {
            // A picture is packed already.
            files.insert(path, (&media.bytes, CompressionMethod::Stored));
        }
    }
    let text = crate::print(course);
    let name = match course.slug.as_str() {
        "" => "course.md".to_owned(),
        slug => format!("{slug}.md"),
    };
    files.insert(name, (text.as_bytes(), CompressionMethod::Deflated));
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, (bytes, method)) in files {
        let options = SimpleFileOptions::DEFAULT
            .compression_method(method)
            .last_modified_time(DateTime::DEFAULT)
            .unix_permissions(0o644);
        zip.start_file(path, options)
            .and_then(|()| Ok(zip.write_all(bytes)?))
            .expect("a checked path fits a zip, and writing into memory does not fail");
    }
    zip.finish()
        .expect("writing into memory does not fail")
        .into_inner()
}
