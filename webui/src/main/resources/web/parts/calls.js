/** Calls over HTTP: what clients did as a call that does it again, and calls as commands for a shell. */
import { newId, quotedPath, shell } from './copy-as.js';

const FEED = 'application/vnd.eventstore.atom+json';
const EVENTS = 'application/vnd.eventstore.events+json';

/** The command that reads one event. */
export const curlRead = (stream, revision, origin) =>
  curlOf({ method: 'GET', path: `/streams/${quotedPath(stream)}/${revision}`, headers: { Accept: FEED } }, origin);

/** A call as a command. */
export function curlOf({ method, path, headers = {}, body = '' }, origin) {
  const plain = method === 'GET' || (method === 'POST' && body !== '');
  return [
    `curl ${method === 'GET' ? '' : '-i '}${plain ? '' : `-X ${method} `}${shell(origin + path)}`,
    ...Object.entries(headers).map(([name, value]) => `-H ${shell(`${name}: ${value}`)}`),
    ...(body !== '' ? [`--data-binary ${shell(body)}`] : method === 'POST' || method === 'PUT' ? ["-d ''"] : []),
  ].join(' \\\n  ');
}

/** What a call of a client was about, as far as the node tells. */
export function detailsOf({ request }) {
  const [, expected] = /^expected (.+)$/.exec(request) ?? [];
  const [, count, direction, from] = /^(\d+) (forward|backward) from (?:the )?([^,]+)/.exec(request) ?? [];
  const [, group, upTo] = /^group (.+?)(?:, |$)(?:up to (\d+))?/.exec(request) ?? [];
  const [, event] = /^(?:event (\d+)|the newest)$/.exec(request) ?? [];
  return { expected, count, direction, from, group, upTo, event: event ?? (request === 'the newest' ? 'head' : undefined) };
}

const EXPECTED = { any: null, 'no stream': '-1', 'stream exists': '-4' };

/**
 * The same call over HTTP. What was appended is not told by the node: an event without data stands for it.
 *
 * @returns {{method: string, path: string, headers: object, body: string}}
 */
export function callOf(row) {
  const details = detailsOf(row);
  const path = `/streams/${quotedPath(row.stream)}`;
  if (details.group) {
    return groupCall(row, details);
  }
  const version = expectedIn(details);
  switch (row.operation) {
    case 'append':
      return {
        method: 'POST',
        path,
        headers: { 'Content-Type': EVENTS, ...version },
        body: `[{"eventId": "${newId()}", "eventType": "…", "data": {}}]`,
      };
    case 'delete':
      return { method: 'DELETE', path, headers: version, body: '' };
    case 'tombstone':
      return { method: 'DELETE', path, headers: { 'ES-HardDelete': 'true', ...version }, body: '' };
    default:
      return { method: 'GET', path: `${path}${placeIn(details)}?embed=body`, headers: { Accept: FEED }, body: '' };
  }
}

function expectedIn({ expected }) {
  const version = expected === undefined ? null : expected in EXPECTED ? EXPECTED[expected] : expected;
  return version === null ? {} : { 'ES-ExpectedVersion': version };
}

function placeIn({ event, from, direction, count }) {
  return event !== undefined ? `/${event}` : count ? `/${from === 'newest' ? 'head' : from}/${direction}/${count}` : '';
}

/** Of acks and nacks it is not known here which events they were about. */
function groupCall({ stream, operation }, { group, upTo }) {
  const path = `/subscriptions/${quotedPath(stream)}/${quotedPath(group)}`;
  const settings = { headers: { 'Content-Type': 'application/json' }, body: '{}' };
  const none = { headers: {}, body: '' };
  const calls = {
    create: { method: 'PUT', path, ...settings },
    update: { method: 'POST', path, ...settings },
    delete: { method: 'DELETE', path, ...none },
    replay: { method: 'POST', path: `${path}/replayParked`, ...none },
    take: { method: 'GET', path: `${path}/${upTo ?? 1}`, headers: { Accept: 'application/vnd.eventstore.competingatom+json' }, body: '' },
    ack: { method: 'POST', path: `${path}/ack?ids=…`, ...none },
    nack: { method: 'POST', path: `${path}/nack?action=park&ids=…`, ...none },
  };
  return calls[operation] ?? { method: 'GET', path: `${path}/info`, ...none };
}
