import { go } from '../router.js';

/** Keys that work everywhere, as the help shows them. */
export const KEYS = [
  [
    'Everywhere',
    [
      ['Ctrl K', 'Search, or go to any page, stream or event'],
      ['/', 'Put the cursor into the search of this page'],
      ['?', 'This help'],
      ['g d', 'Go to the dashboard'],
      ['g s', 'Go to the streams'],
      ['g e', 'Go to all events'],
      ['g c', 'Go to correlation and causation'],
      ['g j', 'Go to the projections'],
      ['g q', 'Go to the query page'],
      ['g b', 'Go to the debugger'],
      ['g p', 'Go to persistent subscriptions'],
      ['g r', 'Go to the requests'],
      ['g l', 'Go to the logs'],
      ['g a', 'Go to the API explorer'],
      ['g o', 'Go to operations'],
      ['g u', 'Go to users'],
      ['n', 'Add an event'],
    ],
  ],
  [
    'In tables',
    [
      ['↓', 'Into the table, also from the search; Esc Esc leaves that'],
      ['↑ ↓', 'Move; Page Up, Page Down, Home and End as well'],
      ['Enter', 'Open the row'],
      ['→ ←', 'To the links and buttons of the row, and back'],
    ],
  ],
  [
    'On an event',
    [
      ['← →', 'The event before, and after; on the state of a stream as well'],
      ['d', 'Compare with the one before'],
    ],
  ],
  [
    'On a persistent subscription',
    [
      ['o', 'Overview'],
      ['p', 'Parked events'],
      ['s', 'Settings'],
    ],
  ],
  [
    'In lists of events',
    [
      ['p', 'Pause what comes in, and go on'],
      ['u', 'Unfold the data of all events, and fold it'],
    ],
  ],
  [
    'In the debugger',
    [
      ['s', 'Handle one event'],
      ['b', 'Take it back'],
      ['r', 'Run to a breakpoint; on the query page, a dry run'],
      ['p', 'Pause'],
      ['F9', 'Set or clear a breakpoint'],
    ],
  ],
  [
    'In a script',
    [
      ['Ctrl Space', 'Complete'],
      ['Esc Tab', 'Leave the field'],
    ],
  ],
];

const PLACES = {
  d: 'dashboard',
  s: 'streams',
  e: 'events',
  r: 'requests',
  l: 'logs',
  a: 'api',
  o: 'operations',
  u: 'users',
  c: 'graph',
  j: 'projections',
  q: 'query',
  b: 'debugger',
  p: 'subscriptions',
};
const CHORD_MILLIS = 1200;
let chordUntil = 0;

/** Acts on a key that was pressed anywhere. */
export function onKey(key, shell) {
  if ((key.ctrlKey || key.metaKey) && key.key.toLowerCase() === 'k') {
    key.preventDefault();
    shell.showPalette('');
    return;
  }
  if (key.key === 'Escape') {
    closeMenu(shell);
    leaveSearch(key, shell);
  }
  if (key.key === 'ArrowDown' && intoTable(key, shell)) {
    return;
  }
  if (key.ctrlKey || key.metaKey || key.altKey || isTyping(key.composedPath()[0])) {
    return;
  }
  if (performance.now() < chordUntil && PLACES[key.key]) {
    chordUntil = 0;
    go(`#/${PLACES[key.key]}`);
  } else if (key.key === 'g') {
    chordUntil = performance.now() + CHORD_MILLIS;
  } else if (key.key === '?') {
    shell.showHelp();
  } else if (key.key === '/') {
    focusSearch(key, shell);
  } else if (key.key === 'n') {
    key.preventDefault();
    const stream = shell.route?.params.stream;
    go(stream && stream !== '$all' ? `#/streams/${encodeURIComponent(stream)}/addEvent` : '#/addEvent');
  } else {
    shell.querySelector('main')?.firstElementChild?.key?.(key);
  }
}

/** Closes the menu that is open, and has the focus where it was opened. */
function closeMenu(shell) {
  const menu = shell.querySelector('details.menu[open]');
  if (menu) {
    menu.open = false;
    menu.querySelector('summary').focus();
  }
}

const SEARCH = 'main input[type="search"]';

/** The first Escape empties a search, as browsers have it; the second leaves it. */
function leaveSearch(key, shell) {
  if (key.target.matches?.(SEARCH) && key.target.value === '') {
    shell.querySelector('main').focus({ preventScroll: true });
  }
}

/** The arrow leads into the table of the page: from its search, and from where nothing else has the focus. */
function intoTable(key, shell) {
  const main = shell.querySelector('main');
  const isBeside = [document.body, main].includes(key.target) || key.target.matches?.(`${SEARCH}:not([list])`);
  const table = isBeside && !document.querySelector('dialog[open]') ? main.querySelector('.grid') : null;
  if (table) {
    key.preventDefault();
    table.focus({ preventScroll: true });
    table.dispatchEvent(new KeyboardEvent('keydown', { key: key.key }));
  }
  return Boolean(table);
}

/** Closes menus when something beside them is pressed; what is part of the page stays open. */
export function closeMenusAround(pressed, shell) {
  for (const menu of shell.querySelectorAll('details.menu[open]:not(.decoder-menu)')) {
    menu.open = menu.contains(pressed);
  }
}

function focusSearch(key, shell) {
  const search = shell.querySelector('main input[type="search"]');
  key.preventDefault();
  if (search) {
    search.focus();
    search.select();
  } else {
    shell.showPalette('');
  }
}

/** A field of a dialog that was just closed has the focus until the next picture is drawn; nobody types there. */
function isTyping(target) {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)) &&
    !target.closest('dialog:not([open])')
  );
}
