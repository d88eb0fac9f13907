/** Resources of streams: each has a sentence, and what it takes as `[name, preset, what it is for]`. */
const FEED = ['Accept', 'application/vnd.eventstore.atom+json', 'The form of the answer; */*, text/html and application/atom+xml as well'];
const EMBED = ['embed', 'body', 'How much of each event the feed holds: none, content, rich, body, pretty, tryharder'];
const RESOLVE = ['ES-ResolveLinkTos', '', 'false: links themselves in place of what they lead to'];
const LONG_POLL = ['ES-LongPoll', '', 'Seconds to wait for events, if there are none yet'];
const EXPECTED = ['ES-ExpectedVersion', '', 'The number of the newest event, −1: no stream, −2: any, −4: some stream'];

const page = (says) => ({ says, query: [EMBED], headers: [FEED, RESOLVE] });
const live = (says) => ({ says, query: [EMBED], headers: [FEED, RESOLVE, LONG_POLL] });

const APPEND = {
  says: 'Appends events, all or none. With one of the types for single events, type and id are headers',
  headers: [
    ['Content-Type', 'application/vnd.eventstore.events+json', 'application/json or application/octet-stream for one event'],
    EXPECTED,
    ['ES-EventType', '', 'Its type, if the body is the data of one event'],
    ['ES-EventId', '', 'Its id, if the body is the data of one event'],
  ],
  body: '[\n  {\n    "eventId": "{newId}",\n    "eventType": "tried",\n    "data": { "by": "explorer" }\n  }\n]',
};

const METADATA = {
  says: 'Replaces the metadata of a stream: its limits and its access list',
  headers: [['Content-Type', 'application/json', ''], ['ES-EventId', '{newId}', 'Says the same twice without doing it twice'], EXPECTED],
  body: '{\n  "$maxCount": 1000\n}',
};

export const STREAMS = {
  'GET /streams/$all': live('The newest page of all events'),
  'GET /streams/$all/{position}/{count}': page('A page of all events'),
  'GET /streams/$all/{position}/backward/{count}': page('Events before a position, the newest first'),
  'GET /streams/$all/{position}/forward/{count}': live('Events from a position on'),
  'GET /streams/{stream}': live('The newest page of a stream'),
  'GET /streams/{stream}/{event}': { says: 'One event; its number, or head for the newest', query: [EMBED], headers: [FEED, RESOLVE] },
  'GET /streams/{stream}/{event}/{count}': page('A page of a stream'),
  'GET /streams/{stream}/{event}/backward/{count}': page('Events before a number, the newest first'),
  'GET /streams/{stream}/{event}/forward/{count}': live('Events from a number on'),
  'POST /streams/{stream}': APPEND,
  'POST /streams/{stream}/incoming/{id}': { ...APPEND, says: 'Appends an event whose id the address has, so that it can be sent twice' },
  'DELETE /streams/{stream}': {
    says: 'Deletes a stream; it can begin again, unless ES-HardDelete is true',
    headers: [EXPECTED, ['ES-HardDelete', '', 'true: for good, the name can never be used again']],
  },
  'GET /streams/{stream}/metadata': { says: 'The metadata of a stream', headers: [['Accept', 'application/json', '']] },
  'POST /streams/{stream}/metadata': METADATA,
  'GET /streams/{stream}/metadata/{event}': page('Metadata as they once were'),
  'GET /streams/{stream}/metadata/{event}/{count}': page('A page of the stream of metadata'),
  'GET /streams/{stream}/metadata/{event}/backward/{count}': page('Metadata before a number'),
  'GET /streams/{stream}/metadata/{event}/forward/{count}': live('Metadata from a number on'),
};
