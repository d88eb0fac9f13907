package dev.eventstore.server.stream;

/** How a stream is, for whoever appends. */
public sealed interface StreamState {
    /** It has events. */
    record Existing(long lastRevision) implements StreamState {}

    /** It has no events that show. */
    enum Missing implements StreamState {
        /** It never had any. */
        NEVER_WRITTEN,
        /** It is softly deleted, and comes back with the next append. */
        SOFT_DELETED,
        /** It has a tombstone. */
        TOMBSTONED
    }
}
