/** The .proto files and sets of descriptors that this browser keeps, and which message events of a type hold. */
import { preferences } from '../../preferences.js';
import { base64Of, fromBase64 } from '../base64.js';
import { readDescriptors } from './descriptors.js';
import { readMessage } from './message.js';
import { emptySchema, readProto } from './schema.js';

const CHARACTERS_MAX = 500_000;
const FILES_MAX = 100;
const TYPES_MAX = 1_000;

/** What many files import and few people have at hand. */
const WELL_KNOWN = `package google.protobuf;
message Timestamp { int64 seconds = 1; int32 nanos = 2; }
message Duration { int64 seconds = 1; int32 nanos = 2; }
message Any { string type_url = 1; bytes value = 2; }
message Empty {}
message FieldMask { repeated string paths = 1; }
message DoubleValue { double value = 1; }
message FloatValue { float value = 1; }
message Int64Value { int64 value = 1; }
message UInt64Value { uint64 value = 1; }
message Int32Value { int32 value = 1; }
message UInt32Value { uint32 value = 1; }
message BoolValue { bool value = 1; }
message StringValue { string value = 1; }
message BytesValue { bytes value = 1; }`;

/** @returns {{name: string, text: string, isSet?: boolean}[]} the text of a set of descriptors is its Base64 */
export const files = () => preferences.get('protos');

let known = { of: null, schema: null };

/** All that the files define. */
function schema() {
  if (known.of !== files()) {
    const read = emptySchema();
    readProto(WELL_KNOWN, read);
    files().forEach((file) => readFile(file, read));
    known = { of: files(), schema: read };
  }
  return known.schema;
}

function readFile({ text, isSet }, schema) {
  if (isSet) {
    readDescriptors(fromBase64(text), schema);
  } else {
    readProto(text, schema);
  }
}

/** Names of messages that may be chosen. */
export const messageNames = () => (files().length === 0 ? [] : [...schema().messages.keys()].filter((name) => !name.startsWith('google.protobuf.')).sort());

/**
 * Keeps files; one of the same name takes the place of the other.
 *
 * @throws {Error} with a sentence that names the file
 */
export async function addFiles(added) {
  let kept = files();
  for (const file of added) {
    const isSet = !file.name.endsWith('.proto');
    const text = isSet ? base64Of(new Uint8Array(await file.arrayBuffer())) : await file.text();
    const one = isSet ? { name: file.name, text, isSet } : { name: file.name, text };
    try {
      readFile(one, emptySchema());
    } catch (failure) {
      throw new Error(`${file.name}, ${failure.message}.`);
    }
    kept = [...kept.filter(({ name }) => name !== file.name), one];
  }
  if (kept.length > FILES_MAX || kept.reduce((sum, { text }) => sum + text.length, 0) > CHARACTERS_MAX) {
    throw new Error(`This browser keeps ${FILES_MAX} files with ${CHARACTERS_MAX / 1000} KB at most.`);
  }
  preferences.set('protos', kept);
}

export const removeFile = (name) => preferences.set('protos', files().filter((file) => file.name !== name));

/** Which message events of a type hold: what was chosen, else one of the same name; empty if none. */
export function messageOf(eventType) {
  const names = messageNames();
  const chosen = preferences.get('messages')[eventType];
  if (chosen !== undefined && (chosen === '' || names.includes(chosen))) {
    return chosen;
  }
  const short = eventType.split('.').at(-1).toLowerCase();
  return names.find((name) => name.split('.').at(-1).toLowerCase() === short) ?? '';
}

/** Remembers a choice; an empty name stands for none. */
export function choose(eventType, message) {
  const { [eventType]: _, ...others } = preferences.get('messages');
  const kept = Object.entries(others).slice(1 - TYPES_MAX);
  preferences.set('messages', { ...Object.fromEntries(kept), [eventType]: message });
}

const read = new WeakMap();

/**
 * The same with names in place of numbers, where there is a message for the type.
 *
 * @param {object} described as payload.js has it
 * @returns {object} the same, or with another `node`; `misfit` says why not
 */
export function bySchema(described, eventType) {
  const name = described.bytes ? messageOf(eventType) : '';
  if (name === '') {
    return described;
  }
  const before = read.get(described);
  if (before?.name === name && before.of === files()) {
    return before.result;
  }
  const result = decoded(described, name);
  read.set(described, { name, of: files(), result });
  return result;
}

function decoded(described, name) {
  try {
    const via = [...described.via.filter((step) => step !== 'Protocol Buffers' && step !== 'MessagePack'), 'Protocol Buffers'];
    return { ...described, kind: 'json', message: name, node: readMessage(schema(), name, described.bytes), via, isGuess: false };
  } catch (failure) {
    return { ...described, misfit: failure.message };
  }
}
