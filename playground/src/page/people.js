// The people of the playground: a switch between them, with what each has not read yet.

import { avatar, byId, element } from "./dom.js";
import { count } from "./words.js";

/** `unread(person)` answers a number; `choose(person)` is called with the one that was pressed. */
export function drawPeople(people, chosen, { unread, choose }) {
  const list = byId("people");
  const focused = list.contains(document.activeElement) ? document.activeElement.dataset.testid : null;
  list.replaceChildren(
    ...people.map((person) => {
      const waiting = unread(person);
      const badge =
        waiting > 0 &&
        element(
          "span",
          { class: "badge", "aria-label": count("unread", waiting), "data-testid": "unread" },
          waiting > 99 ? "99+" : waiting,
        );
      return element(
        "button",
        {
          type: "button",
          class: "person",
          title: person.about,
          "data-testid": `person-${person.id}`,
          "aria-current": person.id === chosen?.id && "true",
          onclick: () => choose(person),
        },
        avatar(person.id, person.first_name, person.last_name),
        element(
          "span",
          { class: "person-words" },
          element(
            "span",
            { class: "person-name", dir: "auto" },
            person.first_name,
            person.last_name && element("span", { class: "last-name" }, ` ${person.last_name}`),
          ),
          element("span", { class: "person-about", dir: "auto" }, person.about),
        ),
        badge,
      );
    }),
  );
  if (focused) list.querySelector(`[data-testid="${focused}"]`)?.focus({ preventScroll: true });
}
