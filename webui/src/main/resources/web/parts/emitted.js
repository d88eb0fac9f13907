import { html, nothing } from 'lit';
import { address } from '../router.js';

const DATA_SHOWN = 600;

/** Events that a projection would write. */
export function emittedList(events) {
  return html`<ul class="emitted">${events.map(
    (event) => html`<li><div class="bar"><a href=${address('streams', event.stream)}>${event.stream}</a><span class="badge" data-kind="accent">${title(event.type)}</span>
      ${event.cause ? html`<span class="fill"></span><small class="faint">because of ${event.cause.stream}@${event.cause.revision}</small>` : nothing}</div>
      <code class="preview">${event.data.slice(0, DATA_SHOWN)}</code>
      ${event.metadata.length ? html`<small class="soft">${event.metadata.map((member) => `${member.name}: ${member.json}`).join(', ')}</small>` : nothing}</li>`,
  )}</ul>`;
}

const title = (type) => (type === '$>' ? 'link' : type === '$@' ? 'link to a stream' : type);
