package dev.eventstore.server.subscription;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.event.SystemStreams;
import dev.eventstore.server.security.Caller;
import dev.eventstore.server.security.GuardedStreams;
import dev.eventstore.server.stream.Direction;
import dev.eventstore.server.stream.ReadAll;
import dev.eventstore.server.stream.ReadAllResult;
import dev.eventstore.server.stream.ReadStream;
import dev.eventstore.server.stream.ReadStreamResult;
import dev.eventstore.server.stream.StreamOperations;

/** Opens subscriptions. Thread-safe. */
public final class Subscriptions {
    private final GuardedStreams streams;

    /**
     * @param streams where the events are
     */
    public Subscriptions(GuardedStreams streams) {
        this.streams = streams;
    }

    /** Opens a subscription to one stream, which need not exist yet. */
    public SubscribeResult toStream(Caller caller, ToStream request) {
        StreamOperations allowed = streams.on(caller);
        Position head = allowed.head();
        // One event is read, to see where the stream ends and whether the caller may know.
        ReadStream look =
                new ReadStream(request.stream(), Revision.MAX, 1, Direction.BACKWARD, false);
        return switch (allowed.readStream(look)) {
            case ReadStreamResult.Page page -> open(allowed, request, head, page.head());
            case ReadStreamResult.NoStream none -> open(allowed, request, head, none.head());
            case ReadStreamResult.StreamDeleted _ -> open(allowed, request, head, Long.MAX_VALUE);
            case ReadStreamResult.PageTooLarge _ ->
                    throw new IllegalStateException("One event is never too large for a page.");
            case ReadStreamResult.AccessDenied denied ->
                    new SubscribeResult.AccessDenied(denied.stream());
        };
    }

    /** Opens a subscription to everything. */
    public SubscribeResult toAll(Caller caller, ToAll request) {
        StreamOperations allowed = streams.on(caller);
        Position head = allowed.head();
        ReadAll look = new ReadAll(Position.END, 1, Direction.BACKWARD, false);
        if (allowed.readAll(look) instanceof ReadAllResult.AccessDenied) {
            return new SubscribeResult.AccessDenied(SystemStreams.ALL);
        }
        Position next =
                switch (request.start()) {
                    case Start.Edge.BEGINNING -> Position.START;
                    case Start.Edge.END -> head.next();
                    case Start.BehindPosition(Position position) -> after(position);
                    case Start.BehindRevision _ ->
                            throw new IllegalStateException("Refused by the request itself.");
                };
        return new SubscribeResult.Open(new AllSubscription(allowed, request, head, next));
    }

    private static SubscribeResult open(
            StreamOperations allowed, ToStream request, Position head, long last) {
        long next =
                switch (request.start()) {
                    case Start.Edge.BEGINNING -> 0;
                    case Start.Edge.END -> Math.min(last, Long.MAX_VALUE - 1) + 1;
                    case Start.BehindRevision(Revision revision) ->
                            Math.min(revision.value(), Long.MAX_VALUE - 1) + 1;
                    case Start.BehindPosition _ ->
                            throw new IllegalStateException("Refused by the request itself.");
                };
        return new SubscribeResult.Open(new StreamSubscription(allowed, request, head, last, next));
    }

    private static Position after(Position position) {
        return position.equals(Position.END) ? position : position.next();
    }
}
