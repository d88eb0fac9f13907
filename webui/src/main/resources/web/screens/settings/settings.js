import { html, nothing } from 'lit';
import { Screen } from '../../parts/element.js';
import { getJson, send } from '../../api.js';
import { address } from '../../router.js';
import { session } from '../../session.js';
import { newId } from '../../parts/copy-as.js';
import { prettyJson, readJson } from '../../parts/json-text.js';
import { tell } from '../../parts/toasts.js';
import { failureNotice } from '../../shell/notices.js';
import { counted } from '../../times.js';
import { ACL, LIMITS, valueOf, withSettings } from './metadata.js';
import { dangers } from './dangers.js';
import '../../parts/code-editor.js';

const NONE = '{}';

/** What governs a stream: limits, access list, and its end. */
class Settings extends Screen {
  static properties = { root: { state: true }, state: { state: true }, mode: { state: true }, wrong: { state: true } };

  constructor() {
    super();
    this.mode = 'form';
    this.root = null;
    this.state = null;
    this.wrong = '';
  }

  get stream() {
    return this.route.params.stream;
  }

  async enter() {
    this.wrong = '';
    this.root = null;
    await this.load();
  }

  async load() {
    const signal = this.leaving;
    const stream = encodeURIComponent(this.stream);
    this.state = await getJson(`/ui-api/streams/${stream}/events?count=1`, signal);
    const { event } = await getJson(
      `/ui-api/streams/${encodeURIComponent(`$$${this.stream}`)}/events/head?optional=true`,
      signal,
    );
    this.isTypedIn = false;
    this.revision = event?.revision ?? -1;
    const text = event?.data.text ?? NONE;
    this.root = parsed(text) ?? readJson(NONE);
    const editor = this.querySelector('es-code');
    if (editor) {
      editor.value = prettyJson(this.root);
    }
  }

  /** Writes settings, unless somebody else did meanwhile, and answers whether that was done. */
  async write(root, done) {
    this.wrong = '';
    try {
      await send(`/streams/${encodeURIComponent(this.stream)}/metadata`, {
        method: 'POST',
        body: `[{"eventId":"${newId()}","eventType":"$metadata","data":${prettyJson(root)}}]`,
        headers: {
          'Content-Type': 'application/vnd.eventstore.events+json',
          Accept: '*/*',
          'ES-ExpectedVersion': String(this.revision),
        },
      });
      if (done) {
        tell(done);
      }
      await this.load();
      return true;
    } catch (failure) {
      this.wrong = failure.currentVersion
        ? 'Somebody else changed these settings meanwhile. Load the page again, then make your change.'
        : failure.message;
      return false;
    }
  }

  #submit(submit) {
    submit.preventDefault();
    try {
      if (this.mode === 'raw') {
        const root = readJson(this.querySelector('es-code').value);
        if (root.kind !== 'object') {
          throw new Error('The settings must be a JSON object.');
        }
        this.write(root, 'Settings saved');
      } else {
        this.write(withSettings(this.root, new FormData(submit.target)), 'Settings saved');
      }
    } catch (problem) {
      this.wrong = problem.message;
    }
  }

  render() {
    return html`<div class="page">
      <header class="page-head"><nav class="crumbs" aria-label="Where this is"><a href="#/streams">Streams</a><span>/</span><a href=${address('streams', this.stream)}>${this.stream}</a></nav>
        <h1>Settings</h1>${this.state ? html`<span class="badge">${counted(this.state.head + 1, 'event')}</span>` : nothing}<span class="fill"></span>
        <span class="segments" role="group" aria-label="How they are edited">${[
          ['form', 'Form'],
          ['raw', 'Raw'],
        ].map(
          ([mode, text]) => html`
          <button aria-pressed=${this.mode === mode ? 'true' : 'false'} @click=${() => {
            this.mode = mode;
          }}>${text}</button>`,
        )}</span></header>
      ${failureNotice(this.failure, session)}
      ${this.wrong ? html`<p class="notice" role="alert" data-kind="bad">${this.wrong}</p>` : nothing}
      ${
        this.root
          ? html`<form class="card form add-form" @submit=${this.#submit}>
        ${this.mode === 'raw' ? html`<es-code label="Settings, JSON" .value=${prettyJson(this.root)}></es-code>` : this.#form()}
        <div class="actions"><button class="primary">Save settings</button></div></form>${dangers(this)}`
          : nothing
      }
    </div>`;
  }

  #form() {
    return html`<h2>What stays visible</h2>
      <div class="pair">${LIMITS.map(
        ([key, name, text]) => html`<label class="field"><span>${name} <code>${key}</code></span>
        <input name=${key} inputmode="numeric" pattern="\\d*" .value=${valueOf(this.root, key)} placeholder="not set"><small>${text}</small></label>`,
      )}</div>
      <h2>Who may do what</h2><p class="hint">Users and groups, with commas between them. <code>$all</code> is everybody; empty means that the defaults of the node count.</p>
      <div class="pair">${ACL.map(
        ([key, name]) => html`<label class="field"><span>${name} <code>${key}</code></span>
        <input name="acl.${key}" spellcheck="false" .value=${valueOf(this.root, '$acl', key)} placeholder="the defaults"></label>`,
      )}</div>
      <p class="hint">Everything else in the settings stays as it is.</p>`;
  }
}

function parsed(text) {
  try {
    const root = readJson(text);
    return root.kind === 'object' ? root : null;
  } catch {
    return null;
  }
}

customElements.define('es-settings', Settings);
