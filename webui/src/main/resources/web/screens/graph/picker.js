import { html } from 'lit';
import { getJson } from '../../api.js';
import { Part } from '../../parts/element.js';
import { icon } from '../../parts/icons.js';

const OFFERED = 20;

/** A field in which streams are found by parts of their names and chosen one after the other. */
class StreamPicker extends Part {
  static properties = { streams: { attribute: false }, offered: { state: true }, max: { type: Number } };
  #asked = new AbortController();

  constructor() {
    super();
    this.streams = [];
    this.offered = [];
    this.max = 12;
  }

  async #type(text) {
    this.#asked.abort();
    this.#asked = new AbortController();
    const { signal } = this.#asked;
    try {
      const found = await getJson(`/ui-api/streams?limit=${OFFERED}&sort=best&filter=${encodeURIComponent(text)}`, signal);
      if (!signal.aborted) {
        this.offered = found.streams.map((stream) => stream.name);
      }
    } catch {
      // Whoever may not list streams can still name one.
    }
  }

  #add(name) {
    const input = this.querySelector('input');
    input.value = '';
    if (name && !this.streams.includes(name) && this.streams.length < this.max) {
      this.#choose([...this.streams, name]);
    }
  }

  #choose(streams) {
    this.dispatchEvent(new CustomEvent('choose', { detail: streams }));
  }

  render() {
    return html`<div class="field"><span>Several streams side by side, up to ${this.max}</span>
      <div class="bar chips">${this.streams.map(
        (name) => html`<span class="badge" data-kind="info">${name}<button class="ghost small" type="button" aria-label="Without ${name}" @click=${() => this.#choose(this.streams.filter((other) => other !== name))}>${icon('close')}</button></span>`,
      )}
      <form class="bar grow" @submit=${(submit) => {
        submit.preventDefault();
        this.#add(this.querySelector('input').value.trim());
      }}><input class="grow" name="stream" list="picker-streams" spellcheck="false" autocomplete="off" aria-label="Add a stream" placeholder=${this.streams.length ? 'and …' : 'orders-1'}
          @focus=${(focus) => this.#type(focus.target.value)} @input=${(input) => this.#type(input.target.value)}>
        <datalist id="picker-streams">${this.offered.map((name) => html`<option value=${name}></option>`)}</datalist><button>Add</button></form></div></div>`;
  }
}

customElements.define('es-stream-picker', StreamPicker);
