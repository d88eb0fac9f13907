package dev.eventstore.server.security;

import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.stream.StreamOperations;

/**
 * The door in front of the streams: front ends get the operations of a {@link Caller} here and
 * nowhere else. Thread-safe.
 */
public final class GuardedStreams {
    private final WatchedStreams streams;
    private final AccessRules rules;

    /**
     * @param streams does the work
     */
    public GuardedStreams(WatchedStreams streams) {
        this.streams = streams;
        this.rules = new AccessRules(streams);
    }

    /**
     * The streams as a caller may use them: what is not allowed answers {@code AccessDenied}. Each
     * operation asks the rules anew, so the result may be kept as long as the caller is the same.
     */
    public StreamOperations on(Caller caller) {
        return new CallersStreams(streams, rules, caller);
    }

    /** Answers whether everybody may read a stream, so that shared caches may keep its pages. */
    public boolean isPublic(StreamName stream) {
        return rules.allows(Caller.ANONYMOUS, stream, Right.READ);
    }

    /** Answers whether a caller may write to a stream. */
    boolean mayWrite(Caller caller, StreamName stream) {
        return rules.allows(caller, stream, Right.WRITE);
    }
}
