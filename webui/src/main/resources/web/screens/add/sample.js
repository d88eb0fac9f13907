/** An event as it could be: what the newest ones of a type have in common, with values that some of them have. */
import { follow } from '../../follow.js';
import { newId } from '../../parts/copy-as.js';
import { prettyJson, readJson } from '../../parts/json-text.js';

const LOOKED_AT = 50;
const ITEMS_MAX = 3;
const UUID = /^"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"$/i;
const MOMENT = /^"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)"$/;

/**
 * Data that fits what events of a type look like.
 *
 * @returns {Promise<{data: string}|null>} null if no event tells
 */
export async function sampleOf(type, signal) {
  const q = `type:${/\s/.test(type) ? `"${type}"` : type}`;
  const nodes = [];
  await follow(() => `/ui-api/search?${new URLSearchParams({ q, limit: String(LOOKED_AT), system: 'true' })}`, {
    signal,
    message: (name, data) => nodes.push(...(data.events ?? []).flatMap(wholeJson)),
  });
  return nodes.length === 0 ? null : { data: prettyJson(merged(nodes)) };
}

/** Lists hold the beginning of the data: only what is whole tells its shape. */
function wholeJson({ preview, isBinary }) {
  try {
    return isBinary ? [] : [readJson(preview)];
  } catch {
    return [];
  }
}

/** One value for many of them: of the kind that is the most frequent. */
function merged(nodes) {
  const kinds = Map.groupBy(nodes, ({ kind, text }) => (text === 'null' ? 'null' : kind));
  const same = [...kinds.values()].toSorted((a, b) => b.length - a.length)[0];
  switch (same[0].kind) {
    case 'object':
      return { kind: 'object', text: '', children: members(same) };
    case 'array':
      return { kind: 'array', text: '', children: items(same) };
    default:
      return leaf(same[Math.floor(Math.random() * same.length)]);
  }
}

/** Members that at least half of the objects have. */
function members(objects) {
  const byKey = Map.groupBy(objects.flatMap(({ children }) => children), ({ key }) => key);
  return [...byKey].filter(([, found]) => found.length * 2 >= objects.length).map(([key, found]) => ({ key, value: merged(found.map(({ value }) => value)) }));
}

function items(arrays) {
  const all = arrays.flatMap(({ children }) => children.map(({ value }) => value));
  const length = Math.min(ITEMS_MAX, Math.round(all.length / arrays.length));
  return Array.from({ length: all.length === 0 ? 0 : Math.max(1, length) }, (_, key) => ({ key, value: merged(all) }));
}

/** Ids are new, moments are now. */
function leaf(node) {
  if (UUID.test(node.text)) {
    return { ...node, text: JSON.stringify(newId()) };
  }
  return MOMENT.test(node.text) ? { ...node, text: JSON.stringify(new Date().toISOString()) } : node;
}
