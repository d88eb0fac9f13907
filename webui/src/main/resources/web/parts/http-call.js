import { html, nothing } from 'lit';
import { exchange } from '../api.js';
import { curlOf } from './calls.js';
import { confirm } from './dialogs.js';
import { Part } from './element.js';
import { icon } from './icons.js';
import { readJson } from './json-text.js';
import { copyText } from './toasts.js';
import './code-editor.js';
import './json-view.js';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'];

/** A call over HTTP that can be changed and sent, and what came back. */
class HttpCall extends Part {
  static properties = {
    /** What to begin with; `{method, path, headers, body}`. */
    call: { attribute: false },
    answer: { state: true },
    wrong: { state: true },
    isSending: { state: true },
    draft: { state: true },
  };
  #asked = new AbortController();

  constructor() {
    super();
    this.answer = null;
    this.wrong = '';
    this.isSending = false;
  }

  willUpdate(changed) {
    if (changed.has('call') && JSON.stringify(this.call) !== JSON.stringify(changed.get('call'))) {
      const { method, path, headers = {}, body = '' } = this.call;
      this.draft = { method, path, body, headers: lines(headers) };
      this.answer = null;
      this.wrong = '';
      this.#asked.abort();
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#asked.abort();
  }

  #set(name, value) {
    this.draft = { ...this.draft, [name]: value };
  }

  /** What stands in the fields, as a call; a sentence if it makes no sense. */
  #read() {
    const { method, path, body, headers } = this.draft;
    if (!path.startsWith('/') || path.startsWith('//')) {
      throw new Error('The path begins with one slash.');
    }
    const hole = /[{][*\w]+[}]|…/.exec(path);
    if (hole) {
      throw new Error(`Put something in place of ${hole[0]} in the path.`);
    }
    return { method, path, body: hasBody(this.draft) ? body : '', headers: headersIn(headers) };
  }

  async #send() {
    this.wrong = '';
    try {
      const call = this.#read();
      if (isGrave(call) && !(await confirm({ title: 'Send this?', act: 'Send', isDangerous: true, text: [`${call.method} ${call.path}`] }))) {
        return;
      }
      this.#asked.abort();
      this.#asked = new AbortController();
      this.isSending = true;
      this.answer = await exchange(call, this.#asked.signal);
    } catch (failure) {
      this.wrong = failure.message;
    } finally {
      this.isSending = false;
    }
  }

  #copy() {
    this.wrong = '';
    try {
      copyText(curlOf(this.#read(), location.origin), 'Copied as curl');
    } catch (failure) {
      this.wrong = failure.message;
    }
  }

  render() {
    const { method, path, headers, body } = this.draft;
    return html`<form class="form http-call" @submit=${(submit) => {
      submit.preventDefault();
      this.#send();
    }}>
      <div class="http-line"><select aria-label="Method" .value=${method} @change=${(change) => this.#set('method', change.target.value)}>${METHODS.map((each) => html`<option ?selected=${each === method}>${each}</option>`)}</select>
        <input class="mono" name="path" aria-label="Path" required spellcheck="false" autocomplete="off" .value=${path} @input=${(input) => this.#set('path', input.target.value)}></div>
      <label class="field"><span>Headers, one a line</span><textarea name="headers" spellcheck="false" rows=${Math.max(1, Math.min(6, headers.split('\n').length))} .value=${headers} @input=${(input) => this.#set('headers', input.target.value)}></textarea></label>
      ${hasBody(this.draft) ? html`<div class="field"><span>Body</span><es-code label="Body" lines .value=${body} @change=${(change) => this.#set('body', change.target.value)}></es-code></div>` : nothing}
      ${this.wrong ? html`<p class="notice" role="alert" data-kind="bad">${icon('warn')}${this.wrong}</p>` : nothing}
      <div class="actions"><button type="button" @click=${() => this.#copy()}>${icon('copy')}Copy as curl</button>
        <button class="primary" ?disabled=${this.isSending}>${icon('play')}${this.isSending ? 'Sending …' : 'Send'}</button></div>
    </form>${this.answer ? answerView(this.answer) : nothing}`;
  }
}

customElements.define('es-http-call', HttpCall);

const hasBody = ({ method }) => method === 'POST' || method === 'PUT';

/** What cannot be taken back, or ends the node. */
const isGrave = ({ method, path }) => method === 'DELETE' || path.startsWith('/admin/shutdown');

const lines = (headers) =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');

function headersIn(text) {
  const given = text.split('\n').filter((line) => line.trim() !== '');
  return Object.fromEntries(
    given.map((line) => {
      const [, name, value] = /^\s*([\w-]+)\s*:\s*(.*?)\s*$/.exec(line) ?? [];
      if (!name) {
        throw new Error(`A header is a name, a colon and a value; this is not: ${line}`);
      }
      return [name, value];
    }),
  );
}

function answerView(answer) {
  const tree = treeOf(answer);
  return html`<section class="answer" aria-label="Answer"><div class="bar"><strong class="status" data-kind=${kindOf(answer.status)}>${answer.status} ${answer.statusText}</strong>
      <span class="faint number">${answer.millis} ms</span>${answer.isCut ? html`<span class="badge" data-kind="warn">the beginning of it</span>` : nothing}<span class="fill"></span>
      <button class="small" @click=${() => copyText(answer.text)}>${icon('copy')}Copy body</button></div>
    <details><summary class="soft">${answer.headers.length} headers</summary><dl class="facts mono">${answer.headers.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl></details>
    ${
      answer.text === ''
        ? html`<p class="hint">No body.</p>`
        : html`<div class="raw" tabindex="0" role="region" aria-label="Body of the answer">${tree ? html`<es-json .node=${tree} label="Answer"></es-json>` : html`<pre>${answer.text}</pre>`}</div>`
    }</section>`;
}

const kindOf = (status) => (status < 300 ? 'good' : status < 400 ? 'info' : 'bad');

function treeOf({ headers, text, isCut }) {
  const type = headers.find(([name]) => name === 'content-type')?.[1] ?? '';
  try {
    return !isCut && type.includes('json') ? readJson(text) : null;
  } catch {
    return null;
  }
}
