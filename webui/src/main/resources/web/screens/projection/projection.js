import { html, nothing } from 'lit';
import { Screen } from '../../parts/element.js';
import { icon } from '../../parts/icons.js';
import { projectionsOff } from '../../parts/off.js';
import * as api from '../../parts/projections.js';
import { handOver } from '../../parts/drafts.js';
import { tell, tellFailure } from '../../parts/toasts.js';
import { address, go } from '../../router.js';
import { session } from '../../session.js';
import { failureNotice } from '../../shell/notices.js';
import { deletion } from './deletion.js';
import { fault } from './fault.js';
import { figures } from './figures.js';
import { reset } from './reset.js';
import './settings.js';
import './standing.js';
import './partitions-table.js';
import '../../parts/script-editor.js';

const AGAIN_MILLIS = 1000;
const KEPT = 900;

/** One projection: its script, how it does, its state, its settings. */
class Projection extends Screen {
  static properties = {
    info: { state: true },
    text: { state: true },
    definition: { state: true },
    isChanged: { state: true },
    history: { state: true },
    emits: { state: true },
  };

  constructor() {
    super();
    this.info = null;
    this.text = null;
    this.history = [];
    this.isChanged = false;
    this.emits = false;
  }

  get name() {
    return api.nameIn(this.route.params.projection);
  }

  get isNative() {
    return !(this.definition?.query ?? '').match(/from|on_|options/) && this.name.startsWith('$');
  }

  async enter() {
    const signal = this.leaving;
    if (this.route.params.act === 'debug') {
      go(address('debugger', { projection: this.name }), { replace: true });
      return;
    }
    this.history = [];
    this.text = null;
    this.isGoing = false;
    await this.#load(signal);
    while (!signal.aborted) {
      if (!document.hidden && !this.isGoing) {
        this.looking = this.#look(signal);
        await this.looking;
      }
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MILLIS));
    }
  }

  async #load(signal) {
    const [info, text, definition] = await Promise.all([
      api.projectionOf(this.name, signal),
      api.queryOf(this.name, signal),
      api.definitionOf(this.name, signal),
    ]);
    this.info = info;
    this.text = text;
    this.definition = definition;
    this.emits = definition.emitEnabled === true;
    await this.updateComplete;
    this.querySelector('es-script').value = text;
    this.isChanged = false;
    if (this.route.params.act === 'delete') {
      deletion(this).catch((failure) => tellFailure(failure.message));
    }
  }

  async #look(signal) {
    try {
      const info = await api.projectionOf(this.name, signal);
      const before = this.history.at(-1);
      const handled = info.eventsProcessedAfterRestart;
      const at = Date.now();
      const rate = before && handled >= before.handled ? ((handled - before.handled) * 1000) / (at - before.at) : 0;
      this.history = [...this.history, { at, handled, rate, lag: api.lagOf(info) ?? 0 }].slice(-KEPT);
      this.info = info;
      this.failure = null;
      this.#showFault();
    } catch (failure) {
      this.failure = signal.aborted ? null : failure;
    }
  }

  #showFault() {
    const reason = this.info.stateReason;
    if (reason !== this.shownReason && !this.isChanged) {
      this.shownReason = reason;
      const { message, line } = api.faultOf(reason ?? '');
      this.querySelector('es-script')?.complain(reason ? `${message.replace(/\(line \d+\)/, '')} (line ${line || 1})` : null);
    }
  }

  /** Does something after which there is nothing left to look at, unless it fails. */
  async last(act) {
    this.isGoing = true;
    try {
      await this.looking;
      await act();
    } catch (failure) {
      this.isGoing = false;
      throw failure;
    }
  }

  async act(act, done) {
    try {
      await act();
      tell(done);
      await this.#look(this.leaving);
    } catch (failure) {
      tellFailure(failure.message);
    }
  }

  async #save() {
    const text = this.querySelector('es-script').value;
    await this.act(async () => {
      await api.saveQuery(this.name, text, this.emits);
      this.text = text;
      this.isChanged = false;
      this.isTypedIn = false;
      this.shownReason = undefined;
    }, `${this.name} is saved and goes on from where it was`);
  }

  #changed() {
    this.isChanged =
      this.querySelector('es-script').value !== this.text || this.emits !== (this.definition.emitEnabled === true);
  }

  render() {
    const { info } = this;
    const may = session.isOperator || info?.mode === 'Transient';
    const runs = info && api.isRunning(info);
    return html`<div class="page">
      <header class="page-head"><nav class="crumbs" aria-label="Where this is"><a href="#/projections">Projections</a></nav>
        <h1>${this.name}</h1>${info ? html`<span class="badge" data-kind=${api.kindOf(info.status)}>${info.status}</span><span class="badge">${info.mode}</span>` : nothing}
        <span class="fill"></span>
        ${
          runs
            ? html`<button ?disabled=${!may} @click=${() => this.act(() => api.command(this.name, 'disable'), `${this.name} is stopped`)}>${icon('pause')}Stop</button>
        <button ?disabled=${!may} title="Stops without a checkpoint" @click=${() => this.act(() => api.command(this.name, 'abort'), `${this.name} is aborted`)}>Abort</button>`
            : html`<button class="primary" ?disabled=${!may || !info} @click=${() => this.act(() => api.command(this.name, 'enable'), `${this.name} is started`)}>${icon('play')}Start</button>`
        }
        <button ?disabled=${!may || !info} @click=${() => reset(this)}>Reset</button>
        ${session.isOperator && info?.mode !== 'Transient' ? html`<a class="button" href=${address('projections', this.name, 'versions')}>${icon('clock')}Versions</a>` : nothing}
        <a class="button" href=${address('debugger', { projection: this.name })}>${icon('debug')}Debug</a>
        <button ?disabled=${!may || !info || this.name.startsWith('$')} @click=${() => deletion(this).catch((failure) => tellFailure(failure.message))}>Delete</button></header>
      ${this.info ? nothing : projectionsOff()}
      ${failureNotice(this.failure, session)}
      ${info?.stateReason ? fault(info) : nothing}
      ${figures(info, this.history)}
      <div class="two">
        <section class="card"><div class="card-head"><h2>${this.isNative ? 'Settings of the handler' : 'Script'}</h2><span class="fill"></span>
          <label class="check"><input type="checkbox" .checked=${this.emits} ?disabled=${!may} @change=${(change) => {
            this.emits = change.target.checked;
            this.#changed();
          }}><span>May emit</span></label>
          <button class="small" title="Opens it with what stands here now" @click=${() => {
            handOver(this.querySelector('es-script').value);
            go('#/debugger');
          }}>Try in the debugger</button>
          <button class="small primary" ?disabled=${!may || !this.isChanged} @click=${() => this.#save()}>Save</button></div>
          <div class="card-body tall"><es-script label="Script of the projection" ?plain=${this.isNative} @change=${() => this.text !== null && this.#changed()}></es-script></div></section>
        <es-standing .name=${this.name} .info=${info} .source=${this.definition?.definition}></es-standing>
      </div>
      <es-partitions-table .name=${this.name} .source=${this.definition?.definition} .isRunning=${Boolean(runs)} @choose=${(chosen) => this.querySelector('es-standing').show(chosen.detail)}></es-partitions-table>
      <es-projection-settings .name=${this.name} .info=${info}></es-projection-settings>
    </div>`;
  }
}

customElements.define('es-projection', Projection);
