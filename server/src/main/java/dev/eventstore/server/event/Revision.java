package dev.eventstore.server.event;

/**
 * The place of an event in its stream: 0 for the first, then one more each. The wire calls it event
 * number (HTTP, TCP) or stream revision (gRPC).
 *
 * @param value 0 to {@link Long#MAX_VALUE}
 */
public record Revision(long value) implements Comparable<Revision> {
    /** The first event of a stream. */
    public static final Revision FIRST = new Revision(0);

    /** The greatest revision; reading backward from it starts at the newest event. */
    public static final Revision MAX = new Revision(Long.MAX_VALUE);

    /**
     * @throws IllegalArgumentException if the value is negative
     */
    public Revision {
        if (value < 0) {
            throw new IllegalArgumentException("A revision must not be negative: " + value);
        }
    }

    /** Short for the constructor. */
    public static Revision of(long value) {
        return new Revision(value);
    }

    /** The revision that many events later. */
    public Revision plus(long events) {
        return new Revision(value + events);
    }

    @Override
    public int compareTo(Revision other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
