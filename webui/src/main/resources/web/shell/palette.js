import { html, nothing } from 'lit';
import { getJson } from '../api.js';
import { Part } from '../parts/element.js';
import { icon } from '../parts/icons.js';
import { address, go } from '../router.js';
import { session } from '../session.js';
import { preferences } from '../preferences.js';

const PAGES = [
  ['dashboard', 'Dashboard', '#/dashboard'],
  ['streams', 'Streams', '#/streams'],
  ['events', 'All events', '#/events'],
  ['graph', 'Correlation and causation', '#/graph'],
  ['projections', 'Projections', '#/projections'],
  ['plus', 'New projection', '#/projections/new'],
  ['query', 'Query', '#/query'],
  ['debug', 'Debugger of projections', '#/debugger'],
  ['subscriptions', 'Persistent subscriptions', '#/subscriptions'],
  ['plus', 'New persistent subscription', '#/subscriptions/new'],
  ['requests', 'Requests, live', '#/requests'],
  ['logs', 'Logs', '#/logs'],
  ['api', 'API explorer', '#/api'],
  ['operations', 'Operations: scavenge, backup, shutdown', '#/operations'],
  ['options', 'Options in force', '#/options'],
  ['users', 'Users', '#/users'],
  ['plus', 'Add an event', '#/addEvent'],
];

const GROUPS_MAX = 6;

/** One field that leads everywhere: pages, streams by parts of their name, events, searches. */
class Palette extends Part {
  static properties = { text: { state: true }, items: { state: true }, at: { state: true }, isOpen: { state: true } };
  #asked = new AbortController();

  constructor() {
    super();
    this.text = '';
    this.items = [];
    this.at = 0;
    this.isOpen = false;
  }

  open(text) {
    this.isOpen = true;
    this.updateComplete.then(() => {
      this.querySelector('dialog').showModal();
      this.#type(text);
    });
  }

  async #type(text) {
    this.text = text;
    this.at = 0;
    this.items = offered(text.trim(), [], []);
    this.#asked.abort();
    this.#asked = new AbortController();
    const { signal } = this.#asked;
    if (!text.trim()) {
      return;
    }
    try {
      const [found, known] = await Promise.all([
        getJson(`/ui-api/streams?limit=8&filter=${encodeURIComponent(text.trim())}&sort=best`, signal),
        getJson('/ui-api/subscriptions', signal).catch(() => ({ groups: [] })),
      ]);
      if (!signal.aborted) {
        this.items = offered(text.trim(), found.streams, known.groups);
      }
    } catch {
      // Whoever may not list streams can still name one.
    }
  }

  #key(key) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[key.key];
    if (step) {
      key.preventDefault();
      this.at = (this.at + step + this.items.length) % Math.max(1, this.items.length);
      this.updateComplete.then(() =>
        this.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' }),
      );
    } else if (key.key === 'Enter' && this.items[this.at]) {
      key.preventDefault();
      this.#choose(this.items[this.at]);
    }
  }

  #choose(item) {
    this.querySelector('dialog').close();
    if (item.act) {
      item.act();
    } else {
      go(item.href);
    }
  }

  render() {
    if (!this.isOpen) {
      return nothing;
    }
    return html`<dialog class="palette" aria-label="Search or go to" @close=${() => {
      this.isOpen = false;
    }}
      @click=${(click) => {
        if (click.target === click.currentTarget) {
          click.currentTarget.close();
        }
      }}>
      <label class="palette-field">${icon('search')}
        <input type="text" role="combobox" aria-expanded="true" aria-controls="palette-list" aria-label="Search or go to"
          aria-activedescendant=${this.items.length ? `palette-${this.at}` : nothing} autocomplete="off" spellcheck="false"
          placeholder="A page, a stream, stream@3, an event id, or text to find" autofocus
          .value=${this.text} @input=${(input) => this.#type(input.target.value)} @keydown=${(key) => this.#key(key)}></label>
      <ul id="palette-list" role="listbox" aria-label="Results">${this.items.map(
        (item, place) => html`
        <li id="palette-${place}" role="option" aria-selected=${place === this.at}
          @mousemove=${() => {
            this.at = place;
          }} @click=${() => this.#choose(item)}>
          ${icon(item.icon)}<span class="cut">${item.text}</span><small>${item.kind}</small></li>`,
      )}</ul>
    </dialog>`;
  }
}

function offered(text, streams, groups) {
  const words = text.toLowerCase();
  const pages = PAGES.filter(([, title]) => title.toLowerCase().includes(words)).map(([name, title, href]) => ({
    icon: name,
    text: title,
    href,
    kind: 'Page',
  }));
  const acts = [
    { icon: 'theme', text: 'Theme: light', act: () => preferences.set('theme', 'light') },
    { icon: 'theme', text: 'Theme: dark', act: () => preferences.set('theme', 'dark') },
    { icon: 'theme', text: 'Theme: as the system', act: () => preferences.set('theme', 'system') },
    ...(session.user && !session.isOpen ? [{ icon: 'user', text: 'Sign out', act: () => session.signOut() }] : []),
  ]
    .filter((act) => words && act.text.toLowerCase().includes(words))
    .map((act) => ({ ...act, kind: 'Act' }));
  if (!text) {
    return pages;
  }
  const listed = streams.map((stream) => ({
    icon: 'streams',
    text: stream.name,
    href: address('streams', stream.name),
    kind: 'Stream',
  }));
  const shared = groups
    .filter((group) => `${group.stream} ${group.group}`.toLowerCase().includes(words))
    .slice(0, GROUPS_MAX)
    .map((group) => ({
      icon: 'subscriptions',
      text: `${group.group} of ${group.stream}`,
      href: address('subscriptions', group.stream, group.group),
      kind: 'Subscription',
    }));
  const saved = preferences
    .get('saved')
    .filter((search) => search.name.toLowerCase().includes(words))
    .map((search) => ({ icon: 'events', text: search.name, href: address('events', { q: search.q }), kind: 'Saved search' }));
  return [...saved, ...listed, ...shared, ...pages, ...acts, ...named(text)];
}

/** What a text may stand for by itself. */
function named(text) {
  const newer = text.match(/^(.+)@(\d+)$/);
  const older = text.match(/^(\d+)@(.+)$/); // As version 5 writes it.
  const at = newer ? newer.slice(1) : older ? [older[2], older[1]] : null;
  const items = [];
  if (at) {
    items.push({ icon: 'link', text, href: address('streams', at[0], at[1]), kind: 'Event' });
  }
  if (/^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(text)) {
    items.push({ icon: 'graph', text, href: address('correlation', text), kind: 'Correlation' });
    items.push({ icon: 'events', text: `id:${text}`, href: address('events', { q: `id:${text}` }), kind: 'Search' });
  }
  items.push({ icon: 'streams', text: `Open the stream ${text}`, href: address('streams', text), kind: 'Stream' });
  items.push({
    icon: 'events',
    text: `Find ${text} in all events`,
    href: address('events', { q: text }),
    kind: 'Search',
  });
  return items;
}

customElements.define('es-palette', Palette);
