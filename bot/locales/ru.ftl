# Все собственные фразы бота. Одна мысль — один ключ; в `en.ftl` те же ключи.

## Что видят все

hello = Здравствуйте, { $name }! Я { $bot }. Я учу маленькими шагами: прочитайте один, нажмите «Дальше» и возвращайтесь, когда захотите. Ваше место сохранится.
choose-course = Выберите курс:
catalogue-page = Курсы, страница { $page } из { $pages }
no-courses = Здесь пока нет ни одного курса. Загляните чуть позже.
no-courses-author = Здесь пока нет ни одного курса. Создайте первый: /addcourse.
steps = { $count ->
    [one] { $count } шаг
    [few] { $count } шага
   *[many] { $count } шагов
}
card-reached = Вы на шаге { $number } из { $total }.
card-finished = Вы прошли этот курс.
step-progress = Шаг { $number } из { $total } · { $title }
step-looking-back = Вы смотрите назад. Ваше место — шаг { $number }.
new-since-passed = Появилось с тех пор, как вы это прошли: { $titles }
course-finished = Отлично, { $name }! Курс «{ $title }» пройден.
course-finished-hint = Можно перечитать любой шаг или выбрать другой курс.
contents-title = Содержание курса «{ $title }»
contents-hint = Нажмите на шаг, чтобы перечитать его. Ваше место не сдвинется.
progress-title = Ваши успехи
progress-line = { $title }: шаг { $number } из { $total }
progress-finished = { $title }: пройден ✓
progress-again = { $title }: пройден ✓, сейчас снова на шаге { $number } из { $total }
nothing-yet = Вы ещё не начали ни одного курса.
restart-which = Какой курс начать заново?
restart-ask = Начать «{ $title }» заново, с первого шага? Пройденное останется пройденным.
leave-which = Какой курс вы хотите покинуть?
leave-ask = Покинуть «{ $title }»? Ваше место в нём забудется.
left = Вы покинули курс «{ $title }». Вернуться можно в любой момент: /courses.
dismissed = Хорошо, всё осталось как было.
language-ask = На каком языке мне говорить?
language-as-telegram = Как в Telegram
language-name = Русский
language-chosen = Теперь я говорю по-русски.
cancel-done = Остановился. Сохранённое раньше остаётся.
cancel-nothing = Останавливать нечего. /help покажет, что я умею.
help-learner =
    Что я умею:
    /courses – ваши курсы и открытые
    /continue – продолжить с вашего места
    /progress – ваши успехи
    /restart – начать курс заново
    /leave – покинуть курс
    /language – выбрать язык
    /cancel – остановить начатое
help-author =
    Для авторов:
    /addcourse – создать курс
    /addstep – добавить шаг в курс
    /editcourse – изменить курс или его шаги
    /mycourses – ваши курсы и ссылки на них
    /publish – показать ученикам написанное
    /history – что публиковалось раньше
    /rollback – снова опубликовать прежнюю версию
help-owner =
    Для владельца:
    /addauthor – разрешить кому-то создавать курсы
    /removeauthor – отозвать это право
not-understood = Я не понял. /continue вернёт вас к курсу, /help покажет, что я умею.
unknown-command = Я не знаю такой команды. /help покажет те, что знаю.
unknown-link = Эта ссылка не ведёт ни к одному курсу. Возможно, она обрезана.
group-hello = Я учу в личных чатах, один на один. Найти меня можно здесь: { $link }
moved-on = Вы уже дальше: шаг { $number } из { $total }.
moved-on-offer = Эта кнопка от другого шага. Вы на шаге { $number } из { $total } · { $title }.
old-button = Эта кнопка больше никуда не ведёт. /continue вернёт вас к курсу.
closed-notice = Курс «{ $title }» закрыт для новых учеников. Ваше место сохранено, можно продолжать: /continue
apology = Что-то сломалось на моей стороне, и я не смог этого сделать. Попробуйте, пожалуйста, ещё раз. Если повторится, скажите тому, кто ведёт этого бота: { $reference }

## Кнопки

button-start = Начать
button-continue = Продолжить
button-next = Дальше ›
button-finish = Завершить ✓
button-back = ‹ Назад
button-forward = Вперёд ›
button-look = Посмотреть: { $title }
button-contents = Содержание
button-other-courses = Другие курсы
button-review = Перечитать
button-restart = Начать заново
button-leave = Покинуть
button-cancel = Отмена
button-newer = ‹ Предыдущие
button-older = Ещё ›
button-to-courses = ‹ Все курсы
button-reached = { $title } · { $number }/{ $total }
button-finished-course = { $title } ✓

