/** An event as code that appends one like it, with an id of its own. */

export const LANGUAGES = [
  ['curl', 'curl'],
  ['java', 'Java'],
  ['node', 'Node.js'],
  ['dotnet', '.NET'],
  ['fixture', 'Test fixture'],
];

/**
 * @param {string} language one of LANGUAGES
 * @param {{stream: string, type: string, data: string, metadata: string, isJson: boolean}} event payloads as text
 * @param {string} origin of the node
 */
export function codeFor(language, event, origin) {
  return { curl, java, node, dotnet, fixture }[language](event, origin);
}

export const quotedPath = (text) => encodeURIComponent(text).replace(/'/g, '%27');
export const shell = (text) => `'${text.replace(/'/g, "'\\''")}'`;
/** A text between double quotes, as Java, C# and JavaScript read it. */
export const literal = (text) =>
  JSON.stringify(text).replace(/[\u007f-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
const orEmpty = (text) => (text.trim() === '' ? '{}' : text);

function curl(event, origin) {
  const body = event.isJson
    ? [
        `[{"eventId": "${newId()}", "eventType": ${JSON.stringify(event.type)},`,
        ` "data": ${orEmpty(event.data)},`,
        ` "metadata": ${orEmpty(event.metadata)}}]`,
      ].join('\n')
    : event.data;
  const headers = event.isJson
    ? ["  -H 'Content-Type: application/vnd.eventstore.events+json'"]
    : [
        "  -H 'Content-Type: application/octet-stream'",
        `  -H ${shell(`ES-EventType: ${event.type}`)}`,
        `  -H 'ES-EventId: ${newId()}'`,
      ];
  return [`curl -i '${origin}/streams/${quotedPath(event.stream)}'`, ...headers, `  --data-binary ${shell(body)}`].join(
    ' \\\n',
  );
}

function java(event, origin) {
  return `// io.kurrent:kurrentdb-client
KurrentDBClient client = KurrentDBClient.create(
        KurrentDBConnectionString.parseOrThrow("kurrentdb://${new URL(origin).host}?tls=${origin.startsWith('https')}"));
EventData event = EventData.builderAsJson(${literal(event.type)}, ${literal(orEmpty(event.data))}.getBytes(UTF_8))
        .metadataAsBytes(${literal(orEmpty(event.metadata))}.getBytes(UTF_8))
        .build();
client.appendToStream(${literal(event.stream)}, event).get();`;
}

function node(event, origin) {
  return `// @kurrent/kurrentdb-client
import { jsonEvent, KurrentDBClient } from '@kurrent/kurrentdb-client';

const client = KurrentDBClient.connectionString('kurrentdb://${new URL(origin).host}?tls=${origin.startsWith('https')}');
await client.appendToStream(${literal(event.stream)}, jsonEvent({
  type: ${literal(event.type)},
  data: ${orEmpty(event.data).replace(/\n/g, '\n  ')},
  metadata: ${orEmpty(event.metadata).replace(/\n/g, '\n  ')},
}));`;
}

function dotnet(event, origin) {
  return `// KurrentDB.Client
using System.Text;
using KurrentDB.Client;

await using var client = new KurrentDBClient(KurrentDBClientSettings.Create("kurrentdb://${new URL(origin).host}?tls=${origin.startsWith('https')}"));
var data = new EventData(Uuid.NewUuid(), ${literal(event.type)},
    Encoding.UTF8.GetBytes(${literal(orEmpty(event.data))}),
    Encoding.UTF8.GetBytes(${literal(orEmpty(event.metadata))}));
await client.AppendToStreamAsync(${literal(event.stream)}, StreamState.Any, [data]);`;
}

function fixture(event) {
  const payload = (text) => (event.isJson ? orEmpty(text).replace(/\n/g, '\n  ') : JSON.stringify(text));
  return `{
  "stream": ${JSON.stringify(event.stream)},
  "eventType": ${JSON.stringify(event.type)},
  "data": ${payload(event.data)},
  "metadata": ${payload(event.metadata)}
}`;
}

/** A new id for an event. crypto.randomUUID is there on secure origins only. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
