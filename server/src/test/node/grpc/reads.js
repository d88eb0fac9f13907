// Reading over gRPC: streams and everything, in both directions, and links.
import assert from "node:assert/strict";
import { newName, scenario, upTo } from "../scenario.js";
import { all, shared } from "./dialect.js";

export function reads(dialect) {
  const { START, END, FORWARDS, BACKWARDS, NO_STREAM, jsonEvent, binaryEvent } = dialect.library;
  const { StreamNotFoundError, StreamDeletedError } = dialect.library;
  const client = shared(dialect.toOpen());

  async function streamOf(count, type = "thing-happened", prefix = "reads") {
    const stream = newName(prefix);
    const events = upTo(count).map((n) => jsonEvent({ type, data: { n } }));
    const { position } = await client.appendToStream(stream, events, dialect.expect(NO_STREAM));
    return { stream, position };
  }

  const numbers = async (read) => (await all(read)).map((resolved) => resolved.event.data.n);
  const link = (revision, stream) =>
    binaryEvent({ type: "$>", data: Buffer.from(`${revision}@${stream}`) });

  scenario("a stream is read in both directions, from the start and from the end", async () => {
    const { stream } = await streamOf(5);

    assert.deepEqual(await numbers(client.readStream(stream)), [0, 1, 2, 3, 4]);
    assert.deepEqual(
      await numbers(client.readStream(stream, { direction: BACKWARDS, fromRevision: END })),
      [4, 3, 2, 1, 0],
    );
  });

  if (dialect.scheme === "esdb") {
    // The other client turns around when it is told to go backwards from the start.
    scenario("a read backward from the start finds the first event", async () => {
      const { stream } = await streamOf(5);

      assert.deepEqual(
        await numbers(client.readStream(stream, { direction: BACKWARDS, fromRevision: START })),
        [0],
      );
    });
  }

  scenario("a read of a stream begins with the revision that is asked for", async () => {
    const { stream } = await streamOf(5);

    assert.deepEqual(await numbers(client.readStream(stream, { fromRevision: 3n })), [3, 4]);
    assert.deepEqual(
      await numbers(client.readStream(stream, { fromRevision: 2n, direction: BACKWARDS })),
      [2, 1, 0],
    );
    assert.deepEqual(await numbers(client.readStream(stream, { fromRevision: 9n })), []);
  });

  scenario("a read ends after as many events as are asked for", async () => {
    const { stream } = await streamOf(10);

    assert.deepEqual(await numbers(client.readStream(stream, { maxCount: 3 })), [0, 1, 2]);
    assert.deepEqual(
      await numbers(client.readStream(stream, { fromRevision: 4n, maxCount: 1, direction: FORWARDS })),
      [4],
    );
  });

  scenario("an event tells its stream, revision, position and time", async () => {
    const before = Date.now();
    const { stream, position } = await streamOf(3);
    const { event } = (await all(client.readStream(stream)))[2];

    assert.deepEqual([event.streamId, event.revision], [stream, 2n]);
    assert.deepEqual(event.position, position);
    const created = new Date(event.created).getTime();
    assert.ok(created >= before - 1_000 && created <= Date.now() + 1_000, `${event.created}`);
  });

  scenario("a stream that nobody wrote is not found, by its name", async () => {
    const stream = newName("нет");

    await assert.rejects(all(client.readStream(stream)), (error) => {
      assert.ok(error instanceof StreamNotFoundError, `${error}`);
      assert.equal(error.streamName, stream);
      return true;
    });
  });

  scenario("a deleted stream is not found, a tombstoned one is deleted", async () => {
    const deleted = (await streamOf(2)).stream;
    await client.deleteStream(deleted);
    const tombstoned = (await streamOf(2)).stream;
    await client.tombstoneStream(tombstoned);

    await assert.rejects(all(client.readStream(deleted)), StreamNotFoundError);
    await assert.rejects(all(client.readStream(tombstoned)), (error) => {
      assert.ok(error instanceof StreamDeletedError, `${error}`);
      assert.equal(error.streamName, tombstoned);
      return true;
    });
  });

  scenario("a long stream is read completely, and a reader may stop in the middle", async () => {
    const { stream } = await streamOf(3_000);
    assert.deepEqual(await numbers(client.readStream(stream)), upTo(3_000));

    let seen = 0;
    for await (const _ of client.readStream(stream)) {
      seen += 1;
      if (seen === 100) break;
    }
    assert.equal(seen, 100);
    assert.equal((await numbers(client.readStream(stream, { maxCount: 5 }))).length, 5);
  });

  scenario("many readers do not hinder each other", async () => {
    const { stream } = await streamOf(200);
    const results = await Promise.all(upTo(50).map(() => numbers(client.readStream(stream))));

    results.forEach((result) => assert.deepEqual(result, upTo(200)));
  });

  scenario("everything is read in the order of positions, up and down", async () => {
    const { stream, position } = await streamOf(3);
    const up = await all(client.readAll());
    const down = await all(client.readAll({ direction: BACKWARDS, fromPosition: END }));
    const positions = up.map((resolved) => resolved.event.position.commit);

    assert.deepEqual(
      positions,
      [...positions].sort((a, b) => Number(a - b)),
    );
    assert.deepEqual(down.map((resolved) => resolved.event.id).reverse(), up.map((r) => r.event.id));
    assert.ok(up.some((r) => r.event.streamId === stream && r.event.position.commit === position.commit));
  });

  scenario("everything is read from a position, which is included", async () => {
    const { stream } = await streamOf(1);
    const { position } = (await all(client.readStream(stream)))[0].event;
    await streamOf(2);
    const [first] = await all(client.readAll({ fromPosition: position, maxCount: 2 }));
    const older = await all(client.readAll({ fromPosition: position, direction: BACKWARDS, maxCount: 3 }));

    assert.equal(first.event.streamId, stream);
    older.forEach((resolved) => assert.ok(resolved.event.position.commit <= position.commit));
  });

  scenario("the newest event is one read away", async () => {
    const { stream } = await streamOf(4);
    const [newest] = await all(client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 1 }));

    assert.deepEqual([newest.event.streamId, newest.event.revision], [stream, 3n]);
  });

  scenario("links lead to their targets if that is wanted", async () => {
    const { stream } = await streamOf(2);
    const links = newName("links");
    await client.appendToStream(links, [link(1, stream), link(0, stream)]);

    assert.deepEqual(await numbers(client.readStream(links, { resolveLinkTos: true })), [1, 0]);
    const [resolved] = await all(client.readStream(links, { resolveLinkTos: true }));
    assert.deepEqual([resolved.link.streamId, resolved.link.revision], [links, 0n]);
    assert.deepEqual([resolved.event.streamId, resolved.event.revision], [stream, 1n]);
    const [plain] = await all(client.readStream(links));
    assert.deepEqual([plain.event.type, plain.link ?? null], ["$>", null]);
  });

  scenario("a link whose target is gone stays a link", async () => {
    const { stream } = await streamOf(1);
    const links = newName("links");
    await client.appendToStream(links, [link(0, stream), link(7, newName("nowhere"))]);
    await client.tombstoneStream(stream);
    const read = await all(client.readStream(links, { resolveLinkTos: true }));

    assert.equal(read.length, 2);
    read.forEach((resolved, n) => {
      assert.equal(resolved.event ?? null, null);
      assert.deepEqual([resolved.link.streamId, resolved.link.revision], [links, BigInt(n)]);
    });
  });
}
