import { address } from '../router.js';
import { session } from '../session.js';
import { preferences } from '../preferences.js';

const PAGES = [
  ['dashboard', 'Dashboard', '#/dashboard'],
  ['streams', 'Streams', '#/streams'],
  ['events', 'All events', '#/events'],
  ['graph', 'Correlation and causation', '#/graph'],
  ['projections', 'Projections', '#/projections'],
  ['plus', 'New projection', '#/projections/new'],
  ['query', 'Query', '#/query'],
  ['debug', 'Debugger of projections', '#/debugger'],
  ['subscriptions', 'Persistent subscriptions', '#/subscriptions'],
  ['plus', 'New persistent subscription', '#/subscriptions/new'],
  ['requests', 'Requests, live', '#/requests'],
  ['logs', 'Logs', '#/logs'],
  ['api', 'API explorer', '#/api'],
  ['plus', 'Import events from a file', '#/import'],
  ['operations', 'Operations: scavenge, backup, snapshots, shutdown', '#/operations'],
  ['options', 'Options in force', '#/options'],
  ['users', 'Users', '#/users'],
  ['plus', 'Add an event', '#/addEvent'],
];

const GROUPS_MAX = 6;

/** What a text may mean, the best first: of the pages, and of the streams and groups that the node knows. */
export function offered(text, streams, groups) {
  const words = text.toLowerCase();
  const pages = PAGES.filter(([, title]) => title.toLowerCase().includes(words)).map(([name, title, href]) => ({
    icon: name,
    text: title,
    href,
    kind: 'Page',
  }));
  const acts = [
    { icon: 'theme', text: 'Theme: light', act: () => preferences.set('theme', 'light') },
    { icon: 'theme', text: 'Theme: dark', act: () => preferences.set('theme', 'dark') },
    { icon: 'theme', text: 'Theme: as the system', act: () => preferences.set('theme', 'system') },
    ...(session.user && !session.isOpen
      ? [
          { icon: 'user', text: 'Change your password', href: address('users', session.user, 'password') },
          { icon: 'user', text: 'Sign out', act: () => session.signOut() },
        ]
      : []),
  ]
    .filter((act) => words && act.text.toLowerCase().includes(words))
    .map((act) => ({ ...act, kind: 'Act' }));
  if (!text) {
    return pages;
  }
  const listed = streams.map((stream) => ({
    icon: 'streams',
    text: stream.name,
    href: address('streams', stream.name),
    kind: 'Stream',
  }));
  const shared = groups
    .filter((group) => `${group.stream} ${group.group}`.toLowerCase().includes(words))
    .slice(0, GROUPS_MAX)
    .map((group) => ({
      icon: 'subscriptions',
      text: `${group.group} of ${group.stream}`,
      href: address('subscriptions', group.stream, group.group),
      kind: 'Subscription',
    }));
  const saved = preferences
    .get('saved')
    .filter((search) => search.name.toLowerCase().includes(words))
    .map((search) => ({ icon: 'events', text: search.name, href: address('events', { q: search.q }), kind: 'Saved search' }));
  return [...saved, ...listed, ...shared, ...pages, ...acts, ...named(text)];
}

/** What a text may stand for by itself. */
function named(text) {
  const newer = text.match(/^(.+)@(\d+)$/);
  const older = text.match(/^(\d+)@(.+)$/); // As version 5 writes it.
  const at = newer ? newer.slice(1) : older ? [older[2], older[1]] : null;
  const items = [];
  if (at) {
    items.push({ icon: 'link', text, href: address('streams', at[0], at[1]), kind: 'Event' });
  }
  if (/^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(text)) {
    items.push({ icon: 'graph', text, href: address('correlation', text), kind: 'Correlation' });
    items.push({ icon: 'events', text: `id:${text}`, href: address('events', { q: `id:${text}` }), kind: 'Search' });
  }
  items.push({ icon: 'streams', text: `Open the stream ${text}`, href: address('streams', text), kind: 'Stream' });
  items.push({
    icon: 'events',
    text: `Find ${text} in all events`,
    href: address('events', { q: text }),
    kind: 'Search',
  });
  return items;
}
