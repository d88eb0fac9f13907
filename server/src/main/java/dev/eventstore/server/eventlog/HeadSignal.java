package dev.eventstore.server.eventlog;

import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.event.SystemStreams;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * "The head moved": whoever has read everything parks here until there is more, without polling.
 * Who waits for one stream is not woken by what is appended to others. Safe for any thread; meant
 * for virtual threads, of which thousands may park.
 *
 * <p>Those who wait for the same stream form a chain. A wake takes the whole chain; who is woken
 * and wants to wait again joins anew. Short chains are woken by the writer itself, long ones by the
 * {@link Herald}, so that a commit costs the writer the same however many listen.
 */
final class HeadSignal {
    /** How many the writer itself wakes after one append. */
    private static final int WOKEN_BY_WRITER_MAX = 8;

    /** Stands for all streams: who waits here wants to know of each move. */
    private static final StreamName ANY_STREAM = SystemStreams.ALL;

    private final ConcurrentHashMap<StreamName, Waiter> chains = new ConcurrentHashMap<>();
    private final Herald herald = new Herald();
    private volatile long head;
    private volatile boolean isClosed;

    /** One who waits, and who joined the chain before. */
    static final class Waiter {
        private final Thread thread = Thread.currentThread();
        private volatile boolean isWoken;
        private @Nullable Waiter next;
        private int length = 1;

        @Nullable Waiter next() {
            return next;
        }

        void wake() {
            isWoken = true;
            LockSupport.unpark(thread);
        }

        private Waiter before(@Nullable Waiter first) {
            next = first;
            length = first == null ? 1 : first.length + 1;
            return this;
        }
    }

    HeadSignal(long head) {
        this.head = head;
    }

    long head() {
        return head;
    }

    /**
     * Tells that the head moved.
     *
     * @param touched the streams that were appended to since the last time
     */
    void moveTo(long newHead, Collection<StreamName> touched) {
        head = newHead;
        if (chains.isEmpty()) {
            return;
        }
        wake(ANY_STREAM);
        for (StreamName stream : touched) {
            if (stream.isMetastream()) {
                wake(stream.original());
            } else if (stream.equals(SystemStreams.SETTINGS)) {
                wakeAll();
            }
            wake(stream);
        }
    }

    /** Wakes everybody for good. */
    void close() {
        isClosed = true;
        wakeAll();
        herald.close();
    }

    /**
     * Waits until the head lies behind {@code seen}, the time runs out or the log closes.
     *
     * @return the head then
     */
    long awaitAfter(long seen, Duration patience) throws InterruptedException {
        return await(ANY_STREAM, seen, patience);
    }

    /**
     * Waits until something is appended to a stream or to its metastream, or to {@code $settings},
     * which all streams live by; until the time runs out or the log closes. Returns at once if the
     * head lies behind {@code seen} already, whatever moved it.
     *
     * @return the head then
     */
    long awaitAppendTo(StreamName stream, long seen, Duration patience)
            throws InterruptedException {
        return await(stream, seen, patience);
    }

    private long await(StreamName stream, long seen, Duration patience)
            throws InterruptedException {
        if (head > seen || isClosed) {
            return head;
        }
        long end = System.nanoTime() + patience.toNanos();
        Waiter me = new Waiter();
        chains.compute(stream, (_, first) -> me.before(first));
        try {
            // Looked at again now that no move can pass unnoticed.
            while (!me.isWoken && head <= seen && !isClosed) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    break;
                }
                LockSupport.parkNanos(this, left);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
            return head;
        } finally {
            if (!me.isWoken) {
                chains.computeIfPresent(stream, (_, first) -> without(me, first));
            }
        }
    }

    private void wakeAll() {
        chains.keySet().forEach(this::wake);
    }

    private void wake(StreamName stream) {
        Waiter first = chains.remove(stream);
        if (first == null) {
            return;
        }
        if (first.length > WOKEN_BY_WRITER_MAX) {
            herald.wake(first);
            return;
        }
        for (Waiter each = first; each != null; each = each.next) {
            each.wake();
        }
    }

    /** Under the lock of the chain's entry. */
    private static @Nullable Waiter without(Waiter gone, Waiter first) {
        if (first == gone) {
            return gone.next;
        }
        for (Waiter each = first; each.next != null; each = each.next) {
            if (each.next == gone) {
                each.next = gone.next;
                break;
            }
        }
        return first;
    }
}
