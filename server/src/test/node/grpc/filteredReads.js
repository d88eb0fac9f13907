// Reading everything over gRPC through a filter, which not every client can.
import assert from "node:assert/strict";
import { newName, scenario, upTo } from "../scenario.js";
import { all, shared } from "./dialect.js";

export function filteredReads(dialect) {
  const { jsonEvent, streamNameFilter, eventTypeFilter, excludeSystemEvents } = dialect.library;
  const client = shared(dialect.toOpen());

  async function streamOf(count, type = "thing-happened", prefix = "filtered") {
    const stream = newName(prefix);
    const events = upTo(count).map((n) => jsonEvent({ type, data: { n } }));
    const { position } = await client.appendToStream(stream, events);
    return { stream, position };
  }

  scenario("everything is filtered by stream and by type, with prefixes and expressions", async () => {
    const mark = newName("mark");
    const { position } = await streamOf(1);
    await streamOf(2, `${mark}-a`, `${mark}-left`);
    await streamOf(2, `${mark}-b`, `${mark}-right`);
    const count = async (filter) =>
      (await all(client.readAll({ fromPosition: position, filter }))).length;
    const escaped = mark.replaceAll("-", "\\-");

    assert.equal(await count(streamNameFilter({ prefixes: [`${mark}-left`] })), 2);
    assert.equal(await count(streamNameFilter({ prefixes: [`${mark}-left`, `${mark}-right`] })), 4);
    assert.equal(await count(streamNameFilter({ regex: `^${escaped}-r.*` })), 2);
    assert.equal(await count(eventTypeFilter({ prefixes: [`${mark}-b`] })), 2);
    assert.equal(await count(eventTypeFilter({ regex: `^${escaped}-[ab]$` })), 4);
    assert.equal(await count(eventTypeFilter({ prefixes: [newName("never")] })), 0);
  });

  scenario("system events can be left out", async () => {
    const { stream, position } = await streamOf(1);
    await client.setStreamMetadata(stream, { maxCount: 10 });
    await streamOf(1);
    const read = await all(client.readAll({ fromPosition: position, filter: excludeSystemEvents() }));

    assert.equal(read.length, 2);
    assert.ok(read.every((resolved) => !resolved.event.type.startsWith("$")));
  });
}
