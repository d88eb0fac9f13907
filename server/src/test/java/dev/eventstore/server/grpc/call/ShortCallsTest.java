package dev.eventstore.server.grpc.call;

import static dev.eventstore.server.grpc.call.Http2Socket.DATA;
import static dev.eventstore.server.grpc.call.Http2Socket.END_STREAM;
import static dev.eventstore.server.grpc.call.Http2Socket.HEADERS;
import static dev.eventstore.server.grpc.call.Http2Socket.RST_STREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.eventstore.server.grpc.wire.SharedProto;
import dev.eventstore.server.grpc.wire.StreamsProto.AppendReq;
import dev.eventstore.server.grpc.wire.StreamsProto.AppendResp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Calls that share a thread, by the example of appends. */
class ShortCallsTest {
    private static final String APPEND = "/event_store.client.streams.Streams/Append";
    private static final int FRAME_BYTES = 16_384;

    private static CallSite node;

    @BeforeAll
    static void start() {
        node = new CallSite(Duration.ofSeconds(10));
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void a_request_may_come_byte_by_byte() throws IOException {
        byte[] request = append("bytewise", -1, 1);
        try (Http2Socket socket = new Http2Socket(node.uri())) {
            socket.call(1, APPEND);
            for (int i = 0; i < request.length; i++) {
                boolean isLast = i == request.length - 1;
                socket.send(DATA, isLast ? END_STREAM : 0, 1, new byte[] {request[i]});
            }

            assertThat(answer(socket.await(DATA)).getSuccess().getCurrentRevision()).isZero();
            assertThat(socket.end(1).type()).isEqualTo(HEADERS);
        }
    }

    @Test
    void a_large_request_is_served_as_well() throws IOException {
        byte[] request = append("large", -1, 2 * ShortCall.REQUEST_BYTES_MAX);
        try (Http2Socket socket = new Http2Socket(node.uri())) {
            socket.call(1, APPEND);
            for (int from = 0; from < request.length; from += FRAME_BYTES) {
                int to = Math.min(request.length, from + FRAME_BYTES);
                byte[] piece = Arrays.copyOfRange(request, from, to);
                socket.send(DATA, to == request.length ? END_STREAM : 0, 1, piece);
            }

            assertThat(answer(socket.await(DATA)).getSuccess().getCurrentRevision()).isZero();
            assertThat(socket.end(1).type()).isEqualTo(HEADERS);
        }
    }

    @Test
    void appends_of_one_connection_are_decided_in_the_order_in_which_they_come()
            throws IOException {
        int count = 500;
        try (Http2Socket socket = new Http2Socket(node.uri())) {
            for (int i = 0; i < count; i++) {
                socket.call(2 * i + 1, APPEND);
                socket.send(DATA, END_STREAM, 2 * i + 1, append("ordered", i - 1, 1));
            }

            List<Long> revisions = new ArrayList<>();
            for (int ended = 0; ended < count; ) {
                Http2Socket.Frame frame = socket.next();
                if (frame.type() == DATA) {
                    revisions.add(answer(frame).getSuccess().getCurrentRevision());
                } else if (frame.type() == HEADERS && frame.ends()) {
                    ended++;
                }
            }
            assertThat(revisions).hasSize(count).isSorted().endsWith(count - 1L);
        }
    }

    @Test
    void a_request_that_is_never_complete_ends_with_its_deadline() throws IOException {
        awaitNoCalls();
        try (Http2Socket socket = new Http2Socket(node.uri())) {
            socket.call(1, APPEND, "grpc-timeout", "100m");
            socket.send(DATA, 0, 1, new byte[] {0, 0, 0});

            assertThat(socket.await(HEADERS).ends()).isTrue();
            awaitNoCalls();
        }
    }

    @Test
    void a_request_that_is_cancelled_halfway_leaves_nothing_behind() throws IOException {
        awaitNoCalls();
        try (Http2Socket socket = new Http2Socket(node.uri())) {
            for (int stream = 1; stream < 100; stream += 2) {
                socket.call(stream, APPEND);
                socket.send(DATA, 0, stream, new byte[] {0, 0, 0});
            }
            await().until(() -> node.open() == 50);

            for (int stream = 1; stream < 100; stream += 2) {
                socket.send(RST_STREAM, 0, stream, new byte[] {0, 0, 0, 8});
            }

            awaitNoCalls();
        }
    }

    @Test
    void a_connection_that_is_lost_halfway_leaves_nothing_behind() throws IOException {
        awaitNoCalls();
        try (Http2Socket socket = new Http2Socket(node.uri())) {
            socket.call(1, APPEND);
            socket.send(DATA, 0, 1, new byte[] {0, 0, 0});
            await().until(() -> node.open() == 1);
        }

        awaitNoCalls();
    }

    /** Calls of connections that were closed before may still be on their way out. */
    private void awaitNoCalls() {
        await().until(() -> node.open() == 0);
    }

    private static byte[] append(String stream, long expected, int dataBytes) throws IOException {
        AppendReq.Options.Builder options =
                AppendReq.Options.newBuilder()
                        .setStreamIdentifier(
                                SharedProto.StreamIdentifier.newBuilder()
                                        .setStreamName(ByteString.copyFromUtf8(stream)));
        if (expected < 0) {
            options.setNoStream(SharedProto.Empty.getDefaultInstance());
        } else {
            options.setRevision(expected);
        }
        AppendReq.ProposedMessage.Builder event =
                AppendReq.ProposedMessage.newBuilder()
                        .setId(
                                SharedProto.UUID
                                        .newBuilder()
                                        .setString(UUID.randomUUID().toString()))
                        .putMetadata("type", "some-event")
                        .putMetadata("content-type", "application/octet-stream")
                        .setData(ByteString.copyFrom(new byte[dataBytes]));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(out, AppendReq.newBuilder().setOptions(options).build().toByteArray());
        write(out, AppendReq.newBuilder().setProposedMessage(event).build().toByteArray());
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, byte[] message) throws IOException {
        out.write(0);
        out.write(ByteBuffer.allocate(4).putInt(message.length).array());
        out.write(message);
    }

    private static AppendResp answer(Http2Socket.Frame data) throws IOException {
        byte[] bytes = data.payload().getBytes(StandardCharsets.ISO_8859_1);
        return AppendResp.parseFrom(ByteString.copyFrom(bytes, 5, bytes.length - 5));
    }
}
