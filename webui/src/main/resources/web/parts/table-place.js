const SETTLED_MILLIS = 200;
const PATIENCE_MILLIS = 3000;
const BEGINNING = { top: 0, selected: -1 };

/**
 * Where a table whose rows lead to other pages is scrolled to, and which row is marked, kept in the entry of the
 * browser's history that shows it: who comes back finds the table as it was.
 */
export class TablePlace {
  #table;
  #timer = 0;
  #wanted;
  #until = 0;
  #isScrolled = false;

  constructor(table) {
    this.#table = table;
  }

  /** The table moves; it is remembered where to when it rests. */
  moves() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.keep(), SETTLED_MILLIS);
  }

  /** Remembers the place now, before something else is opened. */
  keep() {
    clearTimeout(this.#timer);
    const { label, top, selected, href } = this.#table;
    if (href) {
      const tables = { ...history.state?.tables, [label]: { top, selected, marked: this.#leadsTo(selected) } };
      history.replaceState({ ...history.state, tables }, '');
    }
  }

  /** The table goes away; the entry of the history may be another one by now. */
  leave() {
    clearTimeout(this.#timer);
  }

  /** Goes to the remembered place. Rows may come in bit by bit, so each drawing tries it again, for a while. */
  goBack(body) {
    this.#wanted ??= history.state?.tables?.[this.#table.label] ?? BEGINNING;
    const { top, selected, marked } = this.#wanted;
    if (this.#wanted === BEGINNING || this.#table.rows.length === 0 || this.#table.size.height === 0) {
      return;
    }
    this.#until ||= performance.now() + PATIENCE_MILLIS;
    if (!this.#isScrolled) {
      body.scrollTop = top;
      this.#isScrolled = body.scrollTop >= top - 1;
    }
    // Of a list that goes on live, another row may be in that place.
    const isMarked = marked === null || this.#table.rows.at(selected) !== undefined;
    if (marked !== null && this.#leadsTo(selected) === marked) {
      this.#table.selected = selected;
    }
    if ((this.#isScrolled && isMarked) || performance.now() > this.#until) {
      this.#wanted = BEGINNING;
    }
  }

  #leadsTo(place) {
    const row = this.#table.rows.at(place);
    return (place >= 0 && row && this.#table.href?.(row)) || null;
  }
}