## Что говорят правила

refusal-unknown-course = Не нахожу такого курса. /courses покажет, какие есть.
refusal-unknown-step = Этого шага больше нет. /continue вернёт вас на ваше место.
refusal-closed = Этот курс сейчас не принимает новых учеников.
refusal-no-more-yet = Пока это всё: последние шаги ещё пишутся. Ваше место сохранится.
refusal-not-enrolled = Вы не записаны на этот курс. /courses покажет, какие есть.
refusal-not-reached = До этого шага вы ещё не дошли.
refusal-nothing-to-show = В этом курсе пока нечего показать. Загляните позже.
refusal-no-course-yet = Вы ещё не начали ни одного курса. /courses покажет, какие есть.
refusal-not-an-author = Эта команда для авторов. /help покажет, что можно вам.
refusal-blank = Там одни пробелы. Напишите, пожалуйста, { $what }.
refusal-too-long = { $length ->
    [one] Получился { $length } знак, а { $what } — не больше { $limit }. Сократите, пожалуйста.
    [few] Получилось { $length } знака, а { $what } — не больше { $limit }. Сократите, пожалуйста.
   *[many] Получилось { $length } знаков, а { $what } — не больше { $limit }. Сократите, пожалуйста.
}
refusal-too-many-steps = В курсе может быть не больше { $limit } шагов. Может, пора начать второй курс?
refusal-taken-course = Курс «{ $title }» уже есть. Придумайте, пожалуйста, другое название.
refusal-taken-step = В этом курсе уже есть шаг «{ $title }». Придумайте, пожалуйста, другое название.
refusal-empty-step = Шагу нужен текст или картинка. Пришлите что-нибудь из этого.
refusal-no-steps = Открытому курсу нужен хотя бы один включённый шаг. Сначала добавьте или включите его.
refusal-no-end = Открытому курсу нужен последний шаг. Сначала отметьте какой-нибудь шаг концом.
refusal-unknown-person = Я не знаю этого человека. Пусть сначала напишет мне (/start), потом попробуйте снова.
refusal-owner-stays = Владельцы указаны в настройках бота; из чата их не изменить.
refusal-changed-meanwhile = С тех пор, как я спросил, это уже изменили: { $name }, { $when }. Я ничего не затёр. Посмотрите, что там теперь, и, если всё ещё нужно, начните изменение заново.
refusal-changed-by-nobody = С тех пор, как я спросил, это уже изменилось ({ $when }). Я ничего не затёр. Посмотрите, что там теперь, и, если всё ещё нужно, начните изменение заново.
refusal-unknown-revision = Такой версии нет. /history покажет, какие есть.
refusal-somebody-inside = { $learners ->
    [one] На курсе { $learners } человек, поэтому удалять его я не стану. Можно закрыть его для новых учеников.
    [few] На курсе { $learners } человека, поэтому удалять его я не стану. Можно закрыть его для новых учеников.
   *[many] На курсе { $learners } человек, поэтому удалять его я не стану. Можно закрыть его для новых учеников.
}
what-course-title = название курса
what-course-description = описание курса
what-step-title = название шага
what-step-text = текст шага

## Что видят авторы

