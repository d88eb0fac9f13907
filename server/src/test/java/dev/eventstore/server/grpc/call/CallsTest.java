package dev.eventstore.server.grpc.call;

import static dev.eventstore.server.grpc.call.Http2Socket.DATA;
import static dev.eventstore.server.grpc.call.Http2Socket.END_STREAM;
import static dev.eventstore.server.grpc.call.Http2Socket.GOAWAY;
import static dev.eventstore.server.grpc.call.Http2Socket.PING;
import static dev.eventstore.server.grpc.call.Http2Socket.RST_STREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eventstore.server.fixture.Effort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What goes over the wire, where no client library would show it. */
class CallsTest {
    private static final String READ = "/event_store.client.streams.Streams/Read";
    private static final String APPEND = "/event_store.client.streams.Streams/Append";
    private static final String BATCH = "/event_store.client.streams.Streams/BatchAppend";
    private static final String FEATURES =
            "/event_store.client.server_features.ServerFeatures/GetSupportedMethods";
    private static final byte[] NOTHING = {};

    /** Follows the stream {@code idle} from its beginning. */
    private static final byte[] FOLLOW = {
        0x0a, 20, 0x0a, 10, 0x0a, 6, 0x1a, 4, 'i', 'd', 'l', 'e', 0x1a, 0, 0x32, 0, 0x42, 0, 0x4a,
        2, 0x0a, 0
    };

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
    void an_answer_has_headers_a_message_and_trailers() throws IOException {
        try (Http2Socket socket = new Http2Socket(node.uri())) {
            socket.call(1, FEATURES);
            socket.message(1, NOTHING);

            assertThat(socket.await(Http2Socket.HEADERS).ends()).isFalse();
            assertThat(socket.await(DATA).payload()).contains("26.1.0");
            assertThat(socket.end(1).type()).isEqualTo(Http2Socket.HEADERS);
        }
    }

    @Test
    void an_unknown_method_is_told_with_headers_alone() throws IOException {
        try (Http2Socket socket = new Http2Socket(node.uri())) {
            socket.call(1, "/no.such.Service/Method");
            socket.message(1, NOTHING);

            Http2Socket.Frame first = socket.await(Http2Socket.HEADERS);

            assertThat(first.ends()).isTrue();
        }
    }

    @Test
    void what_is_no_message_is_refused() throws IOException {
        assertRefused(FEATURES, new byte[] {0, 0, 0, 0, 9, 1}); // Shorter than it says.
        assertRefused(FEATURES, new byte[] {0, 0}); // Not even a length.
        assertRefused(FEATURES, new byte[] {7, 0, 0, 0, 0}); // No such flag.
        assertRefused(FEATURES, new byte[] {1, 0, 0, 0, 0}); // Compressed, but how?
        assertRefused(FEATURES, new byte[] {0, 127, 0, 0, 0, 1}); // Two gigabytes, it says.
        assertRefused(FEATURES, new byte[] {0, -1, -1, -1, -1, 1}); // Four.
        assertRefused(FEATURES, NOTHING); // None at all.
        assertRefused(READ, new byte[] {0, 0, 0, 0, 2, -1, -1});
        assertRefused(APPEND, new byte[] {0, 0, 0, 0, 0});
    }

