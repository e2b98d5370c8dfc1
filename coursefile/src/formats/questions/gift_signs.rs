//! Signs of GIFT: each with whether a backslash takes its meaning away.

/// A piece of a file.
pub(super) type Signs = [(char, bool)];

/// Reads the escapes of a text.
pub(super) fn signs(text: &str) -> Vec<(char, bool)> {
    let mut signs = Vec::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        match (c, next) {
            ('\\', Some('n')) => {
                chars.next();
                signs.push(('\n', true));
            }
            ('\\', Some(next)) if ":#={}~\\".contains(next) => {
                chars.next();
                signs.push((next, true));
            }
            _ => signs.push((c, false)),
        }
    }
    signs
}

/// The words, whatever they meant.
pub(super) fn words(signs: &Signs) -> String {
    raw(signs).trim().to_owned()
}

/// The words with the white space around them.
pub(super) fn raw(signs: &Signs) -> String {
    signs.iter().map(|(c, _)| c).collect()
}

/// Where a sign stands that means something.
pub(super) fn find(signs: &Signs, wanted: char) -> Option<usize> {
    let is_it = |sign: &(char, bool)| *sign == (wanted, false);
    signs.iter().position(is_it)
}

/// Where several of them stand next to one another.
pub(super) fn find_all(signs: &Signs, wanted: &str) -> Option<usize> {
    let wanted: Vec<(char, bool)> = wanted.chars().map(|c| (c, false)).collect();
    signs
        .windows(wanted.len())
        .position(|window| window == wanted)
}

/// What stands before and behind a sign.
pub(super) fn split(signs: &Signs, at: char) -> (&Signs, Option<&Signs>) {
    match find(signs, at) {
        Some(place) => (&signs[..place], Some(&signs[place + 1..])),
        None => (signs, None),
    }
}

/// Without white space around it.
pub(super) fn trim(mut signs: &Signs) -> &Signs {
    let is_space = |sign: &(char, bool)| sign.0.is_whitespace() && !sign.1;
    while let [first, rest @ ..] = signs
        && is_space(first)
    {
        signs = rest;
    }
    while let [rest @ .., last] = signs
        && is_space(last)
    {
        signs = rest;
    }
    signs
}
