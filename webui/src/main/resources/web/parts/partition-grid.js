import { html, nothing } from 'lit';
import { isDenied } from '../api.js';
import { Part } from './element.js';
import { save } from './download.js';
import { icon } from './icons.js';
import { Looking } from './looking.js';
import { csvOf, isNumeric, membersOf, sorted, tableOf, textOf, WHOLE } from './partition-table.js';
import { styled } from './styled.js';
import { count } from '../times.js';
import './grid.js';

const AGAIN_MILLIS = 1000;
const COLUMNS_MAX = 12;
const ROWS_IN_SIGHT = 14;
const SHOWN = 200;
const ROW = 30;
const MEMBER_REM = 8;

/**
 * Partitions and how each of them stands, a column for each member of their states.
 *
 * `load(filter)` gets them. A `choose` event tells which one was opened.
 */
class PartitionGrid extends Part {
  static properties = {
    load: { attribute: false },
    name: { attribute: false },
    isLive: { attribute: false },
    chosen: { attribute: false },
    found: { state: true },
    filter: { state: true },
    what: { state: true },
    order: { state: true },
  };
  #seen = '';
  #looking = new Looking(this, { millis: AGAIN_MILLIS, look: () => this.#look(), isLive: () => this.isLive });

  constructor() {
    super();
    this.chosen = '';
    this.isLive = false;
    this.found = undefined;
    this.filter = '';
    this.what = 'state';
    this.order = { by: null, isDown: false };
  }

  willUpdate(changed) {
    if (changed.has('load')) {
      this.found = undefined;
      this.#seen = '';
    }
    if (changed.has('found') || changed.has('what')) {
      this.table = tableOf(this.found?.partitions ?? [], this.what);
    }
  }

  updated(changed) {
    // What ended has its last state now.
    if (changed.has('load') || (changed.has('isLive') && !this.isLive)) {
      this.#looking.now();
    }
  }

  async #look() {
    const { load, filter } = this;
    let found = null;
    try {
      found = await load(filter);
    } catch (failure) {
      // The page says so if the node is gone; whoever may not see them is told below.
      if (!isDenied(failure)) {
        return;
      }
    }
    const text = JSON.stringify(found);
    if (load === this.load && filter === this.filter && text !== this.#seen) {
      this.#seen = text;
      this.found = found;
    }
  }

  #sort(by) {
    this.order = { by, isDown: this.order.by === by && !this.order.isDown };
  }

  #columns(members) {
    return [
      {
        key: 'partition',
        ...this.#title(null, 'Partition'),
        width: 'minmax(9rem, 1.2fr)',
        cell: (row) => html`<span class="cut mono" title=${row.name}>${row.name}</span>`,
      },
      ...members.map((member) => ({
        key: `member ${member}`,
        ...this.#title(member, member === WHOLE ? (this.what === 'state' ? 'State' : 'Result') : member),
        width: 'minmax(6rem, 1fr)',
        align: isNumeric(this.table, member) ? 'right' : 'left',
        cell: (row) => cell(row, member),
      })),
    ];
  }

  #title(by, text) {
    const { order } = this;
    const way = order.by !== by ? null : order.isDown ? 'descending' : 'ascending';
    return {
      sort: way ?? 'none',
      title: html`<button class="sorter cut" title="Sorts by ${text}" @click=${() => this.#sort(by)}><span class="cut">${text}</span>${
        way ? icon(order.isDown ? 'down' : 'up') : nothing
      }</button>`,
    };
  }

  render() {
    const { found, table } = this;
    if (found === null) {
      return html`<p class="hint partition-bar">Which partitions there are is for those who may read $all. You can name one above.</p>`;
    }
    const rows = sorted(table, this.order);
    const members = membersOf(rows);
    const columns = this.#columns(members.slice(0, COLUMNS_MAX));
    const height = Math.max(4, Math.min(rows.length, ROWS_IN_SIGHT) + 2) * ROW;
    return html`<div class="bar partition-bar"><span class="badge" role="status">${count(rows.length)}${found?.complete === false ? ' and more' : ''}</span>
        ${found?.partitions.some((each) => each.result !== undefined) ? this.#segments() : nothing}<span class="fill"></span>
        <label class="search">${icon('search')}<span class="visually-hidden">Find partitions</span><input type="search" spellcheck="false" autocomplete="off" placeholder="Find partitions"
          .value=${this.filter} @input=${(input) => {
            this.filter = input.target.value.trim();
            this.#looking.now();
          }}></label>
        <button class="small" title="Saves these rows as a file for spreadsheets" ?disabled=${rows.length === 0} @click=${() => save(new Blob([csvOf(rows)], { type: 'text/csv' }), `${this.name}.csv`)}>${icon('download')}CSV</button></div>
      ${this.#hints(rows, members)}
      <div class="wide-grid" ${styled({ height: `${height}px`, '--wide': `${9 + (columns.length - 1) * MEMBER_REM}rem` })}><es-grid label="Partitions" .columns=${columns} .rows=${rows}
        .kind=${(row) => (row.name === this.chosen ? 'chosen' : null)} .empty=${found === undefined ? 'Looking …' : this.filter ? 'None is called like that.' : 'There are none yet.'}
        @open=${(open) => this.dispatchEvent(new CustomEvent('choose', { detail: open.detail.name }))}></es-grid></div>`;
  }

  #segments() {
    return html`<span class="segments" role="group" aria-label="What the table shows">${['state', 'result'].map(
      (what) => html`<button class="small" aria-pressed=${this.what === what ? 'true' : 'false'} @click=${() => {
        this.what = what;
      }}>${what === 'state' ? 'States' : 'Results'}</button>`,
    )}</span>`;
  }

  #hints(rows, members) {
    const said = [
      this.found?.complete === false && `These are ${count(rows.length)} of the partitions, and the order is among them. The filter finds others.`,
      members.length > COLUMNS_MAX && `Columns are the first ${COLUMNS_MAX} of ${count(members.length)} members; CSV has all of them.`,
      rows.some((row) => row.isCut) && 'Of long ones, marked with …, only the beginning is here. Open a row to see all of it.',
    ].filter(Boolean);
    return said.length ? html`<p class="hint small-hint partition-hint">${said.join(' ')}</p>` : nothing;
  }
}

function cell(row, member) {
  const node = row.cells.get(member);
  if (!node) {
    return html`<span class="faint">${row.isCut ? '…' : '–'}</span>`;
  }
  const text = textOf(node, SHOWN).slice(0, SHOWN);
  return html`<code class="preview cut" title=${text}>${text}</code>`;
}

customElements.define('es-partition-grid', PartitionGrid);
