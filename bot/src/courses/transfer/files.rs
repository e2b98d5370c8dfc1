//! A course as files: Markdown, and the media beside it.

use std::collections::{HashMap, HashSet};

use coursefile::{Course, Media, Named, Problems, QuestionFormat};
use entity::media;
use sea_orm::sea_query::Expr;
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};

use super::packing::Packing;
use crate::courses::media::SCHEME;

/// Media by their names in the rows.
pub type Pictures = HashMap<String, Media>;

/// A course as one file that can be sent or saved.
#[derive(Clone, PartialEq, Eq)]
pub struct Files {
    /// What it is called.
    pub name: String,
    /// Such as `text/markdown`.
    pub content_type: &'static str,
    /// The file.
    pub bytes: Vec<u8>,
    /// Steps of whose media some could not be had: the file is without them.
    pub lost: Vec<Lost>,
    /// What its format cannot say.
    pub unsaid: Problems,
}

/// A step that has lost some of its media.
pub type Lost = Named;

/// The media of a course that are kept, by their names in the rows.
///
/// # Errors
/// What the database says.
pub async fn pictures(db: &impl ConnectionTrait, course: &Course) -> Result<Pictures, DbErr> {
    let mut pictures = Pictures::new();
    for medium in course.steps.iter().flat_map(|step| &step.media) {
        let name = medium.source.as_str();
        let Some(hash) = name.strip_prefix(SCHEME) else {
            continue;
        };
        if pictures.contains_key(name) {
            continue;
        }
        let kept = media::Entity::find()
            .filter(media::COLUMN.hash.eq(hash))
            .one(db)
            .await?;
        if let Some(kept) = kept {
            let found = Media {
                content_type: kept.content_type,
                bytes: kept.bytes,
            };
            pictures.insert(name.to_owned(), found);
        }
    }
    Ok(pictures)
}

/// How many bytes the kept media of a course have together, each counted once.
///
/// # Errors
/// What the database says.
pub async fn weight(db: &impl ConnectionTrait, course: &Course) -> Result<usize, DbErr> {
    let media = course.steps.iter().flat_map(|step| &step.media);
    let hashes: HashSet<&str> = media
        .filter_map(|medium| medium.source.strip_prefix(SCHEME))
        .collect();
    let sum: Option<i64> = media::Entity::find()
        .select_only()
        .column_as(Expr::cust("COALESCE(SUM(LENGTH(bytes)), 0)"), "bytes")
        .filter(media::COLUMN.hash.is_in(hashes))
        .into_tuple()
        .one(db)
        .await?;
    Ok(sum
        .and_then(|sum| usize::try_from(sum).ok())
        .unwrap_or_default())
}

/// The course as a file: Markdown alone, or a zip when there are media. Reading it gives the course again.
pub fn pack(mut course: Course, pictures: &Pictures) -> Files {
    let mut packing = Packing::new(&course);
    for step in &mut course.steps {
        packing.step(step, pictures);
    }
    let Packing { packed, lost, .. } = packing;
    let slug = course.slug.clone();
    if packed.is_empty() {
        return Files {
            name: format!("{slug}.md"),
            content_type: "text/markdown",
            bytes: coursefile::print(&course).into_bytes(),
            lost,
            unsaid: Problems::default(),
        };
    }
    Files {
        name: format!("{slug}.zip"),
        content_type: "application/zip",
        bytes: coursefile::pack(&course, &packed),
        lost,
        unsaid: Problems::default(),
    }
}

