/** Where tables get their rows from: lists that are loaded in pieces as they come into sight. */
import { getJson } from '../api.js';
import { follow } from '../follow.js';

const PIECE = 100;
const PIECES_MAX = 60;

/**
 * Rows that have a number each, so that any of them can be asked for at once. `load(from, count)` gets a piece.
 * Pieces that were not in sight for long are forgotten.
 */
export class NumberedRows {
  #pieces = new Map();
  #loading = new Set();

  constructor(length, load, changed) {
    this.length = length;
    this.load = load;
    this.changed = changed;
  }

  at(place) {
    return this.#pieces.get(Math.floor(place / PIECE))?.[place % PIECE];
  }

  need(from, to) {
    for (let piece = Math.floor(from / PIECE); piece <= Math.floor(Math.max(from, to - 1) / PIECE); piece += 1) {
      if (piece * PIECE < this.length && !this.#pieces.has(piece) && !this.#loading.has(piece)) {
        this.#get(piece);
      }
    }
  }

  async #get(piece) {
    this.#loading.add(piece);
    try {
      const rows = await this.load(piece * PIECE, PIECE);
      this.#pieces.set(piece, rows);
      if (this.#pieces.size > PIECES_MAX) {
        this.#pieces.delete(this.#pieces.keys().next().value);
      }
      this.changed();
    } catch {
      // The page says so if the node is gone; the rows are asked for again when they are in sight.
    } finally {
      this.#loading.delete(piece);
    }
  }
}

/** The events of a stream, the newest first, by revision; `more` is what else is asked for. */
export function streamRows(stream, first, head, more, changed) {
  const length = Math.max(0, head - first + 1);
  return new NumberedRows(
    length,
    async (from, count) => {
      const top = head - from;
      const query = new URLSearchParams({ from: top, count, ...more });
      const page = await getJson(`/ui-api/streams/${encodeURIComponent(stream)}/events?${query}`);
      return placed(page.events, top, count, (event) => (event.link ?? event).revision);
    },
    changed,
  );
}

/** All events, the newest first, by position. */
export function allRows(head, more, changed) {
  return new NumberedRows(
    head,
    async (from, count) => {
      const top = head - from;
      const page = await getJson(`/ui-api/events?${new URLSearchParams({ from: top, count, ...more })}`);
      return placed(page.events, top, count, (event) => event.position);
    },
    changed,
  );
}

/** Puts events where their numbers say; what is hidden or was removed leaves a gap. */
function placed(events, top, count, number) {
  const rows = Array.from({ length: count }, (_, step) => ({ isGap: true, number: top - step }));
  for (const event of events) {
    const place = top - number(event);
    if (place >= 0 && place < count) {
      rows[place] = event;
    }
  }
  return rows;
}

const FRESH_MAX = 5000;

/** Rows on top of others, as they come in live. `rebase` gets called, once, when there are so many that all should be loaded anew. */
export class LiveRows {
  #fresh = [];

  constructor(base, rebase) {
    this.base = base;
    this.rebase = rebase;
  }

  get length() {
    return this.#fresh.length + this.base.length;
  }

  at(place) {
    return place < this.#fresh.length
      ? this.#fresh[this.#fresh.length - 1 - place]
      : this.base.at(place - this.#fresh.length);
  }

  need(from, to) {
    this.base.need?.(Math.max(0, from - this.#fresh.length), Math.max(0, to - this.#fresh.length));
  }

  /** Adds events, the oldest first. */
  add(events) {
    this.#fresh.push(...events.map((event) => ({ ...event, isNew: true })));
    if (this.#fresh.length > FRESH_MAX && this.#fresh.length - events.length <= FRESH_MAX) {
      this.rebase();
    }
  }
}

const SEARCHED_MAX = 20_000;
const AHEAD = 60;

/** What a search finds, the newest first; it goes on when its end comes into sight. */
export class SearchRows {
  #rows = [];
  #next = null;
  #begin = performance.now();

  /**
   * @param {{q: string, system: boolean, more: object}} wish
   * @param {() => void} changed is called when something was found, or looked at
   * @param {AbortSignal} signal ends it
   */
  constructor(wish, changed, failed, signal) {
    this.wish = wish;
    this.changed = changed;
    this.failed = failed;
    this.signal = signal;
    this.scanned = 0;
    this.isRunning = false;
    this.isComplete = false;
    this.#run();
  }

  get length() {
    return this.#rows.length;
  }

  at(place) {
    return this.#rows[place];
  }

  need(from, to) {
    if (to > this.length - AHEAD && !this.isRunning && !this.isComplete && this.length < SEARCHED_MAX) {
      this.#run();
    }
  }

  async #run() {
    this.isRunning = true;
    const before = this.scanned;
    try {
      await follow(
        () => {
          const query = new URLSearchParams({ q: this.wish.q, system: String(this.wish.system), ...this.wish.more });
          if (this.#next !== null) {
            query.set('from', String(this.#next));
          }
          return `/ui-api/search?${query}`;
        },
        { signal: this.signal, message: (name, data) => this.#take(name, data, before) },
      );
    } catch (failure) {
      this.isComplete = true;
      this.failed(failure);
    }
    this.isRunning = false;
    if (!this.signal.aborted) {
      this.changed();
    }
  }

  #take(name, data, before) {
    this.scanned = before + data.scanned;
    this.#next = data.next;
    if (data.events?.length) {
      this.firstMillis ??= performance.now() - this.#begin;
      this.#rows.push(...data.events);
    }
    if (name === 'end') {
      this.isComplete = data.complete;
    }
    this.changed();
  }
}
