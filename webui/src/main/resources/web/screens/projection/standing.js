import { html, nothing } from 'lit';
import { isDenied } from '../../api.js';
import { Part } from '../../parts/element.js';
import { Looking } from '../../parts/looking.js';
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
  #shown = null;
  #looking = new Looking(this, { millis: AGAIN_MILLIS, look: () => this.#look(), isLive: () => Boolean(this.info) });

  constructor() {
    super();
    this.partition = '';
    this.what = 'state';
    this.node = null;
    this.isEmpty = true;
    this.known = undefined;
    this.filter = '';
  }

  willUpdate(changed) {
    if (changed.get('name') !== undefined) {
      Object.assign(this, { partition: '', node: null, isEmpty: true, known: undefined, filter: '' });
    }
  }

  updated(changed) {
    if (changed.has('source') && this.info) {
      this.#looking.now();
    }
  }

  async #look() {
    await this.#load();
    await this.#list();
  }

  get #isPartitioned() {
    return Boolean(this.source?.byStream || this.source?.byCustomPartitions);
  }

  /** Which partitions there are; whoever may not ask can still name one. */
  async #list() {
    if (!this.#isPartitioned) {
      return;
    }
    const { name, filter } = this;
    try {
      const known = await partitionsOf(name, filter);
      if (name === this.name && filter === this.filter) {
        const partitions = known.partitions.toSorted((one, other) => one.localeCompare(other, undefined, { numeric: true }));
        this.known = { ...known, partitions, filter };
      }
    } catch (failure) {
      // The page says so if the node is gone.
      this.known = isDenied(failure) ? null : this.known;
    }
  }

  /** Shows a partition. */
  show(partition) {
    this.partition = partition;
    this.#looking.now();
  }

  #find(filter) {
    this.filter = filter;
    this.#looking.now();
  }

  async #load() {
    const of = this.#of;
    try {
      const text = await standingOf(this.name, this.what, this.partition);
      const key = `${of} ${text}`;
      if (of === this.#of && key !== this.#shown) {
        this.#shown = key;
        this.isEmpty = text.trim() === '';
        this.node = this.isEmpty ? null : readJson(text);
      }
    } catch {
      // The page says so if the node is gone. What is there may be of another partition.
      if (!this.#shown?.startsWith(of)) {
        this.isEmpty = true;
        this.node = null;
      }
    }
  }

  /** What is to be shown: of another one nothing may come in between. */
  get #of() {
    return JSON.stringify([this.name, this.what, this.partition]);
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
          this.#looking.now();
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
