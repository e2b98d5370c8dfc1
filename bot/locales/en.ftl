# Every sentence the bot says of its own. One idea per key; `ru.ftl` has the same keys.

## What everybody sees

hello = Hello, { $name }! I am { $bot }. I teach in small steps: read one, press Next, and come back whenever you like. Your place is kept.
choose-course = Choose a course:
catalogue-page = Courses, page { $page } of { $pages }
no-courses = There is no course here yet. Look in again soon.
no-courses-author = There is no course here yet. Make the first one with /addcourse.
steps = { $count ->
    [one] { $count } step
   *[other] { $count } steps
}
card-reached = You are at step { $number } of { $total }.
card-finished = You have finished this course.
step-progress = Step { $number } of { $total } · { $title }
step-looking-back = You are looking back. Your place is step { $number }.
new-since-passed = New since you passed: { $titles }
course-finished = Well done, { $name }! You have finished “{ $title }”.
course-finished-hint = You can look at every step again, or choose another course.
contents-title = Contents of “{ $title }”
contents-hint = Press a step to look at it. Your place does not move.
progress-title = How far you are
progress-line = { $title }: step { $number } of { $total }
progress-finished = { $title }: finished ✓
progress-again = { $title }: finished ✓, you are at step { $number } of { $total }
nothing-yet = You have not started a course yet.
restart-which = Which course do you want to start again?
restart-ask = Start “{ $title }” again from the first step? What you have finished stays finished.
leave-which = Which course do you want to leave?
leave-ask = Leave “{ $title }”? Your place in it will be forgotten.
left = You have left “{ $title }”. You can join again at any time with /courses.
left-hidden = You have left “{ $title }”. To come back you need its link or a code.
dismissed = All right, nothing has changed.
language-ask = Which language shall I speak?
language-as-telegram = As Telegram says
language-name = English
language-chosen = I speak English now.
cancel-done = Stopped. What was saved before stays.
cancel-nothing = There is nothing to stop. /help shows what I can do.
help-learner =
    What I can do:
    /courses – your courses and the open ones
    /continue – go on where you were
    /progress – how far you are
    /review – questions that come back
    /rhythm – when I write to you by myself
    /restart – start a course again
    /leave – leave a course
    /join – enter with a code
    /ask – ask the author of a course
    /language – choose the language
    /plain – text alone, for screen readers and slow connections
    /announcements – get announcements or not
    /privacy – what is held about you; /mydata gives it to you, /forgetme erases it
    /cancel – stop what was begun
help-author = For authors:
help-addcourse = /addcourse – make a course
help-addstep = /addstep – add a step to a course
help-editcourse = /editcourse – change a course or its steps
help-mycourses = /mycourses – your courses and their links
help-publish = /publish – show learners what you have written
help-history = /history – what was published before
help-rollback = /rollback – publish an older revision again
help-import = /import – put a course in from a file
help-export = /export – get a course as a file
help-results = /results – how learners have done
help-owner = For the owner:
help-addauthor = /addauthor – let somebody make courses
help-removeauthor = /removeauthor – take that right away
help-jobs = /jobs – what I do by myself, and what has failed
not-understood = I did not understand that. /continue takes you to your course, /help shows what I can do.
file-not-yours = Files are for those who make courses here, so I leave this one. /courses shows the courses, /help what you can do.
photo-for-what = A photo becomes a step of a course: press /addstep first, and send it when I ask for the text of the step. A course as a file comes with /import.
unknown-command = I do not know this command. /help shows those I know.
unknown-link = This link does not lead to a course. Perhaps it was cut off.
group-hello = I teach in private chats, one to one. Find me here: { $link }
moved-on = You have moved on: you are at step { $number } of { $total }.
moved-on-offer = That button belongs to another step. You are at step { $number } of { $total } · { $title }.
old-button = This button no longer leads anywhere. /continue takes you to your course.
closed-notice = The course “{ $title }” is closed to newcomers now. You keep your place and can go on: /continue
apology = Something went wrong on my side, and I could not do that. Please try again. If it happens again, tell whoever runs this bot: { $reference }

## Buttons

button-start = Start
button-continue = Continue
button-next = Next ›
button-finish = Finish ✓
button-back = ‹ Back
button-forward = Forward ›
button-look = Look: { $title }
button-contents = Contents
button-other-courses = Other courses
button-review = All steps
button-restart = Start again
button-leave = Leave
button-cancel = Cancel
button-newer = ‹ Previous
button-older = More ›
button-to-courses = ‹ All courses
button-reached = { $title } · { $number }/{ $total }
button-finished-course = { $title } ✓

## What the rules say

refusal-unknown-course = I cannot find this course. /courses shows what there is.
refusal-unknown-step = I cannot find this step any more. /continue takes you to your place.
refusal-closed = This course takes no newcomers at the moment.
refusal-no-more-yet = That is all there is for now: the last steps are still being written. Your place is kept.
refusal-not-enrolled = You are not in this course. /courses shows what there is.
refusal-not-reached = You have not come to this step yet.
refusal-nothing-to-show = This course has no steps to show yet. Please look in later.
refusal-no-course-yet = You have not started a course yet. /courses shows what there is.
refusal-not-an-author = This is for authors. /help shows what you can do here.
refusal-not-your-part = Your role in this course does not include that. /mycourses shows what you can do.
refusal-blank = I see nothing but blank space there. Please write { $what }.
refusal-too-long = That is { $length } characters, and { $what } may have at most { $limit }. Please shorten it.
refusal-too-many-steps = A course can have at most { $limit } steps. Perhaps it is time for a second course?
refusal-taken-course = There is already a course called “{ $title }”. Please choose another title.
refusal-taken-step = This course already has a step called “{ $title }”. Please choose another title.
refusal-empty-step = A step needs a text, or something to see, to hear or to open. Please send one of them.
refusal-no-steps = This course cannot be open without a step that is switched on. Add one or switch one on first.
refusal-no-end = This course cannot be open without a last step. Mark a step as the end first.
refusal-unknown-import = This file was decided on already, a newer one took its place, or it has waited too long. Please send it again.
refusal-unknown-person = I do not know this person. Ask them to write to me first (/start), then try again.
refusal-owner-stays = Owners are named in the settings of this bot; the chat cannot change them.
refusal-changed-meanwhile = { $name } has changed this since you were asked, on { $when }. I have overwritten nothing. Look at what is there now, and if you still want to, ask again.
refusal-changed-by-nobody = This has been changed since you were asked, on { $when }. I have overwritten nothing. Look at what is there now, and if you still want to, ask again.
refusal-unknown-revision = I cannot find this revision. /history shows those there are.
refusal-somebody-inside = { $learners ->
    [one] { $learners } person is in this course, so I will not delete it. You can close it to newcomers instead.
   *[other] { $learners } people are in this course, so I will not delete it. You can close it to newcomers instead.
}
what-course-title = a title for the course
what-course-description = a description
what-step-title = a title for the step
what-step-text = a step's text

## Questions

quiz-question = Question
quiz-number = Question { $number } of { $total }
quiz-try-again = Have another go.
quiz-how-multiple = Tick all that are right, then press Check.
quiz-how-typed = Type your answer.
quiz-how-number = Type a number.
quiz-how-number-unit = Type a number, in { $unit }.
quiz-how-order = What comes at place { $number }?
quiz-how-match = What belongs to “{ $words }”?
quiz-how-check = All set? Press Check.
quiz-yours = Your answer: { $words }
quiz-right = ✅ Right!
quiz-wrong = ❌ Not quite.
quiz-thanks = Thank you!
quiz-meant = I take it that you meant “{ $words }”.
quiz-part = { $fits } of { $total } are in the right place.
quiz-attempts-left = { $count ->
    [one] One more attempt.
   *[other] { $count } more attempts.
}
quiz-solution = The right answer: { $words }
quiz-answer = Answer:
quiz-no-right = There is no right or wrong here.
quiz-summary = Answered right here: { $right } of { $total }.
quiz-summary-poll = You have answered this. Thank you!
quiz-put-off = { $count ->
    [one] One question is put off.
   *[other] { $count } questions are put off.
}
quiz-stuck-step = Your attempts are used up. Read it up once more, then you have all of them again.
quiz-stuck-wait = Your attempts are used up. You have all of them again { $wait } after your last answer.
quiz-no-hint = There is no hint any more.
quiz-changed = The author has just changed this question. Here it is as it is now.
quiz-too-long = That is longer than I can judge. Please answer with at most { $limit } characters.
quiz-words-wanted = I am waiting for an answer in words. Please type it.
quiz-number-wanted = I am waiting for a number, such as 12 or 3.5. It has not counted as an attempt.
quiz-option-wanted = Press one of the buttons, or type its letter, A to { $last }. It has not counted as an attempt.
quiz-options-wanted = Tick on the buttons, or type the letters of all that are right, A to { $last }. It has not counted as an attempt.
quiz-all-wanted = Press the buttons one after another, or type all their letters in your order, A to { $last }. It has not counted as an attempt.
result = Your result: { $earned } of { $total } { $total ->
    [one] point
   *[other] points
}, { $percent } %.
result-passed = Your result: { $earned } of { $total } { $total ->
    [one] point
   *[other] points
}, { $percent } %. Passed!
result-not-passed = Your result: { $earned } of { $total } { $total ->
    [one] point
   *[other] points
}, { $percent } %. The course is passed from { $mark } %. You can start again and try once more; what you have earned stays.
result-first-try = Right at the first try: { $right } of { $total }
results-which = Which course's results do you want to see?
results-title = Results of “{ $title }”
results-learners = { $learners ->
    [one] One learner, { $finished } finished
   *[other] { $learners } learners, { $finished } finished
}
results-gain = { $learners ->
    [one] Before and after, for the one learner who answered both: { $before } % right, then { $after } %
   *[other] Before and after, for the { $learners } learners who answered both: { $before } % right, then { $after } %
}
results-no-questions = This course asks nothing yet. Questions stand in the course file; docs/COURSE-FILE.md shows how.
results-untried = Nobody has answered this yet.
results-first-try = { $tried } answered, { $percent } % right at the first try
results-answered = { $tried } answered
results-favourite = Most frequent wrong answer: { $words } ({ $count })
results-most-chosen = Most frequent answer: { $words } ({ $count })
results-more = { $count ->
    [one] One more question is not shown here.
   *[other] { $count } more questions are not shown here.
}
results-caption = { $count ->
    [one] “{ $title }”: one learner. Times are UTC.
   *[other] “{ $title }”: { $count } learners. Times are UTC.
}
results-too-large = The table is larger than { $limit } MB, and I cannot send that here.
results-too-many-cells = So many learners do not fit into one Excel table here. Take the table as CSV: Excel opens that too.
results-id = Number
results-name = Name
results-username = Username
results-points = Points
results-of = Out of
results-percent = Percent
results-finished = Finished, UTC
button-results = Results
button-csv = As CSV
button-xlsx = As an Excel table
duration-minutes = { $count ->
    [one] one minute
   *[other] { $count } minutes
}
duration-hours = { $count ->
    [one] one hour
   *[other] { $count } hours
}
duration-days = { $count ->
    [one] one day
   *[other] { $count } days
}
refusal-unanswered = Answer the question first, then it goes on. Any answer will do.
refusal-not-passed = This step goes on once its questions are answered right.
refusal-answered-already = That answer has been counted already.
refusal-nothing-picked = Something is still missing. Choose first, then press Check.
refusal-no-attempts-left = Your attempts at this question are used up. /continue shows how you can try again.
refusal-not-yet = You can try again in { $wait }.
button-check = Check
button-clear = Start over
button-hint = Hint
button-later = Later
button-put-off = Questions put off
button-retry = Try again
button-remedy = Read “{ $title }” again

