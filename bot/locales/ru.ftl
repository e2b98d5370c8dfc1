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
progress-again = { $title }: пройден ✓, вы на шаге { $number } из { $total }
nothing-yet = Вы ещё не начали ни одного курса.
restart-which = Какой курс начать заново?
restart-ask = Начать «{ $title }» заново, с первого шага? Пройденное останется пройденным.
leave-which = Какой курс вы хотите покинуть?
leave-ask = Покинуть «{ $title }»? Ваше место в нём забудется.
left = Вы покинули курс «{ $title }». Вернуться можно в любой момент: /courses.
left-hidden = Вы покинули курс «{ $title }». Чтобы вернуться, понадобится его ссылка или код.
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
    /review – вопросы, которые возвращаются
    /rhythm – когда я пишу вам сам
    /restart – начать курс заново
    /leave – покинуть курс
    /join – войти по коду
    /ask – спросить автора курса
    /language – выбрать язык
    /plain – только текст: для программ чтения с экрана и медленной связи
    /announcements – получать ли объявления
    /privacy – что о вас хранится; /mydata пришлёт это вам, /forgetme сотрёт
    /cancel – остановить начатое
help-author = Для авторов:
help-addcourse = /addcourse – создать курс
help-addstep = /addstep – добавить шаг в курс
help-editcourse = /editcourse – изменить курс или его шаги
help-mycourses = /mycourses – ваши курсы и ссылки на них
help-publish = /publish – показать ученикам написанное
help-history = /history – что публиковалось раньше
help-rollback = /rollback – снова опубликовать прежнюю версию
help-import = /import – загрузить курс из файла
help-export = /export – получить курс файлом
help-results = /results – как справляются ученики
help-owner = Для владельца:
help-addauthor = /addauthor – разрешить кому-то создавать курсы
help-removeauthor = /removeauthor – отозвать это право
help-jobs = /jobs – что я делаю сам и что не получилось
not-understood = Я не понял. /continue вернёт вас к курсу, /help покажет, что я умею.
file-not-yours = Файлы здесь присылают те, кто делает курсы, поэтому этот я оставлю. /courses покажет курсы, /help – что вы можете.
photo-for-what = Фото становится шагом курса: сначала нажмите /addstep и пришлите его, когда я спрошу текст шага. Курс файлом – через /import.
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
button-review = Все шаги
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
refusal-not-an-author = Это для авторов. /help покажет, что можно вам.
refusal-not-your-part = Ваша роль в этом курсе этого не включает. /mycourses покажет, что вам доступно.
refusal-blank = Там одни пробелы. Напишите, пожалуйста, { $what }.
refusal-too-long = { $length ->
    [one] Получился { $length } знак, а { $what } — не больше { $limit }. Сократите, пожалуйста.
    [few] Получилось { $length } знака, а { $what } — не больше { $limit }. Сократите, пожалуйста.
   *[many] Получилось { $length } знаков, а { $what } — не больше { $limit }. Сократите, пожалуйста.
}
refusal-too-many-steps = В курсе может быть не больше { $limit } шагов. Может, пора начать второй курс?
refusal-taken-course = Курс «{ $title }» уже есть. Придумайте, пожалуйста, другое название.
refusal-taken-step = В этом курсе уже есть шаг «{ $title }». Придумайте, пожалуйста, другое название.
refusal-empty-step = Шагу нужен текст или то, что можно посмотреть, послушать или открыть. Пришлите что-нибудь из этого.
refusal-no-steps = Открытому курсу нужен хотя бы один включённый шаг. Сначала добавьте или включите его.
refusal-no-end = Открытому курсу нужен последний шаг. Сначала отметьте какой-нибудь шаг концом.
refusal-unknown-import = По этому файлу уже всё решено, его место занял более новый, или он ждал слишком долго. Пришлите его ещё раз.
refusal-unknown-person = Я не знаю этого человека. Пусть сначала напишет мне (/start), потом попробуйте снова.
refusal-owner-stays = Владельцы указаны в настройках бота; из чата их не изменить.
refusal-changed-meanwhile = С тех пор как я спросил, это уже изменили: { $name }, { $when }. Я ничего не перезаписал. Посмотрите, что там теперь, и, если всё ещё нужно, повторите.
refusal-changed-by-nobody = С тех пор как я спросил, это уже изменилось ({ $when }). Я ничего не перезаписал. Посмотрите, что там теперь, и, если всё ещё нужно, повторите.
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

## Вопросы

quiz-question = Вопрос
quiz-number = Вопрос { $number } из { $total }
quiz-try-again = Попробуйте ещё раз.
quiz-how-multiple = Отметьте все верные ответы и нажмите «Проверить».
quiz-how-typed = Напишите ответ.
quiz-how-number = Напишите число.
quiz-how-number-unit = Напишите число, в единицах: { $unit }.
quiz-how-order = Что стоит на месте { $number }?
quiz-how-match = Что подходит к «{ $words }»?
quiz-how-check = Всё готово? Нажмите «Проверить».
quiz-yours = Ваш ответ: { $words }
quiz-right = ✅ Верно!
quiz-wrong = ❌ Не совсем.
quiz-thanks = Спасибо!
quiz-meant = Думаю, вы имели в виду «{ $words }».
quiz-part = На своих местах: { $fits } из { $total }.
quiz-attempts-left = { $count ->
    [one] Осталась { $count } попытка.
    [few] Осталось { $count } попытки.
   *[other] Осталось { $count } попыток.
}
quiz-solution = Верный ответ: { $words }
quiz-answer = Ответ:
quiz-no-right = Здесь нет верного или неверного ответа.
quiz-summary = Верных ответов здесь: { $right } из { $total }.
quiz-summary-poll = Вы уже ответили. Спасибо!
quiz-put-off = { $count ->
    [one] Отложен { $count } вопрос.
    [few] Отложено { $count } вопроса.
   *[other] Отложено { $count } вопросов.
}
quiz-stuck-step = Попытки закончились. Перечитайте материал – и все попытки снова ваши.
quiz-stuck-wait = Попытки закончились. Все они вернутся через { $wait } после вашего последнего ответа.
quiz-no-hint = Подсказки больше нет.
quiz-changed = Автор только что изменил этот вопрос. Вот он в новом виде.
quiz-too-long = Такой длинный ответ мне не проверить. Пожалуйста, ответьте короче: до { $limit } знаков.
quiz-words-wanted = Я жду ответа словами. Пожалуйста, напишите его.
quiz-number-wanted = Я жду число, например 12 или 3,5. Попытка не засчитана.
quiz-option-wanted = Нажмите одну из кнопок или напишите её букву, от A до { $last }. Попытка не засчитана.
quiz-options-wanted = Отметьте ответы кнопками или напишите буквы всех верных, от A до { $last }. Попытка не засчитана.
quiz-all-wanted = Нажимайте кнопки по порядку или напишите все буквы в нужном порядке, от A до { $last }. Попытка не засчитана.
result = Ваш результат: { $earned } из { $total ->
    [one] { $total } балла
   *[other] { $total } баллов
}, { $percent } %.
result-passed = Ваш результат: { $earned } из { $total ->
    [one] { $total } балла
   *[other] { $total } баллов
}, { $percent } %. Курс сдан!
result-not-passed = Ваш результат: { $earned } из { $total ->
    [one] { $total } балла
   *[other] { $total } баллов
}, { $percent } %. Курс считается сданным от { $mark } %. Можно начать сначала и попробовать ещё раз: заработанное остаётся.
result-first-try = Верно с первой попытки: { $right } из { $total }
results-which = Результаты какого курса показать?
results-title = Результаты курса «{ $title }»
results-learners = { $learners ->
    [one] { $learners } ученик, закончили: { $finished }
    [few] { $learners } ученика, закончили: { $finished }
   *[other] { $learners } учеников, закончили: { $finished }
}
results-gain = { $learners ->
    [one] До и после, по { $learners } ученику, ответившему оба раза: { $before } % верных, затем { $after } %
   *[other] До и после, по { $learners } ученикам, ответившим оба раза: { $before } % верных, затем { $after } %
}
results-no-questions = В этом курсе пока нет вопросов. Вопросы пишут в файле курса; docs/COURSE-FILE.md показывает, как.
results-untried = На этот вопрос ещё никто не ответил.
results-first-try = Ответили: { $tried }, верно с первой попытки: { $percent } %
results-answered = Ответили: { $tried }
results-favourite = Самый частый неверный ответ: { $words } ({ $count })
results-most-chosen = Самый частый ответ: { $words } ({ $count })
results-more = { $count ->
    [one] Здесь не показан ещё { $count } вопрос.
    [few] Здесь не показаны ещё { $count } вопроса.
   *[other] Здесь не показаны ещё { $count } вопросов.
}
results-caption = { $count ->
    [one] «{ $title }»: { $count } ученик. Время – UTC.
    [few] «{ $title }»: { $count } ученика. Время – UTC.
   *[other] «{ $title }»: { $count } учеников. Время – UTC.
}
results-too-large = Таблица больше { $limit } МБ, здесь мне её не отправить.
results-too-many-cells = Столько учеников в одну таблицу Excel здесь не помещается. Возьмите таблицу в CSV: Excel открывает и его.
results-id = Номер
results-name = Имя
results-username = Имя пользователя
results-points = Баллы
results-of = Из
results-percent = Проценты
results-finished = Закончил(а), UTC
button-results = Результаты
button-csv = В виде CSV
button-xlsx = Таблицей Excel
duration-minutes = { $count ->
    [one] { $count } минуту
    [few] { $count } минуты
   *[other] { $count } минут
}
duration-hours = { $count ->
    [one] { $count } час
    [few] { $count } часа
   *[other] { $count } часов
}
duration-days = { $count ->
    [one] { $count } день
    [few] { $count } дня
   *[other] { $count } дней
}
refusal-unanswered = Сначала ответьте на вопрос, потом пойдём дальше. Подойдёт любой ответ.
refusal-not-passed = Дальше можно идти, когда на вопросы этого шага даны верные ответы.
refusal-answered-already = Этот ответ уже засчитан.
refusal-nothing-picked = Чего-то ещё не хватает. Сначала выберите, потом нажмите «Проверить».
refusal-no-attempts-left = Попытки на этот вопрос закончились. /continue покажет, как попробовать снова.
refusal-not-yet = Попробовать снова можно через { $wait }.
button-check = Проверить
button-clear = Начать заново
button-hint = Подсказка
button-later = Позже
button-put-off = Отложенные вопросы
button-retry = Попробовать снова
button-remedy = Перечитать «{ $title }»

## Повторение: вопросы, которые возвращаются

button-keep-fresh = Повторять
button-review-begin = Начать
button-review-next = Следующий вопрос
button-review-off = Отключить
button-review-course = Повторять «{ $title }»
review-offer = { $count ->
    [one] По пути не получился { $count } вопрос. Вернуть его вовремя, чтобы он запомнился?
    [few] По пути не получились { $count } вопроса. Возвращать их вовремя, понемногу в день, чтобы они запомнились?
   *[many] По пути не получились { $count } вопросов. Возвращать их вовремя, понемногу в день, чтобы они запомнились?
}
review-begun = { $count ->
    [0] Хорошо. В курсе «{ $title }» пока всё получалось; что не получится, вернётся. /review покажет, что пора повторить.
    [one] Хорошо. { $count } вопрос из курса «{ $title }» вернётся, когда начнёт забываться. Сам я спрашиваю не больше { $most } вопросов в день; /review покажет ещё, когда захотите.
    [few] Хорошо. { $count } вопроса из курса «{ $title }» вернутся, когда начнут забываться. Сам я спрашиваю не больше { $most } вопросов в день; /review покажет ещё, когда захотите.
   *[many] Хорошо. { $count } вопросов из курса «{ $title }» вернутся, когда начнут забываться. Сам я спрашиваю не больше { $most } вопросов в день; /review покажет ещё, когда захотите.
}
review-title = Повторение
review-explained = Вопросы, на которые вы ответили неверно, возвращаются, когда начинают забываться: сначала через день, потом всё реже. Сам я спрашиваю не больше { $most } вопросов в день. Баллов за них нет, и в курсе ничего не меняется.
review-which = Вопросы какого курса возвращать?
review-no-courses = Пока в ваших курсах всё получалось, возвращать нечего.
review-heading = Повторение · { $course } · { $step }
review-back-in = Этот вопрос вернётся через { $wait }.
review-all-done = На сейчас это всё.
review-enough = { $count ->
    [one] На сегодня достаточно. Если хотите, ждёт ещё { $count } вопрос.
    [few] На сегодня достаточно. Если хотите, ждут ещё { $count } вопроса.
   *[many] На сегодня достаточно. Если хотите, ждут ещё { $count } вопросов.
}
review-later = Сейчас повторять нечего. Следующий вопрос вернётся через { $wait }.
review-nothing-yet = Возвращать пока нечего. На что вы ответите неверно, то вернётся.
review-changed = Этого вопроса в таком виде больше нет. Вот что дальше.
review-off = Отключено: само больше ничего не возвращается. /review включит снова.
review-call = { $count ->
    [one] { $count } вопрос ждёт повторения.
    [few] { $count } вопроса ждут повторения.
   *[many] { $count } вопросов ждут повторения.
}
command-review = Вопросы, которые возвращаются

