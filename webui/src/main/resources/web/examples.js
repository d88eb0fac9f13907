/** Commands to paste into a terminal, for the node at `origin`. */

/** Appends two events to a stream, with ids of their own. */
export function appendExample(origin) {
  return [
    `curl -i ${origin}/streams/orders-1 \\`,
    "  -H 'Content-Type: application/vnd.eventstore.events+json' \\",
    `  -d '[{"eventId": "${newId()}",`,
    '        "eventType": "orderPlaced", "data": {"order": 1, "item": "tea"}},',
    `       {"eventId": "${newId()}",`,
    '        "eventType": "orderPaid", "data": {"order": 1, "amount": 4.5}}]\'',
  ].join('\n');
}

/** Reads the newest page of that stream. */
export function readExample(origin) {
  return `curl '${origin}/streams/orders-1?embed=body' -H 'Accept: application/json'`;
}

/** Reads the newest page of everything. */
export function allExample(origin) {
  return [
    `curl -u admin:changeit '${origin}/streams/%24all?embed=body' \\`,
    "  -H 'Accept: application/json'",
  ].join('\n');
}

// crypto.randomUUID exists on secure origins only; a node may be reached by name over plain HTTP.
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
