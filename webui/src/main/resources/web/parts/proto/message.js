/** Protocol Buffers by their schema, as the same tree as JSON, with every number as it is. */
import { guessed } from './guess.js';
import { resolve, SCALARS } from './schema.js';
import { BYTES, FIXED32, FIXED64, fieldsOf, leaf, newBudget, VARINT, viewOf, Wire } from './wire.js';

const DEPTH_MAX = 64;
const MILLIS_MAX = 8.64e15;

const number = (text) => leaf('number', String(text));
const broken = (value) => (Number.isFinite(value) ? number(value) : leaf('word', String(value)));
const zigzag = (value) => (value >> 1n) ^ -(value & 1n);

/** How each kind of value is on the wire, and what it is then. */
const READ = {
  int32: [VARINT, (value) => number(BigInt.asIntN(32, value))],
  int64: [VARINT, (value) => number(BigInt.asIntN(64, value))],
  uint32: [VARINT, (value) => number(BigInt.asUintN(32, value))],
  uint64: [VARINT, (value) => number(BigInt.asUintN(64, value))],
  sint32: [VARINT, (value) => number(BigInt.asIntN(32, zigzag(value)))],
  sint64: [VARINT, (value) => number(BigInt.asIntN(64, zigzag(value)))],
  bool: [VARINT, (value) => leaf('word', value === 0n ? 'false' : 'true')],
  fixed32: [FIXED32, (value) => number(viewOf(value).getUint32(0, true))],
  sfixed32: [FIXED32, (value) => number(viewOf(value).getInt32(0, true))],
  float: [FIXED32, (value) => broken(Number(viewOf(value).getFloat32(0, true).toPrecision(7)))],
  fixed64: [FIXED64, (value) => number(viewOf(value).getBigUint64(0, true))],
  sfixed64: [FIXED64, (value) => number(viewOf(value).getBigInt64(0, true))],
  double: [FIXED64, (value) => broken(viewOf(value).getFloat64(0, true))],
  string: [BYTES, (value) => leaf('string', JSON.stringify(new TextDecoder('utf-8', { fatal: true }).decode(value)))],
  bytes: [BYTES, (value) => leaf('string', JSON.stringify(btoa(Array.from(value, (byte) => String.fromCharCode(byte)).join(''))))],
};

/**
 * Reads a message.
 *
 * @param {string} name the whole name of its type
 * @throws {Error} with a sentence, if these bytes are no such message
 */
export function readMessage(schema, name, bytes) {
  try {
    return message({ schema, budget: newBudget() }, name, bytes, 0);
  } catch (failure) {
    throw failure instanceof RangeError || failure instanceof TypeError ? new Error(`These bytes are no ${name}: ${failure.message}`) : failure;
  }
}

function message(task, name, bytes, depth) {
  const children = members(task, task.schema.messages.get(name), bytes, depth);
  return moment(name, children) ?? { kind: 'object', text: '', children };
}

function members(task, fields, bytes, depth) {
  if (depth > DEPTH_MAX) {
    throw new RangeError('It is too deep.');
  }
  const values = new Map();
  for (const raw of fieldsOf(bytes, task.budget)) {
    const field = fields.get(raw.number);
    const key = field?.name ?? String(raw.number);
    const found = field ? readField(task, field, raw, depth) : [guessed(raw, task.budget, depth)];
    const isList = field?.isRepeated || field?.key;
    values.set(key, isList || (!field && values.has(key)) ? [...(values.get(key) ?? []), ...found] : found.slice(-1));
  }
  const byName = new Map([...fields.values()].map((field) => [field.name, field]));
  return [...values].map(([key, found]) => ({ key, value: whole(byName.get(key), found) }));
}

/** Values that belong together: a list, a map, or the one. */
function whole(field, found) {
  if (field?.key) {
    const entries = found.map(({ children }) => ({ key: textOf(entry(children, 'key')), value: entry(children, 'value') ?? leaf('word', 'null') }));
    return { kind: 'object', text: '', children: entries };
  }
  return field?.isRepeated || found.length > 1
    ? { kind: 'array', text: '', children: found.map((value, place) => ({ key: place, value })) }
    : found[0];
}

const entry = (children, name) => children.find(({ key }) => key === name)?.value;
const textOf = (node) => (!node ? '' : node.kind === 'string' ? JSON.parse(node.text) : node.text);

function readField(task, field, raw, depth) {
  const wrong = () => new RangeError(`its field ${field.name} is of another kind.`);
  if (field.key) {
    const parts = new Map([
      [1, { ...field, key: undefined, name: 'key', type: field.key }],
      [2, { ...field, key: undefined, name: 'value' }],
    ]);
    return [{ children: members(task, parts, bytesOf(raw, wrong), depth + 1) }];
  }
  if (SCALARS.includes(field.type)) {
    const [wire, read] = READ[field.type];
    return values(wire, raw, field, wrong).map(read);
  }
  const type = resolve(task.schema, field.type, field.scope);
  if (type !== null && task.schema.enums.has(type)) {
    const names = task.schema.enums.get(type);
    return values(VARINT, raw, field, wrong).map((value) => {
      const text = String(BigInt.asIntN(32, value));
      return names.has(text) ? leaf('string', JSON.stringify(names.get(text))) : number(text);
    });
  }
  return [type === null ? guessed(raw, task.budget, depth) : message(task, type, bytesOf(raw, wrong), depth + 1)];
}

function bytesOf({ wire, value }, wrong) {
  if (wire !== BYTES) {
    throw wrong();
  }
  return value;
}

/** One value, or many that are packed into one field. */
function values(wanted, { wire, value }, { isRepeated }, wrong) {
  if (wire === wanted) {
    return [value];
  }
  if (wire !== BYTES || !isRepeated) {
    throw wrong();
  }
  const reader = new Wire(value);
  const found = [];
  while (!reader.isAtEnd) {
    found.push(reader.value(wanted));
  }
  return found;
}

/** Moments are read as people write them. */
function moment(name, children) {
  if (name !== 'google.protobuf.Timestamp') {
    return null;
  }
  const millis = Number(textOf(entry(children, 'seconds')) || 0) * 1000;
  if (!(Math.abs(millis) <= MILLIS_MAX)) {
    return null;
  }
  const nanos = String(textOf(entry(children, 'nanos')) || 0).padStart(9, '0');
  const text = new Date(millis).toISOString().replace(/\.000Z$/, Number(nanos) === 0 ? 'Z' : `.${nanos.replace(/0+$/, '')}Z`);
  return leaf('string', JSON.stringify(text));
}
