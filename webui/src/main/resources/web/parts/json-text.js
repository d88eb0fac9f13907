/**
 * JSON as a tree that keeps every number as it was written: JavaScript's own numbers end at 2^53. Nothing here recurses,
 * so that depth costs memory only.
 *
 * @typedef {{kind: 'object'|'array'|'string'|'number'|'word', text: string, children: {key: string|number, value: Node}[]}} Node
 */

const WORDS = ['true', 'false', 'null'];
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const QUOTE = 34;
const BACKSLASH = 92;

/** Where a text is no JSON, and why. */
class JsonError extends Error {
  constructor(message, at, text) {
    const before = text.slice(0, at).split('\n');
    super(`${message} in line ${before.length}, column ${before.at(-1).length + 1}`);
    this.at = at;
  }
}

/**
 * Reads a text.
 *
 * @returns {Node}
 * @throws {JsonError}
 */
export function readJson(text) {
  return new Reader(text).read();
}

/** The same of a text that may be cut off somewhere: what is whole until there; null if nothing is. */
export function readBeginning(text) {
  const reader = new Reader(text);
  try {
    return reader.read();
  } catch {
    const last = reader.last?.children.at(-1)?.value;
    if (last?.kind === 'number' && text.endsWith(last.text)) {
      // Perhaps the beginning of a longer one.
      reader.last.children.pop();
    }
    return reader.root ?? null;
  }
}

class Reader {
  constructor(text) {
    this.text = text;
    this.at = 0;
  }

  read() {
    const root = this.#value();
    this.root = root;
    const open = isContainer(root) ? [root] : [];
    while (open.length > 0) {
      const child = this.#child(open.at(-1));
      if (child === null) {
        open.pop();
      } else if (isContainer(child)) {
        open.push(child);
      }
    }
    if (this.#skip() < this.text.length) {
      this.#fail('Something follows the value');
    }
    return root;
  }

  /** The next child of what is open; null at its end. */
  #child(parent) {
    const end = parent.kind === 'object' ? '}' : ']';
    this.#skip();
    if (this.text[this.at] === end) {
      this.at += 1;
      return null;
    }
    if (parent.children.length > 0) {
      this.#take(',', `“,” or “${end}” is missing`);
    }
    let key = parent.children.length;
    if (parent.kind === 'object') {
      this.#skip();
      key =
        this.text.charCodeAt(this.at) === QUOTE
          ? JSON.parse(this.#string())
          : this.#fail('A name in quotes is missing');
      this.#skip();
      this.#take(':', '“:” is missing');
    }
    const value = this.#value();
    parent.children.push({ key, value });
    this.last = parent;
    return value;
  }

  #value() {
    this.#skip();
    const c = this.text[this.at];
    if (c === '{' || c === '[') {
      this.at += 1;
      return { kind: c === '{' ? 'object' : 'array', text: '', children: [] };
    }
    if (c === '"') {
      return { kind: 'string', text: this.#string(), children: [] };
    }
    const start = this.at;
    while (this.at < this.text.length && isPlain(this.text.charCodeAt(this.at))) {
      this.at += 1;
    }
    const text = this.text.slice(start, this.at);
    if (WORDS.includes(text) || NUMBER.test(text)) {
      return { kind: WORDS.includes(text) ? 'word' : 'number', text, children: [] };
    }
    this.at = start;
    return this.#fail(c === undefined ? 'The text ends too early' : 'A value is missing');
  }

  /** A string with its quotes. */
  #string() {
    const start = this.at;
    this.at += 1;
    for (;;) {
      const c = this.text.charCodeAt(this.at);
      if (c === QUOTE) {
        this.at += 1;
        return this.#checked(this.text.slice(start, this.at), start);
      }
      if (Number.isNaN(c) || c < 32) {
        this.#fail('A string does not end');
      }
      this.at += c === BACKSLASH ? 2 : 1;
    }
  }

  #checked(text, start) {
    if (text.includes('\\')) {
      try {
        JSON.parse(text);
      } catch {
        this.at = start;
        this.#fail('A string has a wrong escape');
      }
    }
    return text;
  }

  #skip() {
    for (
      let c = this.text.charCodeAt(this.at);
      c === 32 || c === 10 || c === 13 || c === 9;
      c = this.text.charCodeAt(this.at)
    ) {
      this.at += 1;
    }
    return this.at;
  }

  #take(c, message) {
    if (this.text[this.at] !== c) {
      this.#fail(message);
    }
    this.at += 1;
  }

  #fail(message) {
    throw new JsonError(message, this.at, this.text);
  }
}

const isContainer = (node) => node.kind === 'object' || node.kind === 'array';

/** Digits, letters, and what else may stand in a number. */
const isPlain = (c) => (c >= 48 && c <= 57) || (c >= 97 && c <= 122) || c === 43 || c === 45 || c === 46 || c === 69;

/** Writes a tree with one value a line, numbers as they were read. */
export function prettyJson(node) {
  const lines = [];
  const work = [{ node, indent: '', before: '', after: '' }];
  while (work.length > 0) {
    const { node: next, indent, before, after, end } = work.pop();
    if (end !== undefined) {
      lines.push(indent + end + after);
    } else if (next.children.length === 0) {
      const text = next.kind === 'object' ? '{}' : next.kind === 'array' ? '[]' : next.text;
      lines.push(indent + before + text + after);
    } else {
      const [begin, close] = next.kind === 'object' ? ['{', '}'] : ['[', ']'];
      lines.push(indent + before + begin);
      work.push({ end: close, indent, after });
      for (const [back, child] of next.children.toReversed().entries()) {
        const name = next.kind === 'object' ? `${JSON.stringify(child.key)}: ` : '';
        work.push({ node: child.value, indent: `${indent}  `, before: name, after: back === 0 ? '' : ',' });
      }
    }
  }
  return lines.join('\n');
}
