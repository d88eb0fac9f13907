package dev.eventstore.server.tcp.command;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.stream.FilterTooCostlyException;
import dev.eventstore.server.subscription.Ending;
import dev.eventstore.server.subscription.Follower;
import dev.eventstore.server.subscription.SubscribeResult;
import dev.eventstore.server.subscription.Subscription;
import dev.eventstore.server.tcp.frame.Command;
import dev.eventstore.server.tcp.frame.Correlation;
import dev.eventstore.server.tcp.frame.Frame;
import dev.eventstore.server.tcp.frame.FrameWriter;
import dev.eventstore.server.tcp.frame.Frames;
import dev.eventstore.server.tcp.wire.SubscriptionDropped;
import dev.eventstore.server.tcp.wire.SubscriptionDropped.SubscriptionDropReason;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pushes what a subscription finds to its client, until the client or the connection ends it. */
final class VolatileSubscription implements Follower {
    private static final Logger logger = LoggerFactory.getLogger(VolatileSubscription.class);

    /** What an event takes besides itself in a package of its own. */
    private static final int PACKAGE_BYTES = 40;

    /** Events that have more than this together are sent one by one. */
    private static final long TOGETHER_BYTES_MAX = 1024 * 1024;

    private final Correlation correlation;
    private final Session session;
    private final boolean isOfStream;

    VolatileSubscription(Correlation correlation, Session session, boolean isOfStream) {
        this.correlation = correlation;
        this.session = session;
        this.isOfStream = isOfStream;
    }

    void run(SubscriptionCommands.Opening opening) {
        try {
            switch (opening.open()) {
                case SubscribeResult.AccessDenied _ ->
                        session.send(dropped(correlation, SubscriptionDropReason.AccessDenied));
                case SubscribeResult.Open(Subscription subscription) -> {
                    session.send(confirmed(subscription));
                    end(subscription.follow(this), subscription.head());
                }
            }
        } catch (InterruptedException ended) {
            sayGoodBye();
        } catch (FilterTooCostlyException costly) {
            session.send(
                    Frames.text(
                            Command.BAD_REQUEST, correlation, String.valueOf(costly.getMessage())));
        } catch (RuntimeException broken) {
            if (Thread.currentThread().isInterrupted() || session.subscriptions().isOver()) {
                sayGoodBye();
                return;
            }
            logger.error("A subscription over TCP failed", broken);
            session.send(Frames.text(Command.BAD_REQUEST, correlation, "Internal error."));
        }
    }

    /** To a connection that ends there is nothing to say. */
    private void sayGoodBye() {
        if (!session.subscriptions().isOver()) {
            session.send(dropped(correlation, SubscriptionDropReason.Unsubscribed));
        }
    }

    private void end(Ending ending, Position head) throws InterruptedException {
        switch (ending) {
            case Ending.AccessDenied _ ->
                    session.send(dropped(correlation, SubscriptionDropReason.AccessDenied));
            case Ending.StreamDeleted(var _, RecordedEvent tombstone) -> {
                if (tombstone != null && tombstone.position().compareTo(head) > 0) {
                    events(List.of(ResolvedEvent.of(tombstone)));
                }
                // Nothing can come any more, but clients expect it to stay open.
                new CountDownLatch(1).await();
            }
        }
    }

    @Override
    public void events(List<ResolvedEvent> events) throws InterruptedException {
        session.awaitRoom();
        long bytes = EventWriter.estimate(events);
        if (bytes <= TOGETHER_BYTES_MAX) {
            session.send(appeared(events, bytes));
            return;
        }
        for (ResolvedEvent event : events) {
            session.send(appeared(List.of(event), EventWriter.estimate(event)));
            session.awaitRoom();
        }
    }

    private Frame appeared(List<ResolvedEvent> events, long bytes) {
        FrameWriter out =
                new FrameWriter(Math.toIntExact(bytes + (long) PACKAGE_BYTES * events.size()));
        EventWriter writer = new EventWriter(out, session.knowsLongRevisions());
        for (int i = events.size() - 1; i >= 0; i--) {
            int since = out.size();
            writer.positioned(1, events.get(i));
            out.head(Command.STREAM_EVENT_APPEARED, correlation, since);
        }
        return out.frame();
    }

    @Override
    public void checkpoint(Position position) {
        FrameWriter out = new FrameWriter(PACKAGE_BYTES * 2);
        out.number(2, position.value());
        out.number(1, position.value());
        session.send(out.frame(Command.CHECKPOINT_REACHED, correlation));
    }

    private Frame confirmed(Subscription subscription) {
        FrameWriter out = new FrameWriter(PACKAGE_BYTES * 2);
        if (isOfStream) {
            out.number(
                    2,
                    EventWriter.shown(subscription.lastRevision(), session.knowsLongRevisions()));
        }
        out.number(1, subscription.head().value());
        return out.frame(Command.SUBSCRIPTION_CONFIRMATION, correlation);
    }

    static Frame dropped(Correlation correlation, SubscriptionDropReason reason) {
        return Frames.message(
                Command.SUBSCRIPTION_DROPPED,
                correlation,
                SubscriptionDropped.newBuilder().setReason(reason).build());
    }
}
