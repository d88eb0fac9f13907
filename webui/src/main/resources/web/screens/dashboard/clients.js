import { html, nothing } from 'lit';
import { session } from '../../session.js';
import { count } from '../../times.js';
import { rate } from './charts.js';

const LINES = 3;
const ROWS_MAX = 10;

const keyOf = ({ via, name, login }) => [via, name, login].join('\n');
const CHART = {
  series: [...Array.from({ length: LINES }, (_, line) => [`client ${line + 1}`, `line${line}`]), ['others', 'others']],
  text: rate,
};

/** What each client asks for: lines for the busiest of the last quarter of an hour, which keep their colours. */
export class Clients {
  /** Which client each line shows, by its key. */
  #lines = Array.from({ length: LINES }, () => null);

  /** @param {{at: number, clients: {via: string, name: string, login: string, requests: number, rate: number}[]}[]} figures oldest first */
  view(figures) {
    const ranked = ranks(figures);
    this.#share(ranked.slice(0, LINES).map(keyOf));
    const now = new Map((figures.at(-1)?.clients ?? []).map((client) => [keyOf(client), client.rate]));
    return html`<section class="card clients"><div class="card-head"><h2>Requests a second, by client</h2><span class="fill"></span><a href="#/requests">Requests, live</a></div>
      <div class="card-body"><es-chart label="Requests a second, by client" .chart=${CHART} .figures=${figures.map((figure) => this.#points(figure))}></es-chart>
        ${
          ranked.length === 0
            ? html`<p class="hint">Nobody asked for anything in the last quarter of an hour.</p>`
            : html`<div class="scroll-x" role="region" aria-label="Clients" tabindex="0"><table class="table"><caption class="visually-hidden">Clients of the last quarter of an hour</caption>
          <thead><tr><th>Client</th><th>Over</th><th class="right">Now / s</th><th class="right">In 15 min</th></tr></thead>
          <tbody>${ranked.slice(0, ROWS_MAX).map((client) => this.#row(client, now))}</tbody></table></div>`
        }</div></section>`;
  }

  #row(client, now) {
    const line = this.#lines.indexOf(keyOf(client));
    return html`<tr><td><span class="swatch" data-series=${line < 0 ? LINES + 1 : line + 1}></span>${client.name || 'All others'}${asWhom(client)}</td>
      <td>${client.via ? html`<span class="badge">${client.via}</span>` : '–'}</td>
      <td class="right">${rate(now.get(keyOf(client)) ?? 0)}</td><td class="right soft">${count(Math.round(client.total))}</td></tr>`;
  }

  /** Who stays among the busiest keeps the line; who comes gets a free one. */
  #share(busiest) {
    this.#lines = this.#lines.map((key) => (busiest.includes(key) ? key : null));
    for (const key of busiest.filter((each) => !this.#lines.includes(each))) {
      this.#lines[this.#lines.indexOf(null)] = key;
    }
  }

  #points({ at, clients }) {
    const points = { at, others: 0 };
    for (const line of this.#lines.keys()) {
      points[`line${line}`] = 0;
    }
    for (const client of clients) {
      const line = this.#lines.indexOf(keyOf(client));
      points[line < 0 ? 'others' : `line${line}`] += client.rate;
    }
    return points;
  }
}

/** Where everybody is an administrator, that says nothing. */
const asWhom = ({ login }) => (login && !session.isOpen ? html` <span class="soft">as ${login}</span>` : nothing);

/** All clients, those who asked for most first; those that the node took together come last. */
function ranks(figures) {
  const known = new Map();
  for (const client of figures.flatMap((figure) => figure.clients)) {
    const key = keyOf(client);
    known.set(key, { ...client, total: (known.get(key)?.total ?? 0) + client.requests });
  }
  const isRest = (client) => client.name === '';
  return [...known.values()].toSorted((one, other) => isRest(one) - isRest(other) || other.total - one.total);
}
