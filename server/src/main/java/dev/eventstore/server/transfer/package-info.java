/**
 * Whole databases as text: one event a line, in JSON, in the order in which they were written.
 *
 * <p>{@link dev.eventstore.server.transfer.Exporter} writes such a file, {@link
 * dev.eventstore.server.transfer.Importer} reads it into this or another database. Everything that
 * an event has comes along: stream, revision, id, type, time, data and metadata byte for byte,
 * links, metadata of streams, deletions. Positions are given anew. Accounts stay behind, since
 * passwords have no place in such files, and so do the statistics of nodes.
 *
 * <p>A line: {@code {"stream": "orders-1", "revision": 0, "id": "…", "type": "orderPlaced",
 * "created": "2026-01-01T00:00:00Z", "isJson": true, "data": {…}, "metadata": {…}}}. Data that is
 * no JSON object or array on one line is in {@code dataBase64}, likewise metadata. For files that
 * somebody else wrote: what is missing of {@code revision}, {@code id} and {@code created} is made
 * up, and fields that are unknown are skipped; {@code streamId}, {@code eventType} and {@code
 * eventId} count, too. A line may also be a CloudEvent: {@link
 * dev.eventstore.server.transfer.CloudEventLine} writes such lines.
 */
@NullMarked
package dev.eventstore.server.transfer;

import org.jspecify.annotations.NullMarked;