## Что видят авторы

ask-course-title = Как называется курс? До { $limit } знаков. /cancel остановит.
ask-course-description = Опишите «{ $title }» в одной-двух фразах, до { $limit } знаков. Ученики увидят их до начала.
course-made = Курс «{ $title }» создан. Ученики не увидят его, пока вы его не опубликуете. Теперь первый шаг.
ask-step-title = Шаг { $number }: как он называется? До { $limit } знаков.
ask-step-content = Теперь пришлите, что говорит шаг «{ $title }»: текст (жирный шрифт, ссылки, списки и спойлеры останутся такими, как вы их написали), фото, видео, аудио, голосовое сообщение, анимацию, файл или альбом, если хотите, с подписью, или адрес картинки на первой строке и текст под ним.
ask-new-course-title = Как теперь назвать «{ $title }»?
ask-new-course-description = Каким будет описание курса «{ $title }»?
ask-new-step-title = Как теперь назвать шаг «{ $title }»?
ask-new-step-content = Пришлите новый текст, фото, видео, звук или файл для шага «{ $title }». Старое будет заменено.
step-content-wanted = Такое в шаг не поместить. Пришлите текст, фото, видео, аудио, голосовое сообщение, анимацию, файл или альбом из них. Остановиться – /cancel.
medium-beyond = Этот файл больше 20 МБ, а такие Telegram ботам не отдаёт. Ученики его увидят, но в выгрузке курса и у другого бота его не будет.
send-as-text = Напишите это, пожалуйста, обычным сообщением или /cancel.
step-saved = Шаг { $number }, «{ $title }», сохранён.
step-saved-end = Это последний шаг курса.
step-behind-end = Он стоит после последнего шага курса: ученики до него не дойдут. Переставьте его или отметьте концом другой шаг.
step-undone = Шаг «{ $title }» убран. Как назвать шаг?
step-undone-meanwhile = Шаг «{ $title }» убран. Жду ответа на прежний вопрос.
undo-too-late = Этот шаг изменили или опубликовали после того, как вы его добавили, поэтому я его оставил. Удалить его можно на его странице.
marked-end = Теперь «{ $title }» — последний шаг.
unmarked-end = «{ $title }» больше не последний шаг.
published = Курс «{ $title }» открыт. Эта ссылка ведёт прямо к нему:
published-unlisted = Курс «{ $title }» открыт для тех, у кого есть ссылка:
published-by-code = Курс «{ $title }» открыт для тех, у кого есть код. По одной ссылке на него не попасть:
published-again = Опубликовано. Теперь ученики курса «{ $title }» видят изменения. Ссылка:
published-already = Ученики курса «{ $title }» видят всё, что вы написали.
published-already-link = Ученики курса «{ $title }» видят всё, что вы написали. Ссылка:
publish-which = Какой курс опубликовать?
publish-ask = Опубликовать «{ $title }»?
publish-opens = Сейчас он закрыт; после этого будет открыт для всех.
publish-opens-unlisted = Сейчас он закрыт; после этого будет открыт для тех, у кого есть ссылка.
publish-opens-by-code = Сейчас он закрыт; после этого будет открыт для тех, у кого есть код.
publish-anew = Тем временем кое-что изменилось. Посмотрите, пожалуйста, ещё раз.
change-title = Меняется название.
change-description = Меняется описание.
change-language = Меняется язык.
change-pass-mark = Меняется проходной балл.
change-reminders = Меняются напоминания.
change-release = Меняется то, когда открываются шаги.
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
history-title = История курса «{ $title }»
history-none = Пока не сохранено ни одной версии. Список начнётся со следующей публикации.
revision = Версия { $number } · { $when }
revision-by = Версия { $number } · { $when } · { $name }
revision-now = её видят ученики
rollback-which = Какой курс вернуть к прежней версии?
rollback-ask = Снова опубликовать версию { $number } курса «{ $title }» как новую?
rollback-hint = Нажмите номер версии, чтобы посмотреть её и вернуться к ней.
rollback-title-taken = Эта версия называлась «{ $title }». Теперь так называется другой курс, поэтому этот останется «{ $kept }».
rollback-already = Ученики курса «{ $title }» уже видят эту версию.
rollback-drops-edits = В черновике есть неопубликованные изменения; они пропадут. Чтобы сохранить их, нажмите «Отмена».
rollback-nothing = Ученики и так видят именно это.
rollback-restored = Черновик курса «{ $title }» снова такой, каким курс видят ученики. Для них ничего не изменилось. Ссылка:
instant-utc = { $when } UTC
preview-end = Это был просмотр: ничего из него не считается.
preview-waits = Шаг { $number }, «{ $title }», ещё не открыт: если ученик нажмёт «Дальше» сейчас, он откроется { $when } и придёт сам.
preview-waits-longer = Шаг { $number }, «{ $title }», ещё не открыт: если ученик нажмёт «Дальше» сейчас, он откроется { $when }, а придёт сам { $later }.
preview-time = Так это увидит ученик { $when }. Ничего из этого не считается.
preview-reminder = { $count ->
    [one] После { $count } дня молчания ученик прочитает:
    [few] После { $count } дней молчания ученик прочитает:
   *[many] После { $count } дней молчания ученик прочитает:
}
preview-no-reminder = Об этом курсе никому не напоминают.
button-preview-skip = Перейти вперёд: { $when }
button-preview-reminder = Перейти к напоминанию
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
switched-off = Выключен. После публикации те, кто стоит на этом шаге, смогут остаться; остальные его пропустят.
switched-on = Включён.
delete-step-ask = Удалить шаг «{ $title }»? У учеников он останется до публикации; потом те, кто на нём стоит, продолжат со следующего.
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
medium-refused = Telegram не принимает видео, звук или файл шага «{ $step }» курса «{ $course }» ({ $reason }). Вместо него ученики видят описание. Пожалуйста, замените его.

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
button-as-file = Файлом
button-to-history = ‹ История
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

## Курсы файлами

ask-course-file = Пришлите курс файлом: Markdown (.md) или .zip с Markdown и картинками. Книгу mdBook в .zip, курс Coob (.json) и вопросы в GIFT, Aiken или таблице (.gift, .txt, .csv) я тоже прочитаю. /cancel – отмена.
reading-file = Читаю «{ $file }»…
file-kind = Из «{ $file }» курс не сделать. Мне нужен простой текст в Markdown (файл с окончанием .md; его умеет скачивать Google Документы) или .zip с ним и его картинками. Из Word или PDF скопируйте текст в такой файл и поставьте ## перед названием каждого шага.
file-wanted = Я жду файл с курсом: .md или .zip, а из других программ – .json, .gift, .txt и .csv. /cancel – отмена.
file-too-large = «{ $file }» больше { $limit } МБ, а такие файлы Telegram ботам не отдаёт. Уменьшите картинки или загрузите курс на сервере: stepwise import
file-gone = Telegram больше не отдаёт мне «{ $file }». Пришлите файл ещё раз.
import-refused = { $count ->
    [one] «{ $file }» пока нельзя загрузить. Нужно исправить { $count } место:
    [few] «{ $file }» пока нельзя загрузить. Нужно исправить { $count } места:
   *[other] «{ $file }» пока нельзя загрузить. Нужно исправить { $count } мест:
}
import-more = … и ещё { $count }; всё перечислено в файле ниже.
import-nothing-saved = Ничего не сохранено. Исправьте файл и пришлите его снова.
import-problems-name = problems.txt
import-problems-errors = Нужно исправить:
import-problems-warnings = Полезно знать:
import-problems-caption = { $count ->
    [one] Всё, что я заметил.
    [few] Все { $count } замечания, строка за строкой.
   *[other] Все { $count } замечаний, строка за строкой.
}
import-warnings = { $count ->
    [one] { $count } замечание:
    [few] { $count } замечания:
   *[other] { $count } замечаний:
}
import-new-course = { $steps ->
    [one] Новый курс: «{ $title }», { $steps } шаг. Ученики увидят его, когда вы его опубликуете.
    [few] Новый курс: «{ $title }», { $steps } шага. Ученики увидят его, когда вы его опубликуете.
   *[other] Новый курс: «{ $title }», { $steps } шагов. Ученики увидят его, когда вы его опубликуете.
}
import-renamed = Его идентификатор — «{ $id }»: напишите id: { $id } в начале файла, чтобы я узнал курс, когда вы пришлёте его снова.
import-meets = В файле нет id, а идентификатор «{ $id }», который следует из названия, принадлежит этому курсу, поэтому файл изменит его. Для нового курса дайте файлу другое название, а в Markdown можно написать в начале id: { $free }.
import-parted = Курс с идентификатором «{ $slug }» уже есть («{ $title }»). В этом файле нет id и нет ни одного шага оттуда, поэтому он станет отдельным курсом с идентификатором «{ $id }». Чтобы изменить тот курс, напишите в начале файла Markdown id: { $slug }.
import-changes = Вот что файл изменит в черновике курса «{ $title }»:
import-title = Другое название: «{ $title }»
import-description = Другое описание
import-language = Другой язык
import-pass-mark = Другой проходной балл
import-reminders = Другие напоминания
import-release = Другое время открытия шагов
import-added = { $count ->
    [one] + Новый: { $steps }
   *[other] + Новых { $count }: { $steps }
}
import-changed = { $count ->
    [one] ✎ Изменён: { $steps }
   *[other] ✎ Изменено { $count }: { $steps }
}
import-moved = { $count ->
    [one] ↕ Перемещён: { $steps }
   *[other] ↕ Перемещено { $count }: { $steps }
}
import-removed = { $count ->
    [one] − Убран: { $steps }
   *[other] − Убрано { $count }: { $steps }
}
import-stayed = { $count ->
    [one] Картинка шага { $steps } остаётся прежней: файл называет её, но не содержит.
   *[other] Картинки шагов { $steps } остаются прежними: файл называет их, но не содержит.
}
import-step = «{ $title }»
import-changed-step = «{ $title }» ({ $parts })
import-removed-standing = { $learners ->
    [one] «{ $title }» (на нём стоит { $learners } ученик)
    [few] «{ $title }» (на нём стоят { $learners } ученика)
   *[other] «{ $title }» (на нём стоят { $learners } учеников)
}
import-and-more = { " " }и ещё { $count }
import-part-title = название
import-part-text = текст
import-part-questions = вопросы
import-part-media = картинка или файл
import-part-links = кнопки со ссылками
import-part-release = время открытия
import-part-flags = включение, конец или защита
import-learners = { $learners ->
    [0] На курсе пока никого нет.
    [one] На курсе { $learners } человек. Для него ничего не изменится, пока вы не опубликуете.
    [few] На курсе { $learners } человека. Для них ничего не изменится, пока вы не опубликуете.
   *[other] На курсе { $learners } человек. Для них ничего не изменится, пока вы не опубликуете.
}
import-put-aside = Файл с курсом «{ $title }», по которому вы ещё не решили, отложен: ждать может только один. Пришлите его снова, когда он понадобится.
import-changed-meanwhile = С тех пор черновик изменили; ничего не перезаписано. Теперь изменения были бы такими:
import-waiting = Этот файл ждёт вашего решения. Другой файл займёт его место, /cancel забудет его.
import-no-changes = Изменений нет: черновик курса «{ $title }» уже такой.
import-applied = Черновик курса «{ $title }» теперь такой же, как файл. Ученики увидят это, когда вы опубликуете.
import-created = Курс «{ $title }» создан. Ученики увидят его, когда вы его опубликуете.
import-cancelled = Хорошо, ничего не изменилось. Файл забыт.
export-which = Какой курс прислать файлом?
export-packing = Собираю «{ $title }» с картинками…
export-caption = «{ $title }». Исправьте файл и пришлите обратно: я покажу изменения, прежде чем что-то сохранить.
export-caption-to-read = «{ $title }», каким курс сейчас видят его авторы.
export-lost = { $count ->
    [one] Без картинки шага { $steps }: у меня её нет, и Telegram её не отдаёт.
   *[other] Без картинок шагов { $steps }: у меня их нет, и Telegram их не отдаёт.
}
export-too-large = «{ $title }» с картинками больше { $limit } МБ, здесь такое не отправить. На сервере: stepwise export
button-apply = Применить
problem-at-all = { $what }
problem-at-line = Строка { $line }: { $what }
problem-in-file = { $file }: { $what }
problem-at-line-in-file = { $file }, строка { $line }: { $what }

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
team-welcome = Теперь у вас есть роль в создании курсов. /mycourses покажет ваши курсы, /help расскажет остальное.

## Меню команд

