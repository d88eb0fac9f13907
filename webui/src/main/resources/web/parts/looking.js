import { again } from './again.js';

/**
 * Has an element look at something of the node again and again, while it is on the page. It never looks twice at a time:
 * what is wished for meanwhile is done once behind that, so that typing fast asks no more often than the node answers.
 */
export class Looking {
  #look;
  #isWanted = false;
  #isLooking = false;
  #leaving = null;

  /** @param {{millis: number, look: () => Promise<void>, isLive: () => boolean}} wish `look` copes with failures itself */
  constructor(host, { millis, look, isLive }) {
    this.#look = look;
    this.millis = millis;
    this.isLive = isLive;
    host.addController(this);
  }

  hostConnected() {
    this.#leaving = new AbortController();
    const act = async () => this.isLive() && this.now();
    again({ millis: this.millis, signal: this.#leaving.signal, act, failed: () => {} });
  }

  hostDisconnected() {
    this.#leaving.abort();
  }

  /** Looks without waiting for the next time. */
  async now() {
    this.#isWanted = true;
    if (this.#isLooking) {
      return;
    }
    this.#isLooking = true;
    try {
      while (this.#isWanted) {
        this.#isWanted = false;
        await this.#look();
      }
    } finally {
      this.#isLooking = false;
    }
  }
}
