//! What broke, in one line for who sits at the terminal.

/// The reasons from the outermost to the innermost, each once: many repeat within their own words what is below them.
pub fn complaint(error: &anyhow::Error) -> String {
    let mut said = String::new();
    for cause in error.chain() {
        let words = cause.to_string();
        let words = words.trim_end_matches(['.', ' ']);
        if said.contains(words) {
            continue;
        }
        if !said.is_empty() {
            said.push_str(": ");
        }
        said.push_str(words);
    }
    said + "."
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_reason_is_told_twice() {
        let parsed = anyhow::anyhow!("The address `x` cannot be parsed.");
        let error = parsed
            .context("Connection Error: The address `x` cannot be parsed.")
            .context("the database cannot be opened");
        let expected =
            "the database cannot be opened: Connection Error: The address `x` cannot be parsed.";
        assert_eq!(complaint(&error), expected);
        assert_eq!(complaint(&anyhow::anyhow!("it is gone")), "it is gone.");
    }
}
