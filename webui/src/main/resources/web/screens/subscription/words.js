import { html } from 'lit';

const WORDS = {
  Live: ['good', 'Live'],
  Behind: ['warn', 'Behind'],
  ReplayingParkedMessages: ['info', 'Replaying parked'],
  NotReady: ['warn', 'Starting'],
};

/** What a group is doing, in words and colours. */
export const statusBadges = (status) =>
  status.map((word) => {
    const [kind, text] = WORDS[word] ?? ['', word];
    return html`<span class="badge" data-kind=${kind}>${text}</span>`;
  });

export const rate = (number) => (number >= 1000 ? `${(number / 1000).toFixed(1)}k` : number >= 10 ? number.toFixed(0) : number.toFixed(number === 0 ? 0 : 1));

/** Where the node has a group. */
export const pathOf = (stream, group) => `/ui-api/subscriptions/${encodeURIComponent(stream)}/${encodeURIComponent(group)}`;
