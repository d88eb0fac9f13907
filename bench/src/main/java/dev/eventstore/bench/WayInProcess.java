package dev.eventstore.bench;

import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.eventlog.EventLog;
import dev.eventstore.server.group.ConnectResult;
import dev.eventstore.server.group.Consumer;
import dev.eventstore.server.group.ConsumerRequest;
import dev.eventstore.server.group.ConsumerStrategy;
import dev.eventstore.server.group.GroupId;
import dev.eventstore.server.group.GroupSettings;
import dev.eventstore.server.group.GroupStart;
import dev.eventstore.server.group.Groups;
import dev.eventstore.server.group.Handed;
import dev.eventstore.server.group.Message;
import dev.eventstore.server.group.Outside;
import dev.eventstore.server.security.Caller;
import dev.eventstore.server.security.GuardedStreams;
import dev.eventstore.server.security.WatchedStreams;
import dev.eventstore.server.stream.EventFilter;
import dev.eventstore.server.stream.Streams;
import dev.eventstore.server.subscription.Start;
import dev.eventstore.server.subscription.SubscribeResult;
import dev.eventstore.server.subscription.Subscription;
import dev.eventstore.server.subscription.Subscriptions;
import dev.eventstore.server.subscription.ToStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.LongConsumer;

/** Without a network, on a database in memory, as the node has that the others talk to. */
final class WayInProcess implements Way {
    private static final int WINDOW = 100;

    private static final GroupSettings SETTINGS =
            new GroupSettings(
                    GroupStart.Edge.BEGINNING,
                    EventFilter.Everything.EVERYTHING,
                    false,
                    false,
                    new GroupSettings.Delivery(
                            Duration.ofSeconds(30), 10, ConsumerStrategy.ROUND_ROBIN, 0),
                    new GroupSettings.Buffers(500, 500, 20),
                    new GroupSettings.Checkpointing(Duration.ofSeconds(2), 10, 1_000));

    private final EventLog log = EventLog.inMemory();
    private final Streams database = new Streams(log, InstantSource.system(), UUID::randomUUID);
    private final Subscriptions subscriptions;
    private final Groups groups;

    WayInProcess() {
        WatchedStreams streams = new WatchedStreams(database);
        GuardedStreams guarded = new GuardedStreams(streams);
        subscriptions = new Subscriptions(guarded);
        groups =
                new Groups(
                        guarded,
                        new Outside(
                                streams,
                                subscriptions,
                                InstantSource.system(),
                                System::nanoTime,
                                UUID::randomUUID));
        groups.start();
    }

    Streams streams() {
        return database;
    }

    @Override
    public void createGroup(String stream, String group) {
        var _ = groups.create(Caller.SYSTEM, id(stream, group), SETTINGS);
    }

    @Override
    public AutoCloseable consume(String stream, String group, LongConsumer done) {
        ConsumerRequest request = new ConsumerRequest("bench", "bench", "", WINDOW);
        return switch (groups.connect(Caller.SYSTEM, id(stream, group), request)) {
            case ConnectResult.Connected(Consumer consumer) ->
                    Thread.ofVirtual().start(() -> settle(consumer, done))::interrupt;
            case ConnectResult other -> throw new IllegalStateException(other.toString());
        };
    }

    private static void settle(Consumer consumer, LongConsumer done) {
        try {
            while (consumer.take() instanceof Handed.Messages(List<Message> messages)) {
                for (Message message : messages) {
                    consumer.acknowledge(List.of(message.id()));
                    done.accept(message.event().original().revision().value());
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } finally {
            consumer.close();
        }
    }

    @Override
    public AutoCloseable follow(String stream, LongConsumer done) {
        ToStream request = new ToStream(StreamName.of(stream), Start.Edge.BEGINNING, false);
        return switch (subscriptions.toStream(Caller.SYSTEM, request)) {
            case SubscribeResult.Open(Subscription subscription) ->
                    Thread.ofVirtual().start(() -> follow(subscription, done))::interrupt;
            case SubscribeResult.AccessDenied denied ->
                    throw new IllegalStateException(denied.toString());
        };
    }

    private static void follow(Subscription subscription, LongConsumer done) {
        try {
            var _ =
                    subscription.follow(events -> {
                        for (ResolvedEvent event : events) {
                            done.accept(event.original().revision().value());
                        }
                    });
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        groups.close();
        log.close();
    }

    private static GroupId id(String stream, String group) {
        return new GroupId(StreamName.of(stream), group);
    }
}
