import { html } from 'lit';
import { Part } from '../parts/element.js';
import { icon } from '../parts/icons.js';
import { KEYS } from './keys.js';

/** Which keys do what. */
class Help extends Part {
  open() {
    this.querySelector('dialog').showModal();
  }

  render() {
    return html`<dialog class="dialog wide" aria-labelledby="help-title" @click=${(click) => {
      if (click.target === click.currentTarget) {
        click.currentTarget.close();
      }
    }}>
      <div class="title-row"><h2 id="help-title">Keyboard</h2>
        <button class="ghost" aria-label="Close" @click=${() => this.querySelector('dialog').close()}>${icon('close')}</button></div>
      <div class="key-lists">${KEYS.map(
        ([title, keys]) => html`<section><h3>${title}</h3>
        <dl class="keys">${keys.map(
          ([key, text]) => html`<div>
          <dt>${key.split(' ').map((part) => html`<kbd>${part}</kbd>`)}</dt><dd>${text}</dd></div>`,
        )}</dl></section>`,
      )}</div>
    </dialog>`;
  }
}

customElements.define('es-help', Help);
