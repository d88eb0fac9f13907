import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Part } from './element.js';
import { geometry, ROW, rowsInSight, scrolledTo, steppedTo } from './grid-geometry.js';
import { RowFocus } from './row-focus.js';
import { RowOpening } from './row-opening.js';
import { styled } from './styled.js';
import { TablePlace } from './table-place.js';

/**
 * A table of any length of which only the rows in sight exist.
 *
 * `rows` has `length`, `at(place)` (undefined while it is not loaded) and optionally `need(from, to)`, which loads.
 * A column is `{ key, title, width, from, align, sort, cell(row) }`; it shows where the table is at least `from` pixels wide.
 * `detail` is what stands below each row: `{ height(row, width), view(row, width) }`.
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
    detail: { attribute: false },
  };
  #unit = ROW;
  #decoded = () => this.requestUpdate();
  #resize = new ResizeObserver(() => {
    this.size = { width: this.#body.clientWidth, height: this.#body.clientHeight };
  });
  #shown = [];
  #body = null;
  #focus = new RowFocus(this);
  #opening = new RowOpening(this);
  #place = new TablePlace(this);

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
    this.detail = null;
  }

  firstUpdated() {
    this.#body = this.querySelector('.grid');
    this.#resize.observe(this.#body);
  }

  updated() {
    this.#focus.keep();
    this.#opening.goOn();
    this.#fit(this.#shown);
    this.#place.goBack(this.#body);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('es-decoded', this.#decoded);
    this.#resize.disconnect();
    this.#place.leave();
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('es-decoded', this.#decoded);
    if (this.#body) {
      this.#resize.observe(this.#body);
    }
  }

  /** Asked of the body itself: under load, the browser tells late that it was scrolled. */
  get isAtTop() {
    return !this.#body || this.#body.scrollTop < ROW;
  }

  /** Brings a row into sight and marks it. */
  show(place) {
    this.selected = place;
    const { view, ratio } = this.#geometry();
    this.#body.scrollTop = Math.max(0, place * this.#unit - view / 2) / ratio;
  }

  toTop() {
    this.#body.scrollTop = 0;
  }

  #geometry() {
    return geometry(this.rows.length, this.#unit, this.size.height, this.top);
  }

  #heightOf(place) {
    const row = this.detail && this.size.width ? this.rows.at(place) : undefined;
    return row ? ROW + this.detail.height(row, this.size.width) : ROW;
  }

  /** Scrolls by the highest row, so that none is passed by unseen, and keeps the one at the top where it is. */
  #fit(shown) {
    const highest = Math.max(...shown.map(({ place }) => this.#heightOf(place)), this.detail ? this.#unit : ROW);
    if (highest !== this.#unit) {
      const place = this.#geometry().virtual / this.#unit;
      this.#unit = highest;
      this.requestUpdate();
      this.updateComplete.then(() => {
        this.#body.scrollTop = (place * highest) / this.#geometry().ratio;
        this.top = this.#body.scrollTop;
      });
    }
  }

  #move(key) {
    const page = Math.max(1, Math.floor((this.size.height - ROW) / this.#unit) - 1);
    const next = steppedTo(key.key, this.selected, page, this.rows.length - 1);
    const { nth } = this.#focus;
    if (next !== undefined) {
      key.preventDefault();
      this.selected = next;
      this.#reveal();
      this.#focus.move(nth);
    } else if (['ArrowRight', 'ArrowLeft', 'Escape'].includes(key.key)) {
      key.preventDefault();
      this.selected = Math.max(0, this.selected);
      this.#focus.move({ ArrowRight: nth + 1, ArrowLeft: nth - 1 }[key.key] ?? -1);
    } else if (key.key === 'Enter' && this.selected >= 0 && key.target === this.#body) {
      this.#place.keep();
      this.#opening.marked(key);
    }
  }

  #reveal() {
    this.#body.scrollTop = scrolledTo(this.selected, this.#unit, this.#geometry(), this.top);
    this.top = this.#body.scrollTop;
  }

  #click(click, place) {
    this.selected = place;
    this.#place.keep();
    const isText = getSelection()?.toString();
    if (!isText && !click.composedPath().some((target) => ['A', 'BUTTON'].includes(target.tagName))) {
      this.#opening.open(this.rows.at(place), click);
    }
  }

  render() {
    const columns = this.columns.filter((column) => !column.from || this.size.width >= column.from || !this.size.width);
    const template = columns.map((column) => column.width ?? 'minmax(0, 1fr)').join(' ');
    const sight = this.#geometry();
    this.#shown = rowsInSight(this.rows.length, this.#unit, sight, (place) => this.#heightOf(place));
    const [first, last] = [this.#shown[0]?.place ?? 0, (this.#shown.at(-1)?.place ?? -1) + 1];
    if (this.size.height) {
      queueMicrotask(() => this.rows.need?.(first, last));
    }
    return html`<div class="grid" role="grid" tabindex="0" aria-label=${this.label ?? nothing} aria-rowcount=${this.rows.length + 1}
        aria-colcount=${columns.length} aria-activedescendant=${this.selected >= first && this.selected < last ? `row-${this.selected}` : nothing}
        @keydown=${(key) => this.#move(key)} @focusin=${(focus) => this.#focus.came(focus)} @focusout=${(focus) => this.#focus.left(focus)}
        @scroll=${(scroll) => {
          this.top = scroll.target.scrollTop;
          this.#place.moves();
        }}>
      <div role="rowgroup" class="grid-head"><div role="row" aria-rowindex="1" class="grid-row" ${styled({ 'grid-template-columns': template })}>
        ${columns.map((column) => html`<div role="columnheader" aria-sort=${column.sort ?? nothing} data-align=${column.align ?? 'left'}>${column.title}</div>`)}</div></div>
      ${
        this.rows.length === 0
          ? html`<div role="rowgroup"><div role="row" class="grid-empty"><div role="gridcell">${this.empty}</div></div></div>`
          : html`
      <div role="rowgroup" class="grid-body" ${styled({ height: `${sight.height}px` })}>
        ${repeat(
          this.#shown,
          ({ place }) => place,
          ({ place, y }) => this.#drawn(place, columns, template, y + this.top),
        )}
      </div>`
      }
    </div>`;
  }

  #drawn(place, columns, template, y) {
    const row = this.rows.at(place);
    return html`<div role="row" id="row-${place}" class="grid-row" aria-rowindex=${place + 2} aria-selected=${place === this.selected}
        data-kind=${(row && this.kind(row)) ?? nothing} ?data-detail=${this.detail !== null} ${styled({ 'grid-template-columns': template, height: `${this.#heightOf(place)}px`, transform: `translateY(${y}px)` })}
        @click=${(click) => this.#click(click, place)}>
      ${columns.map(
        (column) => html`<div role="gridcell" data-align=${column.align ?? 'left'} class=${column.mono ? 'mono' : ''}>
        ${row === undefined ? html`<span class="bone"></span>` : column.cell(row)}</div>`,
      )}${this.detail && row ? html`<div role="gridcell" class="grid-detail" aria-colspan=${columns.length}>${this.detail.view(row, this.size.width)}</div>` : nothing}</div>`;
  }
}

customElements.define('es-grid', Grid);
