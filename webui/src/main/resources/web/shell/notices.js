import { html, nothing } from 'lit';
import { isDenied } from '../api.js';
import { icon } from '../parts/icons.js';

/** What everybody has to know, above the page: that the node is stopped. */
export function notice(session) {
  return html`<div role="status" class="notices">${
    session.state === 'down'
      ? html`
    <div class="notice" data-kind="bad">${icon('warn')}
      <span><strong>The node does not answer.</strong> It is stopped, or starting. This page goes on by itself when it is back.</span>
    </div>`
      : nothing
  }</div>`;
}

/** What went wrong on a page, and what can be done about it. */
export function failureNotice(failure, session) {
  if (!failure || session.state === 'down') {
    return nothing;
  }
  const isClosed = isDenied(failure);
  return html`<div class="notice" role="alert" data-kind=${isClosed ? 'warn' : 'bad'}>${icon('warn')}
    <span>${
      isClosed && !session.user
        ? html`<strong>This needs a login.</strong> <a href="#/signin?back=${encodeURIComponent(location.hash)}">Sign in</a>`
        : isClosed
          ? html`<strong>You may not see this.</strong> ${failure.message}`
          : html`<strong>That did not work.</strong> ${failure.message}`
    }</span></div>`;
}
