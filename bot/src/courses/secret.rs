//! What opens a door: the token of an invitation and the code of a course. Neither is kept; what is kept is its SHA-256,
//! and looking that up takes the same time whatever was tried.

use sha2::{Digest, Sha256};

use super::media::hex;
use crate::clock::Dice;

/// 64 signs that Telegram takes in a deep link: Bot API, deep linking, read 2026-11-21.
const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
/// 32 letters of which none looks like another.
const LETTERS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
/// How many bits one number of a token has: eight signs.
const BITS: u32 = 48;
/// How many letters a code has: eighty bits, too many to be tried against what is kept of them.
const CODE: usize = 16;
/// How many letters stand between two hyphens.
const GROUP: usize = 4;

/// What an invitation's link carries: 144 bits of chance, as three numbers of 48 bits, so that a button can carry it too.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Token([u64; 3]);

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token")
    }
}

impl Token {
    /// A new one.
    pub fn roll(dice: &Dice) -> Token {
        Token(std::array::from_fn(|_| dice.roll() >> (64 - BITS)))
    }

    /// The token of these three numbers; `None` when one is too large.
    pub fn from_numbers(numbers: [i64; 3]) -> Option<Token> {
        let numbers = numbers.map(|number| u64::try_from(number).unwrap_or(u64::MAX));
        let fit = numbers.iter().all(|number| number >> BITS == 0);
        fit.then_some(Token(numbers))
    }

    /// Its three numbers.
    pub fn numbers(self) -> [i64; 3] {
        self.0
            .map(|number| i64::try_from(number).expect("48 bits fit"))
    }

    /// The token in a link; `None` when it is none.
    pub fn read(text: &str) -> Option<Token> {
        let signs: Vec<u64> = text
            .bytes()
            .map(|byte| SIGNS.iter().position(|sign| *sign == byte))
            .map(|place| place.and_then(|place| u64::try_from(place).ok()))
            .collect::<Option<_>>()?;
        if signs.len() != 24 {
            return None;
        }
        let number = |at: usize| {
            signs[at * 8..(at + 1) * 8]
                .iter()
                .fold(0, |number, sign| number << 6 | sign)
        };
        Some(Token(std::array::from_fn(number)))
    }

    /// As it stands in a link: 24 signs.
    pub fn text(self) -> String {
        let places = (0..8).rev();
        let sign = |number: u64, place: u32| {
            SIGNS[usize::try_from(number >> (place * 6) & 63).expect("below 64")]
        };
        self.0
            .into_iter()
            .flat_map(|number| {
                places
                    .clone()
                    .map(move |place| char::from(sign(number, place)))
            })
            .collect()
    }

    /// What is kept of it.
    pub fn hash(self) -> String {
        hash(&self.text())
    }
}

/// A new code: sixteen letters.
pub fn code(dice: &Dice) -> String {
    // One roll has letters for a group and more.
    let group = |_| {
        let roll = dice.roll();
        (0..GROUP).map(move |at| {
            let letter = roll >> (at * 5) & 31;
            char::from(LETTERS[usize::try_from(letter).expect("below 32")])
        })
    };
    (0..CODE / GROUP).flat_map(group).collect()
}

/// A code as it is easily read and typed: in groups between hyphens.
pub fn spelt(code: &str) -> String {
    let letters: Vec<char> = code.chars().collect();
    let groups = letters.chunks(GROUP);
    let groups: Vec<String> = groups.map(|group| group.iter().collect()).collect();
    groups.join("-")
}

/// What is kept of a code, however it was typed: in small letters, with hyphens, with spaces.
pub fn code_hash(typed: &str) -> String {
    let plain: String = typed
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .take(64)
        .flat_map(char::to_uppercase)
        .collect();
    hash(&plain)
}

/// The number that the buttons about a course's link carry, so that nobody comes in who has guessed the number of the
/// course but has not seen its link, and nobody by a link that was ended.
pub fn link_key(token: &str) -> i64 {
    let digest = Sha256::digest(token.as_bytes());
    let bytes = digest.first_chunk().copied().unwrap_or_default();
    i64::try_from(u64::from_be_bytes(bytes) >> 2).expect("62 bits fit")
}

/// What a text is recognised by: SHA-256, 64 hexadecimal digits.
pub fn digest(text: &str) -> String {
    hash(text)
}

fn hash(secret: &str) -> String {
    hex(&Sha256::digest(secret.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_comes_back_from_its_link_and_from_its_button() {
        let dice = Dice::seeded(7);
        for _ in 0..200 {
            let token = Token::roll(&dice);
            let text = token.text();
            assert_eq!(text.len(), 24);
            assert_eq!(Token::read(&text), Some(token));
            assert_eq!(Token::from_numbers(token.numbers()), Some(token));
        }
        for wrong in [
            "",
            "abc",
            "ABCDEFGHIJKLMNOPQRSTUVW",
            "ABCDEFGHIJKLMNOPQRSTUVW!",
            "ABCDEFGHIJKLMNOPQRSTUVWXY",
        ] {
            assert_eq!(Token::read(wrong), None, "{wrong:?}");
        }
        assert_eq!(Token::from_numbers([1 << 48, 0, 0]), None);
        assert_eq!(Token::from_numbers([-1, 0, 0]), None);
    }

    #[test]
    fn a_code_may_be_typed_as_people_type() {
        let code = code(&Dice::seeded(1));
        assert_eq!(code.len(), 16);
        let typed = spelt(&code);
        assert_eq!(typed.len(), 19);
        for typed in [
            format!(" {} ", typed.to_lowercase()),
            typed.replace('-', " "),
        ] {
            assert_eq!(code_hash(&typed), code_hash(&code));
        }
        assert_ne!(code_hash(&code[1..]), code_hash(&code));
    }
}
