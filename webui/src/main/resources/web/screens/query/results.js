import { html, nothing } from 'lit';
import { emittedList } from '../../parts/emitted.js';
import { readJson } from '../../parts/json-text.js';
import { address } from '../../router.js';
import { count, counted } from '../../times.js';
import '../../parts/json-view.js';
import '../../parts/partition-grid.js';

const STOPS = {
  beginning: ['running', 'info'],
  end: ['has read everything', 'good'],
  paused: ['cancelled', 'warn'],
  fault: ['failed', 'bad'],
  limit: ['stopped at a limit', 'warn'],
  access_denied: ['may not read on', 'bad'],
};

/** What came of a run so far. */
export function results(page) {
  const { run } = page;
  const report = run?.report;
  if (!report) {
    return html`<section class="card"><div class="empty"><h2>${run ? 'It begins …' : 'No results yet'}</h2>
      <p class="hint">A dry run reads everything the script selects and shows states, results, what it would emit, and its log. Nothing is written.</p></div></section>`;
  }
  const [words, kind] = STOPS[report.stop.why];
  const percent = report.percent ?? (report.head > 0 ? Math.min(100, (100 * Math.max(0, report.passed)) / report.head) : 100);
  return html`<div class="side-cards">
    <section class="card"><div class="card-head"><h2>${run.kind === 'dry' ? 'Dry run' : 'Query'}</h2><span class="badge" role="status" data-kind=${kind}>${words}</span><span class="fill"></span>
        <span class="soft number">${counted(report.handled, 'event')}${report.millis === undefined ? nothing : html`, ${(report.millis / 1000).toFixed(1)} s`}</span></div>
      <div class="card-body form"><progress aria-label="Progress" max="100" value=${report.stop.why === 'end' ? 100 : percent}></progress>
        ${report.stop.message ? html`<p class="hint">${report.stop.message}</p>` : nothing}
        ${report.stop.stream ? html`<p class="hint">You may not read <code>${report.stop.stream}</code>.</p>` : nothing}
        ${report.source?.withoutIndex ? html`<p class="hint">Categories are read from the log, since no projection makes their index.</p>` : nothing}
        ${report.failure ? failed(report.failure) : nothing}</div></section>
    ${states(run, report)}
    ${run.kind === 'dry' ? written(run, report) : nothing}
    ${run.log.length ? html`<section class="card"><div class="card-head"><h2>Log</h2><span class="badge">${run.log.length}</span></div><pre class="raw" tabindex="0" aria-label="Log">${run.log.join('\n')}</pre></section>` : nothing}
  </div>`;
}

function failed({ message, event }) {
  return html`<div class="notice" role="alert" data-kind="bad"><div><pre class="fault-text">${message}</pre>
    ${event ? html`<p>At <a href=${address('streams', event.stream, event.revision)}>${event.stream}@${event.revision}</a>, ${event.type}</p>` : nothing}</div></div>`;
}

const hasMany = (report) => report.partitions.length > 0 || Boolean(report.isPartitioned);

/** All partitions with their states, below the rest: a table needs room. */
export function partitionCard(run) {
  return run?.report && hasMany(run.report)
    ? html`<section class="card"><div class="card-head"><h2>Partitions</h2></div>
      <es-partition-grid .load=${run.standings} .name=${'partitions'} .isLive=${run.isBusy} .chosen=${run.partition} @choose=${(chosen) => run.choose(chosen.detail)}></es-partition-grid></section>`
    : nothing;
}

function states(run, report) {
  const isOfMany = hasMany(report);
  return html`<section class="card"><div class="card-head"><h2>State</h2>${isOfMany && run.partition ? html`<code class="cut">${run.partition}</code>` : nothing}<span class="fill"></span>${isOfMany && report.partitionCount ? html`<span class="badge">${counted(report.partitionCount, 'partition')}</span>` : nothing}</div>
    <div class="card-body form">
      ${
        isOfMany && run.kind === 'query'
          ? html`<form class="bar" @submit=${(submit) => {
              submit.preventDefault();
              run.choose(new FormData(submit.target).get('partition').trim());
            }}><label class="grow"><span class="visually-hidden">Partition</span><input class="wide-input" name="partition" spellcheck="false" autocomplete="off" placeholder="Partition" .value=${run.partition}></label><button>Show</button></form>`
          : nothing
      }
      ${tree('State', report.state)}
      ${report.result && report.result !== report.state ? html`<h3>Result</h3>${tree('Result', report.result)}` : nothing}
      ${report.state ? nothing : html`<p class="hint">${isOfMany && !run.partition ? 'Every partition has a state of its own: open one in the table.' : 'None.'}</p>`}</div></section>`;
}

const trees = new Map();

/** One tree for one text, so that what is unfolded stays so. */
function tree(label, text) {
  if (!text) {
    return nothing;
  }
  if (trees.get(label)?.text !== text) {
    trees.set(label, { text, node: readJson(text) });
  }
  return html`<div class="raw" role="region" aria-label=${label} tabindex="0"><es-json .node=${trees.get(label).node} label=${label}></es-json></div>`;
}

function written(run, report) {
  return html`<section class="card"><div class="card-head"><h2>Would be emitted</h2><span class="badge">${count(report.emitted)}</span></div>
    ${
      run.output.length === 0
        ? html`<p class="card-body hint">Nothing.</p>`
        : html`<div class="raw-list" role="region" aria-label="Would be emitted" tabindex="0">${emittedList(run.output.slice(0, 200))}</div>
      ${report.emitted > 200 ? html`<p class="card-body hint">The first ${Math.min(200, run.output.length)} of ${count(report.emitted)}.</p>` : nothing}`
    }</section>`;
}
