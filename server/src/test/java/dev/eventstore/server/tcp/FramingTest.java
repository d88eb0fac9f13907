package dev.eventstore.server.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.fixture.RunningNode;
import dev.eventstore.server.fixture.WireClient;
import dev.eventstore.server.tcp.frame.Command;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Transcripts in hexadecimal: what the client sends, what the node answers. */
@Timeout(60)
@ExtendWith(RunningNode.class)
class FramingTest {
    private static final String NOBODY = "00000000000000000000000000000000";

    @ParameterizedTest
    @CsvSource({
        // a heartbeat is answered with its own id
        "12000000 01 00 0102030405060708090a0b0c0d0e0f10,"
                + " 12000000 02 00 0102030405060708090a0b0c0d0e0f10",
        // a ping comes back with its payload
        "15000000 03 00 0102030405060708090a0b0c0d0e0f10 aabbcc,"
                + " 15000000 04 00 0102030405060708090a0b0c0d0e0f10 aabbcc",
        // a client that tells its version and name: 1, "me"
        "18000000 f5 00 0102030405060708090a0b0c0d0e0f10 0801 12026d65,"
                + " 12000000 f6 00 0102030405060708090a0b0c0d0e0f10",
        // admin, changeit
        "21000000 f2 01 0102030405060708090a0b0c0d0e0f10 05 61646d696e 08 6368616e67656974,"
                + " 12000000 f3 00 0102030405060708090a0b0c0d0e0f10",
        // admin, x: "Unauthorized"
        "1a000000 f2 01 0102030405060708090a0b0c0d0e0f10 05 61646d696e 01 78,"
                + " 1e000000 f4 00 0102030405060708090a0b0c0d0e0f10 556e617574686f72697a6564",
        // an event of a stream "s" that is not there: no stream, an empty event
        "1d000000 b0 00 0102030405060708090a0b0c0d0e0f10 0a0173 1000 1800 2000,"
                + " 16000000 b1 00 0102030405060708090a0b0c0d0e0f10 0802 1200",
        // unsubscribing from nothing
        "12000000 c3 00 0102030405060708090a0b0c0d0e0f10,"
                + " 14000000 c4 00 0102030405060708090a0b0c0d0e0f10 0800",
        // no persistent subscription is found
        "1d000000 c5 00 0102030405060708090a0b0c0d0e0f10 0a0167 120173 1801,"
                + " 14000000 c4 00 0102030405060708090a0b0c0d0e0f10 0802"
    })
    void a_request_has_this_answer(String request, String answer, LocalNode node) throws Exception {
        String wanted = answer.replace(" ", "");
        try (WireClient client = new WireClient(node.tcpPort())) {
            client.hex(fixedLength(request));
            assertThat(client.hex(wanted.length() / 2)).isEqualTo(wanted);
        }
    }

    /** The length is that of the bytes, however they are written above. */
    private static String fixedLength(String request) {
        String bytes = request.replace(" ", "").substring(8);
        return "%02x000000".formatted(bytes.length() / 2) + bytes;
    }

    @ParameterizedTest
    @CsvSource({
        "00000000",
        "11000000",
        "01000004",
        "ffffffff",
        "00000080",
        // flags of servers
        "12000000 03 02 0102030405060708090a0b0c0d0e0f10",
        // a login that runs past the end
        "14000000 f2 01 0102030405060708090a0b0c0d0e0f10 05 61",
        // no password
        "14000000 f2 01 0102030405060708090a0b0c0d0e0f10 01 61"
    })
    void what_is_no_package_ends_the_connection_with_an_explanation(String bytes, LocalNode node)
            throws Exception {
        try (WireClient client = new WireClient(node.tcpPort())) {
            client.hex(bytes);
            assertThat(client.next())
                    .satisfies(last -> {
                        assertThat(last.is(Command.BAD_REQUEST)).isTrue();
                        assertThat(last.correlation()).isEqualTo(NOBODY);
                        assertThat(last.text()).isNotEmpty();
                    });
            assertThat(client.hasEnded()).isTrue();
        }
    }

    @Test
    void packages_may_come_in_pieces_and_many_at_once(LocalNode node) throws Exception {
        byte[] ping =
                WireClient.bytes(
                        Command.PING.code(), 0, WireClient.id(7), new byte[0], new byte[] {1, 2});
        try (WireClient client = new WireClient(node.tcpPort())) {
            for (byte each : ping) {
                client.raw(new byte[] {each});
            }
            assertThat(client.next()).matches(pong -> pong.is(Command.PONG));
            byte[] many = new byte[ping.length * 5_000];
            for (int i = 0; i < 5_000; i++) {
                System.arraycopy(ping, 0, many, i * ping.length, ping.length);
            }
            Thread sending =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    client.raw(many);
                                } catch (java.io.IOException lost) {
                                    throw new java.io.UncheckedIOException(lost);
                                }
                            });
            for (int i = 0; i < 5_000; i++) {
                assertThat(client.next()).matches(pong -> pong.is(Command.PONG));
            }
            sending.join();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "05, no such command",
        "82, event_stream_id",
        "b0, event_stream_id",
        "f0, do not send"
    })
    void what_cannot_be_understood_is_refused_and_the_connection_kept(
            String command, String explanation, LocalNode node) throws Exception {
        try (WireClient client = new WireClient(node.tcpPort())) {
            client.hex("12000000" + command + "00" + WireClient.id(3));
            assertThat(client.next())
                    .satisfies(answer -> {
                        assertThat(answer.is(Command.BAD_REQUEST)).isTrue();
                        assertThat(answer.correlation()).isEqualTo(WireClient.id(3));
                        assertThat(answer.text())
                                .startsWith("Could not unwrap network package for command")
                                .contains(explanation);
                    });
            client.send(Command.PING, WireClient.id(4), new byte[0]);
            assertThat(client.next()).matches(pong -> pong.is(Command.PONG));
        }
    }

    @Test
    void a_correlation_id_is_needed(LocalNode node) throws Exception {
        try (WireClient client = new WireClient(node.tcpPort())) {
            client.send(Command.PING, NOBODY, new byte[0]);
            assertThat(client.next())
                    .matches(answer -> answer.is(Command.BAD_REQUEST))
                    .matches(answer -> answer.text().contains("correlation id"));
        }
    }

    @Test
    void a_package_of_64_mib_is_read_to_its_end(LocalNode node) throws Exception {
        byte[] payload = new byte[64 * 1024 * 1024 - 18];
        try (WireClient client = new WireClient(node.tcpPort())) {
            client.send(Command.PING, WireClient.id(1), payload);
            assertThat(client.next())
                    .matches(pong -> pong.is(Command.PONG))
                    .matches(pong -> pong.payload().length() == payload.length);
        }
    }

    @Test
    void an_id_of_an_event_lies_as_dot_net_writes_it() {
        byte[] bytes = HexFormat.of().parseHex("33221100554477668899aabbccddeeff");
        var id = dev.eventstore.server.tcp.frame.EventIds.read(bytes);
        byte[] again = new byte[16];
        dev.eventstore.server.tcp.frame.EventIds.write(id, again, 0);
        assertThat(id).hasToString("00112233-4455-6677-8899-aabbccddeeff");
        assertThat(again).isEqualTo(bytes);
    }
}
