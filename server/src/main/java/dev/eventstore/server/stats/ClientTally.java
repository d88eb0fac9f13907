package dev.eventstore.server.stats;

import dev.eventstore.server.security.EventCounter;
import java.util.concurrent.atomic.LongAdder;

/** What a client did so far, in numbers that only grow. Thread-safe. */
public final class ClientTally implements EventCounter {
    private final LongAdder requests = new LongAdder();
    private final LongAdder appended = new LongAdder();
    private final LongAdder read = new LongAdder();

    /**
     * What it did.
     *
     * @param requests how often it asked for something
     * @param appended how many events it appended
     * @param read how many events it was given
     */
    public record Done(long requests, long appended, long read) {
        static final Done NOTHING = new Done(0, 0, 0);

        Done plus(Done more) {
            return new Done(requests + more.requests, appended + more.appended, read + more.read);
        }

        Done minus(Done before) {
            return new Done(
                    requests - before.requests, appended - before.appended, read - before.read);
        }

        /** How busy that made the node, as far as numbers tell. */
        long total() {
            return requests + appended + read;
        }
    }

    /** It asked for something. */
    public void asked() {
        requests.increment();
    }

    @Override
    public void appended(long events) {
        appended.add(events);
    }

    @Override
    public void read(long events) {
        read.add(events);
    }

    /** What it did so far. */
    public Done done() {
        return new Done(requests.sum(), appended.sum(), read.sum());
    }
}
