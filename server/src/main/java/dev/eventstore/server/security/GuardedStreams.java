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
    private final StreamsObserver observer;

    /**
     * @param streams does the work
     */
    public GuardedStreams(WatchedStreams streams) {
        this(streams, new AccessRules(streams), StreamsObserver.NOBODY);
    }

    private GuardedStreams(WatchedStreams streams, AccessRules rules, StreamsObserver observer) {
        this.streams = streams;
        this.rules = rules;
        this.observer = observer;
    }

    /** The same door, for callers of one front end, with somebody who sees what they do. */
    public GuardedStreams observedBy(StreamsObserver who) {
        return new GuardedStreams(streams, rules, who);
    }

    /**
     * The streams as a caller may use them: what is not allowed answers {@code AccessDenied}. Each
     * operation asks the rules anew, so the result may be kept as long as the caller is the same.
     */
    public StreamOperations on(Caller caller) {
        return observer.observe(new CallersStreams(streams, rules, caller), caller);
    }

    /** Answers whether everybody may read a stream, so that shared caches may keep its pages. */
    public boolean isPublic(StreamName stream) {
        return rules.allows(Caller.ANONYMOUS, stream, Right.READ);
    }

    /** Answers whether a caller may read a stream; of {@code $all}, whether that is everything. */
    public boolean mayRead(Caller caller, StreamName stream) {
        return rules.allows(caller, stream, Right.READ);
    }

    /** Answers whether a caller may write to a stream. */
    boolean mayWrite(Caller caller, StreamName stream) {
        return rules.allows(caller, stream, Right.WRITE);
    }
}
