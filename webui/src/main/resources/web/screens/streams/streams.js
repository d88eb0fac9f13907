import { html, nothing } from 'lit';
import { again } from '../../parts/again.js';
import { Screen } from '../../parts/element.js';
import { icon } from '../../parts/icons.js';
import { getJson } from '../../api.js';
import { address, go, requery } from '../../router.js';
import { session } from '../../session.js';
import { preferences } from '../../preferences.js';
import { NumberedRows } from '../../parts/rows.js';
import { failureNotice } from '../../shell/notices.js';
import { ago, count, counted, dateTime } from '../../times.js';
import '../../parts/grid.js';

const AGAIN_MILLIS = 2000;
const READING_MILLIS = 300;
/** Stands in addresses for no category; a category ends before the first hyphen. */
const NONE = '-';
const SORTS = [
  ['changed', 'Changed last'],
  ['created', 'Created last'],
  ['events', 'Most events'],
  ['name', 'Name'],
];
const STATES = { soft_deleted: ['warn', 'deleted'], tombstoned: ['bad', 'tombstone'] };

const COLUMNS = [
  {
    key: 'name',
    title: 'Stream',
    width: 'minmax(10rem, 3fr)',
    cell: (row) => html`
    <a class="cut" tabindex="-1" href=${address('streams', row.name)} title=${row.name}>${row.name}</a>
    ${STATES[row.state] ? html`<span class="badge" data-kind=${STATES[row.state][0]}>${STATES[row.state][1]}</span>` : nothing}`,
  },
  {
    key: 'events',
    title: 'Events',
    width: '6rem',
    align: 'right',
    cell: (row) => html`<span class="number">${row.state === 'tombstoned' ? '–' : count(row.head + 1)}</span>`,
  },
  {
    key: 'type',
    title: 'Newest event',
    width: 'minmax(8rem, 1.4fr)',
    from: 640,
    cell: (row) => html`<span class="soft cut">${row.lastType}</span>`,
  },
  {
    key: 'changed',
    title: 'Changed',
    width: '7rem',
    align: 'right',
    from: 460,
    cell: (row) =>
      html`<time class="soft" datetime=${row.changed} title=${dateTime(row.changed)}>${ago(row.changed)}</time>`,
  },
  {
    key: 'created',
    title: 'Created',
    width: '7rem',
    align: 'right',
    from: 860,
    cell: (row) =>
      html`<time class="soft" datetime=${row.created} title=${dateTime(row.created)}>${ago(row.created)}</time>`,
  },
];

/** All streams: a tree of categories, and the streams of one of them. */
class Streams extends Screen {
  static properties = { rows: { state: true }, info: { state: true }, version: { state: true } };
  #seen = '';

  constructor() {
    super();
    this.rows = [];
    this.info = null;
    this.version = 0;
  }

  get #wish() {
    const { filter = '', category = '*', sort = 'changed' } = this.route.query;
    return { filter, category: category === NONE ? '' : category, sort, system: preferences.get('system') };
  }

  async enter() {
    const signal = this.leaving;
    await again({
      millis: () => (this.info && this.info.upTo < this.info.head ? READING_MILLIS : AGAIN_MILLIS),
      signal,
      act: () => this.#load(signal),
      failed: (failure) => {
        this.failure = failure;
      },
    });
  }

  async #load(signal) {
    const wish = new URLSearchParams(this.#wish).toString();
    const first = await getJson(`/ui-api/streams?${wish}&limit=100&categories=true`, signal);
    if (signal.aborted) {
      return;
    }
    const rows = new NumberedRows(
      first.total,
      async (offset, limit) => {
        const page =
          offset === 0 ? first : await getJson(`/ui-api/streams?${wish}&offset=${offset}&limit=${limit}`, signal);
        return page.streams;
      },
      () => {
        this.version += 1;
      },
    );
    rows.need(0, 1);
    const seen = JSON.stringify([wish, first]);
    this.info = first;
    if (seen !== this.#seen) {
      this.#seen = seen;
      await Promise.resolve(); // By now the first piece is there.
      this.rows = rows;
    }
  }

  render() {
    const wish = this.#wish;
    return html`<div class="page full">
      <header class="page-head"><h1>Streams</h1>
        ${this.info ? html`<span class="badge">${count(this.info.total)}</span>` : nothing}
        <span class="fill"></span>
        <a class="button primary" href="#/addEvent">${icon('plus')}Add event</a></header>
      ${failureNotice(this.failure, session)}
      <div class="split">
        <aside class="tree card" aria-label="Categories">${this.#tree(wish)}</aside>
        <section class="split-main" aria-label="Streams">
          <div class="bar">
            <label class="search grow">${icon('search')}<span class="visually-hidden">Filter by name</span>
              <input type="search" placeholder="Filter by name, such as order-*; Enter opens exactly this stream" .value=${wish.filter} autocomplete="off" spellcheck="false"
                @input=${(input) => requery({ filter: input.target.value })}
                @keydown=${(key) => key.key === 'Enter' && key.target.value && go(address('streams', key.target.value))}></label>
            <label class="check"><span class="soft">Order</span><select @change=${(change) => requery({ sort: change.target.value })}>
              ${SORTS.map(([value, text]) => html`<option value=${value} ?selected=${wish.sort === value}>${text}</option>`)}</select></label>
            <label class="check"><input type="checkbox" .checked=${wish.system} @change=${(change) => {
              preferences.set('system', change.target.checked);
              this.anew();
            }}><span>System streams</span></label>
          </div>
          ${this.#progress()}
          <es-grid class="card" label="Streams" .columns=${COLUMNS} .rows=${this.rows} .version=${this.version}
            .href=${(row) => address('streams', row.name)} .empty=${this.#emptyText(wish)}></es-grid>
        </section>
      </div></div>`;
  }

  #progress() {
    const info = this.info;
    if (!info || info.upTo >= info.head) {
      return info && !info.complete
        ? html`<p class="hint">There are more streams than the node remembers: those that changed longest ago are
        not listed. Enter a full name to open any.</p>`
        : nothing;
    }
    return html`<p class="hint" role="status">Reading the log: ${count(info.upTo)} of ${count(info.head)} events.
      <progress aria-label="Reading the log" max=${info.head} value=${info.upTo}></progress></p>`;
  }

  #emptyText(wish) {
    if (!this.info) {
      return this.failure ? '–' : 'Loading …';
    }
    if (this.info.upTo < this.info.head) {
      return 'Reading the log …';
    }
    return wish.filter || wish.category !== '*'
      ? 'No stream fits.'
      : html`No streams yet. <a href="#/addEvent">Add the first event</a>.`;
  }

  #tree(wish) {
    const categories = this.info?.categories ?? [];
    const total = categories.reduce((sum, category) => sum + category.streams, 0);
    const item = (
      name,
      text,
      streams,
      events,
    ) => html`<li><button aria-current=${wish.category === name ? 'true' : nothing}
      title=${events === null ? nothing : counted(events, 'event')} @click=${() => requery({ category: name === '*' ? null : name || NONE })}>
      <span class="cut">${text}</span><span class="faint number">${count(streams)}</span></button></li>`;
    return html`<h2 class="side-title">Categories</h2><ul>
      ${item('*', 'All streams', total, null)}
      ${categories.map((category) => item(category.name, category.name === '' ? html`<i>without a category</i>` : category.name, category.streams, category.events))}</ul>`;
  }
}

customElements.define('es-streams', Streams);
