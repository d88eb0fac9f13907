import { html, nothing } from 'lit';
import { diffLines } from '../../parts/diff.js';
import { prettyJson } from '../../parts/json-text.js';
import { prettyXml } from '../../parts/xml-text.js';
import { requery } from '../../router.js';

const LINES_MAX = 3000;
const AROUND = 3;

/** What differs between this event and another. */
export function comparison(page, event, here, other) {
  return html`
    <form class="bar payload-bar" @submit=${(submit) => {
      submit.preventDefault();
      requery({ with: new FormData(submit.target).get('with') });
    }}><label class="check"><span class="soft">Compared with</span>
      <input name="with" size="28" spellcheck="false" autocomplete="off" placeholder="stream@number" .value=${other?.name ?? ''}></label><button>Compare</button></form>
    ${
      !other?.data
        ? html`<p class="hint">${other?.name ? 'Loading …' : 'This is the first event of its stream. Name another one, such as orders-1@3.'}</p>`
        : html`${difference('Data', other.data, here.data)}${difference('Metadata', other.metadata, here.metadata)}`
    }`;
}

function difference(title, before, after) {
  const lines = diffLines(textOf(before), textOf(after));
  const changes = lines.filter((line) => line.sign !== ' ').length;
  return html`<h2 class="diff-title">${title} ${changes === 0 ? html`<span class="badge">the same</span>` : html`<span class="badge" data-kind="info">${changes} lines differ</span>`}</h2>
    ${
      changes === 0
        ? nothing
        : html`<div class="diff" role="region" aria-label="Differences of ${title}" tabindex="0">
      ${near(lines)
        .slice(0, LINES_MAX)
        .map((line) => html`<div data-sign=${line.sign}>${line.text}</div>`)}</div>`
    }`;
}

/** The lines that differ, with a few around them. */
function near(lines) {
  const isNear = lines.map((_, place) =>
    lines.slice(Math.max(0, place - AROUND), place + AROUND + 1).some((line) => line.sign !== ' '),
  );
  return lines.flatMap((line, place) =>
    isNear[place] ? [line] : place > 0 && isNear[place - 1] ? [{ sign: ' ', text: '⋯' }] : [],
  );
}

function textOf(described) {
  if (described.xml) {
    return prettyXml(described.xml);
  }
  return described.node ? prettyJson(described.node) : (described.text ?? `${described.bytes?.length ?? 0} bytes`);
}
