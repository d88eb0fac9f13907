/** What a client did, as code of the client libraries that does it again. */
import { callOf, curlOf, detailsOf } from './calls.js';
import { codeFor, literal } from './copy-as.js';

/** @param {'curl'|'java'|'node'|'dotnet'} language */
export function codeOfCall(language, row, origin) {
  if (language === 'curl') {
    return curlOf(callOf(row), origin);
  }
  const details = detailsOf(row);
  if (row.operation === 'append' && !details.expected?.match(/^(?:\d+|no stream|stream exists)$/)) {
    return codeFor(language, { stream: row.stream, type: '…', data: '', metadata: '', isJson: true }, origin);
  }
  const isGroup = details.group !== undefined;
  const { head, groups, ...acts } = CODE[language];
  const name = row.operation === 'read' && row.stream === '$all' ? 'readAll' : row.operation;
  const act = (isGroup ? groups[name] : acts[name]) ?? groups.take;
  const host = `kurrentdb://${new URL(origin).host}?tls=${origin.startsWith('https')}`;
  return `${head(host, isGroup)}\n${act(literal(row.stream), { ...details, group: literal(details.group ?? '') })}`;
}

const isBack = ({ direction }) => direction === 'backward';
const begin = ({ from, event }) => from ?? event ?? '0';
const isNewest = (details) => begin(details) === 'newest' || begin(details) === 'head';
const most = ({ count }) => count ?? 1;

const JAVA = {
  head: (host, isGroup) => `// io.kurrent:kurrentdb-client
var client = ${isGroup ? 'KurrentDBPersistentSubscriptionsClient' : 'KurrentDBClient'}.create(
        KurrentDBConnectionString.parseOrThrow("${host}"));`,
  append: (stream, { expected }) => `var options = AppendToStreamOptions.get()${
    { 'no stream': '.streamState(StreamState.noStream())', 'stream exists': '.streamState(StreamState.streamExists())' }[expected] ??
    `.streamRevision(${expected})`
  };
var event = EventData.builderAsJson("…", "{}".getBytes(UTF_8)).build();
client.appendToStream(${stream}, options, event).get();`,
  read: (stream, details) => `var options = ReadStreamOptions.get()${isBack(details) ? '.backwards()' : '.forwards()'}${
    isNewest(details) ? '.fromEnd()' : `.fromRevision(${begin(details)})`
  }.maxCount(${most(details)});
client.readStream(${stream}, options).get().getEvents();`,
  readAll: (stream, details) => `var options = ReadAllOptions.get()${isBack(details) ? '.backwards().fromEnd()' : '.forwards().fromStart()'}.maxCount(${most(details)});
client.readAll(options).get().getEvents();`,
  delete: (stream) => `client.deleteStream(${stream}).get();`,
  tombstone: (stream) => `client.tombstoneStream(${stream}).get();`,
  groups: {
    create: (stream, { group }) => `client.createToStream(${stream}, ${group}).get();`,
    update: (stream, { group }) => `client.updateToStream(${stream}, ${group}).get();`,
    delete: (stream, { group }) => `client.deleteToStream(${stream}, ${group}).get();`,
    replay: (stream, { group }) => `client.replayParkedMessagesToStream(${stream}, ${group}).get();`,
    take: (stream, { group }) => `client.subscribeToStream(${stream}, ${group}, new PersistentSubscriptionListener() {
    @Override
    public void onEvent(PersistentSubscription subscription, int retries, ResolvedEvent event) {
        subscription.ack(event);
    }
}).get();`,
  },
};

