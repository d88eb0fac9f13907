package dev.eventstore.server.stream;

import dev.eventstore.server.event.ExpectedVersion;
import dev.eventstore.server.event.StreamName;

/**
 * A request to delete a stream.
 *
 * @param stream which one
 * @param expected what the caller believes about it
 * @param forGood true for a tombstone, after which the name can never be used again; false for a
 *     soft delete, which a later append undoes
 */
public record Delete(StreamName stream, ExpectedVersion expected, boolean forGood) {}
