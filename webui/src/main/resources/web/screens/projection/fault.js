import { html, nothing } from 'lit';
import { icon } from '../../parts/icons.js';
import * as api from '../../parts/projections.js';

/** Why a projection cannot go on: what was said, at which event, in which handler and line. */
export function fault(info) {
  const { message, position, line } = api.faultOf(info.stateReason);
  const handler = /Handler: ([^\r\n]+)/.exec(info.stateReason)?.[1];
  return html`<div class="notice" role="alert" data-kind="bad">${icon('warn')}<div><strong>It cannot go on.</strong>
    <pre class="fault-text">${message}</pre>
    <p>${position ? html`Event: <code>${position}</code>. ` : nothing}${handler ? html`Handler: <code>${handler}</code>. ` : nothing}${line ? html`Line: <code>${line}</code>. ` : nothing}
      <a href=${api.debugHref(info)}>Debug it there</a></p></div></div>`;
}
