//! Course files to measure with.

use std::fmt::Write as _;

/// What a step says; formatted as authors do.
const LESSON: &str = "\
A **paragraph** of a lesson with *emphasis*, `code` and a [link](https://example.org/page). It goes on for a while, so that
there is something to read before the list:

1. first this,
2. then that:
   - with one condition,
   - and another.

> What somebody once said about it.

| Sign | Meaning |
|------|---------|
| red  | stop    |
| blue | go on   |

```rust
fn main() { println!(\"a step\"); }
```
";

/// So many steps in so many bytes or a little more; `is_changed` steps have a sentence more.
pub fn course(steps: usize, bytes: usize, is_changed: impl Fn(usize) -> bool) -> String {
    numbered(
        (1..=steps).collect::<Vec<_>>().as_slice(),
        bytes,
        is_changed,
    )
}

/// The steps with these numbers, which are their names for good; the last one is the end.
pub fn numbered(steps: &[usize], bytes: usize, is_changed: impl Fn(usize) -> bool) -> String {
    let mut text = "---\nid: bench\ntitle: Bench\nlanguage: en\n---\n".to_owned();
    let each = bytes.div_ceil(steps.len().max(1));
    for (at, number) in steps.iter().enumerate() {
        let end = if at + 1 == steps.len() { " .end" } else { "" };
        let start = text.len();
        let heading = format!("\n## Step number {number} {{#s{number}{end}}}\n\n");
        text.push_str(&heading);
        while text.len() - start < each {
            text.push_str(LESSON);
            text.push('\n');
        }
        if is_changed(*number) {
            let _ = writeln!(text, "And one more thing about {number}.");
        }
    }
    text
}
