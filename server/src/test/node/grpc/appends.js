// Appending over gRPC: every expectation, every kind of event, every refusal.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { newName, scenario, upTo } from "../scenario.js";
import { all, ignored, shared } from "./dialect.js";

/** Bytes that one append may have, unless the node is told otherwise. */
const APPEND_MAX = 1_048_576;

/**
 * @param way how the client is made to use this way of appending, for the names of the scenarios
 * @param connect answers a client
 * @param options what each append is called with
 */
export function appends(dialect, way, connect, options = {}) {
  const { ANY, NO_STREAM, STREAM_EXISTS, jsonEvent, binaryEvent } = dialect.library;
  const { WrongExpectedVersionError, MaxAppendSizeExceededError } = dialect.library;
  const event = (n = 0) => jsonEvent({ type: "thing-happened", data: { n } });
  const events = (count) => upTo(count).map(event);
  const client = shared(connect());

  function append(stream, what, expected = ANY) {
    return client.appendToStream(stream, what, { ...dialect.expect(expected), ...options });
  }

  async function refused(stream, what, expected, actual) {
    await assert.rejects(append(stream, what, expected), (error) => {
      assert.ok(error instanceof WrongExpectedVersionError, `${error}`);
      assert.equal(error.streamName, stream);
      assert.deepEqual(dialect.conflict(error), { expected, actual });
      return true;
    });
  }

  function told(sentence, play) {
    scenario(`${way}: ${sentence}`, play);
  }

  told("the first event has revision 0 and a position", async () => {
    const result = await append(newName("orders"), event(), NO_STREAM);

    assert.equal(result.success, true);
    assert.equal(result.nextExpectedRevision, 0n);
    assert.ok(result.position.commit > 0n);
  });

  told("events of one append follow each other", async () => {
    const stream = newName("orders");
    await append(stream, events(3), NO_STREAM);
    const result = await append(stream, events(4), 2n);

    assert.equal(result.nextExpectedRevision, 6n);
    const read = await all(client.readStream(stream));
    assert.deepEqual(
      read.map((resolved) => resolved.event.revision),
      [0n, 1n, 2n, 3n, 4n, 5n, 6n],
    );
  });

  told("each expectation that holds is accepted", async () => {
    const stream = newName("orders");
    await append(stream, event(), NO_STREAM);
    await append(stream, event(), STREAM_EXISTS);
    await append(stream, event(), 1n);
    const result = await append(stream, event(), ANY);

    assert.equal(result.nextExpectedRevision, 3n);
  });

  told("a stream that should not be there is refused if it is", async () => {
    const stream = newName("orders");
    await append(stream, events(2));

    await refused(stream, event(), NO_STREAM, 1n);
  });

  told("a stream that should be there is refused if it is not", async () => {
    await refused(newName("orders"), event(), STREAM_EXISTS, "no_stream");
  });

  told("a revision that is too high, too low, or of no stream is refused", async () => {
    const stream = newName("orders");
    await append(stream, events(3));

    await refused(stream, event(), 7n, 2n);
    await refused(stream, event(), 0n, 2n);
    await refused(newName("orders"), event(), 0n, "no_stream");
  });

  told("a refused append leaves nothing behind", async () => {
    const stream = newName("orders");
    await append(stream, event());
    await ignored(append(stream, events(5), 9n));

    assert.equal((await all(client.readStream(stream))).length, 1);
  });

  told("repeating an append changes nothing, whatever was expected", async () => {
    for (const expected of [ANY, NO_STREAM]) {
      const stream = newName("orders");
      const same = events(3);
      await append(stream, same, expected);
      const again = await append(stream, same, expected);

      assert.equal(again.success, true);
      assert.equal(again.nextExpectedRevision, 2n);
      assert.equal((await all(client.readStream(stream))).length, 3);
    }
  });

  told("a repeat behind newer events is known by its expected revision", async () => {
    const stream = newName("orders");
    const repeated = event();
    await append(stream, event());
    await append(stream, repeated, 0n);
    await append(stream, events(3), 1n);
    const again = await append(stream, repeated, 0n);

    assert.equal(again.nextExpectedRevision, 1n);
    assert.equal((await all(client.readStream(stream))).length, 5);
  });

  told("JSON, bytes, metadata and ids come back as they were", async () => {
    const stream = newName("orders");
    const id = randomUUID();
    const bytes = Buffer.from(upTo(256));
    await append(stream, [
      jsonEvent({ id, type: "json", data: { a: [1, null, "x"] }, metadata: { why: "test" } }),
      binaryEvent({ type: "bytes", data: bytes, metadata: Uint8Array.of(0, 255) }),
      jsonEvent({ type: "no-metadata", data: {} }),
    ]);
    const [json, binary, bare] = (await all(client.readStream(stream))).map((r) => r.event);

    assert.deepEqual([json.id, json.type, json.isJson], [id, "json", true]);
    assert.deepEqual(json.data, { a: [1, null, "x"] });
    assert.deepEqual(json.metadata, { why: "test" });
    assert.equal(binary.isJson, false);
    assert.deepEqual(Buffer.from(binary.data), bytes);
    assert.deepEqual(Buffer.from(binary.metadata), Buffer.from([0, 255]));
    assert.deepEqual(bare.data, {});
    assert.equal(dialect.isNothing(bare.metadata), true);
  });

  told("names of streams and types, and what is in events, may be in any script", async () => {
    for (const name of ["заказ", "注文 №1", "commande/é?&=%20#", "🚀🚀", "with space", "quote\"'`"]) {
      const stream = newName(name);
      await append(stream, jsonEvent({ type: `${name}-ereignis-größe`, data: { name } }), NO_STREAM);
      await refused(stream, event(), NO_STREAM, 0n);
      const [{ event: read }] = await all(client.readStream(stream));

      assert.deepEqual([read.streamId, read.type], [stream, `${name}-ereignis-größe`]);
      assert.deepEqual(read.data, { name });
    }
  });

  told("an event of almost a mebibyte is kept", async () => {
    const stream = newName("big");
    const data = Buffer.alloc(APPEND_MAX - 1_000, "ä");
    await append(stream, binaryEvent({ type: "big", data }));
    const [{ event: read }] = await all(client.readStream(stream));

    assert.ok(Buffer.from(read.data).equals(data));
  });

  told("more than a mebibyte is refused with the limit, and nothing is stored", async () => {
    const stream = newName("big");
    const half = () => binaryEvent({ type: "big", data: Buffer.alloc(APPEND_MAX / 2 + 1) });
    for (const what of [[binaryEvent({ type: "big", data: Buffer.alloc(APPEND_MAX) })], [half(), half()]]) {
      await assert.rejects(append(stream, what), (error) => {
        assert.ok(error instanceof MaxAppendSizeExceededError, `${error}`);
        assert.equal(error.maxAppendSize, APPEND_MAX);
        return true;
      });
    }
    await append(stream, event(), NO_STREAM);
  });

  told("a thousand events in one append arrive in order", async () => {
    const stream = newName("many");
    const result = await append(stream, events(1_000));
    const read = await all(client.readStream(stream));

    assert.equal(result.nextExpectedRevision, 999n);
    assert.deepEqual(
      read.map((resolved) => resolved.event.data.n),
      upTo(1_000),
    );
  });

  told("an append that the client cuts in pieces is one append", async () => {
    const stream = newName("pieces");
    const result = await client.appendToStream(stream, events(100), {
      ...dialect.expect(NO_STREAM),
      ...options,
      batchAppendSize: 500,
    });

    assert.equal(result.nextExpectedRevision, 99n);
    assert.equal((await all(client.readStream(stream))).length, 100);
  });

  told("an append without events is accepted and makes no stream", async () => {
    const stream = newName("empty");
    const result = await append(stream, []);

    assert.equal(result.success, true);
    await append(stream, event(), NO_STREAM);
  });

  told("an empty stream name is an error, and the client goes on", async () => {
    await assert.rejects(append("", event()));
    await append(newName("orders"), event(), NO_STREAM);
  });

  if (way === "BatchAppend") {
    told("appends that do not wait for each other arrive in order", async () => {
      const stream = newName("pipelined");
      await Promise.all(upTo(300).map((n) => append(stream, event(n))));
      const read = await all(client.readStream(stream));

      assert.deepEqual(
        read.map((resolved) => resolved.event.data.n),
        upTo(300),
      );
    });
  }

  told("of writers who all expect the same, one wins", async () => {
    const stream = newName("contended");
    const results = await Promise.allSettled(upTo(20).map((n) => append(stream, event(n), NO_STREAM)));
    const lost = results.filter((result) => result.status === "rejected");

    assert.equal(lost.length, 19);
    lost.forEach(({ reason }) => assert.ok(reason instanceof WrongExpectedVersionError, `${reason}`));
    assert.equal((await all(client.readStream(stream))).length, 1);
  });

  told("of writers who expect nothing, nobody's event is lost", async () => {
    const stream = newName("busy");
    await Promise.all(upTo(200).map((n) => append(stream, event(n))));
    const read = await all(client.readStream(stream));

    assert.deepEqual(
      read.map((resolved) => resolved.event.data.n).sort((a, b) => a - b),
      upTo(200),
    );
  });

  told("a refusal can be an answer instead of an error", async () => {
    const stream = newName("orders");
    await append(stream, event());
    const lenient = connect("throwOnAppendFailure=false");
    const result = await lenient.appendToStream(stream, event(), { ...dialect.expect(NO_STREAM), ...options });
    await lenient.dispose();

    assert.equal(result.success, false);
  });
}
