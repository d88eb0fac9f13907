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
 * @param filter which events are wanted
 * @param window how many events are looked at at most to find those, 1 or more
 */
public record ReadAll(
        Position from,
        int count,
        Direction direction,
        boolean resolveLinks,
        EventFilter filter,
        int window) {
    /**
     * @throws IllegalArgumentException if count or window are not positive
     */
    public ReadAll {
        if (count < 1) {
            throw new IllegalArgumentException("A page holds at least one event: " + count);
        }
        if (window < 1) {
            throw new IllegalArgumentException("At least one event is looked at: " + window);
        }
    }

    /** A page without a filter. */
    public ReadAll(Position from, int count, Direction direction, boolean resolveLinks) {
        this(
                from,
                count,
                direction,
                resolveLinks,
                EventFilter.Everything.EVERYTHING,
                Integer.MAX_VALUE);
    }
}
