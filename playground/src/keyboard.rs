//! Reply markups: what Telegram accepts, refuses and silently drops.

use serde_json::{Map, Value, json};

use crate::api::answer::Refusal;

/// Buttons in one row of an inline keyboard; more vanish. Observed, read 2026-09-01.
const INLINE_ROW: usize = 8;
/// Buttons in an inline keyboard. Observed, read 2026-09-01.
const INLINE_ALL: usize = 100;
/// Buttons in one row of a reply keyboard.
const REPLY_ROW: usize = 12;
/// Buttons in a reply keyboard.
const REPLY_ALL: usize = 300;
/// Bytes of `callback_data`: Bot API, `InlineKeyboardButton`, read 2026-09-01.
const DATA_BYTES: usize = 64;
/// Bytes of the whole markup as JSON. Observed, read 2026-09-01.
const MARKUP_BYTES: usize = 10_240;

/// What a message may carry below its text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Markup {
    /// Nothing, or a keyboard that was dropped because it had no buttons.
    None,
    /// `{"inline_keyboard": …}`, normalised: this is part of the message.
    Inline(Value),
    /// A reply keyboard, its removal or a forced reply: seen by the person, not part of the message.
    Other(Value),
}

/// Reads `reply_markup`.
pub(crate) fn read(markup: Option<Value>, strict: bool) -> Result<Markup, Refusal> {
    let Some(markup) = markup else {
        return Ok(Markup::None);
    };
    let Value::Object(fields) = markup else {
        return Err(Refusal::bad("object expected as reply markup"));
    };
    if let Some(rows) = fields.get("inline_keyboard") {
        return inline(rows, strict);
    }
    if let Some(rows) = fields.get("keyboard") {
        return reply(rows, &fields, strict);
    }
    for flag in ["remove_keyboard", "force_reply"] {
        if fields.get(flag).and_then(Value::as_bool) == Some(true) {
            return Ok(Markup::Other(Value::Object(fields)));
        }
    }
    Ok(Markup::None)
}

/// The data of the button at a place of an inline keyboard.
pub(crate) fn data_at(keyboard: &Value, row: usize, column: usize) -> Option<&Value> {
    keyboard.get("inline_keyboard")?.get(row)?.get(column)
}

fn inline(rows: &Value, strict: bool) -> Result<Markup, Refusal> {
    let Some(rows) = rows.as_array() else {
        return Err(Refusal::bad(
            "can't parse inline keyboard markup JSON object: Field \"inline_keyboard\" must be of type Array",
        ));
    };
    let mut kept = Vec::with_capacity(rows.len());
    let mut count = 0;
    for row in rows {
        let Some(row) = row.as_array() else {
            return Err(Refusal::bad(
                "can't parse inline keyboard markup JSON object: Expected Array of Array of InlineKeyboardButton",
            ));
        };
        let mut buttons = Vec::with_capacity(row.len());
        for button in row {
            match inline_button(button)? {
                Some(button) => buttons.push(button),
                None if strict => return Err(Refusal::bad("strict: a button without text")),
                None => {}
            }
        }
        if buttons.len() > INLINE_ROW {
            if strict {
                return Err(Refusal::bad(
                    "strict: more than 8 buttons in a row of the keyboard",
                ));
            }
            buttons.truncate(INLINE_ROW);
        }
        count += buttons.len();
        if !buttons.is_empty() {
            kept.push(Value::Array(buttons));
        } else if strict {
            return Err(Refusal::bad("strict: a keyboard row without buttons"));
        }
    }
    if kept.is_empty() {
        // An empty list is how a bot says "no keyboard"; only rows that vanish are a mistake.
        return Ok(Markup::None);
    }
    let keyboard = json!({ "inline_keyboard": kept });
    if count > INLINE_ALL || keyboard.to_string().len() > MARKUP_BYTES {
        return Err(Refusal::bad("reply markup is too long"));
    }
    Ok(Markup::Inline(keyboard))
}

fn inline_button(button: &Value) -> Result<Option<Value>, Refusal> {
    let unreadable =
        |what: &str| Refusal::bad(format!("can't parse inline keyboard button: {what}"));
    let Some(fields) = button.as_object() else {
        return Err(unreadable("InlineKeyboardButton must be an Object"));
    };
    let Some(text) = fields.get("text").and_then(Value::as_str) else {
        return Err(unreadable("Can't find field \"text\""));
    };
    let mut kept = Map::new();
    kept.insert("text".to_owned(), text.trim().into());
    let given = |name: &str| fields.get(name).filter(|value| !value.is_null());
    if let Some(url) = given("url")
        .and_then(Value::as_str)
        .filter(|url| !url.is_empty())
    {
        kept.insert("url".to_owned(), button_url(url)?.into());
    } else if let Some(data) = given("callback_data").and_then(Value::as_str)
        && !data.is_empty()
    {
        if data.len() > DATA_BYTES {
            return Err(Refusal::bad("BUTTON_DATA_INVALID"));
        }
        kept.insert("callback_data".to_owned(), data.into());
    } else if let Some(copy) = given("copy_text") {
        let length = copy["text"].as_str().map_or(0, |text| text.chars().count());
        if !(1..=256).contains(&length) {
            return Err(Refusal::bad("BUTTON_COPY_TEXT_INVALID"));
        }
        kept.insert("copy_text".to_owned(), copy.clone());
    } else if let Some((name, value)) = [
        "web_app",
        "login_url",
        "switch_inline_query",
        "switch_inline_query_current_chat",
        "switch_inline_query_chosen_chat",
        "pay",
    ]
    .iter()
    .find_map(|name| given(name).map(|value| (*name, value)))
    {
        kept.insert(name.to_owned(), value.clone());
    } else {
        return Err(unreadable(
            "Text buttons are unallowed in the inline keyboard",
        ));
    }
    Ok((!text.trim().is_empty()).then_some(Value::Object(kept)))
}

