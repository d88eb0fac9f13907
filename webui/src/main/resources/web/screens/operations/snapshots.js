import { html, nothing } from 'lit';
import { getJson, send } from '../../api.js';
import { confirm } from '../../parts/dialogs.js';
import { Part } from '../../parts/element.js';
import { icon } from '../../parts/icons.js';
import { tell, tellFailure } from '../../parts/toasts.js';
import { session } from '../../session.js';
import { ago, bytes, count, dateTime } from '../../times.js';

const PATH = '/admin/snapshots';

/** What the database can go back to. */
class Snapshots extends Part {
  static properties = { snapshots: { state: true }, isTaking: { state: true }, failure: { state: true } };

  #again = () => this.#load();

  constructor() {
    super();
    this.snapshots = null;
    this.isTaking = false;
    this.failure = '';
  }

  connectedCallback() {
    super.connectedCallback();
    session.addEventListener('back', this.#again);
    this.#load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    session.removeEventListener('back', this.#again);
  }

  get #isPossible() {
    return session.isAdministrator && !session.node?.database?.inMemory;
  }

  async #load() {
    if (!this.#isPossible) {
      return;
    }
    try {
      this.snapshots = (await getJson(PATH)).snapshots;
      this.failure = '';
    } catch (failure) {
      this.failure = failure.message;
    }
  }

  async #act(act, done) {
    try {
      await act();
      tell(done);
    } catch (failure) {
      tellFailure(failure.message);
    }
  }

  async #take(submit) {
    submit.preventDefault();
    const form = submit.target;
    const name = new FormData(form).get('name').trim();
    this.isTaking = true;
    await this.#act(async () => {
      await send(`${PATH}?name=${encodeURIComponent(name)}`, { method: 'POST', isLong: true });
      form.reset();
      await this.#load();
    }, `The snapshot ${name} is taken`);
    this.isTaking = false;
  }

  async #goBack({ name, events, taken }) {
    const { temporary, folder } = session.node?.database ?? {};
    const database = temporary ? '' : (folder ?? '').split(/[\\/]/).filter(Boolean).at(-1);
    const agreed = await confirm({
      title: `Go back to ${name}?`,
      act: 'Go back',
      isDangerous: true,
      mustType: database,
      text: [
        `The node begins again with the ${count(events)} events of ${dateTime(taken)}, and with the accounts, projections and persistent subscriptions of then.`,
        'Everything appended since is gone. Take a snapshot first of what is there now, if you may want it again.',
      ],
    });
    if (agreed) {
      const path = `${PATH}/${encodeURIComponent(name)}/restore?database=${encodeURIComponent(database)}`;
      await this.#act(() => send(path, { method: 'POST', isLong: true }), `The node begins again with ${name}`);
    }
  }

  async #remove({ name, bytes: size }) {
    const agreed = await confirm({
      title: `Remove the snapshot ${name}?`,
      act: 'Remove the snapshot',
      isDangerous: true,
      text: [`Its ${bytes(size)} are given back. The database stays as it is.`],
    });
    if (agreed) {
      await this.#act(async () => {
        await send(`${PATH}/${encodeURIComponent(name)}`, { method: 'DELETE' });
        await this.#load();
      }, `The snapshot ${name} is removed`);
    }
  }

  render() {
    return html`<section class="card"><div class="card-head"><h2>Snapshots</h2></div><div class="card-body form">
        <p class="hint">Keep the database as it is now, try something out, and go back to it. A node can be started on a snapshot as well: each is a folder in <code>snapshots</code>, beside the database.</p>
        ${
          session.node?.database?.inMemory
            ? html`<p class="hint">This database is in memory: it has no snapshots.</p>`
            : html`<form class="bar" @submit=${this.#take}>
          <label class="grow"><span class="visually-hidden">Name of the snapshot</span><input class="wide-input" name="name" required maxlength="100" placeholder="Name, such as before the import" autocomplete="off"></label>
          <button ?disabled=${!this.#isPossible || this.isTaking}>${icon('plus')}Take a snapshot</button></form>`
        }
        ${this.failure ? html`<p class="notice" data-kind="bad" role="alert">${this.failure}</p>` : nothing}</div>
      ${this.snapshots?.length ? this.#table() : nothing}</section>`;
  }

  #table() {
    return html`<div class="scroll-x" role="region" aria-label="Snapshots" tabindex="0"><table class="table"><caption class="visually-hidden">Snapshots, the newest first</caption>
      <thead><tr><th>Name</th><th>Taken</th><th class="right">Events</th><th class="right">Size</th><th><span class="visually-hidden">What to do with it</span></th></tr></thead>
      <tbody>${this.snapshots.map(
        (snapshot) => html`<tr><td class="named">${snapshot.name}</td><td class="soft" title=${dateTime(snapshot.taken)}>${ago(snapshot.taken)}</td>
        <td class="right">${count(snapshot.events)}</td><td class="right soft">${bytes(snapshot.bytes)}</td>
        <td><div class="actions"><button class="small" @click=${() => this.#goBack(snapshot)}>Go back to it</button>
          <button class="small quiet" aria-label=${`Remove ${snapshot.name}`} @click=${() => this.#remove(snapshot)}>Remove</button></div></td></tr>`,
      )}</tbody></table></div>`;
  }
}

customElements.define('es-snapshots', Snapshots);
