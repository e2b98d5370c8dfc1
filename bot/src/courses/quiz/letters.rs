//! Options by their letters: how they are called on the screen, and which somebody names who types instead of pressing.

use super::words::same;

/// The letter of the option at this place on the screen, from 0: A, B, C…
pub fn letter(place: usize) -> char {
    let letters = u8::try_from(place).ok().filter(|place| *place < 26);
    letters.map_or('?', |place| char::from(b'A' + place))
}

/// The places on the screen that were typed, at most so many: letters or numbers from 1, with or without anything between
/// them, or the words of one option. `None`: it is something else, or names what is not there.
pub fn named(typed: &str, options: &[&str], most: usize) -> Option<Vec<usize>> {
    if let Some(place) = options.iter().position(|option| same(option, typed)) {
        return Some(vec![place]);
    }
    let is_between = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '.' | ')' | '(' | '-');
    let parts: Vec<&str> = typed
        .split(is_between)
        .filter(|part| !part.is_empty())
        .collect();
    let mut places = Vec::new();
    for part in parts {
        if part.chars().all(|c| c.is_ascii_digit()) {
            // Up to nine options `213` is three of them; more, and it is one number.
            let numbers: Vec<&str> = if options.len() <= 9 {
                part.split_inclusive(|_| true).collect()
            } else {
                vec![part]
            };
            for number in numbers {
                places.push(number.parse::<usize>().ok()?.checked_sub(1)?);
            }
        } else {
            for c in part.chars() {
                places.push(place_of(c)?);
            }
        }
    }
    let is_there = |place: &usize| *place < options.len();
    (!places.is_empty() && places.len() <= most && places.iter().all(is_there)).then_some(places)
}

/// The place of a letter, also of a Cyrillic one that looks the same.
fn place_of(letter: char) -> Option<usize> {
    let latin = match letter.to_uppercase().next()? {
        'А' => 'A',
        'В' => 'B',
        'С' => 'C',
        'Е' => 'E',
        'Н' => 'H',
        c => c,
    };
    latin
        .is_ascii_uppercase()
        .then(|| usize::from(u8::try_from(latin).unwrap_or(b'A') - b'A'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, expected: Option<&[usize]>) {
        let options = ["Paris", "Lyon", "Nice", "B"];
        assert_eq!(named(typed, &options, 4).as_deref(), expected, "{typed:?}");
    }

    #[test]
    fn letters_and_numbers_name_options() {
        check("a", Some(&[0]));
        check("С", Some(&[2]));
        check("2", Some(&[1]));
        check("a, c", Some(&[0, 2]));
        check("1 3", Some(&[0, 2]));
        check("213", Some(&[1, 0, 2]));
        check("cab", Some(&[2, 0, 1]));
        check("2) 1)", Some(&[1, 0]));
        check(" lyon ", Some(&[1]));
        // The words of an option go before its letter.
        check("b", Some(&[3]));
        check("e", None);
        check("0", None);
        check("9", None);
        check("Rome", None);
        check("🙂", None);
        check("", None);
        check("aaaaa", None);
    }

    #[test]
    fn letters_follow_the_alphabet() {
        assert_eq!([letter(0), letter(9), letter(26)], ['A', 'J', '?']);
    }
}
