// Everything the page says of its own, in both of its languages, and how dates and sizes are written.
// What the bot and the people say never passes through here.

const english = {
  locale: "en-GB",
  playground: "Playground",
  brandLine: "A stand-in for Telegram",
  people: "People",
  chats: "Chats",
  privateChat: "Private chat",
  topics: "Topics",
  allTopics: "All",
  newTopic: "New topic",
  newGroup: "New group with the bot",
  name: "Name",
  joined: "{names} joined the group",
  topicOpened: "Topic “{name}” was opened",
  topicRenamed: "The topic is called “{name}” now",
  topicClosed: "The topic was closed",
  topicReopened: "The topic is open again",
  peopleNote: "Choose whose phone you are holding. Everything here stays on this computer.",
  messages: "Messages",
  bot: "bot",
  typing: "typing…",
  sendingPhoto: "sending a photo…",
  sendingFile: "sending a file…",
  reconnecting: "reconnecting…",
  noBot: "No bot has joined this playground yet. Start it, and this page will wake up by itself.",
  emptyTitle: "What can this bot do?",
  emptyLine: "No messages here yet.",
  start: "Start",
  write: "Message",
  send: "Send",
  attach: "Attach a file",
  commands: "Commands",
  more: "More",
  editing: "Edit message",
  cancel: "Cancel",
  close: "Close",
  ok: "OK",
  edited: "edited",
  today: "Today",
  yesterday: "Yesterday",
  newer: "Newer messages",
  newMessages: { one: "# new message", other: "# new messages" },
  unread: { one: "# unread message", other: "# unread messages" },
  copyText: "Copy text",
  copyCode: "Copy code",
  copied: "Copied",
  notCopied: "The browser did not let this page copy.",
  edit: "Edit",
  delete: "Delete",
  deleteTitle: "Delete this message?",
  deleteLine: "It disappears from this chat. The bot is not told, as in Telegram.",
  spoiler: "Hidden text, press to show",
  spoilerPhoto: "Hidden picture, press to show",
  quoteMore: "Show all of the quotation",
  quoteLess: "Show less of the quotation",
  photo: "Photo",
  noPhoto: "This picture could not be loaded.",
  openPhoto: "Open the picture",
  video: "Video",
  audio: "Audio",
  poll: "Poll",
  voice: "Voice message",
  animation: "Animation",
  animationButton: "Animation without sound; press to stop it or to let it run",
  sticker: "Sticker",
  attachment: "Attachment",
  protected: "Protected: it cannot be forwarded or saved",
  pollAnonymous: "Anonymous poll",
  quiz: "Quiz",
  quizAnonymous: "Anonymous quiz",
  pollClosed: "Final results",
  vote: "Vote",
  retract: "Take my vote back",
  noVotes: "No votes yet",
  noAnswers: "Nobody has answered yet",
  yourAnswer: "your choice",
  rightAnswer: "right",
  wrongAnswer: "wrong",
  explanation: "Explanation",
  forward: "Forward to the bot",
  attachFiles: "Photos, videos, files",
  attachSeveralTitle: "Send files",
  asMedia: "Send as photos, videos and sounds",
  newPoll: "Poll or quiz",
  pollQuestion: "Question",
  option: "Option {number}",
  rightOption: "Option {number} is right",
  asQuiz: "As a quiz with one right answer",
  anonymously: "Vote anonymously",
  severalAnswers: "Several answers",
  myPlace: "My location",
  myContact: "My contact",
  votes: { one: "# vote", other: "# votes" },
  answers: { one: "# answer", other: "# answers" },
  unnamedFile: "File",
  download: "Download {name}",
  unsupported: "This kind of message can only be seen in the Telegram app.",
  forwardedFrom: "Forwarded from {name}",
  someone: "someone",
  buttonOnlyTelegram: "This button only works in the Telegram app.",
  buttons: "Buttons",
  noAnswer: "The bot did not answer this button in time.",
  block: "Block the bot",
  unblock: "Unblock the bot",
  languageTitle: "{name}’s Telegram speaks",
  clockTitle: "The playground’s clock",
  clockLabel: "The playground’s clock: {time}",
  clockZone: "{zone}; in UTC it is {time}",
  clockField: "Or until",
  clockGo: "Go there",
  clockForward: "The clock only goes forward. Choose a later time.",
  clockNote: "The bot goes by this clock. What it would have sent by itself until then comes as after an outage: one message, not all of them.",
  skipHour: "+1 hour",
  skipMorning: "Tomorrow 9:00",
  skipWeek: "+1 week",
  explain: "This page stands in for Telegram: the bot is real, the people and the clock are pretend, and nothing leaves this computer.",
  attachTitle: "Send a file",
  attachPhotoTitle: "Send a photo",
  asPhoto: "Send as a photo",
  caption: "Caption",
  dropHere: "Drop photos or files here",
  linkTitle: "Add a link",
  linkAddress: "Address",
  linkAdd: "Add",
  openLink: "Open link",
  unreachable: "The playground cannot be reached just now. Please try again in a moment.",
  refused: "That did not work: {reason}",
  fileEmpty: "There is nothing in {file}. Telegram sends no empty files.",
};

