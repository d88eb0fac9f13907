package dev.eventstore.server.stream;

import dev.eventstore.server.event.Position;

/**
 * A request for a page of everything.
 *
 * @param from where to start: forward the event at this position comes first, backward the one just
 *     before it
 * @param count how many events at most, 1 or more
 * @param direction which way
 * @param resolveLinks whether links are followed
 */
public record ReadAll(Position from, int count, Direction direction, boolean resolveLinks) {
    /**
     * @throws IllegalArgumentException if the count is not positive
     */
    public ReadAll {
        if (count < 1) {
            throw new IllegalArgumentException("A page holds at least one event: " + count);
        }
    }
}
