import { openStream, Refused } from './api.js';

const FIRST_WAIT_MILLIS = 500;
const LONGEST_WAIT_MILLIS = 8000;
const TOO_MANY = 429;
/** A page that nobody looks at gives its connection back: a browser has six for a node. */
const HIDDEN_MILLIS = 15_000;

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
  let waitMillis = FIRST_WAIT_MILLIS;
  while (!signal.aborted) {
    await untilVisible(signal);
    const turn = whileVisible(signal);
    let ended = false;
    try {
      state('connecting');
      const answer = await openStream(path(lastId), turn.signal);
      state('open');
      await readEvents(answer.body, (name, data, id) => {
        waitMillis = FIRST_WAIT_MILLIS;
        lastId = id ?? lastId;
        ended ||= name === 'end';
        message(name, data, id);
      });
    } catch (failure) {
      if (failure instanceof Refused && failure.status < 500 && failure.status !== TOO_MANY) {
        state('ended');
        throw failure;
      }
    } finally {
      turn.over();
    }
    if (ended || signal.aborted) {
      return;
    }
    state('waiting');
    await pause(waitMillis, signal);
    waitMillis = Math.min(waitMillis * 2, LONGEST_WAIT_MILLIS);
  }
}

/** A signal that also says so when nobody has looked at the page for a while. */
function whileVisible(signal) {
  const hidden = new AbortController();
  let timer = 0;
  const look = () => {
    clearTimeout(timer);
    timer = document.hidden ? setTimeout(() => hidden.abort(), HIDDEN_MILLIS) : 0;
  };
  document.addEventListener('visibilitychange', look);
  look();
  return {
    signal: AbortSignal.any([signal, hidden.signal]),
    over() {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', look);
    },
  };
}

async function untilVisible(signal) {
  while (document.hidden && !signal.aborted) {
    await new Promise((resolve) => {
      document.addEventListener('visibilitychange', resolve, { once: true });
      signal.addEventListener('abort', resolve, { once: true });
    });
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
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
