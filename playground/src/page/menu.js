// Menus that open at a button or under a finger.

import { element, icon } from "./dom.js";

let open = null;

/**
 * Opens a menu at `{x, y}` or below an element. An item is `{label, icon?, act, danger?, checked?}`, a
 * `{heading}`, a `{note}` or `"line"`. The focus comes back when the menu closes.
 */
export function openMenu(at, label, items) {
  open?.close();
  const before = document.activeElement;
  const menu = element(
    "div",
    { class: "menu-list", role: "menu", "aria-label": label, "data-testid": "menu-list" },
    ...items.map(draw),
  );
  document.body.append(menu);
  stand(menu, at);

  const close = (goBack) => {
    menu.remove();
    for (const [kind, listener] of leaving) document.removeEventListener(kind, listener, true);
    open = null;
    if (goBack) before?.focus?.({ preventScroll: true });
  };
  const leaving = [
    ["pointerdown", (event) => menu.contains(event.target) || close(false)],
    ["wheel", (event) => menu.contains(event.target) || close(false)],
  ];
  for (const [kind, listener] of leaving) document.addEventListener(kind, listener, true);
  window.addEventListener("resize", () => open?.close(), { once: true });
  open = { close: () => close(false) };

  menu.addEventListener("keydown", (event) => {
    const choices = [...menu.querySelectorAll("button")];
    const here = choices.indexOf(document.activeElement);
    const steps = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: -1 };
    if (event.key in steps) choices.at(steps[event.key] % choices.length).focus();
    else if (event.key === "Escape" || event.key === "Tab") close(true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  menu.addEventListener("click", (event) => {
    const choice = event.target.closest("button");
    if (!choice) return;
    close(true);
    items[[...menu.children].indexOf(choice)].act();
  });
  menu.querySelector("button")?.focus({ preventScroll: true });
}

function draw(item) {
  if (item === "line") return element("hr", { role: "separator" });
  if (item.heading) return element("p", { class: "menu-heading" }, item.heading);
  if (item.note) return element("p", { class: "menu-note" }, item.note);
  const role = item.checked === undefined ? "menuitem" : "menuitemradio";
  const mark = item.checked === undefined ? item.icon : item.checked && "check";
  return element(
    "button",
    {
      type: "button",
      role,
      class: item.danger ? "danger" : null,
      tabindex: -1,
      "aria-checked": item.checked === undefined ? null : String(item.checked),
    },
    mark ? icon(mark) : element("span", { class: "icon" }),
    item.label,
  );
}

/** Places the menu beside where it was asked for, and always within the window. */
function stand(menu, at) {
  const corner =
    at instanceof Element ? at.getBoundingClientRect() : { left: at.x, right: at.x, top: at.y, bottom: at.y };
  const { offsetWidth: width, offsetHeight: height } = menu;
  const margin = 8;
  const left = at instanceof Element ? corner.right - width : corner.left;
  const top = corner.bottom + height + margin > innerHeight ? corner.top - height : corner.bottom;
  menu.style.left = `${Math.max(margin, Math.min(left, innerWidth - width - margin))}px`;
  menu.style.top = `${Math.max(margin, Math.min(top, innerHeight - height - margin))}px`;
}
