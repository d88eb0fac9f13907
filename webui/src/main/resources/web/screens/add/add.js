import { html, nothing } from 'lit';
import { Screen } from '../../parts/element.js';
import { getJson, send } from '../../api.js';
import { address, go } from '../../router.js';
import { session } from '../../session.js';
import { newId } from '../../parts/copy-as.js';
import { tell } from '../../parts/toasts.js';
import { failureNotice } from '../../shell/notices.js';
import { blank, bodyOfMany, bodyOfOne } from './body.js';
import { readCurl } from './curl.js';
import { newestOf, textOf } from './newest.js';
import { copyNotice, offerToDrop, parkedOf } from './parked-copy.js';
import { sampleOf } from './sample.js';
import '../../parts/code-editor.js';

const EXPECTED = [
  ['-2', 'Any'],
  ['-1', 'No stream: it must be new'],
  ['-4', 'Stream exists'],
  ['n', 'Exactly …'],
];
/** Appends one event, or many at once. */
class Add extends Screen {
  static properties = {
    mode: { state: true },
    form: { state: true },
    wrong: { state: true },
    isSending: { state: true },
  };

  constructor() {
    super();
    this.mode = 'one';
    this.wrong = '';
    this.isSending = false;
    this.form = blank();
  }

  async enter() {
    const { stream, revision } = this.route.params;
    this.form = { ...blank(), stream: stream ?? '' };
    this.parked = parkedOf(this.route.query);
    this.wrong = '';
    if (revision !== undefined) {
      const found = await getJson(`/ui-api/streams/${encodeURIComponent(stream)}/events/${revision}`, this.leaving);
      const event = found.event ?? found.link;
      const [data, metadata] = [await textOf(event.data), await textOf(event.metadata)];
      this.form = { ...this.form, stream: event.stream, type: event.type, data, metadata };
      this.#fill();
    }
  }