## Review: the questions that come back

button-keep-fresh = Keep it fresh
button-review-begin = Begin
button-review-next = Next card
button-review-off = Switch off
button-review-course = Keep “{ $title }” fresh
review-offer = { $count ->
    [one] One question went wrong on the way. Shall it come back in good time, until it stays?
   *[other] { $count } questions went wrong on the way. Shall they come back in good time, a few a day, until they stay?
}
review-begun = { $count ->
    [0] All right. Nothing has gone wrong in “{ $title }” so far; what does will come back. /review shows what is due.
    [one] All right. One question of “{ $title }” comes back when it is about to be forgotten. By myself I ask { $most } questions a day at most; /review shows more whenever you like.
   *[other] All right. { $count } questions of “{ $title }” come back when they are about to be forgotten. By myself I ask { $most } questions a day at most; /review shows more whenever you like.
}
review-title = Review
review-explained = Questions that you got wrong in a course come back, each when it is about to be forgotten: after a day first, then more and more seldom. By myself I ask { $most } questions a day at most. They give no points and change nothing in the course.
review-which = In which course shall they come back?
review-no-courses = So far nothing has gone wrong in your courses, so there is nothing to bring back.
review-heading = Review · { $course } · { $step }
review-back-in = This question comes back in { $wait }.
review-all-done = That was all for now.
review-enough = { $count ->
    [one] That is enough for today. One more is waiting, if you like.
   *[other] That is enough for today. { $count } more are waiting, if you like.
}
review-later = Nothing is due just now. The next question comes back in { $wait }.
review-nothing-yet = There is no question to bring back yet. What you get wrong from now on will come back.
review-changed = That card is no longer as it was. Here is what comes next.
review-off = Switched off: nothing comes back by itself any more. /review switches it on again.
review-call = { $count ->
    [one] One question is waiting to be reviewed.
   *[other] { $count } questions are waiting to be reviewed.
}
command-review = Questions that come back

## What authors see

ask-course-title = What is the course called? Up to { $limit } characters. /cancel stops.
ask-course-description = Describe “{ $title }” in a sentence or two, up to { $limit } characters. Learners see it before they start.
course-made = The course “{ $title }” is there. Learners do not see it until you publish it. Now the first step.
ask-step-title = Step { $number }: what is it called? Up to { $limit } characters.
ask-step-content = Now send what “{ $title }” says: a text (bold, links, lists and spoilers stay as you write them), a photo, a video, audio, a voice message, an animation, a file or an album, with a caption if you like, or the address of a picture on the first line and the text below it.
ask-new-course-title = What shall “{ $title }” be called?
ask-new-course-description = What shall the description of “{ $title }” say?
ask-new-step-title = What shall the step “{ $title }” be called?
ask-new-step-content = Send the new text, photo, film, sound or file for “{ $title }”. It takes the place of the old one.
step-content-wanted = A step cannot hold that. Please send a text, a photo, a video, audio, a voice message, an animation, a file, or an album of them. /cancel stops.
medium-beyond = This file is larger than 20 MB, and Telegram does not hand such files to bots. Learners see it, but an export of the course will be without it, and so will another bot.
send-as-text = Please write it as a text message, or /cancel.
step-saved = Step { $number }, “{ $title }”, is saved.
step-saved-end = It is the last step of the course.
step-behind-end = It stands behind the last step of the course: learners do not come to it. Move it, or mark another step as the end.
step-undone = I took “{ $title }” back. What is the step called?
step-undone-meanwhile = I took “{ $title }” back. I am still waiting for your answer to the question before.
undo-too-late = This step has been changed or published since you added it, so I leave it. Its own page has Delete.
marked-end = “{ $title }” is the last step now.
unmarked-end = “{ $title }” is no longer the last step.
published = “{ $title }” is open. This link leads straight to it:
published-unlisted = “{ $title }” is open to whoever has its link:
published-by-code = “{ $title }” is open to whoever has a code. Its link alone lets nobody in:
published-again = Published. Learners of “{ $title }” see the changes from now on. The link:
published-already = Learners of “{ $title }” see everything that you have written.
published-already-link = Learners of “{ $title }” see everything that you have written. The link:
publish-which = Which course do you want to publish?
publish-ask = Publish “{ $title }”?
publish-opens = It is closed now; then it is open to everybody.
publish-opens-unlisted = It is closed now; then it is open to whoever has its link.
publish-opens-by-code = It is closed now; then it is open to whoever has a code.
publish-anew = Something has changed meanwhile. Please look again.
change-title = The title changes.
change-description = The description changes.
change-language = The language changes.
change-pass-mark = The pass mark changes.
change-reminders = The reminders change.
change-release = The times at which steps open change.
change-added = { $count ->
    [one] New step: { $titles }
   *[other] { $count } new steps: { $titles }
}
change-removed = { $count ->
    [one] Removed: { $titles }
   *[other] { $count } steps removed: { $titles }
}
change-changed = { $count ->
    [one] Changed: { $titles }
   *[other] { $count } steps changed: { $titles }
}
change-moved = { $count ->
    [one] Moved: { $titles }
   *[other] { $count } steps moved: { $titles }
}
change-nothing = No step changes.
quoted = “{ $title }”
and-more = and { $count } more
impact-nobody = Nobody is in the course yet.
impact-learners = { $learners ->
    [one] { $learners } learner:
   *[other] { $learners } learners:
}
impact-unaffected = { $learners } unaffected
impact-meeting = { $learners } will meet what is new
impact-passed = { $learners } will be offered what is new behind them
impact-moved = { $learners ->
    [one] { $learners } stands on the removed step “{ $from }” → “{ $to }”
   *[other] { $learners } stand on the removed step “{ $from }” → “{ $to }”
}
impact-moved-more = { $learners } more stand on removed steps and go on with the next one
discard-ask = Forget the changes in the draft of “{ $title }” that were never published? This cannot be taken back.
discarded = The draft is again what learners see.
history-which = Which course's revisions do you want to see?
history-title = History of “{ $title }”
history-none = No revision has been kept yet. The next publication begins the list.
revision = Revision { $number } · { $when }
revision-by = Revision { $number } · { $when } · { $name }
revision-now = learners see this one
rollback-which = Which course shall go back to an older revision?
rollback-ask = Publish revision { $number } of “{ $title }” again, as a new revision?
rollback-hint = Press the number of a revision to look at it and to go back to it.
rollback-title-taken = The revision was called “{ $title }”. Another course has that title by now, so this one stays “{ $kept }”.
rollback-already = Learners of “{ $title }” see that revision already.
rollback-drops-edits = The draft has changes that were never published; they will be lost. Cancel to keep them.
rollback-nothing = This is what learners see already.
rollback-restored = The draft of “{ $title }” is again what learners see. For them nothing has changed. The link:
instant-utc = { $when } UTC
preview-end = This was a preview: nothing of it counts.
preview-waits = Step { $number }, “{ $title }”, is not open yet: for a learner who presses Next now it opens { $when }, and comes by itself then.
preview-waits-longer = Step { $number }, “{ $title }”, is not open yet: for a learner who presses Next now it opens { $when }, and comes by itself { $later }.
preview-time = This is what a learner sees { $when }. Nothing of it counts.
preview-reminder = { $count ->
    [one] After a day of silence a learner reads:
   *[other] After { $count } days of silence a learner reads:
}
preview-no-reminder = Nobody is reminded of this course.
button-preview-skip = Skip ahead: { $when }
button-preview-reminder = Skip to the reminder
unpublished = { $learners ->
    [0] “{ $title }” is closed to newcomers. Nobody was inside.
    [one] “{ $title }” is closed to newcomers. { $learners } person inside keeps their place.
   *[other] “{ $title }” is closed to newcomers. { $learners } people inside keep their place.
}
deleted-course = “{ $title }” is deleted.
deleted-step = The step is deleted. Learners keep it until you publish.
renamed = Saved. Learners see it once you publish.
moved = Moved.
moved-edge = It is already at the edge.
switched-off = Switched off. Once published, who stands on this step can stay; everybody else skips it.
switched-on = Switched on.
delete-step-ask = Delete the step “{ $title }”? Learners keep it until you publish; then who stands on it goes on with the next one.
delete-course-ask = Delete the course “{ $title }” with all its steps and revisions? This cannot be taken back.
my-courses = Your courses
my-courses-none = You have not made a course yet. /addcourse makes one.
add-step-which = Which course gets a new step?
edit-which = Which course do you want to change?
workbench-open = Open to everybody
workbench-closed = Closed: learners do not see it
workbench-learners = { $learners ->
    [0] Nobody is in it yet.
    [one] { $learners } person is in it.
   *[other] { $learners } people are in it.
}
workbench-no-steps = It has no steps yet.
workbench-steps-page = Steps { $from }–{ $to } of { $total }
workbench-changed = The draft has changes that learners do not see yet.
workbench-step = Step { $number } of { $total } · { $title }
workbench-step-off = Switched off
workbench-step-end = The last step of the course
picture-refused = Telegram refuses the picture of step “{ $step }” in “{ $course }” ({ $reason }). Learners get the text without it. Please give the step another picture.
medium-refused = Telegram refuses a film, a sound or a file of step “{ $step }” in “{ $course }” ({ $reason }). Learners get its description instead. Please give the step another one.

button-new-course = New course
button-skip = Without description
button-add-next = Add next step
button-add-step = Add a step
button-preview = Preview
button-preview-again = See as a learner
button-mark-end = Mark as end
button-unmark-end = Not the end
button-undo = Undo
button-publish = Publish
button-discard = Discard changes
button-history = History
button-as-file = As a file
button-to-history = ‹ History
button-revision = { $number }
button-roll-back = Roll back to this
button-unpublish = Close to newcomers
button-rename = Rename
button-describe = Description
button-rewrite = New content
button-up = ↑ Earlier
button-down = ↓ Later
button-switch-off = Switch off
button-switch-on = Switch on
button-delete = Delete
button-delete-really = Yes, delete
button-to-course = ‹ To the course
button-to-my-courses = ‹ My courses
button-edit = Edit
button-step = { $number }. { $title }
button-step-end = { $number }. { $title } ⚑
button-step-off = { $number }. { $title } (off)
button-course-open = { $title }
button-course-closed = { $title } (closed)

## Courses as files

