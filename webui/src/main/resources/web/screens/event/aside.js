import { html, nothing } from 'lit';
import { icon } from '../../parts/icons.js';
import { curlRead } from '../../parts/calls.js';
import { codeFor, LANGUAGES } from '../../parts/copy-as.js';
import { prettyJson } from '../../parts/json-text.js';
import { copyText } from '../../parts/toasts.js';
import { address } from '../../router.js';
import { ago, bytes, count, dateTime } from '../../times.js';

const TEXT_MAX = 20_000;

/** What an event is beside its content: where it stands, what belongs to it, and how to have one like it. */
export function aside(found, event, data, metadata) {
  const correlation = leafOf(metadata, '$correlationId');
  const causation = leafOf(metadata, '$causationId');
  return html`<aside class="side-cards" aria-label="About this event">
    <section class="card"><div class="card-body"><dl class="facts">
      <dt>Stream</dt><dd><a href=${address('streams', event.stream)}>${event.stream}</a></dd>
      <dt>Number</dt><dd>${event.revision}</dd>
      <dt>Position</dt><dd>${event.position}</dd>
      <dt>Type</dt><dd><a href=${address('events', { q: `type:${quoted(event.type)}` })} title="All events of this type">${event.type}</a></dd>
      <dt>Created</dt><dd><time datetime=${event.created}>${dateTime(event.created)}</time><br><span class="faint">${ago(event.created)}</span></dd>
      <dt>Id</dt><dd class="mono">${event.id} <button class="ghost small" aria-label="Copy the id" @click=${() => copyText(event.id)}>${icon('copy')}</button></dd>
      <dt>Size</dt><dd>${bytes(event.dataSize)} data, ${bytes(event.metadataSize)} metadata</dd>
      <dt>Marked as</dt><dd>${event.isJson ? 'JSON' : 'not JSON'}</dd>
      ${found.link ? html`<dt>Link</dt><dd><a href=${address('streams', found.link.stream)}>${found.link.stream}</a>@${count(found.link.revision)}</dd>` : nothing}
      ${correlation ? html`<dt>Correlation</dt><dd><a href=${address('correlation', correlation)}>${correlation}</a></dd>` : nothing}
      ${causation ? html`<dt>Caused by</dt><dd><a href=${address('events', { q: `id:${causation}` })}>${causation}</a></dd>` : nothing}
    </dl></div></section>
    <section class="card"><div class="card-head"><h2>Copy as code</h2></div><div class="card-body">
      <div class="chips">${LANGUAGES.map(([language, name]) => html`<button class="small" @click=${() => copyText(code(language, event, data, metadata), `Copied for ${name}`)}>${name}</button>`)}
        <button class="small" @click=${() => copyText(curlRead(event.stream, event.revision, location.origin))}>curl, to read it</button></div>
      <p class="hint small-hint">Each appends an event like this one, with a new id.</p></div></section>
  </aside>`;
}

function code(language, event, data, metadata) {
  const text = (described, payload) =>
    described.node && described.via.length === 0 ? prettyJson(described.node) : (payload.text ?? '');
  const isJson = data.kind === 'json' && data.via.length === 0;
  return codeFor(
    language,
    {
      stream: event.stream,
      type: event.type,
      isJson,
      data: text(data, event.data).slice(0, TEXT_MAX * 50),
      metadata: text(metadata, event.metadata),
    },
    location.origin,
  );
}

function leafOf(described, name) {
  const child = described?.node?.children.find(({ key }) => key === name);
  return child?.value.kind === 'string' ? JSON.parse(child.value.text) : null;
}

const quoted = (text) => (/\s/.test(text) ? `"${text}"` : text);
