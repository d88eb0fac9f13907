import { html, nothing, svg } from 'lit';

const WIDTH = 96;
const HEIGHT = 18;

/** A small line of numbers, the oldest on the left; it says nothing to readers of screens: the number beside it does. */
export function sparkline(numbers) {
  if (numbers.length < 2) {
    return nothing;
  }
  const top = Math.max(1, ...numbers);
  const step = WIDTH / (numbers.length - 1);
  const points = numbers.map((number, place) => `${(place * step).toFixed(1)},${(HEIGHT - 1 - (number / top) * (HEIGHT - 3)).toFixed(1)}`);
  return html`<svg class="sparkline" viewBox="0 0 ${WIDTH} ${HEIGHT}" width=${WIDTH} height=${HEIGHT} aria-hidden="true" focusable="false">${svg`<polyline points=${points.join(' ')}></polyline>`}</svg>`;
}
