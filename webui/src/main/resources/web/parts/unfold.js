/** The data of all events of a list at once, below each of them. */
import { html, nothing } from 'lit';
import { requery } from '../router.js';
import { bytes } from '../times.js';
import { beginningOf } from './fields.js';
import { prettyJson } from './json-text.js';
import { bytesOf, hexDump } from './payload.js';
import { decodedOf } from './preview.js';
import { prettyXml, readXml } from './xml-text.js';

const LINES_MAX = 16;
/** How wide a character and how high a line is, in pixels; parts.css says the same of the font. */
const CHARACTER = 7.2;
const LINE = 18;
const AROUND = 12;
const BESIDE = 32;
/** How much of the lines a text fills that is broken between words, by experience. */
const FULL = 0.92;
const texts = new WeakMap();

/** Whether the address says that everything is unfolded. */
export const isUnfolded = (query) => query.data === 'all';

export const toggleUnfolded = (query) => requery({ data: isUnfolded(query) ? null : 'all' });

/** What is asked for beside a list: longer beginnings of the data. */
export const asked = (query) => (isUnfolded(query) ? { preview: '4000' } : {});

export const unfoldButton = (query) => html`<button class="ghost small" aria-pressed=${isUnfolded(query) ? 'true' : 'false'}
  title="Shows the data below each event, or not (u)" @click=${() => toggleUnfolded(query)}>Unfold all</button>`;

/** What stands below a row of a table of events. */
export const DETAIL = {
  height: (row, width) => {
    const { lines } = shownOf(row, width);
    return lines ? lines * LINE + AROUND : 0;
  },
  view: (row, width) => {
    const { lines, text } = shownOf(row, width);
    return lines ? html`<pre>${text}</pre>` : nothing;
  },
};

/** The text, and how many lines it takes in a table of that width. */
function shownOf(row, width) {
  if (row.isGap || row.isGone || row.dataSize === 0) {
    return { lines: 0, text: '' };
  }
  const perLine = Math.max(20, Math.floor((width - BESIDE) / CHARACTER));
  const found = decodedOf(row);
  const known = texts.get(row);
  if (known?.found === found && known.perLine === perLine) {
    return known.shown;
  }
  const shown = cut(textOf(row, found), perLine, row, found);
  texts.set(row, { found, perLine, shown });
  return shown;
}

function textOf(row, found) {
  if (found?.node ?? found?.xml) {
    return found.node ? prettyJson(found.node) : prettyXml(found.xml);
  }
  if (found?.isOwn && found.text !== undefined) {
    return found.text;
  }
  return found?.trouble === undefined ? plainText(row, found) : `The decoder failed: ${found.trouble}\n${plainText(row, null)}`;
}

function plainText(row, found) {
  if (row.isBinary) {
    return row.base64 === undefined ? `binary, ${bytes(row.dataSize)}` : hexDump(bytesOf(row));
  }
  const xml = row.preview.startsWith('<') ? readXml(row.preview) : null;
  const node = row.isJson && !xml ? beginningOf(row) : null;
  return xml ? prettyXml(xml) : node ? prettyJson(node) : (found?.text ?? row.preview);
}

function cut(text, perLine, row, found) {
  const isDecoded = found !== null && found.trouble === undefined;
  const isBeginning = isDecoded ? found.isCut === true : !row.isBinary && new TextEncoder().encode(row.preview).length < row.dataSize;
  const shown = [];
  let lines = 0;
  const all = text.split('\n');
  for (const line of all) {
    const room = LINES_MAX - lines;
    const needed = wrapped(line, perLine);
    shown.push(needed > room ? line.slice(0, Math.floor(room * perLine * FULL)) : line);
    lines += needed;
    if (lines >= LINES_MAX) {
      break;
    }
  }
  if (!isBeginning && lines <= LINES_MAX && shown.length === all.length) {
    return { lines, text };
  }
  return { lines: Math.min(lines, LINES_MAX) + 1, text: `${shown.join('\n')}\n… ${bytes(row.dataSize)} in all; open the event to see the rest` };
}

/** How many lines the browser makes of one: it breaks between words, and within those that are too long. */
function wrapped(line, perLine) {
  let lines = 1;
  let used = 0;
  for (const word of line.split(/(?<= )/)) {
    const { length } = word.trimEnd();
    if (used > 0 && used + length > perLine) {
      lines += 1;
      used = 0;
    }
    lines += Math.max(0, Math.ceil(length / perLine) - 1);
    used += length > perLine ? length % perLine : word.length;
  }
  return lines;
}
