const ACTS = 'a[href], button:enabled';

/** Where the focus is in a table: on the table itself, or on a link or button of the row that is marked. */
export class RowFocus {
  #grid;
  #focused = null;

  constructor(grid) {
    this.#grid = grid;
  }

  /** Which link or button of the row it is on; -1 for the table itself. */
  get nth() {
    return this.#acts().indexOf(this.#focused);
  }

  /** Moves to a link or button of the row; before the first one is the table. */
  async move(nth) {
    await this.#grid.updateComplete;
    const acts = this.#acts();
    (acts[Math.min(nth, acts.length - 1)] ?? this.#body).focus({ preventScroll: true });
  }

  came(focus) {
    this.#focused = focus.target;
  }

  left(focus) {
    // Some browsers tell of an element that is being taken away, which is there until the next moment.
    queueMicrotask(() => {
      if (focus.target.isConnected) {
        this.#focused = this.#focused === focus.target ? null : this.#focused;
      } else {
        this.keep();
      }
    });
  }

  /** A row may go out of sight while it has the focus: the table takes it over. */
  keep() {
    if (this.#focused && !this.#focused.isConnected) {
      this.#focused = null;
      this.#body?.focus({ preventScroll: true });
    }
  }

  get #body() {
    return this.#grid.querySelector('.grid');
  }

  #acts() {
    return [...(this.#grid.querySelector('[aria-selected="true"]')?.querySelectorAll(ACTS) ?? [])];
  }
}
