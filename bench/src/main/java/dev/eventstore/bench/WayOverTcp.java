package dev.eventstore.bench;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import dev.eventstore.server.tcp.frame.Command;
import dev.eventstore.server.tcp.wire.ConnectToPersistentSubscription;
import dev.eventstore.server.tcp.wire.CreatePersistentSubscription;
import dev.eventstore.server.tcp.wire.EventRecord;
import dev.eventstore.server.tcp.wire.PersistentSubscriptionAckEvents;
import dev.eventstore.server.tcp.wire.PersistentSubscriptionStreamEventAppeared;
import dev.eventstore.server.tcp.wire.ReadStreamEvents;
import dev.eventstore.server.tcp.wire.ReadStreamEventsCompleted;
import dev.eventstore.server.tcp.wire.ResolvedIndexedEvent;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.LongConsumer;

/** A plain client on sockets of its own, one for each consumer. */
final class WayOverTcp implements Way {
    private static final int WINDOW = 100;
    private static final int PAGE = 500;
    private static final int HEAD_BYTES = 22;

    private final int port;

    WayOverTcp(int port) {
        this.port = port;
    }

    @Override
    public void createGroup(String stream, String group) throws IOException {
        try (Connection connection = new Connection()) {
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
        Connection connection = new Connection();
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

    private static void settle(Connection connection, LongConsumer done) throws IOException {
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
        Connection connection = new Connection();
        Thread.ofVirtual().start(() -> run(() -> read(connection, stream, done)));
        return connection;
    }

    private static void read(Connection connection, String stream, LongConsumer done)
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

    /** One socket. */
    private final class Connection implements AutoCloseable {
        private final Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        private final DataInputStream in =
                new DataInputStream(new BufferedInputStream(socket.getInputStream(), 64 * 1024));

        Connection() throws IOException {
            socket.setTcpNoDelay(true);
        }

        void send(Command command, MessageLite message) throws IOException {
            byte[] payload = message.toByteArray();
            ByteBuffer bytes =
                    ByteBuffer.allocate(HEAD_BYTES + payload.length)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putInt(HEAD_BYTES - 4 + payload.length)
                            .put((byte) command.code())
                            .put((byte) 0)
                            .putLong(1)
                            .putLong(1)
                            .put(payload);
            socket.getOutputStream().write(bytes.array());
        }

        /** The payload of the next such package; heartbeats are answered. */
        byte[] await(Command wanted) throws IOException {
            while (true) {
                int length = Integer.reverseBytes(in.readInt());
                byte[] head = in.readNBytes(HEAD_BYTES - 4);
                byte[] payload = in.readNBytes(length - head.length);
                int command = head[0] & 0xff;
                if (command == wanted.code()) {
                    return payload;
                }
                if (command != Command.HEARTBEAT_REQUEST.code()) {
                    throw new IllegalStateException("The node answers " + command);
                }
                head[0] = (byte) Command.HEARTBEAT_RESPONSE.code();
                ByteBuffer answer = ByteBuffer.allocate(HEAD_BYTES).order(ByteOrder.LITTLE_ENDIAN);
                socket.getOutputStream().write(answer.putInt(head.length).put(head).array());
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
