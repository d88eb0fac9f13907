import { html, nothing } from 'lit';
import { Part } from '../../parts/element.js';
import { icon } from '../../parts/icons.js';
import { emittedList } from '../../parts/emitted.js';
import { readJson } from '../../parts/json-text.js';
import { changeView, prettyState } from '../../parts/state-change.js';
import { address } from '../../router.js';
import '../../parts/json-view.js';

/** What one event did: itself, the state before and after, what would be emitted, the log, the lines that ran. */
class StepView extends Part {
  static properties = { step: { attribute: false }, view: { attribute: false }, at: { state: true }, isWhole: { state: true } };
  #data = { of: null, node: null, text: '' };

  constructor() {
    super();
    this.step = null;
    this.at = 0;
    this.isWhole = false;
  }

  willUpdate(changed) {
    if (changed.has('step')) {
      this.at = Math.max(0, (this.step?.lines.length ?? 0) - 1);
    }
  }

  #go(at) {
    this.at = Math.min(Math.max(0, at), this.step.lines.length - 1);
    this.dispatchEvent(new CustomEvent('line', { detail: this.step.lines[this.at].number }));
  }

  render() {
    const { step } = this;
    if (!step) {
      return html`<section class="card"><div class="empty"><h2>No event yet</h2><p class="hint">Step handles the next event that the script selects: what it did to the state shows here.</p></div></section>`;
    }
    return html`<div class="side-cards">${step.fault ? this.#fault(step.fault) : nothing}${this.#event(step)}${step.changes.map((change) => this.#change(change))}
      ${step.emitted.length ? html`<section class="card"><div class="card-head"><h2>Would be emitted</h2><span class="badge">${step.emitted.length}</span></div>${emittedList(step.emitted)}</section>` : nothing}
      ${step.log.length ? html`<section class="card"><div class="card-head"><h2>Log</h2></div><pre class="raw" tabindex="0" aria-label="Log">${step.log.join('\n')}</pre></section>` : nothing}
      ${step.lines.length ? this.#lines(step.lines) : nothing}</div>`;
  }

  #fault({ message, line, function: name }) {
    return html`<div class="notice" role="alert" data-kind="bad">${icon('warn')}<div><strong>The script cannot handle this event.</strong><pre class="fault-text">${message}</pre>
      <p>${name ? html`Handler: <code>${name}</code>. ` : nothing}${line ? html`Line: <code>${line}</code>. ` : nothing}Step goes on after it, Back leads to before it.</p></div></div>`;
  }

  #event(step) {
    const { event, link } = step;
    if (this.#data.of !== event) {
      this.#data = { of: event, ...read(event) };
    }
    return html`<section class="card"><div class="card-head"><h2>Event ${step.number}</h2><a href=${address('streams', event.stream, event.revision)} class="cut">${event.stream}@${event.revision}</a>
        <span class="badge">${event.type}</span>${link ? html`<span class="badge" title="Found through ${link.stream}@${link.revision}">link</span>` : nothing}<span class="fill"></span>
        ${step.partition && step.partition !== event.stream ? html`<small class="soft">partition <b>${step.partition}</b></small>` : nothing}</div>
      <div class="raw" role="region" aria-label="Data of the event" tabindex="0">${this.#data.node ? html`<es-json label="Data" .node=${this.#data.node}></es-json>` : html`<pre>${this.#data.text}</pre>`}</div></section>`;
  }

  #change(change) {
    const { partition, before, after, result } = change;
    const isShared = partition === '' && this.view?.source.biState;
    const title = isShared ? 'Shared state' : partition ? `State of ${partition}` : 'State';
    const isSame = before === after;
    return html`<section class="card"><div class="card-head"><h2>${title}</h2>
        ${before === null ? html`<span class="badge" data-kind="info">new</span>` : isSame ? html`<span class="badge">the same</span>` : nothing}<span class="fill"></span>
        <button class="ghost small" aria-pressed=${this.isWhole} @click=${() => {
          this.isWhole = !this.isWhole;
        }}>${this.isWhole ? 'Difference' : 'Before and after'}</button></div>
      ${
        this.isWhole
          ? html`<div class="before-after"><div><h3>Before</h3><pre tabindex="0">${before === null ? 'none' : prettyState(before)}</pre></div><div><h3>After</h3><pre tabindex="0">${after === null ? 'none' : prettyState(after)}</pre></div></div>`
          : changeView(change, `Difference of ${title}`)
      }
      ${result !== null && result !== after ? html`<h3 class="card-title">Result</h3><pre class="raw" tabindex="0">${prettyState(result)}</pre>` : nothing}</section>`;
  }

  #lines(lines) {
    const line = lines[this.at] ?? lines[0];
    const variables = Object.entries(line.variables);
    return html`<section class="card"><div class="card-head"><h2>Lines</h2><small class="soft number">${this.at + 1} of ${lines.length}</small><span class="fill"></span>
        <button class="small" ?disabled=${this.at === 0} @click=${() => this.#go(this.at - 1)}>${icon('up')}Line before</button>
        <button class="small" ?disabled=${this.at === lines.length - 1} @click=${() => this.#go(this.at + 1)}>${icon('down')}Line after</button></div>
      <div class="card-body form"><input type="range" aria-label="Line that ran" min="0" max=${lines.length - 1} .value=${String(this.at)} @input=${(input) => this.#go(Number(input.target.value))}>
        <p>Line <b>${line.number}</b>${line.function ? html` in <code>${line.function}</code>` : nothing}, just before it ran:</p>
        ${variables.length ? html`<dl class="facts mono variables">${variables.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>` : html`<p class="hint">No variables.</p>`}</div></section>`;
  }
}

function read(event) {
  const text = event.data.text ?? `${event.dataSize} bytes, binary`;
  try {
    return { node: event.data.text && event.isJson ? readJson(text) : null, text };
  } catch {
    return { node: null, text };
  }
}

customElements.define('es-step', StepView);
