import { html, nothing } from 'lit';
import { Screen } from '../../parts/element.js';
import { icon } from '../../parts/icons.js';
import { handOver, takeOver } from '../../parts/drafts.js';
import { definitionOf, projectionsRun, queryOf, saveQuery } from '../../parts/projections.js';
import { preferences } from '../../preferences.js';
import { tell, tellFailure } from '../../parts/toasts.js';
import { address, go } from '../../router.js';
import { session as node } from '../../session.js';
import { failureNotice } from '../../shell/notices.js';
import { TEMPLATES } from '../projections/templates.js';
import { beginning } from './beginning.js';
import { breakpointForm, readBreakpoints } from './breakpoints-form.js';
import { Session } from './session.js';
import { historyList, whereItStands } from './progress.js';
import './step-view.js';
import '../../parts/script-editor.js';

/** A projection, walked through event by event and line by line; nothing is written. */
class Debugger extends Screen {
  static properties = {
    version: { state: true },
    step: { state: true },
    isStale: { state: true },
    lines: { state: true },
  };

  constructor() {
    super();
    this.session = null;
    this.version = 0;
    this.step = null;
    this.isStale = false;
    this.lines = [];
    this.emits = true;
    this.draft = null;
  }

  get projection() {
    return this.route.query.projection ?? '';
  }

  get editor() {
    return this.querySelector('es-script');
  }

  async enter() {
    if (this.opened === this.projection) {
      return; // Only the place to begin changed.
    }
    this.#close();
    this.draft = takeOver() ?? this.draft;
    const text = this.draft ?? (this.projection ? await queryOf(this.projection, this.leaving) : preferences.get('lastDebugged'));
    this.emits = this.projection ? (await definitionOf(this.projection, this.leaving)).emitEnabled === true : true;
    await this.updateComplete;
    this.opened = this.projection;
    this.draft = null;
    this.editor.value = text ?? TEMPLATES[0][2];
    if (this.route.query.line) {
      this.lines = [Number(this.route.query.line)];
      this.editor.breakpoints = this.lines;
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#close();
    this.opened = null;
  }

  #close() {
    this.session?.close();
    this.session = null;
    this.step = null;
    this.isStale = false;
  }

  async #open() {
    this.#close();
    const { from, partition, states } = this.route.query;
    const text = this.editor.value;
    const session = new Session(() => this.session === session && this.#changed());
    this.session = session;
    if (!this.projection) {
      preferences.set('lastDebugged', text);
    }
    try {
      await session.open({
        query: text,
        emits: this.emits,
        from: from ? Number(from) : undefined,
        partition: partition || undefined,
        projection: states && this.projection ? this.projection : undefined,
      });
    } catch (failure) {
      this.session = null;
      this.editor.complain(failure.message);
      throw failure;
    }
  }

  #changed() {
    this.version += 1;
    this.step = this.session.view.step;
    this.#mark();
  }

  #mark(current = this.step?.lines.at(-1)?.number ?? 0) {
    const ran = this.step?.lines.map((line) => line.number) ?? [];
    this.editor?.mark({ current: this.step?.fault ? 0 : current, ran, failed: this.step?.fault?.line ?? 0 });
  }

  async #do(act, document) {
    this.failure = null;
    try {
      if (!this.session || this.isStale || this.session.isOver) {
        await this.#open();
      }
      await this.session.tell(act, document);
    } catch (failure) {
      this.failure = failure;
    }
  }

  #run() {
    return this.#do('run', readBreakpoints(this.querySelector('form.breakpoints'), this.editor.breakpoints));
  }

  async #show(number) {
    try {
      this.step = await this.session.step(number);
      this.#mark();
    } catch (failure) {
      tellFailure(failure.message);
    }
  }

  async #save() {
    try {
      await saveQuery(this.projection, this.editor.value, this.emits);
      tell(`${this.projection} is saved and goes on from where it was`);
    } catch (failure) {
      tellFailure(failure.message);
    }
  }

  key(key) {
    const acts = { s: () => this.#do('step'), b: () => this.#do('back'), r: () => this.#run(), p: () => this.#pause() };
    acts[key.key]?.();
  }

  #pause() {
    return this.session?.isBusy ? this.session.tell('pause') : undefined;
  }

  render() {
    const view = this.session?.view;
    const isBusy = this.session?.isBusy === true;
    return html`<div class="page">
      <header class="page-head">${this.projection ? html`<nav class="crumbs" aria-label="Where this is"><a href="#/projections">Projections</a><span>/</span><a href=${address('projections', this.projection)}>${this.projection}</a></nav>` : nothing}
        <h1>Debugger</h1><span class="hint">Nothing is written.</span><span class="fill"></span>
        ${this.projection ? html`<button ?disabled=${!node.isOperator} @click=${() => this.#save()}>Save to projection</button>` : nothing}
        <button @click=${() => this.#hand('#/query')}>Query</button>
        ${this.projection ? nothing : html`<button ?disabled=${projectionsRun() !== 'All' || !node.isOperator} @click=${() => this.#hand('#/projections/new')}>Keep as projection</button>`}</header>
      ${failureNotice(this.failure, node)}
      <div class="bar debug-bar" role="toolbar" aria-label="Debugger">
        <button class="primary" ?disabled=${isBusy} title="Handles one event (s)" @click=${() => this.#do('step')}>${icon('chevron')}Step</button>
        <button ?disabled=${isBusy || !view?.history.length} title="Takes the last event back (b)" @click=${() => this.#do('back')}>${icon('left')}Back</button>
        ${isBusy ? html`<button title="Stops after the event at hand (p)" @click=${() => this.#pause()}>${icon('pause')}Pause</button>` : html`<button title="Goes on to a breakpoint, a fault or the end (r)" @click=${() => this.#run()}>${icon('play')}Run</button>`}
        <button ?disabled=${isBusy || !view} @click=${() => this.#do('restart')}>Restart</button>
        ${whereItStands(this.session, this.isStale)}
      </div>
      <div class="two wide-left">
        <div class="side-cards">
          <section class="card"><div class="card-head"><h2>Script</h2><span class="fill"></span><small class="faint">F9 or a click beside a line sets a breakpoint</small></div>
            <div class="card-body tall"><es-script breakpoints label="Script to debug" @change=${() => {
              this.isStale = this.session !== null;
            }} @breakpoints=${() => {
              this.lines = this.editor.breakpoints;
            }}></es-script></div></section>
          ${beginning(this, view)}
          ${breakpointForm(this.lines, view)}
        </div>
        <div class="side-cards">
          <es-step .step=${this.step} .view=${view} @line=${(chosen) => this.#mark(chosen.detail)}></es-step>
          ${historyList(view, this.step, (number) => this.#show(number))}
        </div>
      </div></div>`;
  }

  #hand(to) {
    handOver(this.editor.value);
    go(to);
  }
}

customElements.define('es-debugger', Debugger);
