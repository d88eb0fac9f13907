import { html, nothing } from 'lit';
import { Screen } from '../../parts/element.js';
import { getJson, send } from '../../api.js';
import { address, go } from '../../router.js';
import { session } from '../../session.js';
import { newId } from '../../parts/copy-as.js';
import { describe } from '../../parts/payload.js';
import { prettyJson } from '../../parts/json-text.js';
import { tell } from '../../parts/toasts.js';
import { failureNotice } from '../../shell/notices.js';
import { bodyOfMany, bodyOfOne } from './body.js';
import '../../parts/code-editor.js';

const EXPECTED = [
  ['-2', 'Any'],
  ['-1', 'No stream: it must be new'],
  ['-4', 'Stream exists'],
  ['n', 'Exactly …'],
];
const MANY_EXAMPLE = `{"eventType": "orderPlaced", "data": {"order": 1}}
{"eventType": "orderPaid", "data": {"order": 1, "amount": 4.5}, "metadata": {"user": "ada"}}`;

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
    this.wrong = '';
    if (revision !== undefined) {
      const found = await getJson(`/ui-api/streams/${encodeURIComponent(stream)}/events/${revision}`, this.leaving);
      const event = found.event ?? found.link;
      const text = async (payload) => {
        const described = await describe(payload);
        return described.node && described.via.length === 0 ? prettyJson(described.node) : (payload.text ?? '');
      };
      const [data, metadata] = [await text(event.data), await text(event.metadata)];
      this.form = { ...this.form, stream: event.stream, type: event.type, data, metadata };
      this.#fill();
    }
  }

  #fill() {
    for (const name of ['data', 'metadata']) {
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
      if (!stays) {
        go(body.count === 1 ? address('streams', form.stream, revision) : address('streams', form.stream));
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
      ${failureNotice(this.failure, session)}
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
      <div class="field"><span>Data</span><es-code name="data" label="Data, JSON" .value=${form.data} @change=${(change) => this.#set('data', change.target.value)}></es-code></div>
      <div class="field"><span>Metadata</span><es-code name="metadata" label="Metadata, JSON" placeholder="none" .value=${form.metadata} @change=${(change) => this.#set('metadata', change.target.value)}></es-code></div>`;
  }

  #many(form) {
    return html`<div class="field"><span>Events: one JSON object a line, or a JSON array of them. Ids are made where there are none.</span>
      <es-code name="many" lines label="Events" .value=${form.many} @change=${(change) => this.#set('many', change.target.value)}></es-code></div>`;
  }
}

const blank = () => ({
  stream: '',
  type: '',
  id: newId(),
  data: '{\n  \n}',
  metadata: '',
  expected: '-2',
  exactly: '0',
  many: MANY_EXAMPLE,
});

customElements.define('es-add', Add);
