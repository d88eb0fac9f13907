import { html } from 'lit';
import { icon } from './icons.js';
import { momentOf } from '../times.js';
import { tellFailure } from './toasts.js';

/**
 * A field that leads to a place in a list: a number, or a point in time.
 *
 * @param {{what: string, go: (to: {number?: number, time?: string}) => void}} options
 */
export function jump({ what, go }) {
  return html`<form class="bar" @submit=${(submit) => {
    submit.preventDefault();
    const to = place(new FormData(submit.target).get('to').trim());
    if (to) {
      go(to);
    } else {
      tellFailure(`${what}, or a time such as 2026-11-26 or 2026-11-26 08:30`);
    }
  }}><label class="search">${icon('clock')}<span class="visually-hidden">${what} or time</span>
    <input name="to" autocomplete="off" placeholder="${what} or time"></label><button>Go</button></form>`;
}

function place(text) {
  if (/^\d{1,19}$/.test(text)) {
    return { number: Number(text) };
  }
  const at = momentOf(text);
  return at ? { time: at.toISOString() } : null;
}
