/** The beginning of the data of events, as lists show it: decoded, where the list holds all of it. */
import { html } from 'lit';
import { until } from 'lit/directives/until.js';
import { bytes } from '../times.js';
import { compactJson } from './compact-json.js';
import { describe } from './payload.js';
import { bySchema } from './proto/schemas.js';

const SHOWN = 400;
const PACKED = /^\s*"?[A-Za-z0-9+/\-_]{16,}={0,2}"?\s*$/;
const XML = /^\s*<[?!a-zA-Z]/;
const described = new WeakMap();

/** What stands in a row for the data of its event. */
export function preview(row) {
  if (row.isGone) {
    return html`<span class="faint">the target of this link is gone</span>`;
  }
  const payload = whole(row);
  if (!payload) {
    return row.isBinary ? size(row) : text(XML.test(row.preview) ? row.preview.replace(/\s*\n\s*/g, ' ') : row.preview);
  }
  const known = described.get(row);
  if (known && !(known instanceof Promise)) {
    return decoded(row, known);
  }
  const soon = known ?? describe(payload).then((found) => {
    described.set(row, found);
    return decoded(row, found);
  });
  described.set(row, soon);
  return until(soon, row.isBinary ? size(row) : text(row.preview));
}

/** The tree of what was decoded so far; null if there is none. */
export function decodedNode(row) {
  const known = described.get(row);
  return known && !(known instanceof Promise) ? (bySchema(known, row.type).node ?? null) : null;
}

/** All of the data of what is not plain already; null where there is nothing to decode, or only a part is there. */
function whole(row) {
  if (row.isBinary) {
    return row.base64 === undefined ? null : { base64: row.base64 };
  }
  const isWhole = row.preview.length === row.dataSize;
  return isWhole && (PACKED.test(row.preview) || isControl(row.preview)) ? { text: row.preview } : null;
}

function decoded(row, found) {
  const known = bySchema(found, row.type);
  const said = known.node ? compactJson(known.node, SHOWN).slice(0, SHOWN) : known.kind === 'binary' ? null : (known.text ?? '').slice(0, SHOWN);
  return said === null
    ? row.isBinary ? size(row) : text(row.preview)
    : html`${known.via.length ? html`<span class="badge" title=${known.isGuess ? 'Probably' : 'Decoded'}>${known.message ?? known.via.join(' → ')}</span>` : ''}<code class="preview">${said}</code>`;
}

const text = (shown) => html`<code class="preview">${shown}</code>`;
const size = (row) => html`<span class="badge">binary, ${bytes(row.dataSize)}</span>`;
const isControl = (shown) => /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(shown);
