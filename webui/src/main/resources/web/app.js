/** Which address shows which page. Each page is a folder below `screens`, fetched when it is first opened. */
import './shell/shell.js';
import { session } from './session.js';

const STREAMS = () => import('./screens/streams/streams.js');
const STREAM = () => import('./screens/stream/stream.js');
const EVENT = () => import('./screens/event/event.js');
const ADD = () => import('./screens/add/add.js');
const SETTINGS = () => import('./screens/settings/settings.js');
const EVENTS = () => import('./screens/events/events.js');
const GRAPH = () => import('./screens/graph/graph.js');
const USERS = () => import('./screens/users/users.js');
const OPERATIONS = () => import('./screens/operations/operations.js');
const PROJECTIONS = () => import('./screens/projections/projections.js');
const PROJECTION = () => import('./screens/projection/projection.js');
const NEW_PROJECTION = () => import('./screens/projections/create.js');
const QUERY = () => import('./screens/query/query.js');
const DEBUGGER = () => import('./screens/debugger/debugger.js');
const SUBSCRIPTIONS = () => import('./screens/subscriptions/subscriptions.js');
const SUBSCRIPTION = () => import('./screens/subscription/subscription.js');

/** The first one that fits counts. Addresses of version 5 are among them. */
const ROUTES = [
  { path: '', page: 'es-dashboard', menu: 'dashboard', load: () => import('./screens/dashboard/dashboard.js') },
  {
    path: 'dashboard',
    page: 'es-dashboard',
    menu: 'dashboard',
    load: () => import('./screens/dashboard/dashboard.js'),
  },
  {
    path: 'clusterstatus',
    page: 'es-dashboard',
    menu: 'dashboard',
    load: () => import('./screens/dashboard/dashboard.js'),
  },
  { path: 'streams', page: 'es-streams', menu: 'streams', load: STREAMS },
  { path: 'addEvent', page: 'es-add', menu: 'streams', load: ADD },
  { path: 'streams/addEvent', page: 'es-add', menu: 'streams', load: ADD },
  { path: 'streams/:stream=[$]all', page: 'es-events', menu: 'events', load: EVENTS },
  {
    path: 'streams/:stream=[$]all/:from/:direction=forward|backward/:count',
    page: 'es-events',
    menu: 'events',
    load: EVENTS,
  },
  { path: 'events', page: 'es-events', menu: 'events', load: EVENTS },
  { path: 'streams/:stream', page: 'es-stream', menu: 'streams', load: STREAM },
  { path: 'streams/:stream/acl', page: 'es-settings', menu: 'streams', load: SETTINGS },
  { path: 'streams/:stream/settings', page: 'es-settings', menu: 'streams', load: SETTINGS },
  { path: 'streams/:stream/state', page: 'es-fold', menu: 'streams', load: () => import('./screens/fold/fold.js') },
  { path: 'streams/:stream/addEvent', page: 'es-add', menu: 'streams', load: ADD },
  {
    path: 'streams/:stream/:from/:direction=forward|backward/:count',
    page: 'es-stream',
    menu: 'streams',
    load: STREAM,
  },
  { path: 'streams/:stream/:revision=\\d+|head', page: 'es-event', menu: 'streams', load: EVENT },
  { path: 'streams/:stream/:revision=\\d+/addNewLikeThis', page: 'es-add', menu: 'streams', load: ADD },
  { path: 'subscriptions', page: 'es-subscriptions', menu: 'subscriptions', load: SUBSCRIPTIONS },
  {
    path: 'subscriptions/new',
    page: 'es-new-group',
    menu: 'subscriptions',
    load: () => import('./screens/subscription/new-group.js'),
  },
  { path: 'subscriptions/:stream/:group', page: 'es-subscription', menu: 'subscriptions', load: SUBSCRIPTION },
  {
    path: 'subscriptions/:stream/:group/:tab=parked|settings|edit|delete|viewparkedmessages',
    page: 'es-subscription',
    menu: 'subscriptions',
    load: SUBSCRIPTION,
  },
  { path: 'correlation/:correlation', page: 'es-graph', menu: 'graph', load: GRAPH },
  { path: 'graph', page: 'es-graph', menu: 'graph', load: GRAPH },
  { path: 'requests', page: 'es-requests', menu: 'requests', load: () => import('./screens/requests/requests.js') },
  { path: 'api', page: 'es-explorer', menu: 'api', load: () => import('./screens/explorer/explorer.js') },
  { path: 'logs', page: 'es-logs', menu: 'logs', load: () => import('./screens/logs/logs.js') },
  { path: 'admin', page: 'es-operations', menu: 'operations', load: OPERATIONS },
  { path: 'operations', page: 'es-operations', menu: 'operations', load: OPERATIONS },
  { path: 'scavenges/:scavenge', page: 'es-operations', menu: 'operations', load: OPERATIONS },
  { path: 'options', page: 'es-options', menu: 'options', load: () => import('./screens/options/options.js') },
  { path: 'users', page: 'es-users', menu: 'users', load: USERS },
  { path: 'users/:user', page: 'es-users', menu: 'users', load: USERS },
  { path: 'users/:user/:act=edit|reset|password', page: 'es-users', menu: 'users', load: USERS },
  { path: 'projections', page: 'es-projections', menu: 'projections', load: PROJECTIONS },
  { path: 'projections/new', page: 'es-new-projection', menu: 'projections', load: NEW_PROJECTION },
  { path: 'projections/standard', page: 'es-new-projection', menu: 'projections', load: NEW_PROJECTION },
  { path: 'projections/:projection', page: 'es-projection', menu: 'projections', load: PROJECTION },
  {
    path: 'projections/:projection/:act=edit|config|delete|debug',
    page: 'es-projection',
    menu: 'projections',
    load: PROJECTION,
  },
  {
    path: 'projections/:projection/versions',
    page: 'es-versions',
    menu: 'projections',
    load: () => import('./screens/versions/versions.js'),
  },
  { path: 'query', page: 'es-query', menu: 'query', load: QUERY },
  { path: 'query/:query', page: 'es-query', menu: 'query', load: QUERY },
  { path: 'debugger', page: 'es-debugger', menu: 'debug', load: DEBUGGER },
  { path: 'import', page: 'es-import', menu: 'events', load: () => import('./screens/import/import.js') },
  { path: 'signin', page: 'es-sign-in', menu: '', load: () => import('./screens/signin/signin.js') },
];

document.querySelector('es-shell').routes = ROUTES;
session.ask();
