// The page itself: which chat is open, what happens in it, and how it stays in step with the playground.

import { otherThings } from "./ask.js";
import { listenForFiles } from "./attach.js";
import { ChatView } from "./chat.js";
import { drawClock, openClock } from "./clock.js";
import { Composer } from "./composer.js";
import { avatar, byId, copy, element, fullName } from "./dom.js";
import { Presses } from "./keyboard.js";
import { isOwnText } from "./message.js";
import { openMenuOf, openMore } from "./more.js";
import { alert, askName, attempt, confirm, excuse, toast } from "./notices.js";
import { drawPeople } from "./people.js";
import { drawPlaces } from "./places.js";
import { Events, Refused, Unreachable, act, actAs, sendFiles } from "./server.js";
import { say, speak } from "./words.js";
import { World } from "./world.js";

/** A chat action is shown this long: Bot API, sendChatAction. */
const ACTION_MS = 5000;
const SLOWEST_RETRY_MS = 5000;
const NO_BOT_RETRY_MS = 2000;
const CLOCK_MS = 1000;

const world = new World();
const presses = new Presses();
/** Whose phone it is, which bot's chat is open, and in which group and topic of it the person is. */
const NOWHERE = { bot: null, person: null, chat: null, group: null, topic: null };
let here = NOWHERE;
let online = true;
let retryPause = 0;
let actionTimer;
let beginTimer;

const view = new ChatView({ list: byId("messages"), newer: byId("newer"), onMenu: openMessageMenu });
const composer = new Composer({
  onSend: sendText,
  onEdit: (message, text, entities) =>
    attempt(() => tell("edit", { message_id: message.message_id, text, ...(entities.length && { entities }) })),
  onEditLast: () => {
    const last = here.chat?.inOrder.findLast(isOwnText);
    if (last) composer.edit(last);
  },
  onFiles: (files) => offerFiles(files),
});
const offerFiles = listenForFiles({
  onSend: (bundles, caption) =>
    attempt(async () => {
      for (const [number, files] of bundles.entries()) await sendFiles(here, files, number === 0 ? caption : "");
    }),
  others: () => otherThings((what, body) => attempt(() => tell(what, body))),
  allowed: () => Boolean(here.chat?.loaded) && !here.chat.blocked,
});
const events = new Events({ onEvent, onOpen: () => setOnline(true), onLost: reconnect });

const actions = {
  sendText,
  follow,
  press: (message, row, column) => tell("press", { message_id: message.message_id, row, column }),
  vote: (message, options) => attempt(() => tell("vote", { message_id: message.message_id, option_ids: options })),
  copied: (worked) => toast(say(worked ? "copied" : "notCopied")),
  excuse,
};

// ---- Reading, and staying in step

/** Reads the world and the open chat, then listens. Twice is as good as once. */
async function begin() {
  try {
    if (await world.read()) presses.forget();
    await enter();
    events.open(world.seq);
    if (world.bots.length === 0) beginIn(NO_BOT_RETRY_MS);
  } catch (failure) {
    if (!(failure instanceof Refused || failure instanceof Unreachable)) throw failure;
    reconnect();
  }
}

function reconnect() {
  setOnline(false);
  retryPause = Math.min(SLOWEST_RETRY_MS, Math.max(250, retryPause * 2));
  beginIn(retryPause);
}

function beginIn(pause) {
  clearTimeout(beginTimer);
  beginTimer = setTimeout(begin, pause);
}

function setOnline(isOnline) {
  online = isOnline;
  if (online) retryPause = 0;
  drawHead();
}