const NODE = {
  head: (host) => `// @kurrent/kurrentdb-client
import * as kurrent from '@kurrent/kurrentdb-client';

const client = kurrent.KurrentDBClient.connectionString('${host}');`,
  append: (stream, { expected }) => `await client.appendToStream(${stream}, kurrent.jsonEvent({ type: '…', data: {} }), {
  streamState: ${{ 'no stream': 'kurrent.NO_STREAM', 'stream exists': 'kurrent.STREAM_EXISTS' }[expected] ?? `${expected}n`},
});`,
  read: (stream, details) => `const events = client.readStream(${stream}, {
  direction: kurrent.${isBack(details) ? 'BACKWARDS' : 'FORWARDS'},
  fromRevision: ${isNewest(details) ? 'kurrent.END' : `${begin(details)}n`},
  maxCount: ${most(details)},
});
for await (const { event } of events) console.log(event);`,
  readAll: (stream, details) => `const events = client.readAll({
  direction: kurrent.${isBack(details) ? 'BACKWARDS' : 'FORWARDS'},
  fromPosition: kurrent.${isBack(details) ? 'END' : 'START'},
  maxCount: ${most(details)},
});
for await (const { event } of events) console.log(event);`,
  delete: (stream) => `await client.deleteStream(${stream});`,
  tombstone: (stream) => `await client.tombstoneStream(${stream});`,
  groups: {
    create: (stream, { group }) => `const settings = kurrent.persistentSubscriptionToStreamSettingsFromDefaults();
await client.createPersistentSubscriptionToStream(${stream}, ${group}, settings);`,
    update: (stream, { group }) => `const settings = kurrent.persistentSubscriptionToStreamSettingsFromDefaults();
await client.updatePersistentSubscriptionToStream(${stream}, ${group}, settings);`,
    delete: (stream, { group }) => `await client.deletePersistentSubscriptionToStream(${stream}, ${group});`,
    replay: (stream, { group }) => `await client.replayParkedMessagesToStream(${stream}, ${group});`,
    take: (stream, { group }) => `const subscription = client.subscribeToPersistentSubscriptionToStream(${stream}, ${group});
for await (const event of subscription) await subscription.ack(event);`,
  },
};

const DOTNET = {
  head: (host, isGroup) => `// KurrentDB.Client
using KurrentDB.Client;

await using var client = new ${isGroup ? 'KurrentDBPersistentSubscriptionsClient' : 'KurrentDBClient'}(KurrentDBClientSettings.Create("${host}"));`,
  append: (stream, { expected }) => `var data = new EventData(Uuid.NewUuid(), "…", "{}"u8.ToArray());
await client.AppendToStreamAsync(${stream}, ${
    { 'no stream': 'StreamState.NoStream', 'stream exists': 'StreamState.StreamExists' }[expected] ??
    `StreamState.StreamRevision(${expected})`
  }, [data]);`,
  read: (stream, details) => `var events = client.ReadStreamAsync(Direction.${isBack(details) ? 'Backwards' : 'Forwards'}, ${stream},
    ${isNewest(details) ? 'StreamPosition.End' : `StreamPosition.FromInt64(${begin(details)})`}, ${most(details)});
await foreach (var each in events) Console.WriteLine(each.Event.EventType);`,
  readAll: (stream, details) => `var events = client.ReadAllAsync(Direction.${isBack(details) ? 'Backwards, Position.End' : 'Forwards, Position.Start'}, ${most(details)});
await foreach (var each in events) Console.WriteLine(each.Event.EventType);`,
  delete: (stream) => `await client.DeleteAsync(${stream}, StreamState.Any);`,
  tombstone: (stream) => `await client.TombstoneAsync(${stream}, StreamState.Any);`,
  groups: {
    create: (stream, { group }) => `await client.CreateToStreamAsync(${stream}, ${group}, new PersistentSubscriptionSettings());`,
    update: (stream, { group }) => `await client.UpdateToStreamAsync(${stream}, ${group}, new PersistentSubscriptionSettings());`,
    delete: (stream, { group }) => `await client.DeleteToStreamAsync(${stream}, ${group});`,
    replay: (stream, { group }) => `await client.ReplayParkedMessagesToStreamAsync(${stream}, ${group});`,
    take: (stream, { group }) => `await using var subscription = client.SubscribeToStream(${stream}, ${group});
await foreach (var message in subscription.Messages)
{
    if (message is PersistentSubscriptionMessage.Event(var resolved, _)) await subscription.Ack(resolved);
}`,
  },
};

const CODE = { java: JAVA, node: NODE, dotnet: DOTNET };
