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
 * @param needsStream whether a stream that never had events or metadata is left as it is, whatever
 *     is believed about it
 */
public record Delete(
        StreamName stream, ExpectedVersion expected, boolean forGood, boolean needsStream) {
    /** A request that deletes also what never was. */
    public Delete(StreamName stream, ExpectedVersion expected, boolean forGood) {
        this(stream, expected, forGood, /* needsStream= */ false);
    }
}
