import { html } from 'lit';
import { isRemembered, sendJson } from '../../api.js';
import { Part } from '../../parts/element.js';
import { passwordField, wrongNotice } from '../../parts/login-form.js';
import { tell } from '../../parts/toasts.js';
import { go } from '../../router.js';
import { session } from '../../session.js';

/** Where somebody who is signed in changes the own password. */
class OwnPassword extends Part {
  static properties = { wrong: { state: true }, isAsking: { state: true } };

  constructor() {
    super();
    this.wrong = '';
    this.isAsking = false;
  }

  async #submit(submit) {
    submit.preventDefault();
    const form = new FormData(submit.target);
    const [currentPassword, newPassword] = [form.get('current'), form.get('password')];
    const name = session.user;
    this.isAsking = true;
    this.wrong = '';
    try {
      await sendJson('POST', `/users/${encodeURIComponent(name)}/command/change-password`, { currentPassword, newPassword });
      await session.signIn(name, newPassword, isRemembered());
      tell('Your password is changed');
      go('#/users');
    } catch (failure) {
      this.wrong = failure.status === 401 ? 'That is not the password that you have now.' : failure.message;
      this.querySelector('[name="current"]').select();
    } finally {
      this.isAsking = false;
    }
  }

  render() {
    return html`<form class="card form add-form narrow" @submit=${this.#submit}>
      ${wrongNotice(this.wrong)}
      ${passwordField({ label: 'Password now', name: 'current', use: 'current-password', wrong: this.wrong })}
      ${passwordField({ label: 'New password', name: 'password', use: 'new-password' })}
      <div class="actions"><a class="button" href="#/users">Cancel</a><button class="primary" ?disabled=${this.isAsking}>Change password</button></div></form>`;
  }
}

customElements.define('es-own-password', OwnPassword);
