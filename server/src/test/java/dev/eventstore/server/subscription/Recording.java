package dev.eventstore.server.subscription;

import static org.awaitility.Awaitility.await;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.ResolvedEvent;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Follows a subscription on a thread of its own and keeps what it gets. */
final class Recording implements Follower, AutoCloseable {
    private final List<ResolvedEvent> events = new CopyOnWriteArrayList<>();
    private final List<Position> checkpoints = new CopyOnWriteArrayList<>();
    private final AtomicInteger caughtUp = new AtomicInteger();
    private final CompletableFuture<Ending> ending = new CompletableFuture<>();
    private final Thread thread;

    Recording(Subscription subscription) {
        thread =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                ending.complete(subscription.follow(this));
                            } catch (InterruptedException | RuntimeException end) {
                                ending.completeExceptionally(end);
                            }
                        });
    }

    @Override
    public void events(List<ResolvedEvent> page) {
        events.addAll(page);
    }

    @Override
    public void checkpoint(Position position) {
        checkpoints.add(position);
    }

    @Override
    public void caughtUp(Reached at) {
        caughtUp.incrementAndGet();
    }

    List<ResolvedEvent> events() {
        return events;
    }

    List<Long> revisions() {
        return events.stream().map(event -> event.original().revision().value()).toList();
    }

    List<Position> checkpoints() {
        return checkpoints;
    }

    int caughtUp() {
        return caughtUp.get();
    }

    void awaitEvents(int count) {
        await().until(() -> events.size() >= count);
    }

    /** How it ended; fails if it does not. */
    Ending ending() {
        try {
            return ending.orTimeout(10, TimeUnit.SECONDS).join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException why ? why : failed;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
