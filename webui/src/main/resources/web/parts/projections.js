/** Projections as the node tells of them over its HTTP API of version 5. */
import { getJson, send } from '../api.js';
import { address } from '../router.js';
import { session } from '../session.js';

const ONE = (name) => `/projection/${encodeURIComponent(name)}`;

/** Whether the node runs projections of its users: none, only the system's, or all. */
export const projectionsRun = () => session.node?.projections ?? 'None';

export const listProjections = async (signal) => (await getJson('/projections/any', signal)).projections;

export const projectionOf = (name, signal) => getJson(ONE(name), signal);

export const queryOf = async (name, signal) => (await send(`${ONE(name)}/query`, { signal })).text();

export const definitionOf = (name, signal) => getJson(`${ONE(name)}/query?config=yes`, signal);

export const configOf = (name, signal) => getJson(`${ONE(name)}/config`, signal);

export const saveConfig = (name, config) => send(`${ONE(name)}/config`, textBody('PUT', JSON.stringify(config)));

/** A state or result as text; empty where there is none. */
export async function standingOf(name, what, partition, signal) {
  const query = partition ? `?partition=${encodeURIComponent(partition)}` : '';
  return (await send(`${ONE(name)}/${what}${query}`, { signal })).text();
}

/** Which partitions it has, the ones that had events last first. */
export const partitionsOf = (name, filter, signal) =>
  getJson(`/ui-api/projections/${encodeURIComponent(name)}/partitions?${new URLSearchParams({ filter, limit: '200' })}`, signal);

/** The same with their states. */
export const standingsOf = (name, filter) => getJson(`/ui-api/projections/${encodeURIComponent(name)}/standings?${new URLSearchParams({ filter })}`);

/** The definitions that it has and had, the newest first; from a version on, or from the newest. */
export const versionsOf = (name, from, signal) =>
  getJson(`/ui-api/projections/${encodeURIComponent(name)}/versions${from === null ? '' : `?from=${from}`}`, signal);

/** Gives a projection the script and the right to emit of one of its versions. */
export const useVersion = (name, { query, handlerType, config }) =>
  send(
    `${ONE(name)}/query?${new URLSearchParams({ emit: config.emitEnabled ? 'yes' : 'no', type: handlerType })}`,
    textBody('PUT', query),
  );

/** enable, disable, abort or reset. */
export const command = (name, act) =>
  send(`${ONE(name)}/command/${act}`, { method: 'POST', headers: { Accept: 'application/json' } });

export function saveQuery(name, text, emits) {
  return send(`${ONE(name)}/query?emit=${emits ? 'yes' : 'no'}`, textBody('PUT', text));
}

/** @param {'transient'|'onetime'|'continuous'} mode */
export function create(mode, text, options) {
  return send(`/projections/${mode}?${new URLSearchParams(options)}`, textBody('POST', text));
}

/** @param {{deleteStateStream?: string, deleteCheckpointStream?: string, deleteEmittedStreams?: string}} [which] */
export function remove(name, which = {}) {
  return send(`${ONE(name)}?${new URLSearchParams(which)}`, {
    method: 'DELETE',
    headers: { Accept: 'application/json' },
  });
}

function textBody(method, body) {
  return { method, body, headers: { 'Content-Type': 'application/json', Accept: 'application/json' } };
}

/** What a status means at a glance. */
export function kindOf(status) {
  const words = [
    ['Running', 'good'],
    ['Faulted', 'bad'],
    ['Completed', 'info'],
    ['Aborted', 'warn'],
  ];
  return words.find(([word]) => status.startsWith(word))?.[1] ?? '';
}

export const isRunning = (info) => info.status.startsWith('Running') || info.status.startsWith('Starting');

/**
 * How many events lie after the place of a projection that reads everything; null if that is not known. The place that it
 * tells is some seconds old: what says that everything was seen is its progress.
 */
export function lagOf(info) {
  const commit = /^C:(\d+)/.exec(info.position ?? '');
  const head = session.node?.database?.events;
  if (!commit || head === undefined) {
    return null;
  }
  return info.progress >= 100 ? 0 : Math.max(0, head - Number(commit[1]));
}

/** Where the first event lies that a projection has not finished: a position or revision; null if not one number. */
export function nextPlace(position) {
  const found = /^C:(\d+)/.exec(position ?? '') ?? /^[^;]+: (-?\d+)$/.exec(position ?? '');
  return found ? Number(found[1]) + 1 : null;
}

/** The debugger where a projection stands, with the states that it has there. */
export function debugHref(info) {
  const from = nextPlace(info.position);
  return address('debugger', from === null ? { projection: info.name } : { projection: info.name, from, states: 'yes' });
}

/** What a fault says, and where: position, event and line as far as they are told. */
export function faultOf(reason) {
  const at = /Event Position: ([^\r\n]+)/.exec(reason);
  const event = /\s+Event: (\d+)@([^\r\n]+)\r\nType: ([^\r\n]*)$/.exec(reason);
  return {
    message: reason
      .slice(0, event?.index)
      .split(/Message:\s*/)
      .at(-1)
      .trim(),
    position: at?.[1] ?? '',
    event: event ? { number: event[1], stream: event[2], type: event[3] } : null,
    line: Number(/\(line (\d+)\)/.exec(reason)?.[1] ?? 0),
  };
}

/** The name in an address of version 5, which held the whole address of the projection. */
export function nameIn(parameter) {
  const old = /\/projection\/([^/?]+)/.exec(parameter);
  return old ? decodeURIComponent(old[1]) : parameter;
}
