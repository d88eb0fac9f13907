import { go } from '../router.js';

/** Opens rows of a table: where they lead to, or what the page makes of them. */
export class RowOpening {
  #grid;
  #awaited = null;

  constructor(grid) {
    this.#grid = grid;
  }

  /** Opens the row that is marked; one that is still being loaded is opened when it is there. */
  marked(input) {
    const place = this.#grid.selected;
    const row = this.#grid.rows.at(place);
    this.#awaited = row ? null : { place, input, focused: document.activeElement };
    this.open(row, input);
  }

  /** The table has changed. Who went on meanwhile is not called back. */
  goOn() {
    if (this.#awaited === null) {
      return;
    }
    const { place, input, focused } = this.#awaited;
    const isLeft = place !== this.#grid.selected || focused !== document.activeElement;
    const row = isLeft ? undefined : this.#grid.rows.at(place);
    if (isLeft || row) {
      this.#awaited = null;
      this.open(row, input);
    }
  }

  open(row, input) {
    const href = row && this.#grid.href?.(row);
    if (href && (input.ctrlKey || input.metaKey)) {
      window.open(href, '_blank', 'noopener');
    } else if (href) {
      go(href);
    } else if (row) {
      this.#grid.dispatchEvent(new CustomEvent('open', { detail: row }));
    }
  }
}
