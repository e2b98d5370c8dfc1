//! Stable public names, made once from a title.

use crate::limits::SLUG;

/// Whether this may be a name: 1 to 48 of `a`–`z`, `0`–`9` and `-`.
pub fn is_slug(name: &str) -> bool {
    let is_allowed = |c| matches!(c, 'a'..='z' | '0'..='9' | '-');
    (1..=SLUG).contains(&name.len()) && name.chars().all(is_allowed)
}

/// `base`, or with the first number behind it that makes it free.
pub fn free(base: &str, taken: impl Fn(&str) -> bool) -> String {
    if !taken(base) {
        return base.to_owned();
    }
    (2..=u32::MAX)
        .map(|number| format!("{}-{number}", stem(base)))
        .find(|slug| !taken(slug))
        .expect("there are more numbers than slugs")
}

/// As much of a name as leaves room for a number behind it.
pub fn stem(base: &str) -> &str {
    base[..base.len().min(SLUG - 8)].trim_end_matches('-')
}

/// Latin letters, digits and single hyphens; Cyrillic is spelt out; what is left empty is named `otherwise`.
pub fn from_title(title: &str, otherwise: &str) -> String {
    let mut slug = String::new();
    for c in title.chars().flat_map(char::to_lowercase) {
        let spelt = match c {
            'a'..='z' | '0'..='9' => {
                slug.push(c);
                continue;
            }
            'ъ' | 'ь' | '\'' | '’' => continue,
            _ => cyrillic(c).unwrap_or("-"),
        };
        if spelt != "-" || !(slug.is_empty() || slug.ends_with('-')) {
            slug.push_str(spelt);
        }
    }
    slug.truncate(SLUG);
    let slug = slug.trim_matches('-');
    if slug.is_empty() {
        otherwise.to_owned()
    } else {
        slug.to_owned()
    }
}

/// A small Cyrillic letter spelt out in Latin ones.
fn cyrillic(c: char) -> Option<&'static str> {
    Some(match c {
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
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(title: &str, expected: &str) {
        assert_eq!(from_title(title, "course"), expected, "{title:?}");
        assert!(is_slug(expected), "{expected:?}");
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

    #[test]
    fn what_is_no_slug() {
        for name in ["", "A", "a b", "a_b", "é", &"a".repeat(49)] {
            assert!(!is_slug(name), "{name:?}");
        }
    }
}
