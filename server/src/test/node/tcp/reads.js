// Reading over TCP: single events, streams and everything, in both directions, and links.
import assert from "node:assert/strict";
import { after } from "node:test";
import client from "node-eventstore-client";
import { newName, scenario, upTo } from "../scenario.js";
import { ADMINISTRATOR, connectToGuarded, event, expectedVersion, link, numbers } from "./connection.js";

const { any } = expectedVersion;
const { Position, positions, streamPosition, eventReadStatus, sliceReadStatus } = client;

export async function reads() {
  const connection = await connectToGuarded();
  after(() => connection.close());
  const forward = (stream, from, count, resolve) =>
    connection.readStreamEventsForward(stream, from, count, resolve);
  const backward = (stream, from, count) => connection.readStreamEventsBackward(stream, from, count);
  const up = (from, count) => connection.readAllEventsForward(from, count, false, ADMINISTRATOR);
  const down = (from, count) => connection.readAllEventsBackward(from, count, false, ADMINISTRATOR);

  async function streamOf(count) {
    const stream = newName("reads");
    const { logPosition } = await connection.appendToStream(stream, any, upTo(count).map((n) => event(n)));
    return { stream, logPosition };
  }

  scenario("a single event is read by its number, the last one by -1", async () => {
    const { stream } = await streamOf(3);
    const second = await connection.readEvent(stream, 1);
    const last = await connection.readEvent(stream, streamPosition.end);

    assert.equal(second.status, eventReadStatus.Success);
    assert.deepEqual(numbers([second.event, last.event]), [1, 2]);
    assert.equal(last.event.originalEventNumber.toNumber(), 2);
  });

  scenario("an event that is not there is not found, in one of three ways", async () => {
    const { stream } = await streamOf(3);
    const deleted = (await streamOf(1)).stream;
    await connection.deleteStream(deleted, any, false);
    const tombstoned = (await streamOf(1)).stream;
    await connection.deleteStream(tombstoned, any, true);
    const status = async (name, number) => (await connection.readEvent(name, number)).status;

    assert.equal(await status(stream, 9), eventReadStatus.NotFound);
    assert.equal(await status(newName("never"), 0), eventReadStatus.NoStream);
    assert.equal(await status(deleted, 0), eventReadStatus.NoStream);
    assert.equal(await status(tombstoned, 0), eventReadStatus.StreamDeleted);
  });

  scenario("a stream is read in pages, forward", async () => {
    const { stream } = await streamOf(5);
    const first = await forward(stream, 0, 3);
    const second = await forward(stream, first.nextEventNumber, 3);

    assert.deepEqual([first.status, first.stream, first.readDirection], [sliceReadStatus.Success, stream, "forward"]);
    assert.deepEqual([numbers(first.events), first.isEndOfStream], [[0, 1, 2], false]);
    assert.deepEqual([first.nextEventNumber.toNumber(), first.lastEventNumber.toNumber()], [3, 4]);
    assert.deepEqual([numbers(second.events), second.isEndOfStream], [[3, 4], true]);
    assert.equal(second.nextEventNumber.toNumber(), 5);
  });

  scenario("a stream is read in pages, backward", async () => {
    const { stream } = await streamOf(5);
    const first = await backward(stream, streamPosition.end, 3);
    const second = await backward(stream, first.nextEventNumber, 3);

    assert.deepEqual([numbers(first.events), first.isEndOfStream], [[4, 3, 2], false]);
    assert.deepEqual([first.nextEventNumber.toNumber(), first.readDirection], [1, "backward"]);
    assert.deepEqual([numbers(second.events), second.isEndOfStream], [[1, 0], true]);
    assert.equal(second.nextEventNumber.toNumber(), -1);
  });

  scenario("a read beyond the end finds nothing and says that it is the end", async () => {
    const { stream } = await streamOf(2);
    const slice = await forward(stream, 10, 5);

    assert.deepEqual([slice.status, slice.events.length, slice.isEndOfStream], ["success", 0, true]);
  });

  scenario("a read backward from beyond the end is told where the end is", async () => {
    const { stream } = await streamOf(2);
    const above = await backward(stream, 10, 3);
    const next = await backward(stream, above.nextEventNumber, 3);

    assert.deepEqual([above.events.length, above.isEndOfStream], [0, false]);
    assert.deepEqual([numbers(next.events), next.isEndOfStream], [[1, 0], true]);
  });

  scenario("streams that are not there, deleted or tombstoned are told apart", async () => {
    const deleted = (await streamOf(1)).stream;
    await connection.deleteStream(deleted, any, false);
    const tombstoned = (await streamOf(1)).stream;
    await connection.deleteStream(tombstoned, any, true);

    for (const read of [forward, backward]) {
      assert.equal((await read(newName("never"), 0, 1)).status, sliceReadStatus.StreamNotFound);
      assert.equal((await read(deleted, 0, 1)).status, sliceReadStatus.StreamNotFound);
      assert.equal((await read(tombstoned, 0, 1)).status, sliceReadStatus.StreamDeleted);
    }
  });

  scenario("a page may have 4,096 events", async () => {
    const { stream } = await streamOf(4_096);

    assert.deepEqual(numbers((await forward(stream, 0, 4_096)).events), upTo(4_096));
  });

  scenario("everything is read in pages, forward, to an empty one", async () => {
    const { stream } = await streamOf(3);
    const seen = [];
    let slice = await up(positions.start, 50);
    while (!slice.isEndOfStream) {
      seen.push(...slice.events);
      slice = await up(slice.nextPosition, 50);
    }
    const commits = seen.map((resolved) => resolved.originalPosition.commitPosition.toNumber());

    assert.deepEqual(commits, [...commits].sort((a, b) => a - b));
    assert.equal(seen.filter((resolved) => resolved.originalStreamId === stream).length, 3);
  });

  scenario("everything is read backward, from the newest event", async () => {
    const { stream } = await streamOf(3);
    const first = await down(positions.end, 2);
    const second = await down(first.nextPosition, 1);

    assert.deepEqual(numbers([...first.events, ...second.events]), [2, 1, 0]);
    assert.equal(second.events[0].originalStreamId, stream);
  });

  scenario("a position is included in a read forward and not in one backward", async () => {
    const { stream } = await streamOf(2);
    const [newest] = (await down(positions.end, 1)).events;
    const [above] = (await up(newest.originalPosition, 1)).events;
    const [below] = (await down(newest.originalPosition, 1)).events;

    assert.deepEqual([above.originalStreamId, above.originalEventNumber.toNumber()], [stream, 1]);
    assert.deepEqual([below.originalStreamId, below.originalEventNumber.toNumber()], [stream, 0]);
  });

  scenario("an append's position leads to its last event", async () => {
    const { stream, logPosition } = await streamOf(2);
    const [found] = (await up(new Position(logPosition.commitPosition, logPosition.preparePosition), 1)).events;

    assert.deepEqual([found.originalStreamId, found.originalEventNumber.toNumber()], [stream, 1]);
  });

  scenario("links lead to their targets if that is wanted", async () => {
    const { stream } = await streamOf(2);
    const links = newName("links");
    await connection.appendToStream(links, any, [link(1, stream), link(0, stream)]);
    const { events } = await forward(links, 0, 10, true);
    const single = (await connection.readEvent(links, 0, true)).event;
    const [plain] = (await forward(links, 0, 1, false)).events;

    assert.deepEqual(numbers(events), [1, 0]);
    for (const resolved of [events[0], single]) {
      assert.equal(resolved.isResolved, true);
      assert.deepEqual([resolved.event.eventStreamId, resolved.link.eventStreamId], [stream, links]);
      assert.deepEqual([resolved.originalStreamId, resolved.originalEventNumber.toNumber()], [links, 0]);
    }
    assert.deepEqual([plain.isResolved, plain.event.eventType], [false, "$>"]);
  });

  scenario("a link whose target is gone stays a link", async () => {
    const { stream } = await streamOf(1);
    const links = newName("links");
    await connection.appendToStream(links, any, [link(0, stream), link(7, newName("nowhere"))]);
    await connection.deleteStream(stream, any, true);
    const { events } = await forward(links, 0, 10, true);

    assert.equal(events.length, 2);
    events.forEach((resolved, n) => {
      assert.equal(resolved.isResolved, false);
      assert.deepEqual([resolved.link.eventStreamId, resolved.link.eventNumber.toNumber()], [links, n]);
    });
  });

  scenario("many reads at once are all answered", async () => {
    const { stream } = await streamOf(100);
    const slices = await Promise.all(upTo(200).map((n) => forward(stream, n % 100, 5)));

    slices.forEach((slice, n) => assert.equal(slice.events[0].originalEventNumber.toNumber(), n % 100));
  });
}
