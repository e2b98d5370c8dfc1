//! A small reader of YAML for the settings of a question: words, lists and keys, each with its line.
//!
//! It goes event by event: anchors are not followed, and nothing can take more time or memory than its size.

use granit_parser::{Event, Options, Parser, ScalarStyle};

/// How many lists and groups may lie within each other.
const DEPTH: usize = 8;

/// A value and the line it begins in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Node {
    pub(super) value: Value,
    pub(super) line: usize,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// Words, a figure, yes or no.
    Words(String),
    List(Vec<Node>),
    /// Keys in the order in which they are written.
    Keys(Vec<(String, Node)>),
    /// A reference, which is not followed.
    Reference,
}

/// Reads YAML that begins in this line of its file. None: there is nothing in it.
///
/// # Errors
/// The line at which it can be read no further.
pub(super) fn read(yaml: &str, first_line: usize) -> Result<Option<Node>, usize> {
    let mut open: Vec<Open> = Vec::new();
    for event in Parser::new_from_str_with_options(yaml, Options::default()) {
        let (event, span) = event.map_err(|error| first_line + error.marker().line().max(1) - 1)?;
        let line = first_line + span.start.line().max(1) - 1;
        let done = match event {
            Event::MappingStart(..) | Event::SequenceStart(..) if open.len() == DEPTH => {
                return Err(line);
            }
            Event::MappingStart(..) => {
                open.push(Open::new(line, Value::Keys(Vec::new())));
                continue;
            }
            Event::SequenceStart(..) => {
                open.push(Open::new(line, Value::List(Vec::new())));
                continue;
            }
            Event::MappingEnd | Event::SequenceEnd => open.pop().map(|open| open.node),
            Event::Scalar(words, style, ..) => {
                let is_nothing =
                    style == ScalarStyle::Plain && matches!(&*words, "~" | "null" | "");
                let words = if is_nothing { "" } else { &*words };
                Some(Node {
                    value: Value::Words(words.to_owned()),
                    line,
                })
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => Some(Node {
                value: Value::Reference,
                line,
            }),
            _ => continue,
        };
        match (open.last_mut(), done) {
            (Some(around), Some(node)) => around.put(node),
            (None, Some(node)) => return Ok(Some(node)),
            (_, None) => {}
        }
    }
    Ok(None)
}

/// A list or a group that is being read.
struct Open {
    node: Node,
    /// The key whose value comes next.
    key: Option<String>,
}

impl Open {
    fn new(line: usize, value: Value) -> Self {
        let node = Node { value, line };
        Self { node, key: None }
    }

    fn put(&mut self, node: Node) {
        match (&mut self.node.value, self.key.take()) {
            (Value::List(list), _) => list.push(node),
            (Value::Keys(keys), Some(key)) => keys.push((key, node)),
            (Value::Keys(_), None) => {
                self.key = Some(match node.value {
                    Value::Words(words) => words,
                    _ => "?".to_owned(),
                });
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_know_their_lines() {
        let node = read("a: 1\nb:\n  - x\n  - {c: ~}\n", 10).expect("YAML");
        let words = |words: &str, line| Node {
            value: Value::Words(words.to_owned()),
            line,
        };
        let inner = Value::Keys(vec![("c".to_owned(), words("", 13))]);
        let list = Value::List(vec![
            words("x", 12),
            Node {
                value: inner,
                line: 13,
            },
        ]);
        let keys = vec![
            ("a".to_owned(), words("1", 10)),
            (
                "b".to_owned(),
                Node {
                    value: list,
                    line: 12,
                },
            ),
        ];
        assert_eq!(node.expect("a value").value, Value::Keys(keys));
        assert_eq!(read("", 1), Ok(None));
        assert_eq!(read("a: [", 4), Err(4));
        assert_eq!(read(&"[".repeat(100_000), 1), Err(1));
    }
}
