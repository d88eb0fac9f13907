/** The only place that talks to the node. */

const LIMIT_MILLIS = 15_000;
/** What copies a whole database may take its time. */
const LONG_MILLIS = 600_000;
const KEY = 'es.login';
/** Lets the node tell these pages from others in the same browser. */
const SENDER = { 'X-Requested-With': 'Admin UI' };

/** What the node said to a request that it did not grant. */
export class Refused extends Error {
  constructor(answer, message) {
    super(message);
    this.status = answer.status;
    /** Where the stream is that is not as it was expected to be; null otherwise. */
    this.currentVersion = answer.headers.get('ES-CurrentVersion');
  }
}

/** Whether the node said that this is not for whoever asks. */
export const isDenied = (failure) => failure.status === 401 || failure.status === 403;

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

/** Whether those who asked stay signed in on this computer. */
export const isRemembered = () => localStorage.getItem(KEY) !== null;

/** Whether there are credentials to send. */
export const hasLogin = () => authorization !== null;

/**
 * Sends a request and answers with the response.
 *
 * @param {string} path from the root of the node on
 * @param {{method?: string, headers?: object, body?: string, signal?: AbortSignal, isLong?: boolean}} [options]
 */
export async function send(path, options = {}) {
  // What is left to the node, */*, lets it explain a refusal.
  const headers = { Accept: 'application/json, */*', ...SENDER, ...options.headers };
  if (authorization) {
    headers.Authorization = authorization;
  }
  const limit = AbortSignal.timeout(options.isLong ? LONG_MILLIS : LIMIT_MILLIS);
  const signal = options.signal ? AbortSignal.any([options.signal, limit]) : limit;
  return checked(() => fetch(path, { ...options, headers, signal, cache: 'no-store' }), options.signal);
}

/** What came back, unless it is a refusal; `signal` tells an end that was wanted from a node that is gone. */
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
    throw new Refused(answer, said(answer, text));
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

/** Sends a document and answers with the response. */
export function sendJson(method, path, document) {
  return send(path, {
    method,
    headers: { 'Content-Type': 'application/json', Accept: '*/*' },
    body: document === undefined ? undefined : JSON.stringify(document),
  });
}

const TEXT_MAX = 1_000_000;
const READ_MILLIS = 3_000;

/**
 * Sends a call that somebody typed and answers with all that came back, refusals as well. An answer that is long, or
 * has no end, is cut.
 *
 * @param {{method: string, path: string, headers: object, body: string}} call
 * @returns {Promise<{status: number, statusText: string, headers: string[][], text: string, isCut: boolean, millis: number}>}
 */
export async function exchange({ method, path, headers, body }, signal) {
  const sent = authorization ? { Authorization: authorization, ...headers } : headers;
  const begin = performance.now();
  const enough = AbortSignal.any([signal, AbortSignal.timeout(LIMIT_MILLIS)]);
  let answer;
  try {
    answer = await fetch(path, { method, headers: sent, body: body === '' ? undefined : body, cache: 'no-store', signal: enough });
  } catch (failure) {
    throw failure instanceof TypeError ? new Unreachable() : failure;
  }
  const millis = Math.round(performance.now() - begin);
  const { text, isCut } = await beginningOf(answer);
  return { status: answer.status, statusText: answer.statusText, headers: [...answer.headers], text, isCut, millis };
}

async function beginningOf(answer) {
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  const late = new Promise((resolve) => setTimeout(() => resolve({ isLate: true }), READ_MILLIS));
  let text = '';
  while (reader) {
    const { value, done, isLate } = await Promise.race([reader.read(), late]);
    text += value ?? '';
    if (isLate || text.length > TEXT_MAX) {
      await reader.cancel();
      return { text: text.slice(0, TEXT_MAX), isCut: true };
    }
    if (done) {
      break;
    }
  }
  return { text, isCut: false };
}

/** Opens an answer that comes piece by piece; see follow.js. */
export function openStream(path, signal) {
  const headers = { Accept: 'text/event-stream, */*', ...SENDER };
  if (authorization) {
    headers.Authorization = authorization;
  }
  return checked(() => fetch(path, { headers, signal, cache: 'no-store' }), signal);
}