const russian = {
  locale: "ru",
  playground: "Песочница",
  brandLine: "Вместо Telegram",
  people: "Люди",
  chats: "Чаты",
  privateChat: "Личный чат",
  topics: "Темы",
  allTopics: "Все",
  newTopic: "Новая тема",
  newGroup: "Новая группа с ботом",
  name: "Название",
  joined: "В группе теперь {names}",
  topicOpened: "Открыта тема «{name}»",
  topicRenamed: "Теперь тема называется «{name}»",
  topicClosed: "Тема закрыта",
  topicReopened: "Тема снова открыта",
  peopleNote: "Выберите, чей телефон у вас в руках. Всё остаётся на этом компьютере.",
  messages: "Сообщения",
  bot: "бот",
  typing: "печатает…",
  sendingPhoto: "отправляет фото…",
  sendingFile: "отправляет файл…",
  reconnecting: "соединение…",
  noBot: "В песочнице пока нет бота. Запустите его, и страница оживёт сама.",
  emptyTitle: "Что умеет этот бот?",
  emptyLine: "Здесь пока нет сообщений.",
  start: "Начать",
  write: "Сообщение",
  send: "Отправить",
  attach: "Прикрепить файл",
  commands: "Команды",
  more: "Ещё",
  editing: "Изменить сообщение",
  cancel: "Отмена",
  close: "Закрыть",
  ok: "ОК",
  edited: "изменено",
  today: "Сегодня",
  yesterday: "Вчера",
  newer: "К новым сообщениям",
  newMessages: { one: "# новое сообщение", few: "# новых сообщения", many: "# новых сообщений", other: "# новых сообщения" },
  unread: { one: "# непрочитанное", few: "# непрочитанных", many: "# непрочитанных", other: "# непрочитанных" },
  copyText: "Копировать текст",
  copyCode: "Копировать код",
  copied: "Скопировано",
  notCopied: "Браузер не разрешил копирование.",
  edit: "Изменить",
  delete: "Удалить",
  deleteTitle: "Удалить это сообщение?",
  deleteLine: "Оно исчезнет из этого чата. Бот об этом не узнает, как и в Telegram.",
  spoiler: "Скрытый текст, нажмите, чтобы показать",
  spoilerPhoto: "Скрытая картинка, нажмите, чтобы показать",
  quoteMore: "Показать цитату целиком",
  quoteLess: "Свернуть цитату",
  photo: "Фото",
  noPhoto: "Не удалось загрузить картинку.",
  openPhoto: "Открыть картинку",
  video: "Видео",
  audio: "Аудио",
  poll: "Опрос",
  voice: "Голосовое сообщение",
  animation: "Анимация",
  animationButton: "Анимация без звука; нажмите, чтобы остановить или запустить",
  sticker: "Стикер",
  attachment: "Вложение",
  protected: "Защищено: переслать и сохранить нельзя",
  pollAnonymous: "Анонимный опрос",
  quiz: "Викторина",
  quizAnonymous: "Анонимная викторина",
  pollClosed: "Окончательные результаты",
  vote: "Проголосовать",
  retract: "Отменить мой голос",
  noVotes: "Голосов пока нет",
  noAnswers: "Пока никто не ответил",
  yourAnswer: "ваш выбор",
  rightAnswer: "верно",
  wrongAnswer: "неверно",
  explanation: "Пояснение",
  forward: "Переслать боту",
  attachFiles: "Фото, видео, файлы",
  attachSeveralTitle: "Отправить файлы",
  asMedia: "Отправить как фото, видео и звук",
  newPoll: "Опрос или викторина",
  pollQuestion: "Вопрос",
  option: "Вариант {number}",
  rightOption: "Вариант {number} — верный",
  asQuiz: "Викторина с одним верным ответом",
  anonymously: "Голосовать анонимно",
  severalAnswers: "Можно выбрать несколько",
  myPlace: "Моё местоположение",
  myContact: "Мой контакт",
  votes: { one: "# голос", few: "# голоса", many: "# голосов", other: "# голоса" },
  answers: { one: "# ответ", few: "# ответа", many: "# ответов", other: "# ответа" },
  unnamedFile: "Файл",
  download: "Скачать {name}",
  unsupported: "Такое сообщение видно только в приложении Telegram.",
  forwardedFrom: "Переслано от {name}",
  someone: "кого-то",
  buttonOnlyTelegram: "Эта кнопка работает только в приложении Telegram.",
  buttons: "Кнопки",
  noAnswer: "Бот не успел ответить на эту кнопку.",
  block: "Заблокировать бота",
  unblock: "Разблокировать бота",
  languageTitle: "Язык Telegram: {name}",
  clockTitle: "Часы песочницы",
  clockLabel: "Часы песочницы: {time}",
  clockZone: "{zone}; по UTC сейчас {time}",
  clockField: "Или до",
  clockGo: "Перейти",
  clockForward: "Часы идут только вперёд. Выберите время позже.",
  clockNote: "Бот живёт по этим часам. То, что он прислал бы сам за это время, придёт как после перерыва: одним сообщением, а не всеми сразу.",
  skipHour: "+1 час",
  skipMorning: "Завтра в 9:00",
  skipWeek: "+1 неделя",
  explain: "Эта страница заменяет Telegram: бот настоящий, люди и часы — игрушечные, и ничто не покидает этот компьютер.",
  attachTitle: "Отправить файл",
  attachPhotoTitle: "Отправить фото",
  asPhoto: "Отправить как фото",
  caption: "Подпись",
  dropHere: "Перетащите сюда фото или файлы",
  linkTitle: "Добавить ссылку",
  linkAddress: "Адрес",
  linkAdd: "Добавить",
  openLink: "Открыть ссылку",
  unreachable: "Песочница сейчас недоступна. Попробуйте ещё раз через минуту.",
  refused: "Не получилось: {reason}",
  fileEmpty: "Файл {file} пуст. Telegram не отправляет пустых файлов.",
};