ask-course-file = Send me a course as a file: Markdown (.md), or a .zip of the Markdown and its pictures. An mdBook as a .zip, a course of Coob (.json) and questions in GIFT, Aiken or a table (.gift, .txt, .csv) are read as well. /cancel stops.
reading-file = Reading “{ $file }” …
file-kind = I cannot make a course of “{ $file }”. I take plain text in Markdown (a file that ends in .md; Google Docs downloads one), or a .zip of it with its pictures. From Word or a PDF copy the text into such a file and put ## before the title of every step.
file-wanted = I am waiting for a file with a course: .md or .zip, or .json, .gift, .txt and .csv from elsewhere. /cancel stops.
file-too-large = “{ $file }” is larger than { $limit } MB, and Telegram does not hand larger files to bots. Make the pictures smaller, or put it in on the server: stepwise import
file-gone = Telegram does not give me “{ $file }” any more. Please send it again.
import-refused = { $count ->
    [one] “{ $file }” cannot be put in yet. One thing has to be mended:
   *[other] “{ $file }” cannot be put in yet. { $count } things have to be mended:
}
import-more = … and { $count } more; all of them are in the file below.
import-nothing-saved = Nothing was saved. Mend the file and send it again.
import-problems-name = problems.txt
import-problems-errors = To be mended:
import-problems-warnings = To know:
import-problems-caption = { $count ->
    [one] What I have noticed.
   *[other] All { $count } things I have noticed, line by line.
}
import-warnings = { $count ->
    [one] One thing to know:
   *[other] { $count } things to know:
}
import-new-course = { $steps ->
    [one] A new course: “{ $title }”, { $steps } step. Learners do not see it until you publish it.
   *[other] A new course: “{ $title }”, { $steps } steps. Learners do not see it until you publish it.
}
import-renamed = Its id is “{ $id }”: write id: { $id } at the top of the file, so that I know the course when you send it again.
import-meets = The file names no id, and “{ $id }”, which follows from its title, is the id of this course: so the file would change it. For a new course give it another title; in Markdown, write id: { $free } at its top.
import-parted = A course with the id “{ $slug }” is there already (“{ $title }”). This file names no id and shares no step with it, so it becomes a course of its own with the id “{ $id }”. To change the other course instead, write id: { $slug } at the top of a Markdown file.
import-changes = This is what the file changes in the draft of “{ $title }”:
import-title = Another title: “{ $title }”
import-description = Another description
import-language = Another language
import-pass-mark = Another pass mark
import-reminders = Other reminders
import-release = Other times at which the steps open
import-added = { $count ->
    [one] + New: { $steps }
   *[other] + { $count } new: { $steps }
}
import-changed = { $count ->
    [one] ✎ Changed: { $steps }
   *[other] ✎ { $count } changed: { $steps }
}
import-moved = { $count ->
    [one] ↕ Moved: { $steps }
   *[other] ↕ { $count } moved: { $steps }
}
import-removed = { $count ->
    [one] − Removed: { $steps }
   *[other] − { $count } removed: { $steps }
}
import-stayed = { $count ->
    [one] The picture of { $steps } stays: the file names it and does not bring it.
   *[other] The pictures of { $steps } stay: the file names them and does not bring them.
}
import-step = “{ $title }”
import-changed-step = “{ $title }” ({ $parts })
import-removed-standing = { $learners ->
    [one] “{ $title }” ({ $learners } learner stands on it)
   *[other] “{ $title }” ({ $learners } learners stand on it)
}
import-and-more = { " " }and { $count } more
import-part-title = title
import-part-text = text
import-part-questions = questions
import-part-media = picture or file
import-part-links = link buttons
import-part-release = when it opens
import-part-flags = on, off, end or protection
import-learners = { $learners ->
    [0] Nobody is in the course yet.
    [one] { $learners } person is in the course. Nothing changes for them before you publish.
   *[other] { $learners } people are in the course. Nothing changes for them before you publish.
}
import-put-aside = The file with “{ $title }”, which you had not decided on, is put aside: one file waits at a time. Send it again when you want it.
import-changed-meanwhile = The draft was changed since this was shown; nothing has been overwritten. Now it would be:
import-waiting = This file waits for your decision. Another file takes its place, /cancel forgets it.
import-no-changes = No changes: the draft of “{ $title }” says the same already.
import-applied = The draft of “{ $title }” says what the file says now. Learners see it when you publish.
import-created = The course “{ $title }” is there. Learners do not see it until you publish it.
import-cancelled = All right, nothing has changed. The file is forgotten.
export-which = Which course do you want as a file?
export-packing = Packing “{ $title }” with its pictures …
export-caption = “{ $title }”. Change it and send it back: I show what changes before anything is saved.
export-caption-to-read = “{ $title }”, as its authors have it now.
export-lost = { $count ->
    [one] Without the picture of { $steps }: I do not have it, and Telegram does not give it to me.
   *[other] Without the pictures of { $steps }: I do not have them, and Telegram does not give them to me.
}
export-too-large = “{ $title }” with its pictures is larger than { $limit } MB, and I cannot send that here. On the server: stepwise export
button-apply = Apply
problem-at-all = { $what }
problem-at-line = Line { $line }: { $what }
problem-in-file = { $file }: { $what }
problem-at-line-in-file = { $file }, line { $line }: { $what }

## What owners see

ask-author = Who shall make courses? Forward me a message from them, or write their @username or their number. /cancel stops.
ask-author-leaving = Whose right to make courses shall I take away? Choose, or write their @username or number. /cancel stops.
no-authors = Nobody but the owners can make courses. /addauthor lets somebody.
author-added = { $name } can make courses now.
author-already = { $name } can make courses already.
author-removed = { $name } can no longer make courses. Their courses stay.
author-was-none = { $name } could not make courses anyway.
author-welcome = You can make courses here now. /addcourse begins one, /help shows the rest.
author-farewell = You can no longer make courses here. Those you have made stay.
forward-hidden = This person hides who they are in forwarded messages. Ask them to write to me, then send me their @username or number.
team-welcome = You have a role in making courses here now. /mycourses shows your courses, /help shows the rest.

## The command menu

command-start = Begin
command-courses = Your courses and the open ones
command-continue = Go on where you were
command-progress = How far you are
command-restart = Start a course again
command-leave = Leave a course
command-language = Choose the language
command-plain = Text alone, for screen readers
command-help = What I can do
command-cancel = Stop what was begun
command-addcourse = Make a course
command-addstep = Add a step to a course
command-editcourse = Change a course
command-mycourses = Your courses and their links
command-publish = Show learners what you have written
command-history = What was published before
command-rollback = Publish an older revision again
command-import = Put a course in from a file
command-export = Get a course as a file
command-results = How learners have done
command-addauthor = Let somebody make courses
command-removeauthor = Take that right away
command-jobs = What the bot does by itself

## What a stranger sees before /start

about-short = Courses in small steps. Your place is kept.
about-long = I teach in small steps: read one, press Next, and come back whenever you like. Your place is kept. Press Start to see the courses.

## What is wrong with a course file, and what to write instead