command-start = Начать
command-courses = Ваши курсы и открытые
command-continue = Продолжить с вашего места
command-progress = Ваши успехи
command-restart = Начать курс заново
command-leave = Покинуть курс
command-language = Выбрать язык
command-plain = Только текст: для чтения с экрана
command-help = Что я умею
command-cancel = Остановить начатое
command-addcourse = Создать курс
command-addstep = Добавить шаг в курс
command-editcourse = Изменить курс
command-mycourses = Ваши курсы и ссылки на них
command-publish = Показать ученикам написанное
command-history = Что публиковалось раньше
command-rollback = Снова опубликовать прежнюю версию
command-import = Загрузить курс из файла
command-export = Получить курс файлом
command-results = Как справляются ученики
command-addauthor = Разрешить создавать курсы
command-removeauthor = Отозвать это право
command-jobs = Что бот делает сам

## Что видно до /start

about-short = Курсы маленькими шагами. Ваше место сохранится.
about-long = Я учу маленькими шагами: прочитайте один, нажмите «Дальше» и возвращайтесь, когда захотите. Ваше место сохранится. Нажмите «Начать», чтобы увидеть курсы.

## Что не так в файле курса и что написать вместо этого

problem-file-too-large = Файл занимает { $size } МБ, а файл курса может занимать не больше { $limit } МБ. Сделайте из него, пожалуйста, два курса.
problem-no-steps = Не вижу ни одного шага. Каждый шаг начинается с заголовка из двух решёток: ## Название
problem-no-steps-but-headings = Вижу заголовки с одной решёткой, их { $count }, а шаг начинается с двух. Напишите ## вместо # перед названием каждого шага.
problem-too-many-steps = Шагов здесь { $count }, а в курсе их может быть не больше { $limit }. Может быть, пора начать второй курс?
problem-front-matter-open = Шапка файла начинается здесь с --- и нигде не кончается. Поставьте строку --- под её последним ключом.
problem-front-matter-too-large = В шапке файла { $size } КБ, а читается не больше { $limit } КБ. Оставьте в ней только ключи, остальное перенесите в шаги.
problem-front-matter-unreadable = Не могу прочитать «{ $text }». Значение с двоеточием, решёткой или скобкой берут в кавычки: title: "Чай: начало"
problem-front-matter-no-keys = В шапке файла должны стоять строки вида id: tea и title: Чай, по одному ключу в строке. Здесь я вижу что-то другое.
problem-key-unknown = Не знаю ключа «{ $key }» и пропускаю его. Знаю id, title, description, language, pass, unfinished и defaults.
problem-key-repeated = Ключ «{ $key }» стоит здесь во второй раз. Оставьте один из двух.
problem-neither-true-nor-false = У ключа «{ $key }» стоит «{ $value }». Напишите true или false.
problem-default-unknown = Пока не знаю умолчания «{ $key }» и пропускаю его.
problem-key-not-text = После «{ $key }:» нужен текст, а здесь стоит список, группа или ссылка YAML.
problem-defaults-not-keys = Под «defaults» нужны строки с ключами, сдвинутые на два пробела. Если их нет, уберите его.
problem-language-unknown = «{ $value }» не похоже на название языка, пропускаю. Напишите, например, en, ru или pt-BR.
problem-no-title = Курсу нужно название. Напишите title: … в шапке файла.
problem-title-too-long = В названии курса { $length } зн., а может быть не больше { $limit }. Сократите его, пожалуйста.
problem-description-too-long = В описании { $length } зн., а может быть не больше { $limit }. Сократите его, пожалуйста.
problem-course-id-proposed = У курса нет id, назову его «{ $id }». Напишите id: { $id } в шапке файла, тогда имя сохранится, даже если сменится название.
problem-course-id-bad = «{ $id }» не годится для id: можно только a–z, 0–9 и -, не больше 48 знаков. Напишите id: { $proposal }
problem-title-twice = Название у курса уже есть, поэтому «{ $title }» не показывается. Если это шаг, поставьте перед ним ##.
problem-text-before-steps = Текст над первым шагом ученикам не показывается. В нём { $length } зн.; описанием он станет, если другого нет, если он без картинки и не длиннее { $limit }. Чтобы сделать из него шаг, поставьте над ним заголовок с ##.
problem-step-ids-proposed = { $count ->
    [1] У этого шага нет своего имени, назову его «{ $id }». При выгрузке имя появится в файле.
   *[other] Шагов без своего имени: { $count }. Имена сделаю из названий; этот шаг назову «{ $id }». При выгрузке имена появятся в файле.
} По именам запоминаются места учеников: запишите их, вот так: ## Название {"{"}#{ $id }{"}"}, прежде чем менять названия.
problem-step-id-bad = «{ $id }» не годится для имени шага: можно только a–z, 0–9 и -, не больше 48 знаков. Напишите {"{"}#{ $proposal }{"}"}
problem-step-id-repeated = Имя «{ $id }» уже носит шаг в строке { $line }. Дайте этому другое, например {"{"}#{ $proposal }{"}"}
problem-step-flag-unknown = Не знаю пометки «{ $flag }» и пропускаю её. У заголовка могут быть #имя, .end, .off, .must-answer, .must-pass, draw=…, spent=… и release="…".
problem-step-no-title = У этого шага нет названия. Напишите его после ##.
problem-step-title-too-long = В названии этого шага { $length } зн., а может быть не больше { $limit }. Сократите его, пожалуйста.
problem-step-title-repeated = «{ $title }» называется и шаг в строке { $line }. У каждого шага курса своё название.
problem-step-underlined = «{ $title }» подчёркнуто, поэтому здесь начинается шаг. Если это должна быть черта между абзацами, оставьте над --- пустую строку.
problem-step-empty = В шаге «{ $title }» нечего изучать: в нём нет ни текста, ни картинки.
problem-step-too-large = Этот шаг больше { $limit } КБ. Сделайте из него, пожалуйста, несколько шагов.
problem-picture-in-title = В заголовке картинка стоять не может. Поставьте её ниже.
problem-end-added = Ни один шаг не отмечен как последний, поэтому последним станет «{ $title }». Отметьте нужный пометкой .end или напишите unfinished: true в шапке файла.
problem-end-unreachable = { $count ->
    [1] Этот шаг стоит после «{ $title }», где курс кончается: до него никто не дойдёт.
   *[other] Отсюда и дальше стоят шаги после «{ $title }», где курс кончается, их { $count }: до них никто не дойдёт.
} Перенесите .end на последний шаг.
problem-all-off = Все шаги выключены, проходить нечего. Уберите .off у тех, что готовы.
problem-block-open = Блок, который начинается здесь, нигде не закрыт и проглотил заголовки шагов, их { $count }. Закройте его теми же знаками, какими он открыт (комментарий закрывается знаками -->).
problem-block-closed = Блок, который начинается здесь, нигде не закрыт, поэтому закрою его в конце файла.
problem-heading-without-space = «{ $text }» — не заголовок: после решётки не хватает пробела.
problem-heading-too-high = У «{ $title }» одна решётка, поэтому это будет просто жирная строка. Шаг начинается с ##, заголовок внутри шага — с ###.
problem-too-deep = Цитаты, списки и выделения вложены здесь друг в друга глубже { $limit } раз. Сделайте, пожалуйста, проще.
problem-text-too-long = В тексте этого шага { $length } зн., а может быть не больше { $limit }. Сделайте из него, пожалуйста, два шага.
problem-caption-too-long = В тексте { $length } зн., а под картинкой Telegram показывает { $limit }. Поэтому текст придёт отдельным сообщением под картинкой.
problem-picture-nowhere = «{ $address }» — не файл рядом с текстом и не адрес https, шаг будет без этой картинки. Сохраните её файлом и напишите путь к нему.
problem-picture-blank = Путь с пробелом не становится картинкой, поэтому всё это показано как есть. Напишите ![…](<{ $path }>) или ![…]({ $instead }).
problem-picture-linked = Картинка в чате не бывает ссылкой, поэтому { $address } пропускается. Поставьте ссылку под ней.
problem-album-large = Шаг показывает не больше { $limit } картинок, видео или файлов сразу, а здесь их { $count }. Вынесите остальные в отдельный шаг.
problem-album-mixed = Это не сочетается с тем, что стоит выше: Telegram показывает картинки вместе с видео, документы — с документами, аудио — с аудио. Голосовое сообщение и анимация стоят отдельно. Вынесите это в отдельный шаг.
problem-alt-long = Описание занимает { $length } знаков; вслух читается не больше { $limit }.
problem-button-address = Кнопка не может вести на «{ $address }». Напишите адрес, который начинается с https://, http:// или tg://.
problem-button-label = Надпись на этой кнопке занимает { $length } знаков, а помещается { $limit }.
problem-button-inside = { $words } стоит среди других слов и останется ссылкой. Чтобы получилась кнопка, вынесите её в отдельную строку.
problem-buttons-row = В одной строке { $count } кнопок, а Telegram показывает в ряду { $limit }. Начните новую строку.
problem-buttons-many = В этом шаге { $count } кнопок со ссылками; показывается не больше { $limit }.
problem-picture-second-linked = Шаг показывает одну картинку. Эта, { $address }, станет ссылкой.
problem-picture-second-dropped = Шаг показывает одну картинку. Эта, { $address }, пропускается; сделайте для неё отдельный шаг.
problem-link-dropped = «{ $address }» из чата не открыть, поэтому останутся только слова. Напишите адрес, который начинается с https://
problem-link-mail = «{ $address }» нельзя открыть из чата, поэтому видны только слова ссылки. Напишите сам адрес в тексте: Telegram сделает его нажимаемым.
problem-table-too-wide = Столбцов в таблице { $columns }, в чате такое читать трудно. До { $limit } ещё хорошо; может быть, лучше список.
problem-spoiler-open = У этих двух черт нет пары в том же абзаце, поэтому они останутся чертами. Закройте скрытый текст знаками || или напишите \|\|, если нужны сами черты.
problem-reference-missing = В этом шаге не сказано, куда ведёт [{ $name }], поэтому всё останется как написано. Добавьте в этот же шаг [{ $name }]: https://…
problem-footnote-missing = У сноски «{ $name }» в этом шаге нет текста. Добавьте в этот же шаг [^{ $name }]: …
problem-footnote-unused = На сноску «{ $name }» в этом шаге ничто не ссылается, поэтому она не показывается. Поставьте [^{ $name }] там, где она нужна.
problem-tag-dropped = Telegram не умеет показывать <{ $tag }>. Слова останутся, тег пропускается.
problem-tag-shown = «{ $tag }» в HTML ничего не значит и останется как написано. Если это код, возьмите его в обратные апострофы.
problem-tag-open = <{ $tag }> нигде не закрыт и поэтому пропускается. Закройте его: </{ $tag }>.
problem-tag-not-opened = </{ $tag }> закрывает то, что не было открыто, и поэтому пропускается.
problem-pass-mark-bad = «{ $value }» не похоже на проходной балл. Напишите целое число процентов от 1 до 100, например pass: 80
problem-reminders-bad = Из «{ $value }» непонятно, когда напоминать ученикам. Напишите не больше { $most } чисел дней по возрастанию, от 1 до { $longest }, например reminders: 1, 3, 7 – или reminders: none
problem-step-flag-idle = Пометка «{ $flag }» относится к вопросам, а в этом шаге их нет. Пропускаю её.
problem-step-draw-bad = Столько вопросов выбрать нельзя: «{ $value }». Напишите, сколько вопросов достанется каждому ученику, например draw=5
problem-step-draw-many = Выбрать нужно { $draw }, а всего вопросов { $count }, поэтому заданы будут все.
problem-release-unknown = Не понимаю, когда это открывается: «{ $value }». Напишите at once, after 30 minutes, after 1 day, after 3 days at 08:30, weekdays at 08:30, mon, wed, fri at 18:00, 2026-12-01 at 09:00 или day 3.
problem-release-number = «{ $value }» — не то число, которое здесь подходит. Напишите целое число от { $low } до { $high }.
problem-release-time = «{ $value }» — это не время суток. Напишите часы и минуты, например 08:30 или 18:00; часовой пояс можно указать только после даты.
problem-release-date = Такого дня в календаре нет: «{ $value }». Напишите год, месяц и день, например 2026-12-01.
problem-release-zone = Не знаю часового пояса «{ $value }». Может быть, { $near }? Подойдёт и смещение, например +03:00.
problem-release-open = После release= слова стоят в кавычках: release="after 1 day". Здесь их нет или не хватает одной.
problem-release-first = Первый шаг откроется только тогда, а значит, тогда начнётся и курс. Если это не задумано, уберите у него release.
problem-release-backwards = Этот шаг открывается раньше, чем «{ $title }», который стоит перед ним. Раньше к нему никто не придёт, так что откроются они вместе.
problem-step-spent-bad = Не понимаю spent={ $value }. Напишите spent=show, имя одного из предыдущих шагов или паузу: spent=30m, spent=8h, spent=2d (не больше года).
problem-step-spent-nowhere = Шага с именем «{ $id }» нет, вести туда некуда. Напишите имя шага, который стоит раньше этого.
problem-step-spent-behind = Шаг «{ $id }» стоит не раньше этого, вернуть к нему нельзя. Напишите имя одного из предыдущих шагов.
problem-questions-many = Вопросов в этом шаге { $count }, а может быть не больше { $limit }. Сделайте из него, пожалуйста, два шага.
problem-question-unreadable = Не могу прочитать эту строку в настройках вопроса: { $text } — если в ней есть двоеточие, # или скобка, возьмите слова в кавычки.
problem-question-no-keys = Настройки вопроса — это строки вида answer: Париж или points: 2, по одному ключу в строке. Здесь я вижу что-то другое.
problem-question-key-unknown = Не знаю ключа «{ $key }» и пропускаю его. Может быть, вы имели в виду «{ $near }»?
problem-question-key-unfit = Для вопроса этого вида «{ $key }» ничего не значит. Пропускаю.
problem-question-kind-unknown = Не знаю вида «{ $kind }». Напишите single, multiple, poll, typed, number, order, match или work.
problem-question-kind-unfit = Вид «{ $kind }» не подходит к тому, что стоит выше. Для single, multiple и poll нужен список с квадратиками (- [ ]), для order — нумерованный список, для match — таблица; typed, number и work обходятся одними настройками.
problem-question-inside = Настройки вопроса стоят внутри списка или цитаты. Поставьте их с начала строки, сразу под тем, к чему они относятся.
problem-question-nothing = Здесь не на что отвечать. Поставьте эти настройки сразу под списком с квадратиками, нумерованным списком или таблицей либо допишите в них answer:, number: или work:.
problem-question-not-asked = Здесь ничего не спрашивается. Напишите вопрос отдельным абзацем прямо над ответами.
problem-question-none-right = Ни один вариант не отмечен как верный. Отметьте его так: - [x]. Если неверных ответов нет, напишите kind: poll.
problem-question-none-typed = Здесь нет ни одного верного ответа. Напишите его, например answer: Париж или number: 42
problem-question-several-right = Отмечено несколько вариантов, а в вопросе вида single верный только один. Напишите kind: multiple или оставьте одну отметку.
problem-question-poll-ticked = В опросе нет верных вариантов. Уберите отметки или уберите kind: poll.
problem-question-box-missing = У этого варианта нет квадратика, и непонятно, верный ли он. Напишите - [x], если верный, или - [ ], если нет.
problem-question-items-few = Здесь не из чего выбирать. Вопросу нужно хотя бы два варианта.
problem-question-items-many = Вариантов { $count }, а может быть не больше { $limit }.
problem-question-item-empty = Здесь нет слов. Напишите их или уберите строку.
problem-question-item-twice = «{ $words }» стоит здесь дважды, и отличить одно от другого нельзя. Измените что-нибудь одно.
problem-question-item-long = Здесь { $length } зн., а может быть не больше { $limit }. Сократите, пожалуйста.
problem-question-item-more = Вариант — это одна строка слов. Отклик на него пишется ниже, цитатой с отступом: > Верно! Всё остальное поставьте над вопросом.
problem-question-item-styled = На кнопках виден только простой текст, поэтому выделение, ссылки, код и подобное здесь пропадут.
problem-question-picture = Внутри вопроса картинка стоять не может. Поставьте её в текст шага, над вопросом.
problem-question-text-long = В «{ $key }» { $length } зн., а может быть не больше { $limit }. Сократите, пожалуйста.
problem-question-figure-bad = У ключа «{ $key }» стоит «{ $value }». Напишите целое число от { $low } до { $high }.
problem-question-measures-unknown = Вопрос не может измерять «{ $value }». Напишите pretest или posttest.
problem-question-id-bad = «{ $id }» не годится для имени вопроса: можно только a–z, 0–9 и -, не больше 48 знаков. Напишите id: { $proposal }
problem-question-id-repeated = Имя «{ $id }» уже носит вопрос, чьё id стоит в строке { $line }. Дайте этому другое, например id: { $proposal }
problem-question-answer-empty = Здесь стоит ответ без слов. Напишите, что нужно ввести.
problem-question-answers-many = Ответов { $count }, а может быть не больше { $limit }. Иногда один шаблон заменяет многие из них.
problem-question-answers-mixed = В одном вопросе нужно ввести и число, и слова. Оставьте либо number:, либо answer: и pattern:.
problem-question-number-bad = «{ $value }» — не число, которое я могу проверить. Напишите, например, 3.14 или промежуток от меньшего к большему: 1..2
problem-question-tolerance-bad = «{ $value }» не годится для допуска. Напишите, на сколько можно ошибиться, например tolerance: 0.5; меньше нуля он не бывает.
problem-question-pattern-bad = «{ $pattern }» — не шаблон, который я могу проверить: он записан с ошибкой, заглядывает вперёд или назад или слишком много повторяет. Попробуйте проще, например колл?ега
problem-question-pattern-long = В шаблоне { $length } зн., а может быть не больше { $limit }.
problem-question-match-columns = Столбцов в таблице: { $columns }. То, что подходит друг другу, стоит в двух: слева — к чему подобрать, справа — что к нему подходит.
problem-question-show-unknown = Показать вопрос как «{ $value }» нельзя. Напишите show: poll или show: buttons
problem-question-show-unfit = Опросом Telegram может быть только вопрос с вариантами. Уберите здесь show: poll.
problem-question-show-unasked = Опрос Telegram должен сам говорить, о чём он. Напишите это прямо над вариантами.
problem-question-show-styled = В опросе Telegram оформления не бывает, поэтому вопрос будет показан простым текстом.
problem-question-show-long = В опросе Telegram в «{ $key }» может быть { $limit } знаков, а здесь { $length }. Сократите или напишите show: buttons
problem-question-show-lines = В викторине Telegram в пояснении может быть { $limit } переводов строки, а здесь { $count }. Уберите лишние или напишите show: buttons
problem-question-none-here = Вопроса здесь не видно. Напишите, о чём спрашиваете, а ниже: + перед верным вариантом, - перед неверным или = перед словами, которые нужно набрать.
problem-question-several-here = Вопросов здесь { $count }. Пришлите их по одному.
problem-question-text-besides = Спрашивает только один абзац, остальное пропало бы. Перенесите всё в ask: в настройках или уберите лишнее.
problem-question-signs-mixed = Варианты (+ и -) и ответы, которые набирают (=), вместе не бывают. Оставьте что-то одно.
problem-question-line-loose = Перед «{ $text }» нет знака. Ставьте + перед верным вариантом, - перед неверным, > перед тем, что сказать выбравшему его.
problem-question-work-unknown = «{ $value }» сдать нельзя. Напишите text, photo, voice, document или video, например work: [photo, text]
## Что не так с архивом или с чужим форматом

