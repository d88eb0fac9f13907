import { html, svg } from 'lit';
import { address } from '../../router.js';
import { dateTime, time } from '../../times.js';

const NAME = 190;
const STEP = 26;
const STEP_MAX = 64;
const USUAL_WIDTH = 760;
const LANE = 46;
const TOP = 30;
const LABEL_EVERY = 6;
const CHARACTERS = 26;

/** A lane for each stream; events stand in the order in which they were written. */
export function lanes(streams) {
  const all = streams
    .flatMap(({ stream, events }, lane) =>
      events.map((event) => ({ ...(event.link ?? event), lane, lanesStream: stream, of: event })),
    )
    .sort((a, b) => a.position - b.position);
  const step = Math.min(STEP_MAX, Math.max(STEP, Math.floor(USUAL_WIDTH / Math.max(1, all.length))));
  const labelEvery = Math.ceil((LABEL_EVERY * STEP) / step);
  const width = NAME + Math.max(1, all.length) * step + 40;
  const height = TOP + streams.length * LANE + 10;
  return html`<p class="hint">The newest events of each stream, in the order in which they were written.</p>
    <svg width=${width} height=${height} role="group" aria-label="${streams.length} streams side by side">
      ${streams.map(
        ({ stream, events }, lane) => svg`
        <text x="4" y=${TOP + lane * LANE + 26}>${cut(stream)}<title>${stream}</title></text>
        ${events.length === 0 ? svg`<text class="soft-text" x=${NAME} y=${TOP + lane * LANE + 26}>no events</text>` : ''}
        <line x1=${NAME - 10} x2=${width - 20} y1=${TOP + lane * LANE + 22} y2=${TOP + lane * LANE + 22}></line>`,
      )}
      ${all.map(
        (event, place) => svg`
        ${place % labelEvery === 0 ? svg`<text class="soft-text" x=${NAME + place * step} y="14">${time(event.created)}</text>` : ''}
        <a href=${address('streams', event.lanesStream, event.revision)} aria-label="${event.of.type}, ${event.lanesStream}@${event.revision}">
          <circle cx=${NAME + place * step + 6} cy=${TOP + event.lane * LANE + 22} r="7"></circle>
          <title>${event.of.type}\n${event.lanesStream}@${event.revision}\n${dateTime(event.created)}</title></a>`,
      )}
    </svg>`;
}

const cut = (text) => (text.length > CHARACTERS ? `${text.slice(0, CHARACTERS - 1)}…` : text);
