/** Protocol Buffers as they are on the wire, https://protobuf.dev/programming-guides/encoding/. */

const FIELDS_MAX = 20_000;
const NUMBER_MAX = 536_870_911;

export const [VARINT, FIXED64, BYTES, FIXED32] = [0, 1, 2, 5];

/** How many fields may be read of one payload, messages within messages included. */
export const newBudget = () => ({ left: FIELDS_MAX });

/**
 * The fields of a message, in the order in which they were written.
 *
 * @returns {Generator<{number: number, wire: number, value: bigint|Uint8Array}>} fixed ones as their bytes
 * @throws {RangeError} if these bytes are no message, or the budget is spent
 */
export function* fieldsOf(bytes, budget) {
  const reader = new Wire(bytes);
  while (!reader.isAtEnd) {
    const tag = reader.varint();
    const number = Number(tag >> 3n);
    budget.left -= 1;
    if (number < 1 || number > NUMBER_MAX || budget.left < 0) {
      throw new RangeError('Not a message, or too much of it.');
    }
    const wire = Number(tag & 7n);
    yield { number, wire, value: reader.value(wire) };
  }
}

/** Reads values one behind the other. */
export class Wire {
  #bytes;
  #at = 0;

  constructor(bytes) {
    this.#bytes = bytes;
  }

  get isAtEnd() {
    return this.#at >= this.#bytes.length;
  }

  varint() {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const [byte] = this.#take(1);
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) {
        return value;
      }
    }
    throw new RangeError('No number is so long.');
  }

  value(wire) {
    switch (wire) {
      case VARINT:
        return this.varint();
      case FIXED64:
        return this.#take(8);
      case FIXED32:
        return this.#take(4);
      case BYTES:
        return this.#take(Number(this.varint()));
      default:
        throw new RangeError('There is no such kind of field.');
    }
  }

  #take(length) {
    if (this.#at + length > this.#bytes.length) {
      throw new RangeError('It ends before its end.');
    }
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }
}

/** How numbers of a fixed size can be read. */
export const viewOf = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** A node of the same tree as JSON; see json-text.js. */
export const leaf = (kind, text) => ({ kind, text, children: [] });
