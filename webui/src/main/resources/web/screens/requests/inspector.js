import { html, nothing } from 'lit';
import { getJson } from '../../api.js';
import { callOf } from '../../parts/calls.js';
import { codeOfCall } from '../../parts/call-code.js';
import { newId } from '../../parts/copy-as.js';
import { Part } from '../../parts/element.js';
import { icon } from '../../parts/icons.js';
import { prettyJson, readJson } from '../../parts/json-text.js';
import { copyText } from '../../parts/toasts.js';
import { address } from '../../router.js';
import { dateTime } from '../../times.js';
import { millis } from './durations.js';
import '../../parts/http-call.js';

const EVENTS_MAX = 20;
const LANGUAGES = [
  ['curl', 'curl'],
  ['java', 'Java'],
  ['node', 'Node.js'],
  ['dotnet', '.NET'],
];

/** One call of a client: what it was, the code that does the same, and the call itself to be changed and sent. */
class CallInspector extends Part {
  static properties = { row: { attribute: false }, call: { state: true }, found: { state: true } };
  #shown = null;

  willUpdate() {
    if (this.row.number !== this.#shown) {
      this.#shown = this.row.number;
      this.call = callOf(this.row);
      this.found = false;
      this.#findEvents(this.row);
    }
  }

  /** What was appended is not in the list of calls; if it was taken, it is in the stream. */
  async #findEvents(row) {
    const last = /^revision (\d+)$/.exec(row.result)?.[1];
    if (row.operation !== 'append' || last === undefined || row.events < 1 || row.events > EVENTS_MAX) {
      return;
    }
    try {
      const stream = `/ui-api/streams/${encodeURIComponent(row.stream)}/events`;
      const first = Number(last) - row.events + 1;
      const all = await Promise.all(Array.from({ length: row.events }, (_, step) => getJson(`${stream}/${first + step}?resolve=false`)));
      const events = all.map((each) => each.link ?? each.event);
      if (this.row === row && events.every((event) => event.isJson)) {
        this.call = { ...this.call, body: bodyOf(events) };
        this.found = true;
      }
    } catch {
      // They are hidden or gone: an empty event stands for them.
    }
  }

  render() {
    const { row } = this;
    return html`<aside class="card inspector" aria-label="The call">
      <div class="card-head"><h2>${row.operation}</h2><span class="badge">${row.via}</span><span class="badge" data-kind=${row.failed ? 'bad' : 'good'}>${row.failed ? 'failed' : 'done'}</span><span class="fill"></span>
        <button class="ghost small" aria-label="Close" title="Close (Esc)" @click=${() => this.dispatchEvent(new CustomEvent('close'))}>${icon('close')}</button></div>
      <div class="card-body form"><dl class="facts">
        <dt>Stream</dt><dd><a href=${address('streams', row.stream)}>${row.stream}</a></dd>
        <dt>Asked</dt><dd>${row.request || '–'}</dd><dt>Result</dt><dd>${row.result}</dd>
        <dt>When</dt><dd>${dateTime(row.at)}, took ${millis(row.micros)}</dd><dt>Who</dt><dd>${row.login ?? 'nobody'}</dd></dl>
        <div class="copies"><h3>Copy as code</h3><div class="chips">${LANGUAGES.map(([language, name]) => html`<button class="small" @click=${() => copyText(codeOfCall(language, row, location.origin), `Copied for ${name}`)}>${name}</button>`)}</div></div>
        <div><h3>Edit and retry</h3><p class="hint small-hint">${row.via === 'HTTP' ? 'The same call again.' : `The same over HTTP; the client asked over ${row.via}.`}${this.#aboutEvents()}</p>
          <es-http-call .call=${this.call}></es-http-call></div></div></aside>`;
  }

  #aboutEvents() {
    return this.row.operation !== 'append'
      ? nothing
      : this.found
        ? ' The events are those that were appended, with new ids.'
        : ' What was to be appended is not kept: put it in place of the event below.';
  }
}

/** Text and not objects, so that numbers stay as they are, whatever their size. */
const bodyOf = (events) => {
  const each = events.map(
    ({ type, data, metadata }) =>
      `  {\n    "eventId": "${newId()}",\n    "eventType": ${JSON.stringify(type)},\n    "data": ${laidOut(data.text)}${metadata.text ? `,\n    "metadata": ${laidOut(metadata.text)}` : ''}\n  }`,
  );
  return `[\n${each.join(',\n')}\n]`;
};

const laidOut = (text) => (text ? prettyJson(readJson(text)).replace(/\n/g, '\n    ') : '{}');

customElements.define('es-call-inspector', CallInspector);