problem-bundle-bomb = Этот архив распаковывается в нечто несоразмерно большое, и я остановился. Упакуйте файлы заново.
problem-bundle-damaged = Этот архив не распаковывается: он повреждён или оборван. Упакуйте его заново и пришлите ещё раз.
problem-bundle-encrypted = Один из файлов в архиве закрыт паролем. Упакуйте без пароля.
problem-bundle-entries = Здесь больше { $limit } файлов. Оставьте только Markdown и картинки, которые в нём названы.
problem-bundle-large = Архив больше { $limit } МБ. Уменьшите картинки или уберите то, чего в курсе нет.
problem-bundle-method = Архив упакован незнакомым мне способом. Упакуйте его как обычный zip.
problem-bundle-name-twice = Этот файл лежит в архиве дважды. Оставьте один.
problem-bundle-name-utf8 = Имя этого файла не читается как UTF-8. Назовите его проще.
problem-bundle-nested = Архив внутри архива не открывается. Положите нужное рядом с Markdown.
problem-bundle-overlap = Файлы в этом архиве лежат друг на друге, так не упаковывает ни одна программа. Упакуйте заново.
problem-bundle-path-long = Путь к этому файлу слишком длинный или папок слишком много. Сделайте их меньше и короче.
problem-bundle-path-outside = Этот путь ведёт наружу. Упакуйте файлы в одну папку, с простыми путями.
problem-bundle-symlink = Это ссылка на другой файл, а по ссылкам я не хожу. Положите сюда сам файл.
problem-bundle-text = Все тексты вместе больше { $limit } МБ. Сделайте из них несколько курсов.
problem-bundle-unpacked = В распакованном виде файлы больше { $limit } МБ. Уменьшите картинки.
problem-bundle-unreadable = Это не читается. Проверьте права доступа и файл ли это.
problem-file-not-utf8 = Эта строка не в UTF-8. Сохраните файл в редакторе как UTF-8.
problem-no-course = Курса здесь нет: нужен файл Markdown (.md), где перед названием каждого шага стоит ##, mdBook с SUMMARY.md или курс Coob. Файлы Word и PDF я не читаю; скопируйте их текст в файл .md.
problem-several-courses = { $count ->
    [one] Здесь { $count } файл с курсом. Пришлите один, вместе с картинками.
    [few] Здесь { $count } файла с курсами. Пришлите один, вместе с картинками.
   *[other] Здесь { $count } файлов с курсами. Пришлите один, вместе с картинками.
}
problem-picture-embedded = Картинка записана прямо в текст (data:…), перенести её не могу; шаг будет без неё. Сохраните её файлом и укажите его.
problem-picture-missing = Картинки «{ $path }» здесь нет, шаг будет без неё. Положите её рядом с Markdown или поправьте путь.
problem-picture-kind = Такой файл, как «{ $path }», я не отправляю как фото; шаг будет без него. Подойдут JPEG, PNG и GIF.
problem-picture-none = «{ $path }» называется картинкой, но ею не является. Сохраните её заново в JPEG или PNG или уберите из текста.
problem-picture-large = «{ $path }» больше { $limit } МБ, таких фото Telegram не берёт. Уменьшите её.
problem-picture-sides = «{ $path }» размером { $width } × { $height }, таких фото Telegram не показывает. Обрежьте или уменьшите её.
problem-picture-unused = Этой картинки нет ни в одном шаге, она пропущена.
problem-medium-missing = Файла «{ $path }» здесь нет, поэтому шаг остаётся без него. Положите его рядом с Markdown или исправьте путь.
problem-medium-empty = Файл «{ $path }» пустой.
problem-medium-large = «{ $path }» больше { $limit } МБ или не помещается, а боты не могут отправлять такие файлы. Уменьшите его или дайте ссылку.
problem-picture-webp = «{ $path }» — это WebP: Telegram может её не взять или показать как стикер. Надёжнее JPEG и PNG.
problem-anchor-missing = В «{ $path }» нет части «{ $anchor }», здесь ничего не вставлено. Посмотрите на строки ANCHOR.
problem-book-alone = Это только список глав. Пришлите всю папку книги одним zip.
problem-book-other = Книга читается из «{ $path }», а этот SUMMARY.md и его главы пропущены.
problem-book-settings = book.toml не читается: «{ $text }». Продолжаю без него.
problem-chapter-draft = Глава «{ $title }» ещё не написана и пропущена.
problem-chapter-large = Эта глава больше { $limit } МБ. Сделайте из неё несколько.
problem-chapter-missing = В SUMMARY.md названа глава «{ $path }», а такого файла нет. Она пропущена.
problem-chapter-split = { $count ->
    [one] Глава «{ $title }» слишком длинная для одного шага, из неё получится { $count } шаг.
    [few] Глава «{ $title }» слишком длинная для одного шага, из неё получится { $count } шага.
   *[other] Глава «{ $title }» слишком длинная для одного шага, из неё получится { $count } шагов.
}
problem-chapter-split-pictures = Шаг показывает одну картинку, а в главе «{ $title }» их несколько. Из неё получится шагов: { $count }.
problem-chapter-twice = Глава «{ $path }» названа в SUMMARY.md дважды; это будет один шаг, на первом месте.
problem-component-dropped = Часть вида «{ $kind }» в «{ $title }» перенести нельзя, она пропущена.
problem-description-cut = Описание длиннее { $limit } зн., его конец отброшен.
problem-field-dropped = Поле «{ $field }» для курса здесь ничего не значит, оно пропущено.
problem-field-unknown = Поле «{ $field }» мне незнакомо, оно пропущено.
problem-field-unread = В поле «{ $field }» стоит не то, чего я жду, оно пропущено.
problem-file-unnumbered = Имя этого файла начинается не с номера, поэтому шагом он не станет. Поставьте номер перед именем.
problem-helper-unknown = Вставка «{ $helper }» мне незнакома и останется как написана.
problem-id-taken = Имя «{ $id }» уже носит другой шаг, поэтому этот получит «{ $now }».
problem-include-missing = Сюда нужно вставить «{ $path }», а такого файла в книге нет. Ничего не вставлено.
problem-include-too-much = Вставленное разрослось больше чем до { $limit } МБ, я остановился. Проверьте, нет ли файлов, которые вставляют друг друга по кругу.
problem-json-large = Файл больше { $limit } МБ. Сделайте из него несколько курсов.
problem-json-unreadable = С этого места файл не читается как JSON. Выгрузите курс заново.
problem-links-plain = { $count ->
    [one] { $count } ссылка на другую страницу показана простым текстом: в чате нет страниц.
    [few] { $count } ссылки на другие страницы показаны простым текстом: в чате нет страниц.
   *[other] { $count } ссылок на другие страницы показаны простым текстом: в чате нет страниц.
}
problem-more = { $count ->
    [one] И ещё { $count } замечание. Оно появится, когда эти будут исправлены.
    [few] И ещё { $count } замечания. Они появятся, когда эти будут исправлены.
   *[other] И ещё { $count } замечаний. Они появятся, когда эти будут исправлены.
}
problem-more-alike = { $count ->
    [one] И ещё { $count } такое же замечание.
    [few] И ещё { $count } таких же замечания.
   *[other] И ещё { $count } таких же замечаний.
}
problem-part-in-text = Часть «{ $title }» названа в тексте её первой главы: у шагов нет частей.
problem-preprocessor-unknown = Книга пользуется препроцессором «{ $name }», у меня его нет. Того, что он добавляет, не будет.
problem-settings-large = book.toml больше { $limit } КБ. Оставьте в нём только настройки книги.
problem-summary-large = SUMMARY.md больше { $limit } КБ. Оставьте в нём только список глав.
problem-title-changed = Другой шаг уже называется «{ $title }», поэтому этот называется «{ $now }».
problem-title-cut = «{ $title }» длиннее { $limit } зн. и сокращено до «{ $now }».
problem-title-none = У этого шага нет названия, назову его «{ $now }».
problem-bank-too-many = В этом файле больше { $limit } вопросов. Сделайте из него, пожалуйста, несколько файлов.
problem-no-questions = Не нахожу в этом файле ни одного вопроса.
problem-question-answers-cut = Ответов у этого вопроса больше, чем можно проверить; последние пропускаю.
problem-question-feedback-dropped = Этому отклику здесь нет места, пропускаю его. То, что верно при любом ответе, напишите в пояснении.
problem-question-item-plain = Варианты и ответы здесь пишутся простым текстом, поэтому выделение, ссылки, код и подобное пропадут.
problem-question-made-poll = Верного варианта у этого вопроса нет, поэтому он станет опросом. Если верный всё-таки есть, отметьте его.
problem-question-options-cut = Варианты пустые, повторные и сверх десяти пропускаю.
problem-question-picture-dropped = Картинку из этого вопроса пропускаю. Поставьте её в текст шага.
problem-question-right-unknown = Из «{ $text }» не понять, какой вариант верный. Напишите его букву, номер или слова.
problem-question-text-cut = Что-то в этом вопросе слишком длинное и обрезано там, где стоит многоточие (…).
problem-question-unfit = Этот вопрос здесь задать нельзя, пропускаю его. Нужно, чтобы что-то спрашивалось и было от двух до десяти разных ответов на выбор или хотя бы один для ввода, каждый не длиннее 200 зн.
problem-question-unread = Не могу прочитать этот вопрос: «{ $text }». Проверьте, закрыты ли все скобки и стоит ли обратная черта перед знаками, которые ничего не означают.
problem-question-unsaid = В этом формате нет слова для «{ $key }», поэтому в файле этого не будет.
problem-question-weights = Части баллов здесь не ставятся: ответ или верный, или нет. Проверьте, те ли варианты отмечены как верные.
problem-table-no-question = В первой строке не назван столбец «question». Назовите столбцы: question, option 1, option 2, right.
problem-table-row-unasked = В столбце «question» этой строки нет вопроса.
problem-title-of-file = У курса нет названия, поэтому он назван по файлу: «{ $now }». Если нужно другое, впишите его в поле “title”.
problem-title-helper = Вставка, которая называет эту страницу «{ $title }», в чате ничего не значит и опущена. Шаг называется так же, как глава.