  #fill() {
    for (const name of ['data', 'metadata', 'many']) {
      const editor = this.querySelector(`es-code[name="${name}"]`);
      if (editor) {
        editor.value = this.form[name];
      }
    }
  }

  #set(name, value) {
    this.form = { ...this.form, [name]: value };
    this.wrong = '';
  }

  /** Fills the form with what a curl command would append. */
  #paste(text) {
    this.wrong = '';
    try {
      const found = readCurl(text);
      const expected = EXPECTED.some(([value]) => value === found.expected) ? found.expected : found.expected === null ? '-2' : 'n';
      const form = { ...this.form, stream: found.stream, expected, exactly: expected === 'n' ? found.expected : '0' };
      if (found.isList) {
        this.mode = 'many';
        this.form = { ...form, many: found.body };
      } else {
        this.mode = 'one';
        this.form = { ...form, type: found.type, id: found.id || newId(), data: found.body };
      }
      this.updateComplete.then(() => this.#fill());
    } catch (problem) {
      this.wrong = problem.message;
    }
  }

  /** Fills in what others of the type are like; `ask` answers null if there is none. */
  async #like(ask) {
    const found = await ask(this.form.type, this.leaving);
    this.wrong = found ? '' : `There is no event of the type ${this.form.type} that you may read and that is JSON.`;
    this.form = { ...this.form, ...found };
    this.#fill();
  }

  async #readFile(file) {
    if (file) {
      this.form = { ...this.form, many: await file.text() };
      this.#fill();
    }
  }

  async #submit(submit, stays) {
    submit.preventDefault();
    const form = this.form;
    this.wrong = '';
    this.isSending = true;
    try {
      const body = this.mode === 'one' ? bodyOfOne(form) : bodyOfMany(form.many);
      const answer = await send(`/streams/${encodeURIComponent(form.stream)}`, {
        method: 'POST',
        body: body.text,
        headers: {
          'Content-Type': 'application/vnd.eventstore.events+json',
          Accept: '*/*',
          'ES-ExpectedVersion': form.expected === 'n' ? form.exactly : form.expected,
        },
      });
      const revision = answer.headers.get('Location')?.split('/').at(-1) ?? 'head';
      tell(
        body.count === 1
          ? `Appended as event ${revision} of ${form.stream}`
          : `${body.count} events appended to ${form.stream}`,
      );
      this.form = { ...form, id: newId() };
      const { parked } = this;
      if (parked) {
        this.parked = null;
        await offerToDrop(parked, body.count === 1 ? `event ${revision} of ${form.stream}` : `${body.count} events in ${form.stream}`);
      }
      if (!stays) {
        go(parked ? parked.list : body.count === 1 ? address('streams', form.stream, revision) : address('streams', form.stream));
      }
    } catch (failure) {
      this.wrong = failure.currentVersion
        ? `The stream is not as you expected, so nothing was written. ${failure.message}`
        : failure.message;
    } finally {
      this.isSending = false;
    }
  }

  render() {
    const form = this.form;
    return html`<div class="page">
      <header class="page-head">
        <nav class="crumbs" aria-label="Where this is"><a href="#/streams">Streams</a>${this.route.params.stream ? html`<span>/</span><a href=${address('streams', this.route.params.stream)}>${this.route.params.stream}</a>` : nothing}</nav>
        <h1>Add ${this.mode === 'one' ? 'an event' : 'events'}</h1><span class="fill"></span>
        <details class="menu" name="menu"><summary class="button ghost small">From curl</summary><form class="card menu-body form paste" @submit=${(submit) => {
          submit.preventDefault();
          submit.target.closest('details').open = false;
          this.#paste(new FormData(submit.target).get('curl'));
        }}><label class="field"><span>A curl command that appends</span><textarea name="curl" rows="6" required spellcheck="false" placeholder="curl -i http://127.0.0.1:2113/streams/orders-1 …"></textarea></label>
          <div class="actions"><button>Fill the form</button></div></form></details>
        <span class="segments" role="group" aria-label="How many">
          ${[
            ['one', 'One'],
            ['many', 'Many'],
          ].map(
            ([mode, text]) =>
              html`<button aria-pressed=${this.mode === mode ? 'true' : 'false'} @click=${() => {
                this.mode = mode;
              }}>${text}</button>`,
          )}</span></header>
      ${failureNotice(this.failure, session)}${this.parked ? copyNotice(this.parked) : nothing}
      <form class="card form add-form" @submit=${(submit) => this.#submit(submit, submit.submitter?.name === 'another')}>
        <div class="pair">
          <label class="field"><span>Stream</span><input name="stream" required spellcheck="false" autocomplete="off" placeholder="orders-1" .value=${form.stream} @input=${(input) => this.#set('stream', input.target.value)}></label>
          <label class="field"><span>Expected version of the stream</span><span class="bar"><select class="grow" @change=${(change) => this.#set('expected', change.target.value)}>
            ${EXPECTED.map(([value, text]) => html`<option value=${value} ?selected=${form.expected === value}>${text}</option>`)}</select>
            ${form.expected === 'n' ? html`<input aria-label="Number of its newest event" type="number" min="0" required .value=${form.exactly} @input=${(input) => this.#set('exactly', input.target.value)}>` : nothing}</span></label>
        </div>
        ${this.mode === 'one' ? this.#one(form) : this.#many(form)}
        ${this.wrong ? html`<p class="notice" role="alert" data-kind="bad">${this.wrong}</p>` : nothing}
        <div class="actions"><button name="another" ?disabled=${this.isSending}>Add, and stay here</button>
          <button class="primary" ?disabled=${this.isSending}>${this.mode === 'one' ? 'Add event' : 'Add all or none'}</button></div>
      </form></div>`;
  }

  #one(form) {
    return html`<div class="pair">
        <label class="field"><span>Type</span><input name="type" required spellcheck="false" autocomplete="off" placeholder="orderPlaced" .value=${form.type} @input=${(input) => this.#set('type', input.target.value)}></label>
        <label class="field"><span>Id</span><span class="bar"><input class="grow mono" name="id" required spellcheck="false" .value=${form.id} @input=${(input) => this.#set('id', input.target.value)}>
          <button type="button" @click=${() => this.#set('id', newId())}>New</button></span></label></div>
      <div class="field"><span class="bar">Data<span class="fill"></span><button type="button" class="small" ?disabled=${!form.type} title="Data as events of this type have it, with other values" @click=${() => this.attempt(() => this.#like(sampleOf))}>Sample</button><button type="button" class="small" ?disabled=${!form.type} title="Takes data and metadata of the newest event of this type" @click=${() => this.attempt(() => this.#like(newestOf))}>Like the newest of this type</button></span><es-code name="data" label="Data, JSON" .value=${form.data} @change=${(change) => this.#set('data', change.target.value)}></es-code></div>
      <div class="field"><span>Metadata</span><es-code name="metadata" label="Metadata, JSON" placeholder="none" .value=${form.metadata} @change=${(change) => this.#set('metadata', change.target.value)}></es-code></div>`;
  }

  #many(form) {
    return html`<div class="field"><span>Events: one JSON object a line, or a JSON array of them. Ids are made where there are none.</span>
      <label class="check" @dragover=${(drag) => drag.preventDefault()} @drop=${(drop) => {
        drop.preventDefault();
        this.attempt(() => this.#readFile(drop.dataTransfer.files[0]));
      }}><span class="soft">From a file</span><input type="file" accept=".json,.ndjson,.jsonl,.txt" @change=${(change) => this.attempt(() => this.#readFile(change.target.files[0]))}></label>
      <es-code name="many" lines label="Events" .value=${form.many} @change=${(change) => this.#set('many', change.target.value)}></es-code></div>`;
  }
}

customElements.define('es-add', Add);
