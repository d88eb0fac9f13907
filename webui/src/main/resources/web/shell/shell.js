import { html, nothing } from 'lit';
import { html as staticHtml, unsafeStatic } from 'lit/static-html.js';
import { Part } from '../parts/element.js';
import { icon } from '../parts/icons.js';
import { match } from '../router.js';
import { session } from '../session.js';
import { preferences } from '../preferences.js';
import { sidebar } from './sidebar.js';
import { notice } from './notices.js';
import { closeMenusAround, onKey } from './keys.js';
import '../parts/toasts.js';
import '../parts/dialogs.js';
import './palette.js';
import './help.js';

/** The frame around every page: navigation, search, what the node is like, and the page itself. */
class Shell extends Part {
  static properties = {
    routes: { attribute: false },
    route: { state: true },
    problem: { state: true },
    isMenuOpen: { state: true },
  };

  constructor() {
    super();
    this.routes = [];
    this.route = null;
    this.problem = null;
    this.isMenuOpen = false;
    addEventListener('hashchange', () => this.#open());
    addEventListener('keydown', (key) => onKey(key, this));
    addEventListener('pointerdown', (press) => closeMenusAround(press.target, this));
    session.addEventListener('change', () => this.requestUpdate());
    preferences.addEventListener('change', () => this.requestUpdate());
  }

  updated(changed) {
    if (changed.has('routes') && this.routes.length > 0) {
      this.#open();
    }
  }

  async #open() {
    const { hash } = location;
    const route = match(this.routes, hash);
    this.isMenuOpen = false;
    if (!route) {
      this.problem = 'There is no such page.';
      this.route = null;
      return;
    }
    try {
      await route.load();
      if (location.hash !== hash) {
        return; // Somebody went on meanwhile.
      }
      const isFirst = this.route === null;
      const isOther = this.route?.page !== route.page || this.route?.params.stream !== route.params.stream;
      this.problem = null;
      this.route = route;
      if (isOther) {
        await this.updateComplete;
        this.#begin(isFirst);
      }
    } catch {
      this.problem = 'This page could not be loaded from the node.';
    }
  }

  /** Where a page begins. What led here by a key is gone, and the focus with it: the next Tab goes to what is new. */
  #begin(isFirst) {
    const main = this.querySelector('main');
    main.scrollTo(0, 0);
    if (!isFirst && document.activeElement === document.body) {
      main.focus({ preventScroll: true });
    }
  }

  showPalette(text) {
    this.querySelector('es-palette').open(text);
  }

  showHelp() {
    this.querySelector('es-help').open();
  }

  render() {
    return html`
      <a class="skip" href="#main" @click=${(click) => {
        click.preventDefault();
        this.querySelector('main').focus();
      }}>Skip to content</a>
      <div class="shell" data-menu=${this.isMenuOpen ? 'open' : 'closed'}>
        ${sidebar(this)}
        <div class="stage">
          <header class="top">
            <button class="ghost only-narrow" aria-label="Menu" aria-expanded=${this.isMenuOpen}
              @click=${() => {
                this.isMenuOpen = !this.isMenuOpen;
              }}>${icon('menu')}</button>
            <button class="finder" @click=${() => this.showPalette('')}>
              ${icon('search')}<span>Search or go to …</span><kbd>Ctrl K</kbd>
            </button>
            <span class="fill"></span>
            <button class="ghost" aria-label="Keyboard shortcuts" title="Keyboard shortcuts (?)"
              @click=${() => this.showHelp()}>${icon('keyboard')}</button>
          </header>
          ${notice(session)}
          <main id="main" tabindex="-1">${this.#page()}</main>
        </div>
        ${
          this.isMenuOpen
            ? html`<div class="veil" @click=${() => {
                this.isMenuOpen = false;
              }}></div>`
            : nothing
        }
      </div>
      <es-palette></es-palette><es-help></es-help><es-confirmation></es-confirmation><es-toasts></es-toasts>`;
  }

  #page() {
    if (this.problem) {
      return html`<div class="page"><div class="empty"><h1>${this.problem}</h1>
        <p><a href="#/dashboard">To the dashboard</a></p></div></div>`;
    }
    if (!this.route) {
      return html`<div class="page"><p class="hint">Loading …</p></div>`;
    }
    // The names of pages come from the table of routes alone.
    const tag = unsafeStatic(this.route.page);
    return staticHtml`<${tag} .route=${this.route}></${tag}>`;
  }
}

customElements.define('es-shell', Shell);
