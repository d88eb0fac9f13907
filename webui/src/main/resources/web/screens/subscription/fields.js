/** Every setting of a group: its name, range and default, and what it does. */

/** The largest number that the node takes, where it sets no smaller limit. */
export const WHOLE_MAX = 2_147_483_647;
const BUFFER_MAX = 100_000;

export const STRATEGIES = [
  ['RoundRobin', 'To one consumer after the other, leaving out those that have enough.'],
  ['DispatchToSingle', 'All to one consumer until it has enough; then the next one gets some.'],
  ['Pinned', 'Events of one stream always to the same consumer, as long as it is there.'],
  ['PinnedByCorrelation', 'Events with one $correlationId always to the same consumer.'],
];

/** Numbers, in groups: field, name, unit, smallest, largest, default, meaning. */
export const NUMBERS = [
  [
    'Delivery',
    [
      ['messageTimeoutMillis', 'Message timeout', 'ms', 0, WHOLE_MAX, 10_000, 'How long a consumer may take for an event before somebody else gets it. 0: for ever.'],
      ['retriesMax', 'Retries', '', 0, WHOLE_MAX, 10, 'How often an event is tried again before it is parked.'],
      ['consumersMax', 'Consumers', '', 0, WHOLE_MAX, 10, 'How many there may be at a time. 0: any number. Reading over HTTP does not count.'],
    ],
  ],
  [
    'What is held in memory',
    [
      ['historyBuffer', 'Buffer', 'events', 1, BUFFER_MAX, 500, 'While the group catches up. More than are read at a time.'],
      ['liveBuffer', 'Live buffer', 'events', 1, BUFFER_MAX, 500, 'While it follows what comes.'],
      ['readBatch', 'Read at a time', 'events', 1, BUFFER_MAX, 20, 'Less than the buffer holds.'],
    ],
  ],
  [
    'When its place is written',
    [
      ['checkpointAfterMillis', 'Not more often than', 'ms', 0, WHOLE_MAX, 1000, 'Unless the largest number below is reached.'],
      ['checkpointMinCount', 'After at least', 'events', 0, WHOLE_MAX, 10, 'So many must be settled for that.'],
      ['checkpointMaxCount', 'At once after', 'events', 1, WHOLE_MAX, 500, 'So many settled events.'],
    ],
  ],
];

export const DEFAULTS = {
  start: 'beginning',
  filter: null,
  resolveLinks: false,
  extraStatistics: false,
  strategy: 'RoundRobin',
  ...Object.fromEntries(NUMBERS.flatMap(([, fields]) => fields.map(([name, , , , , value]) => [name, value]))),
};

/** The settings that a form holds. */
export function settingsOf(form) {
  const numbers = NUMBERS.flatMap(([, fields]) => fields.map(([name]) => [name, Number(form.get(name))]));
  const start = form.get('start');
  return {
    start: start === 'number' ? Number(form.get('startNumber')) : start,
    filter: filterOf(form),
    resolveLinks: form.has('resolveLinks'),
    extraStatistics: form.has('extraStatistics'),
    strategy: form.get('strategy'),
    ...Object.fromEntries(numbers),
  };
}

function filterOf(form) {
  const kind = form.get('filter') ?? '';
  const text = (form.get('filterText') ?? '').trim();
  if (kind === '' || text === '') {
    return null;
  }
  const [subject, way] = kind.split(':');
  return way === 'regex'
    ? { subject, regex: text }
    : {
        subject,
        prefixes: text
          .split(',')
          .map((part) => part.trim())
          .filter(Boolean),
      };
}

/** What is wrong with settings, before they are sent; null if nothing is. */
export function problemOf(settings) {
  if (settings.readBatch >= settings.historyBuffer) {
    return `The buffer (${settings.historyBuffer}) must hold more events than are read at a time (${settings.readBatch}).`;
  }
  return Number.isSafeInteger(settings.start) || typeof settings.start === 'string' ? null : 'The place where it starts must be a whole number.';
}
