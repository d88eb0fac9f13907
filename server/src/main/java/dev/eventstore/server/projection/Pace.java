package dev.eventstore.server.projection;

import dev.eventstore.server.stream.StreamOperations;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets projections give way to those who append: while much is appended, all of them together take
 * no more than a share of the machine, and write only so many events. With a few ten thousand
 * events a second that is enough to keep up; where more is appended they lag, and catch up
 * afterwards. Thread-safe.
 */
final class Pace {
    /** From so many events a second on that others append, projections give way. */
    private static final double BUSY_PER_SECOND = 5_000;

    /** How much of all processors projections may take meanwhile; writing for them adds to that. */
    private static final double SHARE = 0.2;

    /** How many events projections may write meanwhile, a second and for each processor. */
    private static final double WRITTEN_PER_SECOND = 50_000;

    /** How long others append before it counts. */
    private static final long LOOK_NANOS = 100_000_000;

    /** The moments at which projections go on together, so that they share what they read. */
    private static final long MOMENT_NANOS = 25_000_000;

    private static final double NANOS = 1e9;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final StreamOperations streams;
    private final int processors = Runtime.getRuntime().availableProcessors();
    private final Budget work = new Budget(SHARE * NANOS * processors);
    private final Budget writing = new Budget(WRITTEN_PER_SECOND * processors);
    private final AtomicLong written = new AtomicLong();
    private long lookedNanos = System.nanoTime();
    private long lookedOthers;
    private boolean isBusy;
    private long filledNanos = lookedNanos;
    private long seenWritten;

    Pace(StreamOperations streams) {
        this.streams = streams;
        this.lookedOthers = streams.head().value();
    }

    /** A projection has written some events. */
    void wrote(int events) {
        written.addAndGet(events);
    }

    /** For how long the thread that asks has worked, in nanoseconds, without what it waited for. */
    static long worked() {
        return THREADS.isCurrentThreadCpuTimeSupported()
                ? THREADS.getCurrentThreadCpuTime()
                : System.nanoTime();
    }

    /**
     * Pauses if others append a lot and projections have taken their share.
     *
     * @param workedNanos how long the projection has worked since it was asked last
     * @throws InterruptedException if the thread is interrupted
     */
    void giveWay(long workedNanos) throws InterruptedException {
        boolean mayGoOn = take(workedNanos);
        while (!mayGoOn) {
            sleepUntilNextMoment();
            mayGoOn = take(0);
        }
    }

    /** Sleeps until all projections go on that wait for that. */
    static void sleepUntilNextMoment() throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(MOMENT_NANOS - System.nanoTime() % MOMENT_NANOS);
    }

    private synchronized boolean take(long workedNanos) {
        long now = System.nanoTime();
        look(now);
        double seconds = (now - filledNanos) / NANOS;
        filledNanos = now;
        work.pass(seconds, (double) workedNanos);
        long writtenNow = written.get();
        writing.pass(seconds, (double) (writtenNow - seenWritten));
        seenWritten = writtenNow;
        return !isBusy || (work.isLeft() && writing.isLeft());
    }

    private void look(long now) {
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
