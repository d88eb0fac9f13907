/** MessagePack as the same tree as JSON, https://github.com/msgpack/msgpack/blob/master/spec.md. */

const DEPTH_MAX = 64;
const ITEMS_MAX = 100_000;

/** The tree; null unless all bytes are one map or list of MessagePack. */
export function readMessagePack(bytes) {
  const first = bytes[0];
  const isContainer = (first >= 0x80 && first <= 0x9f) || (first >= 0xdc && first <= 0xdf);
  if (!isContainer) {
    return null;
  }
  try {
    const reader = new Reader(bytes);
    const node = reader.value(0);
    return reader.at === bytes.length ? node : null;
  } catch {
    return null;
  }
}

class Reader {
  constructor(bytes) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.bytes = bytes;
    this.at = 0;
    this.items = 0;
  }

  value(depth) {
    this.items += 1;
    if (depth > DEPTH_MAX || this.items > ITEMS_MAX) {
      throw new RangeError('Too much.');
    }
    const tag = this.#unsigned(1);
    if (tag <= 0x7f) {
      return leaf('number', String(tag));
    }
    if (tag <= 0x8f) {
      return this.#map(tag & 0x0f, depth);
    }
    if (tag <= 0x9f) {
      return this.#list(tag & 0x0f, depth);
    }
    if (tag <= 0xbf) {
      return this.#text(tag & 0x1f);
    }
    return tag >= 0xe0 ? leaf('number', String(tag - 0x100)) : this.#tagged(tag, depth);
  }

  #tagged(tag, depth) {
    switch (tag) {
      case 0xc0:
        return leaf('word', 'null');
      case 0xc2:
        return leaf('word', 'false');
      case 0xc3:
        return leaf('word', 'true');
      case 0xc4:
      case 0xc5:
      case 0xc6:
        return this.#binary(this.#unsigned(1 << (tag - 0xc4)));
      case 0xc7:
      case 0xc8:
      case 0xc9:
        return this.#extension(this.#unsigned(1 << (tag - 0xc7)));
      case 0xca:
        return this.#float(4);
      case 0xcb:
        return this.#float(8);
      case 0xcc:
      case 0xcd:
      case 0xce:
        return leaf('number', String(this.#unsigned(1 << (tag - 0xcc))));
      case 0xcf:
        return leaf('number', String(this.view.getBigUint64(this.#skip(8))));
      case 0xd0:
        return leaf('number', String(this.view.getInt8(this.#skip(1))));
      case 0xd1:
        return leaf('number', String(this.view.getInt16(this.#skip(2))));
      case 0xd2:
        return leaf('number', String(this.view.getInt32(this.#skip(4))));
      case 0xd3:
        return leaf('number', String(this.view.getBigInt64(this.#skip(8))));
      case 0xd4:
      case 0xd5:
      case 0xd6:
      case 0xd7:
      case 0xd8:
        return this.#extension(1 << (tag - 0xd4));
      case 0xd9:
      case 0xda:
      case 0xdb:
        return this.#text(this.#unsigned(1 << (tag - 0xd9)));
      case 0xdc:
      case 0xdd:
        return this.#list(this.#unsigned(2 << (tag - 0xdc)), depth);
      case 0xde:
      case 0xdf:
        return this.#map(this.#unsigned(2 << (tag - 0xde)), depth);
      default:
        throw new RangeError('Not MessagePack.');
    }
  }

  #skip(count) {
    const at = this.at;
    this.at += count;
    if (this.at > this.bytes.length) {
      throw new RangeError('Too short.');
    }
    return at;
  }

  #unsigned(size) {
    const at = this.#skip(size);
    return size === 1 ? this.view.getUint8(at) : size === 2 ? this.view.getUint16(at) : this.view.getUint32(at);
  }

  #float(size) {
    const at = this.#skip(size);
    const number = size === 4 ? this.view.getFloat32(at) : this.view.getFloat64(at);
    return Number.isFinite(number) ? leaf('number', String(number)) : leaf('string', JSON.stringify(String(number)));
  }

  #text(size) {
    const at = this.#skip(size);
    return leaf(
      'string',
      JSON.stringify(new TextDecoder('utf-8', { fatal: true }).decode(this.bytes.subarray(at, at + size))),
    );
  }

  #binary(size) {
    const at = this.#skip(size);
    const bytes = [...this.bytes.subarray(at, at + size)];
    return leaf('string', JSON.stringify(bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')));
  }

  #extension(size) {
    this.#skip(1);
    return this.#binary(size);
  }

  #list(size, depth) {
    const children = [];
    for (let key = 0; key < size; key += 1) {
      children.push({ key, value: this.value(depth + 1) });
    }
    return { kind: 'array', text: '', children };
  }

  #map(size, depth) {
    const children = [];
    for (let place = 0; place < size; place += 1) {
      const key = this.value(depth + 1);
      children.push({ key: key.kind === 'string' ? JSON.parse(key.text) : key.text, value: this.value(depth + 1) });
    }
    return { kind: 'object', text: '', children };
  }
}

const leaf = (kind, text) => ({ kind, text, children: [] });
