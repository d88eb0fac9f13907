package dev.eventstore.server.eventlog;

import dev.eventstore.server.eventlog.storage.Database;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Gives space that removed and rewritten pages left behind to the file system, in short slices:
 * when the writer has been idle for a moment, and now and then under load if it was demanded or
 * much was written. {@link #demand} and {@link #awaitDone} are for any thread, the rest for the
 * writer.
 */
final class Tidying {
    /** About how much a slice writes: some milliseconds' worth. */
    private static final int SLICE_BYTES = 1024 * 1024;

    /** The writer counts as idle after so long without a change. */
    private static final Duration QUIET = Duration.ofMillis(300);

    /** While nothing was demanded there is a slice at most this often, for readers' sake. */
    private static final Duration GENTLY = Duration.ofMillis(20);

    /** Under load there is a slice at most this often. */
    private static final Duration UNDER_LOAD = Duration.ofMillis(250);

    /** What fewer commits leave behind is not worth a pass. */
    private static final int COMMITS_MIN = 200;

    /** After so many commits there are slices even under load. */
    private static final int COMMITS_MAX = 20_000;

    /** So many commits free what was gathered before. */
    private static final int SETTLING = 3;

    /** So much of the file may be waste; less would be much writing for little space. */
    private static final int WASTE_PERCENT = 20;

    /** The same after events were removed. */
    private static final int WASTE_PERCENT_DEMANDED = 7;

    private static final long MILLIS = 1_000_000;

    private final Database database;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition done = lock.newCondition();
    private boolean isDemanded;
    private int commits;

    /** How many slices this pass may still have, 0 if none has begun. */
    private long slicesLeft;

    private int unsettled;
    private long lastCommit = System.nanoTime();
    private long lastSlice = System.nanoTime();

    Tidying(Database database) {
        this.database = database;
    }

    /** Asks for a pass, now that much was removed. */
    void demand() {
        lock.lock();
        try {
            isDemanded = true;
            slicesLeft = 0;
        } finally {
            lock.unlock();
        }
    }

    /** Something was committed, which leaves a little to tidy. */
    void committed() {
        commits++;
        lastCommit = System.nanoTime();
    }

    /**
     * How long the writer can wait for a change before a slice is due: 0 if it is due now, {@link
     * Long#MAX_VALUE} if there is nothing to do.
     *
     * @param isIdle whether no change waits
     */
    long millisUntilDue(boolean isIdle) {
        if (isDemanded() || commits >= COMMITS_MAX) {
            return isIdle ? 0 : left(UNDER_LOAD, lastSlice);
        }
        if (commits < COMMITS_MIN || !isIdle) {
            return Long.MAX_VALUE;
        }
        return Math.max(left(QUIET, lastCommit), left(GENTLY, lastSlice));
    }

    /** Works for a slice. */
    void work() {
        if (slicesLeft == 0) {
            // Enough to write everything twice; then it is good enough.
            slicesLeft = 2 * database.fileBytes() / SLICE_BYTES + SETTLING + 1;
        }
        slicesLeft--;
        if (slicesLeft > SETTLING && database.gather(SLICE_BYTES, wastePercent())) {
            unsettled = SETTLING;
        } else if (unsettled > 0) {
            unsettled--;
            database.settle();
        } else {
            finish();
        }
        lastSlice = System.nanoTime();
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
        commits = 0;
        slicesLeft = 0;
        lock.lock();
        try {
            isDemanded = false;
            done.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private int wastePercent() {
        return isDemanded() ? WASTE_PERCENT_DEMANDED : WASTE_PERCENT;
    }

    private boolean isDemanded() {
        lock.lock();
        try {
            return isDemanded;
        } finally {
            lock.unlock();
        }
    }

    private static long left(Duration pause, long since) {
        return Math.max(0, pause.toMillis() - (System.nanoTime() - since) / MILLIS);
    }
}
