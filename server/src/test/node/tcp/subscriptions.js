// Subscribing over TCP: to what is new, and from the past into the present.
import assert from "node:assert/strict";
import { after } from "node:test";
import client from "node-eventstore-client";
import { Inbox, newName, scenario, upTo, within } from "../scenario.js";
import { ADMINISTRATOR, connectToGuarded, event, expectedVersion, link, numbers } from "./connection.js";

const { any } = expectedVersion;

/** A subscription's events, and the reason of its end. */
export function receiver() {
  const inbox = new Inbox();
  inbox.appeared = (_, resolved) => inbox.put(resolved);
  inbox.isLive = new Promise((resolve) => (inbox.live = () => resolve()));
  inbox.ended = new Promise((resolve) => {
    inbox.dropped = (_, reason, error) => resolve({ reason, error });
  });
  return inbox;
}

export async function subscriptions() {
  const connection = await connectToGuarded();
  after(() => connection.close());
  const append = (stream, from, count) =>
    connection.appendToStream(stream, any, upTo(count).map((n) => event(from + n)));
  const follow = (stream, inbox, resolve = false) =>
    connection.subscribeToStream(stream, resolve, inbox.appeared, inbox.dropped);
  const catchUp = (stream, from, inbox, resolve = false, batch = 500) =>
    connection.subscribeToStreamFrom(stream, from, resolve, inbox.appeared, inbox.live, inbox.dropped, null, batch);
  const from = (stream) => (items) => items.filter((resolved) => resolved.originalStreamId === stream);

  scenario("a subscription sees what is new, in order", async () => {
    const stream = newName("followed");
    const inbox = receiver();
    await append(stream, 0, 2);
    const subscription = await follow(stream, inbox);
    await append(stream, 2, 3);
    const items = await inbox.holding(3);
    subscription.unsubscribe();

    assert.deepEqual(numbers(items), [2, 3, 4]);
    assert.equal(subscription.lastEventNumber.toNumber(), 1);
    assert.equal(subscription.isSubscribedToAll, false);
  });

  scenario("a stream can be followed before it is there", async () => {
    const stream = newName("позже");
    const inbox = receiver();
    const subscription = await follow(stream, inbox);
    await append(stream, 0, 1);
    const [first] = await inbox.holding(1);
    subscription.unsubscribe();

    assert.equal(first.originalStreamId, stream);
    assert.ok(first.originalPosition.commitPosition.gt(0));
  });

  scenario("unsubscribing ends a subscription, and no other", async () => {
    const stream = newName("followed");
    const [left, stayed] = [receiver(), receiver()];
    const leaving = await follow(stream, left);
    const staying = await follow(stream, stayed);
    await append(stream, 0, 1);
    await Promise.all([left.holding(1), stayed.holding(1)]);
    leaving.unsubscribe();
    const { reason } = await within(left.ended, "the end");
    await append(stream, 1, 1);
    await stayed.holding(2);
    staying.unsubscribe();

    assert.equal(reason, "userInitiated");
    assert.equal(left.items.length, 1);
  });

  scenario("a subscription resolves links if that is wanted", async () => {
    const [stream, links] = [newName("target"), newName("links")];
    await append(stream, 7, 1);
    const inbox = receiver();
    const subscription = await follow(links, inbox, true);
    await connection.appendToStream(links, any, link(0, stream));
    const [resolved] = await inbox.holding(1);
    subscription.unsubscribe();

    assert.deepEqual(numbers([resolved]), [7]);
    assert.deepEqual([resolved.isResolved, resolved.originalStreamId], [true, links]);
  });

  scenario("a tombstone is delivered to who follows the stream", async () => {
    const stream = newName("dead");
    await append(stream, 0, 1);
    const inbox = receiver();
    const subscription = await follow(stream, inbox);
    await connection.deleteStream(stream, any, true);
    const [tombstone] = await inbox.holding(1);
    subscription.unsubscribe();

    assert.equal(tombstone.event.eventType, "$streamDeleted");
  });

  scenario("everything can be followed by an administrator", async () => {
    const stream = newName("all");
    const inbox = receiver();
    const subscription = await connection.subscribeToAll(false, inbox.appeared, inbox.dropped, ADMINISTRATOR);
    await append(stream, 0, 2);
    const mine = from(stream);
    const items = await inbox.when((got) => mine(got).length === 2, "both events");
    subscription.unsubscribe();

    assert.deepEqual(numbers(mine(items)), [0, 1]);
    assert.equal(subscription.isSubscribedToAll, true);
  });

  scenario("catching up goes from the past into the present", async () => {
    const stream = newName("followed");
    await append(stream, 0, 25);
    const inbox = receiver();
    const subscription = catchUp(stream, null, inbox, false, 10);
    await within(inbox.isLive, "live processing");
    await append(stream, 25, 5);
    const items = await inbox.holding(30);
    subscription.stop();
    const { reason } = await within(inbox.ended, "the end");

    assert.deepEqual(numbers(items), upTo(30));
    assert.equal(reason, "userInitiated");
  });

  scenario("catching up begins behind the event that is given", async () => {
    const stream = newName("followed");
    await append(stream, 0, 5);
    const inbox = receiver();
    const subscription = catchUp(stream, 2, inbox);
    const items = await inbox.holding(2);
    subscription.stop();

    assert.deepEqual(numbers(items), [3, 4]);
  });

  scenario("catching up with a stream that is not there yet waits for it", async () => {
    const stream = newName("followed");
    const inbox = receiver();
    const subscription = catchUp(stream, null, inbox);
    await within(inbox.isLive, "live processing");
    await append(stream, 0, 1);
    const items = await inbox.holding(1);
    subscription.stop();

    assert.deepEqual(numbers(items), [0]);
  });

  scenario("catching up misses nothing and repeats nothing while it is written", async () => {
    const stream = newName("busy");
    const inbox = receiver();
    await append(stream, 0, 200);
    const writing = (async () => {
      for (const n of upTo(200)) await append(stream, 200 + n, 1);
    })();
    const subscription = catchUp(stream, null, inbox);
    await writing;
    const items = await inbox.holding(400);
    subscription.stop();

    assert.deepEqual(numbers(items), upTo(400));
  });

  scenario("catching up with a tombstoned stream fails", async () => {
    const stream = newName("dead");
    await append(stream, 0, 1);
    await connection.deleteStream(stream, any, true);
    const inbox = receiver();
    catchUp(stream, null, inbox);
    const { reason } = await within(inbox.ended, "the end");

    assert.equal(reason, "catchUpError");
  });

  scenario("catching up with everything becomes live, from the start and from a position", async () => {
    const stream = newName("all");
    await append(stream, 0, 3);
    const { events } = await connection.readAllEventsBackward(client.positions.end, 1, false, ADMINISTRATOR);
    const mine = from(stream);
    const [all, behind] = [receiver(), receiver()];
    const subscribe = (position, inbox) =>
      connection.subscribeToAllFrom(
        position, false, inbox.appeared, inbox.live, inbox.dropped, ADMINISTRATOR, 50);
    const subscribed = [subscribe(null, all), subscribe(events[0].originalPosition, behind)];
    await within(Promise.all([all.isLive, behind.isLive]), "live processing");
    await append(stream, 3, 2);
    const seen = await all.when((got) => mine(got).length === 5, "all events");
    const seenBehind = await behind.when((got) => mine(got).length === 2, "the newer events");
    subscribed.forEach((subscription) => subscription.stop());

    assert.deepEqual(numbers(mine(seen)), upTo(5));
    assert.deepEqual(numbers(mine(seenBehind)), [3, 4]);
  });

  scenario("many subscriptions on one connection all see everything in order", async () => {
    const stream = newName("busy");
    const inboxes = upTo(20).map(receiver);
    const subscribed = await Promise.all(inboxes.map((inbox) => follow(stream, inbox)));
    await Promise.all(upTo(100).map((n) => append(stream, n, 1)));
    for (const inbox of inboxes) assert.deepEqual(numbers(await inbox.holding(100)), upTo(100));
    subscribed.forEach((subscription) => subscription.unsubscribe());
  });
}