problem-file-too-large = The file has { $size } MB; a course file may have at most { $limit } MB. Please make two courses of it.
problem-no-steps = I see no step here. Every step begins with a heading of two signs: ## Title
problem-no-steps-but-headings = I see { $count } headings with one #, but a step begins with two. Write ## instead of # before the title of every step.
problem-too-many-steps = There are { $count } steps; a course can have at most { $limit }. Perhaps it is time for a second course?
problem-front-matter-open = The head of the file begins here with --- and never ends. Put a line of --- below its last key.
problem-front-matter-too-large = The head of the file has { $size } KB; at most { $limit } KB are read. Keep only the keys there, and put the rest into steps.
problem-front-matter-unreadable = I cannot read “{ $text }”. A value with a colon, a # or a bracket needs quotation marks: title: "Tea: a start"
problem-front-matter-no-keys = The head of the file holds lines like id: tea and title: Tea, one key to a line. I see something else.
problem-key-unknown = I do not know the key “{ $key }” and leave it out. I know id, title, description, language, pass, unfinished and defaults.
problem-key-repeated = The key “{ $key }” stands here for the second time. Keep one of the two.
problem-neither-true-nor-false = “{ $key }” says “{ $value }”. Write true or false.
problem-default-unknown = I do not know the default “{ $key }” yet and leave it out.
problem-key-not-text = “{ $key }” needs a text behind its colon, and here stands a list, a group or a reference.
problem-defaults-not-keys = “defaults” needs lines of keys below it, moved in by two spaces. Leave it out if you have none.
problem-language-unknown = “{ $value }” is no name of a language, so I leave it out. Write en, ru or pt-BR, for example.
problem-no-title = The course needs a title. Write title: … into the head of the file.
problem-title-too-long = The title of the course has { $length } characters; at most { $limit } are possible. Please shorten it.
problem-description-too-long = The description has { $length } characters; at most { $limit } are possible. Please shorten it.
problem-course-id-proposed = The course has no id. I shall call it “{ $id }”. Write id: { $id } into the head of the file, so that it stays when the title changes.
problem-course-id-bad = “{ $id }” cannot be an id: only a–z, 0–9 and - are possible, at most 48 of them. Write id: { $proposal }
problem-title-twice = The course has its title already, so “{ $title }” is not shown. If it is a step, write ## before it.
problem-text-before-steps = The text above the first step is not shown to learners. It has { $length } characters; as a description it would have to be the only one, without a picture, and have at most { $limit }. Put it below a heading with ## to make a step of it.
problem-step-ids-proposed = { $count ->
    [one] This step has no name of its own, so I shall call it “{ $id }”. Export writes the name into the file.
   *[other] { $count } steps have no names of their own, so I make some from their titles; this one I call “{ $id }”. Export writes them into the file.
} Places are remembered by these names: write them down, as in ## Title {"{"}#{ $id }{"}"}, before you change a title.
problem-step-id-bad = “{ $id }” cannot be the name of a step: only a–z, 0–9 and - are possible, at most 48 of them. Write {"{"}#{ $proposal }{"}"}
problem-step-id-repeated = The step on line { $line } is called “{ $id }” already. Give this one another name, perhaps {"{"}#{ $proposal }{"}"}
problem-step-flag-unknown = I do not know “{ $flag }” and leave it out. A heading can carry #name, .end, .off, .must-answer, .must-pass, draw=…, spent=… and release="…".
problem-step-no-title = This step has no title. Write one behind the ##.
problem-step-title-too-long = The title of this step has { $length } characters; at most { $limit } are possible. Please shorten it.
problem-step-title-repeated = The step on line { $line } is called “{ $title }”, too. Every step of a course needs a title of its own.
problem-step-underlined = “{ $title }” is underlined, so it begins a step. If you meant a line between two paragraphs, put an empty line above the ---.
problem-step-empty = There is nothing to learn in “{ $title }”: it has neither a text nor anything to see or to hear.
problem-step-too-large = This step is longer than { $limit } KB. Please make several steps of it.
problem-picture-in-title = A picture cannot stand in a heading. Put it below.
problem-end-added = No step is marked as the end, so “{ $title }” becomes it. Mark the right one with .end, or write unfinished: true into the head of the file.
problem-end-unreachable = { $count ->
    [one] This step stands after “{ $title }”, where the course ends: nobody will come to it.
   *[other] From here on, { $count } steps stand after “{ $title }”, where the course ends: nobody will come to them.
} Move the .end to the last step.
problem-all-off = All steps are switched off, so there is nothing to walk through. Take .off away from those that are ready.
problem-block-open = The block that begins here is never closed and has swallowed { $count ->
    [one] the heading of one step
   *[other] the headings of { $count } steps
}. Close it with the same signs it begins with (--> for a comment).
problem-block-closed = The block that begins here is never closed, so I close it at the end of the file.
problem-heading-without-space = “{ $text }” is no heading, because a space is missing behind the #.
problem-heading-too-high = “{ $title }” has one #, so it is only shown in bold. A step begins with ##, a heading inside a step with ###.
problem-too-deep = Quotes, lists and formatting lie more than { $limit } deep within each other here. Please make it simpler.
problem-text-too-long = The text of this step has { $length } characters; at most { $limit } are possible. Please make two steps of it.
problem-caption-too-long = The text has { $length } characters, and below a picture Telegram shows { $limit }. So it is sent as a message of its own, below the picture.
problem-picture-nowhere = “{ $address }” is neither a file beside the text nor an https address, so the step goes without this picture. Save it as a file and write its path.
problem-picture-blank = A path with a blank in it makes no picture, so this is shown as it stands. Write ![…](<{ $path }>) or ![…]({ $instead }).
problem-picture-linked = A picture cannot be a link in a chat, so { $address } is left out. Write the link below it.
problem-album-large = A step shows at most { $limit } pictures, films or files at once, and here are { $count }. Put the rest into a step of their own.
problem-album-mixed = This does not go together with what stands above: Telegram shows pictures with films, documents with documents and audio with audio. A voice message and an animation stand alone. Put it into a step of its own.
problem-alt-long = The description of this has { $length } characters; at most { $limit } are read out.
problem-button-address = A button cannot lead to “{ $address }”. Write an address that begins with https://, http:// or tg://.
problem-button-label = The words on this button have { $length } characters; at most { $limit } fit.
problem-button-inside = { $words } stands among other words and stays a link. For a button put it into a line of its own.
problem-buttons-row = There are { $count } buttons in one line, and Telegram shows { $limit } in a row. Begin a new line.
problem-buttons-many = This step has { $count } buttons that lead elsewhere; at most { $limit } are shown.
problem-picture-second-linked = A step shows one picture. This one, { $address }, becomes a link.
problem-picture-second-dropped = A step shows one picture. This one, { $address }, is left out; give it a step of its own.
problem-link-dropped = “{ $address }” cannot be opened from a chat, so only its words are shown. Write an address with https:// at its beginning.
problem-link-mail = “{ $address }” cannot be opened from a chat, so only the words of the link are shown. Write the address itself into the text: Telegram makes it one to tap.
problem-table-too-wide = A table of { $columns } columns is hard to read in a chat. At most { $limit } go well; perhaps a list is better.
problem-spoiler-open = These two bars have no partner in their paragraph, so they are shown as they stand. Close the spoiler with ||, or write \|\| if you mean bars.
problem-reference-missing = Nothing in this step says where [{ $name }] leads, so it is shown as it stands. Write [{ $name }]: https://… into the same step.
problem-footnote-missing = The footnote “{ $name }” has no text in this step. Write [^{ $name }]: … into the same step.
problem-footnote-unused = Nothing in this step refers to the footnote “{ $name }”, so it is not shown. Put [^{ $name }] where it belongs.
problem-tag-dropped = Telegram cannot show <{ $tag }>. Its words stay, the tag is left out.
problem-tag-shown = “{ $tag }” is nothing that HTML knows, so it is shown as it stands. If it is code, put it between backticks.
problem-tag-open = <{ $tag }> is never closed, so it is left out. Close it with </{ $tag }>.
problem-tag-not-opened = </{ $tag }> closes something that was never opened, so it is left out.
problem-pass-mark-bad = “{ $value }” is no pass mark. Write a whole number of percent from 1 to 100, such as pass: 80
problem-reminders-bad = “{ $value }” does not say when learners are reminded. Write up to { $most } rising numbers of days from 1 to { $longest }, such as reminders: 1, 3, 7 – or reminders: none
problem-step-flag-idle = “{ $flag }” is about questions, and this step asks none, so it is left out.
problem-step-draw-bad = “{ $value }” cannot be drawn. Write how many of the questions each learner is asked, such as draw=5
problem-step-draw-many = { $draw } questions are to be drawn, and there are { $count }, so all of them are asked.
problem-release-unknown = I do not understand when this opens: “{ $value }”. Write at once, after 30 minutes, after 1 day, after 3 days at 08:30, weekdays at 08:30, mon, wed, fri at 18:00, 2026-12-01 at 09:00 or day 3.
problem-release-number = “{ $value }” is no number that fits here. Write a whole number from { $low } to { $high }.
problem-release-time = “{ $value }” is no time of day. Write hours and minutes, such as 08:30 or 18:00; only behind a date a zone may follow.
problem-release-date = “{ $value }” is no day of the calendar. Write year, month and day, such as 2026-12-01.
problem-release-zone = I know no zone “{ $value }”. Did you mean { $near }? An offset such as +03:00 will do as well.
problem-release-open = Behind release= the words stand in quotation marks, such as release="after 1 day". Here they are missing, or one of the two is.
problem-release-first = The first step opens only then, so the course begins then. If that is not meant, take release away from it.
problem-release-backwards = This step opens before “{ $title }”, which stands before it. Nobody comes to it earlier, so it opens with that one.
problem-step-spent-bad = I do not understand spent={ $value }. Write spent=show, the name of an earlier step, or a pause such as spent=30m, spent=8h or spent=2d (at most a year).
problem-step-spent-nowhere = No step is called “{ $id }”, so nobody can be led there. Write the name of a step that stands before this one.
problem-step-spent-behind = “{ $id }” does not stand before this step, so nobody can be led back to it. Write the name of an earlier step.
problem-questions-many = This step asks { $count } questions; at most { $limit } are possible. Please make two steps of it.
problem-question-unreadable = I cannot read this line of the question’s settings: { $text } — if there is a colon, a # or a bracket in it, put the words between quotation marks.
problem-question-no-keys = The settings of a question are lines such as answer: Paris or points: 2, one key to a line. I see something else here.
problem-question-key-unknown = I do not know the key “{ $key }” and leave it out. Did you mean “{ $near }”?
problem-question-key-unfit = “{ $key }” means nothing to this kind of question, so it is left out.
problem-question-kind-unknown = I do not know the kind “{ $kind }”. Write single, multiple, poll, typed, number, order, match or work.
problem-question-kind-unfit = “{ $kind }” does not fit what stands above. single, multiple and poll need a list with boxes (- [ ]), order a numbered list, match a table; typed, number and work need none of them, only what their settings say.
problem-question-inside = Settings of a question stand inside a list or a quote. Put them at the beginning of the line, directly below what they belong to.
problem-question-nothing = There is nothing to answer here. Put these settings directly below a list with boxes, a numbered list or a table, or write answer:, number: or work: into them.
problem-question-not-asked = Nothing is asked here. Write the question as a paragraph directly above.
problem-question-none-right = No option is right. Tick one with - [x], or write kind: poll if no answer is wrong.
problem-question-none-typed = No answer is right here. Write one, such as answer: Paris or number: 42
problem-question-several-right = Several options are ticked, and a question of kind single has one right option. Write kind: multiple, or leave one tick.
problem-question-poll-ticked = A poll has no right option. Take the ticks away, or leave out kind: poll.
problem-question-box-missing = This option has no box, so I cannot tell whether it is right. Write - [x] for right or - [ ] for wrong.
problem-question-items-few = There is only one thing to choose from. A question needs at least two.
problem-question-items-many = There are { $count } things to choose from; at most { $limit } are possible.
problem-question-item-empty = There are no words here. Write some, or take the line away.
problem-question-item-twice = “{ $words }” stands here twice, so nobody could tell the two apart. Change one of them.
problem-question-item-long = There are { $length } characters here; at most { $limit } are possible. Please shorten it.
problem-question-item-more = An option is one line of words. What is said to those who choose it goes below, as a quote that is moved in: > Well done. Anything else goes above the question.
problem-question-item-styled = Buttons show plain words, so bold, links, code and the like are left out here.
problem-question-picture = A picture cannot stand inside a question. Put it into the text of the step, above the question.
problem-question-text-long = “{ $key }” has { $length } characters; at most { $limit } are possible. Please shorten it.
problem-question-figure-bad = “{ $key }” says “{ $value }”. Write a whole number from { $low } to { $high }.
problem-question-measures-unknown = “{ $value }” is nothing that a question measures. Write pretest or posttest.
problem-question-id-bad = “{ $id }” cannot be the name of a question: only a–z, 0–9 and - are possible, at most 48 of them. Write id: { $proposal }
problem-question-id-repeated = The question with its id on line { $line } is called “{ $id }” already. Give this one another name, perhaps id: { $proposal }
problem-question-answer-empty = An answer without words stands here. Write what is to be typed.
problem-question-answers-many = There are { $count } answers; at most { $limit } are possible. One pattern may say as much as many of them.
problem-question-answers-mixed = Numbers and words are looked for in the same question. Keep number:, or keep answer: and pattern:.
problem-question-number-bad = “{ $value }” is no number that I can look for. Write one such as 3.14, or a range from the smaller to the larger, such as 1..2
problem-question-tolerance-bad = “{ $value }” is no tolerance. Write how far off an answer may be, such as tolerance: 0.5; it cannot be below zero.
problem-question-pattern-bad = “{ $pattern }” is no pattern that I can look for: it is not written right, looks ahead or back, or repeats too much. Try something simpler, such as colou?r
problem-question-pattern-long = The pattern has { $length } characters; at most { $limit } are possible.
problem-question-match-columns = The table has { $columns } columns. What belongs together stands in two: on the left what is asked for, on the right what belongs to it.
problem-question-show-unknown = “{ $value }” is no way to show a question. Write show: poll or show: buttons
problem-question-show-unfit = Only options can be a poll of Telegram. Leave show: poll out here.
problem-question-show-unasked = A poll of Telegram has to say itself what is asked. Write it directly above the options.
problem-question-show-styled = A poll of Telegram knows no formatting, so what is asked is shown in plain words.
problem-question-show-long = In a poll of Telegram, “{ $key }” may have { $limit } characters and has { $length }. Shorten it, or write show: buttons
problem-question-show-lines = In a quiz of Telegram the explanation may have { $limit } line ends and has { $count }. Take some out, or write show: buttons
problem-question-none-here = I see no question here. Write what is asked, and below it + before a right option, - before a wrong one, or = before words to be typed.
problem-question-several-here = There are { $count } questions here. Send them one at a time.
problem-question-text-besides = Only one paragraph asks; the rest would be lost. Put all of it into ask: in the settings, or leave the rest out.
problem-question-signs-mixed = Options (+ and -) and typed answers (=) do not go together. Keep one kind.
problem-question-line-loose = “{ $text }” has no sign before it. Write + before a right option, - before a wrong one, > before what is said to who chooses it.
problem-question-work-unknown = “{ $value }” is nothing that can be handed in. Write text, photo, voice, document or video, such as work: [photo, text]
## What is wrong with a zip or with a course from elsewhere

