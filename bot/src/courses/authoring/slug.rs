//! Stable public names, made once from a title.

use entity::course;
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use super::Draft;

/// At most 48 characters, so that `c_<slug>` fits the 64 of a deep link (Bot API, deep linking, read 2026-11-21).
const LIMIT: usize = 48;

/// A slug for a new course that no other course has.
pub async fn for_course(db: &impl ConnectionTrait, title: &str) -> Result<String, DbErr> {
    let base = from_title(title, "course");
    let taken: Vec<String> = course::Entity::find()
        .filter(course::COLUMN.slug.starts_with(stem(&base)))
        .all(db)
        .await?
        .into_iter()
        .map(|course| course.slug)
        .collect();
    Ok(free(&base, |slug| taken.iter().any(|other| other == slug)))
}

/// A slug for a new step that no other step of the course has.
pub fn for_step(draft: &Draft, title: &str) -> String {
    let base = from_title(title, "step");
    free(&base, |slug| {
        draft.steps.iter().any(|step| step.slug == slug)
    })
}

/// `base`, or with the first number behind it that makes it free.
fn free(base: &str, taken: impl Fn(&str) -> bool) -> String {
    if !taken(base) {
        return base.to_owned();
    }
    (2..=u32::MAX)
        .map(|number| format!("{}-{number}", stem(base)))
        .find(|slug| !taken(slug))
        .expect("there are more numbers than slugs")
}

/// As much of a slug as leaves room for a number behind it.
fn stem(base: &str) -> &str {
    base[..base.len().min(LIMIT - 8)].trim_end_matches('-')
}

/// Latin letters, digits and single hyphens; Cyrillic is spelt out; what is left empty is named `otherwise`.
fn from_title(title: &str, otherwise: &str) -> String {
    let mut slug = String::new();
    for c in title.chars().flat_map(char::to_lowercase) {
        let spelt = match c {
            'a'..='z' | '0'..='9' => {
                slug.push(c);
                continue;
            }
            'а' => "a",
            'б' => "b",
            'в' => "v",
            'г' | 'ґ' => "g",
            'д' => "d",
            'е' | 'э' | 'є' => "e",
            'ё' => "yo",
            'ж' => "zh",
            'з' => "z",
            'и' | 'і' => "i",
            'й' | 'ы' => "y",
            'к' => "k",
            'л' => "l",
            'м' => "m",
            'н' => "n",
            'о' => "o",
            'п' => "p",
            'р' => "r",
            'с' => "s",
            'т' => "t",
            'у' => "u",
            'ф' => "f",
            'х' => "kh",
            'ц' => "ts",
            'ч' => "ch",
            'ш' => "sh",
            'щ' => "shch",
            'ю' => "yu",
            'я' => "ya",
            'ї' => "yi",
            'ъ' | 'ь' | '\'' | '’' => continue,
            _ => "-",
        };
        if spelt != "-" || !(slug.is_empty() || slug.ends_with('-')) {
            slug.push_str(spelt);
        }
    }
    slug.truncate(LIMIT);
    let slug = slug.trim_matches('-');
    if slug.is_empty() {
        otherwise.to_owned()
    } else {
        slug.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(title: &str, expected: &str) {
        assert_eq!(from_title(title, "course"), expected, "{title:?}");
    }

    #[test]
    fn slugs() {
        check("First aid", "first-aid");
        check("  C++ & Rust — 2026! ", "c-rust-2026");
        check("Первая помощь", "pervaya-pomoshch");
        check("Съёмка", "syomka");
        check("日本語", "course");
        check("🙂🙂", "course");
        check(
            &"long title ".repeat(9),
            "long-title-long-title-long-title-long-title-long",
        );
    }

    #[test]
    fn a_taken_slug_gets_a_number() {
        assert_eq!(
            free("sleep", |slug| slug == "sleep" || slug == "sleep-2"),
            "sleep-3"
        );
        let long = "a".repeat(48);
        assert!(free(&long, |slug| slug == long).len() <= 48);
    }
}
