/** What an event made of a state: the lines that differ. */
import { html, nothing } from 'lit';
import { diffLines } from './diff.js';
import { prettyJson, readJson } from './json-text.js';

const LINES_SHOWN = 2000;
const NONE = { before: null, after: null };
const found = new WeakMap();

/** A state with one value a line; empty if there is none. */
export const prettyState = (text) => (text === null ? '' : prettyJson(readJson(text)));

/**
 * The lines of both states, found out once: pages draw themselves often.
 *
 * @param {{before: string|null, after: string|null}} change
 * @returns {{sign: ' '|'+'|'−', text: string}[]}
 */
export function linesOf(change = NONE) {
  if (!found.has(change)) {
    const lines = diffLines(prettyState(change.before), prettyState(change.after));
    found.set(
      change,
      lines.filter((line) => line.text !== '' || line.sign === ' '),
    );
  }
  return found.get(change);
}

/** The lines as a page shows them. */
export function changeView(change, label) {
  const lines = linesOf(change);
  const more = lines.length - LINES_SHOWN;
  return html`<div class="diff raw" role="region" aria-label=${label} tabindex="0">${lines.slice(0, LINES_SHOWN).map((line) => html`<div data-sign=${line.sign}>${line.text}</div>`)}${
    more > 0 ? html`<div data-sign="⋯">${more} more lines</div>` : nothing
  }</div>`;
}
