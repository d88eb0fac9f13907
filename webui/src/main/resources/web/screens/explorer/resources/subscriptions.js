/** Resources of persistent subscriptions. */
const COMPETING = ['Accept', 'application/vnd.eventstore.competingatom+json', 'The form of the feed'];
const EMBED = ['embed', 'body', 'How much of each event the feed holds: none, content, rich, body'];
const JSON_TYPE = ['Content-Type', 'application/json', ''];
const IDS = ['ids', '', 'Ids of events, with commas between them'];
const ACTION = ['action', 'park', 'park, retry, skip or stop'];

const parked = (says) => ({ says, query: [EMBED], headers: [['Accept', 'application/vnd.eventstore.atom+json', '']] });

export const SUBSCRIPTIONS = {
  'GET /subscriptions': { says: 'All groups, and how they do' },
  'GET /subscriptions/{stream}': { says: 'The groups of a stream' },
  'PUT /subscriptions/{stream}/{group}': {
    says: 'Makes a group',
    headers: [JSON_TYPE],
    body: '{\n  "startFrom": 0,\n  "resolveLinktos": true,\n  "namedConsumerStrategy": "RoundRobin"\n}',
  },
  'POST /subscriptions/{stream}/{group}': {
    says: 'Changes the settings of a group; consumers are disconnected',
    headers: [JSON_TYPE],
    body: '{\n  "resolveLinktos": true,\n  "maxRetryCount": 10\n}',
  },
  'DELETE /subscriptions/{stream}/{group}': { says: 'Deletes a group' },
  'GET /subscriptions/{stream}/{group}': { says: 'The next event for this consumer', query: [EMBED], headers: [COMPETING] },
  'GET /subscriptions/{stream}/{group}/{count}': { says: 'Up to so many events for this consumer', query: [EMBED], headers: [COMPETING] },
  'GET /subscriptions/{stream}/{group}/info': { says: 'Settings, figures and consumers of a group' },
  'POST /subscriptions/{stream}/{group}/ack/{message}': { says: 'Says that an event is done' },
  'POST /subscriptions/{stream}/{group}/nack/{message}': { says: 'Refuses an event', query: [ACTION] },
  'POST /subscriptions/{stream}/{group}/ack': { says: 'Says that events are done', query: [IDS] },
  'POST /subscriptions/{stream}/{group}/nack': { says: 'Refuses events', query: [IDS, ACTION] },
  'POST /subscriptions/{stream}/{group}/replayParked': { says: 'Hands out parked events once more', query: [['stopAt', '', 'Only those before this number']] },
  'GET /subscriptions/{stream}/{group}/viewparkedmessages': parked('The newest parked events'),
  'GET /subscriptions/{stream}/{group}/viewparkedmessages/{event}/backward/{count}': parked('Parked events before a number'),
  'GET /subscriptions/{stream}/{group}/viewparkedmessages/{event}/forward/{count}': parked('Parked events from a number on'),
  'GET /subscriptions/viewparkedmessages/{stream}/{group}/{event}/backward/{count}': parked('The same, at its address of later servers'),
  'GET /subscriptions/viewparkedmessages/{stream}/{group}/{event}/forward/{count}': parked('The same, at its address of later servers'),
};
