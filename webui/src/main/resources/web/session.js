/** What the pages know about the node and about who is signed in, and the watch that notices a stopped node. */
import { getJson, hasLogin, logIn, logOut, Refused } from './api.js';

const ASK_UP_MILLIS = 5000;
const ASK_DOWN_MILLIS = 1000;

/** What is known of somebody who is not signed in, until the node says more. */
const NOBODY = { user: null, administrator: false, operator: false, readsAll: false };

class Session extends EventTarget {
  /** asking, up, down */
  state = 'asking';
  /** What the node said last, see /ui-api/session. */
  node = null;
  millis = 0;
  #timer = 0;
  #isAsking = false;
  /** How often somebody signed in or out: an answer to who was there before counts for nothing. */
  #logins = 0;

  constructor() {
    super();
    addEventListener('es-unreachable', () => this.ask());
    document.addEventListener('visibilitychange', () => document.hidden || this.ask());
  }

  get user() {
    return this.node?.user ?? null;
  }

  get isOpen() {
    return this.node?.insecure === true;
  }

  /** Whether whoever sits here may see everything. */
  get isAdministrator() {
    return this.node?.administrator === true;
  }

  get isOperator() {
    return this.node?.operator === true;
  }

  /** Whether whoever sits here may read `$all`. */
  get readsAll() {
    return this.node?.readsAll === true;
  }

  /** Waits until the node has said what it is like. */
  async known() {
    while (!this.node) {
      await new Promise((resolve) => {
        this.addEventListener('change', resolve, { once: true });
      });
    }
  }

  /** Asks the node now, and again and again. */
  async ask() {
    if (this.#isAsking) {
      return;
    }
    this.#isAsking = true;
    clearTimeout(this.#timer);
    const logins = this.#logins;
    try {
      const begin = performance.now();
      const node = await getJson('/ui-api/session');
      this.millis = performance.now() - begin;
      if (logins === this.#logins) {
        this.#become('up', node);
      }
    } catch (failure) {
      if (logins !== this.#logins) {
        return;
      }
      if (failure instanceof Refused && failure.status === 401 && hasLogin()) {
        logOut(); // The password was changed, or the database is another one.
        this.#become('up', { ...this.node, ...NOBODY });
      } else {
        this.#become('down', this.node);
      }
    } finally {
      this.#isAsking = false;
      const pauseMillis = this.state === 'up' ? ASK_UP_MILLIS : ASK_DOWN_MILLIS;
      this.#timer = setTimeout(() => document.hidden || this.ask(), pauseMillis);
    }
  }

  /**
   * Signs in.
   *
   * @throws {Refused} if the node does not know the two
   */
  async signIn(name, password, remember) {
    this.#logins += 1;
    logIn(name, password, remember);
    try {
      this.#become('up', await getJson('/ui-api/session'));
    } catch (failure) {
      logOut();
      throw failure;
    }
  }

  signOut() {
    this.#logins += 1;
    logOut();
    this.#become('up', { ...this.node, ...NOBODY });
  }

  #become(state, node) {
    const wasDown = this.state === 'down' && state === 'up';
    const restarted = this.node?.instance !== undefined && node?.instance !== this.node.instance;
    const isOther = this.state !== state || JSON.stringify(node) !== JSON.stringify(this.node);
    this.state = state;
    this.node = node;
    if (isOther) {
      this.dispatchEvent(new Event('change'));
    }
    if (wasDown || restarted) {
      this.dispatchEvent(new CustomEvent('back', { detail: { restarted } }));
    }
  }
}

export const session = new Session();
