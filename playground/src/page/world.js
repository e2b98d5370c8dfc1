// What is known about the playground: its bots, its people, and every chat that was opened.
// Nothing here touches the page; events are applied once each, however often they arrive.

import { read } from "./server.js";

export class World {
  bots = [];
  people = [];
  groups = [];
  /** The number of the last event that was applied. */
  seq = 0;
  #now = 0;
  #readAt = 0;
  #chats = new Map();

  /**
   * Reads the world. Answers whether it is another one than before: started over, so that nothing remembered
   * about its chats holds any longer.
   */
  async read() {
    const answer = await read("/user/world");
    const restarted = answer.seq < this.seq;
    const first = this.seq === 0 && this.bots.length === 0;
    this.bots = answer.bots;
    this.people = answer.people;
    this.groups = answer.groups;
    this.now = answer.now;
    if (restarted || first) this.startOver(answer.seq);
    return restarted;
  }

  /** Seconds of the world's clock, as far as can be told without asking. */
  get now() {
    return this.#now + Math.floor((performance.now() - this.#readAt) / 1000);
  }

  set now(seconds) {
    this.#now = seconds;
    this.#readAt = performance.now();
  }

  bot(id) {
    return this.bots.find((bot) => bot.id === id);
  }

  person(id) {
    return this.people.find((person) => person.id === id);
  }

  /** The groups in which both are. */
  groupsOf(bot, person) {
    return this.groups.filter(({ members }) => members.includes(bot) && members.includes(person));
  }

  /** By the person, or by the group, whose chat with the bot it is. */
  chat(bot, person) {
    const key = `${bot}/${person}`;
    if (!this.#chats.has(key)) this.#chats.set(key, new Chat(bot, person));
    return this.#chats.get(key);
  }

  /** The world was started over: nothing that was known about its chats holds, and counting goes on from here. */
  startOver(seq) {
    this.#chats.clear();
    this.seq = seq;
  }

  /** The bot and the payload (null if none) that `https://t.me/bot?start=payload` names, if that bot is here. */
  deepLink(address) {
    if (!URL.canParse(address)) return null;
    const { protocol, hostname, pathname, searchParams } = new URL(address);
    const inTelegram = protocol === "tg:" ? hostname === "resolve" : ["t.me", "telegram.me"].includes(hostname);
    if (!inTelegram) return null;
    const name = (protocol === "tg:" ? searchParams.get("domain") : pathname.slice(1)) ?? "";
    const bot = this.bots.find((one) => one.username?.toLowerCase() === name.toLowerCase());
    return bot ? { bot, payload: searchParams.get("start") } : null;
  }

  /** Takes in an event; answers false if it was known already. */
  apply(event) {
    if (event.seq <= this.seq) return false;
    this.seq = event.seq;
    if (event.message) this.now = Math.max(this.now, event.message.edit_date ?? event.message.date);
    if (event.bot && event.person) this.chat(event.bot, event.person).receive(event);
    return true;
  }
}

class Chat {
  /** Messages by their id; a map keeps no promise about order, so ask `inOrder`. */
  messages = new Map();
  commands = [];
  blocked = false;
  /** What the bot is doing just now, or nothing. */
  action = null;
  unread = 0;
  loaded = false;
  #seq = 0;
  #reading = null;
  #late = [];

  constructor(bot, person) {
    this.bot = bot;
    this.person = person;
  }

  get inOrder() {
    return [...this.messages.values()].sort((one, other) => one.message_id - other.message_id);
  }

  /** Reads the whole chat. Events that arrive meanwhile are put on top of the answer if they are newer. */
  async read() {
    const reading = read(`/user/chats/${this.bot}/${this.person}`);
    this.#reading = reading;
    try {
      const answer = await reading;
      if (this.#reading !== reading) return;
      this.messages = new Map(answer.messages.map((message) => [message.message_id, message]));
      this.commands = answer.commands;
      this.blocked = answer.blocked;
      this.action = answer.typing ? "typing" : null;
      this.loaded = true;
      this.#seq = answer.seq;
    } finally {
      if (this.#reading === reading) {
        this.#reading = null;
        const late = this.#late;
        this.#late = [];
        late.forEach((event) => this.receive(event));
      }
    }
  }

  receive(event) {
    if (this.#reading) {
      this.#late.push(event);
      return;
    }
    if (event.seq <= this.#seq) return;
    this.#seq = event.seq;
    switch (event.kind) {
      case "message":
        this.messages.set(event.message.message_id, event.message);
        if (event.message.from_bot) this.action = null;
        break;
      case "edited":
      case "poll":
        if (this.messages.has(event.message.message_id)) this.messages.set(event.message.message_id, event.message);
        break;
      case "deleted":
        this.messages.delete(event.message_id);
        break;
      case "typing":
        this.action = event.action;
        break;
      case "blocked":
        this.blocked = event.blocked;
        break;
    }
  }
}
