import { html, nothing } from 'lit';
import { decodedBy, decoderOf } from '../../parts/decoders.js';
import { bytesOf, hexDump } from '../../parts/payload.js';
import { bySchema } from '../../parts/proto/schemas.js';
import { icon } from '../../parts/icons.js';
import { prettyJson } from '../../parts/json-text.js';
import { prettyXml } from '../../parts/xml-text.js';
import { copyText } from '../../parts/toasts.js';
import { requery } from '../../router.js';
import { bytes } from '../../times.js';
import { decoderMenu } from './decoder-menu.js';
import { schemaBar } from './schema-bar.js';

const RAW_MAX = 500_000;
const NAMES = { json: 'JSON', xml: 'XML', text: 'Text', binary: 'Binary' };

/** Data or metadata: as a tree where they are JSON or XML, else as text or bytes; and always as they are. */
export function payloadView(page, title, found, payload, event) {
  const isData = title === 'Data';
  const described = isData ? bySchema(found, event.type) : found;
  if (described.kind === 'empty') {
    return html`<p class="hint">There ${isData ? 'is no data' : 'are no metadata'}.</p>`;
  }
  const decoder = isData ? decoderOf(event.type) : undefined;
  const views = viewsOf(described, payload, decoder);
  const wanted = page.route.query.view;
  const view = views.some(([name]) => name === wanted) ? wanted : views[0][0];
  const shown = view === 'decoded' ? decodedBy(decoder, event, () => page.requestUpdate()) : described;
  const isTree = (view === 'tree' || view === 'decoded') && Boolean(shown.node ?? shown.xml);
  const size = isData ? event.dataSize : event.metadataSize;
  return html`
    <div class="bar payload-bar">
      <span class="segments" role="group" aria-label="How it is shown">${views.map(
        ([name, text]) => html`
        <button class="small" aria-pressed=${view === name ? 'true' : 'false'} @click=${() => requery({ view: name === views[0][0] ? null : name })}>${text}</button>`,
      )}</span>
      <span class="badge">${kindOf(shown, view)}</span><span class="faint number">${bytes(size)}</span>
      ${described.problem && event.isJson ? html`<span class="badge" data-kind="warn">not valid JSON: ${described.problem}</span>` : nothing}
      <span class="fill"></span>
      <button class="small" @click=${() => copyText(textOf(view, shown, payload))}>Copy</button>
      ${isData ? decoderMenu(event) : nothing}
    </div>
    ${isData && found.bytes && !event.isJson ? schemaBar(event) : nothing}
    ${described.misfit ? html`<p class="notice" data-kind="warn">${icon('warn')}${described.misfit}</p>` : nothing}
    ${described.isGuess && view === 'tree' ? html`<p class="hint small-hint">Probably a message of Protocol Buffers. Names and types are in its schema only: these are the numbers of its fields.</p>` : nothing}
    ${isTree ? treeBar(page) : nothing}
    ${content(title, view, shown, isTree, payload)}`;
}

function viewsOf(described, payload, decoder) {
  const trees = [
    ['tree', 'Tree'],
    ['formatted', 'Formatted'],
  ];
  return [
    ...(decoder ? [['decoded', 'Decoded']] : []),
    ...(described.node || described.xml ? trees : []),
    ...(payload.text === undefined ? [] : [['raw', 'As it is']]),
    ['bytes', 'Bytes'],
  ];
}

const treeBar = (page) => html`<div class="bar payload-bar">
    <label class="search small-search grow"><span class="visually-hidden">Find in the tree</span>${icon('search')}<input type="text" placeholder="Find in the tree" spellcheck="false" @input=${(input) => tree(page).find(input.target.value)}></label>
    <button class="small" @click=${() => tree(page).setAll(true)}>Unfold all</button>
    <button class="small" @click=${() => tree(page).setAll(false)}>Fold all</button></div>`;

const tree = (page) => page.querySelector('es-json, es-xml');

const kindOf = (shown, view) =>
  [...(view === 'decoded' ? ['your decoder'] : []), ...shown.via, ...(shown.isGuess || shown.isAsked ? [] : [shown.message ?? NAMES[shown.kind]])].join(' → ');

function content(title, view, shown, isTree, payload) {
  if (shown.trouble !== undefined && view === 'decoded') {
    return html`<div class="notice" role="alert" data-kind="bad">${icon('warn')}<div><strong>The decoder did not work.</strong><pre class="fault-text">${shown.trouble}</pre></div></div>`;
  }
  if (isTree) {
    return shown.xml ? html`<es-xml .node=${shown.xml} label=${title}></es-xml>` : html`<es-json .node=${shown.node} label=${title}></es-json>`;
  }
  return shown.isAsked
    ? html`<p class="hint">Decoding …</p>`
    : html`<pre class=${view === 'bytes' ? 'raw dump' : 'raw'} tabindex="0" aria-label=${title}>${shortened(textOf(view, shown, payload))}</pre>`;
}

function textOf(view, shown, payload) {
  switch (view) {
    case 'decoded':
    case 'tree':
    case 'formatted':
      return shown.node ? prettyJson(shown.node) : shown.xml ? prettyXml(shown.xml) : (shown.text ?? hexDump(shown.bytes ?? new Uint8Array()));
    case 'raw':
      return payload.text;
    default:
      return hexDump(bytesOf(payload));
  }
}

function shortened(text) {
  return text.length > RAW_MAX
    ? `${text.slice(0, RAW_MAX)}\n… ${text.length - RAW_MAX} more characters. Copy has all of them.`
    : text;
}
