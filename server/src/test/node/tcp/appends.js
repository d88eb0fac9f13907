// Appending over TCP: every expectation, every kind of event, every refusal.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after } from "node:test";
import client from "node-eventstore-client";
import { newName, scenario, upTo } from "../scenario.js";
import { connectToGuarded, event, expectedVersion, json, numbers, withConnection } from "./connection.js";

const { any, noStream, emptyStream, streamExists } = expectedVersion;
const { WrongExpectedVersionError } = client;

export async function appends() {
  const connection = await connectToGuarded();
  after(() => connection.close());
  const append = (stream, events, expected = any) => connection.appendToStream(stream, expected, events);
  const events = (count) => upTo(count).map((n) => event(n));
  const read = async (stream) => (await connection.readStreamEventsForward(stream, 0, 4096)).events;

  async function refused(stream, expected) {
    await assert.rejects(append(stream, event(), expected), (error) => {
      assert.ok(error instanceof WrongExpectedVersionError, `${error}`);
      assert.equal(error.stream, stream);
      assert.equal(error.expectedVersion.toNumber(), expected);
      return true;
    });
  }

  scenario("the first event has number 0 and a position", async () => {
    const result = await append(newName("orders"), event(), noStream);

    assert.equal(result.nextExpectedVersion.toNumber(), 0);
    assert.ok(result.logPosition.commitPosition.gt(0));
    assert.ok(result.logPosition.preparePosition.gt(0));
  });

  scenario("events of one append follow each other", async () => {
    const stream = newName("orders");
    await append(stream, events(3), emptyStream);
    const result = await append(stream, events(2), 2);

    assert.equal(result.nextExpectedVersion.toNumber(), 4);
    assert.deepEqual(
      (await read(stream)).map((resolved) => resolved.event.eventNumber.toNumber()),
      [0, 1, 2, 3, 4],
    );
  });

  scenario("each expectation that holds is accepted", async () => {
    const stream = newName("orders");
    await append(stream, event(), noStream);
    await append(stream, event(), streamExists);
    await append(stream, event(), 1);
    const result = await append(stream, event(), any);

    assert.equal(result.nextExpectedVersion.toNumber(), 3);
  });

  scenario("each expectation that does not hold is refused, and nothing is stored", async () => {
    const stream = newName("orders");
    await append(stream, events(3));
    for (const expected of [noStream, 0, 1, 3, 99]) await refused(stream, expected);
    await refused(newName("missing"), streamExists);
    await refused(newName("missing"), 0);

    assert.equal((await read(stream)).length, 3);
  });

  scenario("repeating an append changes nothing, whatever was expected", async () => {
    for (const expected of [any, noStream]) {
      const stream = newName("orders");
      const same = events(3);
      await append(stream, same, expected);
      const again = await append(stream, same, expected);

      assert.equal(again.nextExpectedVersion.toNumber(), 2);
      assert.equal((await read(stream)).length, 3);
    }
  });

  scenario("a repeat of which a part is new is refused", async () => {
    const stream = newName("orders");
    const same = events(2);
    await append(stream, same, noStream);

    await assert.rejects(append(stream, [...same, event()], noStream), WrongExpectedVersionError);
  });

  scenario("an append without events is accepted", async () => {
    const stream = newName("empty");
    await append(stream, events(2));
    const result = await append(stream, [], 1);

    assert.equal(result.nextExpectedVersion.toNumber(), 1);
  });

  scenario("JSON, bytes, metadata and ids come back as they were", async () => {
    const stream = newName("orders");
    const id = randomUUID();
    const bytes = Buffer.from(upTo(256));
    const before = Date.now();
    await append(stream, [
      client.createJsonEventData(id, { a: [1, null] }, { why: "test" }, "json"),
      client.createEventData(randomUUID(), "bytes", false, bytes, Buffer.from([0, 255])),
      client.createEventData(randomUUID(), "nothing", false, null),
    ]);
    const [first, second, third] = (await read(stream)).map((resolved) => resolved.event);

    assert.deepEqual([first.eventStreamId, first.eventId, first.eventType], [stream, id, "json"]);
    assert.deepEqual([first.isJson, json(first)], [true, { a: [1, null] }]);
    assert.deepEqual(JSON.parse(first.metadata), { why: "test" });
    assert.ok(first.createdEpoch >= before - 1_000 && first.createdEpoch <= Date.now() + 1_000);
    assert.equal(second.isJson, false);
    assert.deepEqual([second.data, second.metadata], [bytes, Buffer.from([0, 255])]);
    assert.deepEqual([third.data.length, third.metadata.length], [0, 0]);
  });

  scenario("names of streams and types, and what is in events, may be in any script", async () => {
    for (const name of ["заказ", "注文 №1", "commande/é?&=%20#", "🚀🚀", "with space", "quote\"'`"]) {
      const stream = newName(name);
      await append(stream, client.createJsonEventData(randomUUID(), { name }, null, `${name}-größe`), noStream);
      await refused(stream, noStream);
      const [{ event: read1 }] = await read(stream);

      assert.deepEqual([read1.eventStreamId, read1.eventType], [stream, `${name}-größe`]);
      assert.deepEqual(json(read1), { name });
    }
  });

  scenario("an event of three mebibytes is kept, alone and as the one of several", async () => {
    const stream = newName("big");
    const data = Buffer.alloc(3 * 1024 * 1024, "ä");
    const big = () => client.createEventData(randomUUID(), "big", false, data);
    await append(stream, big());
    await append(stream, [event(), big()]);
    const last = await connection.readEvent(stream, 2);

    assert.ok(last.event.event.data.equals(data));
    assert.equal((await read(stream)).length, 3);
  });

  scenario("two thousand events in one append arrive in order", async () => {
    const stream = newName("many");
    const result = await append(stream, events(2_000));

    assert.equal(result.nextExpectedVersion.toNumber(), 1_999);
    assert.deepEqual(numbers(await read(stream)), upTo(2_000));
  });

  scenario("appends that do not wait for each other arrive in order", async () => {
    const stream = newName("pipelined");
    await Promise.all(upTo(500).map((n) => append(stream, event(n))));

    assert.deepEqual(numbers(await read(stream)), upTo(500));
  });

  scenario("of writers on many connections who expect the same, one wins", async () => {
    const stream = newName("contended");
    const results = await Promise.allSettled(
      upTo(10).map((n) =>
        withConnection(connectToGuarded(), (own) => own.appendToStream(stream, noStream, event(n))),
      ),
    );
    const lost = results.filter((result) => result.status === "rejected");

    assert.equal(lost.length, 9);
    lost.forEach(({ reason }) => assert.ok(reason instanceof WrongExpectedVersionError, `${reason}`));
    assert.equal((await read(stream)).length, 1);
  });

  scenario("of writers on many connections who expect nothing, nobody's event is lost", async () => {
    const stream = newName("busy");
    await Promise.all(
      upTo(5).map((writer) =>
        withConnection(connectToGuarded(), (own) =>
          Promise.all(upTo(40).map((n) => own.appendToStream(stream, any, event(writer * 40 + n)))),
        ),
      ),
    );

    assert.deepEqual(numbers(await read(stream)).sort((a, b) => a - b), upTo(200));
  });

  scenario("an expected version that does not exist is a bad request, and the connection stays", async () => {
    await assert.rejects(append(newName("orders"), event(), -7), /Bad request/);
    await append(newName("orders"), event(), noStream);
  });
}
