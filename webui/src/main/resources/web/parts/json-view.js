import { html, nothing } from 'lit';
import { icon } from './icons.js';
import { Tree } from './tree.js';
import { copyText } from './toasts.js';
import { prettyJson } from './json-text.js';

const TEXT_SHOWN = 2000;

/** A JSON tree whose branches are drawn when they are opened. */
class JsonView extends Tree {
  constructor() {
    super();
    this.label = 'JSON';
  }

  words(node, key) {
    return `${key ?? ''}\n${node.children.length === 0 ? node.text : ''}`;
  }

  render() {
    return this.node
      ? html`<div class="json" role="tree" aria-label=${this.label}>${this.#branch(this.node, null, '$', 0)}</div>`
      : nothing;
  }

  #branch(node, key, path, depth) {
    const isContainer = node.kind === 'object' || node.kind === 'array';
    const isOpen = isContainer && this.isOpen(node, depth);
    const shown = this.shown(node);
    return html`<div role="treeitem" aria-expanded=${isContainer ? String(isOpen) : nothing} aria-selected="false" class="json-item">
      <div class="json-line ${this.isHit(node) ? 'json-hit' : ''}">
        ${
          isContainer && node.children.length
            ? html`<button class="json-fold" aria-label=${isOpen ? 'Fold' : 'Unfold'} @click=${() => this.toggle(node, isOpen)}>${icon(isOpen ? 'down' : 'chevron')}</button>`
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
            ? html`<div role="treeitem" aria-selected="false"><button class="small" @click=${() => this.showMore(node)}>${node.children.length - shown} more</button></div>`
            : nothing
        }
      </div>`
          : nothing
      }
    </div>`;
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
      node.text.length > TEXT_SHOWN && !this.isOpened(node) ? `${node.text.slice(0, TEXT_SHOWN)}…` : node.text;
    return html`<span class="json-${node.kind}">${text}</span>${
      text === node.text
        ? nothing
        : html`
      <button class="small" @click=${() => this.toggle(node, false)}>all ${node.text.length} characters</button>`
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
