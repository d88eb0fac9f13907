import { html, nothing } from 'lit';
import { Screen } from '../../parts/element.js';
import { icon } from '../../parts/icons.js';
import { projectionsOff } from '../../parts/off.js';
import { command, debugHref, faultOf, isRunning, kindOf, lagOf, listProjections, projectionsRun } from '../../parts/projections.js';
import { confirm } from '../../parts/dialogs.js';
import { tell, tellFailure } from '../../parts/toasts.js';
import { address, requery } from '../../router.js';
import { session } from '../../session.js';
import { failureNotice } from '../../shell/notices.js';
import { count } from '../../times.js';

const AGAIN_MILLIS = 1000;
const STANDARD = {
  $by_category: 'Links by category: $ce-…',
  $by_event_type: 'Links by event type: $et-…',
  $by_correlation_id: 'Links by correlation: $bc-…',
  $stream_by_category: 'Streams of a category: $category-…',
  $streams: 'All streams: $streams',
};

/** All projections of the node, and how they do. */
class Projections extends Screen {
  static properties = { list: { state: true } };
  #before = new Map();

  constructor() {
    super();
    this.list = null;
  }

  async enter() {
    const signal = this.leaving;
    while (!signal.aborted) {
      if (!document.hidden && projectionsRun() !== 'None') {
        await this.#load(signal);
      }
      await new Promise((resolve) => {
        setTimeout(resolve, AGAIN_MILLIS);
      });
    }
  }

  async #load(signal) {
    try {
      const list = await listProjections(signal);
      const now = performance.now();
      this.list = list.map((info) => ({ ...info, rate: this.#rate(info, now) }));
      this.failure = null;
    } catch (failure) {
      this.failure = signal.aborted ? null : failure;
    }
  }

  #rate(info, now) {
    const before = this.#before.get(info.name);
    const handled = info.eventsProcessedAfterRestart;
    this.#before.set(info.name, { at: now, handled });
    return before && handled >= before.handled ? ((handled - before.handled) * 1000) / (now - before.at) : 0;
  }

  async #act(names, act, done) {
    try {
      for (const name of names) {
        await command(name, act);
      }
      tell(done);
      await this.#load(this.leaving);
    } catch (failure) {
      tellFailure(failure.message);
    }
  }

  async #all(act) {
    const chosen = this.list.filter((info) => info.mode !== 'Transient' && isRunning(info) === (act === 'disable'));
    const verb = act === 'enable' ? 'Start' : 'Stop';
    const agreed = await confirm({
      title: `${verb} ${chosen.length} projections?`,
      act: `${verb} all`,
      text: [chosen.map((info) => info.name).join(', ') || 'There is nothing to do.'],
    });
    if (agreed) {
      await this.#act(
        chosen.map((info) => info.name),
        act,
        `${chosen.length} projections are ${act === 'enable' ? 'started' : 'stopped'}`,
      );
    }
  }

  render() {
    const filter = this.route.query.filter ?? '';
    const shown = (this.list ?? []).filter((info) => info.name.toLowerCase().includes(filter.toLowerCase()));
    const users = shown.filter((info) => !(info.name in STANDARD));
    const standard = shown.filter((info) => info.name in STANDARD);
    const isOff = projectionsRun() === 'None';
    return html`<div class="page">
      <header class="page-head"><h1>Projections</h1><span class="fill"></span>
        ${
          isOff || !session.isOperator
            ? nothing
            : html`<button class="ghost" @click=${() => this.#all('enable')}>Start all</button>
        <button class="ghost" @click=${() => this.#all('disable')}>Stop all</button>`
        }
        <a class="button" href="#/debugger">${icon('debug')}Debugger</a>
        ${projectionsRun() === 'All' ? html`<a class="button primary" href="#/projections/new">${icon('plus')}New projection</a>` : nothing}</header>
      ${projectionsOff()}
      ${failureNotice(this.failure, session)}
      ${
        isOff
          ? nothing
          : html`<div class="bar"><label class="search grow">${icon('search')}<span class="visually-hidden">Filter by name</span>
        <input type="search" placeholder="Filter by name" .value=${filter} @input=${(input) => requery({ filter: input.target.value })}></label></div>
      ${this.#table('Yours', users, this.list ? (filter ? 'None has such a name.' : 'None yet. Begin with a template, or try one out in the debugger.') : '–')}
      ${this.#table('Standard projections', standard, '–')}`
      }</div>`;
  }

  #table(title, list, empty) {
    return html`<section class="card"><div class="card-head"><h2>${title}</h2><span class="badge">${list.length}</span></div>
      ${
        list.length === 0
          ? html`<p class="card-body hint">${empty}</p>`
          : html`<div class="scroll-x" role="region" aria-label=${title} tabindex="0"><table class="table projections"><caption class="visually-hidden">${title}</caption>
        <thead><tr><th>Name</th><th>Status</th><th>Progress</th><th class="right">Events/s</th><th class="right">Lag</th><th class="right">Handled</th><th><span class="visually-hidden">What can be done</span></th></tr></thead>
        <tbody>${list.map((info) => this.#row(info))}</tbody></table></div>`
      }</section>`;
  }

  #row(info) {
    const lag = lagOf(info);
    const runs = isRunning(info);
    return html`<tr>
      <td><a href=${address('projections', info.name)}><strong>${info.name}</strong></a>
        <small class="under">${STANDARD[info.name] ?? info.mode}</small></td>
      <td><span class="badge" data-kind=${kindOf(info.status)}>${info.status}</span>${this.#fault(info)}</td>
      <td class="progress-cell">${info.progress < 0 ? html`<span class="faint">–</span>` : html`<progress aria-label="Progress of ${info.name}" max="100" value=${info.progress}></progress><span class="number">${info.progress.toFixed(info.progress < 100 ? 1 : 0)} %</span>`}</td>
      <td class="right">${info.rate >= 10 ? count(Math.round(info.rate)) : info.rate.toFixed(info.rate ? 1 : 0)}</td>
      <td class="right">${runs && lag !== null ? count(lag) : '–'}</td>
      <td class="right">${count(info.eventsProcessedAfterRestart)}</td>
      <td class="right"><button class="small" ?disabled=${!session.isOperator && info.mode !== 'Transient'}
        @click=${() => this.#act([info.name], runs ? 'disable' : 'enable', `${info.name} is ${runs ? 'stopped' : 'started'}`)}>${icon(runs ? 'pause' : 'play')}${runs ? 'Stop' : 'Start'}</button></td></tr>`;
  }

  #fault(info) {
    if (!info.stateReason) {
      return nothing;
    }
    const { message, line } = faultOf(info.stateReason);
    return html`<small class="under fault">${message.slice(0, 200)}${line && !message.includes('(line') ? ` (line ${line})` : ''}
      <a href=${debugHref(info)}>Debug it there</a></small>`;
  }
}

customElements.define('es-projections', Projections);
