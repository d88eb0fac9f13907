/**
 * Protocol Buffers without their schema, as the same tree as JSON: numbers of fields in place of names,
 * https://protobuf.dev/programming-guides/encoding/. Bytes do not say what they are, so this is a guess.
 */

const DEPTH_MAX = 32;
const FIELDS_MAX = 20_000;
const NUMBER_MAX = 20_000;
const HEX_SHOWN = 64;

const [VARINT, FIXED64, BYTES, FIXED32] = [0, 1, 2, 5];

/** The tree; null unless all bytes are fields of one message. */
export function readProtobuf(bytes) {
  try {
    const node = message(bytes, { left: FIELDS_MAX }, 0);
    return node.children.length > 0 ? node : null;
  } catch {
    return null;
  }
}

function message(bytes, budget, depth) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const children = [];
  let at = 0;
  const varint = () => {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = view.getUint8(at);
      at += 1;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) {
        return value;
      }
    }
    throw new RangeError('No number is so long.');
  };
  while (at < bytes.length) {
    const tag = Number(varint());
    const number = Math.floor(tag / 8);
    budget.left -= 1;
    if (number < 1 || number > NUMBER_MAX || budget.left < 0 || depth > DEPTH_MAX) {
      throw new RangeError('Not a message, or too much of it.');
    }
    switch (tag % 8) {
      case VARINT:
        children.push({ key: String(number), value: leaf('number', String(varint())) });
        break;
      case FIXED64:
        children.push({ key: String(number), value: fixed(view.getBigUint64(at, true), view.getFloat64(at, true)) });
        at += 8;
        break;
      case FIXED32:
        children.push({ key: String(number), value: fixed(view.getUint32(at, true), view.getFloat32(at, true)) });
        at += 4;
        break;
      case BYTES: {
        const length = Number(varint());
        if (at + length > bytes.length) {
          throw new RangeError('It ends before its end.');
        }
        children.push({ key: String(number), value: packed(bytes.subarray(at, at + length), budget, depth) });
        at += length;
        break;
      }
      default:
        throw new RangeError('There is no such kind of field.');
    }
  }
  return { kind: 'object', text: '', children };
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

const leaf = (kind, text) => ({ kind, text, children: [] });
