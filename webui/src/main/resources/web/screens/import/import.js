import { html, nothing } from 'lit';
import { Screen } from '../../parts/element.js';
import { takeDropped } from '../../parts/dropped.js';
import { icon } from '../../parts/icons.js';
import { address, requery } from '../../router.js';
import { session } from '../../session.js';
import { failureNotice } from '../../shell/notices.js';
import { bytes, count } from '../../times.js';
import { Transfer } from './transfer.js';

/** How the import stands, where something was taken. */
const WORDS = { over: 'Done', cancelled: 'Cancelled', failed: 'Stopped', importing: 'So far' };

/** Events out of a file: what is in it, and then its way into the node. */
class Import extends Screen {
  static properties = { version: { state: true }, isOver: { state: true } };

  constructor() {
    super();
    this.transfer = null;
    this.version = 0;
    this.isOver = false;
    this.addEventListener('dragover', (drag) => {
      drag.preventDefault();
      this.isOver = true;
    });
    this.addEventListener('dragleave', () => {
      this.isOver = false;
    });
    this.addEventListener('drop', (drop) => {
      drop.preventDefault();
      this.isOver = false;
      this.#take(drop.dataTransfer.files[0]);
    });
  }

  /** The one stream that all events go to; empty for those that the file names. */
  get stream() {
    return this.route.query.stream ?? '';
  }

  async enter() {
    const dropped = takeDropped();
    if (dropped || this.transfer?.stream !== this.stream) {
      this.#take(dropped ?? this.transfer?.file);
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.transfer?.cancel();
  }

  #take(file) {
    if (file) {
      this.transfer?.cancel();
      const transfer = new Transfer(file, this.stream, () => {
        if (this.transfer === transfer) {
          this.version += 1;
        }
      });
      this.transfer = transfer;
      transfer.look();
    }
  }

  render() {
    const transfer = this.transfer;
    return html`<div class="page">
      <header class="page-head">${this.stream ? html`<nav class="crumbs" aria-label="Where this is"><a href="#/streams">Streams</a><span>/</span><a href=${address('streams', this.stream)}>${this.stream}</a></nav>` : nothing}<h1>Import events</h1></header>
      ${failureNotice(this.failure ?? transfer?.failure ?? null, session)}
      ${session.isAdministrator ? nothing : html`<div class="notice" data-kind="warn">${icon('warn')}<span>Import is for administrators: it does not ask access lists.${session.user ? nothing : html` <a href=${address('signin', { back: location.hash })}>Sign in</a>`}</span></div>`}
      <section class="card drop" data-over=${this.isOver}><div class="card-body form">
        <p class="hint">Takes what Download writes, one event a line; CloudEvents, in an array or one a line; and test fixtures. Ids, times and numbers stay as they are; what is there already is left out.</p>
        <div class="pair"><label class="field"><span>A file, or drop one here</span><input type="file" name="file" accept=".ndjson,.jsonl,.json,.txt" @change=${(change) => {
          this.#take(change.target.files[0]);
          // The same file, mended, can be chosen again.
          change.target.value = '';
        }}></label>
        <label class="field"><span>Into this stream only; empty for the streams of the file</span><input name="stream" spellcheck="false" autocomplete="off" placeholder="the streams of the file" .value=${this.stream} @change=${(change) => requery({ stream: change.target.value.trim() })}></label></div></div></section>
      ${transfer ? this.#card(transfer) : nothing}</div>`;
  }

  #card(transfer) {
    const { check, state, file, isChecked, isStarted } = transfer;
    const isBusy = state === 'looking' || state === 'importing';
    const hasNothing = isChecked && (check.problemCount > 0 || check.events === 0);
    return html`<section class="card"><div class="card-head"><h2 class="cut">${file.name}</h2><span class="badge">${bytes(file.size)}</span>
        <span class="badge" data-kind=${check.problemCount ? 'bad' : 'good'} role="status">${count(check.events)} ${check.events === 1 ? 'event' : 'events'}${state === 'looking' ? ' so far' : ''}</span>${check.left ? html`<span class="badge" data-kind="warn" title="Accounts and statistics of nodes stay behind">${count(check.left)} left out</span>` : nothing}
        <span class="fill"></span>
        ${isBusy ? html`<button @click=${() => transfer.cancel()}>Cancel</button>` : html`<button class="primary" ?disabled=${hasNothing || !session.isAdministrator || state === 'over'} @click=${() => transfer.goOn()}>${!isChecked ? 'Look again' : isStarted && state !== 'over' ? 'Go on' : 'Import'}</button>`}</div>
      ${isBusy ? html`<div class="card-body"><progress aria-label=${state === 'looking' ? 'Looking at the file' : 'Importing'} max="1" .value=${transfer.done}></progress></div>` : nothing}
      ${this.#outcome(transfer)}
      ${check.problemCount ? html`<div class="card-body"><div class="notice" role="alert" data-kind="bad">${icon('warn')}<div><strong>${count(check.problemCount)} ${check.problemCount === 1 ? 'line is no event' : 'lines are no events'}: nothing is imported.</strong><ul>${check.problems.map((problem) => html`<li>${problem}</li>`)}</ul></div></div></div>` : nothing}
      ${
        transfer.rows.length
          ? html`<div class="scroll-x"><table class="table import-rows"><caption class="visually-hidden">The first events</caption><thead><tr><th>Stream</th><th>Type</th><th>Data</th></tr></thead>
        <tbody>${transfer.rows.map((row) => html`<tr><td>${this.stream || row.stream || '–'}</td><td>${row.type || '–'}${row.isCloud ? html` <span class="badge">CloudEvent</span>` : nothing}</td><td><code>${row.data}</code></td></tr>`)}</tbody></table></div>`
          : nothing
      }</section>`;
  }

  #outcome({ state, outcome, isStarted }) {
    if (!isStarted) {
      return state === 'cancelled' ? html`<p class="card-body hint" role="status">Cancelled. Nothing was imported.</p>` : nothing;
    }
    if (!(state in WORDS)) {
      return nothing;
    }
    const parts = [
      `${count(outcome.taken)} imported`,
      ...(outcome.present ? [`${count(outcome.present)} were there already`] : []),
      ...(outcome.renumbered ? [`${count(outcome.renumbered)} got another number`] : []),
      ...(outcome.refused ? [`${count(outcome.refused)} refused: their stream is deleted for good`] : []),
    ];
    return html`<div class="card-body"><div class="notice" role="status" data-kind=${state === 'over' ? 'good' : 'info'}><span><strong>${WORDS[state]}.</strong> ${parts.join(', ')}. ${this.stream ? html`<a href=${address('streams', this.stream)}>Open the stream</a>` : html`<a href="#/events">All events</a>`}</span></div></div>`;
  }
}

customElements.define('es-import', Import);
