import { html, svg } from 'lit';
import { address } from '../../router.js';
import { counted, dateTime } from '../../times.js';

const WIDTH = 300;
const HEIGHT = 46;
const DOWN = 12;
const INDENT = 34;
const INDENTS_MAX = 24;
const CHARACTERS = 34;

/**
 * Events as boxes, the oldest on top; each stands below what caused it, with a line between them. What has several
 * effects has them further right; a chain goes straight down.
 */
export function causes(events) {
  const nodes = placed(events);
  const width = Math.max(...nodes.map((node) => node.x)) + WIDTH + 2;
  const height = Math.max(...nodes.map((node) => node.y)) + HEIGHT + 2;
  return html`<p class="hint">${counted(events.length, 'event')} of ${counted(new Set(events.map((event) => event.stream)).size, 'stream')}, from ${dateTime(events[0].created)} to ${dateTime(events.at(-1).created)}</p>
    <svg width=${width} height=${height} role="group" aria-label="${counted(events.length, 'event')} and what caused them">
      ${nodes.filter((node) => node.parent).map((node) => svg`<path d=${line(node.parent, node)}></path>`)}
      ${nodes.map(box)}</svg>`;
}

/** Depth first, so that a chain stays together. */
function placed(events) {
  const byId = new Map(events.map((event) => [event.id, { event, children: [], parent: null }]));
  for (const node of byId.values()) {
    const parent = byId.get(causeOf(node.event));
    if (parent && parent.event.position < node.event.position) {
      node.parent = parent;
      parent.children.push(node);
    }
  }
  const nodes = [];
  const work = [...byId.values()]
    .filter((node) => !node.parent)
    .toReversed()
    .map((node) => ({ node, depth: 0 }));
  while (work.length > 0) {
    const { node, depth } = work.pop();
    node.x = 1 + Math.min(depth, INDENTS_MAX) * INDENT;
    node.y = 1 + nodes.length * (HEIGHT + DOWN);
    nodes.push(node);
    const below = node.children.length > 1 ? depth + 1 : depth;
    work.push(...node.children.toReversed().map((child) => ({ node: child, depth: below })));
  }
  return nodes;
}

function causeOf(event) {
  try {
    return JSON.parse(event.metadata ?? '{}').$causationId;
  } catch {
    return undefined;
  }
}

function line(from, to) {
  const x = from.x + INDENT / 2;
  const y = to.y + HEIGHT / 2;
  return to.x > x
    ? `M${x} ${from.y + HEIGHT}V${y - 8}Q${x} ${y} ${x + 8} ${y}H${to.x}`
    : `M${x} ${from.y + HEIGHT}V${to.y}`;
}

/** How long after its cause an event came. */
function later({ event, parent }) {
  const millis = parent ? Date.parse(event.created) - Date.parse(parent.event.created) : NaN;
  return Number.isNaN(millis) ? '' : millis < 10_000 ? `+${millis} ms` : `+${Math.round(millis / 1000)} s`;
}

function box(node) {
  const { event, x, y } = node;
  return svg`<a href=${address('streams', event.stream, event.revision)} aria-label="${event.type}, ${event.stream}@${event.revision}">
    <rect x=${x} y=${y} width=${WIDTH} height=${HEIGHT} rx="7"></rect>
    <text x=${x + 12} y=${y + 19}>${cut(event.type)}</text>
    <text class="soft-text" x=${x + 12} y=${y + 36}>${cut(`${event.stream}@${event.revision}`)}</text>
    <text class="soft-text" text-anchor="end" x=${x + WIDTH - 12} y=${y + 19}>${later(node)}</text>
    <title>${event.type}\n${event.stream}@${event.revision}\n${dateTime(event.created)}</title></a>`;
}

const cut = (text) => (text.length > CHARACTERS ? `${text.slice(0, CHARACTERS - 1)}…` : text);
