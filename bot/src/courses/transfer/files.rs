//! A course as files: Markdown, and the pictures beside it.

use std::collections::{BTreeMap, HashMap};

use coursefile::{Course, Media, Named};
use entity::media;
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use super::{is_ours, renamed, written};
use crate::courses::media::SCHEME;

/// Pictures by their names in the rows.
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
    /// Steps whose picture could not be had: the file is without it.
    pub lost: Vec<Lost>,
}

/// A step that has lost its picture.
pub type Lost = Named;

/// The pictures of a course that are kept, by their names in the rows.
///
/// # Errors
/// What the database says.
pub async fn pictures(db: &impl ConnectionTrait, course: &Course) -> Result<Pictures, DbErr> {
    let mut pictures = Pictures::new();
    for step in &course.steps {
        let Some(name) = step.picture.as_deref() else {
            continue;
        };
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
            let content_type = super::super::media::kind_of(&kept.bytes).unwrap_or("image/jpeg");
            let bytes = kept.bytes;
            pictures.insert(
                name.to_owned(),
                Media {
                    content_type,
                    bytes,
                },
            );
        }
    }
    Ok(pictures)
}

/// The course as a file: Markdown alone, or a zip when there are pictures. Reading it gives the course again.
pub fn pack(mut course: Course, pictures: &Pictures) -> Files {
    let mut packed: BTreeMap<String, Media> = BTreeMap::new();
    let mut paths: HashMap<String, String> = HashMap::new();
    let mut lost = Vec::new();
    for step in &mut course.steps {
        let Some(name) = step.picture.clone().filter(|name| is_ours(name)) else {
            continue;
        };
        let Some(picture) = pictures.get(&name) else {
            lost.push(Named {
                slug: step.slug.clone(),
                title: step.title.clone(),
            });
            step.markdown = coursefile::markdown_of(step.html.as_deref(), None);
            step.picture = None;
            continue;
        };
        let wish = written(step).filter(|path| is_path(path));
        let fits = |path: &String| packed.get(path).is_none_or(|other| other == picture);
        let path = match (wish.filter(fits), paths.get(&name)) {
            (Some(path), _) => path,
            (None, Some(path)) => path.clone(),
            (None, None) => free_path(&step.slug, picture, &packed),
        };
        step.markdown = renamed(step, &path);
        paths.insert(name, path.clone());
        packed.insert(path.clone(), picture.clone());
        step.picture = Some(path);
    }
    let slug = course.slug.clone();
    if packed.is_empty() {
        return Files {
            name: format!("{slug}.md"),
            content_type: "text/markdown",
            bytes: coursefile::print(&course).into_bytes(),
            lost,
        };
    }
    Files {
        name: format!("{slug}.zip"),
        content_type: "application/zip",
        bytes: coursefile::pack(&course, &packed),
        lost,
    }
}

/// Whether the Markdown names its picture by a path beside the file.
fn is_path(name: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || "/._-".contains(c);
    !is_ours(name)
        && !name.starts_with('/')
        && !name.split('/').any(|part| part.is_empty() || part == "..")
        && name.chars().all(plain)
}

/// A path of our own: called as the step.
fn free_path(slug: &str, picture: &Media, packed: &BTreeMap<String, Media>) -> String {
    let ending = match picture.content_type {
        "image/png" => "png",
        "image/gif" => "gif",
        "image/webp" => "webp",
        _ => "jpg",
    };
    let path = format!("pictures/{slug}.{ending}");
    let others = (2..).map(|number| format!("pictures/{slug}-{number}.{ending}"));
    std::iter::once(path)
        .chain(others)
        .find(|path| packed.get(path).is_none_or(|other| other == picture))
        .unwrap_or_default()
}
