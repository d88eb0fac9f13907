import { html } from 'lit';
import { Screen } from '../../parts/element.js';
import { passwordField, wrongNotice } from '../../parts/login-form.js';
import { Unreachable } from '../../api.js';
import { go } from '../../router.js';
import { session } from '../../session.js';

/** Who are you? */
class SignIn extends Screen {
  static properties = { wrong: { state: true }, isAsking: { state: true } };

  constructor() {
    super();
    this.wrong = '';
    this.isAsking = false;
  }

  async #submit(submit) {
    submit.preventDefault();
    const form = new FormData(submit.target);
    this.isAsking = true;
    this.wrong = '';
    try {
      await session.signIn(form.get('name'), form.get('password'), form.get('remember') === 'on');
      go(this.route.query.back || '#/dashboard');
    } catch (failure) {
      this.wrong = why(failure);
      this.querySelector('[name="password"]').select();
    } finally {
      this.isAsking = false;
    }
  }

  render() {
    if (session.isOpen) {
      return html`<div class="page"><div class="empty"><h1>No login needed</h1>
        <p>This node is open: whoever reaches it is an administrator.</p><p><a href="#/dashboard">To the dashboard</a></p></div></div>`;
    }
    return html`<div class="page"><form class="card sign-in form" @submit=${this.#submit}>
      <h1>Sign in</h1>
      ${wrongNotice(this.wrong)}
      <label class="field"><span>Name</span><input name="name" autocomplete="username" required autofocus spellcheck="false" autocapitalize="none"></label>
      ${passwordField({ label: 'Password', name: 'password', use: 'current-password', wrong: this.wrong })}
      <label class="check"><input type="checkbox" name="remember"><span>Stay signed in on this computer</span></label>
      <button class="primary" ?disabled=${this.isAsking}>Sign in</button>
      <p class="hint">A new database has the user <code>admin</code> with the password <code>changeit</code>.</p>
    </form></div>`;
  }
}

function why(failure) {
  if (failure instanceof Unreachable) {
    return 'The node does not answer, so nobody can say whether the password is right.';
  }
  if (failure.status === 429) {
    return 'Too many passwords were tried in the last minute. Wait a minute, then try again.';
  }
  return failure.status === 401
    ? 'Name and password do not belong together, or the user is disabled. Both distinguish capital letters.'
    : failure.message;
}

customElements.define('es-sign-in', SignIn);