problem-bundle-bomb = This zip unpacks to far more than it holds, so I have stopped unpacking it. Please pack it anew from its files.
problem-bundle-damaged = I cannot unpack this zip: it is damaged or cut off. Please pack it anew and send it again.
problem-bundle-encrypted = A file in the zip is locked with a password. Please pack it without one.
problem-bundle-entries = There are more than { $limit } files. Please keep only the Markdown and the pictures it names.
problem-bundle-large = The zip is larger than { $limit } MB. Please make the pictures smaller or leave out what the course does not name.
problem-bundle-method = The zip is packed in a way I do not know. Please pack it as an ordinary zip.
problem-bundle-name-twice = This file is in the zip twice. Please keep one of the two.
problem-bundle-name-utf8 = The name of this file is not readable as UTF-8. Please give it a plain name.
problem-bundle-nested = A packed file within the bundle is not opened. Put what the course needs beside the Markdown.
problem-bundle-overlap = Files in this zip lie on top of each other, which no packer does. Please pack it anew.
problem-bundle-path-long = The path of this file is too long or lies too deep. Please use fewer and shorter folders.
problem-bundle-path-outside = This path leads outside of the bundle. Please pack the files below one folder, with plain paths.
problem-bundle-symlink = This is a link to another file, and links are not followed. Put the file itself there.
problem-bundle-text = All texts together have more than { $limit } MB. Please make several courses of it.
problem-bundle-unpacked = Unpacked, the files have more than { $limit } MB. Please make the pictures smaller.
problem-bundle-unreadable = This cannot be read here. Look at its permissions, and whether it is a file.
problem-file-not-utf8 = This line is not written in UTF-8. Please save the file as UTF-8 in your editor.
problem-no-course = I find no course here: a Markdown file (.md) with ## before the title of every step, an mdBook with a SUMMARY.md, or a course of Coob. Word files and PDFs I cannot read; copy their text into a .md file.
problem-several-courses = I find { $count } course files here. Please send one of them, with its pictures.
problem-picture-embedded = A picture is written into the text itself (data:…), and I cannot carry it, so the step goes without it. Save it as a file and name that.
problem-picture-missing = There is no picture “{ $path }” here, so the step goes without it. Put it beside the Markdown, or correct the path.
problem-picture-kind = “{ $path }” is of a kind that I do not send as a photo, so the step goes without it. Use JPEG, PNG or GIF.
problem-picture-none = “{ $path }” is called a picture but is none. Save it anew as JPEG or PNG, or take it out of the text.
problem-picture-large = “{ $path }” is larger than { $limit } MB, and Telegram takes no photo of that size. Please make it smaller.
problem-picture-sides = “{ $path }” is { $width } × { $height }, and Telegram shows no photo of such sides. Please crop or shrink it.
problem-picture-unused = No step shows this picture, so it is left out.
problem-medium-missing = There is no file “{ $path }” here, so the step goes without it. Put it beside the Markdown, or correct the path.
problem-medium-empty = There is nothing in “{ $path }”.
problem-medium-large = “{ $path }” is larger than { $limit } MB or than the room there is, and bots cannot send larger files. Please make it smaller, or link to it.
problem-picture-webp = “{ $path }” is WebP. Telegram may refuse it or show it as a sticker; JPEG and PNG are safe.
problem-anchor-missing = “{ $path }” has no part called “{ $anchor }”, so nothing is put in here. Look at its ANCHOR lines.
problem-book-alone = This is only the list of the chapters. Please send the whole folder of the book as a zip.
problem-book-other = The book is read from “{ $path }”, so this SUMMARY.md and its chapters are left out.
problem-book-settings = I cannot read book.toml at “{ $text }” and go on without it.
problem-chapter-draft = The chapter “{ $title }” is not written yet and is left out.
problem-chapter-large = This chapter is larger than { $limit } MB. Please make several of it.
problem-chapter-missing = SUMMARY.md names “{ $path }”, and there is no such file. The chapter is left out.
problem-chapter-split = The chapter “{ $title }” is too long for one step, so it becomes { $count } steps.
problem-chapter-split-pictures = A step shows one picture, and the chapter “{ $title }” has several, so it becomes { $count } steps.
problem-chapter-twice = SUMMARY.md names “{ $path }” twice; it becomes one step, at its first place.
problem-component-dropped = A part of the kind “{ $kind }” in “{ $title }” cannot be carried and is left out.
problem-description-cut = The description has more than { $limit } characters, so its end is left out.
problem-field-dropped = The field “{ $field }” means nothing to a course here, so it is left out.
problem-field-unknown = I do not know the field “{ $field }” and leave it out.
problem-field-unread = The field “{ $field }” holds something else than I expect there, so it is left out.
problem-file-unnumbered = The name of this file does not begin with a number, so it becomes no step. Put its number before the name.
problem-helper-unknown = I do not know the helper “{ $helper }”, so it is shown as it stands.
problem-id-taken = Another step has the id “{ $id }” already, so this one gets “{ $now }”.
problem-include-missing = “{ $path }” is to be put in here, and there is no such file in the book. Nothing is put in.
problem-include-too-much = What is put in here grows beyond { $limit } MB, so I have stopped. Look for files that name each other in a ring.
problem-json-large = The file is larger than { $limit } MB. Please make several courses of it.
problem-json-unreadable = From here on I cannot read this as JSON. Please export the course anew.
problem-links-plain = { $count ->
    [one] One link to another page is shown as plain text: there are no pages in a chat.
   *[other] { $count } links to other pages are shown as plain text: there are no pages in a chat.
}
problem-more = { $count ->
    [one] And one more thing. It is told when these are mended.
   *[other] And { $count } more things. They are told when these are mended.
}
problem-more-alike = { $count ->
    [one] And one more of this kind.
   *[other] And { $count } more of this kind.
}
problem-part-in-text = The part “{ $title }” stands in the text of its first chapter: steps have no parts.
problem-preprocessor-unknown = The book uses the preprocessor “{ $name }”, which I do not have. What it would add is missing.
problem-settings-large = book.toml is larger than { $limit } KB. Please keep only the settings of the book there.
problem-summary-large = SUMMARY.md is larger than { $limit } KB. Please keep only the list of the chapters there.
problem-title-changed = Another step is called “{ $title }” already, so this one is called “{ $now }”.
problem-title-cut = “{ $title }” is longer than { $limit } characters, so it is cut to “{ $now }”.
problem-title-none = This step has no title, so it is called “{ $now }”.
problem-bank-too-many = There are more than { $limit } questions in this file. Please make several files of it.
problem-no-questions = I find no question in this file.
problem-question-answers-cut = This question has more answers than can be looked for; the last ones are left out.
problem-question-feedback-dropped = There is no place for this feedback here, so it is left out. What holds for every answer goes into the explanation.
problem-question-item-plain = Options and answers are plain words here, so bold, links, code and the like are left out.
problem-question-made-poll = No option of this question is right, so it becomes a poll. Tick the right one if there is one.
problem-question-options-cut = Options that are empty, there twice, or more than ten are left out.
problem-question-picture-dropped = A picture in this question is left out. Put it into the text of the step.
problem-question-right-unknown = “{ $text }” does not say which option is right. Write its letter, its number, or its words.
problem-question-text-cut = Something in this question is too long and has been cut at the dots (…).
problem-question-unfit = This question cannot be asked here, so it is left out. It needs something that is asked, and two to ten different answers to choose from or one to type, each of at most 200 characters.
problem-question-unread = I cannot read this question: “{ $text }”. See whether every bracket is closed and every sign that is meant literally has a backslash before it.
problem-question-unsaid = This format has no word for “{ $key }”, so it is left out of the file.
problem-question-weights = Parts of the points are not given here: an answer is right or it is not. See whether the right ones are ticked.
problem-table-no-question = The first row does not name a column “question”. Name the columns there: question, option 1, option 2, right.
problem-table-row-unasked = This row has no question in its column “question”.
problem-title-of-file = The course has no title, so it is called “{ $now }”, after its file. Give it a “title” if you want another one.
problem-title-helper = The helper that calls this page “{ $title }” means nothing in a chat, so it is left out. A step is called after its chapter.

## The command line

desk-unreadable = { $path } cannot be read: { $why }
desk-error = error
desk-warning = warning
desk-refused = { $count ->
    [one] One thing has to be mended before this course can be put in.
   *[other] { $count } things have to be mended before this course can be put in.
}
desk-clean = { $steps ->
    [one] “{ $title }”, { $steps } step: ready to be put in
   *[other] “{ $title }”, { $steps } steps: ready to be put in
}{ $warnings ->
    [0] .
    [one] , with one warning.
   *[other] , with { $warnings } warnings.
}
desk-whose = Whose course is it? Give the Telegram user id with --author, or set OWNER_IDS.
desk-ask = Put this into the draft? [y/N]
desk-yes = y
desk-nobody-to-ask = Nothing was saved: there is no terminal to ask on. Say --yes to agree beforehand.
desk-created = The course “{ $title }” is there, as a draft. To publish it, write to the bot: /publish { $slug }
desk-applied = The draft of “{ $title }” says what the file says now. To publish it, write to the bot: /publish { $slug }
desk-unknown-course = There is no course with the id “{ $slug }”.
desk-written = Written: { $path }
desk-lost-hint = While the bot runs it fetches the pictures that Telegram still has.
desk-zip-on-terminal = This course has pictures and becomes a zip. Say where to: -o { $name }
desk-too-large = The pictures of this course have more than { $limit } MB together; make them smaller first.
desk-is-folder = { $path } is a folder, and nothing in it is overwritten. Name a file, such as { $path }/{ $name }
desk-is-there = { $path } is there already and stays as it is. Name another file, or say --force to write over it.
desk-no-folder = { $path } cannot be written: there is no such folder.
desk-needs-zip = This course has pictures and becomes a zip. Name a file that ends in .zip, such as { $name }
desk-needs-md = This course has no pictures and becomes one Markdown file. Name a file that ends in .md, such as { $name }
## Who works on courses

help-team = /team – who works on a course
help-link = /link – the link to a course, and its QR code
command-team = Who works on a course
command-link = The link to a course, and its QR code
role-owner = Owner
role-author = Author
role-reviewer = Reviewer
role-analyst = Analyst
part-owner = an owner
part-author = an author
part-reviewer = a reviewer of all courses
part-analyst = an analyst of all courses
part-author-course = an author of “{ $title }”
part-reviewer-course = a reviewer of “{ $title }”
part-analyst-course = an analyst of “{ $title }”
roles-explained-course =
    Author: works on the course like you.
    Reviewer: reads everything, also what learners do not see yet, and changes nothing.
    Analyst: sees the figures.
roles-explained-instance =
    Owner: may do everything.
    Author: makes courses and works on them.
    Reviewer: reads every course, also what learners do not see yet, and changes nothing.
    Analyst: sees the figures of every course.
team-which = Which course's team do you want to see?
team-title = Who works on “{ $title }”
team-title-instance = Who has a role across this bot
team-nobody = Nobody yet.
team-owner-unmet = { $id } (we have not met yet)
team-owners-too = Named in the settings, can do everything: { $names }
team-member = { $name } is { $part }.
team-remove-ask = { $name } will no longer be { $part }. Go on?
team-loses-courses = { $name } will no longer make courses, nor work on { $count ->
    [one] the one course they are an author of
   *[other] the { $count } courses they are an author of
}. The courses stay. { $orphans ->
    [0] Each of them has another author.
    [one] Nobody else is an author of { $titles }: after this only the owners can change it.
   *[other] Nobody else is an author of { $titles }: after this only the owners can change them.
} Go on?
team-last-owner = { $name } is the last owner, and none is named in the settings. After this nobody can say who makes courses. Go on all the same?
team-last-author = { $name } is the last author of “{ $title }”. After this only the owners can change the course. Go on all the same?
team-removed = { $name } is no longer { $part }.
team-changed = { $name } is { $part } now.
team-told = You are { $part } now. /mycourses shows your courses, /help shows the rest.
team-told-removed = You are no longer { $part }.
invite-ask = What shall the person you invite become?
invitation-made = This link makes one person { $part }. Send it to them alone: whoever opens it first and accepts has the role. It expires after 24 hours.
invitations-title = Nobody has accepted these yet:
invitations-none = No invitation stands open.
invitation-line = { $number }. { $role } · from { $name } · { $left } left
invitation-revoked = Taken back.
invitation-taken = { $name } has accepted meanwhile. /team shows them.
invitation-taken-by-nobody = Somebody has accepted meanwhile. /team shows who has which role.
invitation-ended = It had ended by itself.
done-already = That is done already.
invitation-offer = { $name } invites you to be { $part }. Do you accept?
invitation-accepted = { $name } has accepted and is { $part } now.
left-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
left-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
left-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
refusal-unknown-member = This has changed already. /team shows who has which role.
refusal-unknown-invitation = I cannot find this invitation any more. /team shows those that are open.
refusal-accepted-already = You have accepted this invitation already. /mycourses shows your courses.
refusal-invitation-gone = This invitation is not valid, or no longer valid. Ask whoever sent it to you for a new one.
refusal-too-many-invitations = { $limit } invitations stand open here already. Take one back first, or wait until somebody accepts.
refusal-held-already = You have this role already, so the invitation is still good for somebody else.

