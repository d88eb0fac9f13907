import { html, nothing } from 'lit';
import { Screen } from '../../parts/element.js';
import { icon } from '../../parts/icons.js';
import { getJson } from '../../api.js';
import { address } from '../../router.js';
import { session } from '../../session.js';
import { LiveRows, streamRows } from '../../parts/rows.js';
import { Live } from '../../parts/live.js';
import { liveState, waitingPill } from '../../parts/live-state.js';
import { eventColumns, eventHref } from '../../parts/event-columns.js';
import { tellFailure } from '../../parts/toasts.js';
import { failureNotice } from '../../shell/notices.js';
import { counted } from '../../times.js';
import { importsDropped } from '../../parts/dropped.js';
import { exportMenu } from '../../parts/export-menu.js';
import { fieldMenu, fieldsOf } from '../../parts/fields.js';
import { asked, DETAIL, isUnfolded, toggleUnfolded, unfoldButton } from '../../parts/unfold.js';
import { jump } from '../../parts/jump.js';
import { absent } from './absent.js';
import '../../parts/grid.js';

/** One stream: its events, the newest first, and new ones as they come. */
class Stream extends Screen {
  static properties = {
    rows: { state: true },
    version: { state: true },
    info: { state: true },
    live: { state: true },
    note: { state: true },
    groups: { state: true },
  };

  constructor() {
    super();
    this.rows = [];
    this.version = 0;
    this.info = null;
    this.live = null;
    this.note = '';
    this.groups = null;
    importsDropped(this, () => this.stream);
  }

  get stream() {
    return this.route.params.stream;
  }

  async enter() {
    const signal = this.leaving;
    const isOther = this.loaded !== this.stream;
    if (isOther) {
      this.rows = [];
      this.info = null;
    }
    this.note = '';
    this.#countGroups(signal);
    await this.#load(signal);
    if (signal.aborted) {
      return;
    }
    this.loaded = this.stream;
    const head = this.info.head;
    const path = `/ui-api/streams/${encodeURIComponent(this.stream)}/tail`;
    const canFollow = this.info.state !== 'tombstoned';
    this.live = canFollow
      ? new Live(
          (last) => `${path}?${new URLSearchParams({ ...(last === null && head < 0 ? { all: 'true' } : { after: last ?? head }), ...asked(this.route.query) })}`,
          {
            isHeld: () => this.querySelector('es-grid') && !this.querySelector('es-grid').isAtTop,
            take: (events) => this.#take(events),
            reload: () => this.anew(),
            changed: () => {
              this.version += 1;
            },
            ended: (why) => {
              this.note = why;
              this.live = null;
            },
          },
          signal,
        )
      : null;
    const { from } = this.route.params;
    const wanted = from === undefined ? this.route.query.at : from === 'head' ? undefined : from;
    const place = wanted === undefined ? null : `${this.stream}@${wanted}`;
    if (place !== null && place !== this.led) {
      await this.updateComplete;
      this.#showRevision(Number(wanted));
    }
    // Whoever read on from there is not led back when everything is loaded anew.
    this.led = place;
  }

  /** How many persistent subscriptions the stream has; whoever may not know sees no number. */
  async #countGroups(signal) {
    try {
      const found = await getJson('/ui-api/subscriptions', signal);
      this.groups = found.groups.filter((group) => group.stream === this.stream).length;
    } catch {
      this.groups = null;
    }
  }

  async #load(signal) {
    const page = await getJson(`/ui-api/streams/${encodeURIComponent(this.stream)}/events?count=1`, signal);
    if (signal.aborted) {
      return;
    }
    this.info = page;
    const base =
      page.state === 'there'
        ? streamRows(this.stream, page.first, page.head, asked(this.route.query), () => {
            this.version += 1;
          })
        : [];
    this.rows = new LiveRows(base, () => this.anew());
  }

  #take(events) {
    this.info = { ...this.info, state: 'there', head: (events.at(-1).link ?? events.at(-1)).revision };
    this.rows.add(events);
    this.version += 1;
  }

  #showRevision(revision) {
    const place = this.info.head - revision;
    if (place >= 0 && place < this.rows.length) {
      this.querySelector('es-grid').show(place);
    }
  }

  async #jump(to) {
    try {
      if (to.number !== undefined) {
        this.#showRevision(to.number);
      } else {
        const found = await getJson(
          `/ui-api/streams/${encodeURIComponent(this.stream)}/at?time=${encodeURIComponent(to.time)}`,
        );
        this.#showRevision(Math.min(found.revision, this.info.head));
      }
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
    const name = this.stream;
    const info = this.info;
    const lanes = address('graph', { s: name });
    return html`<div class="page full">
      <header class="page-head">
        <nav class="crumbs" aria-label="Where this is"><a href="#/streams">Streams</a><span>/</span>${this.#category()}</nav>
        <h1>${name}</h1>
        ${info && info.state !== 'tombstoned' ? html`<span class="badge" title="Counted from event 0 to the newest">${counted(info.head + 1, 'event')}</span>` : nothing}
        ${info?.isLimited ? html`<a class="badge" data-kind="info" href=${address('streams', name, 'settings')}>has settings</a>` : nothing}
        <span class="fill"></span>
        ${this.live ? liveState(this.live) : nothing}
        ${info?.state === 'tombstoned' ? nothing : html`<a class="button" href=${address('streams', name, 'addEvent')}>${icon('plus')}Add event</a>`}
        <a class="button" href=${address('subscriptions', { stream: name })} title="Persistent subscriptions of this stream">${icon('subscriptions')}${this.groups === null ? 'Groups' : `Groups (${this.groups})`}</a>
        <a class="button" href=${address('streams', name, 'state')} title="What its events add up to, after any of them">${icon('clock')}State</a>
        <a class="button" href=${lanes}>${icon('lanes')}Lanes</a>
        <a class="button" href=${address('streams', name, 'settings')}>${icon('settings')}Settings</a>
      </header>
      ${failureNotice(this.failure, session)}
      ${this.note ? html`<div class="notice" data-kind="warn">${icon('warn')}<span>${this.note}</span></div>` : nothing}
      ${
        info && info.state !== 'there'
          ? absent(this.stream, info)
          : html`<div class="fill-page">
        <div class="bar">${jump({ what: 'Event number', go: (to) => this.#jump(to) })}<span class="fill"></span>${exportMenu(`/ui-api/streams/${encodeURIComponent(name)}/export`, name)}${unfoldButton(this.route.query)}${fieldMenu(this.route.query)}</div>
        <div class="over">${waitingPill(this.live, this)}
          <es-grid class="card" label="Events of ${name}" .columns=${eventColumns({ withStream: false, withData: !isUnfolded(this.route.query), fields: fieldsOf(this.route.query) })} .rows=${this.rows} .version=${this.version} .href=${eventHref}
            .detail=${isUnfolded(this.route.query) ? DETAIL : null} .kind=${(row) => (row.isNew ? 'new' : null)} .empty=${info ? 'No events are visible.' : this.failure ? '–' : 'Loading …'}></es-grid></div></div>`
      }
    </div>`;
  }

  #category() {
    const at = this.stream.indexOf('-');
    const category = at > 0 ? this.stream.slice(0, at) : '';
    return category
      ? html`<a href=${address('streams', { category })}>${category}</a>`
      : html`<span>${this.stream.startsWith('$') ? 'system' : 'without a category'}</span>`;
  }
}

customElements.define('es-stream', Stream);
