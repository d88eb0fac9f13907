// What a gRPC client goes through when the node is restarted.
import assert from "node:assert/strict";
import { eventually, newName, restartOpenNode, scenario, upTo, within } from "../scenario.js";
import { all, ignored } from "./dialect.js";
import { following } from "./subscriptions.js";

export function restarts(dialect) {
  const { NO_STREAM, UnavailableError, CancelledError, jsonEvent, streamNameFilter } = dialect.library;
  const event = (n) => jsonEvent({ type: "thing-happened", data: { n } });
  const numbers = (items) => items.map((resolved) => resolved.event.data.n);

  scenario("the same client goes on after a restart, and finds what it wrote", async () => {
    const client = dialect.toOpen();
    const stream = newName("kept");
    const events = upTo(10).map(event);
    await client.appendToStream(stream, events, dialect.expect(NO_STREAM));
    await restartOpenNode();
    const repeated = await eventually(
      () => client.appendToStream(stream, events, dialect.expect(NO_STREAM)),
      "an append after the restart",
    );
    const read = await eventually(() => all(client.readStream(stream)), "a read after the restart");
    await client.dispose();

    assert.equal(repeated.nextExpectedRevision, 9n);
    assert.deepEqual(numbers(read), upTo(10));
  });

  scenario("a subscription is told about the end, and can go on where it was", async () => {
    const client = dialect.toOpen();
    const stream = newName("followed");
    await client.appendToStream(stream, upTo(3).map(event));
    const inbox = following(client.subscribeToStream(stream));
    const seen = [...(await inbox.holding(3))];
    await restartOpenNode();
    const error = await within(inbox.error, "the end of the subscription");
    await eventually(() => client.appendToStream(stream, event(3)), "an append after the restart");
    const again = client.subscribeToStream(stream, { fromRevision: seen.at(-1).event.revision });
    const resumed = following(again);
    await resumed.holding(1);
    await client.appendToStream(stream, event(4));
    seen.push(...(await resumed.holding(2)));
    await client.dispose();

    assert.ok(error instanceof UnavailableError || error instanceof CancelledError, `${error}`);
    assert.deepEqual(numbers(seen), [0, 1, 2, 3, 4]);
  });

  scenario("a filtered subscription to everything goes on where it was", async () => {
    const client = dialect.toOpen();
    const mark = newName("mark");
    const filter = streamNameFilter({ prefixes: [mark] });
    await client.appendToStream(mark, upTo(2).map(event));
    const inbox = following(client.subscribeToAll({ filter }));
    const [, second] = await inbox.holding(2);
    await restartOpenNode();
    await within(inbox.error, "the end of the subscription");
    await eventually(() => client.appendToStream(mark, event(2)), "an append after the restart");
    const resumed = following(client.subscribeToAll({ filter, fromPosition: second.event.position }));
    const items = await resumed.holding(1);
    await client.dispose();

    assert.deepEqual(numbers(items), [2]);
  });

  scenario("writers that try again during a restart write each event once", async () => {
    const client = dialect.toOpen();
    const stream = newName("through");
    const writing = (async () => {
      for (const n of upTo(50)) {
        const same = event(n);
        const expected = n === 0 ? NO_STREAM : BigInt(n - 1);
        await eventually(
          () => client.appendToStream(stream, same, dialect.expect(expected)),
          `event ${n}`,
        );
      }
    })();
    await restartOpenNode();
    await writing;
    const read = await eventually(() => all(client.readStream(stream)), "a read after the restart");
    await ignored(client.dispose());

    assert.deepEqual(numbers(read), upTo(50));
  });
}
