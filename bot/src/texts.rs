//! Typed access to the message files: the bot's own sentences, in the reader's language.
//!
//! Every sentence lives in `bot/locales/*.ftl`; a test compares the files with each other and with the keys that
//! the code asks for. What authors and learners write is data and passes through as it is.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::{LanguageIdentifier, langid};

/// A language the bot speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lang {
    /// English.
    En,
    /// Russian.
    Ru,
}

impl Lang {
    /// Every language, in the order of the language menu.
    pub const ALL: [Lang; 2] = [Lang::En, Lang::Ru];

    /// The two letters that Telegram uses for it.
    pub const fn code(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Ru => "ru",
        }
    }

    /// The language of a code such as `ru` or `en-GB`; `None` when the bot does not speak it.
    pub fn from_code(code: &str) -> Option<Lang> {
        let primary = code.split(['-', '_']).next().unwrap_or_default();
        Lang::ALL
            .into_iter()
            .find(|lang| lang.code().eq_ignore_ascii_case(primary))
    }

    const fn source(self) -> &'static str {
        match self {
            Lang::En => include_str!("../locales/en.ftl"),
            Lang::Ru => include_str!("../locales/ru.ftl"),
        }
    }

    const fn id(self) -> LanguageIdentifier {
        match self {
            Lang::En => langid!("en"),
            Lang::Ru => langid!("ru"),
        }
    }
}

type Bundle = FluentBundle<FluentResource>;

static BUNDLES: LazyLock<[Bundle; 2]> =
    LazyLock::new(|| Lang::ALL.map(|lang| bundle(lang, lang.source().to_owned())));
/// The same without decoration.
static PLAIN: LazyLock<[Bundle; 2]> =
    LazyLock::new(|| Lang::ALL.map(|lang| bundle(lang, undecorated(lang.source()))));

/// The sentences without signs that only decorate them. A line that would say nothing any more stays as it is.
fn undecorated(source: &str) -> String {
    let plain = |line: &str| {
        let mut plain = String::with_capacity(line.len());
        let mut rest = line.chars().peekable();
        while let Some(c) = rest.next() {
            if !is_decoration(c) {
                plain.push(c);
            } else if plain.ends_with(' ') || plain.is_empty() {
                rest.next_if_eq(&' ');
            }
        }
        let is_said = |line: &str| line.contains(char::is_alphanumeric) && !line.ends_with("= ");
        if is_said(&plain) || !is_said(line) {
            plain
        } else {
            line.to_owned()
        }
    };
    source.lines().map(|line| plain(line) + "\n").collect()
}

/// Emoji and the like. A tick, a flag and an arrow between two names say something.
fn is_decoration(c: char) -> bool {
    let says = matches!(c, '✓' | '⚑' | '→' | '☐' | '☑');
    let is_sign = matches!(c,
        '\u{2190}'..='\u{21ff}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}'
    );
    is_sign && !says
}

fn bundle(lang: Lang, source: String) -> Bundle {
    let resource = FluentResource::try_new(source).expect("the message files are read by a test");
    let mut bundle = FluentBundle::new_concurrent(vec![lang.id()]);
    // Isolation marks around arguments would travel into copied text; the titles that could turn a line
    // around are cleaned when they are stored.
    bundle.set_use_isolating(false);
    bundle
        .add_resource(resource)
        .expect("no key stands twice: a test looks");
    bundle
}

/// The bot's sentences in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Texts {
    /// The language.
    pub lang: Lang,
    /// For somebody who wants text alone: no media, no decoration.
    pub is_plain: bool,
}

/// An argument of a sentence: a number, which chooses the plural form, or a text.
#[derive(Clone, Debug)]
pub enum Arg<'a> {
    /// Chooses the plural form.
    Number(i64),
    /// Passes through.
    Text(&'a str),
}

impl From<usize> for Arg<'_> {
    fn from(number: usize) -> Self {
        Arg::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<i32> for Arg<'_> {
    fn from(number: i32) -> Self {
        Arg::Number(number.into())
    }
}

