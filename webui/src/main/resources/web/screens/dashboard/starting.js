import { html } from 'lit';
import { codeFor } from '../../parts/copy-as.js';
import { copyText } from '../../parts/toasts.js';
import { icon } from '../../parts/icons.js';

/** What to do with an empty database. */
export function starting(origin) {
  const event = {
    stream: 'orders-1',
    type: 'orderPlaced',
    isJson: true,
    data: '{"order": 1, "item": "tea"}',
    metadata: '',
  };
  const example = codeFor('curl', event, origin);
  return html`<section class="card"><div class="card-head"><h2>Append your first event</h2></div>
    <div class="card-body form"><p class="hint">An event has an id that you choose, a type, and data. Sending the same id again changes nothing,
      so a request whose answer got lost can be repeated.</p>
      <div class="code-box"><pre tabindex="0" aria-label="Command">${example}</pre><button class="small" @click=${() => copyText(example)}>${icon('copy')}Copy</button></div>
      <p><a class="button primary" href="#/addEvent">${icon('plus')}Add one here</a></p></div></section>`;
}
