// Small words for building the page. Text always becomes a text node, so nothing that people or the bot
// write can turn into markup.

const SVG = "http://www.w3.org/2000/svg";

/**
 * Makes an element. A function among the attributes (`onclick`) becomes a listener, `true` an empty attribute;
 * `false`, `null` and `undefined` are left out, among the children too.
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === "function") made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children.filter((child) => child !== undefined && child !== null && child !== false));
  return made;
}

/** One of the drawings that `index.html` holds as symbols. */
export function icon(name) {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("class", `icon icon-${name}`);
  drawing.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#icon-${name}`);
  drawing.append(use);
  return drawing;
}

/** A coloured disc with the first letters of a name. The same id always has the same colour. */
export function avatar(id, ...names) {
  const letters = names
    .filter(Boolean)
    .slice(0, 2)
    .map((name) => [...name.trim()][0] ?? "");
  return element(
    "span",
    { class: `avatar avatar-${Math.abs(id) % 7}`, "aria-hidden": "true" },
    letters.join("").toUpperCase(),
  );
}

export function fullName(someone) {
  return [someone.first_name, someone.last_name].filter(Boolean).join(" ");
}

export const byId = (id) => document.getElementById(id);

/** Copies into the clipboard; answers whether that was allowed. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
