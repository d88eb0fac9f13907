import { html, nothing } from 'lit';
import { Screen } from '../../parts/element.js';
import { icon } from '../../parts/icons.js';
import { getJson } from '../../api.js';
import { address, requery } from '../../router.js';
import { session } from '../../session.js';
import { preferences } from '../../preferences.js';
import { allRows, LiveRows, SearchRows } from '../../parts/rows.js';
import { Live } from '../../parts/live.js';
import { liveState, waitingPill } from '../../parts/live-state.js';
import { eventColumns, eventHref } from '../../parts/event-columns.js';
import { exportMenu } from '../../parts/export-menu.js';
import { fieldMenu, fieldsOf } from '../../parts/fields.js';
import { asked, DETAIL, isUnfolded, toggleUnfolded, unfoldButton } from '../../parts/unfold.js';
import { jump } from '../../parts/jump.js';
import { tellFailure } from '../../parts/toasts.js';
import { failureNotice } from '../../shell/notices.js';
import { count, counted } from '../../times.js';
import { savedSearches } from './saved.js';
import { SYNTAX } from './syntax.js';
import '../../parts/grid.js';

const TYPING_MILLIS = 250;
const KEPT = 8;

/** Everything in the database, or what fits a query; the newest first, and new events as they come. */
class Events extends Screen {
  static properties = { rows: { state: true }, version: { state: true }, live: { state: true } };
  #typing = 0;

  constructor() {
    super();
    this.rows = [];
    this.version = 0;
    this.live = null;
    this.search = null;
  }

  get #q() {
    return this.route.query.q ?? '';
  }

  async enter() {
    const signal = this.leaving;
    const wish = { q: this.#q, system: preferences.get('system'), more: asked(this.route.query) };
    const { database } = await getJson('/ui-api/session', signal);
    const changed = () => {
      this.version += 1;
    };
    const isAll = wish.q === '' && wish.system;
    const base = isAll
      ? allRows(database.events, wish.more, changed)
      : new SearchRows(
          wish,
          changed,
          (failure) => {
            this.failure = failure;
          },
          signal,
        );
    this.search = isAll ? null : base;
    this.head = database.events;
    this.rows = new LiveRows(base, () => this.anew());
    const query = new URLSearchParams({ q: wish.q, system: String(wish.system), ...wish.more });
    this.live = new Live(
      (last) => `/ui-api/tail?${query}&after=${last ?? database.events}`,
      {
        isHeld: () => this.querySelector('es-grid') && !this.querySelector('es-grid').isAtTop,
        take: (events) => {
          this.head = events.at(-1).position;
          this.rows.add(events);
          this.version += 1;
        },
        reload: () => this.anew(),
        changed,
        ended: (why, failure) => {
          this.failure ??= failure ?? new Error(why);
          this.live = null;
        },
      },
      signal,
    );
  }

  #type(text) {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => requery({ q: text }), TYPING_MILLIS);
  }

  #submit(submit) {
    submit.preventDefault();
    clearTimeout(this.#typing);
    const q = submit.target.elements.q.value.trim();
    requery({ q });
    if (q) {
      preferences.set('searches', [q, ...preferences.get('searches').filter((search) => search !== q)].slice(0, KEPT));
    }
  }

  async #jump(to) {
    try {
      const position = to.number ?? (await getJson(`/ui-api/events/at?time=${encodeURIComponent(to.time)}`)).position;
      if (this.search) {
        tellFailure(
          'Show system streams and clear the search to go to a place among all events, or search with before: and after:.',
        );
        return;
      }
      this.querySelector('es-grid').show(Math.max(0, this.head - position));
    } catch (failure) {
      tellFailure(failure.message);
    }
  }

  key(key) {
    if (key.key === 'p') {
      this.live?.toggle();
    } else if (key.key === 'u') {
      toggleUnfolded(this.route.query);
    }
  }

  render() {
    const searches = preferences.get('searches');
    return html`<div class="page full">
      <header class="page-head"><h1>All events</h1><code class="faint">$all</code><span class="fill"></span>
        ${this.live ? liveState(this.live) : nothing}
        ${exportMenu(`/ui-api/export?${new URLSearchParams({ q: this.#q, system: String(preferences.get('system')) })}`, 'events')}
        <a class="button" href="#/import">${icon('upload')}Import</a>
        <a class="button" href="#/addEvent">${icon('plus')}Add event</a></header>
      ${failureNotice(this.failure, session)}
      <div class="fill-page">
        <form class="bar" role="search" @submit=${this.#submit}>
          <label class="search large grow">${icon('search')}<span class="visually-hidden">Search events</span>
            <input type="search" name="q" placeholder="text   type:orderPlaced   stream:orders-*   order.id=42   after:2026-11-26" .value=${this.#q}
              autocomplete="off" spellcheck="false" list="searches" @input=${(input) => this.#type(input.target.value)}></label>
          <datalist id="searches">${searches.map((search) => html`<option value=${search}></option>`)}${preferences.get('saved').map((search) => html`<option value=${search.q} label=${search.name}></option>`)}</datalist>
          <label class="check"><input type="checkbox" .checked=${preferences.get('system')} @change=${(change) => {
            preferences.set('system', change.target.checked);
            this.anew();
          }}><span>System streams</span></label>
        </form>
        <div class="bar"><span class="hint number" role="status">${this.#progress()}</span><span class="fill"></span>
          ${jump({ what: 'Position', go: (to) => this.#jump(to) })}
          ${unfoldButton(this.route.query)}${fieldMenu(this.route.query)}${savedSearches(this.#q)}
          <details class="menu" name="menu"><summary class="button ghost small">Search syntax</summary><dl class="syntax card menu-body">
            ${SYNTAX.map(([example, meaning]) => html`<dt><button class="ghost small mono" @click=${() => requery({ q: example })}>${example}</button></dt><dd>${meaning}</dd>`)}</dl></details></div>
        <div class="over">${waitingPill(this.live, this)}
          <es-grid class="card" label="Events" .columns=${this.#columns()} .rows=${this.rows} .version=${this.version} .href=${eventHref}
            .detail=${isUnfolded(this.route.query) ? DETAIL : null} .kind=${(row) => (row.isNew ? 'new' : null)} .empty=${this.#empty()}></es-grid></div>
      </div></div>`;
  }

  /** Made anew when other fields are wanted. */
  #columns() {
    const { cols = '', data = '' } = this.route.query;
    if (this.shownCols !== `${data} ${cols}`) {
      this.shownCols = `${data} ${cols}`;
      this.columns = eventColumns({ withStream: true, withData: !isUnfolded(this.route.query), fields: fieldsOf(this.route.query) });
    }
    return this.columns;
  }

  #progress() {
    const search = this.search;
    if (!search) {
      return this.head === undefined ? '' : counted(this.head, 'event');
    }
    const found = `${count(this.rows.length)}${search.isComplete ? '' : '+'} found`;
    return `${found}, ${count(search.scanned)} looked at${search.isRunning ? ' …' : ''}`;
  }

  #empty() {
    if (this.failure) {
      return '–';
    }
    if (this.search?.isRunning || !this.live) {
      return 'Searching …';
    }
    return this.#q
      ? 'Nothing fits. New events that do will show here.'
      : html`No events yet. <a href=${address('addEvent')}>Add the first one</a>.`;
  }
}

customElements.define('es-events', Events);
