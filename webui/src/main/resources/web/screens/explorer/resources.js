/** All resources of the node: the node says which there are, these pages what they do. */
import { NODE, USERS } from './resources/node.js';
import { PAGES } from './resources/pages.js';
import { PROJECTIONS } from './resources/projections.js';
import { STREAMS } from './resources/streams.js';
import { SUBSCRIPTIONS } from './resources/subscriptions.js';

const GROUPS = [
  ['Streams', STREAMS],
  ['Subscriptions', SUBSCRIPTIONS],
  ['Projections', PROJECTIONS],
  ['Users', USERS],
  ['Node', NODE],
  ['Pages of this UI', PAGES],
];

const NONE = { says: 'Not described yet' };
const ORDER = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'];

/**
 * The resources that a node serves, in groups.
 *
 * @param {{method: string, template: string, level: string}[]} served
 */
export function inGroups(served) {
  const known = new Map(served.map((each) => [`${each.method} ${each.template}`, each]));
  const groups = GROUPS.map(([title, described]) => ({
    title,
    resources: Object.entries(described)
      .filter(([key]) => known.has(key))
      .map(([key, words]) => ({ key, ...known.get(key), ...words })),
  }));
  const isListed = new Set(GROUPS.flatMap(([, described]) => Object.keys(described)));
  // With and without a slash at the end, streams and users answer alike.
  const others = [...known].filter(([key, { template }]) => !isListed.has(key) && !template.endsWith('/') && !template.startsWith('/web'));
  groups.push({ title: 'Others', resources: others.map(([key, each]) => ({ key, ...each, ...NONE })) });
  return groups.filter(({ resources }) => resources.length > 0).map(({ title, resources }) => ({ title, resources: resources.sort(order) }));
}

const order = (one, other) => ORDER.indexOf(one.method) - ORDER.indexOf(other.method) || one.template.length - other.template.length;

/** The placeholders of a path. */
export const placeholders = (template) => [...template.matchAll(/[{]([*]?\w+)[}]/g)].map(([, name]) => name);

const LEVELS = {
  anyone: '',
  authenticated: '',
  operator: 'For operators.',
  administrator: 'For administrators.',
};

/** For whom it is, where access lists do not decide. */
export const levelText = (level) => LEVELS[level] ?? level;
