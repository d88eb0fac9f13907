/** What this browser remembers: theme, time zone, whether system streams show, searches, queries, schemas, decoders, folds. */
const KEY = 'es.preferences';
const DEFAULTS = {
  theme: 'system',
  zone: 'local',
  system: false,
  searches: [],
  saved: [],
  queries: [],
  protos: [],
  messages: {},
  decoders: [],
  folds: {},
};

class Preferences extends EventTarget {
  #values = { ...DEFAULTS, ...read() };

  get(name) {
    return this.#values[name];
  }

  set(name, value) {
    this.#values = { ...this.#values, [name]: value };
    try {
      localStorage.setItem(KEY, JSON.stringify(this.#values));
    } catch {
      // Storage is closed: the choice lasts as long as the page.
    }
    if (name === 'theme') {
      applyTheme(value);
    }
    this.dispatchEvent(new CustomEvent('change', { detail: name }));
  }
}

function read() {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '{}');
  } catch {
    return {};
  }
}

function applyTheme(theme) {
  if (theme === 'system') {
    delete document.documentElement.dataset.theme;
  } else {
    document.documentElement.dataset.theme = theme;
  }
}

export const preferences = new Preferences();
