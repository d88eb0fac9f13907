package dev.eventstore.server.tcp.command;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.group.ConnectResult;
import dev.eventstore.server.group.Consumer;
import dev.eventstore.server.group.Handed;
import dev.eventstore.server.group.Message;
import dev.eventstore.server.group.NackAction;
import dev.eventstore.server.tcp.frame.Command;
import dev.eventstore.server.tcp.frame.Correlation;
import dev.eventstore.server.tcp.frame.Frame;
import dev.eventstore.server.tcp.frame.FrameWriter;
import dev.eventstore.server.tcp.frame.Frames;
import dev.eventstore.server.tcp.wire.SubscriptionDropped.SubscriptionDropReason;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pushes what its group hands to a client, until the client, the connection or the group ends it.
 * {@link #run} is for the thread of the subscription; what the client says of events comes from the
 * one that reads.
 */
final class OpenConsumer implements Runnable {
    private static final Logger logger = LoggerFactory.getLogger(OpenConsumer.class);

    /** What an event takes besides itself in a package of its own. */
    private static final int PACKAGE_BYTES = 48;

    /** Events that have more than this together are sent one by one. */
    private static final long TOGETHER_BYTES_MAX = 1024 * 1024;

    /** The most events that are settled together. */
    private static final int SETTLED_TOGETHER_MAX = 256;

    private static final int CONFIRMATION_BYTES = 256;

    private final Correlation correlation;
    private final Session session;
    private final Supplier<ConnectResult> connecting;
    private final Supplier<Position> head;

    /** Set before the client can know of any event. */
    private volatile @Nullable Consumer consumer;

    /** What is to be settled next; of the thread that reads. */
    private final List<UUID> acknowledged = new ArrayList<>();

    private boolean isPutOff;

    /**
     * @param head tells the newest position
     */
    OpenConsumer(
            Correlation correlation,
            Session session,
            Supplier<ConnectResult> connecting,
            Supplier<Position> head) {
        this.correlation = correlation;
        this.session = session;
        this.connecting = connecting;
        this.head = head;
    }

    /**
     * Clients acknowledge events one by one; what is here at the same time is settled together,
     * which makes room for as many events at once.
     */
    void acknowledge(List<UUID> ids) {
        if (!isPutOff) {
            isPutOff = true;
            session.whenQuiet(this::settleInQuiet);
        }
        acknowledged.addAll(ids);
        if (acknowledged.size() >= SETTLED_TOGETHER_MAX) {
            settle();
        }
    }

    private void settleInQuiet() {
        isPutOff = false;
        settle();
    }

    /** Settles what was acknowledged. */
    void settle() {
        Consumer connected = consumer;
        if (connected != null && !acknowledged.isEmpty()) {
            connected.acknowledge(acknowledged);
        }
        acknowledged.clear();
    }

    void refuse(List<UUID> ids, NackAction action, String reason) {
        settle();
        Consumer connected = consumer;
        if (connected != null) {
            connected.refuse(ids, action, reason);
        }
    }

    @Override
    public void run() {
        try {
            switch (connecting.get()) {
                case ConnectResult.Connected(Consumer connected) -> serve(connected);
                case ConnectResult.DoesNotExist _ -> drop(SubscriptionDropReason.NotFound);
                case ConnectResult.AccessDenied _ -> drop(SubscriptionDropReason.AccessDenied);
                case ConnectResult.TooManyConsumers _ ->
                        drop(SubscriptionDropReason.SubscriberMaxCountReached);
                case ConnectResult.NotReady _ -> session.send(Refusals.notReady(correlation));
            }
        } catch (InterruptedException ended) {
            sayGoodBye();
        } catch (RuntimeException broken) {
            if (Thread.currentThread().isInterrupted() || session.subscriptions().isOver()) {
                sayGoodBye();
                return;
            }
            logger.error("A consumer over TCP failed", broken);
            session.send(Frames.text(Command.BAD_REQUEST, correlation, "Internal error."));
        }
    }

    private void serve(Consumer connected) throws InterruptedException {
        consumer = connected;
        try {
            session.send(confirmed(connected));
            // What the client has no room for is better left to other consumers.
            session.awaitRoom();
            while (connected.take() instanceof Handed.Messages(List<Message> messages)) {
                send(messages);
                session.awaitRoom();
            }
            sayGoodBye();
        } finally {
            connected.close();
        }
    }

    private void send(List<Message> messages) throws InterruptedException {
        long bytes = 0;
        for (Message message : messages) {
            bytes += EventWriter.estimate(message.event()) + PACKAGE_BYTES;
        }
        if (bytes <= TOGETHER_BYTES_MAX) {
            session.send(appeared(messages, bytes));
            return;
        }
        for (Message message : messages) {
            session.awaitRoom();
            session.send(
                    appeared(
                            List.of(message),
                            EventWriter.estimate(message.event()) + PACKAGE_BYTES));
        }
    }

    private Frame appeared(List<Message> messages, long bytes) {
        FrameWriter out = new FrameWriter(Math.toIntExact(bytes));
        EventWriter writer = new EventWriter(out, session.knowsLongRevisions());
        for (int i = messages.size() - 1; i >= 0; i--) {
            int since = out.size();
            Message message = messages.get(i);
            out.number(2, message.retryCount());
            writer.indexed(1, message.event());
            out.head(Command.PERSISTENT_SUBSCRIPTION_STREAM_EVENT_APPEARED, correlation, since);
        }
        return out.frame();
    }

    private Frame confirmed(Consumer connected) {
        FrameWriter out = new FrameWriter(CONFIRMATION_BYTES);
        long last = connected.lastRevision();
        if (last >= 0) {
            out.number(3, EventWriter.shown(last, session.knowsLongRevisions()));
        }
        out.text(2, connected.group().toString());
        out.number(1, head.get().value());
        return out.frame(Command.PERSISTENT_SUBSCRIPTION_CONFIRMATION, correlation);
    }

    /**
     * Whatever became of the group, clients of v5 are told that they are not subscribed any more.
     * To a connection that ends there is nothing to say.
     */
    private void sayGoodBye() {
        if (!session.subscriptions().isOver()) {
            drop(SubscriptionDropReason.Unsubscribed);
        }
    }

    private void drop(SubscriptionDropReason reason) {
        session.send(VolatileSubscription.dropped(correlation, reason));
    }
}
