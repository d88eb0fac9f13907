import { html, nothing } from 'lit';
import { bytesOf, hexDump } from '../../parts/payload.js';
import { bySchema } from '../../parts/proto/schemas.js';
import { icon } from '../../parts/icons.js';
import { prettyJson } from '../../parts/json-text.js';
import { copyText } from '../../parts/toasts.js';
import { requery } from '../../router.js';
import { bytes } from '../../times.js';
import { schemaBar } from './schema-bar.js';

const RAW_MAX = 500_000;
const NAMES = { json: 'JSON', xml: 'XML', text: 'Text', binary: 'Binary' };

/** Data or metadata: as a tree where they are JSON, else as text or bytes; and always as they are. */
export function payloadView(page, title, found, payload, event) {
  const described = title === 'Data' ? bySchema(found, event.type) : found;
  if (described.kind === 'empty') {
    return html`<p class="hint">There ${title === 'Data' ? 'is no data' : 'are no metadata'}.</p>`;
  }
  const views = [
    ...(described.node
      ? [
          ['tree', 'Tree'],
          ['formatted', 'Formatted'],
        ]
      : []),
    ...(payload.text === undefined ? [] : [['raw', 'As it is']]),
    ['bytes', 'Bytes'],
  ];
  const wanted = page.route.query.view;
  const view = views.some(([name]) => name === wanted) ? wanted : views[0][0];
  const size = title === 'Data' ? event.dataSize : event.metadataSize;
  return html`
    <div class="bar payload-bar">
      <span class="segments" role="group" aria-label="How it is shown">${views.map(
        ([name, text]) => html`
        <button class="small" aria-pressed=${view === name ? 'true' : 'false'} @click=${() => requery({ view: name === views[0][0] ? null : name })}>${text}</button>`,
      )}</span>
      <span class="badge">${(described.isGuess ? described.via : [...described.via, described.message ?? NAMES[described.kind]]).join(' → ')}</span><span class="faint number">${bytes(size)}</span>
      ${described.problem && event.isJson ? html`<span class="badge" data-kind="warn">not valid JSON: ${described.problem}</span>` : nothing}
      <span class="fill"></span>
      ${
        view === 'tree'
          ? html`<label class="search small-search"><span class="visually-hidden">Find in the tree</span>${icon('search')}<input type="text" placeholder="Find" spellcheck="false" @input=${(input) => page.querySelector('es-json').find(input.target.value)}></label>
        <button class="small" @click=${() => page.querySelector('es-json').setAll(true)}>Unfold all</button>
        <button class="small" @click=${() => page.querySelector('es-json').setAll(false)}>Fold all</button>`
          : nothing
      }
      <button class="small" @click=${() => copyText(textOf(view, described, payload))}>Copy</button>
    </div>
    ${title === 'Data' && found.bytes && !event.isJson ? schemaBar(event) : nothing}
    ${described.misfit ? html`<p class="notice" data-kind="warn">${icon('warn')}${described.misfit}</p>` : nothing}
    ${described.isGuess && view === 'tree' ? html`<p class="hint small-hint">Probably a message of Protocol Buffers. Names and types are in its schema only: these are the numbers of its fields.</p>` : nothing}
    ${view === 'tree' ? html`<es-json .node=${described.node} label=${title}></es-json>` : html`<pre class="raw" tabindex="0" aria-label=${title}>${shortened(textOf(view, described, payload))}</pre>`}`;
}

function textOf(view, described, payload) {
  switch (view) {
    case 'tree':
    case 'formatted':
      return prettyJson(described.node);
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
