package dev.eventstore.server.security;

import dev.eventstore.server.stream.StreamOperations;

/** Sees what callers do with the streams. Thread-safe. */
@FunctionalInterface
public interface StreamsObserver {
    /** Nobody looks. */
    StreamsObserver NOBODY = (streams, _) -> streams;

    /**
     * Puts itself in front of the streams, or not.
     *
     * @param streams as the caller may use them
     * @return what the caller gets to use in their place; answers as they do
     */
    StreamOperations observe(StreamOperations streams, Caller caller);
}
