import { html, nothing } from 'lit';
import { Screen } from '../../parts/element.js';
import { again } from '../../parts/again.js';
import { confirm } from '../../parts/dialogs.js';
import { icon } from '../../parts/icons.js';
import { sparkline } from '../../parts/sparkline.js';
import { tell, tellFailure } from '../../parts/toasts.js';
import { getJson, send } from '../../api.js';
import { address, requery } from '../../router.js';
import { session } from '../../session.js';
import { failureNotice } from '../../shell/notices.js';
import { count, counted } from '../../times.js';
import { rate, statusBadges } from '../subscription/words.js';
import '../../parts/grid.js';

const AGAIN_MILLIS = 2000;
const number = (value, kind) => html`<span class="number ${kind ?? ''}">${count(value)}</span>`;

const COLUMNS = [
  {
    key: 'stream',
    title: 'Stream',
    width: 'minmax(4rem, 1fr)',
    from: 480,
    cell: (row) => html`<a class="cut" tabindex="-1" href=${address('streams', row.stream)} title=${row.stream}>${row.stream}</a>`,
  },
  {
    key: 'group',
    title: 'Group',
    width: 'minmax(4rem, 1fr)',
    cell: (row) => html`<a class="cut" tabindex="-1" href=${hrefOf(row)} title=${row.group}><strong>${row.group}</strong></a><span class="faint cut narrow-only">${row.stream}</span>`,
  },
  { key: 'status', title: 'Status', width: '8.5rem', from: 560, cell: (row) => statusBadges(row.status) },
  { key: 'lag', title: 'Behind', width: '4rem', align: 'right', cell: (row) => number(row.lag, row.lag > 0 ? '' : 'faint') },
  { key: 'trend', title: 'Last 2 minutes', width: '6.5rem', from: 900, cell: (row) => sparkline(row.trend) },
  {
    key: 'parked',
    title: 'Parked',
    width: '4.5rem',
    align: 'right',
    cell: (row) =>
      row.parked > 0
        ? html`<a class="badge" data-kind="warn" tabindex="-1" href=${address('subscriptions', row.stream, row.group, 'parked')}>${count(row.parked)}</a>`
        : number(0, 'faint'),
  },
  { key: 'outstanding', title: 'In flight', width: '4.5rem', align: 'right', from: 700, cell: (row) => number(row.outstanding, 'soft') },
  { key: 'consumers', title: 'Consumers', width: '5.5rem', align: 'right', from: 640, cell: (row) => number(row.consumers, row.consumers ? 'soft' : 'faint') },
  { key: 'rate', title: 'Events / s', width: '5rem', align: 'right', from: 800, cell: (row) => html`<span class="number soft">${rate(row.perSecond)}</span>` },
  { key: 'strategy', title: 'Strategy', width: '9.5rem', from: 1180, cell: (row) => html`<span class="faint">${row.strategy}</span>` },
];

const SORTS = {
  '': ['Name', () => 0],
  lag: ['Most behind', (a, b) => b.lag - a.lag],
  parked: ['Most parked', (a, b) => b.parked - a.parked],
  rate: ['Busiest', (a, b) => b.perSecond - a.perSecond],
};

const hrefOf = (row) => address('subscriptions', row.stream, row.group);

/** Persistent subscriptions: the groups of all streams, and how they do. */
class Subscriptions extends Screen {
  static properties = { found: { state: true } };

  constructor() {
    super();
    this.found = null;
  }

  async enter() {
    const signal = this.leaving;
    await again({
      millis: AGAIN_MILLIS,
      signal,
      act: async () => {
        this.found = await getJson('/ui-api/subscriptions', signal);
      },
      failed: (failure) => {
        this.failure = failure;
      },
    });
  }

  async #restart() {
    const agreed = await confirm({
      title: 'Restart all persistent subscriptions?',
      act: 'Restart',
      text: [
        'All groups write down where they are, stop, and start again from there. All consumers are disconnected; most clients connect again by themselves.',
        'Events that consumers have and did not settle come again.',
      ],
    });
    if (agreed) {
      try {
        await send('/ui-api/subscriptions/restart', { method: 'POST', headers: { Accept: '*/*' } });
        tell('The subscriptions were restarted');
      } catch (failure) {
        tellFailure(failure.message);
      }
    }
  }

  render() {
    const { q = '', stream = '', sort = '' } = this.route.query;
    const groups = this.found?.groups ?? [];
    const words = q.toLowerCase();
    const rows = groups
      .filter((row) => (!stream || row.stream === stream) && `${row.stream} ${row.group} ${row.strategy} ${row.status.join(' ')}`.toLowerCase().includes(words))
      .sort((SORTS[sort] ?? SORTS[''])[1]);
    const parked = groups.reduce((sum, row) => sum + row.parked, 0);
    return html`<div class="page full">
      <header class="page-head"><h1>Persistent subscriptions</h1>${this.found ? html`<span class="badge">${counted(groups.length, 'group')}</span>` : nothing}
        ${parked ? html`<span class="badge" data-kind="warn">${count(parked)} parked</span>` : nothing}<span class="fill"></span>
        ${session.isOperator ? html`<button title="Stops all groups and starts them anew" @click=${() => this.#restart()}>Restart all</button>` : nothing}
        <a class="button primary" href=${address('subscriptions', 'new', stream ? { stream } : {})}>${icon('plus')}New group</a></header>
      ${failureNotice(this.failure, session)}
      ${this.found?.isReady === false ? html`<p class="notice" data-kind="warn">${icon('warn')}<span>The groups are being started or stopped.</span></p>` : nothing}
      <div class="fill-page">
        <div class="bar"><label class="search grow">${icon('search')}<span class="visually-hidden">Filter</span>
            <input type="search" placeholder="Stream, group, status" .value=${q} @input=${(input) => requery({ q: input.target.value })}></label>
          ${stream ? html`<span class="badge" data-kind="info">of ${stream} <button class="ghost small" aria-label="Show groups of all streams" @click=${() => requery({ stream: null })}>${icon('close')}</button></span>` : nothing}
          <label class="check"><span class="soft">Order</span><select @change=${(change) => requery({ sort: change.target.value })}>
            ${Object.entries(SORTS).map(([name, [text]]) => html`<option value=${name} ?selected=${sort === name}>${text}</option>`)}</select></label></div>
        <es-grid class="card" label="Groups" .columns=${COLUMNS} .rows=${rows} .href=${hrefOf} .empty=${this.#empty(groups)}></es-grid>
      </div></div>`;
  }

  #empty(groups) {
    if (groups.length) {
      return 'No group fits.';
    }
    return this.found
      ? 'No groups yet. A group shares the events of a stream among consumers, and keeps its place in the node.'
      : this.failure
        ? '–'
        : 'Loading …';
  }
}

customElements.define('es-subscriptions', Subscriptions);
