// Deleting streams and their metadata over TCP.
import assert from "node:assert/strict";
import { after } from "node:test";
import client from "node-eventstore-client";
import { newName, scenario, upTo } from "../scenario.js";
import { connectToGuarded, event, expectedVersion } from "./connection.js";

const { any, noStream } = expectedVersion;
const { StreamDeletedError, WrongExpectedVersionError, sliceReadStatus } = client;

export async function streams() {
  const connection = await connectToGuarded();
  after(() => connection.close());
  const append = (stream, count, expected = any) =>
    connection.appendToStream(stream, expected, upTo(count).map((n) => event(n)));
  const read = (stream, from = 0) => connection.readStreamEventsForward(stream, from, 100);
  const eventNumbers = async (stream, from) =>
    (await read(stream, from)).events.map((resolved) => resolved.originalEventNumber.toNumber());

  async function newStream(count) {
    const stream = newName("удалить");
    await append(stream, count);
    return stream;
  }

  for (const hard of [false, true]) {
    const act = hard ? "hard delete" : "soft delete";

    scenario(`${act}: happens at the version that is expected, and has a position`, async () => {
      const stream = await newStream(3);
      const { logPosition } = await connection.deleteStream(stream, 2, hard);

      assert.ok(logPosition.commitPosition.gt(0));
    });

    scenario(`${act}: another version is refused`, async () => {
      const stream = await newStream(3);
      for (const expected of [1, 9, noStream]) {
        await assert.rejects(connection.deleteStream(stream, expected, hard), WrongExpectedVersionError);
      }

      assert.deepEqual(await eventNumbers(stream), [0, 1, 2]);
    });
  }

  scenario("a deleted stream continues its numbering", async () => {
    const stream = await newStream(3);
    await connection.deleteStream(stream, any, false);
    const result = await append(stream, 2, noStream);

    assert.equal(result.nextExpectedVersion.toNumber(), 4);
    assert.deepEqual(await eventNumbers(stream), [3, 4]);
  });

  scenario("a tombstoned stream can never be written or deleted again", async () => {
    const stream = await newStream(1);
    await connection.deleteStream(stream, any, true);

    await assert.rejects(append(stream, 1), StreamDeletedError);
    await assert.rejects(append(stream, 1, 0), StreamDeletedError);
    await assert.rejects(connection.deleteStream(stream, any, false), StreamDeletedError);
    await assert.rejects(connection.deleteStream(stream, any, true), StreamDeletedError);
    assert.equal((await connection.getStreamMetadataRaw(stream)).isStreamDeleted, true);
  });

  scenario("a stream that was never written can be tombstoned", async () => {
    const stream = newName("never");
    await connection.deleteStream(stream, noStream, true);

    await assert.rejects(append(stream, 1), StreamDeletedError);
  });

  scenario("metadata comes back as it was set, with its version", async () => {
    const stream = newName("метаданные");
    const metadata = { $maxCount: 10, $maxAge: 3600, $tb: 2, $acl: { $r: ["$all"] }, eigen: "größe" };
    await connection.setStreamMetadataRaw(stream, noStream, { $maxCount: 1 });
    await connection.setStreamMetadataRaw(stream, 0, metadata);
    const result = await connection.getStreamMetadataRaw(stream);

    assert.deepEqual([result.stream, result.isStreamDeleted], [stream, false]);
    assert.equal(result.metastreamVersion.toNumber(), 1);
    assert.deepEqual(result.streamMetadata, metadata);
  });

  scenario("a stream without metadata has none, at version -1", async () => {
    const result = await connection.getStreamMetadataRaw(await newStream(1));

    assert.equal(result.metastreamVersion.toNumber(), -1);
    assert.equal(result.streamMetadata, null);
  });

  scenario("metadata at another version is refused", async () => {
    const stream = newName("streams");
    await connection.setStreamMetadataRaw(stream, noStream, {});

    await assert.rejects(
      connection.setStreamMetadataRaw(stream, 5, {}),
      WrongExpectedVersionError,
    );
  });

  scenario("a greatest count hides older events", async () => {
    const stream = await newStream(5);
    await connection.setStreamMetadataRaw(stream, any, { $maxCount: 2 });

    assert.deepEqual(await eventNumbers(stream, 3), [3, 4]);
    const hidden = await connection.readEvent(stream, 0);
    assert.equal(hidden.status, client.eventReadStatus.NotFound);
    await append(stream, 1);
    assert.deepEqual(await eventNumbers(stream, 3), [4, 5]);
  });

  scenario("a page below what is hidden tells where to go on", async () => {
    const stream = await newStream(20);
    await connection.setStreamMetadataRaw(stream, any, { $tb: 15 });
    const slice = await connection.readStreamEventsForward(stream, 0, 5);

    assert.deepEqual([slice.events.length, slice.isEndOfStream], [0, false]);
    assert.equal(slice.nextEventNumber.toNumber(), 15);
    assert.deepEqual(await eventNumbers(stream, slice.nextEventNumber), [15, 16, 17, 18, 19]);
  });

  scenario("new metadata of a deleted stream brings it back, empty", async () => {
    const stream = await newStream(2);
    await connection.deleteStream(stream, any, false);
    assert.equal((await read(stream)).status, sliceReadStatus.StreamNotFound);
    await connection.setStreamMetadataRaw(stream, any, { own: 1 });
    const slice = await read(stream);

    assert.deepEqual([slice.status, slice.events.length], [sliceReadStatus.Success, 0]);
    assert.equal((await connection.getStreamMetadataRaw(stream)).streamMetadata.own, 1);
  });
}
