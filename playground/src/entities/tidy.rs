//! Normalising: the characters Telegram replaces or removes, trimming, and entities that still hold.

use crate::entities::{Entity, Formatted, utf16_len};

/// Replaces and removes characters, trims both ends and moves the entities along.
pub(crate) fn tidy(marked: Formatted) -> Formatted {
    let Formatted { text, mut entities } = marked;
    let odd = |c: char| is_removed(c) || (c < ' ' && c != '\n');
    let text = if text.contains(odd) {
        replace(&text, &mut entities)
    } else {
        text
    };
    let trimmed = text.trim_start_matches(is_blank);
    let lead = utf16_len(&text[..text.len() - trimmed.len()]);
    let trimmed = trimmed.trim_end_matches(is_blank);
    let length = utf16_len(trimmed);
    entities.retain_mut(|entity| {
        let start = entity.offset.max(lead) - lead;
        let end = entity.end().saturating_sub(lead).min(length);
        entity.offset = start;
        entity.length = end.saturating_sub(start);
        entity.length > 0
    });
    // Outer entities come first; of equal ones, as they were given.
    entities.sort_by(|a, b| a.offset.cmp(&b.offset).then(b.length.cmp(&a.length)));
    drop_inside_code(&mut entities);
    Formatted {
        text: trimmed.to_owned(),
        entities,
    }
}

/// Applies the replacements and maps every entity's edges.
fn replace(text: &str, entities: &mut [Entity]) -> String {
    let mut kept = String::with_capacity(text.len());
    // For every UTF-16 unit of the old text: where it is in the new one.
    let mut places = Vec::with_capacity(text.len() + 1);
    let mut at = 0;
    for character in text.chars() {
        for _ in 0..character.len_utf16() {
            places.push(at);
        }
        if is_removed(character) {
            continue;
        }
        let character = if character < ' ' && character != '\n' {
            ' '
        } else {
            character
        };
        kept.push(character);
        at += character.len_utf16();
    }
    places.push(at);
    let place = |unit: usize| places.get(unit).copied().unwrap_or(at);
    for entity in entities {
        let end = place(entity.end());
        entity.offset = place(entity.offset);
        entity.length = end - entity.offset;
    }
    kept
}

fn is_removed(character: char) -> bool {
    matches!(
        character,
        '\r' | '\u{2028}'..='\u{202e}' | '\u{333}' | '\u{33f}' | '\u{30a}'
    )
}

fn is_blank(character: char) -> bool {
    matches!(
        character,
        ' ' | '\n' | '\u{a0}' | '\u{200b}' | '\u{2000}'..='\u{200a}' | '\u{3000}'
    )
}

/// Code and pre take nothing inside.
fn drop_inside_code(entities: &mut Vec<Entity>) {
    let is_code = |entity: &Entity| matches!(entity.kind.as_str(), "code" | "pre");
    let code: Vec<(usize, usize)> = entities
        .iter()
        .filter(|e| is_code(e))
        .map(|e| (e.offset, e.end()))
        .collect();
    if code.is_empty() {
        return;
    }
    entities.retain(|entity| {
        is_code(entity)
            || matches!(entity.kind.as_str(), "blockquote" | "expandable_blockquote")
            || !code
                .iter()
                .any(|(start, end)| entity.offset < *end && *start < entity.end())
    });
}
