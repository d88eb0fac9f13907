import { html, nothing } from 'lit';
import { Screen } from '../../parts/element.js';
import { confirm } from '../../parts/dialogs.js';
import { differences } from '../../parts/differences.js';
import { useVersion, versionsOf } from '../../parts/projections.js';
import { tell, tellFailure } from '../../parts/toasts.js';
import { address, requery } from '../../router.js';
import { session } from '../../session.js';
import { failureNotice } from '../../shell/notices.js';
import { ago, dateTime } from '../../times.js';
import { changes, isAlike, isSwitch, settingsText } from './change.js';

/** Which definitions a projection had, what differs between two of them, and the way back to one. */
class Versions extends Screen {
  static properties = { versions: { state: true }, next: { state: true } };
  #of = null;

  constructor() {
    super();
    this.versions = null;
    this.next = -1;
  }

  get #name() {
    return this.route.params.projection;
  }

  async enter() {
    if (this.#of !== this.#name) {
      this.versions = null;
      await this.#load();
      this.#of = this.#name;
    }
  }

  async #load() {
    const page = await versionsOf(this.#name, null, this.leaving);
    this.versions = page.versions;
    this.next = page.next;
  }

  async #older() {
    const page = await versionsOf(this.#name, this.next, this.leaving);
    this.versions = [...this.versions, ...page.versions];
    this.next = page.next;
  }

  /** Those of the list, with what each changed; of the oldest that is loaded that may not be known yet. */
  get #listed() {
    const isAll = this.route.query.all === 'yes';
    return this.versions
      .map((version, place) => {
        const before = this.versions[place + 1];
        const isKnown = before || this.next < 0;
        return { version, before, words: isKnown ? changes(before, version) : ['…'] };
      })
      .filter(({ words }, place) => isAll || place === 0 || !isSwitch(words));
  }

  #at(number) {
    return this.versions.find((each) => each.number === Number(number));
  }

  async #useAgain(version) {
    const agreed = await confirm({
      title: `Use version ${version.number} again?`,
      act: 'Use it again',
      text: [
        `${this.#name} gets the script of version ${version.number}, and may ${version.config.emitEnabled ? '' : 'not '}emit. Its other settings stay as they are. This makes a new version; none is lost.`,
        'Its state and its place are kept: it goes on with the next event, and what other scripts made of the events before stays in the state. To handle everything with this script, reset it afterwards.',
      ],
    });
    if (!agreed) {
      return;
    }
    try {
      await useVersion(this.#name, version);
      tell(`${this.#name} works as in version ${version.number} again`);
      await this.#load();
      requery({ show: null, with: null });
    } catch (failure) {
      tellFailure(failure.message);
    }
  }

  render() {
    const name = this.#name;
    const owner = this.versions?.[0]?.owner;
    return html`<div class="page">
      <header class="page-head"><nav class="crumbs" aria-label="Where this is"><a href="#/projections">Projections</a><span>/</span><a href=${address('projections', name)}>${name}</a></nav>
        <h1>Versions</h1>${owner ? html`<span class="soft">The projection belongs to <strong>${owner}</strong></span>` : nothing}<span class="fill"></span>
        <label class="check"><input type="checkbox" .checked=${this.route.query.all === 'yes'} @change=${(change) => requery({ all: change.target.checked ? 'yes' : null })}><span>Starts and stops too</span></label></header>
      ${failureNotice(this.failure, session)}
      ${this.versions === null ? nothing : this.versions.length === 0 ? html`<p class="hint">Queries keep no versions.</p>` : this.#content()}
    </div>`;
  }

  #content() {
    const listed = this.#listed;
    const shown = this.#at(this.route.query.show) ?? listed[0].version;
    const older = listed.find(({ version }) => version.number < shown.number)?.version;
    const other = this.route.query.with === 'none' ? undefined : (this.#at(this.route.query.with) ?? older);
    return html`<div class="two versions"><section class="card scroll-x"><table class="table stack"><caption class="visually-hidden">Versions</caption>
        <thead><tr><th>Version</th><th>Written</th><th>What changed</th></tr></thead>
        <tbody>${listed.map(({ version, words }) => this.#row(version, words, shown))}</tbody></table>
        ${this.next < 0 ? nothing : html`<p class="card-foot"><button class="small" @click=${() => this.attempt(() => this.#older())}>Older ones</button></p>`}</section>
      ${this.#comparison(shown, other, listed)}</div>`;
  }

  #row(version, words, shown) {
    const isNewest = version === this.versions[0];
    return html`<tr aria-current=${version === shown ? 'true' : nothing}><td><a href=${address('projections', this.#name, 'versions', { ...this.route.query, show: version.number, with: null })}><strong class="number">${version.number}</strong></a>
        ${isNewest ? html` <span class="badge" data-kind="good">current</span>` : nothing}</td>
      <td class="soft number" title=${ago(version.written)}>${dateTime(version.written)}</td>
      <td>${words.length === 0 ? html`<span class="faint">nothing</span>` : words.map((word) => html`<span class="badge" data-kind=${word === 'Script' ? 'info' : nothing}>${word}</span> `)}</td></tr>`;
  }

  #comparison(shown, other, listed) {
    const isInForce = isAlike(shown, this.versions[0]);
    const choices = listed.map(({ version }) => version).filter((version) => version !== shown);
    return html`<section class="card"><div class="card-head"><h2>Version ${shown.number}</h2>
        <label class="check"><span class="soft">compared with</span><select name="with" @change=${(change) => requery({ with: change.target.value })}>
          <option value="none" ?selected=${!other}>nothing</option>
          ${[...new Set([...choices, ...(other ? [other] : [])])].map((version) => html`<option value=${version.number} ?selected=${version === other}>version ${version.number}</option>`)}</select></label>
        <span class="fill"></span>
        <button class="small" ?disabled=${isInForce || !session.isOperator} title=${isInForce ? 'It is what runs now' : nothing} @click=${() => this.#useAgain(shown)}>Use this one again</button></div>
      <div class="card-body">${
        other
          ? html`${differences('Script', other.query, shown.query)}${differences('Settings', settingsText(other), settingsText(shown))}`
          : html`<h2 class="diff-title">Script</h2><pre class="raw" role="region" aria-label="Script" tabindex="0">${shown.query || 'None: what this one does is built in.'}</pre>
            <h2 class="diff-title">Settings</h2><pre class="raw" role="region" aria-label="Settings" tabindex="0">${settingsText(shown)}</pre>`
      }</div></section>`;
  }
}

customElements.define('es-versions', Versions);
