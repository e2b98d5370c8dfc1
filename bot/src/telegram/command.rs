//! The slash commands of each role. What they are called in the menu stands in the message files.

use teloxide::utils::command::BotCommands;

/// What everybody may say.
#[derive(BotCommands, Clone, Debug, PartialEq, Eq)]
#[command(rename_rule = "lowercase")]
pub enum LearnerCommand {
    /// Greet, or open the course of a deep link.
    Start(String),
    /// The courses: mine and the open ones.
    Courses(String),
    /// Where I was last.
    Continue(String),
    /// How far I am in each course.
    Progress(String),
    /// The questions that come back.
    Review(String),
    /// When I am written to.
    Rhythm(String),
    /// Start a course again.
    Restart(String),
    /// Leave a course.
    Leave(String),
    /// Enter with a code.
    Join(String),
    /// Ask the author of a course.
    Ask(String),
    /// Choose the language.
    Language(String),
    /// Text alone, or everything.
    Plain(String),
    /// Get what authors write to many, or not.
    Announcements(String),
    /// What is held about me.
    Privacy(String),
    /// Get it.
    Mydata(String),
    /// Have it erased.
    Forgetme(String),
    /// What can be said here.
    Help(String),
    /// Stop what was begun.
    Cancel(String),
}

/// What authors and owners may say.
#[derive(BotCommands, Clone, Debug, PartialEq, Eq)]
#[command(rename_rule = "lowercase")]
pub enum AuthorCommand {
    /// Make a course.
    Addcourse(String),
    /// Add a step to a course.
    Addstep(String),
    /// Change a course.
    Editcourse(String),
    /// The author's courses.
    Mycourses(String),
    /// Make a draft what learners walk.
    Publish(String),
    /// What was published before.
    History(String),
    /// Publish an older revision again.
    Rollback(String),
    /// Put a course in from a file.
    Import(String),
    /// Get a course as a file.
    Export(String),
    /// How learners have done.
    Results(String),
}

/// What those may say who say who works on courses, and who comes in.
#[derive(BotCommands, Clone, Debug, PartialEq, Eq)]
#[command(rename_rule = "lowercase")]
pub enum TeamCommand {
    /// Who works on a course.
    Team(String),
    /// The link to a course.
    Link(String),
    /// Who begins a course together.
    Cohorts(String),
}

/// What those may say who write to many.
#[derive(BotCommands, Clone, Debug, PartialEq, Eq)]
#[command(rename_rule = "lowercase")]
pub enum BroadcastCommand {
    /// Write to many learners of a course.
    Broadcast(String),
}

/// What those may say who look at what learners hand in.
#[derive(BotCommands, Clone, Debug, PartialEq, Eq)]
#[command(rename_rule = "lowercase")]
pub enum ReviewerCommand {
    /// What waits.
    Inbox(String),
}

/// What may be said in a group.
#[derive(BotCommands, Clone, Debug, PartialEq, Eq)]
#[command(rename_rule = "lowercase")]
pub enum GroupCommand {
    /// Have the work of a course looked at here, or no longer.
    Reviewhere(String),
}

/// What owners may say.
#[derive(BotCommands, Clone, Debug, PartialEq, Eq)]
#[command(rename_rule = "lowercase")]
pub enum OwnerCommand {
    /// Let somebody make courses.
    Addauthor(String),
    /// Take that right away.
    Removeauthor(String),
    /// What the bot does by itself.
    Jobs(String),
}

impl LearnerCommand {
    /// The names in the order of the menu, without the slash.
    pub const MENU: [&str; 16] = [
        "start",
        "courses",
        "continue",
        "progress",
        "review",
        "rhythm",
        "restart",
        "leave",
        "join",
        "ask",
        "language",
        "plain",
        "announcements",
        "privacy",
        "help",
        "cancel",
    ];
}

impl AuthorCommand {
    /// The name without the slash.
    pub fn name(&self) -> &'static str {
        match self {
            AuthorCommand::Addcourse(_) => "addcourse",
            AuthorCommand::Addstep(_) => "addstep",
            AuthorCommand::Editcourse(_) => "editcourse",
            AuthorCommand::Mycourses(_) => "mycourses",
            AuthorCommand::Publish(_) => "publish",
            AuthorCommand::History(_) => "history",
            AuthorCommand::Rollback(_) => "rollback",
            AuthorCommand::Import(_) => "import",
            AuthorCommand::Export(_) => "export",
            AuthorCommand::Results(_) => "results",
        }
    }
}

impl TeamCommand {
    /// The name without the slash.
    pub fn name(&self) -> &'static str {
        match self {
            TeamCommand::Team(_) => "team",
            TeamCommand::Link(_) => "link",
            TeamCommand::Cohorts(_) => "cohorts",
        }
    }
}

impl ReviewerCommand {
    /// The name without the slash.
    pub fn name(&self) -> &'static str {
        match self {
            ReviewerCommand::Inbox(_) => "inbox",
        }
    }
}

impl OwnerCommand {
    /// The name without the slash.
    pub fn name(&self) -> &'static str {
        match self {
            OwnerCommand::Addauthor(_) => "addauthor",
            OwnerCommand::Removeauthor(_) => "removeauthor",
            OwnerCommand::Jobs(_) => "jobs",
        }
    }
}
