package dev.eventstore.server.subscription;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.stream.Direction;
import dev.eventstore.server.stream.ReadStream;
import dev.eventstore.server.stream.ReadStreamResult;
import dev.eventstore.server.stream.StreamOperations;

/** Follows one stream. */
final class StreamSubscription implements Subscription {
    private final StreamOperations streams;
    private final StreamName stream;
    private final boolean resolveLinks;
    private final Position head;
    private final long lastRevision;

    /** The first revision that was not looked at yet. */
    private long next;

    private int count = Pages.EVENTS_MAX;
    private boolean isLive;

    /**
     * @param streams as the caller may use them
     * @param next the first revision to be sent
     */
    StreamSubscription(
            StreamOperations streams,
            ToStream request,
            Position head,
            long lastRevision,
            long next) {
        this.streams = streams;
        this.stream = request.stream();
        this.resolveLinks = request.resolveLinks();
        this.head = head;
        this.lastRevision = lastRevision;
        this.next = next;
    }

    @Override
    public Position head() {
        return head;
    }

    @Override
    public long lastRevision() {
        return lastRevision;
    }

    @Override
    public Ending follow(Follower follower) throws InterruptedException {
        while (true) {
            Position seen = streams.head();
            Ending ending =
                    switch (readNext()) {
                        case ReadStreamResult.Page page -> {
                            send(page, follower, seen);
                            yield null;
                        }
                        case ReadStreamResult.NoStream _ -> {
                            waitForMore(follower, seen);
                            yield null;
                        }
                        case ReadStreamResult.PageTooLarge(StreamName _, int fits) -> {
                            count = Math.max(1, fits);
                            yield null;
                        }
                        case ReadStreamResult.StreamDeleted deleted ->
                                new Ending.StreamDeleted(stream, deleted.tombstone());
                        case ReadStreamResult.AccessDenied(StreamName closed) ->
                                new Ending.AccessDenied(closed);
                    };
            if (ending != null) {
                return ending;
            }
        }
    }

    private ReadStreamResult readNext() {
        return streams.readStream(
                new ReadStream(stream, Revision.of(next), count, Direction.FORWARD, resolveLinks));
    }

    private void send(ReadStreamResult.Page page, Follower follower, Position seen)
            throws InterruptedException {
        if (isLive && !page.isEnd()) {
            isLive = false;
            follower.fellBehind(reached());
        }
        if (!page.events().isEmpty()) {
            follower.events(page.events());
        }
        next = Math.max(next, page.next());
        count = Pages.EVENTS_MAX;
        if (page.isEnd()) {
            waitForMore(follower, seen);
        }
    }

    private void waitForMore(Follower follower, Position seen) throws InterruptedException {
        if (!isLive) {
            isLive = true;
            follower.caughtUp(reached());
        }
        follower.waits();
        streams.awaitAppendTo(stream, seen, Pages.PATIENCE);
    }

    private Reached reached() {
        return new Reached.InStream(next - 1);
    }
}