let current = english;

/** Chooses the language of the page by a person's `language_code`; whatever is not Russian reads English. */
export function speak(languageCode) {
  current = languageCode?.toLowerCase().startsWith("ru") ? russian : english;
  document.documentElement.lang = current === russian ? "ru" : "en";
  for (const place of document.querySelectorAll("[data-say]")) place.textContent = say(place.dataset.say);
  for (const place of document.querySelectorAll("[data-say-label]")) place.setAttribute("aria-label", say(place.dataset.sayLabel));
  for (const place of document.querySelectorAll("[data-say-placeholder]")) place.placeholder = say(place.dataset.sayPlaceholder);
}

/** A sentence, with `{name}` filled in from `values`. */
export function say(key, values = {}) {
  return current[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** A sentence about a number of things, in the plural form that the number asks for. */
export function count(key, number) {
  const forms = current[key];
  const form = new Intl.PluralRules(current.locale).select(number);
  return (forms[form] ?? forms.other).replace("#", number);
}

/** `14:05` of an instant in Unix seconds, in the reader's own time zone. */
export function clockTime(seconds) {
  return new Intl.DateTimeFormat(current.locale, { hour: "2-digit", minute: "2-digit" }).format(seconds * 1000);
}

/** The same in UTC. */
export function universalTime(seconds) {
  const parts = { hour: "2-digit", minute: "2-digit", timeZone: "UTC" };
  return new Intl.DateTimeFormat(current.locale, parts).format(seconds * 1000);
}

/** `Tue`. */
export function shortDay(seconds) {
  return new Intl.DateTimeFormat(current.locale, { weekday: "short" }).format(seconds * 1000);
}

/** `Tuesday, 2 September, 14:05`. */
export function longTime(seconds) {
  const parts = { weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" };
  return new Intl.DateTimeFormat(current.locale, parts).format(seconds * 1000);
}

/** The name of a day as seen from `now`; both in Unix seconds. */
export function dayName(seconds, now) {
  const days = Math.round((midnight(now) - midnight(seconds)) / 86_400_000);
  if (days === 0) return current.today;
  if (days === 1) return current.yesterday;
  const year = new Date(seconds * 1000).getFullYear() === new Date(now * 1000).getFullYear() ? undefined : "numeric";
  return new Intl.DateTimeFormat(current.locale, { day: "numeric", month: "long", year }).format(seconds * 1000);
}

/** The start of the local day of an instant, in milliseconds: the key by which messages share a day. */
export function midnight(seconds) {
  return new Date(seconds * 1000).setHours(0, 0, 0, 0);
}

/** `1.4 MB`. */
export function fileSize(bytes) {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte"];
  const power = Math.min(units.length - 1, bytes > 0 ? Math.floor(Math.log(bytes) / Math.log(1000)) : 0);
  const style = { style: "unit", unit: units[power], unitDisplay: power ? "short" : "long", maximumFractionDigits: 1 };
  return new Intl.NumberFormat(current.locale, style).format(bytes / 1000 ** power);
}

/** `2:05` of a number of seconds. */
export function playingTime(seconds) {
  return `${Math.floor(seconds / 60)}:${String(Math.round(seconds) % 60).padStart(2, "0")}`;
}

/** `40 %` of a share between 0 and 1. */
export function percent(share) {
  return new Intl.NumberFormat(current.locale, { style: "percent", maximumFractionDigits: 0 }).format(share);
}
