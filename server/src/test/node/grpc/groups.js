// Groups over gRPC, which the clients call persistent subscriptions.
import assert from "node:assert/strict";
import { Inbox, eventually, newName, scenario, upTo, within } from "../scenario.js";
import { shared } from "./dialect.js";

/** A consumer that acknowledges all, or does what it is told. */
function consuming(subscription, work = (resolved) => subscription.ack(resolved)) {
  const inbox = new Inbox();
  inbox.confirmed = new Promise((resolve) => subscription.on("confirmation", resolve));
  inbox.failed = new Promise((resolve) => subscription.on("error", resolve));
  subscription.on("data", (resolved) => {
    inbox.put(resolved);
    work(resolved);
  });
  return inbox;
}

export function groups(dialect) {
  const { START, END, jsonEvent, streamNameFilter } = dialect.library;
  const { persistentSubscriptionToStreamSettingsFromDefaults: ofStream } = dialect.library;
  const { persistentSubscriptionToAllSettingsFromDefaults: ofAll } = dialect.library;
  const { PersistentSubscriptionDoesNotExistError, PersistentSubscriptionExistsError } = dialect.library;
  const { AccessDeniedError } = dialect.library;
  const client = shared(dialect.toOpen());
  const append = (stream, from, count) =>
    client.appendToStream(
      stream,
      upTo(count).map((n) => jsonEvent({ type: "thing-happened", data: { n: from + n } })),
    );
  const create = (stream, settings = {}) =>
    client.createPersistentSubscriptionToStream(
      stream,
      "g",
      ofStream({ startFrom: START, checkPointAfter: 10, checkPointLowerBound: 1, ...settings }),
    );
  const connect = (stream, bufferSize = 10) =>
    client.subscribeToPersistentSubscriptionToStream(stream, "g", { bufferSize });
  const info = (stream) => client.getPersistentSubscriptionToStreamInfo(stream, "g");
  const numbers = (items) => items.map((resolved) => resolved.event.data.n);

  scenario("a group is made, told of, changed and deleted", async () => {
    const stream = newName("grouped");
    await create(stream, { startFrom: 3n, maxRetryCount: 7, consumerStrategyName: "Pinned" });
    const told = await info(stream);
    assert.equal(told.eventSource, stream);
    assert.equal(told.settings.startFrom, 3n);
    assert.equal(told.settings.maxRetryCount, 7);
    assert.equal(told.settings.consumerStrategyName, "Pinned");
    await assert.rejects(create(stream), PersistentSubscriptionExistsError);

    await client.updatePersistentSubscriptionToStream(stream, "g", ofStream({ startFrom: END }));
    assert.equal((await info(stream)).settings.startFrom, END);
    const listed = await client.listPersistentSubscriptionsToStream(stream);
    assert.deepEqual(listed.map((one) => one.groupName), ["g"]);
    const all = await client.listAllPersistentSubscriptions();
    assert.ok(all.some((one) => one.eventSource === stream));

    await client.deletePersistentSubscriptionToStream(stream, "g");
    await assert.rejects(info(stream), PersistentSubscriptionDoesNotExistError);
  });

  scenario("consumers take turns, and their place is kept", async () => {
    const stream = newName("grouped");
    await create(stream);
    const subscriptions = [connect(stream), connect(stream)];
    const inboxes = subscriptions.map((subscription) => consuming(subscription));
    for (const inbox of inboxes) await within(inbox.confirmed, "the confirmation");
    await append(stream, 0, 10);
    for (const inbox of inboxes) await inbox.holding(5);

    assert.deepEqual([...numbers(inboxes[0].items), ...numbers(inboxes[1].items)].sort(), upTo(10));
    await eventually(async () => {
      assert.equal((await info(stream)).stats.lastCheckpointedEventRevision, 9n);
    }, "the checkpoint");
    for (const subscription of subscriptions) await subscription.unsubscribe();
  });

  scenario("what is refused comes again, is left out, or is parked and replayed", async () => {
    const stream = newName("grouped");
    await create(stream);
    await append(stream, 0, 3);
    const subscription = connect(stream);
    const actions = ["retry", "skip", "park"];
    const seen = new Set();
    const inbox = consuming(subscription, (resolved) => {
      const { n } = (resolved.event ?? resolved.link).data;
      if (seen.has(n)) {
        subscription.ack(resolved);
      } else {
        seen.add(n);
        subscription.nack(actions[n], "because", resolved);
      }
    });
    await inbox.holding(4);
    assert.deepEqual(numbers(inbox.items), [0, 1, 2, 0]);
    await eventually(async () => {
      assert.equal((await info(stream)).stats.parkedMessageCount, 1n);
    }, "the parked event");

    await client.replayParkedMessagesToStream(stream, "g");
    const items = await inbox.holding(5);
    assert.equal(items[4].event.data.n, 2);
    await subscription.unsubscribe();
  });

  scenario("a group of everything gets what its filter wants", async () => {
    const prefix = newName("filtered");
    const name = newName("g");
    await append(`${prefix}-a`, 0, 1);
    await append(newName("other"), 1, 1);
    await append(`${prefix}-b`, 2, 1);
    await client.createPersistentSubscriptionToAll(name, ofAll({ startFrom: START }), {
      filter: streamNameFilter({ prefixes: [prefix] }),
    });
    const subscription = client.subscribeToPersistentSubscriptionToAll(name);
    const items = await consuming(subscription).holding(2);
    await subscription.unsubscribe();
    await client.deletePersistentSubscriptionToAll(name);

    assert.deepEqual(numbers(items), [0, 2]);
  });

  scenario("who cannot connect is told why", async () => {
    const missing = consuming(connect(newName("missing")));
    assert.ok((await within(missing.failed, "the refusal")) instanceof PersistentSubscriptionDoesNotExistError);
    const stream = newName("full");
    await create(stream, { maxSubscriberCount: 1 });
    const first = connect(stream);
    await within(consuming(first).confirmed, "the confirmation");
    const second = consuming(connect(stream));
    assert.match((await within(second.failed, "the refusal")).type, /maximum-subscribers-reached/);
    await first.unsubscribe();
  });

  scenario("a consumer learns that its group is gone", async () => {
    const stream = newName("dropped");
    await create(stream);
    const inbox = consuming(connect(stream));
    await within(inbox.confirmed, "the confirmation");
    await client.deletePersistentSubscriptionToStream(stream, "g");
    assert.match((await within(inbox.failed, "the end")).type, /persistent-subscription-dropped/);
  });

  scenario("groups are for operators", async () => {
    const nobody = dialect.toGuarded(null);
    try {
      await assert.rejects(
        nobody.createPersistentSubscriptionToStream("s", "g", ofStream()),
        AccessDeniedError,
      );
    } finally {
      await nobody.dispose();
    }
  });
}
