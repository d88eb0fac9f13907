import { html, nothing } from 'lit';
import { Screen } from '../../parts/element.js';
import { getJson, send } from '../../api.js';
import { session } from '../../session.js';
import { importsDropped } from '../../parts/dropped.js';
import { icon } from '../../parts/icons.js';
import { confirm } from '../../parts/dialogs.js';
import { tell, tellFailure } from '../../parts/toasts.js';
import { failureNotice } from '../../shell/notices.js';
import { bytes, count, dateTime, lasted } from '../../times.js';
import './snapshots.js';

const AGAIN_MILLIS = 1500;
const HISTORY = 60;

/** What operators do: scavenge, copy the database, empty it, stop the node. */
class Operations extends Screen {
  static properties = { scavenges: { state: true }, throttle: { state: true } };

  constructor() {
    super();
    this.scavenges = null;
    this.throttle = 100;
    importsDropped(this, () => null);
  }

  async enter() {
    const signal = this.leaving;
    while (!signal.aborted) {
      if (!document.hidden) {
        await this.#load(signal);
      }
      await new Promise((resolve) => {
        setTimeout(resolve, AGAIN_MILLIS);
      });
    }
  }

  async #load(signal) {
    const page = await getJson(`/ui-api/streams/%24scavenges/events?count=${HISTORY}`, signal);
    const runs = new Map();
    for (const event of page.events.toReversed()) {
      const said = read(event.preview);
      if (said.scavengeId) {
        runs.set(said.scavengeId, {
          ...runs.get(said.scavengeId),
          ...said,
          [event.type === '$scavengeStarted' ? 'started' : 'completed']: event.created,
        });
      }
    }
    this.scavenges = [...runs.values()].toReversed();
    this.failure = null;
  }

  get #running() {
    return this.scavenges?.find((run) => run.started && !run.completed);
  }

  async #act(act, done) {
    try {
      await act();
      tell(done);
      await this.#load(this.leaving);
    } catch (failure) {
      tellFailure(failure.message);
    }
  }

  async #shutdown() {
    const agreed = await confirm({
      title: 'Stop the node?',
      act: 'Stop the node',
      isDangerous: true,
      text: [
        'Open requests are answered, subscriptions end, and the program exits. Nothing that was answered as appended is lost.',
        session.node?.database?.inMemory
          ? 'The database is in memory: all events are gone then.'
          : 'It has to be started from outside; this page comes back by itself then.',
      ],
    });
    if (agreed) {
      await this.#act(() => send('/admin/shutdown', { method: 'POST', headers: { Accept: '*/*' } }), 'The node stops');
    }
  }

  async #reset() {
    const { inMemory, temporary, folder } = session.node?.database ?? {};
    const name = inMemory || temporary ? '' : (folder ?? '').split(/[\\/]/).filter(Boolean).at(-1);
    const agreed = await confirm({
      title: 'Remove all events?',
      act: 'Remove all events',
      isDangerous: true,
      mustType: name,
      text: [
        'Events, accounts, projections and persistent subscriptions are gone for good; a backup can bring them back.',
        'The node begins again with an empty database, on the same ports. Clients connect again by themselves.',
      ],
    });
    if (agreed) {
      await this.#act(() => send(`/admin/reset?database=${encodeURIComponent(name)}`, { method: 'POST', headers: { Accept: '*/*' } }), 'The node begins again, with an empty database');
    }
  }

  render() {
    const running = this.#running;
    const isOperator = session.isOperator;
    return html`<div class="page">
      <header class="page-head"><h1>Operations</h1><span class="fill"></span><a class="button" href="#/import">${icon('upload')}Import events</a></header>
      ${failureNotice(this.failure, session)}
      <div class="cards">
        <section class="card"><div class="card-head"><h2>Scavenge</h2>${running ? html`<span class="badge" data-kind="info"><span class="dot live"></span>running</span>` : nothing}</div>
          <div class="card-body form"><p class="hint">Removes for good what <code>$maxAge</code>, <code>$maxCount</code>, <code>$tb</code> and deletions hide, and gives the space back. It works in the background, and goes on after a restart.</p>
            <label class="field"><span>Speed: ${this.throttle} % of what the disk can do</span><input type="range" min="1" max="100" .value=${String(this.throttle)} @input=${(
              input,
            ) => {
              this.throttle = Number(input.target.value);
            }}></label>
            <div class="actions left">${
              running
                ? html`<button @click=${() => this.#act(() => send(`/admin/scavenge/${running.scavengeId}`, { method: 'DELETE', headers: { Accept: '*/*' } }), 'The scavenge stops')}>Stop it</button>`
                : html`<button class="primary" ?disabled=${!isOperator} @click=${() => this.#act(() => send(`/admin/scavenge?throttlePercent=${this.throttle}`, { method: 'POST' }), 'The scavenge has begun')}>Begin a scavenge</button>`
            }</div></div></section>
        <section class="card"><div class="card-head"><h2>Backup</h2></div><div class="card-body form">
          <p class="hint">Copies the database while it is in use. To restore, start a node on the folder of the copy.</p>
          ${
            session.node?.database?.inMemory
              ? html`<p class="hint">This database is in memory: there is no file to copy.</p>`
              : html`
            ${session.node?.database?.folder ? html`<p class="hint">It is in <code>${session.node.database.folder}</code></p>` : nothing}
            <form class="bar" @submit=${(submit) => {
              submit.preventDefault();
              const folder = new FormData(submit.target).get('folder');
              this.#act(
                () =>
                  send(`/admin/backup?folder=${encodeURIComponent(folder)}`, {
                    method: 'POST',
                    headers: { Accept: '*/*' },
                    isLong: true,
                  }),
                `Copied to ${folder}`,
              );
            }}><label class="grow"><span class="visually-hidden">Folder on the machine of the node</span><input class="wide-input" name="folder" required placeholder="Folder on the machine of the node, such as /var/backup/es"></label><button ?disabled=${!session.isAdministrator}>Copy there</button></form>`
          }</div></section>
      </div>
      <es-snapshots></es-snapshots>
      <section class="card"><div class="card-head"><h2>Scavenges so far</h2></div>
        ${
          this.scavenges?.length
            ? html`<div class="scroll-x" role="region" aria-label="Scavenges so far" tabindex="0"><table class="table scavenges"><caption class="visually-hidden">Scavenges so far</caption><thead><tr><th>Started</th><th>Result</th><th class="right">Took</th><th class="right">Events removed</th><th class="right">Space given back</th><th>Id</th></tr></thead>
          <tbody>${this.scavenges.map(
            (
              run,
            ) => html`<tr aria-current=${this.route.params.scavenge === run.scavengeId ? 'true' : nothing}><td class="number">${run.started ? dateTime(run.started) : '–'}</td>
            <td><span class="badge" data-kind=${kindOf(run)}>${run.completed ? run.result : 'running'}</span> ${run.error ?? ''}</td>
            <td class="right">${lasted(run.timeTaken)}</td><td class="right">${count(run.eventsRemoved)}</td><td class="right">${run.spaceSaved === undefined ? '–' : bytes(run.spaceSaved)}</td>
            <td><a class="mono" href="#/streams/${encodeURIComponent(`$scavenges-${run.scavengeId}`)}">${run.scavengeId}</a></td></tr>`,
          )}</tbody></table></div>`
            : html`<p class="card-body hint">${this.scavenges ? 'None yet.' : '–'}</p>`
        }</section>
      <section class="card danger-zone"><div class="card-head"><h2>Dangerous</h2></div><div class="card-body"><ul><li>
        <div><p class="hint">All events go, and the node begins again with an empty database.</p></div><button class="danger" ?disabled=${!session.isAdministrator} @click=${() => this.#reset()}>Reset</button></li><li>
        <div><p class="hint">The program on the node's machine exits in good order.</p></div><button class="danger" ?disabled=${!isOperator} @click=${() => this.#shutdown()}>Stop the node</button></li></ul></div></section>
    </div>`;
  }
}

const kindOf = (run) =>
  !run.completed ? 'info' : run.result === 'Success' ? 'good' : run.result === 'Failed' ? 'bad' : 'warn';

function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

customElements.define('es-operations', Operations);
