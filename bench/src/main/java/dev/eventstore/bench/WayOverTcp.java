package dev.eventstore.bench;

import com.google.protobuf.ByteString;
import dev.eventstore.server.tcp.frame.Command;
import dev.eventstore.server.tcp.wire.ConnectToPersistentSubscription;
import dev.eventstore.server.tcp.wire.CreatePersistentSubscription;
import dev.eventstore.server.tcp.wire.EventRecord;
import dev.eventstore.server.tcp.wire.PersistentSubscriptionAckEvents;
import dev.eventstore.server.tcp.wire.PersistentSubscriptionStreamEventAppeared;
import dev.eventstore.server.tcp.wire.ReadStreamEvents;
import dev.eventstore.server.tcp.wire.ReadStreamEventsCompleted;
import dev.eventstore.server.tcp.wire.ResolvedIndexedEvent;
import java.io.IOException;
import java.util.function.LongConsumer;

/** A plain client on sockets of its own, one for each consumer. */
final class WayOverTcp implements Way {
    private static final int WINDOW = 100;
    private static final int PAGE = 500;
    private static final int BUFFER_BYTES = 64 * 1024;

    private final int port;

    WayOverTcp(int port) {
        this.port = port;
    }

    @Override
    public void createGroup(String stream, String group) throws IOException {
        try (PlainTcp connection = new PlainTcp(port, BUFFER_BYTES)) {
            connection.send(
                    Command.CREATE_PERSISTENT_SUBSCRIPTION,
                    CreatePersistentSubscription.newBuilder()
                            .setSubscriptionGroupName(group)
                            .setEventStreamId(stream)
                            .setResolveLinkTos(false)
                            .setStartFrom(0)
                            .setMessageTimeoutMilliseconds(30_000)
                            .setRecordStatistics(false)
                            .setLiveBufferSize(500)
                            .setReadBatchSize(20)
                            .setBufferSize(500)
                            .setMaxRetryCount(10)
                            .setPreferRoundRobin(true)
                            .setCheckpointAfterTime(2_000)
                            .setCheckpointMaxCount(1_000)
                            .setCheckpointMinCount(10)
                            .setSubscriberMaxCount(0)
                            .build());
            connection.await(Command.CREATE_PERSISTENT_SUBSCRIPTION_COMPLETED);
        }
    }

    @Override
    public AutoCloseable consume(String stream, String group, LongConsumer done)
            throws IOException {
        PlainTcp connection = new PlainTcp(port, BUFFER_BYTES);
        connection.send(
                Command.CONNECT_TO_PERSISTENT_SUBSCRIPTION,
                ConnectToPersistentSubscription.newBuilder()
                        .setSubscriptionId(group)
                        .setEventStreamId(stream)
                        .setAllowedInFlightMessages(WINDOW)
                        .build());
        connection.await(Command.PERSISTENT_SUBSCRIPTION_CONFIRMATION);
        Thread.ofVirtual().start(() -> run(() -> settle(connection, done)));
        return connection;
    }

    private static void settle(PlainTcp connection, LongConsumer done) throws IOException {
        while (true) {
            byte[] payload =
                    connection.await(Command.PERSISTENT_SUBSCRIPTION_STREAM_EVENT_APPEARED);
            EventRecord event =
                    PersistentSubscriptionStreamEventAppeared.parseFrom(payload)
                            .getEvent()
                            .getEvent();
            connection.send(Command.PERSISTENT_SUBSCRIPTION_ACK_EVENTS, ack(event.getEventId()));
            done.accept(event.getEventNumber());
        }
    }

    private static PersistentSubscriptionAckEvents ack(ByteString id) {
        return PersistentSubscriptionAckEvents.newBuilder()
                .setSubscriptionId("")
                .addProcessedEventIds(id)
                .build();
    }

    /** Reads pages, as clients do while they catch up. */
    @Override
    public AutoCloseable follow(String stream, LongConsumer done) throws IOException {
        PlainTcp connection = new PlainTcp(port, BUFFER_BYTES);
        Thread.ofVirtual().start(() -> run(() -> read(connection, stream, done)));
        return connection;
    }

    private static void read(PlainTcp connection, String stream, LongConsumer done)
            throws IOException {
        long next = 0;
        while (true) {
            connection.send(
                    Command.READ_STREAM_EVENTS_FORWARD,
                    ReadStreamEvents.newBuilder()
                            .setEventStreamId(stream)
                            .setFromEventNumber(next)
                            .setMaxCount(PAGE)
                            .setResolveLinkTos(false)
                            .setRequireMaster(false)
                            .build());
            ReadStreamEventsCompleted page =
                    ReadStreamEventsCompleted.parseFrom(
                            connection.await(Command.READ_STREAM_EVENTS_FORWARD_COMPLETED));
            for (ResolvedIndexedEvent event : page.getEventsList()) {
                done.accept(event.getEvent().getEventNumber());
            }
            next = Math.max(next, page.getNextEventNumber());
        }
    }

    /** Something that a closed connection ends. */
    private interface Reading {
        void go() throws IOException;
    }

    private static void run(Reading reading) {
        try {
            reading.go();
        } catch (IOException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {}
}
