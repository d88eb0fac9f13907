// What a TCP client goes through when the node is restarted.
import assert from "node:assert/strict";
import { Inbox, newName, restartOpenNode, scenario, upTo, within } from "../scenario.js";
import { connectToOpen, event, expectedVersion, numbers, withConnection } from "./connection.js";
import { receiver } from "./subscriptions.js";

const { any, noStream } = expectedVersion;

/** Enough attempts for the time that a restart takes. */
const PATIENT = { maxReconnections: -1, maxRetries: -1, reconnectionDelay: 50 };

export function restarts() {
  /** Restarts the node, and waits until the connection is there again. */
  async function restarted(connection) {
    const again = new Promise((resolve) => connection.once("connected", resolve));
    await restartOpenNode();
    await within(again, "the connection after the restart");
  }

  scenario("the same connection goes on after a restart, and finds what it wrote", () =>
    withConnection(connectToOpen(PATIENT), async (connection) => {
      const stream = newName("kept");
      const events = upTo(10).map((n) => event(n));
      await connection.appendToStream(stream, noStream, events);
      await restarted(connection);
      const repeated = await connection.appendToStream(stream, noStream, events);
      const read = await connection.readStreamEventsForward(stream, 0, 100);

      assert.equal(repeated.nextExpectedVersion.toNumber(), 9);
      assert.deepEqual(numbers(read.events), upTo(10));
    }),
  );

  // The client skips events if several come while it catches up again after a restart: it hands out
  // what is pushed before what it still reads. So there is one of them; more follow when it is live.
  scenario("a catch-up subscription goes on by itself, and misses nothing", () =>
    withConnection(connectToOpen(PATIENT), async (connection) => {
      const stream = newName("followed");
      await connection.appendToStream(stream, any, upTo(3).map((n) => event(n)));
      const inbox = receiver();
      const live = new Inbox();
      const subscription = connection.subscribeToStreamFrom(
        stream, null, false, inbox.appeared, () => live.put(true), inbox.dropped);
      await live.holding(1);
      await inbox.holding(3);
      await restarted(connection);
      await connection.appendToStream(stream, any, event(3));
      await live.holding(2);
      for (const n of [4, 5]) await connection.appendToStream(stream, any, event(n));
      const items = await inbox.holding(6);
      subscription.stop();

      assert.deepEqual(numbers(items), upTo(6));
      assert.equal((await inbox.ended).reason, "connectionClosed");
    }),
  );

  scenario("a catch-up subscription to everything goes on by itself, and misses nothing", () =>
    withConnection(connectToOpen(PATIENT), async (connection) => {
      const stream = newName("followed");
      await connection.appendToStream(stream, any, event(0));
      const inbox = new Inbox();
      const live = new Inbox();
      const subscription = connection.subscribeToAllFrom(
        null,
        false,
        (_, resolved) => resolved.originalStreamId === stream && inbox.put(resolved),
        () => live.put(true),
      );
      await live.holding(1);
      await restarted(connection);
      await connection.appendToStream(stream, any, [event(1), event(2)]);
      const items = await inbox.holding(3);
      subscription.stop();

      assert.deepEqual(numbers(items), upTo(3));
    }),
  );

  scenario("a subscription to what is new is told that the connection is gone", () =>
    withConnection(connectToOpen(PATIENT), async (connection) => {
      const stream = newName("followed");
      const inbox = receiver();
      await connection.subscribeToStream(stream, false, inbox.appeared, inbox.dropped);
      await restarted(connection);

      assert.equal((await within(inbox.ended, "the end")).reason, "connectionClosed");
    }),
  );

  scenario("writes that are under way during a restart are each stored once", () =>
    withConnection(connectToOpen({ ...PATIENT, operationTimeout: 2_000 }), async (connection) => {
      const stream = newName("through");
      const writing = (async () => {
        for (const n of upTo(100)) {
          await connection.appendToStream(stream, n === 0 ? noStream : n - 1, event(n));
        }
      })();
      await restartOpenNode();
      await within(writing, "the writes");
      const read = await connection.readStreamEventsForward(stream, 0, 200);

      assert.deepEqual(numbers(read.events), upTo(100));
    }),
  );
}
