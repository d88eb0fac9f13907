import { LitElement } from 'lit';
import { preferences } from '../preferences.js';
import { session } from '../session.js';

/** An element of the page itself, without a shadow: one set of styles, labels that reach across. */
export class Part extends LitElement {
  createRenderRoot() {
    return this;
  }
}

/** Where somebody types what is more than a filter. */
const FORMS = 'form.form:not(.menu-body), es-script, es-code';

/**
 * A page. It gets its `route`, and `enter` is called whenever that leads to another subject, and when the node is back,
 * unless somebody typed here what that would lose; `leaving` is aborted when the page goes away or is entered anew.
 */
export class Screen extends Part {
  static properties = { route: { attribute: false }, failure: { state: true } };
  #entered = null;
  #leaving = new AbortController();
  #changed = () => this.requestUpdate();
  #back = () => {
    if (this.isTypedIn) {
      this.failure = null;
    } else {
      this.anew();
    }
  };
  isTypedIn = false;

  constructor() {
    super();
    this.addEventListener('input', (input) => {
      this.isTypedIn ||= input.target.closest(FORMS) !== null;
    });
  }

  /** What of the address the page loads: all of it, unless it looks through what it has by itself. */
  get subject() {
    return this.route.hash;
  }

  get leaving() {
    return this.#leaving.signal;
  }

  connectedCallback() {
    super.connectedCallback();
    session.addEventListener('change', this.#changed);
    session.addEventListener('back', this.#back);
    preferences.addEventListener('change', this.#changed);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    session.removeEventListener('change', this.#changed);
    session.removeEventListener('back', this.#back);
    preferences.removeEventListener('change', this.#changed);
    this.#leaving.abort();
    this.#entered = null;
  }

  willUpdate() {
    if (this.route && this.#entered !== this.subject) {
      this.anew();
    }
  }

  /** A tab of the browser is called as what it shows. */
  updated() {
    const heading = this.querySelector('h1')?.textContent.trim();
    document.title = heading ? `${heading} · Event Store` : 'Event Store';
  }

  /** Loads everything anew, and ends what was under way. */
  anew() {
    this.#entered = this.subject;
    this.#leaving.abort();
    this.#leaving = new AbortController();
    this.failure = null;
    this.isTypedIn = false;
    this.attempt(() => this.enter());
  }

  /** Loads what the page shows. */
  async enter() {}

  /** Does something that may fail; a failure shows on the page. */
  async attempt(act) {
    const signal = this.leaving;
    try {
      await act();
    } catch (failure) {
      if (!signal.aborted) {
        this.failure = failure;
      }
    }
  }
}
