package dev.eventstore.server.projection;

import dev.eventstore.server.stream.StreamOperations;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets projections give way to those who append: while much is appended they take little of the
 * machine, lag, and catch up afterwards. As long as less is appended they are not held up at all.
 * Thread-safe.
 */
final class Pace {
    /** From so many events a second on that others append, projections give way. */
    private static final double BUSY_PER_SECOND = 5_000;

    /** How much of one processor all projections together may take meanwhile. */
    private static final double SHARE = 0.1;

    private static final long LOOK_NANOS = 100_000_000;
    private static final long PAUSE_NANOS_MAX = 500_000_000;
    private static final double NANOS = 1e9;

    private final StreamOperations streams;
    private final AtomicLong written = new AtomicLong();
    private final AtomicInteger working = new AtomicInteger();
    private volatile boolean isBusy;
    private volatile long lookedNanos = System.nanoTime();
    private long lookedOthers;

    Pace(StreamOperations streams) {
        this.streams = streams;
        this.lookedOthers = streams.head().value();
    }

    /** A projection begins to work. */
    void begin() {
        working.incrementAndGet();
    }

    /** A projection works no more. */
    void end() {
        working.decrementAndGet();
    }

    /** A projection has written some events. */
    void wrote(int events) {
        written.addAndGet(events);
    }

    /**
     * Pauses if others append a lot.
     *
     * @param workedNanos how long the projection has worked since it was asked last
     * @throws InterruptedException if the thread is interrupted
     */
    void giveWay(long workedNanos) throws InterruptedException {
        if (System.nanoTime() - lookedNanos > LOOK_NANOS) {
            look();
        }
        if (isBusy) {
            double pause = workedNanos * (working.get() / SHARE - 1);
            TimeUnit.NANOSECONDS.sleep((long) Math.min(PAUSE_NANOS_MAX, pause));
        }
    }

    private synchronized void look() {
        long now = System.nanoTime();
        double seconds = (now - lookedNanos) / NANOS;
        if (seconds * NANOS < LOOK_NANOS) {
            return;
        }
        long others = streams.head().value() - written.get();
        isBusy = (others - lookedOthers) / seconds > BUSY_PER_SECOND;
        lookedOthers = others;
        lookedNanos = now;
    }
}