fn button_url(url: &str) -> Result<String, Refusal> {
    let invalid = |why: &str| {
        Refusal::bad(format!(
            "inline keyboard button URL '{url}' is invalid: {why}"
        ))
    };
    if url.starts_with("tg://") {
        return Ok(url.to_owned());
    }
    let whole = if url.contains("://") {
        url.to_owned()
    } else {
        format!("http://{url}")
    };
    let parsed = reqwest::Url::parse(&whole).map_err(|_| invalid("Wrong HTTP URL"))?;
    if !matches!(parsed.scheme(), "http" | "https") {
        return Err(invalid("Unsupported URL protocol"));
    }
    let host = parsed.host_str().unwrap_or_default();
    if !host.contains('.') && !host.starts_with('[') {
        return Err(invalid("Wrong HTTP URL"));
    }
    // The server shows an address without a path with a slash behind it.
    Ok(parsed.to_string())
}

fn reply(rows: &Value, fields: &Map<String, Value>, strict: bool) -> Result<Markup, Refusal> {
    let Some(rows) = rows.as_array() else {
        return Err(Refusal::bad(
            "can't parse reply keyboard markup JSON object: Field \"keyboard\" must be of type Array",
        ));
    };
    let mut kept = Vec::with_capacity(rows.len());
    let mut count = 0;
    for row in rows {
        let mut buttons = Vec::new();
        for button in row.as_array().map(Vec::as_slice).unwrap_or_default() {
            let button = match button {
                Value::String(text) => json!({ "text": text }),
                other => other.clone(),
            };
            let text = button["text"].as_str().ok_or_else(|| {
                Refusal::bad("can't parse keyboard button: Can't find field \"text\"")
            })?;
            if !text.trim().is_empty() {
                buttons.push(button);
            } else if strict {
                return Err(Refusal::bad("strict: a button without text"));
            }
        }
        if buttons.len() > REPLY_ROW {
            if strict {
                return Err(Refusal::bad(
                    "strict: more than 12 buttons in a row of the keyboard",
                ));
            }
            buttons.truncate(REPLY_ROW);
        }
        count += buttons.len();
        if !buttons.is_empty() {
            kept.push(Value::Array(buttons));
        }
    }
    if kept.is_empty() {
        return if strict {
            Err(Refusal::bad("strict: a reply keyboard without buttons"))
        } else {
            Ok(Markup::None)
        };
    }
    let mut fields = fields.clone();
    fields.insert("keyboard".to_owned(), Value::Array(kept));
    let markup = Value::Object(fields);
    if count > REPLY_ALL || markup.to_string().len() > MARKUP_BYTES {
        return Err(Refusal::bad("reply markup is too long"));
    }
    Ok(Markup::Other(markup))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(markup: Value) -> String {
        read(Some(markup), true).unwrap_err().description
    }

    fn one(button: &Value) -> Value {
        json!({ "inline_keyboard": [[button]] })
    }

    #[test]
    fn callback_data_is_1_to_64_bytes() {
        assert!(
            read(
                Some(one(&json!({"text": "x", "callback_data": "a".repeat(64)}))),
                true
            )
            .is_ok()
        );
        let long = one(&json!({"text": "x", "callback_data": "é".repeat(33)}));
        assert_eq!(refused(long), "Bad Request: BUTTON_DATA_INVALID");
        let empty = one(&json!({"text": "x", "callback_data": ""}));
        assert_eq!(
            refused(empty),
            "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        );
    }

    #[test]
    fn rows_of_nine_are_refused_or_cut() {
        let row = vec![json!({"text": "x", "callback_data": "y"}); 9];
        let markup = json!({ "inline_keyboard": [row] });
        assert!(refused(markup.clone()).contains("strict"));
        let Ok(Markup::Inline(kept)) = read(Some(markup), false) else {
            panic!("dropped")
        };
        assert_eq!(kept["inline_keyboard"][0].as_array().unwrap().len(), 8);
    }

    #[test]
    fn a_hundred_buttons_and_no_more() {
        let row = vec![json!({"text": "x", "callback_data": "y"}); 1];
        assert!(
            read(
                Some(json!({ "inline_keyboard": vec![row.clone(); 100] })),
                true
            )
            .is_ok()
        );
        let more = json!({ "inline_keyboard": vec![row; 101] });
        assert_eq!(refused(more), "Bad Request: reply markup is too long");
    }

    #[test]
    fn addresses() {
        assert!(refused(one(&json!({"text": "x", "url": "no host"}))).contains("is invalid"));
        assert!(
            read(
                Some(one(&json!({"text": "x", "url": "https://t.me/a"}))),
                true
            )
            .is_ok()
        );
    }
}