    @Test
    void compressed_messages_are_read() throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(NOTHING);
        }
        byte[] framed = new byte[5 + compressed.size()];
        framed[0] = 1;
        framed[4] = (byte) compressed.size();
        System.arraycopy(compressed.toByteArray(), 0, framed, 5, compressed.size());
        try (Http2Socket socket = new Http2Socket(node.uri())) {
            socket.call(1, FEATURES, "grpc-encoding", "gzip");
            socket.send(DATA, END_STREAM, 1, framed);

            assertThat(socket.await(DATA).payload()).contains("26.1.0");
        }
    }

    @Test
    void a_deadline_ends_a_subscription() throws IOException {
        try (Http2Socket socket = new Http2Socket(node.uri())) {
            socket.call(1, READ, "grpc-timeout", "100m");
            socket.message(1, FOLLOW);

            assertThat(socket.end(1).type()).isEqualTo(Http2Socket.HEADERS);
        }
    }

    @Test
    void a_cancelled_subscription_leaves_nothing_behind() throws IOException {
        awaitNoCalls();
        try (Http2Socket socket = new Http2Socket(node.uri())) {
            for (int stream = 1; stream < 100; stream += 2) {
                socket.call(stream, READ);
                socket.message(stream, FOLLOW);
            }
            await().until(() -> node.open() == 50);

            for (int stream = 1; stream < 100; stream += 2) {
                socket.send(RST_STREAM, 0, stream, new byte[] {0, 0, 0, 8});
            }

            awaitNoCalls();
            assertAlive();
        }
    }

    @Test
    void a_connection_is_known_by_its_name_until_it_is_gone() throws IOException {
        try (Http2Socket socket = new Http2Socket(node.uri())) {
            socket.call(1, FEATURES, "connection-name", "till-7");
            socket.message(1, NOTHING);
            socket.end(1);

            assertThat(node.connections().open())
                    .anySatisfy(connection -> {
                        assertThat(connection.clientName()).isEqualTo("till-7");
                        assertThat(connection.remote()).startsWith("127.0.0.1:");
                        assertThat(connection.bytesSent()).isPositive();
                    });
        }
        await().until(() ->
                node.connections().open().stream()
                        .noneMatch(connection -> connection.clientName().equals("till-7")));
    }

    @Test
    void a_lost_connection_ends_its_calls() throws IOException {
        awaitNoCalls();
        try (Http2Socket socket = new Http2Socket(node.uri())) {
            socket.call(1, READ);
            socket.message(1, FOLLOW);
            await().until(() -> node.open() == 1);
        }

        awaitNoCalls();
    }

    @Test
    void pings_without_calls_are_answered_and_never_punished() throws IOException {
        try (Http2Socket socket = new Http2Socket(node.uri())) {
            for (int i = 0; i < 500; i++) {
                socket.send(PING, 0, 0, new byte[] {0, 0, 0, 0, 0, 0, 0, (byte) i});
                Http2Socket.Frame answer = socket.await(PING);
                assertThat(answer.flags()).isEqualTo(Http2Socket.ACK);
            }
            socket.call(1, FEATURES);
            socket.message(1, NOTHING);
            assertThat(socket.end(1).type()).isEqualTo(Http2Socket.HEADERS);
        }
    }

    @Test
    void a_silent_client_is_pinged_and_a_dead_one_is_let_go() throws IOException {
        try (CallSite quick = new CallSite(Duration.ofMillis(100));
                Http2Socket socket = new Http2Socket(quick.uri())) {
            socket.call(1, READ);
            socket.message(1, FOLLOW);

            assertThat(socket.await(PING).flags()).isZero();
            await().until(() -> quick.open() == 0);
        }
    }

    @Test
    void web_pages_are_refused() throws IOException {
        try (Http2Socket socket = new Http2Socket(node.uri())) {
            socket.call(1, FEATURES, "origin", "https://evil.example");
            socket.message(1, NOTHING);

            assertThat(socket.await(Http2Socket.HEADERS).ends()).isTrue();
        }
    }

    @Test
    void a_node_that_stops_tells_its_followers() throws IOException {
        CallSite stopping = new CallSite(Duration.ofSeconds(10));
        try (Http2Socket socket = new Http2Socket(stopping.uri())) {
            socket.call(1, READ);
            socket.message(1, FOLLOW);
            socket.await(DATA);

            long begun = System.nanoTime();
            stopping.close();

            assertThat(socket.end(1).type()).isEqualTo(Http2Socket.HEADERS);
            assertThat(System.nanoTime() - begun).isLessThan(5_000_000_000L);
        }
    }

    @Test
    void whatever_comes_in_the_node_stays_up() throws IOException {
        Random random = new Random(Effort.seed(CallsTest.class));
        String[] paths = {READ, APPEND, BATCH, FEATURES};
        for (int round = 0; round < Effort.of(100, 5_000); round++) {
            try (Http2Socket socket = new Http2Socket(node.uri())) {
                socket.call(1, paths[random.nextInt(paths.length)], "grpc-timeout", "2S");
                socket.send(DATA, END_STREAM, 1, garbage(random));
                Http2Socket.Frame end = socket.end(1);
                assertThat(end.type()).isIn(Http2Socket.HEADERS, DATA, RST_STREAM, GOAWAY);
            }
        }
        assertAlive();
    }

    /** Often with an honest length, so that it is the message that is garbage. */
    private static byte[] garbage(Random random) {
        byte[] bytes = new byte[5 + random.nextInt(300)];
        random.nextBytes(bytes);
        if (random.nextInt(4) > 0) {
            bytes[0] = 0;
            bytes[1] = 0;
            bytes[2] = 0;
            bytes[3] = (byte) ((bytes.length - 5) >>> 8);
            bytes[4] = (byte) (bytes.length - 5);
        }
        if (random.nextBoolean() && bytes.length > 12) {
            System.arraycopy(FOLLOW, 0, bytes, 5, Math.min(FOLLOW.length, bytes.length - 5));
            bytes[5 + random.nextInt(bytes.length - 5)] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    private static void assertRefused(String path, byte[] body) throws IOException {
        try (Http2Socket socket = new Http2Socket(node.uri())) {
            socket.call(1, path);
            socket.send(DATA, END_STREAM, 1, body);

            Http2Socket.Frame first = socket.await(Http2Socket.HEADERS);

            assertThat(first.ends()).isTrue();
        }
        assertAlive();
    }

    /** Calls of connections that were closed before may still be on their way out. */
    private void awaitNoCalls() {
        await().until(() -> node.open() == 0);
    }

    private static void assertAlive() throws IOException {
        try (Http2Socket socket = new Http2Socket(node.uri())) {
            socket.call(1, FEATURES);
            socket.message(1, NOTHING);
            assertThat(socket.await(DATA).payload()).contains("26.1.0");
        }
    }
}