button-team = Team
button-team-instance = Whole bot
button-to-team = ‹ Team
button-member = { $name } · { $role }
button-make-role = → { $role }
button-remove-part = Take the role away
button-go-on = Yes, go on
button-invite = Invite
button-invitations = Open invitations
button-revoke = Take back { $which }
button-accept = Accept

## How learners come in

command-join = Enter with a code
join-ask = Please send me the code. It looks like this: ABCD-EFGH-JKLM-NPQR. /cancel stops.
join-wrong = This code opens nothing here. Please look at it once more, or ask whoever gave it to you for a new one.
join-wrong-again = This code opens nothing here. Please look at it once more and send it again, or ask whoever gave it to you for a new one. /cancel stops.
workbench-unlisted = Open to whoever has the link
workbench-by-code = Open to whoever has a code
door-ask =
    Who may come in to “{ $title }” while it is open?

    Everybody: it stands in the list of courses.
    Whoever has the link: it stands in no list.
    Whoever has a code: you make codes, each for some people and some time.

    Those inside stay inside.
door-set-public = From now on everybody finds the course in the list while it is open.
door-set-unlisted = From now on only whoever has the course's own link comes in, while it is open. /link shows it.
door-set-invitation = From now on newcomers need a code. Those inside stay inside.
link-which = Which course do you want the link to?
link-renewed = The old link opens nothing any more.
link-closed = The course is closed now; the link leads in when it is open.
link-needs-code = Who opens it needs a code as well.
codes-title = Codes that open “{ $title }”
codes-none = No code opens “{ $title }” now.
codes-not-needed = At the moment nobody needs one: the door is open to others too.
code-line = Code { $number } · { $uses } · { $time }
code-uses = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
code-uses-any = any number of people
code-time-any = without end
code-uses-left = { $count ->
    [one] for { $count } more person
   *[other] for { $count } more people
}
code-uses-left-any = for any number of people
code-time-left = { $time } left
code-uses-ask = For how many people is the code?
code-days-ask = How long shall it be valid?
code-made =
    A code for “{ $title }”: { $code }
    With /join and the code, or by this link, people come in:
    { $link }
    I show it this once. Keep it.
refusal-unknown-code = I cannot find this code any more.
refusal-needs-code = This course is entered with a code now; a link alone no longer opens it. If you have a code, write it behind /join, or open the link that came with it. If you have none, ask whoever told you of the course.
refusal-too-many-tries = { $minutes ->
    [one] That was too many wrong codes or links. Please try again in { $minutes } minute.
   *[other] That was too many wrong codes or links. Please try again in { $minutes } minutes.
}

button-door = Who comes in
button-door-public = Everybody
button-door-unlisted = Whoever has the link
button-door-invitation = Whoever has a code
button-door-now = ✓ { $door }
button-link = Link and QR code
button-new-link = New link: the old one ends
button-codes = Codes
button-new-code = New code
button-revoke-code = Take back code { $number }

## Questions: out to other systems

export-which-file = “{ $title }”: what do you want as a file?
button-course-file = The whole course
button-questions-gift = Questions (GIFT)
button-questions-csv = Questions (CSV)
export-questions-caption = The questions of “{ $title }”. Send the file back to make a course of them.
export-asks-nothing = “{ $title }” does not ask anything any more, so there is no file.
export-unsaid = Not everything is in this file:
desk-asks-nothing = “{ $title }” asks nothing, so there are no questions to write.
desk-needs-questions = The questions become one file of text. Name a file that does not end in .zip, such as { $name }

## Questions: written by chat

button-questions = { $count ->
    [0] Questions
   *[other] Questions ({ $count })
}
questions-title = “{ $title }”: questions
questions-none = This step asks nothing yet.
question-asked-by-text = (asked by the text of the step)
question-title = Question { $number } of { $total }
button-add-question = Add a question
button-gate = Moving on
button-to-step = ‹ To the step
button-to-questions = ‹ To the questions
button-change-question = Change
ask-question = Send the question: what is asked, and below it a line for each option, + before a right one and - before a wrong one. Without any + it is a poll. A line with = is an answer to be typed, one with > is said to who chose what stands above it. For example:

    What boils at 100 degrees?
    + Water
    - Iron
    > Much later.

    A quiz or a poll of Telegram, sent or forwarded, does as well, and so does the form of the course file. /cancel stops.
ask-question-anew = This is the question as it stands in a course file. Copy it, change it and send it back; or write it with + and -, as you would a new one: hints, attempts and the like stay then. What learners have answered stays with it. /cancel stops.
question-wanted = Please send the question as a text, or send or forward a quiz. /cancel stops.
question-which-is-right = Telegram does not tell me which option of this quiz is right. Which one is it?
question-refused = { $count ->
    [one] One thing has to be mended first:
   *[other] { $count } things have to be mended first:
}
question-send-again = Nothing was saved. Mend it and send it again, or /cancel.
question-saved = Saved. Learners see it when you publish.
question-moved = Moved.
delete-question-ask = Delete question { $number }? What learners have answered to it no longer counts once you publish.
deleted-question = Deleted.
gate-free = Learners may move on at any time.
gate-answer = Learners move on when every question is answered, right or wrong.
gate-pass = Learners move on when every question is answered right.
button-gate-free = At any time
button-gate-answer = When all is answered
button-gate-pass = When all is right
button-chosen = ✓ { $label }
spent-heading = When the attempts have run out,
spent-show = the answer is shown, and the learner moves on.
spent-wait = the learner tries again after { $wait }.
spent-step = the learner goes back to “{ $title }” and tries again.
button-spent-show = Show the answer
button-spent-step = Back to “{ $title }”
refusal-unknown-question = This question is not there any more.
refusal-too-many-questions = A step asks { $limit } questions at most. Add another step for more.
publish-unanswered = { $learners ->
    [one] What one learner has answered to “{ $asked }” no longer counts: the question goes.
   *[other] What { $learners } learners have answered to “{ $asked }” no longer counts: the question goes.
}
publish-unanswered-more = { $count ->
    [one] The same goes for one more question.
   *[other] The same goes for { $count } more questions.
}

# What a step holds: media in words.

medium-described = { $kind }: { $alt }
medium-undescribed = { $kind } (no description)
medium-picture = Picture
medium-video = Video
medium-audio = Audio
medium-voice = Voice message
medium-document = File
medium-animation = Animation
workbench-step-links = { $count ->
    [one] { $count } button that leads elsewhere
   *[other] { $count } buttons that lead elsewhere
}
workbench-step-protected = Protected: nobody can forward or save it.
button-alt = Description
button-remove-media = Remove media
button-links = Link buttons
button-remove-links = Remove the buttons
button-protect = Protect
button-unprotect = Do not protect
protected-now = Protected from now on.
unprotected-now = No longer protected.
ask-links = Send the buttons for “{ $title }”, a row on each line: the words and then the address, such as
    Map – https://example.org/map
    For several in a row put | between them. They take the place of the old ones. /cancel stops.
ask-which-medium = What in “{ $title }” shall be described?
ask-alt = { $medium }

    What is to be seen or heard there in “{ $title }”? Write it in a line of up to { $limit } characters, for those who do not see or hear it. /cancel stops.
what-alt = a description
what-button-label = the text of a button
refusal-album-full = An album holds { $limit } at most. The rest of this one is left out.
refusal-album-mixed = This does not go together with the rest of the album, so it is left out.
refusal-unknown-medium = This step no longer shows that. Please look at it again.
refusal-bad-address = A button cannot lead to “{ $address }”. Please write an address that begins with https://, http:// or tg:// at the end of each line.
refusal-too-many-buttons = A step has at most { $limit } such buttons, and { $row } in a row.

# Text alone.

plain-ask = With text alone you get no pictures, films or sounds, no progress bars and no signs for decoration. What is to be seen or heard is said in the words of the author, and a button shows it all the same. That helps screen readers and slow connections.
plain-is-on = You get text alone now: no pictures, films or sounds, and no decoration.
plain-on = Text alone from now on. /plain leads back.
plain-off = Everything is shown from now on. /plain leads back to text alone.
button-plain-on = Switch on
button-plain-off = Switch off
button-show-media = Show it anyway
contents-here = { $step } (you are here)

## Polls of Telegram

poll-unknown = I no longer know what this poll has asked, so I cannot count it. /continue shows where you are.

## Work that a person looks at, and questions to the author

work-text = a text
work-photo = a photo
work-voice = a voice message
work-document = a file
work-video = a video
what-question = a question
either = { $first } or { $last }
work-how = Send { $takes }, in one message. Somebody will look at it.
work-wanted = I am waiting for { $takes }, in one message.
work-album = One message at a time, please: I cannot hand in an album. Send the one that counts.
work-handed-in = Handed in.
work-place = { $place ->
    [1] You are first in the queue.
   *[other] You are number { $place } in the queue.
}
work-place-now = Number { $place } in the queue. Sent { $age }.
work-in-hand = Somebody is looking at it right now. Sent { $age }.
work-not-waiting = That does not wait any more.
work-held = This step goes on when it is accepted. You will be told.
work-waits = { $count ->
    [one] Your work is waiting to be looked at.
   *[other] { $count } of your works are waiting to be looked at.
}
work-waits-already = Your work is waiting to be looked at. To send another one, take it back first.
work-taken-back = Taken back. It does not count; you can hand in another one with /continue.
work-not-asked = This work is no longer asked for, or it is waiting already. /continue brings you to where you are.
work-amended = Changed. It will be read as it stands now.
work-amended-late = That was being looked at already, so your change does not reach it. Write what you want to add with /ask.
work-accepted = ✅ Accepted: “{ $title }”
work-returned = ↩️ Returned: “{ $title }”
work-read-again = It has changed since you saw it. Read it again; it is in your hands now.
work-comment = What was said to it:
contents-waiting = ⏳
button-hand-in = Hand in
button-hand-in-again = Hand in again
button-place = My place in the queue
button-take-back = Take it back
ask-what = What would you like to ask about “{ $title }”? Write it in one message. /cancel stops.
ask-words = Please write your question as a text, in one message. /cancel stops.
ask-done = Your question about “{ $title }” is on its way.
ask-answered = An answer to your question about “{ $title }”
ask-yours = You have asked:
ask-answer = The answer:
inbox-empty = Nothing is waiting. Well done!
inbox-title = { $count ->
    [one] One thing is waiting
   *[other] { $count } things are waiting
}
inbox-line = { $number }. { $name } · { $title } · { $what } · { $age }
inbox-held = ({ $name } has it in hand)
inbox-news = It is in the /inbox.
work-from = Work from { $name }
ask-from = A question from { $name }
work-try = try { $number }
work-age = Sent { $age }.
work-asked = What is asked:
work-words = What was written:
work-before = What was said to the last try:
work-state-waiting = It is waiting.
work-state-claimed = { $name } has it in hand.
work-state-accepted = ✅ Accepted by { $name }
work-state-returned = ↩️ Returned by { $name }
work-state-answered = ✅ Answered by { $name }
work-state-withdrawn = Taken back by the learner.
age-now = just now
age-minutes = { $count ->
    [one] one minute ago
   *[other] { $count } minutes ago
}
age-hours = { $count ->
    [one] one hour ago
   *[other] { $count } hours ago
}
age-days = { $count ->
    [one] one day ago
   *[other] { $count } days ago
}
button-inbox = Inbox
button-claim = I take it
button-release = Give it back
button-accept-work = Accept
button-accept-saying = Accept with a comment
button-return = Return with a comment
button-answer = Answer
accept-say = You have it in hand. What shall I say to { $name } with it? Write it in one message. /cancel stops.
return-say = You have it in hand. What should { $name } do better? Write it in one message. /cancel stops.
answer-say = You have it in hand. Write your answer to { $name } in one message. /cancel stops.
comment-words = Please write it as a text, in one message. /cancel stops.
refusal-unknown-submission = That is not there any more, or it is not for you to look at.
refusal-claimed-by = { $name } has it in hand since { $when }.
refusal-decided = That has been decided already.
refusal-accepted-work = { $name } has accepted it already.
refusal-returned-work = { $name } has returned it already.
refusal-answered-question = { $name } has answered it already.
refusal-withdrawn = Its learner has taken it back.
refusal-in-hand = Somebody is looking at it right now, so it cannot be taken back.
refusal-too-many-asked = { $limit } of your questions are waiting for an answer already. Please wait for one of them.
what-submission = a text to be handed in
help-inbox = /inbox – what learners have handed in or asked
command-ask = Ask the author
command-inbox = What learners have sent
accept-say-here = { $name }, reply to this message with what I shall say to { $learner }.
return-say-here = { $name }, reply to this message with what { $learner } should do better.
answer-say-here = { $name }, reply to this message with your answer to { $learner }.
comment-words-here = Please reply with a text.
room-which = Which course’s work is to be looked at here?
room-no-course = You say nowhere who works on a course, so there is nothing to be looked at here.
room-already = The work of this course is looked at in this group already.
room-none = Nothing is looked at here.
room-open = The work of “{ $title }” is looked at here from now on. A reply to a question is its answer. /reviewhere off ends that.
room-closed = From now on reviewers are told in their private chats again.
room-no-forum = This group has no topics yet. Switch them on in its settings (Edit, Topics), make me an administrator who may manage topics, and say /reviewhere again.
room-no-right = I may not open topics here. Make me an administrator who may manage topics, and say /reviewhere again.
room-gone = I can no longer write to the group, or to the topic, in which the work of “{ $title }” is looked at. It comes to private chats again. /reviewhere in a group changes that.

