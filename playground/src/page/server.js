// The page's side of the wire: questions and acts over HTTP, and the stream of events.
// What the answers mean is left to `world.js`.

/** The playground said no, in a sentence of its own. */
export class Refused extends Error {}

/** The playground could not be asked at all. */
export class Unreachable extends Error {}

/** Asks for something. */
export function read(path) {
  return exchange(path, {});
}

/** Does something: `body` goes as a form if it holds a file, otherwise as JSON. */
export function act(path, body) {
  if (body instanceof FormData) return exchange(path, { method: "POST", body });
  return exchange(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

/** Does something as a person towards a bot: `what` is the last part of the route. */
export function actAs(here, what, body) {
  return act(`/user/${what}`, { bot: here.bot.id, person: here.person.id, ...place(here), ...body });
}

/** The group and the topic, if it is not the private chat. */
function place({ group, topic }) {
  return group ? { chat: group.id, ...(topic !== null && { topic }) } : {};
}

/** Sends files that belong together: `{file, kind}` each. */
export function sendFiles(here, files, caption) {
  const form = new FormData();
  const whose = { bot: here.bot.id, person: here.person.id, ...place(here) };
  for (const [name, value] of Object.entries(whose)) form.append(name, value);
  if (caption) form.append("caption", caption);
  form.append("kinds", JSON.stringify(files.map(({ kind }) => kind)));
  files.forEach(({ file }, number) => form.append(`file${number}`, file, file.name));
  return act("/user/media", form);
}

async function exchange(path, request) {
  let response;
  try {
    response = await fetch(path, request);
  } catch (cause) {
    throw new Unreachable(path, { cause });
  }
  const answer = await response.json().catch(() => undefined);
  if (response.ok) return answer ?? {};
  if (typeof answer?.error === "string") throw new Refused(answer.error);
  throw response.status < 500 ? new Refused(`${response.status} ${response.statusText}`.trim()) : new Unreachable(path);
}

export const fileAddress = (fileId) => `/user/file/${encodeURIComponent(fileId)}`;

/**
 * The stream of events. When it breaks, it only says so: the page decides what has to be read again and then
 * calls `open` with the number of the last event it knows.
 */
export class Events {
  #source = null;

  constructor({ onEvent, onOpen, onLost }) {
    this.onEvent = onEvent;
    this.onOpen = onOpen;
    this.onLost = onLost;
  }

  open(after) {
    this.close();
    const source = new EventSource(`/user/events?after=${after}`);
    this.#source = source;
    source.onopen = () => this.onOpen();
    source.onmessage = (event) => this.onEvent(JSON.parse(event.data));
    source.onerror = () => {
      // The browser would resume by itself, but not from a world that was started anew in the meantime.
      if (this.#source !== source) return;
      this.close();
      this.onLost();
    };
  }

  close() {
    this.#source?.close();
    this.#source = null;
  }
}
