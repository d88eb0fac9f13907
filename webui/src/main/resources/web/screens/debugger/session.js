/** A session of the debugger in the node. */
import { getJson, Refused, send, sendJson } from '../../api.js';

const GONE = 404;

export class Session {
  /** What the node said last. */
  view = null;
  isOver = false;
  #id = null;
  #leaving = new AbortController();

  /** @param {() => void} changed called whenever something is new */
  constructor(changed) {
    this.changed = changed;
    addEventListener('pagehide', () => this.close(), { signal: this.#leaving.signal });
  }

  get isBusy() {
    return this.view?.busy === true;
  }

  /** @throws {Refused} if the script makes no sense */
  async open(attempt) {
    this.#take(await (await sendJson('POST', '/ui-api/debug', attempt)).json());
    this.#id = this.view.id;
    if (this.#leaving.signal.aborted) {
      this.close();
    }
  }

  /** step, back, restart, run or pause. */
  async tell(act, document) {
    try {
      this.#take(await (await sendJson('POST', `/ui-api/debug/${this.#id}/${act}`, document ?? {})).json());
    } catch (failure) {
      this.isOver ||= failure instanceof Refused && failure.status === GONE;
      throw failure;
    }
    while (this.isBusy && !this.#leaving.signal.aborted) {
      this.#take(await getJson(`/ui-api/debug/${this.#id}?seen=${this.view.version}`, this.#leaving.signal));
    }
  }

  /** A step that was, whole. */
  async step(number) {
    return (await getJson(`/ui-api/debug/${this.#id}/steps/${number}`, this.#leaving.signal)).step;
  }

  close() {
    this.#leaving.abort();
    if (this.#id) {
      // What is kept alive goes out even while the page goes away.
      send(`/ui-api/debug/${this.#id}`, { method: 'DELETE', headers: { Accept: '*/*' }, keepalive: true }).catch(() => {});
    }
  }

  #take(view) {
    if (!this.view || view.version >= this.view.version) {
      this.view = view;
    }
    this.changed();
  }
}
