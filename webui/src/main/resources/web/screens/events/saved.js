import { html, nothing } from 'lit';
import { icon } from '../../parts/icons.js';
import { tell } from '../../parts/toasts.js';
import { preferences } from '../../preferences.js';
import { requery } from '../../router.js';

const SAVED_MAX = 50;
const NAME_MAX = 60;

/** Searches that were given a name, in this browser. */
export function savedSearches(q) {
  const saved = preferences.get('saved');
  return html`<details class="menu" name="menu"><summary class="button ghost small">Saved${saved.length ? ` (${saved.length})` : ''}</summary>
    <div class="card menu-body saved">
      ${saved.length === 0 ? html`<p class="hint">No search has a name yet.</p>` : nothing}
      <ul>${saved.map(
        (search) => html`<li><button class="ghost" title=${search.q} @click=${(click) => {
          click.target.closest('details').open = false;
          requery({ q: search.q });
        }}>${search.name}</button><code class="faint cut">${search.q}</code>
        <button class="ghost small" aria-label="Forget ${search.name}" @click=${() => forget(search)}>${icon('close')}</button></li>`,
      )}</ul>
      ${
        q
          ? html`<form class="bar" @submit=${(submit) => save(submit, q)}><label class="grow"><span class="visually-hidden">Name of this search</span>
        <input class="wide-input" name="name" required maxlength=${NAME_MAX} autocomplete="off" placeholder="A name for this search"></label><button>Save</button></form>`
          : nothing
      }</div></details>`;
}

function save(submit, q) {
  submit.preventDefault();
  const name = new FormData(submit.target).get('name').trim();
  const others = preferences.get('saved').filter((search) => search.name !== name);
  preferences.set('saved', [{ name, q }, ...others].slice(0, SAVED_MAX));
  submit.target.reset();
  tell(`Saved as ${name}`);
}

function forget(search) {
  preferences.set(
    'saved',
    preferences.get('saved').filter((other) => other.name !== search.name),
  );
}