/// The questions of a course as a file in another format. None: it asks nothing.
pub fn questions(course: &Course, format: QuestionFormat) -> Option<Files> {
    if course.steps.iter().all(|step| step.quiz.is_none()) {
        return None;
    }
    let exported = format.write(course);
    Some(Files {
        // Sent back it becomes a course of its own, called by the name of the file.
        name: format!("{}-questions.{}", course.slug, format.ending()),
        content_type: format.content_type(),
        bytes: exported.text.into_bytes(),
        lost: Vec::new(),
        unsaid: exported.problems,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use coursefile::{Medium, Step};

    fn step(slug: &str, markdown: &str, picture: Option<&str>) -> Step {
        let rendered = coursefile::render(markdown, 1);
        let named = rendered.media.iter().map(Medium::from);
        let kept = named.zip(picture).map(|(medium, name)| Medium {
            source: name.to_owned(),
            ..medium
        });
        Step {
            slug: slug.to_owned(),
            title: slug.to_owned(),
            markdown: markdown.to_owned(),
            html: rendered.html,
            length: rendered.length,
            media: kept.collect(),
            links: rendered.links,
            is_active: true,
            ..Step::default()
        }
    }

    fn picture(number: u8) -> Media {
        let png = include_bytes!("../../../../tests/harness/picture.png");
        Media {
            content_type: "image/png".to_owned(),
            bytes: png.iter().copied().chain([number]).collect(),
        }
    }

    /// Packs the steps, reads the file, and looks at which picture each step has then.
    fn check(steps: &[(&str, &str, Option<&str>)], missing: &[&str]) {
        let course = Course {
            slug: "tea".to_owned(),
            title: "Tea".to_owned(),
            steps: steps
                .iter()
                .map(|(slug, markdown, picture)| step(slug, markdown, *picture))
                .collect(),
            ..Course::default()
        };
        let names = ["media:1", "media:2", "media:3"];
        let pictures = names
            .into_iter()
            .zip(1..)
            .map(|(name, number)| (name.to_owned(), picture(number)));
        let pictures: Pictures = pictures
            .filter(|(name, _)| !missing.contains(&name.as_str()))
            .collect();
        let files = pack(course.clone(), &pictures);
        let opened = coursefile::open_file(&files.name, &files.bytes);
        assert!(!opened.problems.is_fatal(), "{:?}", opened.problems);
        for (before, after) in course.steps.iter().zip(&opened.course.steps) {
            let kept = before.media.first();
            let kept = kept.and_then(|medium| pictures.get(&medium.source));
            let got = after.media.first();
            let got = got.and_then(|medium| opened.media.get(&medium.source));
            let bytes = |media: &Media| media.bytes.clone();
            assert_eq!(got.map(bytes), kept.map(bytes), "{before:?} {after:?}");
            assert_eq!(after.html, before.html);
            let mut kept_name = after.clone();
            kept_name.media.clone_from(&before.media);
            assert!(
                kept.is_none() || super::super::same_but_path(before, &kept_name),
                "{before:?} {kept_name:?}"
            );
        }
    }

    #[test]
    fn every_picture_comes_back() {
        let one = Some("media:1");
        for markdown in [
            "![x](a.png)",
            "<img src=\"img/my pot.png\">\n\na",
            "![x][r]\n\na\n\n[r]: <../my pictures/a.png>",
            "![x](a\\(1\\).png)",
            "![x](a&amp;b.png)",
            "![x](a%20b.png \"T\")",
            "![x](.pics/a.png)",
            "![x](/a.png) b",
            "![x](C:/a.png)",
            "![x](pot)",
            "`![x](../a.png)`\n\n![x](../a.png)",
            "![](media:1)\n\na",
        ] {
            check(&[("pot", markdown, one)], &[]);
        }
    }

    #[test]
    fn no_picture_takes_the_place_of_another() {
        let (one, two) = (Some("media:1"), Some("media:2"));
        check(
            &[
                ("a", "![](pictures/Tea.png)", one),
                ("b", "![](pictures/tea.png)", two),
            ],
            &[],
        );
        check(
            &[
                ("a", "![](./a.png)", one),
                ("b", "![](a.png)", two),
                ("c", "![](a.png)", one),
            ],
            &[],
        );
        check(
            &[
                ("a", "![](pictures/cup.png)\n\na", None),
                ("cup", "![](media:1)", one),
            ],
            &[],
        );
        check(&[("a", "![](a.png)", None), ("b", "![](A.png)", two)], &[]);
        check(
            &[
                ("cup", "![](media:1)", one),
                ("b", "![](pictures/cup.png)", two),
            ],
            &[],
        );
    }

    #[test]
    fn a_lost_picture_takes_nothing_along() {
        let course = Course {
            steps: vec![step("a", "![](a.png)\n\n[x]: b\n\n* c", Some("media:1"))],
            ..Course::default()
        };
        let files = pack(course, &Pictures::new());
        let text = String::from_utf8(files.bytes).expect("text");
        assert!(text.ends_with("[x]: b\n\n* c\n"), "{text}");
        assert_eq!(files.lost.len(), 1);
        check(&[("a", "![](a.png)\n\nb", Some("media:1"))], &["media:1"]);
    }
}