## Командная строка

desk-unreadable = { $path } не читается: { $why }
desk-error = ошибка
desk-warning = замечание
desk-refused = { $count ->
    [one] Прежде чем загрузить курс, нужно исправить { $count } место.
    [few] Прежде чем загрузить курс, нужно исправить { $count } места.
   *[other] Прежде чем загрузить курс, нужно исправить { $count } мест.
}
desk-clean = { $steps ->
    [one] «{ $title }», { $steps } шаг: можно загружать
    [few] «{ $title }», { $steps } шага: можно загружать
   *[other] «{ $title }», { $steps } шагов: можно загружать
}{ $warnings ->
    [0] .
    [one] , есть { $warnings } замечание.
    [few] , есть { $warnings } замечания.
   *[other] , есть { $warnings } замечаний.
}
desk-whose = Чей это курс? Укажите номер пользователя Telegram через --author или задайте OWNER_IDS.
desk-ask = Записать это в черновик? [д/Н]
desk-yes = д
desk-nobody-to-ask = Ничего не сохранено: спросить не у кого, терминала нет. Согласиться заранее можно через --yes.
desk-created = Черновик курса «{ $title }» создан. Чтобы опубликовать его, напишите боту: /publish { $slug }
desk-applied = Черновик курса «{ $title }» теперь такой же, как файл. Чтобы опубликовать его, напишите боту: /publish { $slug }
desk-unknown-course = Курса с идентификатором «{ $slug }» нет.
desk-written = Записано: { $path }
desk-lost-hint = Пока бот работает, он сам забирает картинки, которые ещё есть у Telegram.
desk-zip-on-terminal = В курсе есть картинки, он станет архивом. Скажите куда: -o { $name }
desk-too-large = Картинки этого курса вместе больше { $limit } МБ; сначала уменьшите их.
desk-is-folder = { $path } – папка, и в ней ничего не перезаписывается. Назовите файл, например { $path }/{ $name }
desk-is-there = { $path } уже есть и останется как есть. Назовите другой файл или добавьте --force, чтобы записать поверх.
desk-no-folder = { $path } не записать: такой папки нет.
desk-needs-zip = В курсе есть картинки, он станет архивом. Укажите имя с окончанием .zip, например { $name }
desk-needs-md = В курсе нет картинок, он станет одним файлом Markdown. Укажите имя с окончанием .md, например { $name }
## Кто работает над курсами

help-team = /team – кто работает над курсом
help-link = /link – ссылка на курс и её QR-код
command-team = Кто работает над курсом
command-link = Ссылка на курс и её QR-код
role-owner = Владелец
role-author = Автор
role-reviewer = Рецензент
role-analyst = Аналитик
part-owner = владелец
part-author = автор
part-reviewer = рецензент всех курсов
part-analyst = аналитик всех курсов
part-author-course = автор курса «{ $title }»
part-reviewer-course = рецензент курса «{ $title }»
part-analyst-course = аналитик курса «{ $title }»
roles-explained-course =
    Автор: работает над курсом наравне с вами.
    Рецензент: читает всё, в том числе то, чего ученики ещё не видят, и ничего не меняет.
    Аналитик: видит цифры.
roles-explained-instance =
    Владелец: может всё.
    Автор: создаёт курсы и работает над ними.
    Рецензент: читает все курсы, в том числе то, чего ученики ещё не видят, и ничего не меняет.
    Аналитик: видит цифры по всем курсам.
team-which = Команду какого курса показать?
team-title = Кто работает над курсом «{ $title }»
team-title-instance = У кого есть роль во всём боте
team-nobody = Пока никого.
team-owner-unmet = { $id } (мы ещё не знакомы)
team-owners-too = Из настроек бота, могут всё: { $names }
team-member = { $name } – { $part }.
team-remove-ask = { $name } больше не { $part }. Продолжить?
team-loses-courses = { $name } больше не сможет создавать курсы и работать как автор над { $count ->
    [one] { $count } курсом
   *[other] { $count } курсами
}. Курсы останутся. { $orphans ->
    [0] У каждого есть другой автор.
    [one] Других авторов нет у курса { $titles }: потом менять его смогут только владельцы.
   *[other] Других авторов нет у курсов { $titles }: потом менять их смогут только владельцы.
} Продолжить?
team-last-owner = { $name } – последний владелец, а в настройках не указан никто. После этого никто не сможет решать, кто создаёт курсы. Всё равно продолжить?
team-last-author = { $name } – последний автор курса «{ $title }». После этого менять курс смогут только владельцы. Всё равно продолжить?
team-removed = { $name } больше не { $part }.
team-changed = { $name } теперь { $part }.
team-told = Теперь вы { $part }. /mycourses покажет ваши курсы, /help расскажет остальное.
team-told-removed = Вы больше не { $part }.
invite-ask = Кем станет тот, кого вы приглашаете?
invitation-made = Эта ссылка даёт одному человеку роль: { $part }. Пришлите её только ему: роль получит тот, кто первым откроет ссылку и согласится. Ссылка действует 24 часа.
invitations-title = Эти приглашения ещё никто не принял:
invitations-none = Открытых приглашений нет.
invitation-line = { $number }. { $role } · от { $name } · ещё { $left }
invitation-revoked = Отозвано.
invitation-taken = { $name }: приглашение тем временем принято. /team покажет роли.
invitation-taken-by-nobody = Приглашение тем временем принято. /team покажет, у кого какая роль.
invitation-ended = Срок приглашения уже истёк.
done-already = Это уже сделано.
invitation-offer = { $name } приглашает вас. Ваша роль: { $part }. Согласны?
invitation-accepted = { $name }: приглашение принято. Новая роль: { $part }.
left-hours = { $count ->
    [one] { $count } час
    [few] { $count } часа
   *[many] { $count } часов
}
left-minutes = { $count ->
    [one] { $count } минута
    [few] { $count } минуты
   *[many] { $count } минут
}
left-days = { $count ->
    [one] { $count } день
    [few] { $count } дня
   *[many] { $count } дней
}
refusal-unknown-member = Это уже изменилось. /team покажет, у кого какая роль.
refusal-unknown-invitation = Такого приглашения больше нет. /team покажет открытые.
refusal-accepted-already = Вы уже приняли это приглашение. /mycourses покажет ваши курсы.
refusal-invitation-gone = Приглашение недействительно или уже не действует. Попросите новое у того, кто его прислал.
refusal-too-many-invitations = Здесь уже открыто приглашений: { $limit }. Сначала отзовите одно или подождите, пока кто-нибудь согласится.
refusal-held-already = Эта роль у вас уже есть, так что приглашение остаётся для кого-то другого.

button-team = Команда
button-team-instance = Весь бот
button-to-team = ‹ Команда
button-member = { $name } · { $role }
button-make-role = → { $role }
button-remove-part = Забрать роль
button-go-on = Да, продолжить
button-invite = Пригласить
button-invitations = Открытые приглашения
button-revoke = Отозвать { $which }
button-accept = Согласиться

## Как приходят ученики

command-join = Войти по коду
join-ask = Пришлите мне код. Он выглядит так: ABCD-EFGH-JKLM-NPQR. /cancel – выйти.
join-wrong = Этот код здесь ничего не открывает. Проверьте его, пожалуйста, или попросите новый у того, кто его дал.
join-wrong-again = Этот код здесь ничего не открывает. Проверьте его, пожалуйста, и пришлите снова или попросите новый у того, кто его дал. /cancel – выйти.
workbench-unlisted = Открыт для тех, у кого есть ссылка
workbench-by-code = Открыт для тех, у кого есть код
door-ask =
    Кто может прийти на курс «{ $title }», пока он открыт?

    Все: он стоит в списке курсов.
    По ссылке: в списке курса нет.
    По коду: вы создаёте коды, каждый — на определённое число людей и срок.

    Кто уже внутри, остаётся внутри.

    Все: он стоит в списке курсов.
    У кого есть ссылка: в списке его нет.
    У кого есть код: вы создаёте коды, каждый для стольких-то людей и на такой-то срок.

    Кто уже внутри, остаётся внутри.
door-set-public = Теперь курс видят в списке все, пока он открыт.
door-set-unlisted = Теперь войти можно только по особой ссылке, пока курс открыт. Её покажет /link.
door-set-invitation = Теперь новым ученикам нужен код. Кто уже внутри, остаётся внутри.
link-which = На какой курс нужна ссылка?
link-renewed = Старая ссылка больше ничего не открывает.
link-closed = Сейчас курс закрыт; по ссылке можно будет войти, когда он откроется.
link-needs-code = Тому, кто её откроет, нужен ещё и код.
codes-title = Коды, открывающие «{ $title }»
codes-none = Сейчас ни один код не открывает «{ $title }».
codes-not-needed = Сейчас на курс можно попасть и без кода.
code-line = Код { $number } · { $uses } · { $time }
code-uses = { $count ->
    [one] { $count } человек
    [few] { $count } человека
   *[many] { $count } человек
}
code-uses-any = сколько угодно людей
code-time-any = бессрочно
code-uses-left = { $count ->
    [one] ещё для { $count } человека
   *[other] ещё для { $count } человек
}
code-uses-left-any = для любого числа людей
code-time-left = ещё { $time }
code-uses-ask = Для скольких людей этот код?
code-days-ask = Сколько он действует?
code-made =
    Код для курса «{ $title }»: { $code }
    Войти можно командой /join с этим кодом или по ссылке:
    { $link }
    Я показываю его один раз. Сохраните.
refusal-unknown-code = Этого кода больше нет.
refusal-needs-code = На этот курс теперь входят по коду, одной ссылки мало. Если у вас есть код, напишите его после /join или откройте ссылку, которую вам дали с ним. Если кода нет, спросите того, кто рассказал вам о курсе.
refusal-too-many-tries = { $minutes ->
    [one] Слишком много неверных кодов и ссылок. Попробуйте, пожалуйста, снова через { $minutes } минуту.
    [few] Слишком много неверных кодов и ссылок. Попробуйте, пожалуйста, снова через { $minutes } минуты.
   *[many] Слишком много неверных кодов и ссылок. Попробуйте, пожалуйста, снова через { $minutes } минут.
}