## When something is: it stands within a sentence

when-today = today at { $time }
when-tomorrow = tomorrow at { $time }
when-weekday = { $day ->
    [1] on Monday
    [2] on Tuesday
    [3] on Wednesday
    [4] on Thursday
    [5] on Friday
    [6] on Saturday
   *[7] on Sunday
} at { $time }
when-date = on { $date } at { $time }
when-day = { $number } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
when-day-of-year = { when-day } { $year }

## Rhythm: when somebody is written to

command-rhythm = When I may write to you
rhythm-title = When I write to you by myself
rhythm-zone = Your clock: { $time } ({ $zone })
rhythm-days = Days: { $days }
rhythm-time = Time: { $time }
rhythm-time-quiet = Time: { $slot }, because { $time } lies in your quiet hours
rhythm-any-time = Time: any outside quiet hours
rhythm-quiet = Quiet hours: { $hours }
rhythm-no-quiet = Quiet hours: none
rhythm-is-paused = Paused until { $date }.
rhythm-is-stopped = Stopped: nothing comes by itself.
rhythm-announcements = Announcements: when an author sends one, at any hour
rhythm-no-announcements = Announcements: none
rhythm-hint = What you write or press I answer at once, at any hour.
rhythm-done-next = { $done } Something may come { $when } at the earliest.
rhythm-done-zone = I go by the clock of { $zone } now, where it is { $time }.
rhythm-done-days = Your days: { $days }.
rhythm-done-last-day = One day has to stay. To get nothing at all, press Stop.
rhythm-done-time = I write at { $time } from now on.
rhythm-done-time-less-quiet = I write at { $time } from now on, so your quiet hours are { $hours }.
rhythm-done-time-no-quiet = I write at { $time } from now on, so there are no quiet hours any more.
rhythm-done-any-time = Any time outside your quiet hours is fine from now on.
rhythm-done-quiet = Quiet from now on: { $hours }.
rhythm-done-no-quiet = There are no quiet hours any more.
rhythm-done-pause = Paused until { $date }.
rhythm-done-resume = It goes on.
rhythm-done-stopped = { $done } Nothing comes by itself until you press Resume.
rhythm-done-stop = Nothing comes by itself any more. Your courses and places stay; /continue goes on with them, and /rhythm, Resume, lets me write again.
rhythm-ask-time = At what time shall I write? Choose one, or type yours, such as 8:30 or 6.15 pm.
rhythm-ask-quiet = In which hours shall nothing come by itself? Choose, or type yours, such as 22-7 or 21:30-8:00.
rhythm-ask-pause = Until when shall nothing come by itself? Choose, or type a day, such as 2026-12-24 or 24.12.
rhythm-ask-zone = Where are you? Choose, or type a city, an offset such as UTC+3, or what your clock shows now, such as 14:05. You can also send me your location once (📎, Location): I keep the zone alone, not the place.
rhythm-ask-zone-once = Which clock do you go by? I ask this once, so that times are right for you.
rhythm-which-zone = Which one do you mean?
rhythm-took-zone = The nearest city I know is { $zone }, where it is { $time }. I go by that clock now, and have not kept the place.
rhythm-zone-unread = I do not know that place. Type a larger city near you, such as Lisbon, an offset such as UTC+3, or what your clock shows now, such as 14:05. /cancel stops asking.
rhythm-time-unread = I could not read that as a time. Type it like 8:30, 20:15 or 8.30 pm. /cancel stops asking.
rhythm-quiet-unread = I could not read that. Type when it begins and ends, like 22-7 or 21:30-8:00. /cancel stops asking.
rhythm-day-unread = I need a day from tomorrow on, at most a year ahead, like 2026-12-24 or 24.12. /cancel stops asking.
days-all = every day
days-weekdays = Monday to Friday
days-weekends = Saturday and Sunday
weekday-short = { $day ->
    [1] Mon
    [2] Tue
    [3] Wed
    [4] Thu
    [5] Fri
    [6] Sat
   *[7] Sun
}
button-rhythm-time = Time
button-rhythm-any-time = Any time
button-rhythm-quiet = Quiet hours
button-rhythm-no-quiet = No quiet hours
button-rhythm-zone = Time zone
button-rhythm-other-zone = Another one
button-rhythm-change = Change
button-rhythm-pause = Pause
button-rhythm-announcements = Get announcements
button-rhythm-no-announcements = No announcements
button-rhythm-resume = Resume
button-rhythm-stop = Stop
button-rhythm-back = All settings
button-rhythm-course = Back to the course
button-until-tomorrow = Until tomorrow
button-for-a-week = For a week
button-for-a-month = For a month

## The goal of study days

button-goal = Goal
button-goal-none = No goal
goal-ask = On how many days a week do you want to study? A day counts once you have gone on by a step, answered something or handed in work. The week begins on Monday.
goal-forgives = The goal is yours alone: nobody else sees it. A missed day breaks nothing: a week that is one day short does not end your weeks in a row, as long as the next one is whole again. A pause never ends them.
goal-chosen = Your goal from this week on: { $days ->
    [one] 1 study day
   *[other] { $days } study days
} a week.
goal-none-chosen = You study without a goal for the week now.
goal-line = Goal: { $days ->
    [one] 1 study day
   *[other] { $days } study days
} a week
goal-week = This week: { $done } of { $goal ->
    [one] 1 study day
   *[other] { $goal } study days
}
goal-days = Studied on: { $days }
goal-row = Weeks in a row with your goal reached: { $weeks }
goal-reminder = { goal-week }. There is time for your goal.
goal-reached = That makes { $days ->
    [one] 1 study day
   *[other] { $days } study days
} this week, and your goal is reached. Well done!

## Reminders for those who fell silent

reminder-here = “{ $title }” is waiting for you: step { $number } of { $count }, “{ $step }”.
reminder-last = This was the last reminder: from now on this course rests. Your place is kept. Whenever you want to go on, press Continue or send /continue.
reminder-put-off = All right. I’ll remind you { $when }.
reminder-paused = All right. Nothing comes by itself for a while: the next message at the earliest { $when }. You can go on at any time.
reminder-went-on = You have gone on since this reminder, so there is nothing to put off.
reminder-over = This reminder is over. /continue takes you to your place.
reminder-all-stopped = You have asked me not to write by myself, so this does not come again either. /continue takes you to your place.
reminder-stopped = All right: nothing of “{ $title }” comes by itself any more. Your place is kept. To come back, press Continue or send /continue.
button-later-today = Later today
button-tomorrow = Tomorrow
button-pause-week = Pause for a week
button-stop-course = Stop

## When steps open
opening-at-once = at once
opening-minutes = { $count ->
    [one] after 1 minute
   *[other] after { $count } minutes
}
opening-hours = { $count ->
    [one] after 1 hour
   *[other] after { $count } hours
}
opening-days = { $count ->
    [one] after 1 day
   *[other] after { $count } days
}
opening-at-time = { $rule } at { $time }
opening-every-day = every day
opening-weekdays = on weekdays
opening-weekends = on weekends
opening-on-days = on { $days }
opening-weekday = { $day ->
    [1] Mon
    [2] Tue
    [3] Wed
    [4] Thu
    [5] Fri
    [6] Sat
   *[7] Sun
}
opening-date = on { $date }
opening-in-zone = { $rule } ({ $zone })
opening-course-day = on day { $count } of the course
opening-opens = Step { $number } opens { $when }.
opening-begins = “{ $title }” begins { $when }.
opening-brought = I will bring it.
opening-brought-later = I will bring it { $when }.
opening-come-back = Come back then with /continue.
opening-ahead = opens { $when }
opening-next = The next step opens { $when }.
opening-open-now = Step { $number } of “{ $course }” is open now: “{ $title }”. When you are done with step { $place }, press Next below it.
button-step-again = Read it again
workbench-opens = Opens { $rule }
workbench-opens-as-all = Opens { $rule }, as the course says
button-opening = When it opens
button-opening-course = When steps open
button-opening-type = Something else
button-opening-clear = As the course says
opening-ask-step = When does “{ $title }” open?
opening-ask-course = When do the steps of “{ $title }” open that say nothing else? The first one opens at once. Now: { $rule }.
opening-type = Write when it opens, such as: after 30 minutes, after 3 days at 08:30, mon, wed, fri at 18:00, 2026-12-01 at 09:00, 2026-12-01 at 09:00 Europe/Berlin, day 3 at 08:30. /cancel leaves it as it is.
opening-not-understood = I do not understand “{ $words }”. Write for example: at once, after 2 hours, after 1 day, weekdays at 08:30, 2026-12-01 at 09:00, day 3.
opening-set = Saved. It holds once you publish.
opening-hint-first = The course begins only when “{ $title }”, its first step, opens.
opening-hint-backwards = “{ $title }” opens before a step that stands before it, so nobody comes to it earlier.
opening-hint-past = “{ $title }” opens on a day that is over, so it is open at once.
opening-hint-no-cohort = “{ $title }” opens on a day of a cohort, and there is none: everybody counts from the day on which they join. /cohorts makes one.

