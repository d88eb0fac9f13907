import { html } from 'lit';
import uPlot from 'uplot';
import { Part } from './element.js';
import { preferences } from '../preferences.js';

const SPAN_SECONDS = 900;
const SHORTEST_SECONDS = 60;
/** The steps of axes: bytes are read in powers of 2, and what is counted has no halves. */
const STEPS = {
  bytes: Array.from({ length: 50 }, (_, power) => 2 ** power),
  whole: Array.from({ length: 15 }, (_, power) => [1, 2, 5].map((step) => step * 10 ** power)).flat(),
};

/** A chart over the last quarter of an hour, or over what is known of it. */
class Chart extends Part {
  static properties = { chart: { attribute: false }, figures: { attribute: false }, label: { attribute: false } };
  #plot = null;
  #resize = new ResizeObserver(() => this.#fit());
  #again = () => this.#draw();
  #scheme = matchMedia('(prefers-color-scheme: dark)');

  connectedCallback() {
    super.connectedCallback();
    preferences.addEventListener('change', this.#again);
    this.#scheme.addEventListener('change', this.#again);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    preferences.removeEventListener('change', this.#again);
    this.#scheme.removeEventListener('change', this.#again);
    this.#resize.disconnect();
    this.#plot?.destroy();
    this.#plot = null;
  }

  updated(changed) {
    if (!this.#plot) {
      this.#draw();
      this.#resize.observe(this.querySelector('.chart'));
    } else if (changed.has('figures')) {
      this.#plot.setData(this.#data());
    }
  }

  #data() {
    return [
      this.figures.map((figure) => figure.at / 1000),
      ...this.chart.series.map(([, field]) => this.figures.map((figure) => figure[field])),
    ];
  }

  #span() {
    const now = Date.now() / 1000;
    const known = now - (this.figures[0]?.at ?? 0) / 1000;
    return [now - Math.min(SPAN_SECONDS, Math.max(SHORTEST_SECONDS, known)), now];
  }

  #draw() {
    const box = this.querySelector('.chart');
    this.#plot?.destroy();
    const axis = {
      stroke: colour('--ink-faint'),
      grid: { stroke: colour('--line'), width: 1 },
      ticks: { show: false },
      font: '11px system-ui, sans-serif',
    };
    const zone = preferences.get('zone');
    this.#plot = new uPlot(
      {
        width: Math.max(120, box.clientWidth),
        height: box.clientHeight,
        legend: { show: false },
        cursor: { y: false, points: { size: 6 } },
        tzDate: (seconds) =>
          zone === 'local' ? new Date(seconds * 1000) : uPlot.tzDate(new Date(seconds * 1000), zone),
        padding: [8, 8, 0, 0],
        scales: {
          x: { range: () => this.#span() },
          y: { range: (plot, min, max) => [0, this.chart.max ?? Math.max(1, (max ?? 0) * 1.15)] },
        },
        axes: [
          { ...axis, values: (plot, ticks, place, space, step) => ticks.map((tick) => clock(plot, tick, step)), space: 70, size: 26 },
          { ...axis, size: 62, space: 34, values: (plot, ticks) => ticks.map(this.chart.text), ...(this.chart.steps && { incrs: STEPS[this.chart.steps] }) },
        ],
        series: [
          {},
          ...this.chart.series.map(([label], place) => ({
            label,
            width: 1.5,
            stroke: colour(`--series-${place + 1}`),
            points: { show: false },
          })),
        ],
      },
      this.#data(),
      box,
    );
  }

  #fit() {
    const box = this.querySelector('.chart');
    if (this.#plot && box.clientWidth > 0) {
      this.#plot.setSize({ width: box.clientWidth, height: box.clientHeight });
    }
  }

  render() {
    return html`<div class="chart" role="img" aria-label="${this.label}, over the last 15 minutes"></div>`;
  }
}

/** The time of a tick; with seconds where ticks are that close. */
function clock(plot, seconds, step) {
  return uPlot.fmtDate(step < 60 ? '{HH}:{mm}:{ss}' : '{HH}:{mm}')(plot.opts?.tzDate?.(seconds) ?? new Date(seconds * 1000));
}

/** What a colour of the tokens is at this moment; a canvas knows no variables. */
function colour(name) {
  const probe = document.createElement('span');
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}

customElements.define('es-chart', Chart);
