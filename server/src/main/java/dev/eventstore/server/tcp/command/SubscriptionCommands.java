package dev.eventstore.server.tcp.command;

import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.security.Caller;
import dev.eventstore.server.stream.EventFilter;
import dev.eventstore.server.subscription.Start;
import dev.eventstore.server.subscription.SubscribeResult;
import dev.eventstore.server.subscription.Subscriptions;
import dev.eventstore.server.subscription.ToAll;
import dev.eventstore.server.subscription.ToStream;
import dev.eventstore.server.tcp.frame.Request;
import dev.eventstore.server.tcp.wire.FilteredSubscribeToStream;
import dev.eventstore.server.tcp.wire.SubscribeToStream;
import dev.eventstore.server.tcp.wire.SubscriptionDropped.SubscriptionDropReason;

/** Subscriptions to what comes from now on. Thread-safe. */
final class SubscriptionCommands {
    private final Subscriptions subscriptions;

    SubscriptionCommands(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    /** The empty name stands for everything. */
    void subscribe(Request request, Caller caller, Session session) throws BadRequest {
        SubscribeToStream message = Fields.message(SubscribeToStream.parser(), request);
        boolean resolveLinks = message.getResolveLinkTos();
        if (message.getEventStreamId().isEmpty()) {
            toAll(request, caller, session, resolveLinks, EventFilter.Everything.EVERYTHING, 0);
            return;
        }
        StreamName stream = Fields.stream(message.getEventStreamId());
        ToStream wish = new ToStream(stream, Start.Edge.END, resolveLinks);
        open(request, session, true, () -> subscriptions.toStream(caller, wish));
    }

    void subscribeFiltered(Request request, Caller caller, Session session) throws BadRequest {
        FilteredSubscribeToStream message =
                Fields.message(FilteredSubscribeToStream.parser(), request);
        if (!message.getEventStreamId().isEmpty()) {
            throw new BadRequest("event_stream_id: only everything can be filtered.");
        }
        if (message.getCheckpointInterval() < 1) {
            throw new BadRequest("checkpoint_interval: 1 or more is possible.");
        }
        toAll(
                request,
                caller,
                session,
                message.getResolveLinkTos(),
                Filters.filter(message.getFilter()),
                message.getCheckpointInterval());
    }

    private void toAll(
            Request request,
            Caller caller,
            Session session,
            boolean resolveLinks,
            EventFilter filter,
            long checkpointEvery)
            throws BadRequest {
        ToAll wish = new ToAll(Start.Edge.END, resolveLinks, filter, checkpointEvery);
        open(request, session, false, () -> subscriptions.toAll(caller, wish));
    }

    /** Opens a subscription, on the thread that follows it. */
    @FunctionalInterface
    interface Opening {
        SubscribeResult open();
    }

    private static void open(Request request, Session session, boolean isOfStream, Opening opening)
            throws BadRequest {
        VolatileSubscription subscription =
                new VolatileSubscription(request.correlation(), session, isOfStream);
        switch (session.subscriptions()
                .open(request.correlation(), () -> subscription.run(opening))) {
            case OPENED -> {}
            case TAKEN -> throw new BadRequest("A subscription with this correlation id is open.");
            case TOO_MANY -> session.send(Refusals.tooBusy(request.correlation()));
        }
    }

    /** The thread of the subscription says good-bye, behind its last event. */
    void unsubscribe(Request request, Session session) {
        if (session.subscriptions().find(request.correlation()) instanceof OpenConsumer leaving) {
            leaving.settle();
        }
        if (!session.subscriptions().end(request.correlation())) {
            session.send(
                    VolatileSubscription.dropped(
                            request.correlation(), SubscriptionDropReason.Unsubscribed));
        }
    }
}
