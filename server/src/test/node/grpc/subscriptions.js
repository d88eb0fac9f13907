// Subscribing over gRPC: from the past into the present, filtered, linked, slow, and ended.
import assert from "node:assert/strict";
import { Inbox, newName, scenario, upTo, within } from "../scenario.js";
import { all, shared } from "./dialect.js";

/** A subscription whose events can be waited for. */
export function following(subscription) {
  const inbox = new Inbox();
  inbox.error = new Promise((resolve) => subscription.on("error", resolve));
  inbox.confirmed = new Promise((resolve) => subscription.on("confirmation", resolve));
  inbox.ended = new Promise((resolve) => {
    subscription.on("end", resolve);
    subscription.on("close", resolve);
  });
  subscription.on("data", (resolved) => inbox.put(resolved));
  return inbox;
}

export function subscriptions(dialect) {
  const { START, END, jsonEvent, binaryEvent } = dialect.library;
  const { StreamDeletedError, streamNameFilter, eventTypeFilter, excludeSystemEvents } = dialect.library;
  const client = shared(dialect.toOpen());
  const event = (n) => jsonEvent({ type: "thing-happened", data: { n } });
  const append = (stream, from, count) =>
    client.appendToStream(stream, upTo(count).map((n) => event(from + n)));
  const numbers = (items) => items.map((resolved) => resolved.event.data.n);

  scenario("a subscription goes from the past into the present", async () => {
    const stream = newName("followed");
    await append(stream, 0, 3);
    const subscription = client.subscribeToStream(stream, { fromRevision: START });
    const inbox = following(subscription);
    await inbox.holding(3);
    await append(stream, 3, 2);
    const items = await inbox.holding(5);
    await subscription.unsubscribe();

    assert.deepEqual(numbers(items), [0, 1, 2, 3, 4]);
    assert.ok(subscription.id);
  });

  scenario("a subscription from the end sees only what is new", async () => {
    const stream = newName("followed");
    await append(stream, 0, 3);
    const subscription = client.subscribeToStream(stream, { fromRevision: END });
    const inbox = following(subscription);
    await within(inbox.confirmed, "the confirmation");
    await append(stream, 3, 2);
    const items = await inbox.holding(2);
    await subscription.unsubscribe();

    assert.deepEqual(numbers(items), [3, 4]);
  });

  scenario("a subscription begins behind the revision that is given", async () => {
    const stream = newName("followed");
    await append(stream, 0, 4);
    const subscription = client.subscribeToStream(stream, { fromRevision: 1n });
    const items = await following(subscription).holding(2);
    await subscription.unsubscribe();

    assert.deepEqual(numbers(items), [2, 3]);
  });

  scenario("a stream can be followed before it is there", async () => {
    const stream = newName("позже");
    const subscription = client.subscribeToStream(stream);
    const inbox = following(subscription);
    await within(inbox.confirmed, "the confirmation");
    await append(stream, 0, 1);
    const [first] = await inbox.holding(1);
    await subscription.unsubscribe();

    assert.deepEqual([first.event.streamId, first.event.revision], [stream, 0n]);
  });

  scenario("a subscription tells when it has caught up", async () => {
    const stream = newName("followed");
    await append(stream, 0, 100);
    const subscription = client.subscribeToStream(stream);
    const caughtUp = new Promise((resolve) => subscription.on("caughtUp", resolve));
    const inbox = following(subscription);
    await within(caughtUp, "catching up");
    await subscription.unsubscribe();

    assert.equal(inbox.items.length, 100);
  });

  scenario("nothing is delivered after unsubscribing, and others go on", async () => {
    const stream = newName("followed");
    const leaving = client.subscribeToStream(stream);
    const staying = client.subscribeToStream(stream);
    const left = following(leaving);
    const stayed = following(staying);
    await append(stream, 0, 1);
    await Promise.all([left.holding(1), stayed.holding(1)]);
    await leaving.unsubscribe();
    await within(left.ended, "the end");
    await append(stream, 1, 1);
    await stayed.holding(2);
    await staying.unsubscribe();

    assert.equal(left.items.length, 1);
  });

  scenario("a subscription can be a loop, which a break ends", async () => {
    const stream = newName("followed");
    await append(stream, 0, 5);
    const seen = [];
    for await (const resolved of client.subscribeToStream(stream)) {
      seen.push(resolved.event.data.n);
      if (seen.length === 3) break;
    }

    assert.deepEqual(seen, [0, 1, 2]);
  });

  scenario("all of many subscribers see everything in order while it is written", async () => {
    const stream = newName("busy");
    const followers = upTo(20).map(() => client.subscribeToStream(stream));
    const inboxes = followers.map(following);
    for (const n of upTo(100)) await append(stream, n, 1);

    for (const inbox of inboxes) assert.deepEqual(numbers(await inbox.holding(100)), upTo(100));
    await Promise.all(followers.map((follower) => follower.unsubscribe()));
  });

  scenario("a subscriber that pauses misses nothing", async () => {
    const stream = newName("slow");
    const subscription = client.subscribeToStream(stream);
    const inbox = following(subscription);
    await within(inbox.confirmed, "the confirmation");
    subscription.pause();
    const padding = "x".repeat(2_000);
    for (const part of upTo(10)) {
      const events = upTo(300).map((n) =>
        jsonEvent({ type: "thing-happened", data: { n: part * 300 + n, padding } }),
      );
      await client.appendToStream(stream, events);
    }
    subscription.resume();
    const items = await inbox.holding(3_000);
    await subscription.unsubscribe();

    assert.deepEqual(numbers(items), upTo(3_000));
  });

  scenario("everything can be followed from the start, from the end, and from a position", async () => {
    const stream = newName("all");
    await append(stream, 0, 1);
    const [{ event: known }] = await all(client.readStream(stream));
    const fromStart = client.subscribeToAll({ fromPosition: START });
    const fromEnd = client.subscribeToAll({ fromPosition: END });
    const fromPosition = client.subscribeToAll({ fromPosition: known.position });
    const inboxes = [fromStart, fromEnd, fromPosition].map(following);
    await Promise.all(inboxes.map((inbox) => within(inbox.confirmed, "the confirmation")));
    await append(stream, 1, 2);
    const mine = (items) => items.filter((resolved) => resolved.event.streamId === stream);
    const seen = [];
    for (const [n, count] of [3, 2, 2].entries()) {
      const items = await inboxes[n].when((got) => mine(got).length >= count, `${count} events`);
      seen.push(numbers(mine(items)));
    }
    await Promise.all([fromStart, fromEnd, fromPosition].map((s) => s.unsubscribe()));

    assert.deepEqual(seen, [[0, 1, 2], [1, 2], [1, 2]]);
  });

  scenario("a filter lets through what it names, before and after it was written", async () => {
    const mark = newName("mark");
    const write = (stream, type) => client.appendToStream(stream, jsonEvent({ type, data: { type } }));
    const filters = [
      streamNameFilter({ prefixes: [`${mark}-s`] }),
      eventTypeFilter({ prefixes: [`${mark}-t`] }),
      eventTypeFilter({ regex: `^${mark.replaceAll("-", "\\-")}-[t]$` }),
    ];
    await write(`${mark}-s`, `${mark}-t`);
    const followers = filters.map((filter) => client.subscribeToAll({ filter }));
    const inboxes = followers.map(following);
    await write(`${mark}-other`, "other");
    await write(`${mark}-s`, `${mark}-t`);

    for (const inbox of inboxes) {
      const items = await inbox.holding(2);
      assert.ok(items.every((resolved) => resolved.event.type === `${mark}-t`));
      assert.equal(items.length, 2);
    }
    await Promise.all(followers.map((follower) => follower.unsubscribe()));
  });

  scenario("a filter that matches nothing still tells how far it came", async () => {
    await append(newName("noise"), 0, 100);
    const checkpoints = new Inbox();
    const filter = streamNameFilter({
      prefixes: [newName("never")],
      checkpointInterval: 1,
      maxSearchWindow: 10,
      checkpointReached: async (_, position) => checkpoints.put(position),
    });
    const subscription = client.subscribeToAll({ filter });
    const inbox = following(subscription);
    const positions = (await checkpoints.holding(3)).map((position) => position.commit);
    await subscription.unsubscribe();

    assert.equal(inbox.items.length, 0);
    assert.deepEqual(
      positions,
      [...positions].sort((a, b) => Number(a - b)),
    );
  });

  scenario("a filtered subscription resumes behind its checkpoint and misses nothing", async () => {
    const mark = newName("mark");
    const checkpoints = new Inbox();
    const checkpointReached = async (_, position) => checkpoints.put(position);
    const prefixes = [mark];
    const first = client.subscribeToAll({
      filter: streamNameFilter({ prefixes, maxSearchWindow: 5, checkpointReached }),
      fromPosition: END,
    });
    const inbox = following(first);
    await within(inbox.confirmed, "the confirmation");
    await append(newName("noise"), 0, 50);
    const [position] = await checkpoints.holding(1);
    await first.unsubscribe();
    await append(mark, 0, 2);
    const second = client.subscribeToAll({ filter: streamNameFilter({ prefixes }), fromPosition: position });
    const items = await following(second).holding(2);
    await second.unsubscribe();

    assert.deepEqual(numbers(items), [0, 1]);
  });

  scenario("system events can be left out of a subscription", async () => {
    const stream = newName("followed");
    const subscription = client.subscribeToAll({ filter: excludeSystemEvents(), fromPosition: END });
    const inbox = following(subscription);
    await within(inbox.confirmed, "the confirmation");
    await client.setStreamMetadata(stream, { maxCount: 5 });
    await append(stream, 0, 1);
    const [first] = await inbox.holding(1);
    await subscription.unsubscribe();

    assert.equal(first.event.streamId, stream);
  });

  scenario("a subscription resolves links if that is wanted", async () => {
    const stream = newName("target");
    const links = newName("links");
    await append(stream, 7, 1);
    const subscription = client.subscribeToStream(links, { resolveLinkTos: true });
    const inbox = following(subscription);
    await within(inbox.confirmed, "the confirmation");
    await client.appendToStream(links, binaryEvent({ type: "$>", data: Buffer.from(`0@${stream}`) }));
    const [resolved] = await inbox.holding(1);
    await subscription.unsubscribe();

    assert.deepEqual([resolved.event.data.n, resolved.link.streamId], [7, links]);
  });

  scenario("a subscription outlives the deletion of its stream, and sees what comes after", async () => {
    const stream = newName("again");
    const subscription = client.subscribeToStream(stream);
    const inbox = following(subscription);
    await append(stream, 0, 2);
    await inbox.holding(2);
    await client.deleteStream(stream);
    await append(stream, 2, 1);
    const items = await inbox.holding(3);
    await subscription.unsubscribe();

    assert.deepEqual(numbers(items), [0, 1, 2]);
  });

  scenario("a tombstone ends the subscriptions of its stream, with its name", async () => {
    const stream = newName("dead");
    await append(stream, 0, 1);
    const inbox = following(client.subscribeToStream(stream));
    await inbox.holding(1);
    await client.tombstoneStream(stream);
    const error = await within(inbox.error, "the error");

    assert.ok(error instanceof StreamDeletedError, `${error}`);
    assert.equal(error.streamName, stream);
  });
}
