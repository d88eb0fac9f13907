import { html, nothing } from 'lit';
import { address } from '../../router.js';
import { count } from '../../times.js';
import { rate } from './words.js';
import '../../parts/chart.js';

const LATENCIES = ['Mean', 'Median', '90%', '95%', '99%', 'Highest'];

const CHARTS = [
  { title: 'Events behind', series: [['behind', 'lag']], text: count },
  { title: 'In flight and waiting', series: [['in flight', 'outstanding'], ['waiting', 'waiting']], text: count },
  { title: 'Handed out a second', series: [['events', 'perSecond']], text: rate },
  { title: 'Parked', series: [['parked', 'parked']], text: count },
];

/** The points of the last quarter of an hour, with the rate between each and the one before. */
export function withRates(points) {
  return points.map((point, place) => {
    const before = points[place - 1] ?? point;
    const seconds = (point.at - before.at) / 1000;
    return { ...point, perSecond: seconds > 0 ? Math.max(0, point.handedOut - before.handedOut) / seconds : 0 };
  });
}

/** How a group does: figures, charts, and its consumers. */
export function overview(found, points) {
  const last = points.at(-1);
  return html`<dl class="figures">
      ${figure('Behind', count(found.lag), found.stream === '$all' ? 'positions' : 'events')}
      ${figure('In flight', count(found.outstanding))}
      ${figure('Waiting', count(found.history + found.live + found.retry), found.retry ? `${count(found.retry)} retries` : '')}
      ${figure('Parked', count(found.parked))}
      ${figure('Events', rate(found.perSecond), '/ s')}
      ${figure('Settled up to', found.checkpoint === null ? '–' : count(found.checkpoint), found.lastKnown === null ? '' : `of ${count(found.lastKnown)}`)}
    </dl>
    <div class="cards charts">${CHARTS.map(
      (chart) => html`<section class="card"><div class="card-head"><h2>${chart.title}</h2><span class="fill"></span>
      <p class="legend">${chart.series.map(([name, field]) => html`<span>${name} <b class="number">${last ? chart.text(last[field]) : '–'}</b></span>`)}</p></div>
      <div class="card-body"><es-chart .label=${chart.title} .chart=${chart} .figures=${points}></es-chart></div></section>`,
    )}</div>
    ${consumers(found)}`;
}

const figure = (name, value, unit = '') =>
  html`<div class="card figure"><dt>${name}</dt><dd>${value} ${unit ? html`<small>${unit}</small>` : nothing}</dd></div>`;

function consumers(found) {
  const isMeasured = found.settings.extraStatistics;
  return html`<section class="card"><div class="card-head"><h2>Consumers</h2><span class="badge">${found.connections.length}</span><span class="fill"></span>
      ${isMeasured ? html`<span class="hint">how long they take for an event, in ms</span>` : html`<a href=${address('subscriptions', found.stream, found.group, 'settings')}>Measure how long they take</a>`}</div>
    ${
      found.connections.length === 0
        ? html`<p class="card-body hint">Nobody is connected. Consumers connect over TCP or gRPC; over HTTP they take events without being connected.</p>`
        : html`<div class="scroll-x" role="region" aria-label="Consumers" tabindex="0"><table class="table"><caption class="visually-hidden">Consumers</caption>
      <thead><tr><th>Client</th><th>From</th><th>User</th><th class="right">In flight</th><th class="right">Room for</th><th class="right">Got</th><th class="right">Events / s</th>
        ${isMeasured ? LATENCIES.map((name) => html`<th class="right">${name}</th>`) : nothing}</tr></thead>
      <tbody>${found.connections.map(
        (each) => html`<tr><td>${each.name || '–'}</td><td>${each.from}</td><td class="soft">${each.user || '–'}</td><td class="right">${count(each.inFlight)}</td>
        <td class="right">${count(each.free)}</td><td class="right">${count(each.handedOut)}</td><td class="right">${rate(each.perSecond)}</td>
        ${isMeasured ? LATENCIES.map((name) => html`<td class="right">${each.latencies[name] ?? '–'}</td>`) : nothing}</tr>`,
      )}</tbody></table></div>`
    }</section>`;
}
