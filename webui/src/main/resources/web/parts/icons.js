import { html, svg } from 'lit';

/** Drawn on 16 by 16, in the colour of the text. */
const PATHS = {
  streams: 'M2.5 4h11M2.5 8h8M2.5 12h5',
  events: 'M7 12.5a5.5 5.5 0 1 1 0-11 5.5 5.5 0 0 1 0 11ZM11 11l3.5 3.5',
  graph:
    'M4 5.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM12 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM4 14.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM6 4l4 3M6 12l4-3',
  dashboard: 'M2 13.5h12M3.5 11V8M6.5 11V3.5M9.5 11V6.5M12.5 11V2',
  subscriptions: 'M2.5 3h4v3h-4zM9.5 1.8h4v3h-4zM9.5 6.5h4v3h-4zM9.5 11.2h4v3h-4zM6.5 4.5h1.2a.8.8 0 0 0 .8-.8v-.4h1M7.5 5v3h2M7.5 8v4.7h2',
  requests: 'M2 5h9M8.5 2.5 11 5 8.5 7.5M14 11H5M7.5 8.5 5 11l2.5 2.5',
  api: 'M5.5 4 1.5 8l4 4M10.5 4l4 4-4 4M9 2.5l-2 11',
  logs: 'M3 2.5h10v11H3zM5.5 5.5h5M5.5 8h5M5.5 10.5h3',
  operations:
    'M9.5 2.5a3.5 3.5 0 0 0-3.3 4.7L2 11.4 4.6 14l4.2-4.2A3.5 3.5 0 0 0 13.3 5L11 7.2 8.8 5l2.3-2.2a3.5 3.5 0 0 0-1.6-.3Z',
  options:
    'M2 4.5h7M12 4.5h2M2 11.5h2M7 11.5h7M10.5 6a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3ZM5.5 13a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3Z',
  users:
    'M6 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM1.5 13.5c0-2.5 2-4 4.5-4s4.5 1.5 4.5 4M11 3a2.4 2.4 0 0 1 0 4.5M12.5 9.8c1.3.6 2 1.9 2 3.7',
  projections: 'M2 3.5h4l4 9h4M2 12.5h4l1.3-3M9 6.4l1-2.9h4M12 1.5l2 2-2 2M12 10.5l2 2-2 2',
  query: 'M2.5 3h11v10h-11zM4.5 6l2 2-2 2M8 10.5h3',
  debug: 'M5 6a3 3 0 0 1 6 0v4a3 3 0 0 1-6 0zM5 7.5H2M5 10.5 2.5 12M14 7.5h-3M11 10.5l2.5 1.5M5.5 4.5 4 3M10.5 4.5 12 3',
  search: 'M7 12a5 5 0 1 1 0-10 5 5 0 0 1 0 10ZM10.7 10.7 14 14',
  plus: 'M8 3v10M3 8h10',
  close: 'm4 4 8 8M12 4l-8 8',
  chevron: 'm6 3.5 4.5 4.5L6 12.5',
  down: 'm3.5 6 4.5 4.5L12.5 6',
  up: 'm3.5 10 4.5-4.5 4.5 4.5',
  download: 'M8 2v8M4.5 7 8 10.5 11.5 7M2.5 13.5h11',
  upload: 'M8 10.5v-8M4.5 5.5 8 2l3.5 3.5M2.5 13.5h11',
  left: 'M10 3.5 5.5 8l4.5 4.5',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  pause: 'M5.5 3v10M10.5 3v10',
  play: 'M4.5 3v10l8-5z',
  theme: 'M8 13.5A5.5 5.5 0 1 0 8 2.5a5.5 5.5 0 0 0 0 11ZM8 2.5v11',
  clock: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM8 4.5V8l2.5 1.5',
  user: 'M8 8a2.8 2.8 0 1 0 0-5.6A2.8 2.8 0 0 0 8 8ZM2.5 14c0-2.8 2.5-4.3 5.5-4.3s5.5 1.5 5.5 4.3',
  menu: 'M2 4h12M2 8h12M2 12h12',
  link: 'M6.5 9.5 9.5 6.5M7 4.5l1.2-1.2a3 3 0 0 1 4.5 4.5L11.5 9M9 11.5l-1.2 1.2a3 3 0 0 1-4.5-4.5L4.5 7',
  warn: 'M8 2 1.5 13.5h13zM8 6.5v3.5M8 11.8v.4',
  settings:
    'M2 4.5h7M12 4.5h2M2 11.5h2M7 11.5h7M10.5 6a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3ZM5.5 13a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3Z',
  lanes: 'M2 4h12M2 8h12M2 12h12M4.5 4v.01M9 8v.01M12 12v.01M7 12v.01',
  keyboard: 'M1.5 4h13v8h-13zM4 6.5h.01M6.5 6.5h.01M9 6.5h.01M11.5 6.5h.01M5 9.5h6',
};

/** An icon that says nothing to readers of screens: the words beside it, or the label of its button, do. */
export function icon(name) {
  return html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">${svg`<path d=${PATHS[name] ?? ''}></path>`}</svg>`;
}
