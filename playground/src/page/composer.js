// The field in which people write: drafts, marks and their shortcuts, sending, and editing what was sent.

import { byId } from "./dom.js";
import { CommandMenu } from "./commands.js";
import { fromMarkup, toMarkup } from "./markup.js";
import { askAddress } from "./notices.js";

/** Keys held with Ctrl or ⌘, by the physical key, and the marks they put around a selection. */
const SHORTCUTS = {
  KeyB: ["**", "**"],
  KeyI: ["__", "__"],
  KeyU: ["<u>", "</u>"],
  "Shift+KeyX": ["~~", "~~"],
  "Shift+KeyM": ["`", "`"],
  "Shift+KeyP": ["||", "||"],
};

export class Composer {
  #field = byId("composer");
  #drafts = new Map();
  #key = null;
  #editing = null;

  /**
   * `onSend(text, entities)` and `onEdit(message, text, entities)` answer whether it worked; if not, the words
   * come back into the field. `onEditLast()` is called by ↑ in an empty field, `onFiles(files)` by pasted files.
   */
  constructor({ onSend, onEdit, onEditLast, onFiles }) {
    this.onSend = onSend;
    this.onEdit = onEdit;
    this.onEditLast = onEditLast;
    this.onFiles = onFiles;
    this.commands = new CommandMenu({
      list: byId("commands"),
      field: this.#field,
      button: byId("menu"),
      onChoose: (command) => {
        this.#changed();
        this.onSend(command, []);
      },
    });
    this.#field.addEventListener("input", () => {
      this.#changed();
      this.commands.filter(this.#field.value);
    });
    this.#field.addEventListener("keydown", (event) => this.#typed(event));
    this.#field.addEventListener("paste", (event) => this.#pasted(event));
    byId("composer-form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    // Whoever starts typing while nothing that takes words has the focus means to write a message.
    document.addEventListener("keydown", (event) => {
      const plain = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
      if (plain && event.target.matches("body, .messages, .message")) this.focus();
    });
    byId("send").addEventListener("pointerdown", (event) => event.preventDefault());
    byId("editing-cancel").addEventListener("click", () => this.stopEditing());
  }

  /** Turns to another chat; its draft comes back. */
  open(key) {
    if (this.#key === key) return;
    this.stopEditing();
    if (this.#key) this.#drafts.set(this.#key, this.#field.value);
    this.#key = key;
    this.#write(this.#drafts.get(key) ?? "");
    this.commands.close();
  }

  edit(message) {
    if (!this.#editing) this.#drafts.set(this.#key, this.#field.value);
    this.#editing = message;
    byId("editing").hidden = false;
    byId("editing-text").textContent = message.text;
    this.#write(toMarkup(message.text, message.entities));
    this.focus();
  }

  stopEditing() {
    if (!this.#editing) return;
    this.#editing = null;
    byId("editing").hidden = true;
    this.#write(this.#drafts.get(this.#key) ?? "");
  }

  /** The message under the pen is gone. */
  forget(messageId) {
    if (this.#editing?.message_id === messageId) this.stopEditing();
  }

  focus() {
    this.#field.focus({ preventScroll: true });
  }

  async #send() {
    const source = this.#field.value;
    const { text, entities } = fromMarkup(source.trim());
    if (!text.trim()) return;
    const editing = this.#editing;
    const key = this.#key;
    this.commands.close();
    if (editing) this.stopEditing();
    else this.#write("");
    const worked = await (editing ? this.onEdit(editing, text, entities) : this.onSend(text, entities));
    if (worked) return;
    if (this.#key !== key) this.#drafts.set(key, source);
    else if (editing && !this.#field.value) this.edit(editing);
    if (this.#key === key && !this.#field.value.trim()) this.#write(source);
    else if (this.#key === key && this.#editing === editing && editing) this.#write(source);
  }

  #typed(event) {
    if (event.isComposing || this.commands.key(event)) return;
    const mark = SHORTCUTS[`${event.shiftKey ? "Shift+" : ""}${event.code}`];
    if (event.ctrlKey !== event.metaKey && !event.altKey && (mark || (event.code === "KeyK" && !event.shiftKey))) {
      event.preventDefault();
      if (mark) this.#surround(...mark);
      else this.#addLink();
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.#send();
    } else if (event.key === "Escape") this.stopEditing();
    else if (event.key === "ArrowUp" && !this.#field.value) {
      event.preventDefault();
      this.onEditLast();
    }
  }

  #pasted(event) {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    this.onFiles(files);
  }

  /** Puts marks around the selection, or takes them away if they are there already. */
  #surround(open, close) {
    const { selectionStart: start, selectionEnd: end, value } = this.#field;
    const chosen = value.slice(start, end);
    const marked = value.slice(start - open.length, start) === open && value.slice(end, end + close.length) === close;
    if (marked) this.#replace(start - open.length, end + close.length, chosen);
    else this.#replace(start, end, open + chosen + close);
    const shift = marked ? -open.length : open.length;
    this.#field.setSelectionRange(start + shift, end + shift);
  }

  async #addLink() {
    const { selectionStart: start, selectionEnd: end, value } = this.#field;
    if (start === end) return;
    const address = await askAddress();
    this.focus();
    if (address) this.#replace(start, end, `[${value.slice(start, end)}](${address})`);
  }

  #replace(start, end, words) {
    this.#field.setSelectionRange(start, end);
    // The only way that keeps the browser's own undo; where it is missing, the text is simply set.
    if (!document.execCommand("insertText", false, words)) this.#field.setRangeText(words, start, end, "end");
    this.#changed();
  }

  #write(text) {
    this.#field.value = text;
    this.#changed();
  }

  /** The field is as high as its words, up to a limit that the style sheet sets; newer browsers do so by style. */
  #changed() {
    if (!CSS.supports("field-sizing", "content")) {
      this.#field.style.height = "auto";
      if (this.#field.scrollHeight > 0) this.#field.style.height = `${this.#field.scrollHeight}px`;
    }
    byId("send").classList.toggle("ready", this.#field.value.trim() !== "");
  }
}
