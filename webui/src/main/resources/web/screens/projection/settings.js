import { html, nothing } from 'lit';
import { Part } from '../../parts/element.js';
import { icon } from '../../parts/icons.js';
import { configOf, isRunning, saveConfig } from '../../parts/projections.js';
import { tell } from '../../parts/toasts.js';
import { session } from '../../session.js';

const NUMBERS = [
  ['checkpointAfterMs', 'Checkpoint after', 'ms at least between two checkpoints', 0],
  ['checkpointHandledThreshold', 'Checkpoint after events', 'handled events for each checkpoint', 4000],
  ['checkpointUnhandledBytesThreshold', 'Checkpoint after bytes', 'of events that were passed by', 10_000_000],
  ['pendingEventsThreshold', 'Pending events', 'kept for clients of version 5', 5000],
  ['maxWriteBatchLength', 'Batch', 'kept for clients of version 5', 500],
  ['maxAllowedWritesInFlight', 'Writes in flight', 'kept for clients of version 5', 0],
];

/** How a projection works; can be changed while it does not run. */
class ProjectionSettings extends Part {
  static properties = { name: { attribute: false }, info: { attribute: false }, config: { state: true }, wrong: { state: true } };
  #loaded = null;

  constructor() {
    super();
    this.config = null;
    this.wrong = '';
  }

  updated() {
    if (this.info && this.#loaded !== this.name && session.isOperator) {
      this.#loaded = this.name;
      this.#load();
    }
  }

  async #load() {
    try {
      this.config = await configOf(this.name);
    } catch {
      this.config = null; // Not for whoever sits here.
    }
  }

  async #save(submit) {
    submit.preventDefault();
    const form = new FormData(submit.target);
    const config = { emitEnabled: form.has('emitEnabled'), trackEmittedStreams: form.has('trackEmittedStreams') };
    for (const [name] of NUMBERS) {
      config[name] = Number(form.get(name));
    }
    this.wrong = '';
    try {
      await saveConfig(this.name, config);
      tell('The settings are saved');
      await this.#load();
    } catch (failure) {
      this.wrong = failure.message;
    }
  }

  render() {
    if (!this.config || !this.info) {
      return nothing;
    }
    const runs = isRunning(this.info);
    const { config } = this;
    return html`<details class="card"><summary class="card-head">${icon('chevron')}<h2>Settings</h2></summary>
      <form class="card-body form" @submit=${this.#save}>
        ${runs ? html`<p class="hint">It runs: stop it to change them.</p>` : nothing}
        ${this.wrong ? html`<p class="notice" role="alert" data-kind="bad">${this.wrong}</p>` : nothing}
        <div class="bar"><label class="check"><input type="checkbox" name="emitEnabled" .checked=${config.emitEnabled === true} ?disabled=${runs}><span>May emit</span></label>
          <label class="check"><input type="checkbox" name="trackEmittedStreams" .checked=${config.trackEmittedStreams === true} ?disabled=${runs}><span>Remembers the streams it emits to</span></label></div>
        <div class="pair">${NUMBERS.map(
          ([name, title, text, usual]) => html`<label class="field"><span>${title}</span>
          <input type="number" min="0" name=${name} .value=${String(config[name] ?? 0)} ?disabled=${runs}><small>${text}; usual: ${usual}</small></label>`,
        )}</div>
        <div class="actions"><button class="primary" ?disabled=${runs}>Save settings</button></div></form></details>`;
  }
}

customElements.define('es-projection-settings', ProjectionSettings);
