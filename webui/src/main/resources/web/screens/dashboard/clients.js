import { html, nothing } from 'lit';
import { requery } from '../../router.js';
import { session } from '../../session.js';
import { count } from '../../times.js';
import { rate } from './charts.js';

const LINES = 3;
const ROWS_MAX = 10;

/** What the chart shows of a client; the first one unless the address says otherwise. */
const KINDS = [
  { name: 'requests', title: 'Requests', of: (client) => client.requests },
  { name: 'events', title: 'Events', of: (client) => client.appended + client.read },
];
const CHART = {
  series: [...Array.from({ length: LINES }, (_, line) => [`client ${line + 1}`, `line${line}`]), ['others', 'others']],
  text: rate,
};

const keyOf = ({ via, name, login }) => [via, name, login].join('\n');
/** Those whom the node took together. */
const isRest = (client) => client.name === '';

/** What each client does: lines for the busiest of the last quarter of an hour, which keep their colours. */
export class Clients {
  /** Which client each line shows, by its key. */
  #lines = Array.from({ length: LINES }, () => null);

  /**
   * @param {{at: number, clients: {via: string, name: string, login: string, requests: number, appended: number,
   *   read: number, seconds: number}[]}[]} figures oldest first
   * @param {string} [wanted] the name of what the chart shows
   */
  view(figures, wanted) {
    const kind = KINDS.find(({ name }) => name === wanted) ?? KINDS[0];
    const ranked = ranks(figures, kind);
    this.#share(ranked.slice(0, LINES).map(keyOf));
    const now = new Map((figures.at(-1)?.clients ?? []).map((client) => [keyOf(client), client]));
    return html`<section class="card clients"><div class="card-head"><h2>${kind.title} / s, by client</h2><span class="fill"></span>
        <span class="segments" role="group" aria-label="What the chart shows">${KINDS.map(
          (each) => html`<button class="small" aria-pressed=${each === kind ? 'true' : 'false'}
            @click=${() => requery({ clients: each === KINDS[0] ? null : each.name })}>${each.title}</button>`,
        )}</span><a href="#/requests">Requests, live</a></div>
      <div class="card-body"><es-chart .label=${`${kind.title} a second, by client`} .chart=${CHART} .figures=${figures.map((figure) => this.#points(figure, kind))}></es-chart>
        ${
          ranked.length === 0
            ? html`<p class="hint">Nobody asked for anything in the last quarter of an hour.</p>`
            : html`<div class="scroll-x" role="region" aria-label="Clients" tabindex="0"><table class="table"><caption class="visually-hidden">Clients of the last quarter of an hour</caption>
          <colgroup><col><col class="short"><col class="rate" span="4"></colgroup>
          <thead><tr><th rowspan="2">Client</th><th rowspan="2">Over</th><th colspan="3" scope="colgroup">A second</th><th class="right">15 min</th></tr>
            <tr><th class="right">Requests</th><th class="right">Appended</th><th class="right">Read</th><th class="right">${kind.title}</th></tr></thead>
          <tbody>${ranked.slice(0, ROWS_MAX).map((client) => this.#row(client, now.get(keyOf(client))))}</tbody></table></div>`
        }</div></section>`;
  }

  /** @param now what the client did last, undefined for nothing */
  #row(client, now) {
    const line = this.#lines.indexOf(keyOf(client));
    const name = client.name || 'All others';
    // Where everybody is an administrator, a login says nothing.
    const login = session.isOpen ? '' : client.login;
    const cell = (number) => html`<td class="right">${rate((number ?? 0) / (now?.seconds ?? 1))}</td>`;
    return html`<tr><td title=${login ? `${name} as ${login}` : name}><span class="swatch" data-series=${line < 0 ? LINES + 1 : line + 1}></span>${name}${login ? html` <span class="soft">as ${login}</span>` : nothing}</td>
      <td>${client.via ? html`<span class="badge">${client.via}</span>` : '–'}</td>
      ${cell(now?.requests)}${cell(now?.appended)}${cell(now?.read)}<td class="right soft">${count(client.total)}</td></tr>`;
  }

  /** Who stays among the busiest keeps the line; who comes gets a free one. */
  #share(busiest) {
    this.#lines = this.#lines.map((key) => (busiest.includes(key) ? key : null));
    for (const key of busiest.filter((each) => !this.#lines.includes(each))) {
      this.#lines[this.#lines.indexOf(null)] = key;
    }
  }

  #points({ at, clients }, kind) {
    const points = { at, others: 0 };
    for (const line of this.#lines.keys()) {
      points[`line${line}`] = 0;
    }
    for (const client of clients) {
      const line = this.#lines.indexOf(keyOf(client));
      points[line < 0 ? 'others' : `line${line}`] += kind.of(client) / client.seconds;
    }
    return points;
  }
}

/** All clients, the busiest first; those that the node took together come last. */
function ranks(figures, kind) {
  const known = new Map();
  for (const client of figures.flatMap((figure) => figure.clients)) {
    const key = keyOf(client);
    known.set(key, { ...client, total: (known.get(key)?.total ?? 0) + kind.of(client) });
  }
  return [...known.values()].toSorted((one, other) => isRest(one) - isRest(other) || other.total - one.total);
}
