import { html, nothing } from 'lit';
import { icon } from '../parts/icons.js';
import { address } from '../router.js';
import { session } from '../session.js';
import { preferences } from '../preferences.js';
import { zoneName } from '../times.js';

const MENU = [
  [
    'Data',
    [
      ['dashboard', '#/dashboard', 'Dashboard'],
      ['streams', '#/streams', 'Streams'],
      ['events', '#/events', 'All events'],
      ['graph', '#/graph', 'Correlation'],
      ['subscriptions', '#/subscriptions', 'Subscriptions'],
    ],
  ],
  [
    'Projections',
    [
      ['projections', '#/projections', 'Projections'],
      ['query', '#/query', 'Query'],
      ['debug', '#/debugger', 'Debugger'],
    ],
  ],
  [
    'Node',
    [
      ['requests', '#/requests', 'Requests'],
      ['logs', '#/logs', 'Logs'],
      ['api', '#/api', 'API'],
      ['operations', '#/operations', 'Operations'],
      ['options', '#/options', 'Options'],
      ['users', '#/users', 'Users'],
    ],
  ],
];

const ZONES = [
  'local',
  'UTC',
  'America/New_York',
  'America/Los_Angeles',
  'Europe/London',
  'Europe/Berlin',
  'Asia/Kolkata',
  'Asia/Shanghai',
  'Asia/Tokyo',
  'Australia/Sydney',
];

/** The navigation, and below it what the node is like and how this browser wants to see it. */
export function sidebar(shell) {
  const node = session.node;
  return html`<nav class="side" aria-label="Main">
    <a class="brand" href="#/dashboard">
      <img src="favicon.svg" alt="" width="26" height="26">
      <span>Event Store<small>Developer Edition</small></span>
    </a>
    ${MENU.filter(([title]) => title !== 'Projections' || (node?.projections ?? 'None') !== 'None').map(
      ([title, items]) => html`
      <h2 class="side-title">${title}</h2>
      <ul>${items.map(
        ([menu, href, text]) => html`
        <li><a href=${href} aria-current=${shell.route?.menu === menu ? 'page' : nothing}>${icon(menu)}<span>${text}</span></a></li>`,
      )}
      </ul>`,
    )}
    <span class="fill"></span>
    ${database(node)}
    <div class="side-foot">
      ${choice('Theme', 'theme', [
        ['system', 'System'],
        ['light', 'Light'],
        ['dark', 'Dark'],
      ])}
      ${choice(
        'Time zone',
        'zone',
        ZONES.map((zone) => [zone, zone === 'local' ? `Local (${zoneOf('local')})` : zone]),
      )}
      ${who()}
      <p class="node-state" data-state=${session.state}>
        <span class="dot"></span>
        <span class="cut">${session.state === 'down' ? 'Stopped' : location.host}</span>
        <span class="faint cut">${node ? node.version : ''}</span>
      </p>
    </div>
  </nav>`;
}

function zoneOf(zone) {
  return preferences.get('zone') === zone ? zoneName() : Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function choice(label, name, options) {
  return html`<label class="side-choice"><span>${label}</span>
    <select @change=${(change) => preferences.set(name, change.target.value)}>
      ${options.map(([value, text]) => html`<option value=${value} ?selected=${preferences.get(name) === value}>${text}</option>`)}
    </select></label>`;
}

function database(node) {
  if (!node?.database) {
    return nothing;
  }
  const { inMemory, temporary, folder } = node.database;
  if (!inMemory && !temporary) {
    return nothing;
  }
  return html`<p class="database" title=${folder ?? 'Nothing is on disk.'}>
    ${icon('clock')}<span><strong>${inMemory ? 'In memory' : 'Temporary database'}</strong>
    <span>${inMemory ? 'Gone when the node stops.' : 'A new one at each start. Use --db to keep one.'}</span></span></p>`;
}

function who() {
  if (session.isOpen) {
    return html`<p class="who" title="--insecure: whoever reaches this node is an administrator">${icon('user')}<span class="cut">Open to everybody</span></p>`;
  }
  if (!session.user) {
    return html`<a class="who" href="#/signin">${icon('user')}<span>Sign in</span></a>`;
  }
  return html`<p class="who">${icon('user')}<a class="cut" title="Change the password of ${session.user}" href=${address('users', session.user, 'password')}>${session.user}</a>
    <button class="ghost small" @click=${() => session.signOut()}>Sign out</button></p>`;
}
