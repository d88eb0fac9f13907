/**
 * XML as a tree of what is written: nothing is looked up, no entity is resolved. Nothing here recurses, so that depth
 * costs memory only.
 *
 * @typedef {{kind: 'document'|'element'|'text'|'comment'|'cdata'|'instruction', name: string, text: string,
 *   attributes: {name: string, value: string}[], children: {key: null, value: Node}[]}} Node `text` of an element is its
 *   start, as it stands there
 */

const NAME = '[^\\s<>/="\'!?][^\\s<>/="\']*';
const ATTRIBUTE = new RegExp(`\\s+(${NAME})\\s*=\\s*("[^"<]*"|'[^'<]*')`, 'y');
const START = new RegExp(`<(${NAME})`, 'y');
const END = new RegExp(`</(${NAME})\\s*>`, 'y');
const START_END = /\s*(\/?)>/y;
const BLOCKS = [
  ['comment', '<!--', '-->'],
  ['cdata', '<![CDATA[', ']]>'],
  ['instruction', '<?', '?>'],
  ['instruction', '<!', '>'],
];
const NODES_MAX = 200_000;

/** The tree; null if the text is not XML with one element around all, or is more than a page shows. */
export function readXml(text) {
  return new Reader(text).read();
}

class Reader {
  #text;
  #at = 0;
  #count = 0;
  #root = node('document');
  #open = [];

  constructor(text) {
    this.#text = text;
    this.#open.push(this.#root);
  }

  read() {
    while (this.#at < this.#text.length) {
      if (!this.#next() || this.#count > NODES_MAX) {
        return null;
      }
    }
    const isWhole = this.#open.length === 1 && this.#root.children.filter(({ value }) => value.kind === 'element').length === 1;
    return isWhole && this.#root.children.every(({ value }) => value.kind !== 'text') ? this.#root : null;
  }

  #next() {
    if (this.#text[this.#at] !== '<') {
      return this.#characters();
    }
    const block = BLOCKS.find(([, begin]) => this.#text.startsWith(begin, this.#at));
    return block ? this.#block(...block) : this.#text[this.#at + 1] === '/' ? this.#end() : this.#start();
  }

  #characters() {
    const end = this.#text.indexOf('<', this.#at);
    const text = this.#text.slice(this.#at, end < 0 ? undefined : end);
    this.#at += text.length;
    if (text.trim() !== '') {
      this.#add({ ...node('text'), text: text.trim() });
    }
    return true;
  }

  #block(kind, begin, end) {
    const close = this.#text.indexOf(end, this.#at + begin.length);
    if (close < 0) {
      return false;
    }
    this.#add({ ...node(kind), text: this.#text.slice(this.#at, close + end.length) });
    this.#at = close + end.length;
    return true;
  }

  #start() {
    const from = this.#at;
    const name = this.#match(START)?.[1];
    const attributes = [];
    for (let found = name && this.#match(ATTRIBUTE); found; found = this.#match(ATTRIBUTE)) {
      attributes.push({ name: found[1], value: found[2] });
    }
    const end = name ? this.#match(START_END) : null;
    if (!end) {
      return false;
    }
    const element = { ...node('element'), name, attributes, text: this.#text.slice(from, this.#at) };
    this.#add(element);
    if (end[1] === '') {
      this.#open.push(element);
    }
    return true;
  }

  #end() {
    const name = this.#match(END)?.[1];
    return name !== undefined && this.#open.pop().name === name && this.#open.length > 0;
  }

  #add(child) {
    this.#count += 1;
    this.#open.at(-1).children.push({ key: null, value: child });
  }

  #match(pattern) {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    this.#at += found?.[0].length ?? 0;
    return found;
  }
}

const node = (kind) => ({ kind, name: '', text: '', attributes: [], children: [] });

/** Writes a tree with one element a line; an element with nothing but text stays on one. */
export function prettyXml(root) {
  const lines = [];
  const work = root.children.toReversed().map(({ value }) => ({ next: value, indent: '' }));
  while (work.length > 0) {
    const { next, indent, end } = work.pop();
    if (end) {
      lines.push(`${indent}</${end}>`);
    } else if (isFlat(next)) {
      lines.push(indent + flat(next));
    } else {
      lines.push(indent + next.text);
      work.push({ end: next.name, indent });
      work.push(...next.children.toReversed().map(({ value }) => ({ next: value, indent: `${indent}  ` })));
    }
  }
  return lines.join('\n');
}

/** Whether there is nothing to unfold: no element, or one with a text at most. */
export const isFlat = ({ kind, children }) =>
  kind !== 'element' || children.length === 0 || (children.length === 1 && children[0].value.kind === 'text');

export const flat = (next) => (next.children.length === 0 ? next.text : `${next.text}${next.children[0].value.text}</${next.name}>`);
