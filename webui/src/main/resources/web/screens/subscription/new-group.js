import { html } from 'lit';
import { Screen } from '../../parts/element.js';
import { tell } from '../../parts/toasts.js';
import { sendJson } from '../../api.js';
import { address, go } from '../../router.js';
import { session } from '../../session.js';
import { failureNotice } from '../../shell/notices.js';
import { DEFAULTS, problemOf, settingsOf } from './fields.js';
import { settingsForm } from './settings-form.js';
import { pathOf } from './words.js';

/** The form for a new group. */
class NewGroup extends Screen {
  static properties = { stream: { state: true }, wrong: { state: true } };

  constructor() {
    super();
    this.stream = '';
    this.wrong = '';
  }

  async enter() {
    this.stream = this.route.query.stream ?? '';
    this.wrong = '';
  }

  async #create(submit) {
    submit.preventDefault();
    const form = new FormData(submit.target);
    const [stream, group, settings] = [form.get('stream'), form.get('group'), settingsOf(form)];
    this.wrong = problemOf(settings) ?? '';
    if (this.wrong) {
      return;
    }
    try {
      await sendJson('PUT', pathOf(stream, group), settings);
      tell(`${group} is there`);
      go(address('subscriptions', stream, group));
    } catch (failure) {
      this.wrong = failure.message;
    }
  }

  render() {
    return html`<div class="page"><header class="page-head"><nav class="crumbs" aria-label="Where this is"><a href="#/subscriptions">Persistent subscriptions</a></nav><h1>New group</h1></header>
      ${failureNotice(this.failure, session)}
      ${settingsForm({
        settings: DEFAULTS,
        names: {
          stream: this.stream,
          group: '',
          changed: (input) => {
            this.stream = input.target.value;
          },
        },
        isOfAll: this.stream === '$all',
        submit: (submit) => this.#create(submit),
        act: 'Create group',
        wrong: this.wrong,
      })}</div>`;
  }
}

customElements.define('es-new-group', NewGroup);