ask-course-title = Как называется курс? До { $limit } знаков. /cancel остановит.
ask-course-description = Опишите «{ $title }» в одной-двух фразах, до { $limit } знаков. Ученики увидят их до начала.
course-made = Курс «{ $title }» создан. Ученики не увидят его, пока вы его не опубликуете. Теперь первый шаг.
ask-step-title = Шаг { $number }: как он называется? До { $limit } знаков.
ask-step-content = Теперь пришлите, что говорит шаг «{ $title }»: текст (жирный шрифт, ссылки, списки и спойлеры останутся такими, как вы их написали), фото с подписью или адрес картинки на первой строке и текст под ним.
ask-new-course-title = Как теперь назвать «{ $title }»?
ask-new-course-description = Каким будет описание курса «{ $title }»?
ask-new-step-title = Как теперь назвать шаг «{ $title }»?
ask-new-step-content = Пришлите новый текст или фото для шага «{ $title }». Старое будет заменено.
send-text-or-photo = Здесь я могу сохранить текст или фото. Пришлите что-нибудь из этого или /cancel.
send-as-photo = Картинка пришла файлом. Пришлите её, пожалуйста, как фото или дайте её адрес.
send-as-text = Напишите это, пожалуйста, обычным сообщением или /cancel.
step-saved = Шаг { $number }, «{ $title }», сохранён.
step-saved-end = Это последний шаг курса.
step-behind-end = Он стоит после последнего шага курса: ученики до него не дойдут. Переставьте его или отметьте концом другой шаг.
step-undone = Шаг «{ $title }» убран. Как назвать шаг?
marked-end = Теперь «{ $title }» — последний шаг.
unmarked-end = «{ $title }» больше не последний шаг.
published = Курс «{ $title }» открыт. Эта ссылка ведёт прямо к нему:
published-again = Опубликовано. Теперь ученики курса «{ $title }» видят изменения:
published-already = Ученики курса «{ $title }» видят всё, что вы написали. Ссылка:
publish-which = Какой курс опубликовать?
publish-ask = Опубликовать «{ $title }»?
publish-opens = Сейчас он закрыт; после этого будет открыт для всех.
publish-anew = Тем временем кое-что изменилось. Посмотрите, пожалуйста, ещё раз.
change-title = Меняется название.
change-description = Меняется описание.
change-language = Меняется язык.
change-added = { $count ->
    [one] { $count } новый шаг: { $titles }
    [few] { $count } новых шага: { $titles }
   *[many] { $count } новых шагов: { $titles }
}
change-removed = { $count ->
    [one] Убран { $count } шаг: { $titles }
    [few] Убраны { $count } шага: { $titles }
   *[many] Убрано { $count } шагов: { $titles }
}
change-changed = { $count ->
    [one] Изменён { $count } шаг: { $titles }
    [few] Изменены { $count } шага: { $titles }
   *[many] Изменено { $count } шагов: { $titles }
}
change-moved = { $count ->
    [one] Переставлен { $count } шаг: { $titles }
    [few] Переставлены { $count } шага: { $titles }
   *[many] Переставлено { $count } шагов: { $titles }
}
change-nothing = Шаги не меняются.
quoted = «{ $title }»
and-more = и ещё { $count }
impact-nobody = На курсе пока никого нет.
impact-learners = { $learners ->
    [one] { $learners } ученик:
    [few] { $learners } ученика:
   *[many] { $learners } учеников:
}
impact-unaffected = { $learners ->
    [one] { $learners } ничего не заметит
   *[other] { $learners } ничего не заметят
}
impact-meeting = { $learners ->
    [one] { $learners } встретит новое
   *[other] { $learners } встретят новое
}
impact-passed = { $learners ->
    [one] { $learners } получит предложение вернуться к новому
   *[other] { $learners } получат предложение вернуться к новому
}
impact-moved = { $learners ->
    [one] { $learners } стоит на убранном шаге «{ $from }» → «{ $to }»
   *[other] { $learners } стоят на убранном шаге «{ $from }» → «{ $to }»
}
impact-moved-more = { $learners ->
    [one] Ещё { $learners } стоит на убранных шагах и продолжит со следующего
   *[other] Ещё { $learners } стоят на убранных шагах и продолжат со следующего
}
discard-ask = Забыть неопубликованные изменения в черновике курса «{ $title }»? Вернуть их будет нельзя.
discarded = Черновик снова такой, каким курс видят ученики.
history-which = Версии какого курса показать?
history-title = Версии курса «{ $title }»
history-none = Пока не сохранено ни одной версии. Список начнётся со следующей публикации.
revision = Версия { $number } · { $when }
revision-by = Версия { $number } · { $when } · { $name }
revision-now = её видят ученики
rollback-which = Какой курс вернуть к прежней версии?
rollback-ask = Снова опубликовать версию { $number } курса «{ $title }» как новую?
rollback-drops-edits = В черновике есть неопубликованные изменения; они пропадут. Чтобы сохранить их, нажмите «Отмена».
rollback-nothing = Ученики и так видят именно это.
instant-utc = { $when } UTC
preview-end = Это был просмотр: ничего из него не считается.
unpublished = { $learners ->
    [0] Курс «{ $title }» закрыт для новых учеников. Внутри никого не было.
    [one] Курс «{ $title }» закрыт для новых учеников. { $learners } человек внутри сохраняет своё место.
    [few] Курс «{ $title }» закрыт для новых учеников. { $learners } человека внутри сохраняют свои места.
   *[many] Курс «{ $title }» закрыт для новых учеников. { $learners } человек внутри сохраняют свои места.
}
deleted-course = Курс «{ $title }» удалён.
deleted-step = Шаг удалён. У учеников он останется до публикации.
renamed = Сохранил. Ученики увидят это, когда вы опубликуете.
moved = Переставил.
moved-edge = Он уже с краю.
switched-off = Выключен. После публикации кто стоит на этом шаге, может остаться; остальные его пропустят.
switched-on = Включён.
delete-step-ask = Удалить шаг «{ $title }»? У учеников он останется до публикации; потом кто стоит на нём, продолжит со следующего.
delete-course-ask = Удалить курс «{ $title }» со всеми шагами и версиями? Вернуть его будет нельзя.
my-courses = Ваши курсы
my-courses-none = Вы ещё не создали ни одного курса. /addcourse создаст первый.
add-step-which = В какой курс добавить шаг?
edit-which = Какой курс изменить?
workbench-open = Открыт для всех
workbench-closed = Закрыт: ученики его не видят
workbench-learners = { $learners ->
    [0] На курсе пока никого нет.
    [one] На курсе { $learners } человек.
    [few] На курсе { $learners } человека.
   *[many] На курсе { $learners } человек.
}
workbench-no-steps = Шагов пока нет.
workbench-steps-page = Шаги { $from }–{ $to } из { $total }
workbench-changed = В черновике есть изменения, которых ученики ещё не видят.
workbench-step = Шаг { $number } из { $total } · { $title }
workbench-step-off = Выключен
workbench-step-end = Последний шаг курса
picture-refused = Telegram не принимает картинку шага «{ $step }» в курсе «{ $course }» ({ $reason }). Ученики получают текст без неё. Дайте, пожалуйста, шагу другую картинку.

