import { Part } from './element.js';

const OPEN_DEPTH = 3;
const OPEN_CHILDREN = 60;
const STEP = 200;
const FOUND_IN_MAX = 100_000;
const OPENED_MAX = 5000;

/** What trees have in common: branches that fold, and a search within. Their nodes have `children` with a `key` and a `value`. */
export class Tree extends Part {
  static properties = { node: { attribute: false }, label: {} };
  #open = new Map();
  #shown = new Map();
  #hits = new Set();

  constructor() {
    super();
    this.node = null;
  }

  willUpdate(changes) {
    if (changes.has('node')) {
      this.#open.clear();
      this.#shown.clear();
      this.#hits = new Set();
    }
  }

  /** What a node has of its own to be found by. */
  words(node, key) {
    return `${key ?? ''} ${node.text}`;
  }

  /** Marks what holds a text, in letters of either case, and opens what is around it; an empty text marks nothing. */
  find(text) {
    const words = text.toLowerCase();
    this.#hits = new Set();
    const parents = new Map();
    const work = words ? [{ node: this.node, key: null }] : [];
    for (let count = 0; work.length > 0 && count < FOUND_IN_MAX; count += 1) {
      const { node, key } = work.pop();
      if (this.words(node, key).toLowerCase().includes(words)) {
        this.#hits.add(node);
        for (let around = parents.get(node); around && !this.#open.get(around); around = parents.get(around)) {
          this.#open.set(around, true);
        }
      }
      for (const child of node.children) {
        parents.set(child.value, node);
        work.push({ node: child.value, key: child.key });
      }
    }
    this.requestUpdate();
    this.updateComplete.then(() => this.querySelector('.json-hit')?.scrollIntoView({ block: 'nearest' }));
  }

  /** Opens or closes everything; only so deep and so much that a browser bears it. */
  setAll(isOpen) {
    const work = [this.node];
    for (let count = 0; work.length > 0 && count < OPENED_MAX; count += 1) {
      const node = work.pop();
      this.#open.set(node, isOpen || node === this.node);
      work.push(...node.children.slice(0, STEP).map((child) => child.value));
    }
    this.requestUpdate();
  }

  isHit(node) {
    return this.#hits.has(node);
  }

  isOpen(node, depth) {
    return this.#open.get(node) ?? (depth < OPEN_DEPTH && node.children.length <= OPEN_CHILDREN);
  }

  /** Whether somebody opened it. */
  isOpened(node) {
    return this.#open.get(node) === true;
  }

  toggle(node, isOpen) {
    this.#open.set(node, !isOpen);
    this.requestUpdate();
  }

  /** How many children of a node show. */
  shown(node) {
    return this.#shown.get(node) ?? STEP;
  }

  showMore(node) {
    this.#shown.set(node, this.shown(node) + STEP * 5);
    this.requestUpdate();
  }
}
