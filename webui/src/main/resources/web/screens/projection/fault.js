import { html, nothing } from 'lit';
import { icon } from '../../parts/icons.js';
import { address } from '../../router.js';
import * as api from '../../parts/projections.js';

/** Why a projection cannot go on: what was said, at which event, in which handler and line. */
export function fault(info) {
  const { message, position, event, line } = api.faultOf(info.stateReason);
  const handler = /Handler: ([^\r\n]+)/.exec(info.stateReason)?.[1];
  return html`<div class="notice" role="alert" data-kind="bad">${icon('warn')}<div><strong>It cannot go on.</strong>
    <pre class="fault-text">${message}</pre>
    <p>${event ? html`Event: <a href=${address('streams', event.stream, event.number)}>${event.stream}@${event.number}</a>, ${event.type}. ` : nothing}${position ? html`Position: <code>${position}</code>. ` : nothing}${handler ? html`Handler: <code>${handler}</code>. ` : nothing}${line ? html`Line: <code>${line}</code>. ` : nothing}
      <a href=${api.debugHref(info)}>Debug it there</a></p></div></div>`;
}
