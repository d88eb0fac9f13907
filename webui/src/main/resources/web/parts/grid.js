import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Part } from './element.js';
import { RowFocus } from './row-focus.js';
import { styled } from './styled.js';
import { go } from '../router.js';

const ROW = 30;
const OVERSCAN = 8;
/** Browsers do not lay out more than this; a longer list is scrolled in larger steps. */
const HEIGHT_MAX = 8_000_000;

/**
 * A table of any length of which only the rows in sight exist.
 *
 * `rows` has `length`, `at(place)` (undefined while it is not loaded) and optionally `need(from, to)`, which loads.
 * A column is `{ key, title, width, from, align, cell(row) }`; it shows where the table is at least `from` pixels wide.
 */
class Grid extends Part {
  static properties = {
    columns: { attribute: false },
    rows: { attribute: false },
    version: { attribute: false },
    label: {},
    href: { attribute: false },
    kind: { attribute: false },
    selected: { state: true },
    top: { state: true },
    size: { state: true },
    empty: { attribute: false },
  };
  #resize = new ResizeObserver(() => this.#measure());
  #body = null;
  #focus = new RowFocus(this);

  constructor() {
    super();
    this.columns = [];
    this.rows = [];
    this.selected = -1;
    this.top = 0;
    this.size = { width: 0, height: 0 };
    this.href = null;
    this.kind = () => null;
    this.empty = 'Nothing here.';
  }

  firstUpdated() {
    this.#body = this.querySelector('.grid');
    this.#resize.observe(this.#body);
  }

  updated() {
    this.#focus.keep();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#resize.disconnect();
  }

  connectedCallback() {
    super.connectedCallback();
    if (this.#body) {
      this.#resize.observe(this.#body);
    }
  }

  get isAtTop() {
    return this.top < ROW;
  }

  /** Brings a row into sight and marks it. */
  show(place) {
    this.selected = place;
    const { view, ratio } = this.#geometry();
    const top = Math.max(0, place * ROW - view / 2);
    this.#body.scrollTop = top / ratio;
  }

  toTop() {
    this.#body.scrollTop = 0;
  }

  #measure() {
    this.size = { width: this.#body.clientWidth, height: this.#body.clientHeight };
  }

  #geometry() {
    const full = this.rows.length * ROW;
    const height = Math.min(full, HEIGHT_MAX);
    const view = Math.max(ROW, this.size.height - ROW);
    return { full, height, view, ratio: full > HEIGHT_MAX ? (full - view) / (height - view) : 1 };
  }

  #move(key) {
    const page = Math.max(1, Math.floor((this.size.height - ROW) / ROW) - 1);
    const last = this.rows.length - 1;
    const next = {
      ArrowDown: this.selected + 1,
      ArrowUp: this.selected - 1,
      PageDown: this.selected + page,
      PageUp: this.selected - page,
      Home: 0,
      End: last,
    }[key.key];
    const { nth } = this.#focus;
    if (next !== undefined) {
      key.preventDefault();
      this.selected = Math.min(last, Math.max(0, next));
      this.#reveal();
      this.#focus.move(nth);
    } else if (['ArrowRight', 'ArrowLeft', 'Escape'].includes(key.key)) {
      key.preventDefault();
      this.selected = Math.max(0, this.selected);
      this.#focus.move({ ArrowRight: nth + 1, ArrowLeft: nth - 1 }[key.key] ?? -1);
    } else if (key.key === 'Enter' && this.selected >= 0 && key.target === this.#body) {
      this.#open(this.rows.at(this.selected), key);
    }
  }

  #reveal() {
    const { view, ratio } = this.#geometry();
    const top = this.selected * ROW;
    const virtual = this.top * ratio;
    if (top < virtual) {
      this.#body.scrollTop = top / ratio;
    } else if (top + ROW > virtual + view) {
      this.#body.scrollTop = (top + ROW - view) / ratio;
    }
    this.top = this.#body.scrollTop;
  }

  #open(row, input) {
    const href = row && this.href?.(row);
    if (href && (input.ctrlKey || input.metaKey)) {
      window.open(href, '_blank', 'noopener');
    } else if (href) {
      go(href);
    } else if (row) {
      this.dispatchEvent(new CustomEvent('open', { detail: row }));
    }
  }

  #click(click, place) {
    this.selected = place;
    const isText = getSelection()?.toString();
    if (!isText && !click.composedPath().some((target) => ['A', 'BUTTON'].includes(target.tagName))) {
      this.#open(this.rows.at(place), click);
    }
  }

  render() {
    const columns = this.columns.filter((column) => !column.from || this.size.width >= column.from || !this.size.width);
    const template = columns.map((column) => column.width ?? 'minmax(0, 1fr)').join(' ');
    const { height, view, ratio } = this.#geometry();
    const virtual = this.top * ratio;
    const first = Math.max(0, Math.floor(virtual / ROW) - OVERSCAN);
    const last = Math.min(this.rows.length, Math.ceil((virtual + view) / ROW) + OVERSCAN);
    const places = Array.from({ length: Math.max(0, last - first) }, (_, step) => first + step);
    if (this.size.height) {
      queueMicrotask(() => this.rows.need?.(first, last));
    }
    return html`<div class="grid" role="grid" tabindex="0" aria-label=${this.label ?? nothing} aria-rowcount=${this.rows.length + 1}
        aria-colcount=${columns.length} aria-activedescendant=${this.selected >= first && this.selected < last ? `row-${this.selected}` : nothing}
        @keydown=${(key) => this.#move(key)} @focusin=${(focus) => this.#focus.came(focus)} @focusout=${(focus) => this.#focus.left(focus)}
        @scroll=${(scroll) => {
          this.top = scroll.target.scrollTop;
        }}>
      <div role="rowgroup" class="grid-head"><div role="row" aria-rowindex="1" class="grid-row" ${styled({ 'grid-template-columns': template })}>
        ${columns.map((column) => html`<div role="columnheader" aria-sort=${column.sort ?? nothing} data-align=${column.align ?? 'left'}>${column.title}</div>`)}</div></div>
      ${
        this.rows.length === 0
          ? html`<div role="rowgroup"><div role="row" class="grid-empty"><div role="gridcell">${this.empty}</div></div></div>`
          : html`
      <div role="rowgroup" class="grid-body" ${styled({ height: `${height}px` })}>
        ${repeat(
          places,
          (place) => place,
          (place) => this.#row(place, columns, template, place * ROW - virtual + this.top),
        )}
      </div>`
      }
    </div>`;
  }

  #row(place, columns, template, y) {
    const row = this.rows.at(place);
    return html`<div role="row" id="row-${place}" class="grid-row" aria-rowindex=${place + 2} aria-selected=${place === this.selected}
        data-kind=${(row && this.kind(row)) ?? nothing} ${styled({ 'grid-template-columns': template, transform: `translateY(${y}px)` })}
        @click=${(click) => this.#click(click, place)}>
      ${columns.map(
        (column) => html`<div role="gridcell" data-align=${column.align ?? 'left'} class=${column.mono ? 'mono' : ''}>
        ${row === undefined ? html`<span class="bone"></span>` : column.cell(row)}</div>`,
      )}</div>`;
  }
}

customElements.define('es-grid', Grid);
