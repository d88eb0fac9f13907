import { html, nothing } from 'lit';
import { Screen } from '../../parts/element.js';
import { icon } from '../../parts/icons.js';
import { projectionsOff } from '../../parts/off.js';
import { create, projectionsRun } from '../../parts/projections.js';
import { handOver, takeOver } from '../../parts/drafts.js';
import { tell } from '../../parts/toasts.js';
import { address, go } from '../../router.js';
import { session } from '../../session.js';
import { failureNotice } from '../../shell/notices.js';
import { TEMPLATES } from './templates.js';
import '../../parts/script-editor.js';

const STANDARD = [
  ['native:EventStore.Projections.Core.Standard.CategorizeEventsByStreamPath', 'Events by category', 'first\n-'],
  ['native:EventStore.Projections.Core.Standard.CategorizeStreamByPath', 'Streams by category', 'first\n-'],
  ['native:EventStore.Projections.Core.Standard.IndexEventsByEventType', 'Events by type', ''],
  ['native:EventStore.Projections.Core.Standard.IndexStreams', 'Streams', ''],
  [
    'native:EventStore.Projections.Core.Standard.ByCorrelationId',
    'Events by correlation',
    '{"correlationIdProperty":"$correlationId"}',
  ],
];

/** A new projection. */
class NewProjection extends Screen {
  static properties = { wrong: { state: true }, mode: { state: true }, emits: { state: true }, type: { state: true } };

  constructor() {
    super();
    this.wrong = '';
    this.mode = 'continuous';
    this.emits = false;
    this.type = 'JS';
  }

  async enter() {
    await this.updateComplete;
    this.querySelector('es-script').value = takeOver() ?? TEMPLATES[0][2];
    this.type = this.route.path === 'projections/standard' ? STANDARD[0][0] : 'JS';
    if (this.type !== 'JS') {
      this.#choose(this.type);
    }
  }

  get #text() {
    return this.querySelector('es-script').value;
  }

  #choose(type) {
    this.type = type;
    const editor = this.querySelector('es-script');
    editor.toggleAttribute('plain', type !== 'JS');
    editor.value = STANDARD.find(([each]) => each === type)?.[2] ?? TEMPLATES[0][2];
  }

  async #submit(submit) {
    submit.preventDefault();
    const form = new FormData(submit.target);
    const name = form.get('name').trim();
    const yes = (field) => (form.get(field) ? 'yes' : 'no');
    this.wrong = '';
    try {
      await create(this.mode, this.#text, {
        name,
        type: this.type,
        enabled: yes('enabled'),
        emit: yes('emit'),
        checkpoints: this.mode === 'continuous' || form.get('emit') ? 'yes' : yes('checkpoints'),
        trackemittedstreams: yes('track'),
      });
      tell(`${name} is made`);
      go(address('projections', name));
    } catch (failure) {
      this.wrong = failure.message;
    }
  }

  render() {
    const may = projectionsRun() !== 'None' && session.isOperator;
    return html`<div class="page">
      <header class="page-head"><nav class="crumbs" aria-label="Where this is"><a href="#/projections">Projections</a></nav>
        <h1>New projection</h1></header>
      ${projectionsOff()}${failureNotice(this.failure, session)}
      ${this.wrong ? html`<p class="notice" role="alert" data-kind="bad">${this.wrong}</p>` : nothing}
      <form class="two" @submit=${this.#submit}>
        <section class="card"><div class="card-head"><h2>${this.type === 'JS' ? 'Script' : 'Settings'}</h2><span class="fill"></span>
          <button type="button" class="small" ?disabled=${this.type !== 'JS'} @click=${() => {
            handOver(this.#text);
            go('#/debugger');
          }}>${icon('debug')}Try it in the debugger</button></div>
          <div class="card-body tall"><es-script label="Script of the projection"></es-script></div></section>
        <div class="side-cards">
          <section class="card card-body form">
            <label class="field"><span>Name</span><input name="name" required autocomplete="off" spellcheck="false" placeholder="orders-per-day"></label>
            <fieldset class="field"><legend>Mode</legend>
              ${this.#mode('continuous', 'Continuous: goes on with every new event')}
              ${this.#mode('onetime', 'One-time: stops when it has read everything')}</fieldset>
            <label class="check"><input type="checkbox" name="emit" .checked=${this.emits} @change=${(change) => {
              this.emits = change.target.checked;
            }}><span>May emit events and links</span></label>
            <label class="check"><input type="checkbox" name="track" ?disabled=${!this.emits}><span>Remember the streams it emits to, so that they can be deleted</span></label>
            ${this.mode === 'onetime' ? html`<label class="check"><input type="checkbox" name="checkpoints"><span>Writes checkpoints</span></label>` : nothing}
            <label class="check"><input type="checkbox" name="enabled" checked><span>Start it now</span></label>
            <label class="field"><span>Kind</span><select name="type" @change=${(change) => this.#choose(change.target.value)}>
              <option value="JS" ?selected=${this.type === 'JS'}>JavaScript</option>
              ${STANDARD.map(([type, title]) => html`<option value=${type} ?selected=${this.type === type}>Standard: ${title}</option>`)}</select></label>
            <div class="actions"><a class="button" href="#/projections">Cancel</a><button class="primary" ?disabled=${!may}>Create</button></div>
            ${session.isOperator ? nothing : html`<p class="hint">This is for members of $ops and $admins.</p>`}
          </section>
          ${
            this.type === 'JS'
              ? html`<section class="card"><div class="card-head"><h2>Begin with</h2></div><ul class="templates">${TEMPLATES.map(
                  ([title, text, script, emits]) => html`<li><button type="button" class="ghost" @click=${() => {
                    this.querySelector('es-script').value = script;
                    this.emits = emits === true;
                  }}><strong>${title}</strong><span>${text}</span></button></li>`,
                )}</ul></section>`
              : nothing
          }
        </div></form></div>`;
  }

  #mode(mode, text) {
    return html`<label class="check"><input type="radio" name="mode" value=${mode} .checked=${this.mode === mode} @change=${() => {
      this.mode = mode;
    }}><span>${text}</span></label>`;
  }
}

customElements.define('es-new-projection', NewProjection);
