package dev.eventstore.server.projection.javascript;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Looks after the scripts of a process, and ends those that take too much time or memory over one
 * event: what no count of statements can tell, such as a regular expression that does not end.
 * Thread-safe.
 */
final class Watchdog {
    /** How long a script may take over one event. */
    static final Duration TIME_MAX = Duration.ofSeconds(10);

    private static final int HEAP_SHARE = 4;

    /** How many bytes a script may allocate over one event; most of them are garbage soon. */
    static final long BYTES_MAX =
            Math.min(512L << 20, Runtime.getRuntime().maxMemory() / HEAP_SHARE);

    private static final Duration TICK = Duration.ofMillis(10);

    private final com.sun.management.ThreadMXBean threads =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Set<Watched> scripts = ConcurrentHashMap.newKeySet();

    Watchdog() {
        Thread.ofPlatform().daemon().name("script-watchdog").start(this::watch);
    }

    /** A script that is looked after. Its thread begins and ends, all others only look. */
    final class Watched {
        private final Runnable cancel;
        private volatile long turn;
        private volatile Thread thread = Thread.currentThread();
        private volatile String reason = "";
        private long seenTurn;
        private long seenNanos;
        private long seenBytes;

        private Watched(Runnable cancel) {
            this.cancel = cancel;
        }

        /** The script begins with an event. */
        @SuppressWarnings("NonAtomicVolatileUpdate") // One thread at a time runs a script.
        void begin() {
            thread = Thread.currentThread();
            turn++;
        }

        /** The script has come to an end with it. */
        @SuppressWarnings("NonAtomicVolatileUpdate") // One thread at a time runs a script.
        void end() {
            turn++;
        }

        /** Why it was ended, empty if it was not. */
        String reason() {
            return reason;
        }

        void close() {
            scripts.remove(this);
        }

        private void look() {
            long now = turn;
            boolean isWorking = (now & 1) == 1;
            if (!isWorking || !reason.isEmpty()) {
                return;
            }
            if (now != seenTurn) {
                seenTurn = now;
                seenNanos = System.nanoTime();
                seenBytes = allocated();
            } else if (System.nanoTime() - seenNanos > TIME_MAX.toNanos()) {
                end(
                        "The script worked longer than "
                                + TIME_MAX.toSeconds()
                                + " s for one event: it took too long to execute.");
            } else if (allocated() - seenBytes > BYTES_MAX) {
                end(
                        "The script took more than "
                                + (BYTES_MAX >> 20)
                                + " MiB of memory for one event.");
            }
        }

        /** Threads that are not the system's count as taking nothing. */
        private long allocated() {
            return threads.getThreadAllocatedBytes(thread.threadId());
        }

        private void end(String limit) {
            reason = limit;
            Thread.ofVirtual().name("script-end").start(cancel);
        }
    }

    /**
     * Takes a script into care.
     *
     * @param cancel ends it, on any thread
     */
    Watched watch(Runnable cancel) {
        Watched watched = new Watched(cancel);
        scripts.add(watched);
        return watched;
    }

    private void watch() {
        try {
            while (true) {
                TimeUnit.NANOSECONDS.sleep(TICK.toNanos());
                scripts.forEach(Watched::look);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
