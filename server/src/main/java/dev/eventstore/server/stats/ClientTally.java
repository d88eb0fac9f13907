package dev.eventstore.server.stats;

import java.util.concurrent.atomic.LongAdder;

/** What a client did so far, in numbers that only grow. Thread-safe. */
public final class ClientTally {
    private final LongAdder requests = new LongAdder();

    /** It asked for something. */
    public void asked() {
        requests.increment();
    }

    /** How often it asked for something. */
    public long requests() {
        return requests.sum();
    }
}
