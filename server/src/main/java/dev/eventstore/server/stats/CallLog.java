package dev.eventstore.server.stats;

import dev.eventstore.server.security.StreamsObserver;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What clients do with the streams, call by call, while somebody watches. Otherwise it costs a look
 * at one field. Thread-safe.
 */
public final class CallLog {
    /** How many calls are kept. */
    static final int CALLS_MAX = 2_000;

    private final Recent<ObservedCall> calls = new Recent<>(CALLS_MAX);
    private final AtomicInteger watchers = new AtomicInteger();
    private final InstantSource clock;
    private volatile boolean watched;

    /**
     * @param clock tells when a call was done
     */
    public CallLog(InstantSource clock) {
        this.clock = clock;
    }

    /** The calls of the time in which somebody watched. */
    public Recent<ObservedCall> calls() {
        return calls;
    }

    /** Calls are kept from now on, until {@link #unwatch}; to be called in pairs. */
    public void watch() {
        watchers.incrementAndGet();
        watched = true;
    }

    /** Undoes one {@link #watch}. */
    public void unwatch() {
        watched = watchers.decrementAndGet() > 0;
    }

    /**
     * Sees the callers of one front end.
     *
     * @param via its name, as people know it
     */
    public StreamsObserver of(String via) {
        return (streams, caller) -> new ObservedStreams(streams, this, via, caller.login());
    }

    /** Answers whether somebody watches. */
    public boolean isWatched() {
        return watched;
    }

    /** Tells when a call was done. */
    public InstantSource clock() {
        return clock;
    }

    /** Adds a call; only while somebody watches. */
    public void add(ObservedCall call) {
        calls.add(call);
    }
}
