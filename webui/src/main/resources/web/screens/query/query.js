import { html, nothing } from 'lit';
import { Screen } from '../../parts/element.js';
import { icon } from '../../parts/icons.js';
import { projectionsOff } from '../../parts/off.js';
import { projectionsRun } from '../../parts/projections.js';
import { forgetNamed, handOver, savedQueries, saveNamed, takeOver } from '../../parts/drafts.js';
import { preferences } from '../../preferences.js';
import { tell } from '../../parts/toasts.js';
import { go } from '../../router.js';
import { session } from '../../session.js';
import { failureNotice } from '../../shell/notices.js';
import { DryRun } from './dry-run.js';
import { partitionCard, results } from './results.js';
import { Transient } from './transient.js';
import '../../parts/script-editor.js';

const FIRST = `fromAll().when({
  $init() {
    return { count: 0 };
  },
  $any(state, event) {
    state.count += 1;
    return state;
  },
});
`;

/** A script over everything there is: tried out without a trace, or run as a query of the node. */
class Query extends Screen {
  static properties = { run: { state: true }, version: { state: true }, name: { state: true }, problem: { state: true } };

  constructor() {
    super();
    this.run = null;
    this.version = 0;
    this.name = '';
    this.problem = null;
  }

  get #text() {
    return this.querySelector('es-script').value;
  }

  async enter() {
    await this.updateComplete;
    const saved = savedQueries().find((query) => query.name === this.route.query.q);
    this.name = saved?.name ?? '';
    this.querySelector('es-script').value = saved?.text ?? takeOver() ?? preferences.get('lastQuery') ?? FIRST;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.run?.close();
    this.run = null;
  }

  #begin(Kind) {
    this.run?.close();
    preferences.set('lastQuery', this.#text);
    this.failure = null;
    this.run = new Kind(this.#text, {
      changed: () => {
        this.version += 1;
      },
      failed: (failure) => {
        this.failure = failure;
        this.querySelector('es-script')?.complain(failure.message);
      },
      limits: this.#limits(),
    });
  }

  #limits() {
    const form = new FormData(this.querySelector('form.limits'));
    const number = (name) => (form.get(name) ? Number(form.get(name)) : undefined);
    return { events: number('events'), seconds: number('seconds'), from: number('from') };
  }

  key(key) {
    if (key.key === 'r' && !this.run?.isBusy) {
      this.#begin(DryRun);
    }
  }

  #save(submit) {
    submit.preventDefault();
    const name = new FormData(submit.target).get('name').trim();
    if (name) {
      saveNamed(name, this.#text);
      this.name = name;
      tell(`${name} is saved in this browser`);
    }
  }

  render() {
    const isBusy = this.run?.isBusy === true;
    return html`<div class="page">
      <header class="page-head"><h1>Query</h1><span class="fill"></span>
        <button @click=${() => this.#hand('#/debugger')}>${icon('debug')}Debug</button>
        <button ?disabled=${projectionsRun() !== 'All' || !session.isOperator} @click=${() => this.#hand('#/projections/new')}>Keep as projection</button></header>
      ${projectionsOff()}${failureNotice(this.failure, session)}
      <div class="two wide-left">
        <section class="card"><div class="card-head">
          ${
            isBusy
              ? html`<button class="danger" @click=${() => this.run.cancel()}>Cancel</button>`
              : html`<button class="primary" ?disabled=${this.problem !== null} title="Runs it over everything and writes nothing (r)" @click=${() => this.#begin(DryRun)}>${icon('play')}Dry run</button>
              <button ?disabled=${projectionsRun() !== 'All' || this.problem !== null} title="Runs it in the node, as a query of version 5" @click=${() => this.#begin(Transient)}>Run as query</button>`
          }<span class="fill"></span>${this.#saved()}</div>
          <div class="card-body tall"><es-script label="Query" @checked=${(checked) => {
            this.problem = checked.detail;
          }}></es-script></div>
          <div class="card-foot"><form class="limits bar" @submit=${(submit) => submit.preventDefault()}>
            <label class="check"><span>Dry run from</span><input type="number" name="from" min="0" placeholder="0"></label>
            <span>at most</span>
            <label class="check"><input type="number" name="events" min="1" placeholder="all"><span>events</span></label>
            <label class="check"><input type="number" name="seconds" min="1" max="600" placeholder="60"><span>seconds</span></label></form></div></section>
        ${results(this)}
      </div>${partitionCard(this.run)}</div>`;
  }

  #hand(to) {
    handOver(this.#text);
    go(to);
  }

  #saved() {
    const saved = savedQueries();
    return html`<label><span class="visually-hidden">Saved queries</span><select name="saved" @change=${(change) => go(`#/query?q=${encodeURIComponent(change.target.value)}`)}>
        <option value="" ?selected=${!this.name}>Saved queries (${saved.length})</option>
        ${saved.map(({ name }) => html`<option value=${name} ?selected=${name === this.name}>${name}</option>`)}</select></label>
      <details class="menu"><summary class="button small">Save</summary><form class="card menu-body bar" @submit=${(submit) => this.#save(submit)}>
        <label class="check"><span>Name</span><input name="name" required autocomplete="off" .value=${this.name}></label><button class="primary">Save it</button>
        ${
          this.name
            ? html`<button type="button" @click=${() => {
                forgetNamed(this.name);
                tell(`${this.name} is forgotten`);
                go('#/query');
              }}>Forget ${this.name}</button>`
            : nothing
        }</form></details>`;
  }
}

customElements.define('es-query', Query);