button-new-course = Новый курс
button-skip = Без описания
button-add-next = Следующий шаг
button-add-step = Добавить шаг
button-preview = Посмотреть
button-preview-again = Глазами ученика
button-mark-end = Это конец
button-unmark-end = Это не конец
button-undo = Отменить
button-publish = Опубликовать
button-discard = Сбросить изменения
button-history = История
button-to-history = ‹ Версии
button-revision = { $number }
button-roll-back = Вернуть эту
button-unpublish = Закрыть для новых
button-rename = Название
button-describe = Описание
button-rewrite = Новый текст
button-up = ↑ Раньше
button-down = ↓ Позже
button-switch-off = Выключить
button-switch-on = Включить
button-delete = Удалить
button-delete-really = Да, удалить
button-to-course = ‹ К курсу
button-to-my-courses = ‹ Мои курсы
button-edit = Изменить
button-step = { $number }. { $title }
button-step-end = { $number }. { $title } ⚑
button-step-off = { $number }. { $title } (выкл.)
button-course-open = { $title }
button-course-closed = { $title } (закрыт)

## Что видят владельцы

ask-author = Кто будет создавать курсы? Перешлите мне его сообщение или напишите @имя либо номер. /cancel остановит.
ask-author-leaving = У кого отозвать право создавать курсы? Выберите или напишите @имя либо номер. /cancel остановит.
no-authors = Кроме владельцев, никто не может создавать курсы. /addauthor разрешит кому-нибудь.
author-added = { $name } теперь может создавать курсы.
author-already = { $name } и так может создавать курсы.
author-removed = { $name } больше не может создавать курсы. Созданные курсы остаются.
author-was-none = Права создавать курсы и не было: { $name }.
author-welcome = Теперь вы можете создавать здесь курсы. /addcourse начнёт новый, /help расскажет остальное.
author-farewell = Вы больше не можете создавать здесь курсы. Уже созданные остаются.
forward-hidden = Этот человек скрывает себя в пересланных сообщениях. Пусть напишет мне, а вы пришлите его @имя или номер.

## Меню команд

command-start = Начать
command-courses = Ваши курсы и открытые
command-continue = Продолжить с вашего места
command-progress = Ваши успехи
command-restart = Начать курс заново
command-leave = Покинуть курс
command-language = Выбрать язык
command-help = Что я умею
command-cancel = Остановить начатое
command-addcourse = Создать курс
command-addstep = Добавить шаг в курс
command-editcourse = Изменить курс
command-mycourses = Ваши курсы и ссылки на них
command-publish = Показать ученикам написанное
command-history = Что публиковалось раньше
command-rollback = Снова опубликовать прежнюю версию
command-addauthor = Разрешить создавать курсы
command-removeauthor = Отозвать это право

## Что видно до /start

about-short = Курсы маленькими шагами. Ваше место сохранится.
about-long = Я учу маленькими шагами: прочитайте один, нажмите «Дальше» и возвращайтесь, когда захотите. Ваше место сохранится. Нажмите «Начать», чтобы увидеть курсы.
