// Transactions over TCP: events that are written in several steps and appear at once.
import assert from "node:assert/strict";
import { after } from "node:test";
import client from "node-eventstore-client";
import { newName, scenario, upTo } from "../scenario.js";
import { connectToGuarded, event, expectedVersion, numbers, withConnection } from "./connection.js";

const { any, noStream } = expectedVersion;

export async function transactions() {
  const connection = await connectToGuarded();
  after(() => connection.close());
  const read = (stream) => connection.readStreamEventsForward(stream, 0, 100);

  scenario("a transaction appears when it is committed, and not before", async () => {
    const stream = newName("transaction");
    const transaction = await connection.startTransaction(stream, noStream);
    await transaction.write([event(0), event(1)]);
    await transaction.write(event(2));
    assert.equal((await read(stream)).status, client.sliceReadStatus.StreamNotFound);
    const result = await transaction.commit();

    assert.equal(result.nextExpectedVersion.toNumber(), 2);
    assert.deepEqual(numbers((await read(stream)).events), [0, 1, 2]);
  });

  scenario("what a transaction expects is checked when it is committed", async () => {
    const stream = newName("transaction");
    const transaction = await connection.startTransaction(stream, noStream);
    await transaction.write(event(0));
    await connection.appendToStream(stream, any, event(9));

    await assert.rejects(transaction.commit(), client.WrongExpectedVersionError);
    assert.deepEqual(numbers((await read(stream)).events), [9]);
  });

  scenario("a transaction that is rolled back leaves nothing", async () => {
    const stream = newName("transaction");
    const transaction = await connection.startTransaction(stream, any);
    await transaction.write(event(0));
    transaction.rollback();

    assert.equal((await read(stream)).status, client.sliceReadStatus.StreamNotFound);
  });

  scenario("a transaction can be continued by its id, on another connection", async () => {
    const stream = newName("transaction");
    const transaction = await connection.startTransaction(stream, noStream);
    await transaction.write(event(0));
    await withConnection(connectToGuarded(), async (other) => {
      const continued = other.continueTransaction(transaction.transactionId);
      await continued.write(event(1));
      await continued.commit();
    });

    assert.deepEqual(numbers((await read(stream)).events), [0, 1]);
  });

  scenario("transactions of many streams do not mix", async () => {
    const streams = upTo(10).map(() => newName("transaction"));
    const all = await Promise.all(streams.map((stream) => connection.startTransaction(stream, noStream)));
    for (const part of upTo(5)) await Promise.all(all.map((t, n) => t.write(event(n * 10 + part))));
    await Promise.all(all.map((transaction) => transaction.commit()));

    for (const [n, stream] of streams.entries()) {
      assert.deepEqual(numbers((await read(stream)).events), upTo(5).map((part) => n * 10 + part));
    }
  });

  scenario("a transaction on a tombstoned stream is refused", async () => {
    const stream = newName("transaction");
    await connection.deleteStream(stream, any, true);
    const attempt = async () => {
      const transaction = await connection.startTransaction(stream, any);
      await transaction.write(event(0));
      await transaction.commit();
    };

    await assert.rejects(attempt(), client.StreamDeletedError);
  });
}
