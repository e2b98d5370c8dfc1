// The menus of a chat and of its messages: what they offer, not what becomes of it.

import { byId } from "./dom.js";
import { openMenu } from "./menu.js";
import { isOwnText } from "./message.js";
import { isRetractable } from "./polls.js";
import { say } from "./words.js";

/** `deeds` are `{retract, copy(words), forward, edit, remove}`. What is protected is neither copied nor passed on. */
export function openMenuOf(message, at, { person, group }, { retract, copy, forward, edit, remove }) {
  const words = message.text ?? message.caption;
  const isOpen = !message.has_protected_content;
  const items = [
    isRetractable(message, person) && { label: say("retract"), icon: "poll", act: retract },
    isOpen && words && { label: say("copyText"), icon: "copy", act: () => copy(words) },
    !group && isOwnText(message) && { label: say("edit"), icon: "edit", act: edit },
    isOpen && !group && { label: say("forward"), icon: "forward", act: forward },
    !group && !message.from_bot && { label: say("delete"), icon: "delete", danger: true, act: remove },
  ].filter(Boolean);
  if (items.length > 0) openMenu(at, say("more"), items);
}

/** `deeds` are `{setBlocked, setLanguage, openGroup}`. */
export function openMore({ person, chat }, { setBlocked, setLanguage, openGroup }) {
  const language = (code, name) => ({
    label: name,
    checked: document.documentElement.lang === code,
    act: () => setLanguage(code),
  });
  openMenu(byId("more"), say("more"), [
    {
      label: say(chat.blocked ? "unblock" : "block"),
      icon: "block",
      danger: !chat.blocked,
      act: () => setBlocked(!chat.blocked),
    },
    { label: say("newGroup"), icon: "plus", act: openGroup },
    "line",
    { heading: say("languageTitle", { name: person.first_name }) },
    language("en", "English"),
    language("ru", "Русский"),
    "line",
    { note: say("explain") },
  ]);
}
