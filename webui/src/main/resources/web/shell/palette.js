import { html, nothing } from 'lit';
import { getJson } from '../api.js';
import { Part } from '../parts/element.js';
import { icon } from '../parts/icons.js';
import { go } from '../router.js';
import { offered } from './offers.js';

/** One field that leads everywhere: pages, streams by parts of their name, events, searches. */
class Palette extends Part {
  static properties = { text: { state: true }, items: { state: true }, at: { state: true }, isOpen: { state: true } };
  #asked = new AbortController();
  /** Whether somebody moved to an item: from then on nothing moves any more, what arrives goes below. */
  #isMoved = false;
  #pointer = '';
  #isReal = false;

  constructor() {
    super();
    this.text = '';
    this.items = [];
    this.at = 0;
    this.isOpen = false;
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('mousemove', this.#see, true);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('mousemove', this.#see, true);
  }

  open(text) {
    this.isOpen = true;
    this.updateComplete.then(() => {
      this.querySelector('dialog').showModal();
      this.#type(text);
    });
  }

  async #type(text) {
    this.text = text;
    this.at = 0;
    this.#isMoved = false;
    this.items = offered(text.trim(), [], []);
    this.#asked.abort();
    this.#asked = new AbortController();
    const { signal } = this.#asked;
    if (!text.trim()) {
      return;
    }
    try {
      const [found, known] = await Promise.all([
        getJson(`/ui-api/streams?limit=8&filter=${encodeURIComponent(text.trim())}&sort=best`, signal),
        getJson('/ui-api/subscriptions', signal).catch(() => ({ groups: [] })),
      ]);
      if (!signal.aborted) {
        const items = offered(text.trim(), found.streams, known.groups);
        this.items = this.#isMoved ? [...this.items, ...items.filter((item) => !this.items.some((each) => isSame(each, item)))] : items;
      }
    } catch {
      // Whoever may not list streams can still name one.
    }
  }

  #key(key) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[key.key];
    if (step) {
      key.preventDefault();
      this.#isMoved = true;
      this.at = (this.at + step + this.items.length) % Math.max(1, this.items.length);
      this.updateComplete.then(() =>
        this.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' }),
      );
    } else if (key.key === 'Enter' && this.items[this.at]) {
      key.preventDefault();
      this.#choose(this.items[this.at]);
    }
  }

  /** Browsers tell of a move as well when a list is drawn anew below a pointer that rests. */
  #see = (move) => {
    const pointer = `${move.screenX} ${move.screenY}`;
    this.#isReal = pointer !== this.#pointer;
    this.#pointer = pointer;
  };

  #point(place) {
    if (this.#isReal) {
      this.#isMoved = true;
      this.at = place;
    }
  }

  #choose(item) {
    this.querySelector('dialog').close();
    if (item.act) {
      item.act();
    } else {
      go(item.href);
    }
  }

  render() {
    if (!this.isOpen) {
      return nothing;
    }
    return html`<dialog class="palette" aria-label="Search or go to" @close=${() => {
      this.isOpen = false;
    }}
      @click=${(click) => {
        if (click.target === click.currentTarget) {
          click.currentTarget.close();
        }
      }}>
      <label class="palette-field">${icon('search')}
        <input type="text" role="combobox" aria-expanded="true" aria-controls="palette-list" aria-label="Search or go to"
          aria-activedescendant=${this.items.length ? `palette-${this.at}` : nothing} autocomplete="off" spellcheck="false"
          placeholder="A page, a stream, stream@3, an event id, or text to find" autofocus
          .value=${this.text} @input=${(input) => this.#type(input.target.value)} @keydown=${(key) => this.#key(key)}></label>
      <ul id="palette-list" role="listbox" aria-label="Results">${this.items.map(
        (item, place) => html`
        <li id="palette-${place}" role="option" aria-selected=${place === this.at}
          @mousemove=${() => this.#point(place)} @click=${() => this.#choose(item)}>
          ${icon(item.icon)}<span class="cut">${item.text}</span><small>${item.kind}</small></li>`,
      )}</ul>
    </dialog>`;
  }
}

const isSame = (one, other) => one.text === other.text && one.kind === other.kind && one.href === other.href;

customElements.define('es-palette', Palette);
