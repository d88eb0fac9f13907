package dev.eventstore.server.tcp.command;

import dev.eventstore.server.tcp.frame.Correlation;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The subscriptions of one connection, each on a virtual thread of its own. To end one is to
 * interrupt it. Thread-safe.
 */
public final class OpenSubscriptions {
    /** How many one connection may have. */
    static final int SUBSCRIPTIONS_MAX = 10_000;

    private final Map<Correlation, Running> open = new ConcurrentHashMap<>();
    private volatile boolean isOver;

    private record Running(Runnable subscription, Thread thread) {}

    /** What came of opening one. */
    enum Opening {
        /** It runs. */
        OPENED,
        /** There is one with that id. */
        TAKEN,
        /** There are too many. */
        TOO_MANY
    }

    /** Runs a subscription until it ends by itself or is ended. */
    Opening open(Correlation id, Runnable subscription) {
        if (open.size() >= SUBSCRIPTIONS_MAX) {
            return Opening.TOO_MANY;
        }
        Thread thread =
                Thread.ofVirtual()
                        .name("tcp-subscription")
                        .unstarted(() -> {
                            try {
                                subscription.run();
                            } finally {
                                open.remove(id, new Running(subscription, Thread.currentThread()));
                            }
                        });
        if (open.putIfAbsent(id, new Running(subscription, thread)) != null) {
            return Opening.TAKEN;
        }
        thread.start();
        if (isOver) {
            thread.interrupt();
        }
        return Opening.OPENED;
    }

    /** What runs under an id; {@code null} if nothing does. */
    @Nullable Runnable find(Correlation id) {
        Running running = open.get(id);
        return running == null ? null : running.subscription;
    }

    /** Ends one; false if there is none with that id. */
    boolean end(Correlation id) {
        Running running = open.remove(id);
        if (running == null) {
            return false;
        }
        running.thread.interrupt();
        return true;
    }

    /** Ends all of them, and those that are opened from now on. */
    public void endAll() {
        isOver = true;
        open.values().forEach(running -> running.thread.interrupt());
    }

    /** Answers whether the connection ends, and subscriptions with it. */
    boolean isOver() {
        return isOver;
    }
}
