/** Goes to an event of a stream, in a session of the debugger: forward by handling events, back by what it remembers. */
import { Session } from '../debugger/session.js';
import { definitionOf } from './folds.js';

export class Walk {
  /** The step that is shown; its `place` is the revision in the stream. */
  step = null;
  failure = null;
  #session;
  #opening;
  #wanted = null;
  #isGoing = false;
  #isClosed = false;

  /** @param {() => void} changed called whenever something is new */
  constructor(stream, fold, changed) {
    this.changed = changed;
    this.#session = new Session(() => this.#isClosed || changed());
    this.#opening = this.#session.open({ query: definitionOf(stream, fold), emits: false });
    // Whoever goes somewhere hears of it.
    this.#opening.catch(() => {});
  }

  get isBusy() {
    return this.#isGoing;
  }

  get view() {
    return this.#session.view;
  }

  /** Goes to the state behind an event; of many wishes the last one counts. */
  async go(revision) {
    this.#wanted = revision;
    if (this.#isGoing) {
      return;
    }
    this.#isGoing = true;
    this.failure = null;
    try {
      await this.#opening;
      while (this.#wanted !== null && !this.#isClosed) {
        const next = this.#wanted;
        this.#wanted = null;
        this.changed();
        this.step = await this.#reach(next);
      }
    } catch (failure) {
      this.failure = failure;
    }
    this.#isGoing = false;
    if (!this.#isClosed) {
      this.changed();
    }
  }

  async #reach(revision) {
    const { history } = this.view;
    if (history.length > 0 && revision < history[0].place) {
      await this.#session.tell('restart');
    }
    const last = this.view.history.at(-1);
    if (!this.#isClosed && (last?.place ?? -1) < revision && this.view.stop.why !== 'fault') {
      await this.#session.tell('run', { until: revision });
    }
    const found = this.view.history.findLast(({ place }) => place <= revision) ?? this.view.history[0];
    if (!found) {
      return null;
    }
    return found.number === this.view.step?.number ? this.view.step : this.#session.step(found.number);
  }

  pause() {
    this.#wanted = null;
    return this.#session.isBusy ? this.#session.tell('pause') : undefined;
  }

  get isOver() {
    return this.#session.isOver;
  }

  close() {
    this.#isClosed = true;
    this.#session.close();
  }
}
