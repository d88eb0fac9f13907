/** Where the rows of a long table are: in a body that scrolls, of which only the rows in sight exist. */

/** How high a row is, and the head, in pixels; tokens.css says the same. */
export const ROW = 30;
const OVERSCAN = 8;
/** Browsers do not lay out more than this; a longer list is scrolled in larger steps. */
const HEIGHT_MAX = 8_000_000;

/**
 * @param {number} length how many rows there are
 * @param {number} unit how far is scrolled for each, in pixels: as high as the highest
 * @param {number} height of what is in sight, with the head
 * @param {number} top how far it is scrolled
 */
export function geometry(length, unit, height, top) {
  const full = length * unit;
  const body = Math.min(full, HEIGHT_MAX);
  const view = Math.max(unit, height - ROW);
  const ratio = full > HEIGHT_MAX ? (full - view) / (body - view) : 1;
  return { height: body, view, ratio, virtual: top * ratio };
}

/**
 * The rows in sight, and some around, with where each begins from the top of what is in sight on: one below the other, each
 * as high as it is.
 *
 * @param {{virtual: number, view: number}} sight
 * @param {(place: number) => number} heightOf
 * @returns {{place: number, y: number}[]}
 */
export function rowsInSight(length, unit, { virtual, view }, heightOf) {
  const anchor = Math.floor(virtual / unit);
  let y = -(virtual / unit - anchor) * heightOf(anchor);
  const rows = [];
  for (let place = anchor - 1, above = y; place >= Math.max(0, anchor - OVERSCAN); place -= 1) {
    above -= heightOf(place);
    rows.unshift({ place, y: above });
  }
  for (let place = anchor; place < length && y < view + OVERSCAN * ROW; place += 1) {
    rows.push({ place, y });
    y += heightOf(place);
  }
  return rows;
}

/** The place that a key leads to, undefined if it leads to none. */
export function steppedTo(key, selected, page, last) {
  const next = {
    ArrowDown: selected + 1,
    ArrowUp: selected - 1,
    PageDown: selected + page,
    PageUp: selected - page,
    Home: 0,
    End: last,
  }[key];
  return next === undefined ? undefined : Math.min(last, Math.max(0, next));
}

/** How far to scroll so that a row is in sight. */
export function scrolledTo(place, unit, { view, ratio, virtual }, top) {
  const begin = place * unit;
  if (begin < virtual) {
    return begin / ratio;
  }
  return begin + unit > virtual + view ? (begin + unit - view) / ratio : top;
}
