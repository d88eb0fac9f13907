import { html, nothing } from 'lit';
import { Part } from '../../parts/element.js';
import { partitionsOf, standingOf } from '../../parts/projections.js';
import { readJson } from '../../parts/json-text.js';
import { address } from '../../router.js';
import { partitions } from './partitions.js';
import '../../parts/json-view.js';

const AGAIN_MILLIS = 1000;

/** The state and the result of a projection, of the whole or of a partition. */
class StandingView extends Part {
  static properties = {
    name: { attribute: false },
    info: { attribute: false },
    source: { attribute: false },
    partition: { state: true },
    what: { state: true },
    node: { state: true },
    isEmpty: { state: true },
    known: { state: true },
    filter: { state: true },
  };
  #timer = 0;
  #shown = null;

  constructor() {
    super();
    this.partition = '';
    this.what = 'state';
    this.node = null;
    this.isEmpty = true;
    this.known = undefined;
    this.filter = '';
  }

  connectedCallback() {
    super.connectedCallback();
    this.#again();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  updated(changed) {
    if (changed.has('source')) {
      this.#list();
    }
  }

  async #again() {
    if (!document.hidden && this.info) {
      await this.#load();
      await this.#list();
    }
    if (this.isConnected) {
      this.#timer = setTimeout(() => this.#again(), AGAIN_MILLIS);
    }
  }

  get #isPartitioned() {
    return Boolean(this.source?.byStream || this.source?.byCustomPartitions);
  }

  /** Which partitions there are; whoever may not ask can still name one. */
  async #list() {
    if (!this.#isPartitioned) {
      return;
    }
    const { filter } = this;
    try {
      const known = await partitionsOf(this.name, filter);
      if (filter === this.filter) {
        const partitions = known.partitions.toSorted((one, other) => one.localeCompare(other, undefined, { numeric: true }));
        this.known = { ...known, partitions, filter };
      }
    } catch {
      this.known = null;
    }
  }

  /** Shows a partition. */
  show(partition) {
    this.partition = partition;
    this.#load();
  }

  #find(filter) {
    this.filter = filter;
    this.#list();
  }

  async #load() {
    try {
      const text = await standingOf(this.name, this.what, this.partition);
      const key = `${this.what} ${this.partition} ${text}`;
      if (key !== this.#shown) {
        this.#shown = key;
        this.isEmpty = text.trim() === '';
        this.node = this.isEmpty ? null : readJson(text);
      }
    } catch {
      // The page says so if the node is gone.
    }
  }

  render() {
    const isPartitioned = this.#isPartitioned;
    const result = this.source?.options?.producesResults
      ? (this.source.options.resultStreamName ?? `$projections-${this.name}-result`)
      : null;
    return html`<section class="card"><div class="card-head">
      <div class="segments" role="group" aria-label="What to show">${['state', 'result'].map(
        (what) => html`<button aria-pressed=${this.what === what} @click=${() => {
          this.what = what;
          this.#load();
        }}>${what === 'state' ? 'State' : 'Result'}</button>`,
      )}</div><span class="fill"></span>${result ? html`<a href=${address('streams', result)}>Result stream</a>` : nothing}</div>
      <div class="card-body form">
        ${
          isPartitioned
            ? partitions(this.known, {
                chosen: this.partition,
                filter: this.filter,
                isByStream: this.source.byStream,
                find: (filter) => this.#find(filter),
                show: (partition) => this.show(partition),
              })
            : nothing
        }
        ${
          this.isEmpty
            ? html`<p class="hint">${isPartitioned && !this.partition ? 'Every partition has a state of its own: choose one.' : 'Nothing there.'}</p>`
            : html`<div class="raw" role="region" aria-label=${this.what === 'state' ? 'State' : 'Result'} tabindex="0"><es-json .node=${this.node} label=${this.what}></es-json></div>`
        }</div></section>`;
  }
}

customElements.define('es-standing', StandingView);
