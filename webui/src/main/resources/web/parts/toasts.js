import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Part } from './element.js';
import { icon } from './icons.js';

const SHOWN_MILLIS = 5000;
const SHOWN_MAX = 4;

/** Short messages in a corner; readers of screens are told as well. */
class Toasts extends Part {
  static properties = { list: { state: true } };
  #next = 0;

  constructor() {
    super();
    this.list = [];
  }

  add(kind, text) {
    const id = this.#next++;
    this.list = [...this.list, { id, kind, text }].slice(-SHOWN_MAX);
    if (kind !== 'bad') {
      setTimeout(() => this.remove_(id), SHOWN_MILLIS);
    }
  }

  remove_(id) {
    this.list = this.list.filter((toast) => toast.id !== id);
  }

  render() {
    return html`<div class="toasts" role="status" aria-live="polite">
      ${repeat(
        this.list,
        (toast) => toast.id,
        (toast) => html`
        <div class="toast" data-kind=${toast.kind}>
          <span>${toast.text}</span>
          <button class="ghost small" aria-label="Dismiss" @click=${() => this.remove_(toast.id)}>${icon('close')}</button>
        </div>`,
      )}
    </div>`;
  }
}

customElements.define('es-toasts', Toasts);

/** Says that something was done. */
export const tell = (text) => document.querySelector('es-toasts')?.add('good', text);

/** Says that something failed, until it is dismissed. */
export const tellFailure = (text) => document.querySelector('es-toasts')?.add('bad', text);

/** Copies a text and says so. */
export async function copyText(text, what = 'Copied') {
  try {
    await navigator.clipboard.writeText(text);
    tell(what);
  } catch {
    tellFailure('The browser does not let this page use the clipboard.');
  }
}
