import { getJson } from '../../api.js';
import { follow } from '../../follow.js';
import { describe } from '../../parts/payload.js';
import { prettyJson } from '../../parts/json-text.js';

/**
 * Data and metadata of the newest event of a type, as texts to be changed.
 *
 * @returns {Promise<{data: string, metadata: string}|null>} null if there is none
 */
export async function newestOf(type, signal) {
  const q = `type:${/\s/.test(type) ? `"${type}"` : type}`;
  let place = null;
  await follow(() => `/ui-api/search?${new URLSearchParams({ q, limit: '1', system: 'true' })}`, {
    signal,
    message: (name, data) => {
      place ??= data.events?.[0] ?? null;
    },
  });
  if (!place) {
    return null;
  }
  const found = await getJson(`/ui-api/streams/${encodeURIComponent(place.stream)}/events/${place.revision}`, signal);
  const event = found.event ?? found.link;
  return { data: await textOf(event.data), metadata: await textOf(event.metadata) };
}

/** JSON in lines, or what else it is as a text. */
export async function textOf(payload) {
  const described = await describe(payload);
  return described.node && described.via.length === 0 ? prettyJson(described.node) : (payload.text ?? '');
}
