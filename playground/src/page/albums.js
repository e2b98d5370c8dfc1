// Albums: messages that were sent together and are shown as one. Which they are, and how they lie.

import { element } from "./dom.js";
import { media } from "./media.js";
import { richText } from "./richtext.js";

/** How many pictures lie in each row, by how many there are. */
const ROWS = { 2: [2], 3: [1, 2], 4: [2, 2], 5: [2, 3], 6: [3, 3], 7: [2, 2, 3], 8: [2, 3, 3], 9: [3, 3, 3], 10: [2, 2, 3, 3] };

/** Which messages stand together. */
export class Albums {
  #groups = new Map();
  #of = new Map();

  /** Takes in a message, new or changed; answers its whole album in order, or the message alone. */
  join(message) {
    const { message_id: id, media_group_id: group } = message;
    if (!group) return [message];
    if (!this.#groups.has(group)) this.#groups.set(group, new Map());
    this.#groups.get(group).set(id, message);
    this.#of.set(id, group);
    return this.#inOrder(group);
  }

  /** A message is gone; answers what is left of its album, in order. */
  leave(id) {
    const group = this.#of.get(id);
    if (group === undefined) return [];
    this.#of.delete(id);
    this.#groups.get(group).delete(id);
    return this.#inOrder(group);
  }

  clear() {
    this.#groups.clear();
    this.#of.clear();
  }

  #inOrder(group) {
    return [...this.#groups.get(group).values()].sort((one, other) => one.message_id - other.message_id);
  }
}

/** The message whose caption stands for all: the only one that has any. */
export function captioned(messages) {
  const withWords = messages.filter((message) => message.caption);
  return withWords.length === 1 ? withWords[0] : undefined;
}

/** An album as a node: pictures and films as a grid, everything else as a list. */
export function album(messages, surroundings) {
  const isSeen = messages.every((message) => message.photo || message.video);
  const shared = captioned(messages);
  const tiles = messages.map((message) => {
    const tile = element("div", { class: "tile", "data-tile": message.message_id }, media(message, surroundings, true));
    if (!isSeen && message.caption && message !== shared)
      tile.append(
        element("p", { class: "tile-words", dir: "auto" }, richText(message.caption, message.caption_entities, surroundings.actions)),
      );
    return tile;
  });
  if (isSeen) {
    const rows = ROWS[messages.length] ?? [1];
    const wide = rows.flatMap((count) => Array(count).fill(count));
    tiles.forEach((tile, number) => tile.classList.add(`tile-${wide[number] ?? 3}`));
  }
  return element("div", { class: isSeen ? "album" : "album-list", "data-testid": "album" }, ...tiles);
}
