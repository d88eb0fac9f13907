import { html, nothing } from 'lit';
import { Screen } from '../../parts/element.js';
import { follow } from '../../follow.js';
import { address, requery } from '../../router.js';
import { session } from '../../session.js';
import { icon } from '../../parts/icons.js';
import { liveState } from '../../parts/live-state.js';
import { copyText } from '../../parts/toasts.js';
import { codeOfCall } from '../../parts/call-code.js';
import { failureNotice } from '../../shell/notices.js';
import { count, time } from '../../times.js';
import { millis } from './durations.js';
import './inspector.js';
import '../../parts/grid.js';

const KEPT = 5000;
const SLOW_MICROS = 20_000;

const COLUMNS = [
  {
    key: 'at',
    title: 'Time',
    width: '7rem',
    from: 560,
    cell: (row) => html`<time class="soft number" datetime=${row.at}>${time(row.at)}</time>`,
  },
  { key: 'via', title: 'Over', width: '3.6rem', from: 640, cell: (row) => html`<span class="badge">${row.via}</span>` },
  { key: 'operation', title: 'Operation', width: '5rem', cell: (row) => html`<strong>${row.operation}</strong>` },
  {
    key: 'stream',
    title: 'Stream',
    width: 'minmax(6rem, 1.2fr)',
    cell: (row) => html`<a class="cut" tabindex="-1" href=${address('streams', row.stream)}>${row.stream}</a>`,
  },
  {
    key: 'request',
    title: 'Asked',
    width: 'minmax(7rem, 1.2fr)',
    from: 760,
    cell: (row) => html`<span class="soft cut">${row.request}</span>`,
  },
  {
    key: 'result',
    title: 'Result',
    width: 'minmax(6rem, 1fr)',
    cell: (row) =>
      html`<span class="dot" data-kind=${row.failed ? 'bad' : 'good'}></span><span class="cut" title=${row.result}>${row.result}</span>`,
  },
  {
    key: 'login',
    title: 'Who',
    width: '5rem',
    from: 1000,
    cell: (row) => html`<span class="faint cut">${row.login ?? 'nobody'}</span>`,
  },
  {
    key: 'copy',
    title: 'Copy',
    width: '2.6rem',
    from: 640,
    cell: (row) =>
      html`<button class="ghost small" tabindex="-1" title="Copy as curl" aria-label="Copy as curl" @click=${() => copyText(codeOfCall('curl', row, location.origin), 'Copied as curl')}>${icon('copy')}</button>`,
  },
  {
    key: 'micros',
    title: 'Took',
    width: '4.6rem',
    align: 'right',
    from: 460,
    cell: (row) =>
      html`<span class="number ${row.micros > SLOW_MICROS ? 'slow' : 'soft'}">${millis(row.micros)}</span>`,
  },
];

/** What clients have done with the streams, call by call, as it happens. */
class Requests extends Screen {
  static properties = { calls: { state: true }, state: { state: true }, isPaused: { state: true }, chosen: { state: true } };
  #gathered = [];
  #timer = 0;
  #top = null;

  constructor() {
    super();
    this.calls = [];
    this.state = 'connecting';
    this.isPaused = false;
    this.chosen = null;
  }

  /** Calls are looked through here. */
  get subject() {
    return this.route.page;
  }

  async enter() {
    await follow((last) => `/ui-api/calls${last === null ? '' : `?after=${last}`}`, {
      signal: this.leaving,
      state: (state) => {
        this.state = state;
      },
      message: (name, data) => {
        this.#gathered.push(...data.items);
        this.#timer ||= setTimeout(() => this.#show(), 150);
      },
    });
  }

  #show() {
    this.#timer = 0;
    this.#gathered = this.#gathered.slice(-KEPT);
    if (!this.isPaused) {
      this.calls = [...this.#gathered.toReversed(), ...this.calls].slice(0, KEPT);
      this.#gathered = [];
    }
  }

  /** What is selected stays so when others come in above it. */
  #keepSelected(rows) {
    const grid = this.querySelector('es-grid');
    const shift = this.#top ? rows.indexOf(this.#top) : 0;
    if (grid && grid.selected >= 0 && shift > 0) {
      grid.selected += shift;
    }
    this.#top = rows[0] ?? null;
  }

  toggle() {
    this.isPaused = !this.isPaused;
    this.#show();
  }

  key(key) {
    if (key.key === 'p') {
      this.toggle();
    } else if (key.key === 'Escape') {
      this.chosen = null;
    }
  }

  render() {
    const { q = '', over = '', failed = '', slow = '' } = this.route.query;
    const words = q.toLowerCase();
    const rows = this.calls.filter(
      (call) =>
        (!over || call.via === over) &&
        (!failed || call.failed) &&
        (!slow || call.micros > SLOW_MICROS) &&
        (!words ||
          `${call.stream} ${call.operation} ${call.result} ${call.request} ${call.login}`
            .toLowerCase()
            .includes(words)),
    );
    this.#keepSelected(rows);
    return html`<div class="page full">
      <header class="page-head"><h1>Requests</h1><span class="badge">${count(rows.length)}</span><span class="fill"></span>${liveState({ state: this.state, isPaused: this.isPaused, toggle: () => this.toggle() })}</header>
      ${failureNotice(this.failure, session)}
      <div class="fill-page">
        <div class="bar"><label class="search grow">${icon('search')}<span class="visually-hidden">Filter</span>
            <input type="search" placeholder="Stream, operation, result, user" .value=${q} @input=${(input) => requery({ q: input.target.value })}></label>
          <label class="check"><span class="soft">Over</span><select @change=${(change) => requery({ over: change.target.value })}>
            ${['', 'HTTP', 'TCP', 'gRPC'].map((via) => html`<option value=${via} ?selected=${over === via}>${via || 'All'}</option>`)}</select></label>
          <label class="check"><input type="checkbox" .checked=${failed === 'true'} @change=${(change) => requery({ failed: change.target.checked ? 'true' : null })}><span>Failed only</span></label>
          <label class="check" title="Longer than ${SLOW_MICROS / 1000} ms"><input type="checkbox" .checked=${slow === 'true'} @change=${(change) => requery({ slow: change.target.checked ? 'true' : null })}><span>Slow only</span></label>
          <button @click=${() => {
            this.calls = [];
          }}>Clear</button>
          <button @click=${() => copyText(rows.map((row) => JSON.stringify(row)).join('\n'), `${rows.length} calls copied`)}>${icon('copy')}Copy</button></div>
        <div class="inspect" data-open=${this.chosen !== null}><es-grid class="card" label="Requests" .columns=${COLUMNS} .rows=${rows}
          @open=${(open) => {
            this.chosen = open.detail;
          }} .kind=${(row) => (row.failed ? 'bad' : null)} .empty=${this.calls.length ? 'Nothing fits.' : 'Nothing yet. Calls of clients and of consumers of groups over HTTP, TCP and gRPC show here as they come; they are recorded only while this page is open.'}></es-grid>
          ${
            this.chosen
              ? html`<es-call-inspector .row=${this.chosen} @close=${() => {
                  this.chosen = null;
                }}></es-call-inspector>`
              : nothing
          }</div>
      </div></div>`;
  }
}

customElements.define('es-requests', Requests);
