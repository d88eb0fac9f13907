/** What the pages of the Admin UI ask for. They may change with the pages: programs have the others. */
const Q = ['q', '', 'What is looked for, as on the page of all events'];
const SYSTEM = ['system', 'false', 'Whether those of the system as well'];
const ATTEMPT = '{\n  "query": "fromAll().when({ $any: (state) => state })",\n  "emits": false,\n  "from": 0\n}';
const GROUP = '{\n  "startFrom": "0",\n  "resolveLinks": true\n}';
const TIME = ['time', '2026-01-01T00:00:00Z', 'A moment'];
const AFTER = ['after', '', 'Only what came after this number'];

const page = (...more) => [['count', '20', 'How many at most'], ['from', '', 'Where to begin'], ['direction', 'backward', 'backward or forward'], ...more];
const tell = (says) => ({ says, headers: [['Content-Type', 'application/json', '']] });

export const PAGES = {
  'GET /ui-api/session': { says: 'Who asks, and what the node is like' },
  'GET /ui-api/streams': {
    says: 'Names of streams',
    query: [['filter', '', 'Words that the name has; order-*-1 for whole names'], ['category', '', ''], SYSTEM, ['sort', 'changed', 'changed, created, name, events or best'], ['limit', '20', ''], ['offset', '', ''], ['categories', '', 'true: with all categories']],
  },
  'GET /ui-api/streams/{stream}/events': { says: 'A page of a stream', query: page(['resolve', '', 'false: links themselves']) },
  'GET /ui-api/streams/{stream}/events/{revision}': { says: 'One event with its data', query: [['resolve', '', ''], ['optional', '', 'true: no event is an answer, too']] },
  'POST /ui-api/streams/{stream}/events/{revision}/decoded': { ...tell('The data of an event as a function of yours has it'), body: '{\n  "decoder": "(data, event) => ({ size: event.bytes.length })"\n}' },
  'POST /ui-api/decoded': { ...tell('The data of some events as a function of yours has it'), body: '{\n  "decoder": "(data, event) => ({ size: event.bytes.length })",\n  "events": [{ "stream": "order-1", "revision": 0 }]\n}' },
  'GET /ui-api/streams/{stream}/at': { says: 'The first event since a moment', query: [TIME] },
  'GET /ui-api/streams/{stream}/tail': { says: 'New events as they come; some seconds of it, here', query: [AFTER, ['all', '', 'true: from the first on']] },
  'GET /ui-api/streams/{stream}/export': { says: 'A stream, one event a line', query: [['limit', '100', 'How many at most'], ['as', 'events', 'events or cloudevents']] },
  'GET /ui-api/events': { says: 'A page of all events', query: page() },
  'GET /ui-api/events/at': { says: 'The first position since a moment', query: [TIME] },
  'GET /ui-api/search': { says: 'Events that fit, from the newest on', query: [Q, SYSTEM, ['from', '', 'Where to begin'], ['limit', '20', '']] },
  'GET /ui-api/tail': { says: 'New events as they come; some seconds of it, here', query: [Q, SYSTEM, AFTER] },
  'POST /ui-api/import': { says: 'Takes events over, one a line', query: [['check', 'true', 'true: only looks'], ['stream', '', 'All go to this stream'], ['before', '', 'How many lines were before']], headers: [['Content-Type', 'application/x-ndjson', '']], body: '{"stream": "orders-1", "type": "orderPlaced", "data": {"order": 1}}' },
  'GET /ui-api/export': { says: 'What fits, one event a line', query: [Q, SYSTEM, ['limit', '100', 'How many at most'], ['as', 'events', 'events or cloudevents']] },
  'GET /ui-api/subscriptions': { says: 'All groups with their trend' },
  'POST /ui-api/subscriptions/restart': { says: 'Starts all groups anew' },
  'GET /ui-api/subscriptions/{stream}/{group}': { says: 'A group with settings, figures and consumers' },
  'PUT /ui-api/subscriptions/{stream}/{group}': { ...tell('Makes a group'), body: GROUP },
  'POST /ui-api/subscriptions/{stream}/{group}': { ...tell('Changes a group'), body: GROUP },
  'DELETE /ui-api/subscriptions/{stream}/{group}': { says: 'Deletes a group' },
  'POST /ui-api/subscriptions/{stream}/{group}/anew': { ...tell('Lets a group begin elsewhere'), body: '{\n  "startFrom": "0"\n}' },
  'GET /ui-api/subscriptions/{stream}/{group}/parked': { says: 'Parked events and why', query: [['from', '', ''], ['count', '20', '']] },
  'DELETE /ui-api/subscriptions/{stream}/{group}/parked': { says: 'Drops parked events', query: [['only', '', 'This one'], ['upTo', '', 'Those up to it']] },
  'POST /ui-api/subscriptions/{stream}/{group}/parked/replay': { says: 'Hands out parked events once more', query: [['only', '', 'This one'], ['upTo', '', 'Those up to it']] },
  'GET /ui-api/projections/{projection}/partitions': { says: 'Partitions of a projection', query: [['filter', '', 'What their names have'], ['limit', '100', '']] },
  'GET /ui-api/projections/{projection}/standings': { says: 'Partitions of a projection with their states', query: [['filter', '', 'What their names have']] },
  'GET /ui-api/projections/{projection}/versions': { says: 'The definitions that a projection has and had', query: [['from', '', 'The version to begin with'], ['limit', '100', '']] },
  'POST /ui-api/debug/check': { ...tell('Whether a script makes sense'), body: ATTEMPT },
  'POST /ui-api/debug': { ...tell('Opens a session of the debugger'), body: ATTEMPT },
  'GET /ui-api/debug/{id}': { says: 'A session', query: [['seen', '', 'Waits for a version after this']] },
  'GET /ui-api/debug/{id}/steps/{number}': { says: 'One of its steps' },
  'POST /ui-api/debug/{id}/step': { says: 'Handles one event' },
  'POST /ui-api/debug/{id}/back': { says: 'Takes one event back' },
  'POST /ui-api/debug/{id}/restart': { says: 'Begins anew' },
  'POST /ui-api/debug/{id}/run': { ...tell('Runs to a breakpoint'), body: '{\n  "lines": [3]\n}' },
  'POST /ui-api/debug/{id}/pause': { says: 'Pauses it' },
  'DELETE /ui-api/debug/{id}': { says: 'Closes it' },
  'POST /ui-api/dry-runs': { ...tell('Runs a script over everything, and writes nothing'), body: ATTEMPT },
  'GET /ui-api/dry-runs/{id}': { says: 'How far a dry run is', query: [['seen', '', ''], ['partition', '', '']] },
  'GET /ui-api/dry-runs/{id}/standings': { says: 'Partitions of a dry run with their states', query: [['filter', '', 'What their names have']] },
  'POST /ui-api/dry-runs/{id}/cancel': { says: 'Stops it' },
  'DELETE /ui-api/dry-runs/{id}': { says: 'Forgets it' },
  'GET /ui-api/calls': { says: 'Calls of clients as they come; some seconds of it, here', query: [AFTER] },
  'GET /ui-api/connections': { says: 'Clients over TCP and gRPC' },
  'GET /ui-api/log': { says: 'The log of the node; some seconds of it, here', query: [AFTER] },
  'GET /ui-api/figures': { says: 'Figures of the node; some seconds of it, here', query: [AFTER] },
};
