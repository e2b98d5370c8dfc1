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
progress-again = { $title }: finished ✓, now again at step { $number } of { $total }
nothing-yet = You have not started a course yet.
restart-which = Which course do you want to start again?
restart-ask = Start “{ $title }” again from the first step? What you have finished stays finished.
leave-which = Which course do you want to leave?
leave-ask = Leave “{ $title }”? Your place in it will be forgotten.
left = You have left “{ $title }”. You can join again at any time with /courses.
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
    /restart – start a course again
    /leave – leave a course
    /language – choose the language
    /cancel – stop what was begun
help-author =
    For authors:
    /addcourse – make a course
    /addstep – add a step to a course
    /editcourse – change a course or its steps
    /mycourses – your courses and their links
    /publish – show learners what you have written
    /history – what was published before
    /rollback – publish an older revision again
help-owner =
    For the owner:
    /addauthor – let somebody make courses
    /removeauthor – take that right away
not-understood = I did not understand that. /continue takes you to your course, /help shows what I can do.
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
button-review = Review
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
refusal-not-an-author = This command is for authors. /help shows what you can do here.
refusal-blank = I see nothing but blank space there. Please write { $what }.
refusal-too-long = That is { $length } characters, and { $what } may have at most { $limit }. Please shorten it.
refusal-too-many-steps = A course can have at most { $limit } steps. Perhaps it is time for a second course?
refusal-taken-course = There is already a course called “{ $title }”. Please choose another title.
refusal-taken-step = This course already has a step called “{ $title }”. Please choose another title.
refusal-empty-step = A step needs a text or a picture. Please send one of them.
refusal-no-steps = This course cannot be open without a step that is switched on. Add one or switch one on first.
refusal-no-end = This course cannot be open without a last step. Mark a step as the end first.
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

## What authors see

ask-course-title = What is the course called? Up to { $limit } characters. /cancel stops.
ask-course-description = Describe “{ $title }” in a sentence or two, up to { $limit } characters. Learners see it before they start.
course-made = The course “{ $title }” is there. Learners do not see it until you publish it. Now the first step.
ask-step-title = Step { $number }: what is it called? Up to { $limit } characters.
ask-step-content = Now send what “{ $title }” says: a text (bold, links, lists and spoilers stay as you write them), a photo with a caption, or the address of a picture on the first line and the text below it.
ask-new-course-title = What shall “{ $title }” be called?
ask-new-course-description = What shall the description of “{ $title }” say?
ask-new-step-title = What shall the step “{ $title }” be called?
ask-new-step-content = Send the new text or photo for “{ $title }”. It takes the place of the old one.
send-text-or-photo = I can keep a text or a photo here. Please send one of them, or /cancel.
send-as-photo = That picture came as a file. Please send it as a photo, or as an address.
send-as-text = Please write it as a text message, or /cancel.
step-saved = Step { $number }, “{ $title }”, is saved.
step-saved-end = It is the last step of the course.
step-behind-end = It stands behind the last step of the course: learners do not come to it. Move it, or mark another step as the end.
step-undone = I took “{ $title }” back. What is the step called?
marked-end = “{ $title }” is the last step now.
unmarked-end = “{ $title }” is no longer the last step.
published = “{ $title }” is open. This link leads straight to it:
published-again = Published. Learners of “{ $title }” see the changes from now on:
published-already = Learners of “{ $title }” see everything that you have written. The link:
publish-which = Which course do you want to publish?
publish-ask = Publish “{ $title }”?
publish-opens = It is closed now; then it is open to everybody.
publish-anew = Something has changed meanwhile. Please look again.
change-title = The title changes.
change-description = The description changes.
change-language = The language changes.
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
history-title = Revisions of “{ $title }”
history-none = No revision has been kept yet. The next publication begins the list.
revision = Revision { $number } · { $when }
revision-by = Revision { $number } · { $when } · { $name }
revision-now = learners see this one
rollback-which = Which course shall go back to an older revision?
rollback-ask = Publish revision { $number } of “{ $title }” again, as a new revision?
rollback-drops-edits = The draft has changes that were never published; they will be lost. Cancel to keep them.
rollback-nothing = This is what learners see already.
instant-utc = { $when } UTC
preview-end = This was a preview: nothing of it counts.
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
button-to-history = ‹ Revisions
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

## The command menu

command-start = Begin
command-courses = Your courses and the open ones
command-continue = Go on where you were
command-progress = How far you are
command-restart = Start a course again
command-leave = Leave a course
command-language = Choose the language
command-help = What I can do
command-cancel = Stop what was begun
command-addcourse = Make a course
command-addstep = Add a step to a course
command-editcourse = Change a course
command-mycourses = Your courses and their links
command-publish = Show learners what you have written
command-history = What was published before
command-rollback = Publish an older revision again
command-addauthor = Let somebody make courses
command-removeauthor = Take that right away

## What a stranger sees before /start

about-short = Courses in small steps. Your place is kept.
about-long = I teach in small steps: read one, press Next, and come back whenever you like. Your place is kept. Press Start to see the courses.
