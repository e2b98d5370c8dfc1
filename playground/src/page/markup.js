// The marks that people type in a composer of Telegram, and the entities they stand for:
// **bold**, __italic__, ~~strike~~, ||spoiler||, `code`, ```language⏎block```, [words](address).
// Telegram has no marks for underline, so <u>…</u> stands in for its shortcut.

const STYLES = [
  { open: "**", close: "**", type: "bold" },
  { open: "__", close: "__", type: "italic" },
  { open: "~~", close: "~~", type: "strikethrough" },
  { open: "||", close: "||", type: "spoiler" },
  { open: "<u>", close: "</u>", type: "underline" },
];
const BLOCK = /```(?:([\w+#.-]+)?\n)?([\s\S]+?)\n?```/y;
const CODE = /`([^`\n]+)`/y;
const LINK = /\[([^[\]\n]+)\]\((https?:\/\/[^\s()]*(?:\([^\s()]*\)[^\s()]*)*|tg:\/\/[^\s()]+)\)/y;
const ADDRESS = /https?:\/\/[^\s*~|<]+/y;
const LETTER = /[\p{L}\p{N}]/u;

/** The text without its marks, and its entities in UTF-16 code units. */
export function fromMarkup(source) {
  const made = { text: "", entities: [] };
  // The payload of a deep link may hold two underscores and is nobody's emphasis.
  if (/^\/start(@\w+)? \S+$/.test(source)) return { text: source, entities: [] };
  read(source, made);
  made.entities.sort((one, other) => one.offset - other.offset || other.length - one.length);
  return made;
}

function read(source, made) {
  let at = 0;
  while (at < source.length) at = take(source, at, made);
}

/** Takes in what stands at `at`; answers where to go on. */
function take(source, at, made) {
  const block = matchAt(BLOCK, source, at);
  if (block) {
    mark(made, { type: "pre", ...(block[1] && { language: block[1] }) }, () => {
      made.text += block[2];
    });
    return at + block[0].length;
  }
  const code = matchAt(CODE, source, at);
  if (code) {
    mark(made, { type: "code" }, () => {
      made.text += code[1];
    });
    return at + code[0].length;
  }
  const link = matchAt(LINK, source, at);
  if (link) {
    mark(made, { type: "text_link", url: link[2] }, () => read(link[1], made));
    return at + link[0].length;
  }
  const address = matchAt(ADDRESS, source, at);
  if (address) {
    made.text += address[0];
    return at + address[0].length;
  }
  for (const style of STYLES) {
    const end = closing(source, at, style);
    if (end < 0) continue;
    mark(made, { type: style.type }, () => read(source.slice(at + style.open.length, end), made));
    return end + style.close.length;
  }
  made.text += source[at];
  return at + 1;
}

/** Where the style that opens at `at` is closed, or −1. Marks inside a word, as in snake__case, are only letters. */
function closing(source, at, { open, close }) {
  const start = at + open.length;
  if (!source.startsWith(open, at) || /\s/.test(source[start] ?? " ")) return -1;
  if (open !== "<u>" && LETTER.test(source[at - 1] ?? " ")) return -1;
  for (let end = source.indexOf(close, start + 1); end >= 0; end = source.indexOf(close, end + 1)) {
    const behind = source[end + close.length] ?? " ";
    const ends = !/\s/.test(source[end - 1]) && (open === "<u>" || !LETTER.test(behind));
    if (ends && !source.startsWith(close, end + 1)) return end;
  }
  return -1;
}

function mark(made, entity, fill) {
  const offset = made.text.length;
  fill();
  if (made.text.length > offset) made.entities.push({ ...entity, offset, length: made.text.length - offset });
}

function matchAt(pattern, source, at) {
  pattern.lastIndex = at;
  return pattern.exec(source);
}

/** The way back, for editing: marks around everything that has marks; other entities are found again by Telegram. */
export function toMarkup(text, entities = []) {
  const marks = entities.flatMap((entity, order) => {
    const around = marksOf(entity);
    if (!around) return [];
    const end = entity.offset + entity.length;
    return [
      { at: entity.offset, opens: true, words: around[0], reach: end, order },
      { at: end, opens: false, words: around[1], reach: entity.offset, order },
    ];
  });
  // At one place: first close, the innermost first; then open, the outermost first.
  marks.sort(
    (one, other) =>
      one.at - other.at ||
      one.opens - other.opens ||
      other.reach - one.reach ||
      (one.opens ? one.order - other.order : other.order - one.order),
  );
  let written = "";
  let at = 0;
  for (const { at: place, words } of marks) {
    written += text.slice(at, place) + words;
    at = place;
  }
  return written + text.slice(at);
}

function marksOf(entity) {
  if (entity.type === "pre") return [`\`\`\`${entity.language ?? ""}\n`, "\n```"];
  if (entity.type === "code") return ["`", "`"];
  if (entity.type === "text_link") return ["[", `](${entity.url})`];
  const style = STYLES.find((one) => one.type === entity.type);
  return style && [style.open, style.close];
}