/** Turns to the chat that the address names: `#person`, `#person/bot`, `#person/bot/group` or `#person/bot/group/topic`. */
async function enter() {
  const [personId, botId, groupId, topicId] = location.hash.slice(1).split("/").map(Number);
  const person = world.person(personId) ?? world.people[0] ?? null;
  const bot = world.bot(botId) ?? world.bots[0] ?? null;
  const group = (person && bot && world.groupsOf(bot.id, person.id).find(({ id }) => id === groupId)) ?? null;
  const topic = group?.topics?.some(({ id }) => id === topicId) ? topicId : null;
  const chat = person && bot ? world.chat(bot.id, group?.id ?? person.id) : null;
  const moved = chat === null || chat !== here.chat || topic !== here.topic || person.id !== here.person.id || person.language_code !== here.person.language_code;
  here = { bot, person, chat, group, topic };
  speak(person?.language_code ?? navigator.language);
  if (!chat) {
    view.blank(element("p", {}, say("noBot")));
    drawAll();
    return;
  }
  if (moved) {
    view.open({ ...here, presses, actions });
    composer.open(`${bot.id}/${person.id}/${group?.id}/${topic}`);
  }
  chat.unread = 0;
  drawAll();
  await chat.read();
  if (chat !== here.chat) return;
  if (chat.action) fadeAction();
  drawMessages();
  drawAll();
}

function onEvent(event) {
  if (event.kind === "cleared") {
    world.startOver(event.seq);
    presses.forget();
    here = NOWHERE;
    begin();
    return;
  }
  if (!world.apply(event)) return;
  const isHere = here.chat && event.bot === here.bot.id && event.person === here.chat.person;
  if (event.kind === "toast" || event.kind === "expired") {
    const waited = presses.settle(event.query_id);
    if (isHere) answer(event, waited);
  } else if (isHere && here.chat.loaded) changed(event);
  else if (event.kind === "message" && event.message.from_bot && !isHere) {
    world.chat(event.bot, event.person).unread += 1;
    drawWho();
  }
}

/** Something changed in the open chat: shows it as the chat has it now. */
function changed({ kind, message, message_id: removed }) {
  const { chat } = here;
  const shown = message && chat.messages.get(message.message_id);
  if (shown && isInTopic(shown)) view.put(shown, world.now);
  if (shown?.forum_topic_created || shown?.new_chat_members) world.read().then(enter).catch(excuse);
  if (kind === "deleted") {
    view.remove(removed, world.now);
    composer.forget(removed);
    if (chat.messages.size === 0) drawMessages();
  }
  if (kind === "typing") fadeAction();
  if (kind === "commands") world.read().then(enter).catch(excuse);
  drawHead();
  drawFoot();
}

/** What the bot is doing is believed for a while only. */
function fadeAction() {
  const { chat } = here;
  clearTimeout(actionTimer);
  actionTimer = setTimeout(() => {
    chat.action = null;
    drawHead();
  }, ACTION_MS);
}

