/** Definitions of messages and enumerations, as .proto files have them; services, options and extensions are passed by. */
import { tokensOf } from './tokens.js';

const LABELS = ['optional', 'required', 'repeated'];
export const SCALARS = [
  'double', 'float', 'int32', 'int64', 'uint32', 'uint64', 'sint32', 'sint64',
  'fixed32', 'fixed64', 'sfixed32', 'sfixed64', 'bool', 'string', 'bytes',
];

/**
 * @typedef {{name: string, type: string, scope: string, isRepeated: boolean, key?: string}} Field `key` is the type of
 *   the keys of a map
 * @typedef {{messages: Map<string, Map<number, Field>>, enums: Map<string, Map<string, string>>}} Schema names are whole:
 *   with the package and what they are within
 */

/**
 * Reads a file into a schema.
 *
 * @param {Schema} schema gets what the file defines
 * @throws {Error} with a sentence that names the line
 */
export function readProto(text, schema) {
  new Reader(text, schema).file();
}

export const emptySchema = () => ({ messages: new Map(), enums: new Map() });

/** The whole name of a type that a field names, from its own scope outwards; null if it is not defined. */
export function resolve(schema, type, scope) {
  if (type.startsWith('.')) {
    return isDefined(schema, type.slice(1)) ? type.slice(1) : null;
  }
  for (let within = scope; ; within = within.slice(0, Math.max(0, within.lastIndexOf('.')))) {
    const name = within ? `${within}.${type}` : type;
    if (isDefined(schema, name)) {
      return name;
    }
    if (!within) {
      return null;
    }
  }
}

const isDefined = ({ messages, enums }, name) => messages.has(name) || enums.has(name);

class Reader {
  #tokens;
  #at = 0;
  #scope = '';

  constructor(text, schema) {
    this.#tokens = tokensOf(text);
    this.schema = schema;
  }

  file() {
    while (this.#at < this.#tokens.length) {
      const word = this.#next();
      if (word === 'package') {
        this.#scope = this.#name();
        this.#expect(';');
      } else if (!this.#type(word)) {
        this.#skip(word);
      }
    }
  }

  /** A message or an enumeration, which may be anywhere but in a oneof. */
  #type(word) {
    if (word === 'message') {
      this.#within(this.#name(), (name) => this.#message(name));
    } else if (word === 'enum') {
      this.#within(this.#name(), (name) => this.#enum(name));
    }
    return word === 'message' || word === 'enum';
  }

  #within(name, read) {
    const outside = this.#scope;
    this.#scope = outside ? `${outside}.${name}` : name;
    this.#expect('{');
    read(this.#scope);
    this.#scope = outside;
  }

  #message(name) {
    const fields = new Map();
    this.schema.messages.set(name, fields);
    for (let word = this.#next(); word !== '}'; word = this.#next()) {
      if (word === 'oneof') {
        this.#name();
        this.#expect('{');
        for (let part = this.#next(); part !== '}'; part = this.#next()) {
          this.#member(part, fields);
        }
      } else if (!this.#type(word)) {
        this.#member(word, fields);
      }
    }
  }

  #member(word, fields) {
    if (['option', 'reserved', 'extensions', 'extend'].includes(word)) {
      this.#skip(word);
    } else if (word !== ';') {
      this.#field(word, fields);
    }
  }

  #field(word, fields) {
    const isLabelled = LABELS.includes(word);
    const type = isLabelled ? this.#next() : word;
    let key;
    let values = type;
    if (type === 'map') {
      this.#expect('<');
      key = this.#name();
      this.#expect(',');
      values = this.#name();
      this.#expect('>');
    } else if (type === 'group') {
      throw this.#wrong('groups are not read here');
    } else if (!/^[\w.]+$/.test(type)) {
      throw this.#wrong(`'${type}' is no type`);
    }
    const name = this.#name();
    this.#expect('=');
    const number = Number(this.#next());
    if (!Number.isInteger(number) || number < 1) {
      throw this.#wrong(`the field ${name} has no number`);
    }
    fields.set(number, { name, type: values, scope: this.#scope, isRepeated: word === 'repeated', ...(key ? { key } : {}) });
    this.#skip('');
  }

  #enum(name) {
    const values = new Map();
    this.schema.enums.set(name, values);
    for (let word = this.#next(); word !== '}'; word = this.#next()) {
      if (word === 'option' || word === 'reserved') {
        this.#skip(word);
      } else if (word !== ';') {
        this.#expect('=');
        const number = Number(this.#next());
        if (!Number.isInteger(number)) {
          throw this.#wrong(`the value ${word} has no number`);
        }
        values.set(String(number), word);
        this.#skip('');
      }
    }
  }

  /** To the end of a statement: its semicolon, or the brace that closes its block. */
  #skip(word) {
    let depth = 0;
    for (let next = word; ; next = this.#next()) {
      depth += '{[('.includes(next || ' ') ? 1 : '}])'.includes(next || ' ') ? -1 : 0;
      if (depth <= 0 && (next === ';' || next === '}')) {
        return;
      }
    }
  }

  #next() {
    const token = this.#tokens[this.#at];
    if (!token) {
      throw this.#wrong('it ends before its end');
    }
    this.#at += 1;
    return token.text;
  }

  #name() {
    const name = this.#next();
    if (!/^[\w.]+$/.test(name)) {
      throw this.#wrong(`'${name}' is no name`);
    }
    return name;
  }

  #expect(text) {
    const found = this.#next();
    if (found !== text) {
      throw this.#wrong(`'${text}' was to be expected, not '${found}'`);
    }
  }

  #wrong(why) {
    const line = this.#tokens[Math.max(0, Math.min(this.#at, this.#tokens.length) - 1)]?.line ?? 1;
    return new Error(`line ${line}: ${why}`);
  }
}
