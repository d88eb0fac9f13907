import { html } from 'lit';
import { download } from './download.js';
import { icon } from './icons.js';

/** Events as a file, in either format; `path` answers with them. */
export function exportMenu(path, name) {
  const save = (click, query, ending) => {
    click.target.closest('details').open = false;
    download(`${path}${path.includes('?') ? '&' : '?'}${query}`, `${name.replace(/[^\w.-]+/g, '_')}${ending}`);
  };
  return html`<details class="menu" name="menu"><summary class="button ghost small">${icon('download')}Download</summary>
    <div class="card menu-body form"><p class="hint">One event a line, the oldest first.</p>
      <div class="actions left"><button class="small" title="With everything that events have; Import reads it" @click=${(click) => save(click, 'as=events', '.ndjson')}>Events</button>
      <button class="small" title="In the JSON format of CloudEvents 1.0" @click=${(click) => save(click, 'as=cloudevents', '.cloudevents.ndjson')}>CloudEvents</button></div></div></details>`;
}
