import { follow } from '../follow.js';

const GATHER_MILLIS = 150;
const HELD_MAX = 5000;

/**
 * Events as they come, handed on a few times a second. While it is held (paused, or somebody reads further down) they
 * gather; none is missed, but of very many only the number is kept.
 */
export class Live {
  #waiting = [];
  #timer = 0;
  #signal;
  #isDropped = false;
  state = 'connecting';
  isPaused = false;
  waiting = 0;

  /**
   * @param {(lastId: string|null) => string} path
   * @param {{isHeld: () => boolean, take: (events: object[]) => void, reload: () => void, changed: () => void, ended: (why: string, failure?: Error) => void}} page
   */
  constructor(path, page, signal) {
    this.page = page;
    this.#signal = signal;
    follow(path, {
      signal,
      state: (state) => {
        this.state = state;
        page.changed();
      },
      message: (name, data) => {
        if (name === 'events') {
          this.#gather(data.events);
        } else if (name === 'end') {
          page.ended(data.why);
        }
      },
    }).catch((failure) => signal.aborted || page.ended(failure.message, failure));
  }

  toggle() {
    this.isPaused = !this.isPaused;
    this.flush(this.isPaused);
    this.page.changed();
  }

  /** Hands on what waits, unless it is to be held. */
  flush(isHeld = this.isPaused || this.page.isHeld()) {
    clearTimeout(this.#timer);
    this.#timer = 0;
    if (this.#signal.aborted) {
      return; // The page follows anew, and loads these as well.
    }
    if (isHeld || this.waiting === 0) {
      this.page.changed();
      return;
    }
    const events = this.#waiting;
    this.#waiting = [];
    this.waiting = 0;
    if (this.#isDropped) {
      this.#isDropped = false;
      this.page.reload();
    } else {
      this.page.take(events);
    }
  }

  #gather(events) {
    this.waiting += events.length;
    if (this.#waiting.length + events.length > HELD_MAX) {
      this.#isDropped = true;
      this.#waiting = [];
    } else if (!this.#isDropped) {
      this.#waiting.push(...events);
    }
    this.#timer ||= setTimeout(() => this.flush(), GATHER_MILLIS);
  }
}
