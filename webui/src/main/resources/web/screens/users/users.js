import { html, nothing } from 'lit';
import { Screen } from '../../parts/element.js';
import { getJson, sendJson } from '../../api.js';
import { address, go } from '../../router.js';
import { session } from '../../session.js';
import { icon } from '../../parts/icons.js';
import { passwordField, wrongNotice } from '../../parts/login-form.js';
import { confirm } from '../../parts/dialogs.js';
import { tell, tellFailure } from '../../parts/toasts.js';
import { failureNotice } from '../../shell/notices.js';
import './own-password.js';

const GROUPS = [
  ['$admins', 'may do everything'],
  ['$ops', 'may operate the node'],
];

/** The accounts of the node. */
class Users extends Screen {
  static properties = { users: { state: true }, wrong: { state: true } };

  constructor() {
    super();
    this.users = [];
    this.wrong = '';
  }

  async enter() {
    this.wrong = '';
    this.users = (await getJson('/users', this.leaving)).data;
  }

  async #act(method, path, document, done) {
    this.wrong = '';
    try {
      await sendJson(method, path, document);
      tell(done);
      if (this.route.params.user) {
        go('#/users');
      } else {
        await this.enter();
      }
    } catch (failure) {
      if (this.route.params.user) {
        this.wrong = failure.message;
      } else {
        tellFailure(failure.message);
      }
    }
  }

  async #remove(user) {
    const agreed = await confirm({
      title: `Delete ${user.loginName}?`,
      act: 'Delete',
      isDangerous: true,
      text: [
        'Whoever uses this account can no longer sign in. Streams keep their access lists: a new account of this name has its rights again.',
      ],
    });
    if (agreed) {
      await this.#act(
        'DELETE',
        `/users/${encodeURIComponent(user.loginName)}`,
        undefined,
        `${user.loginName} is deleted`,
      );
    }
  }

  render() {
    const { user, act } = this.route.params;
    return html`<div class="page">
      <header class="page-head">${user ? html`<nav class="crumbs" aria-label="Where this is"><a href="#/users">Users</a></nav>` : nothing}
        <h1>${titleOf(user, act)}</h1><span class="fill"></span>
        ${user || !session.isAdministrator ? nothing : html`<a class="button primary" href="#/users/new">${icon('plus')}New user</a>`}</header>
      ${session.isAdministrator || act === 'password' ? nothing : html`<p class="hint">Accounts are made and changed by members of <code>$admins</code>.${session.user && !user ? html` <a href=${address('users', session.user, 'password')}>Change your password</a>` : nothing}</p>`}
      ${failureNotice(this.failure, session)}
      ${wrongNotice(this.wrong)}
      ${this.#content(user, act)}
    </div>`;
  }

  #content(user, act) {
    const known = this.users.find((each) => each.loginName === user);
    if (act === 'password' && user === session.user) {
      return html`<es-own-password></es-own-password>`;
    }
    if (!session.isAdministrator || (user !== 'new' && !known)) {
      return this.#table();
    }
    if (user === 'new') {
      return this.#form(null);
    }
    return act === 'reset' ? this.#reset(known) : this.#form(known);
  }

  #table() {
    return html`<section class="card scroll-x"><table class="table stack"><caption class="visually-hidden">Users</caption>
      <thead><tr><th>Login</th><th>Full name</th><th>Groups</th><th>State</th><th><span class="visually-hidden">What can be done</span></th></tr></thead>
      <tbody>${this.users.map(
        (
          user,
        ) => html`<tr><td>${this.#name(user.loginName)}</td><td>${user.fullName}</td>
        <td>${user.groups.map((group) => html`<span class="badge">${group}</span> `)}</td>
        <td><span class="badge" data-kind=${user.disabled ? 'warn' : 'good'}>${user.disabled ? 'disabled' : 'enabled'}</span></td>
        <td class="right">${session.isAdministrator ? this.#acts(user) : nothing}</td></tr>`,
      )}</tbody></table></section>`;
  }

  #name(login) {
    const name = html`<strong>${login}</strong>`;
    return session.isAdministrator ? html`<a href=${address('users', login)}>${name}</a>` : name;
  }

  #acts(user) {
    const name = encodeURIComponent(user.loginName);
    const [command, done] = user.disabled ? ['enable', 'enabled'] : ['disable', 'disabled'];
    return html`<a class="button small" href=${address('users', user.loginName, 'edit')}>Edit</a>
      <a class="button small" href=${address('users', user.loginName, 'reset')}>Reset password</a>
      <button class="small" @click=${() => this.#act('POST', `/users/${name}/command/${command}`, undefined, `${user.loginName} is ${done}`)}>${user.disabled ? 'Enable' : 'Disable'}</button>
      <button class="small" @click=${() => this.#remove(user)}>Delete</button>`;
  }

  #form(user) {
    const others = (user?.groups ?? []).filter((group) => !GROUPS.some(([name]) => name === group));
    return html`<form class="card form add-form narrow" @submit=${(submit) => {
      submit.preventDefault();
      const form = new FormData(submit.target);
      const groups = [
        ...form.getAll('group'),
        ...form
          .get('others')
          .split(/[\s,]+/)
          .filter(Boolean),
      ];
      const document = { fullName: form.get('fullName'), groups };
      if (user) {
        this.#act('PUT', `/users/${encodeURIComponent(user.loginName)}`, document, `${user.loginName} is changed`);
      } else {
        this.#act(
          'POST',
          '/users',
          { loginName: form.get('loginName'), password: form.get('password'), ...document },
          `${form.get('loginName')} can sign in now`,
        );
      }
    }}>
      ${user ? nothing : html`<label class="field"><span>Login</span><input name="loginName" required autocomplete="off" spellcheck="false"></label>`}
      <label class="field"><span>Full name</span><input name="fullName" .value=${user?.fullName ?? ''} autocomplete="off"></label>
      ${user ? nothing : passwordField({ label: 'Password', name: 'password', use: 'new-password' })}
      <fieldset class="field"><legend>Groups</legend>${GROUPS.map(([group, text]) => html`<label class="check"><input type="checkbox" name="group" value=${group} ?checked=${user?.groups.includes(group)}><span><code>${group}</code> ${text}</span></label>`)}</fieldset>
      <label class="field"><span>Other groups, for access lists of your own</span><input name="others" .value=${others.join(', ')} spellcheck="false" autocomplete="off"></label>
      <div class="actions"><a class="button" href="#/users">Cancel</a><button class="primary">${user ? 'Save' : 'Create'}</button></div></form>`;
  }

  #reset(user) {
    return html`<form class="card form add-form narrow" @submit=${(submit) => {
      submit.preventDefault();
      this.#act(
        'POST',
        `/users/${encodeURIComponent(user.loginName)}/command/reset-password`,
        { newPassword: new FormData(submit.target).get('password') },
        `${user.loginName} has a new password`,
      );
    }}><p class="hint">The old password is void at once; whoever is signed in with it has to sign in again.</p>
      ${passwordField({ label: 'New password', name: 'password', use: 'new-password' })}
      <div class="actions"><a class="button" href="#/users">Cancel</a><button class="primary">Reset password</button></div></form>`;
  }
}

function titleOf(user, act) {
  switch (act) {
    case 'password':
      return 'Your password';
    case 'reset':
      return `Password of ${user}`;
    default:
      return user === 'new' ? 'New user' : (user ?? 'Users');
  }
}

customElements.define('es-users', Users);