## When those who fell silent are reminded, for authors
button-ladder = Reminders
button-ladder-type = Something else
ladder-days = { $count ->
    [one] after { $days } day
   *[other] after { $days } days
}
ladder-none = never
ladder-ask = When are learners who fell silent in “{ $title }” reminded? Now: { $ladder }.
ladder-type = Write after how many days of silence a reminder comes, such as: 1, 3, 7 – up to { $most } rising numbers from 1 to { $longest }. Or none: nobody is reminded. /cancel leaves it as it is.
ladder-not-understood = I do not understand “{ $words }”. Write up to { $most } rising numbers of days from 1 to { $longest }, for example: 1, 3, 7 – or none.
ladder-set = Saved. Reminders come like this once you publish.

## Cohorts: who begins together
help-cohorts = /cohorts – learners who begin a course together
command-cohorts = Learners who begin together
cohorts-which = The cohorts of which course?
cohorts-none = “{ $title }” has no cohorts yet. A cohort is a group of learners who begin together on a day; it has a link of its own.
cohorts-title = Cohorts of “{ $title }”
cohort-line = { $learners ->
    [0] { $name }: { $days }, nobody yet
    [one] { $name }: { $days }, 1 learner
   *[other] { $name }: { $days }, { $learners } learners
}
cohort-is-closed = (closed)
cohort-from = from { $start }
cohort-from-to = from { $start }, joining until { $end }
cohort-called = { $name }: { $days }
cohort-ask-name = What shall the cohort be called? Up to 64 characters, such as: Spring 2027.
cohort-ask-new-name = What shall “{ $name }” be called? Up to 64 characters, such as: Spring 2027.
cohort-ask-days = On which day does it start? Write 2027-03-01. If its link shall let in until a certain day only, add that day: 2027-03-01 – 2027-03-14.
cohort-ask-new-days = { $learners ->
    [0] On which day does “{ $name }” start? Write 2027-03-01, or with the last day on which its link lets in: 2027-03-01 – 2027-03-14.
    [one] On which day does “{ $name }” start? Write 2027-03-01, or with the last day on which its link lets in: 2027-03-01 – 2027-03-14. The days of the course move for the 1 learner in it; what was reached stays open.
   *[other] On which day does “{ $name }” start? Write 2027-03-01, or with the last day on which its link lets in: 2027-03-01 – 2027-03-14. The days of the course move for the { $learners } learners in it; what was reached stays open.
}
cohort-days-wanted = I need one day, or the first and the last: 2027-03-01 or 2027-03-01 – 2027-03-14.
cohort-ask-delete = Delete “{ $name }” of “{ $title }”? Its link and its QR code lead nowhere then, and there is no way back.
cohort-deleted = Deleted.
cohort-offer = “{ $name }” begins on { $start }, and you can be part of it.
cohort-offer-begun = “{ $name }” began on { $start }. You can still join.
cohort-offer-inside = You are in this course already. Do you want to go on with “{ $name }”, which starts on { $start }? Your place stays; the days of the course count from then.
cohort-offer-inside-begun = You are in this course already. Do you want to go on with “{ $name }”, which began on { $start }? Your place stays; the days of the course count from then.
cohort-joined = You go with this cohort now.
cohort-over = “{ $name }” takes nobody in any more. Perhaps whoever gave you the link knows of another one. /courses shows what is open.
button-cohort-new = New cohort
button-cohort-days = Days
button-cohort-close = Close
button-cohort-open = Open again
button-cohort-join = Join
button-to-cohorts = ‹ Cohorts
button-cohorts = Cohorts
what-cohort-name = a name for the cohort
refusal-taken-cohort = A cohort of this course is called “{ $name }” already. Please choose another name.
refusal-unknown-cohort = I cannot find this cohort.
refusal-cohort-closed = This cohort takes nobody in any more. /courses shows what is open.
refusal-bad-days = The last day lies before the first. Please write both again.
refusal-too-many-cohorts = A course has at most { $limit } cohorts. Delete one that nobody is in.

## One message to many

broadcast-name = announcement
broadcast-heading = 📣 { $title }
broadcast-which = In which course do you want to announce something?
broadcast-recent = The last buttons show what was announced before.
button-broadcast-running = ▶️ { $title }: { $done } of { $total }
button-broadcast-paused = ⏸ { $title }: { $done } of { $total }
button-broadcast-stopped = ⏹ { $title }: { $done } of { $total }
button-broadcast-done = ✓ { $title }: { $done } of { $total }
broadcast-for-whom = Who is to get your announcement in “{ $title }”?
button-to-everyone = Everybody in the course
button-to-not-started = Those who have not started
button-to-stuck = Those who are stuck at a step
button-to-finished = Those who have finished
button-to-cohort = A cohort
broadcast-which-cohort = Which cohort is to get it?
broadcast-which-step = At which step are they stuck?
broadcast-how-long = For how long have they not gone on from “{ $title }”?
broadcast-days = { $count ->
    [one] one day
   *[other] { $count } days
}
broadcast-to-everyone = everybody in the course
broadcast-to-not-started = those who have joined and not gone on from the first step
broadcast-to-finished = those who have finished the course
broadcast-to-stuck = those who have not gone on from “{ $step }” for { $days } or more
broadcast-to-cohort = the cohort “{ $name }”
broadcast-for = For: { $whom }
broadcast-ask =
    For: { $whom }

    Write it now: a text of up to { $room } characters, or one picture, video, recording or file with a caption. The title of the course stands above it. You will see it before anybody gets it. /cancel stops.
broadcast-preview = This is how it will come.
broadcast-wanted = Please send a text, or one picture, video, recording or file with a caption. /cancel stops.
broadcast-album = Only one picture or file fits into an announcement. Please send a single one, with a caption if you like. /cancel stops.
broadcast-get-it = { $count ->
    [one] One person gets it.
   *[other] { $count } people get it.
}
broadcast-unwanted = { $count ->
    [one] One person has switched announcements off, or stopped this course or all that comes by itself.
   *[other] { $count } people have switched announcements off, or stopped this course or all that comes by itself.
}
broadcast-unreachable = { $count ->
    [one] One person cannot be reached.
   *[other] { $count } people cannot be reached.
}
button-broadcast-send = { $count ->
    [one] Send to one person
   *[other] Send to { $count } people
}
button-broadcast-change = Change
button-broadcast-cancel = Cancel
broadcast-cancelled = All right, nobody gets it.
broadcast-title = Announcement in “{ $title }”
broadcast-is-draft = It has not been sent: { $done } of { $total }.
broadcast-is-running = On its way: { $done } of { $total }
broadcast-is-paused = Paused: { $done } of { $total }
broadcast-is-stopped = Stopped: { $done } of { $total }
broadcast-is-done = Done: { $done } of { $total }
broadcast-delivered = Delivered: { $count }
broadcast-blocked = Out of reach, because they have blocked the bot or are gone: { $count }
broadcast-failed = Failed: { $count }
broadcast-failed-unanswered = – Telegram could not be reached or did not answer: { $count }
broadcast-failed-medium = – Telegram did not take the picture or the file: { $count }
broadcast-failed-refused = – Telegram refused the message: { $count }
broadcast-again = { $count ->
    [one] The bot was interrupted meanwhile: one person may have got it twice.
   *[other] The bot was interrupted meanwhile: { $count } people may have got it twice.
}
broadcast-off-meanwhile = Left or opted out meanwhile: { $count }
broadcast-left = { $minutes ->
    [0] Almost there.
    [one] About a minute left.
   *[other] About { $minutes } minutes left.
}
broadcast-stop-ask = { $count ->
    [0] Everybody has been written to already. End it all the same?
    [one] One person has not got it yet. End it for good?
   *[other] { $count } people have not got it yet. End it for good?
}
broadcast-report = Your announcement has ended.
button-broadcast-pause = Pause
button-broadcast-resume = Resume
button-broadcast-stop = Stop
button-broadcast-stop-now = End it for good
button-announcements-off = No announcements from any course
button-announcements-on-again = Switch on again
announcements-are-on = Authors of your courses may send you announcements. They come when the author sends them, in quiet hours and pauses as well; from a course that you have stopped nothing comes.
announcements-are-off = You get no announcements. Your courses go on as before.
announcements-off = You get no more announcements. Your courses go on as before.
announcements-on = You get announcements again.
refusal-unknown-broadcast = That announcement is not there any more, or it is not for you to decide on.
refusal-nobody-to-tell = There is nobody who would get it at the moment.
what-announcement = an announcement
help-broadcast = /broadcast – write to many learners at once
command-broadcast = Write to many learners
command-announcements = Get announcements or not

## What the bot does by itself, for the owner

jobs-title = What the bot does by itself
jobs-due = Due now: { $count }
jobs-oldest = The oldest has been due for { $ago }.
jobs-waiting = Planned for later: { $count }
jobs-many = more than { $count }
jobs-none-failed = Nothing has failed.
jobs-failed = Given up: { $count }
jobs-line = { $number }. { $what }, { $ago } ago: { $why } ({ $reference })
jobs-look = looking at learner { $user }
jobs-job = job { $kind }
jobs-keep-picture = keeping a picture or another medium
jobs-read-file = reading a course from a file
jobs-write-file = writing a course into a file
jobs-tell-results = results of a course
jobs-write-questions = writing questions into a file
jobs-open-topic = opening a topic for work that is handed in
jobs-why-database = the database did not play along
jobs-why-stored = what is stored could not be read
jobs-why-telegram = Telegram did not play along
jobs-why-too-long = it took too long
jobs-why-deadly = the program ended in the middle of it every time
jobs-why-broken = a fault in the program
button-try-again = Try { $number } again
button-try-all-again = Try all again
button-look-again = Refresh

## What is held about a person

command-privacy = What is held about you
button-my-data = My data
button-my-data-first = My data first
button-forget-me = Forget me
button-forget-go = Forget me…
button-forget-now = Yes, forget everything
privacy-short =
    What I keep about you: your name and username as Telegram shows them, your language and time zone, your courses and where you are in them, what you have answered, handed in and asked, and when you want to be written to. What you write waits here until it has been answered.

    Who runs this bot and who works on a course sees how its learners do. Nobody else is given anything.

    /mydata gives you all of it as a file, /forgetme has it erased.
mydata-begun = I am putting together everything that is held about you.
mydata-soon = You have only just asked for it. You can do so once in { $minutes ->
    [one] a minute
   *[other] { $minutes } minutes
}.
mydata-here = Everything that is held about you. Times are UTC.
mydata-files = { $count ->
    [one] The file that you have handed in follows.
   *[other] The { $count } files that you have handed in follow.
}
mydata-more = { $count ->
    [one] One older file is
   *[other] { $count } older files are
} still in our chat and only listed here.
mydata-too-large = What is held about you is more than Telegram lets me send. Please ask whoever runs this bot for it.
forget-ask = If I forget you, everything that I hold about you is erased at once: your name, your place in every course, your answers and results, what you have handed in and asked, your settings, and whatever waits to be sent to you.
forget-ask-author = Courses that you have worked on stay, without your name, and you no longer have a part in them. Invitations and codes that you have made let nobody in any more, and announcements that you have written are gone, also those on their way.
forget-stays =
    What stays says nothing of you: how many learners a course had, and how many were right.

    What I cannot reach: this chat, which you can delete in Telegram; files that reviewers were shown; and backups of whoever runs this bot.
forget-sure = Really forget everything? It cannot be undone. This button holds for { $minutes ->
    [one] a minute
   *[other] { $minutes } minutes
}.
forget-done = Everything that I held about you is erased. /start begins as if you had never been here.
forget-old = That question is too old. /forgetme asks it again.
forgotten-work = What stood here was erased because its sender wanted to be forgotten.
