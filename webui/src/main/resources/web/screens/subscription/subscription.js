import { html, nothing } from 'lit';
import { Screen } from '../../parts/element.js';
import { again } from '../../parts/again.js';
import { confirm } from '../../parts/dialogs.js';
import { tell } from '../../parts/toasts.js';
import { getJson, send, sendJson } from '../../api.js';
import { address, go } from '../../router.js';
import { session } from '../../session.js';
import { failureNotice } from '../../shell/notices.js';
import { count } from '../../times.js';
import { problemOf, settingsOf } from './fields.js';
import { anew, change, endings, remove } from './endings.js';
import { overview, withRates } from './overview.js';
import { Parked, parkedView } from './parked.js';
import { settingsForm } from './settings-form.js';
import { pathOf, statusBadges } from './words.js';

const AGAIN_MILLIS = 2000;
const START_NOTE = 'This counts only as long as the group has settled nothing. To begin again from here, use Begin anew below.';

/** One group: how it does, what is parked, its settings. */
class Subscription extends Screen {
  static properties = { found: { state: true }, wrong: { state: true }, parkedVersion: { state: true } };

  constructor() {
    super();
    this.found = null;
    this.parked = null;
    this.parkedVersion = 0;
    this.wrong = '';
  }

  get #path() {
    return pathOf(this.route.params.stream, this.route.params.group);
  }

  /** Addresses of version 5 have other names for the same. */
  get #tab() {
    return { parked: 'parked', viewparkedmessages: 'parked', settings: 'settings', edit: 'settings', delete: 'settings' }[this.route.params.tab] ?? 'overview';
  }

  async enter() {
    const signal = this.leaving;
    this.wrong = '';
    if (this.loaded !== this.#path) {
      this.found = null;
      this.settings = null;
      this.loaded = this.#path;
      this.parked = new Parked(this.#path, () => {
        this.parkedVersion += 1;
      });
    }
    await again({
      millis: AGAIN_MILLIS,
      signal,
      act: async () => {
        this.found = await getJson(this.#path, signal);
        this.settings ??= this.found.settings;
        if (this.#tab === 'parked') {
          await this.parked.load(signal);
        }
      },
      failed: (failure) => {
        this.failure = failure;
      },
    });
  }

  async #change(submit) {
    submit.preventDefault();
    const settings = settingsOf(new FormData(submit.target));
    const agreed = await confirm(change(this.route.params.group, this.found));
    if (agreed) {
      await this.#send('POST', this.#path, settings, 'Settings changed', () => {
        this.settings = settings;
      });
    }
  }

  async #beginAnew(submit) {
    submit.preventDefault();
    const form = new FormData(this.querySelector('form.add-form'));
    const agreed = await confirm(anew(this.route.params.group, this.found));
    if (agreed) {
      await this.#send('POST', `${this.#path}/anew`, settingsOf(form), `${this.route.params.group} begins anew`, () => {});
    }
  }

  async #send(method, path, settings, done, then) {
    this.wrong = problemOf(settings) ?? '';
    if (this.wrong) {
      return;
    }
    try {
      await sendJson(method, path, settings);
      tell(done);
      then();
    } catch (failure) {
      this.wrong = failure.message;
    }
  }

  async #delete() {
    const agreed = await confirm(remove(this.route.params.group, this.found));
    if (agreed) {
      try {
        await send(this.#path, { method: 'DELETE', headers: { Accept: '*/*' } });
        tell(`${this.route.params.group} is deleted`);
        go('#/subscriptions');
      } catch (failure) {
        this.wrong = failure.message;
      }
    }
  }

  key(key) {
    const tab = { o: '', p: 'parked', s: 'settings' }[key.key];
    if (tab !== undefined) {
      go(this.#address(tab));
    }
  }

  #address(tab) {
    const { stream, group } = this.route.params;
    return tab ? address('subscriptions', stream, group, tab) : address('subscriptions', stream, group);
  }

  render() {
    const { stream, group } = this.route.params;
    const found = this.found;
    return html`<div class="page">
      <header class="page-head">
        <nav class="crumbs" aria-label="Where this is"><a href="#/subscriptions">Persistent subscriptions</a><span>/</span><a href=${address('streams', stream)}>${stream}</a></nav>
        <h1>${group}</h1>${found ? statusBadges(found.status) : nothing}${found ? html`<span class="badge">${found.strategy}</span>` : nothing}<span class="fill"></span>
        <a class="button" href=${address('subscriptions', { stream })}>Groups of this stream</a></header>
      ${failureNotice(this.failure, session)}
      <nav class="tabs" aria-label="Parts of the group">${[
        ['', 'Overview', 'overview'],
        ['parked', 'Parked', 'parked'],
        ['settings', 'Settings', 'settings'],
      ].map(
        ([tab, text, name]) => html`<a href=${this.#address(tab)} aria-current=${this.#tab === name ? 'page' : nothing}>${text}${
          name === 'parked' && found?.parked ? html` <span class="badge" data-kind="warn">${count(found.parked)}</span>` : nothing
        }</a>`,
      )}</nav>
      ${found ? this.#content(found) : nothing}
    </div>`;
  }

  #content(found) {
    switch (this.#tab) {
      case 'parked':
        return parkedView(this, this.parked);
      case 'settings':
        return html`${settingsForm({
          settings: this.settings,
          isOfAll: found.stream === '$all',
          submit: (submit) => this.#change(submit),
          act: 'Save settings',
          wrong: this.wrong,
          note: START_NOTE,
        })}${endings({ beginAnew: (click) => this.#beginAnew(click), remove: () => this.#delete() })}`;
      default:
        return overview(found, withRates(found.points));
    }
  }
}

customElements.define('es-subscription', Subscription);
