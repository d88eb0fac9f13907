package dev.eventstore.server.projection.debug;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on one thing at a time, on a thread of its own: a script that computes must not keep a
 * thread from those who serve clients. Counts its changes, so that others can wait for the next
 * one. Thread-safe.
 */
final class Worker {
    private static final Logger logger = LoggerFactory.getLogger(Worker.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final String name;
    private long version;
    private @Nullable Thread thread;
    private boolean isClosed;

    Worker(String name) {
        this.name = name;
    }

    /** Begins some work; answers whether it did: not while there is other work, or at the end. */
    synchronized boolean begin(Runnable work) {
        if (thread != null || isClosed) {
            return false;
        }
        version++;
        thread = Thread.ofPlatform().daemon().name(name).start(() -> work(work));
        return true;
    }

    synchronized boolean isBusy() {
        return thread != null;
    }

    /** How many changes there were. */
    synchronized long version() {
        return version;
    }

    /** Something is different now. */
    synchronized void changed() {
        version++;
        notifyAll();
    }

    /** Waits for a change behind one that was seen, at most so long. */
    synchronized void await(long seen, Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        for (long left = patience.toMillis(); version <= seen && left > 0; ) {
            wait(left);
            left = (until - System.nanoTime()) / 1_000_000;
        }
    }

    /** Waits until there is no work, at most so long. */
    synchronized void awaitIdle(Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        for (long left = patience.toMillis(); thread != null && left > 0; ) {
            wait(left);
            left = (until - System.nanoTime()) / 1_000_000;
        }
    }

    /** Begins nothing any more, and waits a little for what goes on. */
    void close() {
        synchronized (this) {
            isClosed = true;
            notifyAll();
        }
        try {
            awaitIdle(PATIENCE);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    private void work(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException broken) {
            logger.warn("{} ended by a failure of the node.", name, broken);
        } finally {
            synchronized (this) {
                thread = null;
                changed();
            }
        }
    }
}
