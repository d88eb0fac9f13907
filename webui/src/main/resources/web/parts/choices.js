import { html } from 'lit';
import { Part } from './element.js';

/** A dialog with boxes to tick, before something is done. */
class Choices extends Part {
  static properties = { question: { attribute: false } };
  #answer = () => {};

  ask(question) {
    this.question = question;
    return new Promise((resolve) => {
      this.#answer = resolve;
      this.updateComplete.then(() => this.querySelector('dialog').showModal());
    });
  }

  #close(answer) {
    this.querySelector('dialog').close();
    this.remove();
    this.#answer(answer);
  }

  render() {
    const { title, text, act, choices, isPossible } = this.question;
    return html`<dialog class="dialog" aria-labelledby="choices-title" @cancel=${() => this.#close(null)}>
      <form method="dialog" @submit=${(submit) => {
        submit.preventDefault();
        const form = new FormData(submit.target);
        this.#close(Object.fromEntries(choices.map(([name]) => [name, form.has(name)])));
      }}><h2 id="choices-title">${title}</h2>${text.map((line) => html`<p>${line}</p>`)}
        <div class="form">${choices.map(([name, label]) => html`<label class="check"><input type="checkbox" name=${name} ?disabled=${!isPossible}><span>${label}</span></label>`)}</div>
        <div class="actions"><button type="button" class="quiet" @click=${() => this.#close(null)}>Cancel</button>
          <button type="submit" class="danger" ?disabled=${!isPossible}>${act}</button></div></form></dialog>`;
  }
}

customElements.define('es-choices', Choices);

/**
 * Asks.
 *
 * @returns {Promise<Record<string, boolean>|null>} what was ticked; null if nothing is to be done
 */
export function choose(question) {
  const dialog = document.createElement('es-choices');
  document.querySelector('es-shell').append(dialog);
  return dialog.ask(question);
}
