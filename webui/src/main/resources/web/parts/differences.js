import { html, nothing } from 'lit';
import { diffLines } from './diff.js';

const LINES_MAX = 3000;
const AROUND = 3;

/** What differs between two texts: the lines that do, with a few around them. */
export function differences(title, before, after) {
  const lines = diffLines(before, after);
  const changes = lines.filter((line) => line.sign !== ' ').length;
  return html`<h2 class="diff-title">${title} ${changes === 0 ? html`<span class="badge">the same</span>` : html`<span class="badge" data-kind="info">${changes === 1 ? '1 line differs' : `${changes} lines differ`}</span>`}</h2>
    ${
      changes === 0
        ? nothing
        : html`<div class="diff" role="region" aria-label="Differences of ${title}" tabindex="0">
      ${near(lines)
        .slice(0, LINES_MAX)
        .map((line) => html`<div data-sign=${line.sign}>${line.text}</div>`)}</div>`
    }`;
}

function near(lines) {
  const isNear = lines.map((_, place) =>
    lines.slice(Math.max(0, place - AROUND), place + AROUND + 1).some((line) => line.sign !== ' '),
  );
  return lines.flatMap((line, place) =>
    isNear[place] ? [line] : place > 0 && isNear[place - 1] ? [{ sign: ' ', text: '⋯' }] : [],
  );
}
