package dev.eventstore.server.event;

/**
 * The place of an event among all events of the database. Positions are dense: the first event has
 * 1, each later one the next number. Clients see the number twice, as commit and prepare position.
 *
 * <p>As a place to read from, a position lies just before the event that has it: reading forward
 * from {@code p} begins with the event at {@code p}, reading backward with the one at {@code p-1}.
 *
 * @param value 0 (before everything) to {@link Long#MAX_VALUE} (after everything)
 */
public record Position(long value) implements Comparable<Position> {
    /** Before the first event. */
    public static final Position START = new Position(0);

    /** After the last event, whichever that is at the time of reading. */
    public static final Position END = new Position(Long.MAX_VALUE);

    /**
     * @throws IllegalArgumentException if the value is negative
     */
    public Position {
        if (value < 0) {
            throw new IllegalArgumentException("A position must not be negative: " + value);
        }
    }

    /** Short for the constructor. */
    public static Position of(long value) {
        return new Position(value);
    }

    /** The place just after the event at this position. */
    public Position next() {
        return new Position(value + 1);
    }

    @Override
    public int compareTo(Position other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
