import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { count } from '../../times.js';

const STOPS = {
  beginning: ['At the beginning', ''],
  step: ['One event', 'info'],
  end: ['No more events', 'good'],
  paused: ['Paused', 'warn'],
  fault: ['Fault', 'bad'],
  type: ['Event type', 'accent'],
  partition: ['Partition', 'accent'],
  condition: ['The condition holds', 'accent'],
  place: ['The event that was wanted', 'info'],
  emit: ['Something would be emitted', 'accent'],
  line: ['Line', 'accent'],
  bad_condition: ['The condition fails', 'bad'],
  access_denied: ['May not read on', 'bad'],
  limit: ['Limit', 'bad'],
};

/** Why the session stands, and how far it is. */
export function whereItStands(session, isStale) {
  const view = session?.view;
  if (!view) {
    return html`<span class="hint" role="status">Step or Run opens a session.</span>`;
  }
  if (isStale || session.isOver) {
    return html`<span class="badge" data-kind="warn" role="status">${session.isOver ? 'The session is over' : 'Changed'}</span><span class="hint">Step or Run opens a new session.</span>`;
  }
  const [words, kind] = view.busy ? ['Running …', 'info'] : STOPS[view.stop.why];
  const detail = view.stop.line ?? view.stop.message ?? view.stop.stream ?? '';
  return html`<span class="badge" data-kind=${kind} role="status">${words}${view.busy || !detail ? nothing : ` ${detail}`}</span>
    <span class="hint number">${count(view.handled)} handled, at ${view.revisions ? 'revision' : 'position'} ${count(Math.max(0, view.passed))} of ${count(Math.max(0, view.head))}</span>
    ${view.source.withoutIndex ? html`<span class="badge" title="No projection makes the index of this category: its events are found by the names of their streams">read from the log</span>` : nothing}`;
}

/** The steps that were, the last one first. */
export function historyList(view, shown, show) {
  const steps = (view?.history ?? []).toReversed();
  return html`<section class="card"><div class="card-head"><h2>Events</h2><span class="badge">${steps.length}</span></div>
    ${
      steps.length === 0
        ? html`<p class="card-body hint">None was handled yet.</p>`
        : html`<div class="raw-list" role="region" aria-label="Events" tabindex="0"><table class="table"><caption class="visually-hidden">Events that were handled</caption>
      <thead><tr><th>No</th><th>Event</th><th>Type</th><th>Partition</th><th class="right">Emits</th></tr></thead>
      <tbody>${repeat(
        steps,
        (step) => step.number,
        (step) => html`<tr aria-current=${shown?.number === step.number ? 'true' : nothing}>
        <td><button class="ghost small number" @click=${() => show(step.number)}>${step.number}</button></td>
        <td>${step.stream}<span class="faint number">@${step.revision}</span></td><td>${step.type}${step.failed ? html` <span class="badge" data-kind="bad">fault</span>` : nothing}</td>
        <td class="soft">${step.partition}</td><td class="right">${step.emitted || ''}</td></tr>`,
      )}</tbody></table></div>`
    }</section>`;
}
