// Groups over TCP, which the client calls persistent subscriptions.
import assert from "node:assert/strict";
import { after } from "node:test";
import client from "node-eventstore-client";
import { newName, scenario, upTo, within } from "../scenario.js";
import { ADMINISTRATOR, connectToGuarded, event, expectedVersion, numbers } from "./connection.js";
import { receiver } from "./subscriptions.js";

const { any } = expectedVersion;

export async function groups() {
  const connection = await connectToGuarded();
  after(() => connection.close());
  const append = (stream, from, count) =>
    connection.appendToStream(stream, any, upTo(count).map((n) => event(from + n)));
  const settings = (changes = {}) =>
    Object.assign(client.PersistentSubscriptionSettings.create(), { startFrom: 0 }, changes);
  const create = (stream, changes) =>
    connection.createPersistentSubscription(stream, "g", settings(changes), ADMINISTRATOR);
  const connect = (stream, inbox, autoAck = true) =>
    connection.connectToPersistentSubscription(
      stream, "g", inbox.appeared, inbox.dropped, ADMINISTRATOR, 10, autoAck,
    );

  scenario("a group is made, changed and deleted", async () => {
    const stream = newName("grouped");
    await create(stream);
    await assert.rejects(create(stream), /already exist/);
    await connection.updatePersistentSubscription(stream, "g", settings({ maxRetryCount: 1 }), ADMINISTRATOR);
    await connection.deletePersistentSubscription(stream, "g", ADMINISTRATOR);
    await assert.rejects(connection.deletePersistentSubscription(stream, "g", ADMINISTRATOR), /does not exist/);
  });

  scenario("consumers take turns", async () => {
    const stream = newName("grouped");
    await create(stream);
    const inboxes = [receiver(), receiver()];
    const connected = [await connect(stream, inboxes[0]), await connect(stream, inboxes[1])];
    await append(stream, 0, 10);
    for (const inbox of inboxes) await inbox.holding(5);

    assert.deepEqual([...numbers(inboxes[0].items), ...numbers(inboxes[1].items)].sort(), upTo(10));
    for (const one of connected) await one.stop();
  });

  scenario("what is given back comes again", async () => {
    const stream = newName("grouped");
    await create(stream);
    const inbox = receiver();
    const keep = inbox.appeared;
    inbox.appeared = (subscription, resolved) => {
      keep(subscription, resolved);
      if (inbox.items.length === 1) {
        const { Retry } = client.PersistentSubscriptionNakEventAction;
        subscription.fail(resolved, Retry, "because");
      } else {
        subscription.acknowledge(resolved);
      }
    };
    const connected = await connect(stream, inbox, false);
    await append(stream, 0, 1);
    const items = await inbox.holding(2);
    await connected.stop();

    assert.deepEqual(numbers(items), [0, 0]);
  });

  scenario("a consumer learns that its group is gone", async () => {
    const stream = newName("dropped");
    await create(stream);
    const inbox = receiver();
    await connect(stream, inbox);
    await connection.deletePersistentSubscription(stream, "g", ADMINISTRATOR);
    await within(inbox.ended, "the end");
  });
}
