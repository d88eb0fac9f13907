/** Decoders: functions of people's own for the data of events. This browser keeps them, the node runs them, in a sandbox. */
import { sendJson } from '../api.js';
import { preferences } from '../preferences.js';
import { readJson } from './json-text.js';
import { describe } from './payload.js';

const MAX = 50;
const CHARACTERS_MAX = 100_000;
/** Of how many types it is remembered which decoder they have. */
const TYPES_MAX = 1000;

export const EXAMPLE = `(data, event) => {
  // data is a text, or a Uint8Array where it is none.
  // event has eventType, streamId, sequenceNumber, metadataRaw, bytes …
  // utf8(bytes) and fromBase64(text) are there to help.
  const text = typeof data === 'string' ? data : utf8(data);
  return { text };
}`;

/** @returns {{types: string, text: string}[]} `types` as in searches: names with * in them, and commas between them */
export const decoders = () => preferences.get('decoders');

let known = { of: null, byType: new Map() };

/** The decoder for events of a type; undefined if there is none. Lists ask for every row that they draw. */
export function decoderOf(type) {
  if (known.of !== decoders() || known.byType.size >= TYPES_MAX) {
    known = { of: decoders(), byType: new Map() };
  }
  if (!known.byType.has(type)) {
    known.byType.set(type, known.of.find(({ types }) => fits(types, type)));
  }
  return known.byType.get(type);
}

/**
 * Keeps a decoder in place of the one for the same types.
 *
 * @throws {Error} if there is no room for it
 */
export function keepDecoder(types, text) {
  const others = decoders().filter((each) => each.types !== types);
  if (others.length >= MAX || text.length > CHARACTERS_MAX) {
    throw new Error(`This browser keeps ${MAX} decoders with ${CHARACTERS_MAX / 1000} KB each at most.`);
  }
  preferences.set('decoders', [{ types, text }, ...others]);
}

export const forgetDecoder = (types) => preferences.set('decoders', decoders().filter((each) => each.types !== types));

function fits(types, type) {
  return types.split(',').some((each) => {
    const pattern = each.trim().split('*').map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&')).join('.*');
    return pattern !== '' && new RegExp(`^${pattern}$`, 's').test(type);
  });
}

const answers = new WeakMap();

/**
 * What a decoder makes of an event, asked for once.
 *
 * @param {() => void} changed is called when the answer is there
 * @returns {object} as payload.js describes things; `isAsked` while the answer is not there, `trouble` if there is none
 */
export function decodedBy(decoder, event, changed) {
  const before = answers.get(event);
  if (before?.text === decoder.text) {
    return before.answer;
  }
  const asked = { text: decoder.text, answer: { kind: 'text', via: [], isAsked: true } };
  answers.set(event, asked);
  ask(decoder, event).then((answer) => {
    asked.answer = answer;
    changed();
  });
  return asked.answer;
}

async function ask({ text }, event) {
  try {
    const path = `/ui-api/streams/${encodeURIComponent(event.stream)}/events/${event.revision}/decoded`;
    const said = await (await sendJson('POST', path, { decoder: text })).json();
    if (said.problem !== undefined) {
      return { kind: 'text', via: [], trouble: said.problem };
    }
    return said.json === undefined ? await describe({ text: said.text }) : { kind: 'json', via: [], node: readJson(said.json) };
  } catch (failure) {
    return { kind: 'text', via: [], trouble: failure.message };
  }
}
