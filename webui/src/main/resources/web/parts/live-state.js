import { html, nothing } from 'lit';
import { icon } from './icons.js';
import { count } from '../times.js';

const WORDS = { connecting: 'Connecting …', open: 'Live', waiting: 'Trying again …', ended: 'Ended' };

/** Whether events come in live, and the button that stops them from moving the page. */
export function liveState(live) {
  const isLive = live?.state === 'open' && !live.isPaused;
  return html`<span class="together"><span class="live" role="status"><span class="dot ${isLive ? 'live' : ''}" data-kind=${isLive ? 'good' : 'warn'}></span>
    ${live?.isPaused ? 'Paused' : WORDS[live?.state ?? 'connecting']}</span>
    <button class="small" title="Pause or go on (p)" aria-pressed=${live?.isPaused ? 'true' : 'false'} @click=${() => live?.toggle()}>
      ${icon(live?.isPaused ? 'play' : 'pause')}${live?.isPaused ? 'Go on' : 'Pause'}</button></span>`;
}

/** Says how many events wait while somebody reads further down, and leads to them. */
export const waitingPill = (live, page) =>
  live?.waiting && !live.isPaused
    ? html`<button class="pill primary" @click=${() => {
        page.querySelector('es-grid').toTop();
        live.flush(false);
      }}>${icon('up')}${count(live.waiting)} new</button>`
    : nothing;
