// Deleting streams and their metadata over gRPC.
import assert from "node:assert/strict";
import { newName, scenario, upTo } from "../scenario.js";
import { all, shared } from "./dialect.js";

export function streams(dialect) {
  const { ANY, NO_STREAM, BACKWARDS, END, jsonEvent } = dialect.library;
  const { StreamDeletedError, StreamNotFoundError, WrongExpectedVersionError } = dialect.library;
  const client = shared(dialect.toOpen());

  const append = (stream, count, expected = ANY) =>
    client.appendToStream(
      stream,
      upTo(count).map((n) => jsonEvent({ type: "thing-happened", data: { n } })),
      dialect.expect(expected),
    );
  const revisions = async (stream, options) =>
    (await all(client.readStream(stream, options))).map((resolved) => Number(resolved.event.revision));

  async function newStream(count, prefix = "streams") {
    const stream = newName(prefix);
    await append(stream, count);
    return stream;
  }

  for (const act of ["deleteStream", "tombstoneStream"]) {
    scenario(`${act}: happens at the revision that is expected, and has a position`, async () => {
      const stream = await newStream(3);
      const { position } = await client[act](stream, { expectedRevision: 2n });

      assert.ok(position.commit > 0n);
    });

    scenario(`${act}: another revision is refused with both`, async () => {
      const stream = await newStream(3);
      await assert.rejects(client[act](stream, { expectedRevision: 1n }), (error) => {
        assert.ok(error instanceof WrongExpectedVersionError, `${error}`);
        assert.equal(error.streamName, stream);
        assert.deepEqual(dialect.conflict(error), { expected: 1n, actual: 2n });
        return true;
      });

      assert.deepEqual(await revisions(stream), [0, 1, 2]);
    });

    scenario(`${act}: a conflict can be told about names of any script`, async () => {
      const stream = await newStream(1, "удалить-№");
      await assert.rejects(client[act](stream, { expectedRevision: 9n }), WrongExpectedVersionError);
      await client[act](stream, { expectedRevision: 0n });
    });
  }

  scenario("a deleted stream continues its numbering", async () => {
    const stream = await newStream(3);
    await client.deleteStream(stream);
    const result = await append(stream, 2, NO_STREAM);

    assert.equal(result.nextExpectedRevision, 4n);
    assert.deepEqual(await revisions(stream), [3, 4]);
  });

  scenario("a tombstoned stream can never be written, deleted or read again", async () => {
    const stream = await newStream(1);
    await client.tombstoneStream(stream);

    await assert.rejects(append(stream, 1), StreamDeletedError);
    await assert.rejects(append(stream, 1, 0n), StreamDeletedError);
    await assert.rejects(client.deleteStream(stream), StreamDeletedError);
    await assert.rejects(client.tombstoneStream(stream), StreamDeletedError);
    await assert.rejects(all(client.readStream(stream)), StreamDeletedError);
  });

  scenario("a stream that was never written can be tombstoned", async () => {
    const stream = newName("never");
    await client.tombstoneStream(stream, { expectedRevision: NO_STREAM });

    await assert.rejects(append(stream, 1), StreamDeletedError);
  });

  scenario("metadata comes back as it was set", async () => {
    const stream = newName("метаданные");
    const metadata = {
      maxCount: 10,
      maxAge: 3_600,
      truncateBefore: 2,
      cacheControl: 15,
      acl: {
        readRoles: ["$all"],
        writeRoles: ["$admins", "$ops"],
        deleteRoles: ["$admins"],
        metaReadRoles: ["$all"],
        metaWriteRoles: ["$admins"],
      },
      own: { größe: "łódź", list: [1, 2] },
    };
    await client.setStreamMetadata(stream, metadata);
    const read = await client.getStreamMetadata(stream);

    assert.equal(read.streamName, stream);
    assert.deepEqual(read.metadata, metadata);
  });

  scenario("a stream without metadata has none", async () => {
    const read = await client.getStreamMetadata(await newStream(1));

    assert.equal(read.metadata, undefined);
  });

  scenario("metadata is written at the revision that is expected", async () => {
    const stream = newName("streams");
    await client.setStreamMetadata(stream, { maxCount: 1 }, dialect.expect(NO_STREAM));
    await client.setStreamMetadata(stream, { maxCount: 2 }, dialect.expect(0n));
    await assert.rejects(
      client.setStreamMetadata(stream, { maxCount: 3 }, dialect.expect(0n)),
      WrongExpectedVersionError,
    );

    assert.equal((await client.getStreamMetadata(stream)).metadata.maxCount, 2);
  });

  scenario("a greatest count hides older events", async () => {
    const stream = await newStream(5);
    await client.setStreamMetadata(stream, { maxCount: 2 });
    assert.deepEqual(await revisions(stream), [3, 4]);
    await append(stream, 1);

    assert.deepEqual(await revisions(stream), [4, 5]);
    assert.deepEqual(await revisions(stream, { direction: BACKWARDS, fromRevision: END }), [5, 4]);
    assert.deepEqual(await revisions(stream, { fromRevision: 1n }), [4, 5]);
  });

  scenario("truncating hides what is before a revision", async () => {
    const stream = await newStream(5);
    await client.setStreamMetadata(stream, { truncateBefore: 3 });

    assert.deepEqual(await revisions(stream), [3, 4]);
  });

  scenario("new metadata of a deleted stream brings it back, empty", async () => {
    const stream = await newStream(2);
    await client.deleteStream(stream);
    await assert.rejects(all(client.readStream(stream)), StreamNotFoundError);
    await client.setStreamMetadata(stream, { own: 1 });
    assert.deepEqual(await revisions(stream), []);
    await append(stream, 1);

    assert.deepEqual(await revisions(stream), [2]);
    assert.equal((await client.getStreamMetadata(stream)).metadata.own, 1);
  });
}
