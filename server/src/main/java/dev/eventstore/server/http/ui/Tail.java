package dev.eventstore.server.http.ui;

import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.subscription.Ending;
import dev.eventstore.server.subscription.Follower;
import dev.eventstore.server.subscription.Reached;
import dev.eventstore.server.subscription.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a subscription on a thread of its own and hands on what it finds, so that whoever takes
 * it may do something else while nothing comes. The subscription waits for a slow taker.
 */
final class Tail implements Follower, AutoCloseable {
    private static final Logger logger = LoggerFactory.getLogger(Tail.class);

    /** How many batches wait to be taken; a batch is a page of the subscription. */
    private static final int BATCHES_MAX = 4;

    private final BlockingQueue<Piece> pieces = new ArrayBlockingQueue<>(BATCHES_MAX);
    private final Thread thread;

    /** What a subscription hands on. */
    sealed interface Piece {
        /** Some events, one or more. */
        record Events(List<ResolvedEvent> events) implements Piece {}

        /** Everything that was there has been handed on. */
        record CaughtUp() implements Piece {}

        /** It does not go on. */
        record Ended(String why) implements Piece {}
    }

    Tail(Subscription subscription) {
        this.thread = Thread.ofVirtual().name("tail").start(() -> follow(subscription));
    }

    /** The next piece, {@code null} if none comes in time. */
    @Nullable Piece next(Duration patience) throws InterruptedException {
        return pieces.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void events(List<ResolvedEvent> events) throws InterruptedException {
        pieces.put(new Piece.Events(events));
    }

    @Override
    public void caughtUp(Reached at) throws InterruptedException {
        pieces.put(new Piece.CaughtUp());
    }

    /** Follows no more. */
    @Override
    public void close() {
        thread.interrupt();
    }

    private void follow(Subscription subscription) {
        try {
            String why =
                    switch (subscription.follow(this)) {
                        case Ending.AccessDenied denied ->
                                "You may not read " + denied.stream() + " any more.";
                        case Ending.StreamDeleted _ -> "The stream is deleted for good.";
                    };
            pieces.put(new Piece.Ended(why));
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException broken) {
            // The log closes when the node stops; the taker notices by itself.
            logger.debug("Following ended", broken);
        }
    }
}
