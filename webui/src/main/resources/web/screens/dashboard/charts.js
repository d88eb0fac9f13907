import { html } from 'lit';
import { bytes, few } from '../../times.js';
import '../../parts/chart.js';

/** So many a second. */
export const rate = (number) => {
  if (number >= 1000) {
    return `${(number / 1000).toFixed(1)}k`;
  }
  return number.toFixed(number >= 10 || number === 0 ? 0 : 1);
};

/** A number of microseconds. */
export const millis = (micros) => (micros >= 1000 ? `${(micros / 1000).toFixed(1)} ms` : `${Math.round(micros)} µs`);

const CHARTS = [
  {
    title: 'Events / s',
    label: 'Events a second',
    series: [
      ['appended', 'appended'],
      ['read', 'read'],
    ],
    text: rate,
  },
  {
    title: 'Latency',
    label: 'Time that appends and reads take',
    series: [
      ['append', 'appendMicros'],
      ['read', 'readMicros'],
    ],
    text: millis,
  },
  { title: 'Size of the database', series: [['file', 'fileBytes']], text: bytes, steps: 'bytes', ofFile: true },
  { title: 'Events in the database', series: [['events', 'events']], text: few, steps: 'whole' },
  { title: 'Memory', series: [['in use', 'heap']], text: bytes, steps: 'bytes' },
  {
    title: 'Processor',
    series: [['this node', 'cpu']],
    text: (percent) => `${percent.toFixed(percent < 10 ? 1 : 0)} %`,
    max: 100,
  },
];

/**
 * How the node did over the last quarter of an hour.
 *
 * @param {object[]} figures oldest first
 * @param {boolean} inMemory whether the database has no file
 */
export function charts(figures, inMemory) {
  return html`<div class="cards charts">${CHARTS.map((chart) => (chart.ofFile && inMemory ? noFile(chart) : card(chart, figures)))}</div>`;
}

function card(chart, figures) {
  const last = figures.at(-1);
  return html`<section class="card"><div class="card-head"><h2>${chart.title}</h2><span class="fill"></span>
    <p class="legend">${chart.series.map(([name, field]) => html`<span>${name} <b class="number">${last ? chart.text(last[field]) : '–'}</b></span>`)}</p></div>
    <div class="card-body"><es-chart .label=${chart.label ?? chart.title} .chart=${chart} .figures=${figures}></es-chart></div></section>`;
}

function noFile(chart) {
  return html`<section class="card"><div class="card-head"><h2>${chart.title}</h2></div>
    <div class="card-body"><p class="hint">The database is in memory and has no file. What it takes is part of the memory of
      the node, and is gone when that stops.</p></div></section>`;
}
