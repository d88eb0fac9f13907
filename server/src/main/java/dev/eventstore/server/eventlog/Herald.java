package dev.eventstore.server.eventlog;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Wakes those who wait in long chains, so that the writer need not, and a few at a time, so that
 * they do not crowd out everybody else: with thousands of listeners the last hears of an append
 * some milliseconds after the first. Safe for any thread.
 */
final class Herald {
    /** So many are woken, then the others on the machine have their turn. */
    private static final int SLICE = 64;

    private static final long PAUSE_MILLIS = 1;

    /** Holds each waiter at most once, and those are as many as there are threads that wait. */
    private final BlockingQueue<HeadSignal.Waiter> chains = new LinkedBlockingQueue<>();

    private final Thread thread = Thread.ofPlatform().name("log-herald").daemon().start(this::run);
    private volatile boolean isClosing;

    /** Takes over a chain. */
    void wake(HeadSignal.Waiter first) {
        chains.add(first);
    }

    /** Wakes the rest without pausing, and ends. */
    void close() {
        isClosing = true;
        thread.interrupt();
    }

    private void run() {
        while (!isClosing) {
            try {
                wakeInSlices(chains.take());
            } catch (InterruptedException closing) {
                // Only close() interrupts; what waits is woken below.
                break;
            }
        }
        for (HeadSignal.Waiter rest = chains.poll(); rest != null; rest = chains.poll()) {
            wakeAll(rest);
        }
    }

    private static void wakeInSlices(HeadSignal.Waiter first) throws InterruptedException {
        int woken = 0;
        for (HeadSignal.Waiter each = first; each != null; each = each.next()) {
            each.wake();
            woken++;
            if (woken % SLICE == 0) {
                try {
                    Thread.sleep(PAUSE_MILLIS);
                } catch (InterruptedException closing) {
                    wakeAll(each.next());
                    throw closing;
                }
            }
        }
    }

    private static void wakeAll(HeadSignal.@Nullable Waiter first) {
        for (HeadSignal.Waiter each = first; each != null; each = each.next()) {
            each.wake();
        }
    }
}
