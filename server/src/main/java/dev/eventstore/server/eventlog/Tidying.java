package dev.eventstore.server.eventlog;

import dev.eventstore.server.eventlog.storage.Database;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Gives space that removed and rewritten pages left behind to the file system, in short slices
 * while the writer has nothing else to do. {@link #awaitDone} is for any thread, the rest for the
 * writer.
 */
final class Tidying {
    /** A file that is live to this share, in percent, is left alone. */
    private static final int FILL_RATE_GOOD = 90;

    private static final int SLICE_MILLIS = 50;

    private final Database database;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition done = lock.newCondition();
    private boolean isDemanded;
    private long bytesBefore = Long.MAX_VALUE;

    Tidying(Database database) {
        this.database = database;
    }

    /** Asks for one pass, now that much was removed. */
    void demand() {
        lock.lock();
        try {
            isDemanded = true;
            bytesBefore = Long.MAX_VALUE;
        } finally {
            lock.unlock();
        }
    }

    boolean isDue() {
        lock.lock();
        try {
            return isDemanded;
        } finally {
            lock.unlock();
        }
    }

    /** Works for a slice; answers whether there is more to do. */
    boolean work() {
        database.compact(SLICE_MILLIS);
        long bytes = database.fileBytes();
        boolean isMore = database.fillRate() < FILL_RATE_GOOD && bytes < bytesBefore;
        bytesBefore = bytes;
        if (!isMore) {
            finish();
        }
        return isMore;
    }

    void awaitDone() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (isDemanded) {
                done.await();
            }
        } finally {
            lock.unlock();
        }
    }

    void finish() {
        lock.lock();
        try {
            isDemanded = false;
            done.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
