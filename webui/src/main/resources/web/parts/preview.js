/** The beginning of the data of events, as lists show it: decoded, where the list holds all of it. */
import { html } from 'lit';
import { until } from 'lit/directives/until.js';
import { bytes } from '../times.js';
import { compactJson } from './compact-json.js';
import { decodedTogether } from './decoded-lists.js';
import { decoderOf } from './decoders.js';
import { describe } from './payload.js';
import { bySchema } from './proto/schemas.js';

const SHOWN = 400;
const PACKED = /^\s*"?[A-Za-z0-9+/\-_]{16,}={0,2}"?\s*$/;
const XML = /^\s*<[?!a-zA-Z]/;
const looks = new WeakMap();

/** What stands in a row for the data of its event. */
export function preview(row) {
  if (row.isGone) {
    return html`<span class="faint">the target of this link is gone</span>`;
  }
  const look = looked(row);
  if (!look) {
    return plain(row);
  }
  return look.found ? decoded(row, look.found) : until(look.soon.then((found) => (found ? decoded(row, found) : plain(row))), plain(row));
}

/** What the data turned out to be, as payload.js describes it; null if there is nothing to decode, or it is not known yet. */
export function decodedOf(row) {
  const found = looked(row)?.found;
  return found ? named(found, row) : null;
}

const named = (found, row) => (found.isOwn ? found : bySchema(found, row.type));

/** What is being found out about the data of a row; null if it is plain. */
function looked(row) {
  if (row.isGone || row.isGap) {
    return null;
  }
  const decoder = decoderOf(row.type);
  const payload = decoder ? null : whole(row);
  if (!decoder && !payload) {
    return null;
  }
  const before = looks.get(row);
  if (before && before.by === decoder?.text) {
    return before;
  }
  const look = { by: decoder?.text, found: null };
  looks.set(row, look);
  look.soon = (decoder ? decodedTogether(decoder, row) : describe(payload)).then((found) => {
    look.found = found;
    if (found) {
      tellOf();
    } else {
      looks.delete(row);
    }
    return found;
  });
  return look;
}

let isToldSoon = false;

/** Has tables draw themselves anew, once for all that was found out at the same time. */
function tellOf() {
  if (!isToldSoon) {
    isToldSoon = true;
    setTimeout(() => {
      isToldSoon = false;
      dispatchEvent(new CustomEvent('es-decoded'));
    });
  }
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
  if (found.trouble !== undefined) {
    return html`<span class="badge" data-kind="bad" title=${found.trouble}>decoder failed</span>${plain(row)}`;
  }
  const known = named(found, row);
  const said = known.node ? compactJson(known.node, SHOWN).slice(0, SHOWN) : known.kind === 'binary' ? null : (known.text ?? '').slice(0, SHOWN);
  return said === null ? plain(row) : html`${how(known)}<code class="preview">${said}</code>`;
}

/** In which way it was decoded. */
function how(known) {
  const ways = [...(known.isOwn ? ['your decoder'] : []), ...known.via];
  return ways.length ? html`<span class="badge" title=${known.isGuess ? 'Probably' : 'Decoded'}>${known.message ?? ways.join(' → ')}</span>` : '';
}

/** As it came: the beginning of the text, or the size. */
function plain(row) {
  if (row.isBinary) {
    return html`<span class="badge">binary, ${bytes(row.dataSize)}</span>`;
  }
  const shown = row.preview.slice(0, SHOWN);
  return html`<code class="preview">${XML.test(shown) ? shown.replace(/\s*\n\s*/g, ' ') : shown}</code>`;
}

const isControl = (shown) => /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(shown);
