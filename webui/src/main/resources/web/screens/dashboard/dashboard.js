import { html, nothing } from 'lit';
import { Screen } from '../../parts/element.js';
import { getJson } from '../../api.js';
import { follow } from '../../follow.js';
import { session } from '../../session.js';
import { failureNotice } from '../../shell/notices.js';
import { count } from '../../times.js';
import { charts, millis, rate } from './charts.js';
import { Clients } from './clients.js';
import { changedLast, connected } from './lists.js';
import { starting } from './starting.js';

const KEPT = 450;
const AGAIN_MILLIS = 3000;
/** What the node would say to others who ask for its figures. */
const FOR_OPERATORS = { status: 403, message: 'How the node does is for operators.' };

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
    await session.known();
    if (signal.aborted) {
      return;
    }
    this.#again(signal);
    if (!session.isOperator) {
      return;
    }
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
        await Promise.allSettled([this.#askStreams(signal), this.#askConnections(signal)]);
      }
      await new Promise((resolve) => {
        setTimeout(resolve, AGAIN_MILLIS);
      });
    }
  }

  async #askStreams(signal) {
    this.streams = session.readsAll ? await getJson('/ui-api/streams?limit=8', signal) : null;
  }

  async #askConnections(signal) {
    this.connections = session.isOperator ? (await getJson('/ui-api/connections', signal)).connections : [];
  }

  render() {
    const node = session.node;
    const isClosed = node && !session.isOperator;
    // Whoever signs out sees nothing more of it, whenever the page asks again.
    const streams = session.readsAll ? this.streams : null;
    const last = isClosed ? undefined : this.figures.at(-1);
    const events = last?.events ?? node?.database?.events;
    return html`<div class="page">
      <header class="page-head"><h1>Dashboard</h1><span class="fill"></span>
        <a class="button ghost small" href="/stats">/stats</a><a class="button ghost small" href="/metrics">/metrics</a></header>
      ${failureNotice(this.failure ?? (isClosed ? FOR_OPERATORS : null), session)}
      <dl class="figures">
        ${this.#figure('Events', count(events))}
        ${this.#figure('Streams', streams && !isLooking(streams) ? count(streams.total) : '–')}
        ${this.#figure('Appended', last ? rate(last.appended) : '–', '/ s')}
        ${this.#figure('Read', last ? rate(last.read) : '–', '/ s')}
        ${this.#figure('An append takes', last?.appendMicros ? millis(last.appendMicros) : '–')}
        ${this.#figure('Connections', session.isOperator ? count(this.connections.length) : '–', 'TCP, gRPC')}
      </dl>
      ${streams?.total === 0 && !isLooking(streams) ? starting(location.origin) : nothing}
      ${
        isClosed
          ? nothing
          : html`${charts(this.figures, node?.database?.inMemory === true)}${this.#clients.view(this.figures, this.route.query.clients)}`
      }
      <div class="cards dashboard-lists">
        ${changedLast(streams && !isLooking(streams) ? streams.streams : null)}
        ${connected(session.isOperator ? this.connections : [])}
      </div></div>`;
  }

  #figure(name, value, unit = '') {
    return html`<div class="card figure"><dt>${name}</dt><dd>${value} ${unit ? html`<small>${unit}</small>` : nothing}</dd></div>`;
  }
}

customElements.define('es-dashboard', Dashboard);
