package dev.eventstore.server.node;

/** Why a node is to stop. */
public sealed interface StopRequest {
    /** Somebody asked it to. */
    record Shutdown() implements StopRequest {}

    /** Somebody wants it to begin again, with an empty database. */
    record Reset() implements StopRequest {}

    /** Somebody wants it to begin again, with a snapshot that was put beside its database. */
    record GoBack() implements StopRequest {}

    /**
     * Its database failed.
     *
     * @param failure how
     */
    record Broken(RuntimeException failure) implements StopRequest {}
}
