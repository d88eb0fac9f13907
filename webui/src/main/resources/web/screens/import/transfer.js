/** The import of one file: first a look at all of it, then its way into the node, a piece at a time. */
import { send } from '../../api.js';
import { piecesOf, rowOf } from './lines.js';

const ROWS = 10;
const PROBLEMS = 20;

export class Transfer {
  /** How much of the file is done, 0 to 1. */
  done = 0;
  /** 'looking', 'ready', 'importing', 'cancelled', 'failed' or 'over'. */
  state = 'looking';
  /** Whether all of the file was looked at, and whether any of it was taken since. */
  isChecked = false;
  isStarted = false;
  rows = [];
  check = { events: 0, left: 0, problemCount: 0, problems: [] };
  outcome = { taken: 0, present: 0, renumbered: 0, refused: 0 };
  failure = null;
  #leaving = new AbortController();

  /** @param {() => void} changed called whenever something is new */
  constructor(file, stream, changed) {
    this.file = file;
    this.stream = stream;
    this.changed = changed;
  }

  async look() {
    this.check = { events: 0, left: 0, problemCount: 0, problems: [] };
    this.rows = [];
    await this.#through('looking', 'ready', { check: 'true' }, (said, text) => {
      this.check = added(this.check, said);
      if (this.rows.length < ROWS) {
        this.rows = [...this.rows, ...firstRows(text)].slice(0, ROWS);
      }
    });
    this.isChecked = this.state === 'ready';
    this.changed();
  }

  /** Nothing is taken before all of the file was looked at. */
  goOn() {
    return this.isChecked ? this.#start() : this.look();
  }

  #start() {
    this.isStarted = true;
    this.outcome = { taken: 0, present: 0, renumbered: 0, refused: 0 };
    return this.#through('importing', 'over', {}, (said) => {
      this.outcome = added(this.outcome, said);
    });
  }

  /** What was taken so far stays. */
  cancel() {
    this.#leaving.abort();
  }

  async #through(during, behind, query, take) {
    this.#leaving = new AbortController();
    const { signal } = this.#leaving;
    this.state = during;
    this.done = 0;
    this.failure = null;
    this.changed();
    try {
      for await (const { text, before, done } of piecesOf(this.file, signal)) {
        const search = new URLSearchParams({ ...query, before: String(before), ...(this.stream ? { stream: this.stream } : {}) });
        const answer = await send(`/ui-api/import?${search}`, { method: 'POST', headers: { 'Content-Type': 'application/x-ndjson' }, body: text, signal });
        take(await answer.json(), text);
        this.done = done;
        this.changed();
      }
      this.state = signal.aborted ? 'cancelled' : behind;
    } catch (failure) {
      this.state = signal.aborted ? 'cancelled' : 'failed';
      this.failure = signal.aborted ? null : failure;
    }
    this.changed();
  }
}

/** Sums, and lists behind one another. */
function added(all, more) {
  return Object.fromEntries(
    Object.entries(all).map(([name, value]) => [name, Array.isArray(value) ? [...value, ...more[name]].slice(0, PROBLEMS) : value + more[name]]),
  );
}

const firstRows = (text) =>
  text
    .split('\n', ROWS * 2)
    .filter((line) => line.trim() !== '')
    .map(rowOf)
    .filter((row) => row !== null);
