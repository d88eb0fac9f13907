/** What decoders make of the events of a list: those that come into sight together are asked for together. */
import { sendJson } from '../api.js';
import { readBeginning, readJson } from './json-text.js';
import { describe } from './payload.js';

const TOGETHER = 100;
const WAITING_MAX = 400;
const GATHER_MILLIS = 30;
let waiting = [];
let isAsking = false;

/**
 * What a decoder makes of an event, as payload.js describes things; `trouble` if it makes nothing. Null if too many others
 * are asked for, as when somebody rushes through a list: it may be asked for again.
 *
 * @returns {Promise<object|null>}
 */
export function decodedTogether(decoder, event) {
  return new Promise((resolve) => {
    waiting.push({ text: decoder.text, event, resolve });
    waiting.splice(0, Math.max(0, waiting.length - WAITING_MAX)).forEach((dropped) => dropped.resolve(null));
    if (!isAsking) {
      isAsking = true;
      setTimeout(askAll, GATHER_MILLIS);
    }
  });
}

/** One call at a time: the node runs a few decoders only. */
async function askAll() {
  while (waiting.length > 0) {
    const { text } = waiting[0];
    const asked = waiting.filter((each) => each.text === text).slice(0, TOGETHER);
    waiting = waiting.filter((each) => !asked.includes(each));
    const answers = await ask(text, asked);
    asked.forEach(({ resolve }, place) => resolve({ isOwn: true, via: [], ...answers[place] }));
  }
  isAsking = false;
}

async function ask(decoder, asked) {
  try {
    const events = asked.map(({ event: { stream, revision } }) => ({ stream, revision }));
    const said = await (await sendJson('POST', '/ui-api/decoded', { decoder, events })).json();
    return await Promise.all(asked.map((_, place) => described(said.problem === undefined ? said.decoded[place] : said)));
  } catch (failure) {
    return asked.map(() => ({ trouble: failure.message }));
  }
}

async function described({ problem, text, json, isCut }) {
  if (problem !== undefined) {
    return { trouble: problem };
  }
  if (json !== undefined) {
    return { kind: 'json', node: isCut ? readBeginning(json) : readJson(json), isCut };
  }
  return isCut ? { kind: 'text', text, isCut } : { text, ...(await describe({ text })) };
}
