import { html, nothing } from 'lit';
import { address } from '../../router.js';
import { session } from '../../session.js';
import { ago, bytes, count, dateTime } from '../../times.js';

/**
 * The streams that changed last.
 *
 * @param {object[]|null} streams null while that is not known
 */
export function changedLast(streams) {
  return html`<section class="card"><div class="card-head"><h2>Changed last</h2><span class="fill"></span><a href="#/streams">All streams</a></div>
    ${
      streams?.length
        ? html`<table class="table"><caption class="visually-hidden">Streams that changed last</caption><thead><tr><th>Stream</th><th>Newest event</th><th class="right">Events</th><th class="right">Changed</th></tr></thead>
      <tbody>${streams.map(
        (stream) => html`<tr><td><a href=${address('streams', stream.name)}>${stream.name}</a></td><td class="soft">${stream.lastType}</td>
        <td class="right">${count(stream.head + 1)}</td><td class="right soft" title=${dateTime(stream.changed)}>${ago(stream.changed)}</td></tr>`,
      )}</tbody></table>`
        : html`<p class="card-body hint">${whyNone(streams)}</p>`
    }</section>`;
}

function whyNone(streams) {
  if (session.node && !session.readsAll) {
    return 'Which streams there are is for those who may read $all.';
  }
  return streams ? 'No streams yet.' : 'Looking …';
}

/** Who is connected now. */
export function connected(connections) {
  return html`<section class="card"><div class="card-head"><h2>Connections</h2>${session.isOperator ? html`<span class="badge">${connections.length}</span>` : nothing}</div>
    ${
      connections.length
        ? html`<div class="scroll-x" role="region" aria-label="Connections" tabindex="0"><table class="table"><caption class="visually-hidden">Connections over TCP and gRPC</caption><thead><tr><th>Client</th><th>Over</th><th>From</th><th class="right">Requests</th><th class="right">Sent</th><th class="right">Received</th></tr></thead>
      <tbody>${connections.map(
        (each) => html`<tr><td>${each.name || '–'}</td><td><span class="badge">${each.via}</span>${each.isEncrypted ? html` <span class="badge">TLS</span>` : nothing}</td><td>${each.from}</td>
        <td class="right">${count(each.requests)}</td><td class="right">${bytes(each.sent)}</td><td class="right">${bytes(each.received)}</td></tr>`,
      )}</tbody></table></div>`
        : html`<p class="card-body hint">${session.node && !session.isOperator ? 'Who is connected is for operators.' : nobody(session.node)}</p>`
    }</section>`;
}

function nobody(node) {
  return html`No client is connected over TCP${node?.tcpPort ? html` (port ${node.tcpPort})` : nothing} or gRPC. Calls over HTTP show under <a href="#/requests">Requests</a>.`;
}
