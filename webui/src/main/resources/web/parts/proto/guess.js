/**
 * Protocol Buffers without their schema, as the same tree as JSON: numbers of fields in place of names. Bytes do not
 * say what they are, so this is a guess.
 */
import { BYTES, FIXED32, fieldsOf, leaf, newBudget, VARINT, viewOf } from './wire.js';

const DEPTH_MAX = 32;
const NUMBER_MAX = 20_000;
const HEX_SHOWN = 64;

/** The tree; null unless all bytes are fields of one message. */
export function readProtobuf(bytes) {
  try {
    const node = message(bytes, newBudget(), 0);
    return node.children.length > 0 ? node : null;
  } catch {
    return null;
  }
}

function message(bytes, budget, depth) {
  const children = [];
  for (const field of fieldsOf(bytes, budget)) {
    if (field.number > NUMBER_MAX || depth > DEPTH_MAX) {
      throw new RangeError('Hardly a message.');
    }
    children.push({ key: String(field.number), value: guessed(field, budget, depth) });
  }
  return { kind: 'object', text: '', children };
}

/** What a field may be of which only the bytes are known. */
export function guessed({ wire, value }, budget, depth) {
  if (wire === VARINT) {
    return leaf('number', String(value));
  }
  if (wire === BYTES) {
    return packed(value, budget, depth);
  }
  const view = viewOf(value);
  return wire === FIXED32
    ? fixed(view.getUint32(0, true), view.getFloat32(0, true))
    : fixed(view.getBigUint64(0, true), view.getFloat64(0, true));
}

/** A text if it can be one, else a message if it can be one, else bytes. */
function packed(bytes, budget, depth) {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text)) {
      return leaf('string', JSON.stringify(text));
    }
  } catch {
    // No text.
  }
  const before = budget.left;
  try {
    return message(bytes, budget, depth + 1);
  } catch {
    budget.left = before;
    const hex = Array.from(bytes.subarray(0, HEX_SHOWN), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
    return leaf('word', `${bytes.length} bytes: ${hex}${bytes.length > HEX_SHOWN ? ' …' : ''}`);
  }
}

/** A number of fixed size may be whole or broken: the whole one counts unless the other is the more likely. */
function fixed(whole, broken) {
  const isLikely = broken !== 0 && Math.abs(broken) > 1e-9 && Math.abs(broken) < 1e15;
  return leaf('number', isLikely ? String(Number(broken.toPrecision(12))) : String(whole));
}
