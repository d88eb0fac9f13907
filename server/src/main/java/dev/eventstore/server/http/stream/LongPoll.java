package dev.eventstore.server.http.stream;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.stream.StreamOperations;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Reads, and if there is nothing yet, waits for writes and reads again. The wait is parked on the
 * head of the log and ends early when the node stops. For one call.
 *
 * @param call who waits
 * @param streams whose head wakes the wait
 * @param patience how long to wait at most
 */
record LongPoll(Call call, StreamOperations streams, Duration patience) {
    /** After a write that was none of ours: many polls must not read after each write of others. */
    private static final Duration PAUSE = Duration.ofMillis(5);

    /** The first result that is not empty, or the empty one once the time is up. */
    <R> R read(Supplier<R> read, Predicate<R> isEmpty) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        boolean wokenInVain = false;
        while (true) {
            Position seen = streams.head();
            R result = read.get();
            Duration left = Duration.ofNanos(end - System.nanoTime());
            if (!isEmpty.test(result) || !left.isPositive()) {
                return result;
            }
            Duration pause = wokenInVain ? PAUSE : Duration.ZERO;
            boolean ranToItsEnd =
                    call.await(() -> {
                        Thread.sleep(pause);
                        streams.awaitHeadAfter(seen, left);
                    });
            if (!ranToItsEnd) {
                return result;
            }
            wokenInVain = true;
        }
    }
}
