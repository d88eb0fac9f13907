import { html, nothing } from 'lit';
import { Screen } from '../../parts/element.js';
import { icon } from '../../parts/icons.js';
import { getJson } from '../../api.js';
import { address, go, requery } from '../../router.js';
import { session } from '../../session.js';
import { describe } from '../../parts/payload.js';
import { failureNotice } from '../../shell/notices.js';
import { payloadView } from './payload-view.js';
import { comparison } from './comparison.js';
import { aside } from './aside.js';
import '../../parts/json-view.js';
import '../../parts/xml-view.js';

const TABS = [
  ['data', 'Data'],
  ['metadata', 'Metadata'],
  ['diff', 'Compare'],
  ['link', 'Link'],
];

/** One event, with everything that is known of it. */
class Event extends Screen {
  static properties = {
    found: { state: true },
    data: { state: true },
    metadata: { state: true },
    other: { state: true },
    head: { state: true },
  };

  constructor() {
    super();
    this.found = null;
    this.other = null;
    this.head = null;
  }

  get #place() {
    return { stream: this.route.params.stream, revision: this.route.params.revision };
  }

  get #tab() {
    return this.route.query.tab ?? 'data';
  }

  async enter() {
    const signal = this.leaving;
    const key = `${this.#place.stream}@${this.#place.revision}`;
    if (this.loaded !== key) {
      this.found = null;
      const found = await read(this.#place.stream, this.#place.revision, signal);
      const event = found.event ?? found.link;
      const [data, metadata, page] = await Promise.all([
        describe(event.data),
        describe(event.metadata),
        getJson(`/ui-api/streams/${encodeURIComponent(this.#place.stream)}/events?count=1`, signal),
      ]);
      if (signal.aborted) {
        return;
      }
      Object.assign(this, { data, metadata, head: page.head, found, loaded: key });
    }
    if (this.#tab === 'diff') {
      await this.#compare(signal);
    }
  }

  /** Loads what is compared with: what the address names, or the event before. */
  async #compare(signal) {
    const here = this.found.link ?? this.found.event;
    const wanted = this.route.query.with ?? (here.revision > 0 ? `${here.stream}@${here.revision - 1}` : '');
    this.other = { name: wanted, text: null };
    const at = wanted.lastIndexOf('@');
    if (at > 0) {
      const found = await read(wanted.slice(0, at), wanted.slice(at + 1), signal);
      const event = found.event ?? found.link;
      this.other = { name: wanted, data: await describe(event.data), metadata: await describe(event.metadata), event };
    }
  }

  key(key) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[key.key];
    if (step && this.found) {
      this.#step(step);
    } else if (key.key === 'd') {
      requery({ tab: 'diff' });
    }
  }

  #step(step) {
    const here = this.found.link ?? this.found.event;
    const next = here.revision + step;
    if (next >= 0 && next <= this.head) {
      go(address('streams', this.#place.stream, next, this.route.query.tab ? { tab: this.route.query.tab } : {}));
    }
  }

  render() {
    const { stream, revision } = this.#place;
    const found = this.found;
    const here = found ? (found.link ?? found.event) : null;
    const event = found ? (found.event ?? found.link) : null;
    return html`<div class="page">
      <header class="page-head">
        <nav class="crumbs" aria-label="Where this is"><a href="#/streams">Streams</a><span>/</span><a href=${address('streams', stream)}>${stream}</a></nav>
        <h1>${event ? event.type : `Event ${revision}`}</h1>
        ${here ? html`<span class="badge number">${stream}@${here.revision}</span>` : nothing}
        ${found?.link ? html`<span class="badge" data-kind="info">${icon('link')}link</span>` : nothing}
        <span class="fill"></span>
        <span class="together"><button title="The event before (←)" ?disabled=${!here || here.revision === 0} @click=${() => this.#step(-1)}>${icon('left')}Before</button>
        <button title="The event after (→)" ?disabled=${!here || here.revision >= this.head} @click=${() => this.#step(1)}>After${icon('chevron')}</button></span>
        ${here ? html`<a class="button" title="What the events of the stream add up to, up to this one" href=${address('streams', here.stream, 'state', { n: here.revision })}>${icon('clock')}State here</a>` : nothing}
        ${here ? html`<a class="button" href=${address('streams', event.stream, event.revision, 'addNewLikeThis')}>${icon('plus')}Add one like this</a>` : nothing}
      </header>
      ${failureNotice(this.failure, session)}
      ${
        found
          ? html`<div class="event-layout">
        <section class="card" aria-label="Content">
          <div class="tabs" role="tablist" aria-label="Parts of the event">${TABS.filter(
            ([tab]) => tab !== 'link' || found.link,
          ).map(
            ([tab, text]) => html`
            <button role="tab" id="tab-${tab}" aria-selected=${this.#tab === tab} aria-controls="tab-panel" @click=${() => requery({ tab: tab === 'data' ? null : tab, with: null })}>${text}</button>`,
          )}</div>
          <div class="card-body" role="tabpanel" id="tab-panel" aria-labelledby="tab-${this.#tab}" tabindex="0">${this.#content(event, found)}</div>
        </section>
        ${aside(found, event, this.data, this.metadata)}
      </div>`
          : this.failure
            ? nothing
            : html`<p class="hint">Loading …</p>`
      }
    </div>`;
  }

  #content(event, found) {
    switch (this.#tab) {
      case 'metadata':
        return payloadView(this, 'Metadata', this.metadata, event.metadata, event);
      case 'diff':
        return comparison(this, event, { data: this.data, metadata: this.metadata }, this.other);
      case 'link':
        return html`<dl class="facts"><dt>Link</dt><dd>${found.link.stream}@${found.link.revision}</dd><dt>Says</dt><dd><code>${found.link.data.text}</code></dd>
        <dt>Metadata</dt><dd><code>${found.link.metadata.text || '–'}</code></dd><dt>Id</dt><dd>${found.link.id}</dd></dl>`;
      default:
        return found.event === null
          ? html`<p class="hint">The target of this link is gone: <code>${found.link.data.text}</code></p>`
          : payloadView(this, 'Data', this.data, event.data, event);
    }
  }
}

const read = (stream, revision, signal) =>
  getJson(`/ui-api/streams/${encodeURIComponent(stream)}/events/${revision}`, signal);

customElements.define('es-event', Event);
