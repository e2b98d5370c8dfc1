// What a person does in a chat, told to the playground, and how it is said when that fails.

import { toast } from "./notices.js";
import { Refused, Unreachable, act } from "./server.js";
import { say } from "./words.js";

/** Does something as a person towards a bot: `what` is the last part of the route. */
export function actAs({ bot, person }, what, body) {
  return act(`/user/${what}`, { bot: bot.id, person: person.id, ...body });
}

export function sendFile({ bot, person }, file, asPhoto, caption) {
  const form = new FormData();
  form.append("bot", bot.id);
  form.append("person", person.id);
  if (caption) form.append("caption", caption);
  form.append("file", file, file.name);
  return attempt(() => act(asPhoto ? "/user/photo" : "/user/document", form));
}

/** Tries something; a failure is told kindly. Answers whether it worked. */
export async function attempt(something) {
  try {
    await something();
    return true;
  } catch (failure) {
    excuse(failure);
    return false;
  }
}

/** Tells of a failure of the wire; anything else is a mistake of this page and is thrown on. */
export function excuse(failure) {
  if (failure instanceof Refused) toast(say("refused", { reason: failure.message }));
  else if (failure instanceof Unreachable) toast(say("unreachable"));
  else throw failure;
}

/** The bot and the payload (null if none) that `https://t.me/bot?start=payload` names, if it is one of these bots. */
export function deepLink(address, bots) {
  if (!URL.canParse(address)) return null;
  const { protocol, hostname, pathname, searchParams } = new URL(address);
  const inTelegram = protocol === "tg:" ? hostname === "resolve" : ["t.me", "telegram.me"].includes(hostname);
  if (!inTelegram) return null;
  const name = (protocol === "tg:" ? searchParams.get("domain") : pathname.slice(1)) ?? "";
  const bot = bots.find((one) => one.username?.toLowerCase() === name.toLowerCase());
  return bot ? { bot, payload: searchParams.get("start") } : null;
}
