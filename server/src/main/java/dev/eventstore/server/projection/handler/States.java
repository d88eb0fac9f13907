package dev.eventstore.server.projection.handler;

import java.util.Optional;

/** Remembers the state of partitions. */
public interface States {
    /** Nothing is remembered. */
    States NONE = _ -> Optional.empty();

    /** The state of a partition as JSON; empty if it never had one. */
    Optional<String> of(String partition);
}
