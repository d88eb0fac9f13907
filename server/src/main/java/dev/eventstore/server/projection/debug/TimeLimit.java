package dev.eventstore.server.projection.debug;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long a script may take over one event, and how much memory. It is told when an event begins
 * and ends, on the thread that handles it; any other thread may ask whether a limit is passed.
 */
final class TimeLimit {
    /** How long an event may take. */
    static final Duration TIME_MAX = Duration.ofSeconds(2);

    /** What a script may allocate for an event, in bytes. */
    static final long BYTES_MAX =
            Math.min(512L * 1024 * 1024, Runtime.getRuntime().maxMemory() / 4);

    private static final @Nullable ThreadMXBean THREADS =
            ManagementFactory.getThreadMXBean() instanceof ThreadMXBean known ? known : null;

    private long threadId;
    private long beganNanos;
    private long beganBytes;
    private boolean isOn;

    /** An event begins on this thread. */
    synchronized void begin() {
        threadId = Thread.currentThread().threadId();
        beganNanos = System.nanoTime();
        beganBytes = allocated();
        isOn = true;
    }

    synchronized void end() {
        isOn = false;
    }

    /** What is passed, as a sentence; empty if nothing is. */
    synchronized Optional<String> passed() {
        if (!isOn) {
            return Optional.empty();
        }
        if (allocated() - beganBytes > BYTES_MAX) {
            return Optional.of(
                    "The script took more than "
                            + BYTES_MAX / 1024 / 1024
                            + " MB of memory for one event.");
        }
        return isLongerThan(TIME_MAX)
                ? Optional.of(
                        "The script took longer than "
                                + TIME_MAX.toSeconds()
                                + " seconds over one event.")
                : Optional.empty();
    }

    /** Answers whether it did not stop in time, told to at the limit. */
    synchronized boolean isIgnored() {
        return isOn && isLongerThan(TIME_MAX.multipliedBy(2));
    }

    private boolean isLongerThan(Duration time) {
        return System.nanoTime() - beganNanos > time.toNanos();
    }

    private long allocated() {
        return THREADS == null ? 0 : THREADS.getThreadAllocatedBytes(threadId);
    }
}
