// Appending to several streams at once, which KurrentDB's second protocol is for.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { newName, scenario } from "../scenario.js";
import { all, shared } from "./dialect.js";

export function manyStreams(dialect) {
  const { ANY, NO_STREAM, STREAM_EXISTS, STREAM_STATE, jsonEvent, binaryEvent } = dialect.library;
  const { WrongExpectedVersionError, StreamTombstonedError, StreamNotFoundError } = dialect.library;
  const { AppendConsistencyViolationError } = dialect.library;
  const client = shared(dialect.toOpen());
  const event = (n = 0, metadata) => jsonEvent({ type: "thing-happened", data: { n }, metadata });
  const request = (streamName, expectedState, ...events) => ({ streamName, expectedState, events });
  const read = async (stream) => (await all(client.readStream(stream))).map((r) => r.event);
  const check = (streamName, expectedState) => ({ type: STREAM_STATE, streamName, expectedState });

  scenario("multiStreamAppend: several streams are written with one position", async () => {
    const [a, b] = [newName("a"), newName("б")];
    const { position, responses } = await client.multiStreamAppend([
      request(a, NO_STREAM, event(1), event(2)),
      request(b, ANY, event(3)),
    ]);

    assert.ok(position > 0n);
    assert.deepEqual(responses, [
      { streamName: a, revision: 1n },
      { streamName: b, revision: 0n },
    ]);
    assert.deepEqual((await read(a)).map((e) => e.data.n), [1, 2]);
    assert.deepEqual((await read(b)).map((e) => e.data.n), [3]);
  });

  scenario("multiStreamAppend: one wrong expectation refuses all of it, with both states", async () => {
    const [a, b] = [newName("a"), newName("b")];
    await client.appendToStream(b, [event(), event()]);
    for (const [expected, actual] of [[NO_STREAM, 1n], [7n, 1n]]) {
      await assert.rejects(
        client.multiStreamAppend([request(a, ANY, event()), request(b, expected, event())]),
        (error) => {
          assert.ok(error instanceof WrongExpectedVersionError, `${error}`);
          assert.equal(error.streamName, b);
          assert.deepEqual(dialect.conflict(error), { expected, actual });
          return true;
        },
      );
    }
    await assert.rejects(read(a), StreamNotFoundError);
    assert.equal((await read(b)).length, 2);
  });

  scenario("multiStreamAppend: a tombstoned stream refuses all of it, by its name", async () => {
    const [a, dead] = [newName("a"), newName("dead")];
    await client.tombstoneStream(dead);
    await assert.rejects(
      client.multiStreamAppend([request(a, ANY, event()), request(dead, ANY, event())]),
      (error) => {
        assert.ok(error instanceof StreamTombstonedError, `${error}`);
        assert.equal(error.stream, dead);
        return true;
      },
    );

    await assert.rejects(read(a), StreamNotFoundError);
  });

  scenario("multiStreamAppend: ids, types, bytes and properties come back", async () => {
    const stream = newName("a");
    const id = randomUUID();
    await client.multiStreamAppend([
      request(
        stream,
        NO_STREAM,
        jsonEvent({ id, type: "тип", data: { ö: 1 }, metadata: { why: "test" } }),
        binaryEvent({ type: "bytes", data: Uint8Array.of(0, 1, 255) }),
      ),
    ]);
    const [json, bytes] = await read(stream);

    assert.deepEqual([json.id, json.type, json.isJson, json.data], [id, "тип", true, { ö: 1 }]);
    assert.equal(json.metadata.why, "test");
    assert.equal(json.metadata["$schema.format"], "Json");
    assert.equal(bytes.isJson, false);
    assert.deepEqual(Buffer.from(bytes.data), Buffer.from([0, 1, 255]));
  });

  scenario("multiStreamAppend: repeating it changes nothing", async () => {
    const requests = [request(newName("a"), NO_STREAM, event()), request(newName("b"), NO_STREAM, event())];
    const first = await client.multiStreamAppend(requests);
    const again = await client.multiStreamAppend(requests);

    assert.deepEqual(again.responses, first.responses);
    for (const { streamName } of requests) assert.equal((await read(streamName)).length, 1);
  });

  scenario("multiStreamAppend: of many at once that want the same streams, one wins", async () => {
    const [a, b] = [newName("a"), newName("b")];
    const results = await Promise.allSettled(
      [...Array(10)].map(() =>
        client.multiStreamAppend([request(a, NO_STREAM, event()), request(b, NO_STREAM, event())]),
      ),
    );

    assert.equal(results.filter((result) => result.status === "fulfilled").length, 1);
    assert.equal((await read(a)).length + (await read(b)).length, 2);
  });

  scenario("appendRecords: records of several streams are written in their order", async () => {
    const [a, b] = [newName("a"), newName("b")];
    const record = (streamName, n) => ({ streamName, record: event(n, { n: `${n}` }) });
    const { position, responses } = await client.appendRecords([record(a, 1), record(b, 2), record(a, 3)]);

    assert.ok(position > 0n);
    assert.deepEqual(
      new Map(responses.map((r) => [r.streamName, r.revision])),
      new Map([[a, 1n], [b, 0n]]),
    );
    assert.deepEqual((await read(a)).map((e) => [e.data.n, e.metadata.n]), [[1, "1"], [3, "3"]]);
  });

  scenario("appendRecords: what is believed of other streams is checked", async () => {
    const [written, other, missing] = [newName("a"), newName("b"), newName("c")];
    await client.appendToStream(other, [event(), event()]);
    const records = () => [{ streamName: written, record: event() }];
    await client.appendRecords(records(), [check(other, 1n), check(missing, NO_STREAM)]);
    await client.appendRecords(records(), [check(other, STREAM_EXISTS)]);
    await assert.rejects(
      client.appendRecords(records(), [check(other, 0n), check(missing, STREAM_EXISTS)]),
      (error) => {
        assert.ok(error instanceof AppendConsistencyViolationError, `${error}`);
        assert.deepEqual(error.violations, [
          { checkIndex: 0, streamName: other, expectedState: 0n, actualState: 1n },
          { checkIndex: 1, streamName: missing, expectedState: STREAM_EXISTS, actualState: NO_STREAM },
        ]);
        return true;
      },
    );

    assert.equal((await read(written)).length, 2);
  });
}
