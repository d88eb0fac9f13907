package dev.eventstore.installers;

import com.google.protobuf.ByteString;
import dev.eventstore.server.tcp.frame.Command;
import dev.eventstore.server.tcp.wire.NewEvent;
import dev.eventstore.server.tcp.wire.OperationResult;
import dev.eventstore.server.tcp.wire.ReadAllEvents;
import dev.eventstore.server.tcp.wire.ReadEvent;
import dev.eventstore.server.tcp.wire.ReadStreamEvents;
import dev.eventstore.server.tcp.wire.SubscribeToStream;
import dev.eventstore.server.tcp.wire.WriteEvents;
import dev.eventstore.server.tcp.wire.WriteEventsCompleted;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.UUID;

/** What programs do over TCP: append one by one and many at once, read, follow. */
final class TcpTraffic {
    private static final int ROUNDS = 150;

    /** How many requests are on their way at once. */
    private static final int BURST = 32;

    private static final int BATCHES = 4;
    private static final int BATCH = 100;
    private static final int PAGE = 500;
    private static final int PAGES = 2;
    private static final long ANY_VERSION = -2;
    private static final String STREAM = "training-tcp";

    private final int port;
    private final ByteString data = ByteString.copyFromUtf8(Tour.DATA);

    TcpTraffic(int port) {
        this.port = port;
    }

    void make() throws IOException {
        try (TcpClient client = new TcpClient(port);
                TcpClient follower = new TcpClient(port)) {
            follow(follower);
            for (int round = 0; round < ROUNDS; round++) {
                appendOneByOne(client);
                appendBatches(client);
                for (int event = 0; event < BATCHES * BATCH; event++) {
                    follower.await(Command.STREAM_EVENT_APPEARED);
                }
                readOneByOne(client, round);
                readPages(client, round);
                readAll(client);
            }
        }
    }

    private static void follow(TcpClient client) throws IOException {
        client.send(
                Command.SUBSCRIBE_TO_STREAM,
                SubscribeToStream.newBuilder()
                        .setEventStreamId(STREAM)
                        .setResolveLinkTos(false)
                        .build());
        client.await(Command.SUBSCRIPTION_CONFIRMATION);
    }

    /** Each to a stream of its own. */
    private void appendOneByOne(TcpClient client) throws IOException {
        for (int request = 0; request < BURST; request++) {
            send(client, STREAM + "-" + request, 1);
        }
        awaitAppends(client, BURST);
    }

    private void appendBatches(TcpClient client) throws IOException {
        for (int request = 0; request < BATCHES; request++) {
            send(client, STREAM, BATCH);
        }
        awaitAppends(client, BATCHES);
    }

    private void send(TcpClient client, String stream, int events) throws IOException {
        WriteEvents.Builder append =
                WriteEvents.newBuilder()
                        .setEventStreamId(stream)
                        .setExpectedVersion(ANY_VERSION)
                        .setRequireMaster(false);
        for (int event = 0; event < events; event++) {
            append.addEvents(event());
        }
        client.send(Command.WRITE_EVENTS, append.build());
    }

    private static void awaitAppends(TcpClient client, int appends) throws IOException {
        for (int append = 0; append < appends; append++) {
            WriteEventsCompleted answer =
                    WriteEventsCompleted.parseFrom(client.await(Command.WRITE_EVENTS_COMPLETED));
            if (answer.getResult() != OperationResult.Success) {
                throw new BuildFailedException("An append over TCP got " + answer.getResult());
            }
        }
    }

    private NewEvent event() {
        UUID id = UUID.randomUUID();
        ByteBuffer bytes =
                ByteBuffer.allocate(16)
                        .putLong(id.getMostSignificantBits())
                        .putLong(id.getLeastSignificantBits());
        return NewEvent.newBuilder()
                .setEventId(ByteString.copyFrom(bytes.flip()))
                .setEventType("trained")
                .setDataContentType(1)
                .setMetadataContentType(0)
                .setData(data)
                .build();
    }

    private static void readOneByOne(TcpClient client, int round) throws IOException {
        int known = (round + 1) * BATCHES * BATCH;
        for (int request = 0; request < 2 * BURST; request++) {
            client.send(
                    Command.READ_EVENT,
                    ReadEvent.newBuilder()
                            .setEventStreamId(STREAM)
                            // Here and there, as the steps go well beyond a page.
                            .setEventNumber((request * 7919L + round) % known)
                            .setResolveLinkTos(false)
                            .setRequireMaster(false)
                            .build());
        }
        for (int request = 0; request < 2 * BURST; request++) {
            client.await(Command.READ_EVENT_COMPLETED);
        }
    }

    private static void readPages(TcpClient client, int round) throws IOException {
        ReadStreamEvents.Builder page =
                ReadStreamEvents.newBuilder()
                        .setEventStreamId(STREAM)
                        .setMaxCount(PAGE)
                        .setResolveLinkTos(true)
                        .setRequireMaster(false);
        for (int number = 0; number < PAGES; number++) {
            client.send(
                    Command.READ_STREAM_EVENTS_FORWARD,
                    page.setFromEventNumber((long) round * PAGE / 2).build());
            client.await(Command.READ_STREAM_EVENTS_FORWARD_COMPLETED);
        }
        client.send(Command.READ_STREAM_EVENTS_BACKWARD, page.setFromEventNumber(-1).build());
        client.await(Command.READ_STREAM_EVENTS_BACKWARD_COMPLETED);
    }

    private static void readAll(TcpClient client) throws IOException {
        client.send(
                Command.READ_ALL_EVENTS_FORWARD,
                ReadAllEvents.newBuilder()
                        .setCommitPosition(0)
                        .setPreparePosition(0)
                        .setMaxCount(PAGE)
                        .setResolveLinkTos(false)
                        .setRequireMaster(false)
                        .build());
        client.await(Command.READ_ALL_EVENTS_FORWARD_COMPLETED);
    }
}
