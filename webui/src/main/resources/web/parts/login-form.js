import { html, nothing } from 'lit';

/** What is wrong with what was typed into a form for a login. */
export const wrongNotice = (wrong) =>
  wrong ? html`<p class="notice" data-kind="bad" role="alert" id="wrong">${wrong}</p>` : nothing;

/**
 * A field for a password.
 *
 * @param {{label: string, name: string, use: 'current-password'|'new-password', wrong?: string}} field `use` is for those
 *   who keep passwords; `wrong` if the password does not fit
 */
export const passwordField = ({ label, name, use, wrong = '' }) =>
  html`<label class="field"><span>${label}</span><input name=${name} type="password" autocomplete=${use} required
    aria-invalid=${wrong ? 'true' : nothing} aria-describedby=${wrong ? 'wrong' : nothing}></label>`;