impl From<u64> for Arg<'_> {
    fn from(number: u64) -> Self {
        Arg::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Arg::Text(text)
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Arg::Text(text)
    }
}

impl Texts {
    /// Sentences in `lang`.
    pub const fn new(lang: Lang) -> Texts {
        Texts {
            lang,
            is_plain: false,
        }
    }

    /// The same for somebody who may want text alone.
    #[must_use]
    pub const fn plain(self, is_plain: bool) -> Texts {
        Texts { is_plain, ..self }
    }

    /// A sentence without arguments.
    pub fn say(&self, key: &'static str) -> String {
        self.format(key, None)
    }

    /// A sentence with arguments.
    pub fn with<const N: usize>(
        &self,
        key: &'static str,
        args: [(&'static str, Arg<'_>); N],
    ) -> String {
        self.named(key, args)
    }

    /// A sentence whose key is made while the program runs, such as `problem-<code>`.
    pub fn named<'a>(
        &self,
        key: &str,
        args: impl IntoIterator<Item = (&'static str, Arg<'a>)>,
    ) -> String {
        let mut values = FluentArgs::new();
        for (name, arg) in args {
            match arg {
                Arg::Number(number) => values.set(name, number),
                Arg::Text(text) => values.set(name, FluentValue::from(text)),
            }
        }
        self.format(key, Some(&values))
    }

    fn format(&self, key: &str, args: Option<&FluentArgs<'_>>) -> String {
        let bundles = if self.is_plain { &PLAIN } else { &BUNDLES };
        let bundle = &bundles[self.lang as usize];
        let pattern = bundle.get_message(key).and_then(|message| message.value());
        let Some(pattern) = pattern else {
            // A test compares keys and files; should one slip through, the key is better than silence.
            return key.to_owned();
        };
        bundle
            .format_pattern(pattern, args, &mut Vec::new())
            .into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plural_forms() {
        let steps = |lang, count: usize| Texts::new(lang).with("steps", [("count", count.into())]);
        assert_eq!(steps(Lang::En, 1), "1 step");
        assert_eq!(steps(Lang::En, 5), "5 steps");
        assert_eq!(steps(Lang::Ru, 1), "1 шаг");
        assert_eq!(steps(Lang::Ru, 2), "2 шага");
        assert_eq!(steps(Lang::Ru, 5), "5 шагов");
        assert_eq!(steps(Lang::Ru, 21), "21 шаг");
    }

    #[test]
    fn plain_sentences_are_not_decorated() {
        let check = |line: &str, expected: &str| {
            assert_eq!(undecorated(line), format!("{expected}\n"), "{line:?}");
        };
        check("quiz-right = ✅ Right!", "quiz-right = Right!");
        check("button-up = ↑ Earlier", "button-up = Earlier");
        check("a = { $from } → { $to } ✓", "a = { $from } → { $to } ✓");
        check("a = Well done 🎉", "a = Well done ");
        check("a = 🎉", "a = 🎉");
        let texts = Texts::new(Lang::En).plain(true);
        assert_eq!(texts.say("quiz-wrong"), "Not quite.");
        // Whatever is said otherwise is said plainly as well.
        for lang in Lang::ALL {
            let keys = lang.source().lines().filter_map(|line| {
                let (key, _) = line.split_once(" =")?;
                (!key.starts_with([' ', '#', '['])).then_some(key)
            });
            for key in keys {
                assert!(PLAIN[lang as usize].has_message(key), "{key}");
            }
        }
    }

    #[test]
    fn languages_by_code() {
        assert_eq!(Lang::from_code("ru"), Some(Lang::Ru));
        assert_eq!(Lang::from_code("en-GB"), Some(Lang::En));
        assert_eq!(Lang::from_code("de"), None);
        assert_eq!(Lang::from_code(""), None);
    }
}
