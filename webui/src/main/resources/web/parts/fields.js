import { html, nothing } from 'lit';
import { requery } from '../router.js';
import { readBeginning } from './json-text.js';
import { decodedOf } from './preview.js';

const FIELDS_MAX = 6;
const parsed = new WeakMap();

/** Which fields of the data are columns, as the address says: `order.id,item`. */
export const fieldsOf = (query) =>
  (query.cols ?? '')
    .split(',')
    .map((field) => field.trim())
    .filter(Boolean)
    .slice(0, FIELDS_MAX);

/** A column for a field of the data; what a list does not hold of an event has none to show. */
export const fieldColumn = (field) => ({
  key: `field ${field}`,
  title: field,
  width: 'minmax(4.5rem, 0.7fr)',
  cell: (row) => {
    const node = valueOf(row, field.split('.'));
    return node ? html`<code class="preview cut" title=${node.text}>${textOf(node)}</code>` : html`<span class="faint">–</span>`;
  },
});

/** Where fields are named. */
export function fieldMenu(query) {
  const fields = fieldsOf(query);
  return html`<details class="menu" name="menu"><summary class="button ghost small">Columns${fields.length ? ` (${fields.length})` : ''}</summary>
    <form class="card menu-body form" @submit=${(submit) => {
      submit.preventDefault();
      submit.target.closest('details').open = false;
      requery({ cols: new FormData(submit.target).get('cols').trim() });
    }}><label class="field"><span>Fields of the data as columns, up to ${FIELDS_MAX}, with commas between them</span>
      <input class="mono wide-input" name="cols" spellcheck="false" autocomplete="off" placeholder="order.id, item" .value=${query.cols ?? ''}></label>
      <div class="actions">${fields.length ? html`<button type="button" @click=${() => requery({ cols: null })}>None</button>` : nothing}<button class="primary">Show</button></div></form></details>`;
}

function valueOf(row, steps) {
  if (row.isGap) {
    return null;
  }
  const root = decodedOf(row)?.node ?? beginningOf(row);
  return steps.reduce((node, step) => node?.children.find(({ key }) => String(key) === step)?.value ?? null, root);
}

/** Lists hold the beginning of the data only: what is behind it is not known. */
export function beginningOf(row) {
  if (row.preview && !parsed.has(row)) {
    parsed.set(row, readBeginning(row.preview));
  }
  return parsed.get(row) ?? null;
}

const textOf = (node) => (node.kind === 'string' ? JSON.parse(node.text) : node.children.length ? '…' : node.text);
