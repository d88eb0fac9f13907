import { html, nothing } from 'lit';
import { Screen } from '../../parts/element.js';
import { getJson } from '../../api.js';
import { follow } from '../../follow.js';
import { address, go } from '../../router.js';
import { session } from '../../session.js';
import { failureNotice } from '../../shell/notices.js';
import { causes } from './causes.js';
import { lanes } from './lanes.js';
import './picker.js';

const EVENTS_MAX = 300;
const LANES_MAX = 12;
const LANE_EVENTS = 80;

const limitText = (seen) => (seen < EVENTS_MAX ? '' : `Only the newest ${EVENTS_MAX} events of this correlation are shown.`);

/** What belongs together: events of one correlation as they caused each other, or several streams side by side. */
class Graph extends Screen {
  static properties = { events: { state: true }, lanes: { state: true }, state: { state: true } };

  constructor() {
    super();
    this.events = [];
    this.lanes = [];
    this.state = '';
  }

  get #correlation() {
    return this.route.params.correlation ?? '';
  }

  get #streams() {
    return (this.route.query.s ?? '').split(',').filter(Boolean).map(decodeURIComponent);
  }

  async enter() {
    this.events = [];
    this.lanes = [];
    this.state = '';
    if (this.#correlation) {
      const signal = this.leaving;
      await this.#find(this.#correlation, signal).catch((failure) => {
        this.state = signal.aborted ? this.state : '';
        throw failure;
      });
    } else if (this.#streams.length) {
      const signal = this.leaving;
      const pages = await Promise.all(
        this.#streams.slice(0, LANES_MAX).map(async (stream) => ({
          stream,
          events: (
            await getJson(`/ui-api/streams/${encodeURIComponent(stream)}/events?count=${LANE_EVENTS}`, signal)
          ).events.toReversed(),
        })),
      );
      this.lanes = pages;
    }
  }

  async #find(correlation, signal) {
    this.state = 'Searching …';
    const query = new URLSearchParams({
      q: `meta.$correlationId="${correlation}"`,
      limit: EVENTS_MAX,
      metadata: 'true',
      system: 'false',
    });
    const found = [];
    let seen = 0;
    await follow(() => `/ui-api/search?${query}`, {
      signal,
      message: (name, data) => {
        // Links that projections wrote have the correlation of what they lead to.
        found.push(...(data.events ?? []).filter((event) => event.type !== '$>'));
        seen += data.events?.length ?? 0;
        this.state = name === 'end' ? limitText(seen) : `Searching … ${found.length} found`;
        if (data.events?.length || name === 'end') {
          this.events = found.toReversed();
        }
      },
    });
  }

  render() {
    return html`<div class="page">
      <header class="page-head"><h1>${this.#streams.length ? 'Lanes' : 'Correlation and causation'}</h1></header>
      ${failureNotice(this.failure, session)}
      <div class="cards">
        <form class="card card-body bar" @submit=${(submit) => {
          submit.preventDefault();
          go(address('correlation', new FormData(submit.target).get('id').trim()));
        }}><label class="field grow"><span>Events of one correlation, as they caused each other</span>
          <input name="id" required spellcheck="false" placeholder="$correlationId" .value=${this.#correlation}></label><button>Show</button></form>
        <div class="card card-body"><es-stream-picker .streams=${this.#streams} .max=${LANES_MAX}
          @choose=${(choose) => go(address('graph', { s: choose.detail.map(encodeURIComponent).join(',') }))}></es-stream-picker></div>
      </div>
      ${this.state ? html`<p class="hint" role="status">${this.state}</p>` : nothing}
      ${this.#correlation && this.events.length ? html`<section class="card card-body graph" aria-label="Causation" tabindex="0">${causes(this.events)}</section>` : nothing}
      ${this.#correlation && !this.state && this.events.length === 0 && !this.failure ? html`<div class="empty"><h2>No event has this correlation id</h2><p>Events belong together by <code>$correlationId</code> and <code>$causationId</code> in their metadata.</p></div>` : nothing}
      ${this.lanes.length ? html`<section class="card card-body lanes" aria-label="Lanes" tabindex="0">${lanes(this.lanes)}</section>` : nothing}
    </div>`;
  }
}

customElements.define('es-graph', Graph);