button-door = Доступ
button-door-public = Все
button-door-unlisted = По ссылке
button-door-invitation = По коду
button-door-now = ✓ { $door }
button-link = Ссылка и QR-код
button-new-link = Новая ссылка вместо старой
button-codes = Коды
button-new-code = Новый код
button-revoke-code = Отозвать код { $number }

## Вопросы: в другие системы

export-which-file = «{ $title }»: что прислать файлом?
button-course-file = Весь курс
button-questions-gift = Вопросы (GIFT)
button-questions-csv = Вопросы (CSV)
export-questions-caption = Вопросы курса «{ $title }». Пришлите файл обратно, и из них получится курс.
export-asks-nothing = В курсе «{ $title }» больше нет вопросов, поэтому и файла нет.
export-unsaid = В этот файл вошло не всё:
desk-asks-nothing = В курсе «{ $title }» вопросов нет, записывать нечего.
desk-needs-questions = Вопросы записываются в один текстовый файл. Назовите файл не на .zip, например { $name }

## Вопросы: в чате

button-questions = { $count ->
    [0] Вопросы
   *[other] Вопросы ({ $count })
}
questions-title = «{ $title }»: вопросы
questions-none = Этот шаг пока ни о чём не спрашивает.
question-asked-by-text = (об этом спрашивает текст шага)
question-title = Вопрос { $number } из { $total }
button-add-question = Добавить вопрос
button-gate = Когда идти дальше
button-to-step = ‹ К шагу
button-to-questions = ‹ К вопросам
button-change-question = Изменить
ask-question = Пришлите вопрос: о чём спрашиваете, а ниже по строке на вариант, + перед верным и - перед неверным. Если ни одного + нет, получится опрос. Строка с = – ответ, который нужно набрать, строка с > – что сказать выбравшему вариант над ней. Например:

    Что кипит при 100 градусах?
    + Вода
    - Железо
    > Гораздо позже.

    Подойдёт и викторина или опрос Telegram, свой или пересланный, и вопрос в том виде, в каком он стоит в файле курса. /cancel – отмена.
ask-question-anew = Так вопрос выглядит в файле курса. Скопируйте его, исправьте и пришлите обратно или напишите заново с + и -, как новый: подсказка, попытки и прочее тогда останутся. Ответы учеников тоже останутся при нём. /cancel – отмена.
question-wanted = Пришлите вопрос текстом или викториной, своей или пересланной. /cancel – отмена.
question-which-is-right = Какой вариант этой викторины верный, Telegram мне не говорит. Какой?
question-refused = { $count ->
    [one] Сначала нужно исправить { $count } вещь:
    [few] Сначала нужно исправить { $count } вещи:
   *[other] Сначала нужно исправить { $count } вещей:
}
question-send-again = Ничего не сохранено. Исправьте и пришлите снова, или /cancel.
question-saved = Сохранено. Ученики увидят это, когда вы опубликуете.
question-moved = Перенесено.
delete-question-ask = Удалить вопрос { $number }? После публикации ответы учеников на него больше не считаются.
deleted-question = Удалено.
gate-free = Ученики идут дальше когда угодно.
gate-answer = Ученики идут дальше, когда ответят на все вопросы, верно или нет.
gate-pass = Ученики идут дальше, когда верно ответят на все вопросы.
button-gate-free = Когда угодно
button-gate-answer = Когда есть все ответы
button-gate-pass = Когда всё верно
button-chosen = ✓ { $label }
spent-heading = Если попытки кончились:
spent-show = показать ответ и пустить дальше.
spent-wait = ещё раз через { $wait }.
spent-step = вернуться к шагу «{ $title }» и попробовать снова.
button-spent-show = Показать ответ
button-spent-step = Назад к шагу «{ $title }»
refusal-unknown-question = Этого вопроса больше нет.
refusal-too-many-questions = В одном шаге не больше { $limit } вопросов. Для остальных добавьте ещё шаг.
publish-unanswered = { $learners ->
    [one] Ответ { $learners } ученика на «{ $asked }» больше не считается: этого вопроса не будет.
   *[other] Ответы { $learners } учеников на «{ $asked }» больше не считаются: этого вопроса не будет.
}
publish-unanswered-more = { $count ->
    [one] То же с ответами ещё на { $count } вопрос.
    [few] То же с ответами ещё на { $count } вопроса.
   *[other] То же с ответами ещё на { $count } вопросов.
}

# Что есть в шаге: медиа словами.

medium-described = { $kind }: { $alt }
medium-undescribed = { $kind } (без описания)
medium-picture = Картинка
medium-video = Видео
medium-audio = Аудио
medium-voice = Голосовое сообщение
medium-document = Файл
medium-animation = Анимация
workbench-step-links = { $count ->
    [one] { $count } кнопка со ссылкой
    [few] { $count } кнопки со ссылками
   *[many] { $count } кнопок со ссылками
}
workbench-step-protected = Защищён: переслать или сохранить его нельзя.
button-alt = Описание
button-remove-media = Убрать медиа
button-links = Кнопки со ссылками
button-remove-links = Убрать кнопки
button-protect = Защитить
button-unprotect = Не защищать
protected-now = Теперь защищён.
unprotected-now = Больше не защищён.
ask-links = Пришлите кнопки для шага «{ $title }», по ряду на строку: сначала надпись, потом адрес, например
    Карта – https://example.org/map
    Чтобы поставить несколько в ряд, разделите их знаком |. Прежние будут заменены. Остановиться – /cancel.
ask-which-medium = Что описать в шаге «{ $title }»?
ask-alt = { $medium }

    Что здесь видно или слышно в шаге «{ $title }»? Напишите одной строкой, до { $limit } знаков, – для тех, кто этого не видит или не слышит. Остановиться – /cancel.
what-alt = описание
what-button-label = надпись на кнопке
refusal-album-full = В альбоме не больше { $limit }. Остальное из этого не войдёт.
refusal-album-mixed = Это не сочетается с остальным в альбоме, поэтому не войдёт.
refusal-unknown-medium = Этого в шаге больше нет. Посмотрите на него ещё раз.
refusal-bad-address = Кнопка не может вести на «{ $address }». Напишите в конце каждой строки адрес, который начинается с https://, http:// или tg://.
refusal-too-many-buttons = В шаге не больше { $limit } таких кнопок, в ряду – { $row }.

# Только текст.

plain-ask = В режиме «только текст» нет картинок, видео и звука, нет полосок и значков для украшения. То, что видно или слышно, сказано словами автора, а посмотреть всё равно можно кнопкой. Так удобнее программам чтения с экрана и при медленной связи.
plain-is-on = Сейчас вы получаете только текст: без картинок, видео, звука и украшений.
plain-on = Теперь только текст. Вернуть всё – /plain.
plain-off = Теперь показываю всё. Снова только текст – /plain.
button-plain-on = Включить
button-plain-off = Выключить
button-show-media = Всё равно показать
contents-here = { $step } (вы здесь)

## Опросы Telegram

poll-unknown = Я уже не знаю, о чём спрашивал этот опрос, поэтому засчитать ответ не могу. /continue покажет, где вы.

## Работы, которые проверяет человек, и вопросы автору

work-text = текст
work-photo = фото
work-voice = голосовое сообщение
work-document = файл
work-video = видео
what-question = вопрос
either = { $first } или { $last }
work-how = Пришлите { $takes } одним сообщением. Работу посмотрит человек.
work-wanted = Жду { $takes }, одним сообщением.
work-album = Пожалуйста, по одному: альбом сдать нельзя. Пришлите то, что нужно проверить.
work-handed-in = Работа сдана.
work-place = { $place ->
    [1] Вы первый в очереди.
   *[other] Ваше место в очереди: { $place }.
}
work-place-now = Место в очереди: { $place }. Отправлено { $age }.
work-in-hand = Сейчас её как раз смотрят. Отправлено { $age }.
work-not-waiting = Это уже не в очереди.
work-held = Дальше пойдём, когда работу примут. Я сообщу.
work-waits = { $count ->
    [one] Ждёт проверки { $count } ваша работа.
    [few] Ждут проверки { $count } ваши работы.
   *[other] Ждут проверки { $count } ваших работ.
}
work-waits-already = Ваша работа ждёт проверки. Чтобы прислать другую, сначала заберите эту.
work-taken-back = Работа снова у вас, попытка не засчитана. Сдать другую можно через /continue.
work-not-asked = Эту работу сдавать уже не нужно, или она ждёт проверки. Вернуться на своё место: /continue.
work-amended = Исправлено. Прочитают так, как написано теперь.
work-amended-late = Это уже смотрят, так что правка не дойдёт. Что хотите добавить, напишите через /ask.
work-accepted = ✅ Принято: «{ $title }»
work-returned = ↩️ Нужно доработать: «{ $title }»
work-read-again = С тех пор её изменили. Прочитайте ещё раз: теперь она за вами.
work-comment = Комментарий:
contents-waiting = ⏳
button-hand-in = Сдать
button-hand-in-again = Сдать снова
button-place = Моё место в очереди
button-take-back = Забрать
ask-what = Что вы хотите спросить о курсе «{ $title }»? Напишите одним сообщением. Передумали – /cancel.
ask-words = Напишите вопрос текстом, одним сообщением. Передумали – /cancel.
ask-done = Ваш вопрос о курсе «{ $title }» отправлен.
ask-answered = Ответ на ваш вопрос: «{ $title }»
ask-yours = Вы спросили:
ask-answer = Ответ:
inbox-empty = Никто не ждёт. Всё проверено!
inbox-title = { $count ->
    [one] Ждёт ответа: { $count }
    [few] Ждут ответа: { $count }
   *[other] Ждут ответа: { $count }
}
inbox-line = { $number }. { $name } · { $title } · { $what } · { $age }
inbox-held = (смотрит { $name })
inbox-news = Открыть: /inbox.
work-from = Работа: { $name }
ask-from = Вопрос: { $name }
work-try = попытка { $number }
work-age = Отправлено { $age }.
work-asked = Задание:
work-words = Что написано:
work-before = Комментарий к прошлой попытке:
work-state-waiting = Ждёт проверки.
work-state-claimed = Смотрит { $name }.
work-state-accepted = ✅ Принято: { $name }
work-state-returned = ↩️ На доработке: { $name }
work-state-answered = ✅ Ответ дан: { $name }
work-state-withdrawn = Ученик забрал работу.
age-now = только что
age-minutes = { $count ->
    [one] { $count } минуту назад
    [few] { $count } минуты назад
   *[other] { $count } минут назад
}
age-hours = { $count ->
    [one] { $count } час назад
    [few] { $count } часа назад
   *[other] { $count } часов назад
}
age-days = { $count ->
    [one] { $count } день назад
    [few] { $count } дня назад
   *[other] { $count } дней назад
}
button-inbox = Входящие
button-claim = Беру
button-release = Вернуть в очередь
button-accept-work = Принять
button-accept-saying = Принять с комментарием
button-return = На доработку
button-answer = Ответить
accept-say = Работа за вами. Что передать вместе с ней? Кому: { $name }. Напишите одним сообщением. Передумали – /cancel.
return-say = Работа за вами. Что стоит доработать? Кому: { $name }. Напишите одним сообщением. Передумали – /cancel.
answer-say = Вопрос за вами. Напишите ответ одним сообщением. Кому: { $name }. Передумали – /cancel.
comment-words = Напишите текстом, одним сообщением. Передумали – /cancel.
refusal-unknown-submission = Этого здесь уже нет, или смотреть это не вам.
refusal-claimed-by = Это уже смотрит { $name }, с { $when }.
refusal-decided = По этому уже всё решено.
refusal-accepted-work = Это уже принято: { $name }.
refusal-returned-work = Это уже возвращено на доработку: { $name }.
refusal-answered-question = На это уже дан ответ: { $name }.
refusal-withdrawn = Ученик забрал это.
refusal-in-hand = Это как раз смотрят, забрать уже нельзя.
refusal-too-many-asked = { $limit ->
    [one] { $limit } ваш вопрос уже ждёт ответа. Дождитесь, пожалуйста, ответа.
    [few] { $limit } ваших вопроса уже ждут ответа. Дождитесь, пожалуйста, хотя бы одного.
   *[other] { $limit } ваших вопросов уже ждут ответа. Дождитесь, пожалуйста, хотя бы одного.
}
what-submission = такой текст
help-inbox = /inbox – что прислали ученики
command-ask = Спросить автора
command-inbox = Что прислали ученики
accept-say-here = { $name }, ответьте на это сообщение: что передать? Кому: { $learner }.
return-say-here = { $name }, ответьте на это сообщение: что стоит доработать? Кому: { $learner }.
answer-say-here = { $name }, напишите свой ответ в ответ на это сообщение. Кому: { $learner }.
comment-words-here = Пожалуйста, ответьте текстом.
room-which = Работы какого курса проверять здесь?
room-no-course = Вы не решаете, кто работает над курсами, поэтому проверять здесь нечего.
room-already = Работы этого курса уже проверяют в этой группе.
room-none = Здесь ничего не проверяют.
room-open = Теперь работы курса «{ $title }» проверяют здесь. Ответ на вопрос ученика – это и есть ответ ему. Закончить: /reviewhere off.
room-closed = Теперь проверяющие снова получают работы в личных чатах.
room-no-forum = В этой группе пока нет тем. Включите их в настройках группы («Изменить» – «Темы»), сделайте меня администратором с правом управлять темами и повторите /reviewhere.
room-no-right = Мне нельзя открывать здесь темы. Сделайте меня администратором с правом управлять темами и повторите /reviewhere.
room-gone = Я больше не могу писать в группу или тему, где проверяют работы курса «{ $title }». Они снова приходят в личные чаты. Изменить это можно командой /reviewhere в группе.

