import { html, nothing } from 'lit';
import { Part } from '../../parts/element.js';
import { standingOf } from '../../parts/projections.js';
import { readJson } from '../../parts/json-text.js';
import { address } from '../../router.js';
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
  };
  #timer = 0;
  #shown = null;

  constructor() {
    super();
    this.partition = '';
    this.what = 'state';
    this.node = null;
    this.isEmpty = true;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#again();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  async #again() {
    if (!document.hidden && this.info) {
      await this.#load();
    }
    if (this.isConnected) {
      this.#timer = setTimeout(() => this.#again(), AGAIN_MILLIS);
    }
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
    const isPartitioned = this.source?.byStream || this.source?.byCustomPartitions;
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
            ? html`<form class="bar" @submit=${(submit) => {
                submit.preventDefault();
                this.partition = new FormData(submit.target).get('partition').trim();
                this.#load();
              }}><label class="grow"><span class="visually-hidden">Partition</span><input class="wide-input" name="partition" spellcheck="false" autocomplete="off" placeholder=${this.source.byStream ? 'Partition: the name of a stream' : 'Partition'}></label><button>Show</button></form>`
            : nothing
        }
        ${
          this.isEmpty
            ? html`<p class="hint">${isPartitioned && !this.partition ? 'Every partition has a state of its own: name one.' : 'Nothing there.'}</p>`
            : html`<div class="raw" role="region" aria-label="State" tabindex="0"><es-json .node=${this.node} label=${this.what}></es-json></div>`
        }</div></section>`;
  }
}

customElements.define('es-standing', StandingView);
