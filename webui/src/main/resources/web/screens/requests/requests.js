import { html } from 'lit';
import { Screen } from '../../parts/element.js';
import { follow } from '../../follow.js';
import { address, requery } from '../../router.js';
import { session } from '../../session.js';
import { icon } from '../../parts/icons.js';
import { liveState } from '../../parts/live-state.js';
import { copyText } from '../../parts/toasts.js';
import { curlOf } from '../../parts/copy-as.js';
import { failureNotice } from '../../shell/notices.js';
import { count, time } from '../../times.js';
import '../../parts/grid.js';

const KEPT = 5000;
const SLOW_MICROS = 20_000;

/** What takes no time of its own, such as handing events to a consumer, has none to tell. */
const millis = (micros) => (micros === 0 ? '–' : micros < 1000 ? `${micros} µs` : `${(micros / 1000).toFixed(micros < 10_000 ? 2 : 0)} ms`);

const COLUMNS = [
  {
    key: 'at',
    title: 'Time',
    width: '7rem',
    cell: (row) => html`<time class="soft number" datetime=${row.at}>${time(row.at)}</time>`,
  },
  { key: 'via', title: 'Over', width: '3.6rem', cell: (row) => html`<span class="badge">${row.via}</span>` },
  { key: 'operation', title: 'Operation', width: '5rem', cell: (row) => html`<strong>${row.operation}</strong>` },
  {
    key: 'stream',
    title: 'Stream',
    width: 'minmax(7rem, 1.2fr)',
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
    width: 'minmax(7rem, 1fr)',
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
      html`<button class="ghost small" tabindex="-1" title="Copy as curl" aria-label="Copy as curl" @click=${() => copyText(curlOf(row, location.origin), 'Copied as curl')}>${icon('copy')}</button>`,
  },
  {
    key: 'micros',
    title: 'Took',
    width: '4.6rem',
    align: 'right',
    cell: (row) =>
      html`<span class="number ${row.micros > SLOW_MICROS ? 'slow' : 'soft'}">${millis(row.micros)}</span>`,
  },
];

/** What clients have done with the streams, call by call, as it happens. */
class Requests extends Screen {
  static properties = { calls: { state: true }, state: { state: true }, isPaused: { state: true } };
  #gathered = [];
  #timer = 0;

  constructor() {
    super();
    this.calls = [];
    this.state = 'connecting';
    this.isPaused = false;
  }

  async enter() {
    if (this.isFollowing?.aborted === false) {
      return;
    }
    this.isFollowing = this.leaving;
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

  toggle() {
    this.isPaused = !this.isPaused;
    this.#show();
  }

  key(key) {
    if (key.key === 'p') {
      this.toggle();
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
        <es-grid class="card" label="Requests" .columns=${COLUMNS} .rows=${rows} .href=${(row) => address('streams', row.stream)}
          .kind=${(row) => (row.failed ? 'bad' : null)} .empty=${this.calls.length ? 'Nothing fits.' : 'Nothing yet. Calls of clients and of consumers of groups over HTTP, TCP and gRPC show here as they come; they are recorded only while this page is open.'}></es-grid>
      </div></div>`;
  }
}

customElements.define('es-requests', Requests);
