/**
 * Addresses are hashes, as they were in version 5: `#/streams/orders-1/3?tab=raw`. Segments are percent-encoded, so a
 * stream's name may hold anything.
 */

/** The address of a page: `address('streams', name, 3)`, with a last object as the query. */
export function address(...parts) {
  const last = parts.at(-1);
  const query = typeof last === 'object' && last !== null ? parts.pop() : {};
  const path = parts.map((part) => encodeURIComponent(String(part))).join('/');
  const text = queryText(query);
  return `#/${path}${text ? `?${text}` : ''}`;
}

function queryText(query) {
  const given = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== '');
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
}

/** Goes to a page. */
export function go(hash, { replace = false } = {}) {
  if (replace) {
    history.replaceState(null, '', hash);
    dispatchEvent(new HashChangeEvent('hashchange'));
  } else {
    location.hash = hash;
  }
}

/** Changes parts of the query of the page that is open, so that what is seen can be linked to. */
export function requery(changes) {
  const [path, text] = (location.hash || '#/').split('?');
  const query = { ...Object.fromEntries(new URLSearchParams(text ?? '')), ...changes };
  const next = queryText(query);
  go(`${path}${next ? `?${next}` : ''}`, { replace: true });
}

/**
 * Finds the page of an address.
 *
 * @param {{path: string, page: string}[]} routes `:name` stands for one segment
 */
export function match(routes, hash) {
  const [path, text] = hash.replace(/^#\/?/, '').split('?');
  const segments = path
    .split('/')
    .filter((segment) => segment !== '')
    .map(decode);
  const query = Object.fromEntries(new URLSearchParams(text ?? ''));
  for (const route of routes) {
    const params = fits(route.path.split('/').filter(Boolean), segments);
    if (params) {
      return { ...route, params, query, hash };
    }
  }
  return null;
}

function fits(pattern, segments) {
  if (pattern.length !== segments.length) {
    return null;
  }
  const params = {};
  for (const [place, part] of pattern.entries()) {
    if (part.startsWith(':')) {
      const [name, rule] = part.slice(1).split('=');
      if (rule && !new RegExp(`^(?:${rule})$`).test(segments[place])) {
        return null;
      }
      params[name] = segments[place];
    } else if (part !== segments[place]) {
      return null;
    }
  }
  return params;
}

function decode(segment) {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
