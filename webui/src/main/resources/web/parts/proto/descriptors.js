/** Sets of descriptors, which compilers write (`protoc --descriptor_set_out`): definitions that are messages themselves. */
import { SCALARS } from './schema.js';
import { fieldsOf } from './wire.js';

const FIELDS_MAX = 500_000;
const DEPTH_MAX = 32;
const REPEATED = '3';
const GROUP = 10;

/** Names of the kinds of fields, by their number; empty for those whose name is given. */
const TYPES = ['', 'double', 'float', 'int64', 'uint64', 'int32', 'fixed64', 'fixed32', 'bool', 'string', '', '', 'bytes',
  'uint32', '', 'sfixed32', 'sfixed64', 'sint32', 'sint64'];

/**
 * Reads a set into a schema.
 *
 * @param {import('./schema.js').Schema} schema gets what the set defines
 * @throws {Error} with a sentence that says what it is not
 */
export function readDescriptors(bytes, schema) {
  const budget = { left: FIELDS_MAX };
  try {
    const files = fields(bytes, budget)(1);
    for (const file of files) {
      const part = fields(whole(file), budget);
      const scope = text(part(2)[0]);
      part(4).forEach((each) => message(whole(each), scope, schema, budget, 0));
      part(5).forEach((each) => enumeration(whole(each), scope, schema, budget));
    }
    if (files.length === 0) {
      throw new RangeError('there is no file in it');
    }
  } catch (failure) {
    throw new Error(`this is no set of descriptors, as protoc writes it with --descriptor_set_out: ${failure.message}`);
  }
}

/** The values of a message by the numbers of their fields. */
function fields(bytes, budget) {
  const values = new Map();
  for (const { number, value } of fieldsOf(bytes, budget)) {
    const found = values.get(number) ?? [];
    values.set(number, found);
    found.push(value);
  }
  return (number) => values.get(number) ?? [];
}

function message(bytes, scope, schema, budget, depth) {
  if (depth > DEPTH_MAX) {
    throw new RangeError('messages within messages are too deep');
  }
  const part = fields(bytes, budget);
  const name = named(part(1)[0], scope);
  const nested = part(3).map((each) => fields(whole(each), budget));
  const maps = new Map(nested.filter(isMap).map((each) => [`.${name}.${text(each(1)[0])}`, each]));
  const members = part(2).map((each) => member(fields(whole(each), budget), name, maps, budget));
  schema.messages.set(name, new Map(members));
  part(3).forEach((each, place) => isMap(nested[place]) || message(whole(each), name, schema, budget, depth + 1));
  part(4).forEach((each) => enumeration(whole(each), name, schema, budget));
}

/** What a map has as its entry says so in its options. */
const isMap = (nested) => nested(7).some((options) => [...fieldsOf(options, { left: 100 })].some(({ number, value }) => number === 7 && value === 1n));

function member(part, scope, maps, budget) {
  const entry = maps.get(text(part(6)[0]));
  const field = { name: text(part(1)[0]), scope, isRepeated: !entry && String(part(4)[0]) === REPEATED };
  const [key, value] = entry ? entry(2).map((each) => typeOf(fields(whole(each), budget))) : [];
  return [Number(part(3)[0]), entry ? { ...field, type: value, key } : { ...field, type: typeOf(part) }];
}

function typeOf(part) {
  const number = Number(part(5)[0] ?? 0n);
  if (number === GROUP) {
    throw new RangeError('groups are not read here');
  }
  const type = TYPES[number] || text(part(6)[0]);
  if (!SCALARS.includes(type) && !type.startsWith('.')) {
    throw new RangeError('a field has no type');
  }
  return type;
}

function enumeration(bytes, scope, schema, budget) {
  const part = fields(bytes, budget);
  const values = part(2).map((each) => fields(whole(each), budget));
  const number = (value) => String(BigInt.asIntN(32, value(2)[0] ?? 0n));
  schema.enums.set(named(part(1)[0], scope), new Map(values.map((value) => [number(value), text(value(1)[0])])));
}

const named = (bytes, scope) => (scope ? `${scope}.${text(bytes)}` : text(bytes));

const text = (bytes) => (bytes === undefined ? '' : new TextDecoder('utf-8', { fatal: true }).decode(whole(bytes)));

function whole(value) {
  if (!(value instanceof Uint8Array)) {
    throw new RangeError('a field is of another kind');
  }
  return value;
}
