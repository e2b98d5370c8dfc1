// The command menu above the composer: opened by its button or by typing "/", filtered while one types.

import { element } from "./dom.js";

export class CommandMenu {
  #commands = [];
  #shown = [];
  #marked = -1;

  /** `onChoose(command)` is called with `/command`; `field` keeps the focus all the while. */
  constructor({ list, field, button, onChoose }) {
    this.list = list;
    this.field = field;
    this.button = button;
    this.onChoose = onChoose;
    button.addEventListener("click", () => this.#toggle());
    // A press must not take the focus from the field, or the keyboard of a phone would go.
    for (const place of [list, button]) place.addEventListener("pointerdown", (event) => event.preventDefault());
    field.addEventListener("blur", () => this.close());
  }

  /** The commands there are. Without any, there is no button. */
  offer(commands) {
    if (commands === this.#commands) return;
    this.#commands = commands;
    this.button.hidden = commands.length === 0;
    this.close();
  }

  /** Opens or closes by what stands in the composer. */
  filter(text) {
    const typed = /^\/(\w*)$/.exec(text)?.[1].toLowerCase();
    if (typed === undefined) this.close();
    else this.#open(this.#commands.filter(({ command }) => command.startsWith(typed)));
  }

  /** Takes a key of the composer while the menu is open; answers whether it did. */
  key(event) {
    if (this.list.hidden) return false;
    const chosen = this.#shown[this.#marked];
    if (event.key === "ArrowDown") this.#mark(this.#marked + 1);
    else if (event.key === "ArrowUp") this.#mark(this.#marked - 1);
    else if (event.key === "Escape") this.close();
    else if (event.key === "Tab" && !event.shiftKey) this.#complete(chosen ?? this.#shown[0]);
    else if (event.key === "Enter" && chosen) this.#choose(chosen);
    else return false;
    event.preventDefault();
    return true;
  }

  close() {
    this.#shown = [];
    this.list.hidden = true;
    this.button.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
  }

  #toggle() {
    const wasOpen = !this.list.hidden;
    this.field.focus();
    if (wasOpen) this.close();
    else {
      this.#open(this.#commands);
      this.#mark(0);
    }
  }

  #open(commands) {
    if (commands.length === 0) {
      this.close();
      return;
    }
    this.#shown = commands;
    this.#marked = -1;
    this.list.replaceChildren(
      ...commands.map((command, number) =>
        element(
          "div",
          {
            class: "command-row",
            role: "option",
            id: `command-${number}`,
            "aria-selected": "false",
            onclick: () => this.#choose(command),
          },
          element("span", { class: "command-name" }, `/${command.command}`),
          element("span", { class: "command-line", dir: "auto" }, command.description),
        ),
      ),
    );
    this.list.hidden = false;
    this.list.scrollTop = 0;
    this.button.setAttribute("aria-expanded", "true");
    this.field.removeAttribute("aria-activedescendant");
  }

  #mark(number) {
    const rows = [...this.list.children];
    this.#marked = (number + rows.length) % rows.length;
    rows.forEach((row, place) => row.setAttribute("aria-selected", String(place === this.#marked)));
    rows[this.#marked].scrollIntoView({ block: "nearest" });
    this.field.setAttribute("aria-activedescendant", `command-${this.#marked}`);
  }

  #choose({ command }) {
    const typing = /^\/\w*$/.test(this.field.value);
    this.close();
    if (typing) this.field.value = "";
    this.onChoose(`/${command}`);
  }

  #complete({ command }) {
    this.field.value = `/${command} `;
    this.close();
  }
}
