package dev.eventstore.server.subscription;

import dev.eventstore.server.stream.EventFilter;

/**
 * A request to follow everything.
 *
 * @param start where to begin; not {@link Start.BehindRevision}
 * @param resolveLinks whether links are followed
 * @param filter which events are wanted
 * @param checkpointEvery after how many events that were looked at a checkpoint is told; 0 for
 *     never
 */
public record ToAll(Start start, boolean resolveLinks, EventFilter filter, long checkpointEvery) {
    /**
     * @throws IllegalArgumentException if the start is a revision or the interval negative
     */
    public ToAll {
        if (start instanceof Start.BehindRevision) {
            throw new IllegalArgumentException("Everything has positions, not revisions.");
        }
        if (checkpointEvery < 0) {
            throw new IllegalArgumentException("No such interval: " + checkpointEvery);
        }
    }
}
