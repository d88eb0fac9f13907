import { html, nothing } from 'lit';
import { icon } from '../../parts/icons.js';
import { prettyJson, readJson } from '../../parts/json-text.js';
import { changeView, linesOf } from '../../parts/state-change.js';
import { copyText } from '../../parts/toasts.js';
import { address } from '../../router.js';
import { dateTime } from '../../times.js';
import '../../parts/json-view.js';

const trees = new WeakMap();

/** What a step has to show, read once. */
function read(step) {
  if (!trees.has(step)) {
    const after = step.changes[0]?.after ?? null;
    trees.set(step, { state: after === null ? null : readJson(after), data: dataOf(step.event.data) });
  }
  return trees.get(step);
}

function dataOf({ text }) {
  try {
    return text ? readJson(text) : null;
  } catch {
    return null;
  }
}

export function stateCard(page, step) {
  const state = step ? read(step).state : null;
  const tree = () => page.querySelector('es-json.state');
  return html`<section class="card"><div class="card-head"><h2>State</h2><span class="fill"></span>
      ${
        state
          ? html`<label class="search small-search"><span class="visually-hidden">Find in the state</span>${icon('search')}<input type="text" placeholder="Find" spellcheck="false" @input=${(input) => tree().find(input.target.value)}></label>
        <button class="small" @click=${() => copyText(prettyJson(state), 'State copied')}>Copy</button>`
          : nothing
      }</div>
    <div class="card-body">${state ? html`<es-json class="state" label="State" .node=${state}></es-json>` : html`<p class="hint">${step ? 'There is no state.' : 'The fold has handled no event yet.'}</p>`}</div></section>`;
}

export function changeCard(step) {
  if (!step) {
    return nothing;
  }
  const [change] = step.changes;
  const changes = linesOf(change).filter((line) => line.sign !== ' ').length;
  return html`<section class="card"><div class="card-head"><h2>What it changed</h2>${changes === 0 ? html`<span class="badge">nothing</span>` : html`<span class="badge" data-kind="info">${changes} ${changes === 1 ? 'line' : 'lines'}</span>`}</div>
    ${changeView(change, 'What the event changed')}</section>`;
}

export function eventCard(step) {
  if (!step) {
    return nothing;
  }
  const { event, link } = step;
  const { data } = read(step);
  return html`<section class="card"><div class="card-head"><h2>Event ${step.place}</h2><span class="badge">${event.type}</span>${link ? html`<span class="badge" data-kind="info">link</span>` : nothing}<span class="fill"></span><a href=${address('streams', event.stream, event.revision)}>Open</a></div>
    <div class="card-body"><p class="small-hint soft"><time datetime=${event.created}>${dateTime(event.created)}</time></p>
      ${data ? html`<es-json label="Data" .node=${data}></es-json>` : html`<pre class="raw" tabindex="0" aria-label="Data">${event.data.text ?? `${event.dataSize} bytes`}</pre>`}</div></section>`;
}

export const faultNotice = ({ place, fault }) => html`<div class="notice" role="alert" data-kind="bad">${icon('warn')}<div><strong>The fold cannot handle event ${place}.</strong><pre class="fault-text">${fault.message}</pre>${fault.line ? html`<p>Line: <code>${fault.line}</code></p>` : nothing}</div></div>`;