## Когда что-то будет: слова внутри предложения

when-today = сегодня в { $time }
when-tomorrow = завтра в { $time }
when-weekday = { $day ->
    [1] в понедельник
    [2] во вторник
    [3] в среду
    [4] в четверг
    [5] в пятницу
    [6] в субботу
   *[7] в воскресенье
} в { $time }
when-date = { $date } в { $time }
when-day = { $number } { $month ->
    [1] января
    [2] февраля
    [3] марта
    [4] апреля
    [5] мая
    [6] июня
    [7] июля
    [8] августа
    [9] сентября
    [10] октября
    [11] ноября
   *[12] декабря
}
when-day-of-year = { when-day } { $year } года

## Ритм: когда человеку пишут

command-rhythm = Когда мне вам писать
rhythm-title = Когда я пишу вам сам
rhythm-zone = Ваше время: { $time } ({ $zone })
rhythm-days = Дни: { $days }
rhythm-time = Время: { $time }
rhythm-time-quiet = Время: { $slot }, потому что { $time } – это ваши тихие часы
rhythm-any-time = Время: любое, кроме тихих часов
rhythm-quiet = Тихие часы: { $hours }
rhythm-no-quiet = Тихие часы: нет
rhythm-is-paused = Пауза до { $date }.
rhythm-is-stopped = Остановлено: сам я ничего не присылаю.
rhythm-announcements = Объявления: когда их отправляет автор, в любой час
rhythm-no-announcements = Объявления: не приходят
rhythm-hint = На то, что вы пишете и нажимаете, я отвечаю сразу, в любой час.
rhythm-done-next = { $done } Раньше всего что-то может прийти { $when }.
rhythm-done-zone = Теперь я живу по вашему времени: { $zone }, сейчас { $time }.
rhythm-done-days = Ваши дни: { $days }.
rhythm-done-last-day = Хотя бы один день нужно оставить. Чтобы не приходило ничего, нажмите «Стоп».
rhythm-done-time = Теперь я пишу в { $time }.
rhythm-done-time-less-quiet = Теперь я пишу в { $time }, поэтому тихие часы – { $hours }.
rhythm-done-time-no-quiet = Теперь я пишу в { $time }, поэтому тихих часов больше нет.
rhythm-done-any-time = Теперь подойдёт любое время, кроме тихих часов.
rhythm-done-quiet = Теперь тихо: { $hours }.
rhythm-done-no-quiet = Тихих часов больше нет.
rhythm-done-pause = Пауза до { $date }.
rhythm-done-resume = Продолжаем.
rhythm-done-stopped = { $done } Само ничего не придёт, пока вы не нажмёте «Снова писать».
rhythm-done-stop = Сам я больше ничего не пришлю. Курсы и ваше место в них останутся: /continue вернёт к ним, а чтобы я снова писал, откройте /rhythm и нажмите «Снова писать».
rhythm-ask-time = В какое время мне писать? Выберите или напишите своё, например 8:30 или 18.15.
rhythm-ask-quiet = В какие часы ничего не присылать? Выберите или напишите свои, например 22-7 или 21:30-8:00.
rhythm-ask-pause = До какого дня ничего не присылать? Выберите или напишите день, например 24.12. или 2026-12-24.
rhythm-ask-zone = Где вы? Выберите или напишите город, сдвиг вроде UTC+3 или сколько сейчас на ваших часах, например 14:05. Можно один раз прислать геопозицию (📎, «Геопозиция»): я запомню только часовой пояс, а не место.
rhythm-ask-zone-once = По каким часам вы живёте? Спрашиваю один раз, чтобы время было верным.
rhythm-which-zone = Какой город вы имеете в виду?
rhythm-took-zone = Ближайший знакомый мне город – { $zone }, там сейчас { $time }. Теперь я живу по этим часам, а место не запомнил.
rhythm-zone-unread = Такого места я не знаю. Напишите город покрупнее рядом с вами, например Казань, сдвиг вроде UTC+3 или сколько сейчас на ваших часах, например 14:05. /cancel – не спрашивать.
rhythm-time-unread = Не получилось прочитать время. Напишите так: 8:30 или 20:15. /cancel – не спрашивать.
rhythm-quiet-unread = Не получилось прочитать. Напишите начало и конец, например 22-7 или 21:30-8:00. /cancel – не спрашивать.
rhythm-day-unread = Нужен день не раньше завтрашнего и не дальше года, например 24.12. или 2026-12-24. /cancel – не спрашивать.
days-all = каждый день
days-weekdays = с понедельника по пятницу
days-weekends = суббота и воскресенье
weekday-short = { $day ->
    [1] Пн
    [2] Вт
    [3] Ср
    [4] Чт
    [5] Пт
    [6] Сб
   *[7] Вс
}
button-rhythm-time = Время
button-rhythm-any-time = Любое время
button-rhythm-quiet = Тихие часы
button-rhythm-no-quiet = Без тихих часов
button-rhythm-zone = Часовой пояс
button-rhythm-other-zone = Другое
button-rhythm-change = Изменить
button-rhythm-pause = Пауза
button-rhythm-announcements = Присылать объявления
button-rhythm-no-announcements = Без объявлений
button-rhythm-resume = Снова писать
button-rhythm-stop = Стоп
button-rhythm-back = Все настройки
button-rhythm-course = Вернуться к курсу
button-until-tomorrow = До завтра
button-for-a-week = На неделю
button-for-a-month = На месяц

## Цель: учебные дни

button-goal = Цель
button-goal-none = Без цели
goal-ask = Сколько дней в неделю вы хотите учиться? День засчитывается, если вы прошли шаг, ответили на вопрос или сдали работу. Неделя начинается в понедельник.
goal-forgives = Эта цель только ваша, её никто больше не видит. Пропущенный день ничего не портит: если в неделе не хватило одного дня, счёт недель подряд не прервётся, лишь бы следующая удалась целиком. А пауза не прерывает его никогда.
goal-chosen = Ваша цель с этой недели: { $days ->
    [one] { $days } учебный день
    [few] { $days } учебных дня
   *[other] { $days } учебных дней
} в неделю.
goal-none-chosen = Теперь вы учитесь без цели на неделю.
goal-line = Цель: { $days ->
    [one] { $days } учебный день
    [few] { $days } учебных дня
   *[other] { $days } учебных дней
} в неделю
goal-week = На этой неделе: { $done } из { $goal ->
    [one] { $goal } учебного дня
   *[other] { $goal } учебных дней
}
goal-days = Учебные дни: { $days }
goal-row = Недель подряд с достигнутой целью: { $weeks }
goal-reminder = { goal-week }. Время для цели ещё есть.
goal-reached = На этой неделе у вас уже { $days ->
    [one] { $days } учебный день
    [few] { $days } учебных дня
   *[other] { $days } учебных дней
}: цель достигнута. Отличная работа!

## Напоминания для тех, кто замолчал

reminder-here = «{ $title }» ждёт вас: шаг { $number } из { $count }, «{ $step }».
reminder-last = Это было последнее напоминание: дальше курс отдыхает. Ваше место сохранено. Когда захотите продолжить, нажмите «Продолжить» или отправьте /continue.
reminder-put-off = Хорошо. Напомню { $when }.
reminder-paused = Хорошо. Какое-то время я не буду писать сам: следующее сообщение придёт не раньше чем { $when }. Продолжить можно в любой момент.
reminder-went-on = После этого напоминания вы уже продолжили, так что откладывать нечего.
reminder-over = Это напоминание уже в прошлом. Команда /continue приведёт на ваше место.
reminder-all-stopped = Вы просили не писать вам без повода, поэтому и это напоминание не повторится. Команда /continue приведёт на ваше место.
reminder-stopped = Хорошо: из курса «{ $title }» больше ничего не придёт само. Ваше место сохранено. Чтобы вернуться, нажмите «Продолжить» или отправьте /continue.
button-later-today = Позже сегодня
button-tomorrow = Завтра
button-pause-week = Пауза на неделю
button-stop-course = Стоп

## Когда открываются шаги
opening-at-once = сразу
opening-minutes = { $count ->
    [one] через { $count } минуту
    [few] через { $count } минуты
   *[other] через { $count } минут
}
opening-hours = { $count ->
    [one] через { $count } час
    [few] через { $count } часа
   *[other] через { $count } часов
}
opening-days = { $count ->
    [one] через { $count } день
    [few] через { $count } дня
   *[other] через { $count } дней
}
opening-at-time = { $rule } в { $time }
opening-every-day = каждый день
opening-weekdays = по будням
opening-weekends = по выходным
opening-on-days = по дням: { $days }
opening-weekday = { $day ->
    [1] пн
    [2] вт
    [3] ср
    [4] чт
    [5] пт
    [6] сб
   *[7] вс
}
opening-date = { $date }
opening-in-zone = { $rule } ({ $zone })
opening-course-day = на { $count }-й день курса
opening-opens = Шаг { $number } откроется { $when }.
opening-begins = «{ $title }» начнётся { $when }.
opening-brought = Я его принесу.
opening-brought-later = Я принесу его { $when }.
opening-come-back = Возвращайтесь тогда с помощью /continue.
opening-ahead = откроется { $when }
opening-next = Следующий шаг откроется { $when }.
opening-open-now = Открыт шаг { $number } курса «{ $course }»: «{ $title }». Когда закончите с шагом { $place }, нажмите под ним «Дальше».
button-step-again = Перечитать
workbench-opens = Открывается { $rule }
workbench-opens-as-all = Открывается { $rule }, как сказано для курса
button-opening = Когда откроется
button-opening-course = Когда открываются шаги
button-opening-type = По-другому
button-opening-clear = Как для курса
opening-ask-step = Когда открывается «{ $title }»?
opening-ask-course = Когда открываются шаги курса «{ $title }», о которых не сказано другое? Первый открыт сразу. Сейчас: { $rule }.
opening-type = Напишите, когда откроется, например: через 30 минут, через 3 дня в 8:30, пн, ср, пт в 18:00, 1.12.2026 в 9:00, 1.12.2026 в 9:00 Europe/Moscow, день 3 в 8:30. /cancel оставит всё как есть.
opening-not-understood = Не понимаю «{ $words }». Напишите, например: сразу, через 2 часа, через 1 день, по будням в 8:30, 1.12.2026 в 9:00, день 3.
opening-set = Сохранено. Подействует, когда вы опубликуете курс.
opening-hint-first = Курс начнётся только тогда, когда откроется его первый шаг, «{ $title }».
opening-hint-backwards = «{ $title }» открывается раньше, чем шаг перед ним, так что раньше к нему никто не придёт.
opening-hint-past = «{ $title }» открывается в день, который уже прошёл, то есть сразу.
opening-hint-no-cohort = «{ $title }» открывается в день потока, а потоков нет: каждый считает от дня, когда пришёл сам. Создать поток можно через /cohorts.

## Когда напоминать тем, кто замолчал: для авторов
button-ladder = Напоминания
button-ladder-type = По-другому
ladder-days = { $count ->
    [one] через { $days } день
    [few] через { $days } дня
   *[other] через { $days } дней
}
ladder-none = никогда
ladder-ask = Когда напоминать тем, кто забросил «{ $title }»? Сейчас: { $ladder }.
ladder-type = Напишите, через сколько дней молчания напоминать, например: 1, 3, 7 – не больше { $most } чисел по возрастанию, от 1 до { $longest }. Или «нет», чтобы не напоминать никому. /cancel оставит всё как есть.
ladder-not-understood = Не понимаю «{ $words }». Напишите не больше { $most } чисел дней по возрастанию, от 1 до { $longest }, например: 1, 3, 7 – или «нет».
ladder-set = Сохранено. Так я буду напоминать, когда вы опубликуете курс.

