import { html, nothing } from 'lit';
import { Screen } from '../../parts/element.js';
import { follow } from '../../follow.js';
import { requery } from '../../router.js';
import { session } from '../../session.js';
import { icon } from '../../parts/icons.js';
import { liveState } from '../../parts/live-state.js';
import { copyText } from '../../parts/toasts.js';
import { failureNotice } from '../../shell/notices.js';
import { time } from '../../times.js';

const KEPT = 2000;
const LEVELS = ['ERROR', 'WARN', 'INFO', 'DEBUG', 'TRACE'];

/** The node's own log: its newest lines, and those to come. */
class Logs extends Screen {
  static properties = { lines: { state: true }, state: { state: true }, isPaused: { state: true } };

  constructor() {
    super();
    this.lines = [];
    this.state = 'connecting';
    this.isPaused = false;
    this.waiting = [];
  }

  /** Lines are looked through here. */
  get subject() {
    return this.route.page;
  }

  async enter() {
    this.lines = [];
    await follow((last) => `/ui-api/log${last === null ? '' : `?after=${last}`}`, {
      signal: this.leaving,
      state: (state) => {
        this.state = state;
      },
      message: (name, data) => {
        this.waiting = [...this.waiting, ...data.items].slice(-KEPT);
        this.#show();
      },
    });
  }

  #show() {
    if (!this.isPaused) {
      this.lines = [...this.lines, ...this.waiting].slice(-KEPT);
      this.waiting = [];
    }
  }

  toggle() {
    this.isPaused = !this.isPaused;
    this.#show();
  }

  key(key) {
    if (key.key === 'p') {
      this.toggle();
    }
  }

  updated() {
    super.updated();
    const box = this.querySelector('.log-lines');
    if (box && this.isAtEnd !== false) {
      box.scrollTop = box.scrollHeight;
    }
  }

  render() {
    const { q = '', level = 'TRACE' } = this.route.query;
    const shown = this.lines.filter(
      (line) =>
        LEVELS.indexOf(line.level) <= LEVELS.indexOf(level) &&
        (!q || `${line.text} ${line.logger}`.toLowerCase().includes(q.toLowerCase())),
    );
    return html`<div class="page full">
      <header class="page-head"><h1>Logs</h1><span class="fill"></span>${liveState({ state: this.state, isPaused: this.isPaused, toggle: () => this.toggle() })}</header>
      ${failureNotice(this.failure, session)}
      <div class="fill-page">
        <div class="bar"><label class="search grow">${icon('search')}<span class="visually-hidden">Filter</span>
            <input type="search" placeholder="Text" .value=${q} @input=${(input) => requery({ q: input.target.value })}></label>
          <label class="check"><span class="soft">At least</span><select @change=${(change) => requery({ level: change.target.value })}>
            ${LEVELS.map((each) => html`<option ?selected=${each === level}>${each}</option>`)}</select></label>
          <button @click=${() => copyText(shown.map((line) => `${line.at} ${line.level} ${line.text}`).join('\n'), `${shown.length} lines copied`)}>${icon('copy')}Copy</button></div>
        <div class="card log-lines" tabindex="0" role="log" aria-label="Log" @scroll=${(scroll) => {
          const box = scroll.target;
          this.isAtEnd = box.scrollTop + box.clientHeight > box.scrollHeight - 30;
        }}>${shown.map(
          (line) => html`<div class="log-line"><time class="faint number" datetime=${line.at}>${time(line.at)}</time>
          <span class="level" data-level=${line.level}>${line.level}</span><pre title="${line.logger}, ${line.thread}">${line.text}</pre></div>`,
        )}
          ${shown.length === 0 && !this.failure ? html`<p class="grid-empty">${this.lines.length ? 'Nothing fits.' : 'Nothing was logged yet.'}</p>` : nothing}</div>
      </div></div>`;
  }
}

customElements.define('es-logs', Logs);
