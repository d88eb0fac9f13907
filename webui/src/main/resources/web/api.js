/** The only place that talks to the node. */

const LIMIT_MILLIS = 15_000;
const KEY = 'es.login';

/** What the node said to a request that it did not grant. */
export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** Nothing came back: the node is stopped, or the network is. */
export class Unreachable extends Error {
  constructor() {
    super('The node does not answer.');
  }
}

let authorization = localStorage.getItem(KEY) ?? sessionStorage.getItem(KEY);

/** Says who asks from now on. Kept in this tab, or on this computer if `remember`. */
export function logIn(name, password, remember) {
  const bytes = new TextEncoder().encode(`${name}:${password}`);
  authorization = `Basic ${btoa(String.fromCharCode(...bytes))}`;
  (remember ? localStorage : sessionStorage).setItem(KEY, authorization);
}

/** Nobody asks from now on. */
export function logOut() {
  authorization = null;
  localStorage.removeItem(KEY);
  sessionStorage.removeItem(KEY);
}

/** Whether there are credentials to send. */
export const hasLogin = () => authorization !== null;

/**
 * Sends a request and answers with the response.
 *
 * @param {string} path from the root of the node on
 * @param {{method?: string, headers?: object, body?: string, signal?: AbortSignal}} [options]
 */
export async function send(path, options = {}) {
  // What is left to the node, */*, lets it explain a refusal.
  const headers = { Accept: 'application/json, */*', ...options.headers };
  if (authorization) {
    headers.Authorization = authorization;
  }
  const limit = AbortSignal.timeout(LIMIT_MILLIS);
  const signal = options.signal ? AbortSignal.any([options.signal, limit]) : limit;
  return checked(() => fetch(path, { ...options, headers, signal, cache: 'no-store' }), options.signal);
}

async function checked(ask, signal) {
  let answer;
  try {
    answer = await ask();
  } catch (failure) {
    if (signal?.aborted) {
      throw failure;
    }
    dispatchEvent(new CustomEvent('es-unreachable'));
    throw new Unreachable();
  }
  if (!answer.ok) {
    const text = (await answer.text()).trim();
    throw new Refused(answer.status, said(answer, text));
  }
  return answer;
}

/** The sentence that the node gave, without its first line, which repeats the status. */
function said(answer, text) {
  const isPage = (answer.headers.get('Content-Type') ?? '').includes('html');
  const sentence = isPage ? '' : text.replace(/^\d{3} [^\n]*\n/, '').replace(/\s+/g, ' ');
  return (sentence || answer.statusText || `The node answered ${answer.status}.`).slice(0, 400);
}

/** Asks for JSON. */
export async function getJson(path, signal) {
  return (await send(path, { signal })).json();
}

/** Asks for text. */
export async function getText(path, headers) {
  return (await send(path, { headers })).text();
}

/** Sends a document and answers with the response. */
export function sendJson(method, path, document) {
  return send(path, {
    method,
    headers: { 'Content-Type': 'application/json', Accept: '*/*' },
    body: document === undefined ? undefined : JSON.stringify(document),
  });
}

/**
 * Reads an endless answer, one server-sent event at a time, and goes on behind the last one when the connection breaks.
 * EventSource itself cannot send a login.
 *
 * @param {(lastId: string|null) => string} path where to read on
 * @param {{message: (name: string, data: any, id: string|null) => void, state?: (state: string) => void,
 *   signal: AbortSignal}} follower
 * @returns when the node ended the answer with an event `end`, was told to stop, or refused
 */
export async function follow(path, { message, state = () => {}, signal }) {
  let lastId = null;
  for (let waitMillis = 500; !signal.aborted; waitMillis = Math.min(waitMillis * 2, 8000)) {
    let ended = false;
    try {
      state('connecting');
      const headers = { Accept: 'text/event-stream, */*' };
      if (authorization) {
        headers.Authorization = authorization;
      }
      const answer = await checked(() => fetch(path(lastId), { headers, signal, cache: 'no-store' }), signal);
      state('open');
      await readEvents(answer.body, (name, data, id) => {
        waitMillis = 500;
        lastId = id ?? lastId;
        ended ||= name === 'end';
        message(name, data, id);
      });
    } catch (failure) {
      if (failure instanceof Refused && failure.status < 500 && failure.status !== 429) {
        throw failure;
      }
    }
    if (ended || signal.aborted) {
      return;
    }
    state('waiting');
    await pause(waitMillis, signal);
  }
}

async function readEvents(body, message) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) {
      return;
    }
    const blocks = (rest + value).split('\n\n');
    rest = blocks.pop();
    for (const block of blocks) {
      readEvent(block, message);
    }
  }
}

function readEvent(block, message) {
  let name = 'message';
  let id = null;
  let data = null;
  for (const line of block.split('\n')) {
    if (line.startsWith('data: ')) {
      data = line.slice(6);
    } else if (line.startsWith('event: ')) {
      name = line.slice(7);
    } else if (line.startsWith('id: ')) {
      id = line.slice(4);
    }
  }
  if (data !== null) {
    message(name, JSON.parse(data), id);
  }
}

function pause(millis, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, millis);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    }, { once: true });
  });
}
