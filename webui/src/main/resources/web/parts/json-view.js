import { html, nothing } from 'lit';
import { Part } from './element.js';
import { icon } from './icons.js';
import { copyText } from './toasts.js';
import { prettyJson } from './json-text.js';

const OPEN_DEPTH = 3;
const OPEN_CHILDREN = 60;
const STEP = 200;
const TEXT_SHOWN = 2000;
const FOUND_IN_MAX = 100_000;

/** A JSON tree whose branches are drawn when they are opened. */
class JsonView extends Part {
  static properties = { node: { attribute: false }, label: {} };
  #open = new Map();
  #shown = new Map();
  #hits = new Set();

  constructor() {
    super();
    this.node = null;
    this.label = 'JSON';
  }

  willUpdate(changes) {
    if (changes.has('node')) {
      this.#open.clear();
      this.#shown.clear();
      this.#hits = new Set();
    }
  }

  /** Marks what holds a text, in letters of either case, and opens what is around it; an empty text marks nothing. */
  find(text) {
    const words = text.toLowerCase();
    this.#hits = new Set();
    const parents = new Map();
    const work = words ? [{ node: this.node, key: null }] : [];
    for (let count = 0; work.length > 0 && count < FOUND_IN_MAX; count += 1) {
      const { node, key } = work.pop();
      if (String(key ?? '').toLowerCase().includes(words) || (node.children.length === 0 && node.text.toLowerCase().includes(words))) {
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
    for (let count = 0; work.length > 0 && count < 5000; count += 1) {
      const node = work.pop();
      this.#open.set(node, isOpen || node === this.node);
      work.push(...node.children.slice(0, STEP).map((child) => child.value));
    }
    this.requestUpdate();
  }

  render() {
    return this.node
      ? html`<div class="json" role="tree" aria-label=${this.label}>${this.#branch(this.node, null, '$', 0)}</div>`
      : nothing;
  }

  #isOpen(node, depth) {
    return this.#open.get(node) ?? (depth < OPEN_DEPTH && node.children.length <= OPEN_CHILDREN);
  }

  #branch(node, key, path, depth) {
    const isContainer = node.kind === 'object' || node.kind === 'array';
    const isOpen = isContainer && this.#isOpen(node, depth);
    const shown = this.#shown.get(node) ?? STEP;
    return html`<div role="treeitem" aria-expanded=${isContainer ? String(isOpen) : nothing} aria-selected="false" class="json-item">
      <div class="json-line ${this.#hits.has(node) ? 'json-hit' : ''}">
        ${
          isContainer && node.children.length
            ? html`<button class="json-fold" aria-label=${isOpen ? 'Fold' : 'Unfold'} @click=${() => this.#toggle(node, isOpen)}>${icon(isOpen ? 'down' : 'chevron')}</button>`
            : html`<span class="json-fold"></span>`
        }
        ${key === null ? nothing : html`<span class=${typeof key === 'number' ? 'json-index' : 'json-key'}>${key}</span><span class="json-mark">:</span>`}
        ${isContainer ? this.#summary(node, isOpen) : this.#leaf(node)}
        <span class="json-tools"><button class="ghost small" title="Copy the path" @click=${() => copyText(path, 'Path copied')}>path</button>
        <button class="ghost small" title="Copy the value" @click=${() => copyText(valueText(node), 'Value copied')}>value</button></span>
      </div>
      ${
        isOpen && node.children.length
          ? html`<div role="group" class="json-children">
        ${node.children.slice(0, shown).map((child) => this.#branch(child.value, child.key, step(path, child.key), depth + 1))}
        ${
          node.children.length > shown
            ? html`<div role="treeitem" aria-selected="false"><button class="small" @click=${() => {
                this.#shown.set(node, shown + STEP * 5);
                this.requestUpdate();
              }}>${node.children.length - shown} more</button></div>`
            : nothing
        }
      </div>`
          : nothing
      }
    </div>`;
  }

  #toggle(node, isOpen) {
    this.#open.set(node, !isOpen);
    this.requestUpdate();
  }

  #summary(node, isOpen) {
    const [begin, end] = node.kind === 'object' ? ['{', '}'] : ['[', ']'];
    const size = node.children.length;
    if (size === 0) {
      return html`<span class="json-mark">${begin}${end}</span>`;
    }
    const what = node.kind === 'object' ? 'keys' : 'items';
    return html`<span class="json-mark">${begin}${isOpen ? '' : ` … ${end}`}</span>
      <span class="json-size">${size} ${size === 1 ? what.slice(0, -1) : what}</span>`;
  }

  #leaf(node) {
    const text =
      node.text.length > TEXT_SHOWN && !this.#open.get(node) ? `${node.text.slice(0, TEXT_SHOWN)}…` : node.text;
    return html`<span class="json-${node.kind}">${text}</span>${
      text === node.text
        ? nothing
        : html`
      <button class="small" @click=${() => this.#toggle(node, false)}>all ${node.text.length} characters</button>`
    }`;
  }
}

const step = (path, key) =>
  typeof key === 'number'
    ? `${path}[${key}]`
    : /^[A-Za-z_$][\w$]*$/.test(key)
      ? `${path}.${key}`
      : `${path}[${JSON.stringify(key)}]`;

const valueText = (node) => (node.kind === 'string' ? JSON.parse(node.text) : prettyJson(node));

customElements.define('es-json', JsonView);
