package dev.eventstore.server.stream;

import dev.eventstore.server.event.StreamName;

/** What governs a stream. */
public sealed interface MetadataResult {
    /**
     * The metadata in force, {@link StreamMetadata#NONE} if none was ever written.
     *
     * @param revision its revision in the metastream, −1 if none was ever written
     * @param head the stream's last revision, −1 if it has no events
     * @param tombstoned whether the stream is deleted for good
     */
    record InForce(
            StreamName stream,
            StreamMetadata metadata,
            long revision,
            long head,
            boolean tombstoned)
            implements MetadataResult {}

    /** The caller may not read the metadata. */
    record AccessDenied(StreamName stream) implements MetadataResult {}
}
