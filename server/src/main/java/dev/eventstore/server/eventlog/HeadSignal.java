package dev.eventstore.server.eventlog;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * "The head moved": whoever has read everything parks here until there is more, without polling.
 * Safe for any thread; meant for virtual threads, of which thousands may park.
 */
final class HeadSignal {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private volatile long head;
    private volatile boolean isClosed;

    HeadSignal(long head) {
        this.head = head;
    }

    long head() {
        return head;
    }

    void moveTo(long newHead) {
        lock.lock();
        try {
            head = newHead;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Wakes everybody for good. */
    void close() {
        lock.lock();
        try {
            isClosed = true;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until the head lies behind {@code seen}, the time runs out or the log closes.
     *
     * @return the head then
     */
    long awaitAfter(long seen, Duration patience) throws InterruptedException {
        if (head > seen) {
            return head;
        }
        long nanos = patience.toNanos();
        lock.lockInterruptibly();
        try {
            while (head <= seen && !isClosed && nanos > 0) {
                nanos = moved.awaitNanos(nanos);
            }
            return head;
        } finally {
            lock.unlock();
        }
    }
}
