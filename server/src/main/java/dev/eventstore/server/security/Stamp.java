package dev.eventstore.server.security;

import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.stream.MetadataResult;
import dev.eventstore.server.stream.StreamOperations;

/**
 * How far a stream and its metadata have come: two equal stamps mean that nothing was written in
 * between. What is remembered of a stream is remembered together with a stamp taken <em>before</em>
 * it was read, so that a change in between shows as a difference and never goes unnoticed.
 *
 * @param head the stream's last revision, −1 without events
 * @param metadata the last revision of its metastream, −1 without metadata
 * @param tombstoned whether the stream is deleted for good
 */
record Stamp(long head, long metadata, boolean tombstoned) {
    /** Equals no stamp of a stream. */
    static final Stamp NEVER = new Stamp(Long.MIN_VALUE, Long.MIN_VALUE, false);

    static Stamp of(StreamOperations streams, StreamName stream) {
        return switch (streams.metadata(stream)) {
            case MetadataResult.InForce now ->
                    new Stamp(now.head(), now.revision(), now.tombstoned());
            case MetadataResult.AccessDenied _ -> NEVER;
        };
    }
}