## Потоки: кто начинает вместе
help-cohorts = /cohorts – ученики, которые начинают курс вместе
command-cohorts = Кто начинает вместе
cohorts-which = Потоки какого курса?
cohorts-none = У курса «{ $title }» пока нет потоков. Поток – это ученики, которые начинают вместе в один день; у него своя ссылка.
cohorts-title = Потоки курса «{ $title }»
cohort-line = { $learners ->
    [0] { $name }: { $days }, пока никого
    [one] { $name }: { $days }, { $learners } ученик
    [few] { $name }: { $days }, { $learners } ученика
   *[other] { $name }: { $days }, { $learners } учеников
}
cohort-is-closed = (закрыт)
cohort-from = с { $start }
cohort-from-to = с { $start }, запись до { $end }
cohort-called = { $name }: { $days }
cohort-ask-name = Как назвать поток? Не больше 64 знаков, например: Весна 2027.
cohort-ask-new-name = Как назвать поток «{ $name }»? Не больше 64 знаков, например: Весна 2027.
cohort-ask-days = В какой день он начинается? Напишите 1.3.2027. Если по ссылке можно войти только до какого-то дня, допишите и его: 1.3.2027 – 14.3.2027.
cohort-ask-new-days = { $learners ->
    [0] В какой день начинается «{ $name }»? Напишите 1.3.2027 или вместе с последним днём, когда пускает ссылка: 1.3.2027 – 14.3.2027.
    [one] В какой день начинается «{ $name }»? Напишите 1.3.2027 или вместе с последним днём, когда пускает ссылка: 1.3.2027 – 14.3.2027. Дни курса сдвинутся у { $learners } ученика; что уже пройдено, останется открытым.
   *[other] В какой день начинается «{ $name }»? Напишите 1.3.2027 или вместе с последним днём, когда пускает ссылка: 1.3.2027 – 14.3.2027. Дни курса сдвинутся у { $learners } учеников; что уже пройдено, останется открытым.
}
cohort-days-wanted = Нужен один день или первый и последний: 1.3.2027 или 1.3.2027 – 14.3.2027.
cohort-ask-delete = Удалить поток «{ $name }» курса «{ $title }»? Его ссылка и QR-код больше никуда не приведут, и вернуть их будет нельзя.
cohort-deleted = Удалён.
cohort-offer = Поток «{ $name }» начинается { $start }, и вы можете учиться вместе со всеми.
cohort-offer-begun = Поток «{ $name }» начался { $start }. Присоединиться ещё можно.
cohort-offer-inside = Вы уже учитесь на этом курсе. Хотите продолжить с потоком «{ $name }», который начинается { $start }? Ваше место сохранится, а дни курса будут считаться от этого дня.
cohort-offer-inside-begun = Вы уже учитесь на этом курсе. Хотите продолжить с потоком «{ $name }», который начался { $start }? Ваше место сохранится, а дни курса будут считаться от этого дня.
cohort-joined = Теперь вы в этом потоке.
cohort-over = В поток «{ $name }» больше не записывают. Возможно, тот, кто дал вам ссылку, знает о другом. Что открыто сейчас, покажет /courses.
button-cohort-new = Новый поток
button-cohort-days = Дни
button-cohort-close = Закрыть
button-cohort-open = Снова открыть
button-cohort-join = Присоединиться
button-to-cohorts = ‹ Потоки
button-cohorts = Потоки
what-cohort-name = название потока
refusal-taken-cohort = Поток «{ $name }» у этого курса уже есть. Выберите другое название.
refusal-unknown-cohort = Не нахожу такого потока.
refusal-cohort-closed = В этот поток больше не записывают. Что открыто сейчас, покажет /courses.
refusal-bad-days = Последний день раньше первого. Напишите оба ещё раз.
refusal-too-many-cohorts = У курса может быть не больше { $limit } потоков. Удалите тот, в котором никого нет.

## Одно сообщение многим

broadcast-name = объявление
broadcast-heading = 📣 { $title }
broadcast-which = В каком курсе вы хотите сделать объявление?
broadcast-recent = Последние кнопки – прежние объявления.
button-broadcast-running = ▶️ { $title }: { $done } из { $total }
button-broadcast-paused = ⏸ { $title }: { $done } из { $total }
button-broadcast-stopped = ⏹ { $title }: { $done } из { $total }
button-broadcast-done = ✓ { $title }: { $done } из { $total }
broadcast-for-whom = Кому отправить объявление в курсе «{ $title }»?
button-to-everyone = Всем, кто проходит курс
button-to-not-started = Тем, кто не начал
button-to-stuck = Тем, кто застрял на шаге
button-to-finished = Тем, кто закончил
button-to-cohort = Одному потоку
broadcast-which-cohort = Какому потоку отправить объявление?
broadcast-which-step = На каком шаге они застряли?
broadcast-how-long = Сколько времени они не двигаются с шага «{ $title }»?
broadcast-days = { $count ->
    [one] { $count } день
    [few] { $count } дня
   *[other] { $count } дней
}
broadcast-to-everyone = всем, кто проходит курс
broadcast-to-not-started = тем, кто записался, но не ушёл дальше первого шага
broadcast-to-finished = тем, кто закончил курс
broadcast-to-stuck = тем, кто не двигается с шага «{ $step }» { $days } или дольше
broadcast-to-cohort = потоку «{ $name }»
broadcast-for = Кому: { $whom }
broadcast-ask =
    Кому: { $whom }

    Напишите объявление: текст до { $room } знаков или одну картинку, видео, запись или файл с подписью. Над ним будет стоять название курса. Вы увидите его раньше всех. Отменить – /cancel.
broadcast-preview = Так оно придёт.
broadcast-wanted = Пришлите, пожалуйста, текст или одну картинку, видео, запись или файл с подписью. Отменить – /cancel.
broadcast-album = В объявлении помещается только одна картинка или один файл. Пришлите что-нибудь одно, можно с подписью. Отменить – /cancel.
broadcast-get-it = { $count ->
    [one] Его получит { $count } человек.
    [few] Его получат { $count } человека.
   *[other] Его получат { $count } человек.
}
broadcast-unwanted = { $count ->
    [one] { $count } человек отключил объявления либо остановил этот курс или всё, что приходит само.
    [few] { $count } человека отключили объявления либо остановили этот курс или всё, что приходит само.
   *[other] { $count } человек отключили объявления либо остановили этот курс или всё, что приходит само.
}
broadcast-unreachable = { $count ->
    [one] { $count } человеку не получается написать.
   *[other] { $count } людям не получается написать.
}
button-broadcast-send = { $count ->
    [one] Отправить { $count } человеку
   *[other] Отправить { $count } людям
}
button-broadcast-change = Изменить
button-broadcast-cancel = Отмена
broadcast-cancelled = Хорошо, никому не отправляю.
broadcast-title = Объявление в курсе «{ $title }»
broadcast-is-draft = Ещё не отправлено: { $done } из { $total }.
broadcast-is-running = Отправляется: { $done } из { $total }
broadcast-is-paused = На паузе: { $done } из { $total }
broadcast-is-stopped = Остановлено: { $done } из { $total }
broadcast-is-done = Готово: { $done } из { $total }
broadcast-delivered = Доставлено: { $count }
broadcast-blocked = Не получается написать (бот заблокирован или человека больше нет в Telegram): { $count }
broadcast-failed = Не отправилось: { $count }
broadcast-failed-unanswered = – Telegram был недоступен или не ответил: { $count }
broadcast-failed-medium = – Telegram не принял картинку или файл: { $count }
broadcast-failed-refused = – Telegram отклонил сообщение: { $count }
broadcast-again = { $count ->
    [one] Отправка прерывалась: { $count } человек мог получить объявление дважды.
    [few] Отправка прерывалась: { $count } человека могли получить объявление дважды.
   *[other] Отправка прерывалась: { $count } человек могли получить объявление дважды.
}
broadcast-off-meanwhile = Успели уйти или отказаться: { $count }
broadcast-left = { $minutes ->
    [0] Почти готово.
    [one] Осталось около { $minutes } минуты.
   *[other] Осталось около { $minutes } минут.
}
broadcast-stop-ask = { $count ->
    [0] Всем уже написано. Всё равно закончить?
    [one] Ещё не получил { $count } человек. Остановить совсем?
    [few] Ещё не получили { $count } человека. Остановить совсем?
   *[other] Ещё не получили { $count } человек. Остановить совсем?
}
broadcast-report = Рассылка вашего объявления закончилась.
button-broadcast-pause = Пауза
button-broadcast-resume = Продолжить
button-broadcast-stop = Остановить
button-broadcast-stop-now = Остановить совсем
button-announcements-off = Отключить объявления всех курсов
button-announcements-on-again = Снова включить
announcements-are-on = Авторы ваших курсов могут присылать вам объявления. Они приходят, когда их отправляет автор, – и в тихие часы, и во время паузы; из курса, который вы остановили, не приходит ничего.
announcements-are-off = Объявления вам не приходят. Курсы идут как раньше.
announcements-off = Больше никаких объявлений. Курсы идут как раньше.
announcements-on = Объявления снова будут приходить.
refusal-unknown-broadcast = Этого объявления больше нет, или решать о нём не вам.
refusal-nobody-to-tell = Сейчас его никто не получил бы.
what-announcement = объявление
help-broadcast = /broadcast – написать сразу многим ученикам
command-broadcast = Написать многим ученикам
command-announcements = Получать ли объявления

## Что бот делает сам: для владельца

jobs-title = Что бот делает сам
jobs-due = Пора сейчас: { $count }
jobs-oldest = Дольше всего ждёт: { $ago }.
jobs-waiting = Запланировано на потом: { $count }
jobs-many = больше { $count }
jobs-none-failed = Ошибок нет.
jobs-failed = Не получилось: { $count }
jobs-line = { $number }. { $what }, { $ago } назад: { $why } ({ $reference })
jobs-look = проверка ученика { $user }
jobs-job = задание { $kind }
jobs-keep-picture = сохранение картинки или другого вложения
jobs-read-file = чтение курса из файла
jobs-write-file = запись курса в файл
jobs-tell-results = результаты курса
jobs-write-questions = запись вопросов в файл
jobs-open-topic = открытие темы для работ
jobs-why-database = не справилась база данных
jobs-why-stored = не читается то, что сохранено
jobs-why-telegram = не ответил Telegram
jobs-why-too-long = вышло слишком долго
jobs-why-deadly = программа каждый раз обрывалась на этом месте
jobs-why-broken = ошибка в программе
button-try-again = Повторить { $number }
button-try-all-again = Повторить всё
button-look-again = Обновить

## Что хранится о человеке

command-privacy = Что о вас хранится
button-my-data = Мои данные
button-my-data-first = Сначала мои данные
button-forget-me = Забыть меня
button-forget-go = Забыть меня…
button-forget-now = Да, забыть всё
privacy-short =
    Что я о вас храню: имя и имя пользователя, как их показывает Telegram, язык и часовой пояс, ваши курсы и место в них, ваши ответы, сданные работы и вопросы, и то, когда вам можно писать. Ваши сообщения лежат здесь, пока на них не отвечено.

    Те, кто ведёт этого бота, и те, кто работает над курсом, видят, как идут дела у его учеников. Больше никто ничего не получает.

    /mydata пришлёт вам всё это файлом, /forgetme всё сотрёт.
mydata-begun = Собираю всё, что о вас хранится.
mydata-soon = Вы только что об этом просили. Это можно делать не чаще раза { $minutes ->
    [one] в { $minutes } минуту
    [few] в { $minutes } минуты
   *[other] в { $minutes } минут
}.
mydata-here = Всё, что о вас хранится. Время указано по UTC.
mydata-files = { $count ->
    [one] Следом придёт { $count } файл, который вы сдавали.
    [few] Следом придут { $count } файла, которые вы сдавали.
   *[other] Следом придут { $count } файлов, которые вы сдавали.
}
mydata-more = { $count ->
    [one] Ещё { $count } файл постарше остался в нашем чате, здесь он только перечислен.
    [few] Ещё { $count } файла постарше остались в нашем чате, здесь они только перечислены.
   *[other] Ещё { $count } файлов постарше остались в нашем чате, здесь они только перечислены.
}
mydata-too-large = О вас хранится больше, чем Telegram позволяет мне прислать. Пожалуйста, попросите об этом того, кто ведёт этого бота.
forget-ask = Если я вас забуду, всё, что я о вас храню, сразу сотрётся: имя, место в каждом курсе, ответы и результаты, сданные работы и вопросы, настройки и всё, что ещё не успело до вас дойти.
forget-ask-author = Курсы, над которыми вы работали, останутся, но без вашего имени, и вы больше не будете в них участвовать. Созданные вами приглашения и коды никого больше не впустят, а написанные вами объявления исчезнут, даже те, что уже рассылаются.
forget-stays =
    То, что останется, о вас ничего не говорит: сколько у курса было учеников и сколько ответили верно.

    До чего мне не дотянуться: этот чат – его вы можете удалить в Telegram сами, файлы, которые видели проверяющие, и резервные копии того, кто ведёт этого бота.
forget-sure = Точно забыть всё? Вернуть ничего не получится. Эта кнопка действует { $minutes ->
    [one] { $minutes } минуту
    [few] { $minutes } минуты
   *[other] { $minutes } минут
}.
forget-done = Всё, что я о вас хранил, стёрто. /start начнёт так, будто вас здесь не было.
forget-old = Этот вопрос устарел. /forgetme задаст его снова.
forgotten-work = То, что здесь было, стёрто: отправитель попросил его забыть.
