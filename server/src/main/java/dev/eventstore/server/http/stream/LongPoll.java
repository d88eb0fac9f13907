package dev.eventstore.server.http.stream;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.http.routing.Call;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Reads, and if there is nothing yet, waits for writes and reads again. The wait is parked and ends
 * early when the node stops. For one call.
 *
 * @param call who waits
 * @param head the newest position
 * @param more parks until there may be something behind a position
 * @param patience how long to wait at most
 */
record LongPoll(Call call, Supplier<Position> head, Wait more, Duration patience) {
    /** Parks a thread until something that concerns it lies behind a position. */
    @FunctionalInterface
    interface Wait {
        Position behind(Position seen, Duration patience) throws InterruptedException;
    }

    /** The first result that is not empty, or the empty one once the time is up. */
    <R> R read(Supplier<R> read, Predicate<R> isEmpty) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            Position seen = head.get();
            R result = read.get();
            Duration left = Duration.ofNanos(end - System.nanoTime());
            if (!isEmpty.test(result) || !left.isPositive()) {
                return result;
            }
            boolean ranToItsEnd = call.await(() -> more.behind(seen, left));
            if (!ranToItsEnd) {
                return result;
            }
        }
    }
}
