import { html, nothing } from 'lit';
import { session } from '../../session.js';
import { lagOf } from '../../parts/projections.js';
import { count } from '../../times.js';
import '../../parts/chart.js';

const short = (number) => (number >= 1000 ? `${(number / 1000).toFixed(1)}k` : number.toFixed(number >= 10 || number === 0 ? 0 : 1));
const RATE = { series: [['events/s', 'rate']], text: short };
const LAG = { series: [['behind', 'lag']], text: short };

/** How a projection does, now and over the last quarter of an hour. */
export function figures(info, history) {
  if (!info) {
    return nothing;
  }
  const rate = history.at(-1)?.rate ?? 0;
  const lag = lagOf(info);
  const facts = [
    ['Position', html`<code>${info.position}</code>`],
    ['Checkpoint', html`<code>${info.lastCheckpoint}</code>`],
    ['Head', html`<code>${count(session.node?.database?.events)}</code>`],
    ['Handled', count(info.eventsProcessedAfterRestart)],
    ['Version', `${info.version}, epoch ${info.epoch}`],
    ['Buffered', count(info.bufferedEvents)],
  ];
  return html`<section class="card projection-figures"><dl class="facts">${facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}
      <dt>Progress</dt><dd>${info.progress < 0 ? '–' : html`<progress aria-label="Progress" max="100" value=${info.progress}></progress> ${info.progress.toFixed(1)} %`}</dd></dl>
    <div><p class="legend"><span>events/s <b class="number">${short(rate)}</b></span></p><es-chart label="Events a second" .chart=${RATE} .figures=${history}></es-chart></div>
    ${
      lag === null
        ? nothing
        : html`<div><p class="legend"><span>events behind <b class="number">${count(lag)}</b></span></p><es-chart label="Events behind" .chart=${LAG} .figures=${history}></es-chart></div>`
    }</section>`;
}
