import { html, nothing } from 'lit';
import { Screen } from '../../parts/element.js';
import { getJson } from '../../api.js';
import { follow } from '../../follow.js';
import { address } from '../../router.js';
import { session } from '../../session.js';
import { failureNotice } from '../../shell/notices.js';
import { ago, bytes, count, dateTime } from '../../times.js';
import { charts, millis, rate } from './charts.js';
import { Clients } from './clients.js';
import { starting } from './starting.js';

const KEPT = 450;
const AGAIN_MILLIS = 3000;

/** Whether the node has only begun to look which streams there are. */
const isLooking = ({ total, upTo, head }) => total === 0 && upTo < head;

/** How the node does, now and over the last quarter of an hour. */
class Dashboard extends Screen {
  #clients = new Clients();
  /** The run of the node that the figures are of. */
  #run = null;
  static properties = { figures: { state: true }, streams: { state: true }, connections: { state: true } };

  constructor() {
    super();
    this.figures = [];
    this.streams = null;
    this.connections = [];
  }

  async enter() {
    const signal = this.leaving;
    this.#again(signal);
    if (this.#run !== session.node?.instance) {
      this.#run = session.node?.instance;
      this.figures = [];
    }
    // The address says what is shown, and nothing about what is known already.
    const known = this.figures.at(-1)?.number ?? 0;
    await follow((last) => `/ui-api/figures?after=${last ?? known}`, {
      signal,
      message: (name, data) => {
        this.figures = [...this.figures, ...data.items].slice(-KEPT);
      },
    });
  }

  async #again(signal) {
    while (!signal.aborted) {
      if (!document.hidden) {
        await Promise.allSettled([
          getJson('/ui-api/streams?limit=8', signal).then((found) => {
            this.streams = found;
          }),
          session.isOperator
            ? getJson('/ui-api/connections', signal).then((open) => {
                this.connections = open.connections;
              })
            : null,
        ]);
      }
      await new Promise((resolve) => {
        setTimeout(resolve, AGAIN_MILLIS);
      });
    }
  }

  render() {
    const node = session.node;
    const last = this.figures.at(-1);
    const events = last?.events ?? node?.database?.events;
    return html`<div class="page">
      <header class="page-head"><h1>Dashboard</h1><span class="fill"></span>
        <a class="button ghost small" href="/stats">/stats</a><a class="button ghost small" href="/metrics">/metrics</a></header>
      ${failureNotice(this.failure, session)}
      <dl class="figures">
        ${this.#figure('Events', count(events))}
        ${this.#figure('Streams', this.streams && !isLooking(this.streams) ? count(this.streams.total) : '–')}
        ${this.#figure('Appended', last ? rate(last.appended) : '–', '/ s')}
        ${this.#figure('Read', last ? rate(last.read) : '–', '/ s')}
        ${this.#figure('An append takes', last?.appendMicros ? millis(last.appendMicros) : '–')}
        ${this.#figure('Connections', session.isOperator ? count(this.connections.length) : '–', 'TCP, gRPC')}
      </dl>
      ${this.streams?.total === 0 && !isLooking(this.streams) ? starting(location.origin) : nothing}
      ${charts(this.figures, node?.database?.inMemory === true)}
      ${this.#clients.view(this.figures, this.route.query.clients)}
      <div class="cards dashboard-lists">
        <section class="card"><div class="card-head"><h2>Changed last</h2><span class="fill"></span><a href="#/streams">All streams</a></div>
          ${
            this.streams?.streams.length
              ? html`<table class="table"><caption class="visually-hidden">Streams that changed last</caption><thead><tr><th>Stream</th><th>Newest event</th><th class="right">Events</th><th class="right">Changed</th></tr></thead>
            <tbody>${this.streams.streams.map(
              (
                stream,
              ) => html`<tr><td><a href=${address('streams', stream.name)}>${stream.name}</a></td><td class="soft">${stream.lastType}</td>
              <td class="right">${count(stream.head + 1)}</td><td class="right soft" title=${dateTime(stream.changed)}>${ago(stream.changed)}</td></tr>`,
            )}</tbody></table>`
              : html`<p class="card-body hint">${this.streams && !isLooking(this.streams) ? 'No streams yet.' : 'Looking …'}</p>`
          }</section>
        <section class="card"><div class="card-head"><h2>Connections</h2><span class="badge">${this.connections.length}</span></div>
          ${
            this.connections.length
              ? html`<div class="scroll-x" role="region" aria-label="Connections" tabindex="0"><table class="table"><caption class="visually-hidden">Connections over TCP and gRPC</caption><thead><tr><th>Client</th><th>Over</th><th>From</th><th class="right">Requests</th><th class="right">Sent</th><th class="right">Received</th></tr></thead>
            <tbody>${this.connections.map(
              (
                each,
              ) => html`<tr><td>${each.name || '–'}</td><td><span class="badge">${each.via}</span>${each.isEncrypted ? html` <span class="badge">TLS</span>` : nothing}</td><td>${each.from}</td>
              <td class="right">${count(each.requests)}</td><td class="right">${bytes(each.sent)}</td><td class="right">${bytes(each.received)}</td></tr>`,
            )}</tbody></table></div>`
              : html`<p class="card-body hint">No client is connected over TCP${node?.tcpPort ? html` (port ${node.tcpPort})` : nothing} or gRPC. Calls over HTTP show under <a href="#/requests">Requests</a>.</p>`
          }</section>
      </div></div>`;
  }

  #figure(name, value, unit = '') {
    return html`<div class="card figure"><dt>${name}</dt><dd>${value} ${unit ? html`<small>${unit}</small>` : nothing}</dd></div>`;
  }
}

customElements.define('es-dashboard', Dashboard);
