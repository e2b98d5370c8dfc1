//! The list: every table, what it holds, which of its columns say who somebody is, and what becomes of that when they want to be
//! forgotten.

/// A table.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// The columns that refer to a person or to their private chat; none: nothing in it is about anybody.
    pub people: &'static [Mention],
}

/// A column that refers to a person, by their number or by that of their private chat, which is the same.
#[derive(Clone, Copy, Debug)]
pub struct Mention {
    /// Its name.
    pub column: &'static str,
    /// What becomes of it.
    pub fate: Fate,
    /// What the person is told of the row.
    pub telling: Telling,
}

/// What becomes of a row that refers to who is forgotten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It goes.
    Goes,
    /// It stays, and the reference becomes null.
    Emptied,
    /// It stays, and the reference becomes 0, which is nobody's number.
    Nobody,
    /// A rule of its own in `erase` looks after it.
    ByRule,
}

/// What a person is told of a row that refers to them.
#[derive(Clone, Copy, Debug)]
pub enum Telling {
    /// Everything but these columns: secrets, other people's numbers, the bot's own bookkeeping.
    AllBut(&'static [&'static str]),
    /// These columns alone: the rest is not about them.
    Only(&'static [&'static str]),
    /// Nothing that another row does not tell.
    Nothing,
}

use Fate::{ByRule, Emptied, Goes, Nobody};
use Telling::{AllBut, Nothing, Only};

/// Rows that are the person's own.
const fn own(column: &'static str, but: &'static [&'static str]) -> Mention {
    mention(column, Goes, AllBut(but))
}

const fn mention(column: &'static str, fate: Fate, telling: Telling) -> Mention {
    Mention {
        column,
        fate,
        telling,
    }
}

const fn table(name: &'static str, people: &'static [Mention]) -> Table {
    Table { name, people }
}

/// Nothing in it is about anybody who has used the bot.
const fn impersonal(name: &'static str) -> Table {
    Table { name, people: &[] }
}

const EDIT: [&str; 2] = ["course_id", "edited_at"];

/// Every table, in an order in which what refers goes before what it refers to.
pub const TABLES: [Table; 41] = [
    // What a learner does.
    table("answers", &[own("user_id", &[])]),
    table(
        "submissions",
        &[
            own("user_id", &["claimed_by", "decided_by"]),
            mention(
                "claimed_by",
                Emptied,
                Only(&["id", "course_id", "claimed_at"]),
            ),
            mention(
                "decided_by",
                Emptied,
                Only(&["id", "course_id", "state", "comment", "decided_at"]),
            ),
        ],
    ),
    table("offers", &[own("user_id", &[])]),
    table("reviews", &[own("user_id", &[])]),
    table("review_calls", &[own("user_id", &[])]),
    table("user_course_progress", &[own("user_id", &[])]),
    table("reminders", &[own("user_id", &[])]),
    table("rhythms", &[own("user_id", &[])]),
    table("study_days", &[own("user_id", &[])]),
    table("study_pauses", &[own("user_id", &[])]),
    table("wakes", &[own("user_id", &["fence", "claimed_until"])]),
    table("wrong_codes", &[own("user_id", &[])]),
    table("code_uses", &[own("user_id", &[])]),
    // What somebody does who works on courses.
    table("imports", &[own("user_id", &[])]),
    table("codes", &[own("made_by", &["code_hash"])]),
    table(
        "invitations",
        &[
            own("made_by", &["token_hash", "accepted_by"]),
            // Null would open it again.
            mention(
                "accepted_by",
                Nobody,
                Only(&["role", "course_id", "accepted_at"]),
            ),
        ],
    ),
    table(
        "user_roles",
        &[
            own("user_id", &["granted_by"]),
            mention(
                "granted_by",
                Nobody,
                Only(&["role", "course_id", "created_at"]),
            ),
        ],
    ),
    table("broadcast_recipients", &[own("user_id", &[])]),
    table(
        "broadcasts",
        &[
            own(
                "created_by",
                &[
                    "fence",
                    "claimed_until",
                    "fed_to",
                    "counted_to",
                    "uncounted",
                ],
            ),
            // Marks in the order of the recipients' numbers.
            mention("fed_to", ByRule, Nothing),
            mention("counted_to", ByRule, Nothing),
            mention("uncounted", ByRule, Nothing),
        ],
    ),
    table(
        "review_rooms",
        &[mention(
            "opened_by",
            Nobody,
            Only(&["course_id", "created_at"]),
        )],
    ),
    table(
        "revisions",
        &[mention(
            "published_by",
            Emptied,
            Only(&["course_id", "number", "published_at"]),
        )],
    ),
    table(
        "draft_steps",
        &[mention(
            "edited_by",
            Emptied,
            Only(&["course_id", "title", "edited_at"]),
        )],
    ),
    table(
        "drafts",
        &[
            mention("edited_by", Emptied, Only(&EDIT)),
            mention(
                "head_edited_by",
                Emptied,
                Only(&["course_id", "head_edited_at"]),
            ),
        ],
    ),
    table(
        "courses",
        &[mention(
            "author_id",
            Emptied,
            Only(&["id", "title", "created_at"]),
        )],
    ),
    // What passes between Telegram and the bot.
    table("posts", &[own("chat_id", &[])]),
    table("dialogues", &[own("chat_id", &[])]),
    table("outbox", &[own("chat_id", &["lane", "attempts", "due_at"])]),
    table(
        "jobs",
        &[
            own("user_id", &["fence", "claimed_until"]),
            mention("chat_id", Goes, Nothing),
        ],
    ),
    table("inbox", &[mention("chat_key", ByRule, AllBut(&["bot_id"]))]),
    table("chats", &[own("id", &["menu"])]),
    // The person.
    table("users", &[own("id", &[])]),
    // What is about nobody: courses, files of courses, names of roles, and counts.
    impersonal("attachments"),
    impersonal("cohorts"),
    impersonal("media"),
    impersonal("past_answers"),
    impersonal("past_learners"),
    impersonal("permissions"),
    impersonal("role_permissions"),
    impersonal("roles"),
    impersonal("seaql_migrations"),
    impersonal("steps"),
];