/** The bot answered a press, or nobody did. */
function answer({ kind, text, alert: insists, url }, waited) {
  if (kind === "expired") {
    if (waited) toast(say("noAnswer"));
    return;
  }
  if (url && !follow(url))
    toast(text ?? "", element("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, say("openLink")));
  else if (text) (insists ? alert : toast)(text);
}

// ---- Doing

/** Does something as the person of the open chat. */
function tell(what, body) {
  return actAs(here, what, body);
}

function sendText(text, entities = []) {
  return attempt(() => tell("text", { text, ...(entities.length > 0 && { entities }) }));
}

/** A deep link of a bot of this playground acts here, as it would in Telegram; other addresses are left alone. */
function follow(address) {
  const link = world.deepLink(address);
  if (!link) return false;
  if (link.bot !== here.bot) location.hash = `${here.person.id}/${link.bot.id}`;
  if (link.payload === null) composer.focus();
  else attempt(() => actAs({ ...here, bot: link.bot, group: null }, "text", { text: `/start ${link.payload}`.trim() }));
  return true;
}

function openMessageMenu(id, at) {
  const message = here.chat.messages.get(id);
  if (!message) return;
  openMenuOf(message, at, here, {
    retract: () => actions.vote(message, []),
    copy: async (words) => actions.copied(await copy(words)),
    forward: () => attempt(() => tell("forward", { message_id: id })),
    edit: () => composer.edit(message),
    remove: () => remove(id),
  });
}

async function remove(id) {
  if (await confirm(say("deleteTitle"), say("deleteLine"), say("delete")))
    await attempt(() => tell("delete", { message_id: id }));
}

async function openChatMenu() {
  if (!here.chat) return;
  await world.read().catch(() => {});
  openMore(here, { setBlocked, setLanguage, openGroup });
}

function skip(seconds) {
  return attempt(async () => {
    world.now = (await act("/user/clock", { advance_seconds: seconds })).now;
    drawMessages();
    drawClock(world.now);
  });
}

function setBlocked(blocked) {
  return attempt(() => tell("block", { blocked }));
}

function setLanguage(code) {
  return attempt(async () => {
    await act("/user/language", { person: here.person.id, language_code: code });
    await world.read();
    await enter();
  });
}

// ---- Drawing

/** Without a topic everything is shown. */
function isInTopic(message) {
  return here.topic === null || message.message_thread_id === here.topic;
}

function drawMessages() {
  const { bot, chat } = here;
  const messages = chat.inOrder.filter(isInTopic);
  if (messages.length > 0 || here.group) view.show(messages, world.now);
  else if (!bot.description) view.blank(element("p", {}, say("emptyLine")));
  else
    view.blank(
      avatar(bot.id, bot.first_name),
      element("h2", {}, say("emptyTitle")),
      element("p", { dir: "auto" }, bot.description),
    );
}

function drawAll() {
  drawWho();
  drawHead();
  drawFoot();
}

function drawWho() {
  drawPeople(world.people, here.person, {
    unread: (person) => (here.bot ? world.chat(here.bot.id, person.id).unread : 0),
    choose: (person) => {
      location.hash = here.bot && here.bot !== world.bots[0] ? `${person.id}/${here.bot.id}` : person.id;
    },
  });
}

function goTo(group, topic) {
  const { person, bot } = here;
  location.hash = [person.id, bot.id, group, topic].filter((part) => part !== undefined).join("/");
}

async function openTopic() {
  const name = await askName(say("newTopic"));
  if (name) await attempt(async () => goTo(here.group.id, (await tell("topic", { name })).id));
}

async function openGroup() {
  const title = await askName(say("newGroup"));
  if (!title) return;
  await attempt(async () => {
    const { id } = await act("/user/group", { bot: here.bot.id, person: here.person.id, title });
    await world.read();
    goTo(id);
  });
}

function drawHead() {
  const { bot, person, chat, group } = here;
  drawClock(world.now);
  drawPlaces(bot && person ? world.groupsOf(bot.id, person.id) : [], here, { choose: goTo, open: openTopic });
  const doing = chat?.action && { upload_photo: "sendingPhoto", upload_document: "sendingFile" }[chat.action];
  const state = byId("bot-state");
  const words = !online ? say("reconnecting") : chat?.action ? say(doing ?? "typing") : bot ? say("bot") : "";
  if (state.textContent !== words) state.textContent = words;
  state.classList.toggle("busy", !online || Boolean(chat?.action));
  const name = group?.title ?? (bot ? fullName(bot) : say("playground"));
  byId("bot-name").textContent = name;
  byId("bot-avatar").replaceChildren(avatar(bot?.id ?? 0, name));
  document.title = person ? `${person.first_name} · ${name}` : name;
}

function drawFoot() {
  const { chat } = here;
  const empty = Boolean(chat?.loaded) && !here.group && chat.messages.size === 0 && !chat.blocked;
  byId("start").hidden = !empty;
  byId("unblock").hidden = !chat?.blocked;
  const form = byId("composer-form");
  const appears = form.hidden;
  form.hidden = !chat?.loaded || empty || chat.blocked;
  // Who has a keyboard may write at once; on a phone the one on the screen would jump up unasked.
  const isFree = [document.body, byId("start"), byId("unblock")].includes(document.activeElement);
  if (appears && !form.hidden && isFree && matchMedia("(pointer: fine)").matches) composer.focus();
  composer.commands.offer(chat?.commands ?? []);
}

byId("start").addEventListener("click", () => sendText("/start"));
byId("unblock").addEventListener("click", () => setBlocked(false));
byId("more").addEventListener("click", openChatMenu);
byId("clock").addEventListener("click", () => openClock(() => world.now, skip));
setInterval(() => here.bot && drawClock(world.now), CLOCK_MS);
window.addEventListener("hashchange", () => enter().catch(excuse));
speak(navigator.language);
begin();
