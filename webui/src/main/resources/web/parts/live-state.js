import { html } from 'lit';
import { icon } from './icons.js';

const WORDS = { connecting: 'Connecting …', open: 'Live', waiting: 'Trying again …', ended: 'Ended' };

/** Whether events come in live, and the button that stops them from moving the page. */
export function liveState(live) {
  const isLive = live?.state === 'open' && !live.isPaused;
  return html`<span class="live" role="status"><span class="dot ${isLive ? 'live' : ''}" data-kind=${isLive ? 'good' : 'warn'}></span>
    ${live?.isPaused ? 'Paused' : WORDS[live?.state ?? 'connecting']}</span>
    <button class="small" title="Pause or go on (p)" aria-pressed=${live?.isPaused ? 'true' : 'false'} @click=${() => live?.toggle()}>
      ${icon(live?.isPaused ? 'play' : 'pause')}${live?.isPaused ? 'Go on' : 'Pause'}</button>`;
}
