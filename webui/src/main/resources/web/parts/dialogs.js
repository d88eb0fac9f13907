import { html, nothing } from 'lit';
import { Part } from './element.js';

/** The one dialog that asks before something is done. */
class Confirmation extends Part {
  static properties = { question: { state: true }, typed: { state: true } };
  #answer = () => {};

  constructor() {
    super();
    this.question = null;
    this.typed = '';
  }

  ask(question) {
    this.question = question;
    this.typed = '';
    return new Promise((resolve) => {
      this.#answer = resolve;
      this.updateComplete.then(() => this.querySelector('dialog').showModal());
    });
  }

  #close(answer) {
    this.querySelector('dialog')?.close();
    this.question = null;
    this.#answer(answer);
  }

  render() {
    const question = this.question;
    if (!question) {
      return nothing;
    }
    const isReady = !question.mustType || this.typed === question.mustType;
    return html`<dialog class="dialog" aria-labelledby="dialog-title" @cancel=${() => this.#close(false)}>
      <form method="dialog" @submit=${(submit) => {
        submit.preventDefault();
        if (isReady) {
          this.#close(true);
        }
      }}>
        <h2 id="dialog-title">${question.title}</h2>
        ${question.text.map((line) => html`<p>${line}</p>`)}
        ${
          question.mustType
            ? html`
          <label class="field"><span>Type <code>${question.mustType}</code> to go on</span>
            <input name="typed" autocomplete="off" spellcheck="false" .value=${this.typed}
              @input=${(input) => {
                this.typed = input.target.value;
              }}></label>`
            : nothing
        }
        <div class="actions">
          <button type="button" class="quiet" @click=${() => this.#close(false)}>${question.otherwise ?? 'Cancel'}</button>
          <button type="submit" class=${question.isDangerous ? 'danger' : 'primary'} ?disabled=${!isReady}>${question.act}</button>
        </div>
      </form>
    </dialog>`;
  }
}

customElements.define('es-confirmation', Confirmation);

/**
 * Asks whether to go on.
 *
 * @param {{title: string, text: string[], act: string, otherwise?: string, isDangerous?: boolean, mustType?: string}} question
 * @returns {Promise<boolean>}
 */
export function confirm(question) {
  return document.querySelector('es-confirmation').ask(question);
}
