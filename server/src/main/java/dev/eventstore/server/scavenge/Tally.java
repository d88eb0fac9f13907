package dev.eventstore.server.scavenge;

/**
 * How much was removed.
 *
 * @param events number of events
 * @param bytes what their records took, before compression and without the index
 */
record Tally(long events, long bytes) {
    static final Tally NONE = new Tally(0, 0);

    Tally plus(Tally more) {
        return new Tally(events + more.events, bytes + more.bytes);
    }

    boolean isNone() {
        return events == 0;
    }
}
