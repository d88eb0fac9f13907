/** Resources of projections. */
const SCRIPT = ['Content-Type', 'application/json', 'Any will do, but there must be one'];
const PARTITION = ['partition', '', 'Which partition; none for the whole'];
const QUERY = 'fromAll().when({\n  $init: () => ({ count: 0 }),\n  $any(state) {\n    state.count += 1;\n    return state;\n  },\n});';

const make = (says, ...query) => ({
  says,
  query: [['name', 'tried', 'What it is called'], ['enabled', 'yes', 'Whether it runs at once'], ['type', '', 'JS, or native: and a handler'], ...query],
  headers: [SCRIPT],
  body: QUERY,
});
const EMIT = ['emit', 'no', 'Whether it may emit events'];
const TRACK = ['trackemittedstreams', 'no', 'Whether it remembers the streams it emits to'];

export const PROJECTIONS = {
  'GET /projections': { says: 'Leads to the page of projections' },
  'GET /projections/any': { says: 'All projections and how they do' },
  'GET /projections/all-non-transient': { says: 'All but queries' },
  'GET /projections/transient': { says: 'Queries' },
  'GET /projections/onetime': { says: 'Those that stop at the end' },
  'GET /projections/continuous': { says: 'Those that go on' },
  'POST /projections/transient': make('Runs a query, which is forgotten later'),
  'POST /projections/onetime': make('Makes a projection that stops at the end', ['checkpoints', 'no', 'Whether it can go on after a restart'], EMIT, TRACK),
  'POST /projections/continuous': make('Makes a projection that goes on', EMIT, TRACK),
  'POST /projections/read-events': {
    says: 'What a selection would get next; made for the debugger of version 5',
    headers: [['Content-Type', 'application/json', '']],
    body: '{\n  "query": { "allStreams": true, "allEvents": true },\n  "position": { "$s": { "$all": 0 } },\n  "maxEvents": 10\n}',
  },
  'GET /projection/{projection}': { says: 'How a projection does' },
  'GET /projection/{projection}/statistics': { says: 'The same as a list of one' },
  'GET /projection/{projection}/query': { says: 'Its script', query: [['config', '', 'yes: with what it selects, as JSON']] },
  'PUT /projection/{projection}/query': { says: 'Replaces its script; it goes on from where it was', query: [EMIT], headers: [SCRIPT], body: QUERY },
  'GET /projection/{projection}/state': { says: 'Its state', query: [PARTITION] },
  'GET /projection/{projection}/result': { says: 'Its result', query: [PARTITION] },
  'GET /projection/{projection}/config': { says: 'Its settings' },
  'PUT /projection/{projection}/config': {
    says: 'Replaces its settings while it is stopped',
    headers: [['Content-Type', 'application/json', '']],
    body: '{\n  "emitEnabled": false,\n  "trackEmittedStreams": false,\n  "checkpointAfterMs": 0,\n  "checkpointHandledThreshold": 4000,\n  "checkpointUnhandledBytesThreshold": 10000000,\n  "pendingEventsThreshold": 5000,\n  "maxWriteBatchLength": 500,\n  "maxAllowedWritesInFlight": 0\n}',
  },
  'POST /projection/{projection}/command/enable': { says: 'Starts it' },
  'POST /projection/{projection}/command/disable': { says: 'Stops it, with a checkpoint' },
  'POST /projection/{projection}/command/abort': { says: 'Stops it, without a checkpoint' },
  'POST /projection/{projection}/command/reset': { says: 'Lets it forget everything and begin anew' },
  'DELETE /projection/{projection}': {
    says: 'Deletes a projection that is stopped',
    query: [['deleteCheckpointStream', 'no', ''], ['deleteStateStream', 'no', ''], ['deleteEmittedStreams', 'no', '']],
  },
};
