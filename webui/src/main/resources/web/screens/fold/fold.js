import { html, nothing } from 'lit';
import { Screen } from '../../parts/element.js';
import { icon } from '../../parts/icons.js';
import { getJson } from '../../api.js';
import { address, requery } from '../../router.js';
import { session } from '../../session.js';
import { tellFailure } from '../../parts/toasts.js';
import { failureNotice } from '../../shell/notices.js';
import { count } from '../../times.js';
import { foldOf, keepFold, kindOf } from './folds.js';
import { changeCard, eventCard, faultNotice, stateCard } from './cards.js';
import { Walk } from './walk.js';
import '../../parts/script-editor.js';

/** The state of a stream behind any of its events, as a fold of somebody's own makes it; nothing is written. */
class Fold extends Screen {
  static properties = { version: { state: true }, head: { state: true } };

  constructor() {
    super();
    this.walk = null;
    this.version = 0;
    this.head = null;
  }

  get stream() {
    return this.route.params.stream;
  }

  /** The event that the address names, else the newest. */
  get wanted() {
    const named = Number.parseInt(this.route.query.n ?? '', 10);
    return Math.min(Math.max(0, Number.isNaN(named) ? (this.head ?? 0) : named), Math.max(0, this.head ?? 0));
  }

  async enter() {
    const page = await getJson(`/ui-api/streams/${encodeURIComponent(this.stream)}/events?count=1`, this.leaving);
    this.head = page.head;
    if (this.opened !== this.stream) {
      this.opened = this.stream;
      await this.updateComplete;
      this.editor.value = foldOf(this.stream);
      this.#open();
    } else if (this.walk.isOver) {
      this.#open(); // With what stands in the editor: it may not be kept yet.
    }
    this.walk.go(this.wanted);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.walk?.close();
    this.opened = null;
  }

  get editor() {
    return this.querySelector('es-script');
  }

  #open() {
    this.walk?.close();
    const walk = new Walk(this.stream, this.editor.value, () => this.walk === walk && this.#changed());
    this.walk = walk;
  }

  #changed() {
    this.version += 1;
    const fault = this.walk.step?.fault;
    this.editor?.mark({ failed: fault?.line ?? 0 });
    if (this.walk.failure) {
      this.editor?.complain(this.walk.failure.message);
    }
  }

  #go(revision) {
    if (revision >= 0 && revision <= this.head) {
      requery({ n: String(revision) });
    }
  }

  /** While it is dragged, the state follows; the address does when it is let go. */
  #drag(revision) {
    this.walk?.go(revision);
  }

  #keep() {
    try {
      keepFold(this.stream, this.editor.value);
      this.isTypedIn = false;
      this.#open();
      this.walk.go(this.wanted);
    } catch (failure) {
      tellFailure(failure.message);
    }
  }

  key(key) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[key.key];
    if (step) {
      this.#go(this.wanted + step);
    }
  }

  render() {
    const { walk, head } = this;
    const step = walk?.step ?? null;
    return html`<div class="page">
      <header class="page-head"><nav class="crumbs" aria-label="Where this is"><a href="#/streams">Streams</a><span>/</span><a href=${address('streams', this.stream)}>${this.stream}</a></nav>
        <h1>State</h1>${step ? html`<span class="badge number" role="status">after event ${count(step.place)}</span>` : nothing}<span class="hint">Nothing is written.</span></header>
      ${failureNotice(this.failure ?? walk?.failure ?? null, session)}
      ${head === -1 ? html`<p class="hint">This stream has no events.</p>` : this.#travel(walk)}
      ${step?.fault ? faultNotice(step) : nothing}
      <div class="two wide-left">
        <div class="side-cards">${stateCard(this, step)}${changeCard(step)}</div>
        <div class="side-cards">${eventCard(step)}
          <section class="card"><div class="card-head"><h2>Fold</h2><small class="soft">of ${kindOf(this.stream)}, in this browser</small><span class="fill"></span><button class="small primary" @click=${() => this.#keep()}>Use it</button></div>
            <div class="card-body tall"><es-script plain label="Fold"></es-script></div></section></div>
      </div></div>`;
  }

  #travel(walk) {
    const { wanted, head } = this;
    return html`<div class="bar travel" role="toolbar" aria-label="Through the events">
      <button title="The event before (←)" ?disabled=${wanted <= 0} @click=${() => this.#go(wanted - 1)}>${icon('left')}Before</button>
      <button title="The event after (→)" ?disabled=${wanted >= (head ?? 0)} @click=${() => this.#go(wanted + 1)}>After${icon('chevron')}</button>
      <input class="grow" type="range" aria-label="Event" min="0" max=${head ?? 0} .value=${String(wanted)} @input=${(input) => this.#drag(Number(input.target.value))} @change=${(change) => this.#go(Number(change.target.value))}>
      <label class="check"><span class="soft">Event</span><input type="number" name="n" min="0" max=${head ?? 0} .value=${String(wanted)} @change=${(change) => this.#go(Math.min(Number(change.target.value), head))}></label>
      <span class="soft number">of ${count(head ?? 0)}</span>
      ${walk?.isBusy && walk.view?.busy ? html`<span class="badge" data-kind="info">at ${count(Math.max(0, walk.view.passed))} …</span><button @click=${() => walk.pause()}>${icon('pause')}Stop</button>` : nothing}</div>`;
  }
}

customElements.define('es-fold', Fold);
