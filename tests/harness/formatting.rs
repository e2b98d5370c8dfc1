//! Formatting in stories: `<b>`, `<i>`, `<u>`, `<s>`, `<code>`, `<pre>`, `<spoiler>`, `<quote>` and `<a …>`, read from
//! what a person writes and written into what the bot says.

use serde_json::{Value, json};

const TAGS: [(&str, &str); 9] = [
    ("b", "bold"),
    ("i", "italic"),
    ("u", "underline"),
    ("s", "strikethrough"),
    ("code", "code"),
    ("pre", "pre"),
    ("spoiler", "spoiler"),
    ("quote", "blockquote"),
    ("a", "text_link"),
];

/// The plain text and its entities; a tag that is not closed or not known stays as it is.
pub fn read(source: &str) -> (String, Value) {
    let (mut text, mut entities, mut open) = (String::new(), Vec::new(), Vec::new());
    let mut rest = source;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some(end) = rest.find('>') else { break };
        let tag = &rest[1..end];
        let name = tag
            .trim_start_matches('/')
            .split(' ')
            .next()
            .unwrap_or_default();
        let known = TAGS.iter().find(|(short, _)| *short == name);
        let offset = text.encode_utf16().count();
        match known {
            Some((_, kind)) if !tag.starts_with('/') => {
                let address = tag.split_once(' ').map(|(_, address)| address.to_owned());
                open.push((*kind, offset, address));
            }
            Some((_, kind)) => {
                if let Some(at) = open.iter().rposition(|(other, ..)| other == kind) {
                    let (kind, begin, address) = open.remove(at);
                    let mut entity =
                        json!({ "type": kind, "offset": begin, "length": offset - begin });
                    if let Some(address) = address {
                        entity["url"] = address.into();
                    }
                    entities.push(entity);
                }
            }
            None => {
                text.push('<');
                rest = &rest[1..];
                continue;
            }
        }
        rest = &rest[end + 1..];
    }
    text.push_str(rest);
    (text, Value::Array(entities))
}

/// The text with tags for its entities; what Telegram finds by itself is left out.
pub fn write(text: &str, entities: &Value) -> String {
    let mut marks: Vec<(usize, usize, String)> = Vec::new();
    for (order, entity) in entities.as_array().into_iter().flatten().enumerate() {
        let Some((short, _)) = TAGS.iter().find(|(_, kind)| entity["type"] == *kind) else {
            continue;
        };
        let number = |name: &str| {
            let number = entity[name].as_u64().unwrap_or_default();
            usize::try_from(number).unwrap_or_default()
        };
        let (begin, end) = (number("offset"), number("offset") + number("length"));
        let address = entity["url"].as_str().map(|url| format!(" {url}"));
        // At one place closing tags come first, the innermost before the others; outer ones open first.
        marks.push((
            begin,
            1000 + order,
            format!("<{short}{}>", address.unwrap_or_default()),
        ));
        marks.push((end, 1000 - order.min(999) - 1, format!("</{short}>")));
    }
    marks.sort();
    let (mut written, mut place) = (String::new(), 0);
    let mut marks = marks.into_iter().peekable();
    for c in text.chars() {
        while let Some((_, _, tag)) = marks.next_if(|(at, ..)| *at <= place) {
            written.push_str(&tag);
        }
        written.push(c);
        place += c.len_utf16();
    }
    marks.for_each(|(_, _, tag)| written.push_str(&tag));
    written
}
