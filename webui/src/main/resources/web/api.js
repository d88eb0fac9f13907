/** The only place that talks to the node. */

const LIMIT_MILLIS = 5000;

/** Asks for `path` as JSON; fails when the node does not answer in time or not with 2xx. */
export async function getJson(path) {
  const answer = await fetch(path, {
    headers: { Accept: 'application/json' },
    signal: AbortSignal.timeout(LIMIT_MILLIS),
  });
  if (!answer.ok) {
    throw new Error(`${path} answered ${answer.status}`);
  }
  return answer.json();
}

/** The address of a stream's feed, newest events first, with their data. */
export function feedOf(stream) {
  return `/streams/${encodeURIComponent(stream)}?embed=body&format=json`;
}
