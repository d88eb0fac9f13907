package dev.eventstore.server.subscription;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.SystemStreams;
import dev.eventstore.server.stream.Direction;
import dev.eventstore.server.stream.ReadAll;
import dev.eventstore.server.stream.ReadAllResult;
import dev.eventstore.server.stream.StreamOperations;

/** Follows everything. */
final class AllSubscription implements Subscription {
    private final StreamOperations streams;
    private final ToAll request;
    private final Position head;

    /** The first position that was not looked at yet. */
    private Position next;

    private int count = Pages.EVENTS_MAX;
    private boolean isLive;

    /** The position that was told last as a checkpoint, or that the subscription began behind. */
    private Position told;

    /**
     * @param streams as the caller may use them
     * @param next the first position to be looked at
     */
    AllSubscription(StreamOperations streams, ToAll request, Position head, Position next) {
        this.streams = streams;
        this.request = request;
        this.head = head;
        this.next = next;
        this.told = reachedPosition();
    }

    @Override
    public Position head() {
        return head;
    }

    @Override
    public long lastRevision() {
        return -1;
    }

    @Override
    public Ending follow(Follower follower) throws InterruptedException {
        while (true) {
            Position seen = streams.head();
            switch (streams.readAll(page())) {
                case ReadAllResult.Page page -> send(page, follower, seen);
                case ReadAllResult.PageTooLarge(int fits) -> count = Math.max(1, fits);
                case ReadAllResult.AccessDenied _ -> {
                    return new Ending.AccessDenied(SystemStreams.ALL);
                }
            }
        }
    }

    private ReadAll page() {
        return new ReadAll(
                next, count, Direction.FORWARD, request.resolveLinks(), request.filter(), window());
    }

    /** No further than to the next checkpoint, so that it is told in its place. */
    private int window() {
        if (request.checkpointEvery() == 0) {
            return Pages.WINDOW;
        }
        long sinceTold = reachedPosition().value() - told.value();
        return Math.clamp(request.checkpointEvery() - sinceTold, 1, Pages.WINDOW);
    }

    private void send(ReadAllResult.Page page, Follower follower, Position seen)
            throws InterruptedException {
        if (isLive && !page.isEnd() && page.events().size() == count) {
            isLive = false;
            follower.fellBehind(new Reached.InAll(reachedPosition()));
        }
        if (!page.events().isEmpty()) {
            follower.events(page.events());
        }
        if (page.next().compareTo(next) > 0) {
            next = page.next();
        }
        count = Pages.EVENTS_MAX;
        boolean isDue =
                request.checkpointEvery() > 0
                        && reachedPosition().value() - told.value() >= request.checkpointEvery();
        if (isDue) {
            tell(follower);
        }
        if (page.isEnd()) {
            waitForMore(follower, seen);
        }
    }

    private void waitForMore(Follower follower, Position seen) throws InterruptedException {
        if (!isLive) {
            isLive = true;
            if (request.checkpointEvery() > 0 && !told.equals(reachedPosition())) {
                tell(follower);
            }
            follower.caughtUp(new Reached.InAll(reachedPosition()));
        }
        follower.waits();
        streams.awaitHeadAfter(seen, Pages.PATIENCE);
    }

    private void tell(Follower follower) throws InterruptedException {
        told = reachedPosition();
        follower.checkpoint(told);
    }

    private Position reachedPosition() {
        return Position.of(Math.max(0, next.value() - 1));
    }
}
