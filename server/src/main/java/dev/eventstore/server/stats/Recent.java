package dev.eventstore.server.stats;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The newest of what happens again and again, each with a number: 1, 2, 3, … Older ones are
 * forgotten. Whoever looks may wait for more. Thread-safe; adding never waits for those who look.
 *
 * @param <T> what happens, immutable
 */
public final class Recent<T> {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition added = lock.newCondition();
    private final @Nullable Object[] ring;
    private long last;

    /**
     * One of them.
     *
     * @param number its number, 1 for the first that there ever was
     */
    public record Numbered<T>(long number, T value) {}

    /**
     * @param max how many are kept, 1 or more
     */
    public Recent(int max) {
        ring = new @Nullable Object[max];
    }

    /** Adds the newest. */
    public void add(T value) {
        lock.lock();
        try {
            last++;
            ring[place(last)] = value;
            added.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The number of the newest, 0 if there never was one. */
    public long last() {
        lock.lock();
        try {
            return last;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Those behind a number, as far as they are kept, oldest first.
     *
     * @param number the last one that is known already, 0 for none
     * @param max how many at most
     */
    public List<Numbered<T>> after(long number, int max) {
        lock.lock();
        try {
            // A number of another run of the node means nothing here.
            long known = number > last ? 0 : Math.max(0, number);
            List<Numbered<T>> found = new ArrayList<>();
            for (long next = Math.max(known, last - ring.length) + 1;
                    next <= last && found.size() < max;
                    next++) {
                found.add(new Numbered<>(next, at(next)));
            }
            return found;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is one behind a number, or the time is up. */
    public void awaitAfter(long number, Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = patience.toNanos();
            while (last <= number && left > 0) {
                left = added.awaitNanos(Math.min(left, TimeUnit.MINUTES.toNanos(1)));
            }
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings("unchecked") // Only values of that type are put in.
    private T at(long number) {
        Object value = ring[place(number)];
        if (value == null) {
            throw new IllegalStateException("Number " + number + " was never added.");
        }
        return (T) value;
    }

    private int place(long number) {
        return (int) (number % ring.length);
    }
}
