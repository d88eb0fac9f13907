import { html, nothing } from 'lit';
import { icon } from './icons.js';
import { copyText } from './toasts.js';
import { Tree } from './tree.js';
import { isFlat, prettyXml } from './xml-text.js';

const TEXT_SHOWN = 2000;

/** XML as it is written, an element a line, whose branches are drawn when they are opened. */
class XmlView extends Tree {
  constructor() {
    super();
    this.label = 'XML';
  }

  render() {
    return this.node
      ? html`<div class="json" role="tree" aria-label=${this.label}>${this.#children(this.node, '', 0)}</div>`
      : nothing;
  }

  #children(parent, path, depth) {
    const shown = this.shown(parent);
    const counts = new Map();
    return html`${parent.children.slice(0, shown).map(({ value }) => {
      const count = (counts.get(value.name) ?? 0) + 1;
      counts.set(value.name, count);
      return this.#branch(value, value.kind === 'element' ? `${path}/${value.name}${count > 1 ? `[${count}]` : ''}` : path, depth);
    })}
      ${parent.children.length > shown ? html`<div role="treeitem" aria-selected="false"><button class="small" @click=${() => this.showMore(parent)}>${parent.children.length - shown} more</button></div>` : nothing}`;
  }

  #branch(node, path, depth) {
    const folds = !isFlat(node);
    const isOpen = folds && this.isOpen(node, depth);
    return html`<div role="treeitem" aria-expanded=${folds ? String(isOpen) : nothing} aria-selected="false" class="json-item">
      <div class="json-line ${this.isHit(node) || (!folds && node.children.some(({ value }) => this.isHit(value))) ? 'json-hit' : ''}">
        ${folds ? html`<button class="json-fold" aria-label=${isOpen ? 'Fold' : 'Unfold'} @click=${() => this.toggle(node, isOpen)}>${icon(isOpen ? 'down' : 'chevron')}</button>` : html`<span class="json-fold"></span>`}
        ${node.kind === 'element' ? this.#element(node, folds, isOpen) : this.#text(node)}
        <span class="json-tools"><button class="ghost small" title="Copy the path" @click=${() => copyText(path || '/', 'Path copied')}>path</button>
        <button class="ghost small" title="Copy the value" @click=${() => copyText(prettyXml({ children: [{ value: node }] }), 'Value copied')}>value</button></span>
      </div>
      ${isOpen ? html`<div role="group" class="json-children">${this.#children(node, path, depth + 1)}</div><div class="json-line"><span class="json-fold"></span><span class="xml-line">${closing(node)}</span></div>` : nothing}
    </div>`;
  }

  #element(node, folds, isOpen) {
    const isEmpty = node.children.length === 0;
    return html`<span class="xml-line"><span class="json-mark">&lt;</span><span class="xml-name">${node.name}</span>${node.attributes.map(
      ({ name, value }) => html` <span class="xml-attribute">${name}</span><span class="json-mark">=</span><span class="json-string">${value}</span>`,
    )}<span class="json-mark">${isEmpty && node.text.endsWith('/>') ? '/>' : '>'}</span>${
      folds
        ? isOpen
          ? nothing
          : html`<span class="json-mark"> … </span>${closing(node)}`
        : isEmpty
          ? node.text.endsWith('/>')
            ? nothing
            : closing(node)
          : html`${this.#text(node.children[0].value)}${closing(node)}`
    }</span>${folds && !isOpen ? html`<span class="json-size">${node.children.length} within</span>` : nothing}`;
  }

  #text(node) {
    const isCut = node.text.length > TEXT_SHOWN && !this.isOpened(node);
    return html`<span class=${node.kind === 'text' ? 'xml-text' : 'xml-aside'}>${isCut ? `${node.text.slice(0, TEXT_SHOWN)}…` : node.text}</span>${
      isCut ? html` <button class="small" @click=${() => this.toggle(node, false)}>all ${node.text.length} characters</button>` : nothing
    }`;
  }
}

const closing = (node) => html`<span class="json-mark">&lt;/</span><span class="xml-name">${node.name}</span><span class="json-mark">&gt;</span>`;

customElements.define('es-xml', XmlView);
