package dev.eventstore.server.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eventstore.server.fixture.Client;
import dev.eventstore.server.fixture.Effort;
import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.fixture.RunningNode;
import dev.eventstore.server.fixture.WireClient;
import dev.eventstore.server.tcp.frame.Command;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whatever comes in, the node answers in order or hangs up, and goes on for everybody else. */
@Timeout(120)
class TcpFuzzTest {
    @RegisterExtension
    static final RunningNode node = RunningNode.with("--ext-tcp-heartbeat-interval", "3600000");

    private static final int ANSWER_MILLIS = 200;
    private static final int REQUEST_BYTES_MAX = 400;

    @Test
    void rubbish_harms_nobody(LocalNode running, Client http) throws Exception {
        Random random = new Random(Effort.seed(TcpFuzzTest.class));
        int connections = Effort.of(150, 5_000);
        try (WireClient witness = new WireClient(running.tcpPort())) {
            for (int i = 0; i < connections; i++) {
                annoy(running.tcpPort(), random);
                if (i % 10 == 0) {
                    witness.send(Command.PING, WireClient.id(i + 1), new byte[0]);
                    assertThat(witness.next()).matches(pong -> pong.is(Command.PONG));
                }
            }
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() ->
                            assertThat(http.get("/stats/tcp", "Accept", "application/json").body())
                                    .containsOnlyOnce("connectionId"));
        }
    }

    private static void annoy(int port, Random random) throws IOException {
        try (WireClient client = new WireClient(port)) {
            client.patience(ANSWER_MILLIS);
            int requests = 1 + random.nextInt(20);
            for (int i = 0; i < requests; i++) {
                client.raw(request(random));
            }
            if (random.nextBoolean()) {
                client.next();
            }
        } catch (IOException hungUp) {
            // As it may.
        }
    }

    private static byte[] request(Random random) {
        byte[] payload =
                switch (random.nextInt(4)) {
                    case 0 -> bytes(random);
                    case 1 -> new byte[0];
                    default -> message(random);
                };
        byte[] login = random.nextInt(4) == 0 ? bytes(random) : new byte[0];
        int flags = random.nextInt(20) == 0 ? random.nextInt(256) : login.length > 0 ? 1 : 0;
        Command[] commands = Command.values();
        int command =
                random.nextInt(10) == 0
                        ? random.nextInt(256)
                        : commands[random.nextInt(commands.length)].code();
        byte[] request =
                WireClient.bytes(
                        command, flags, WireClient.id(1 + random.nextInt(5)), login, payload);
        if (random.nextInt(20) == 0) {
            request[random.nextInt(4)] = (byte) random.nextInt();
        }
        return random.nextInt(20) == 0
                ? Arrays.copyOf(request, random.nextInt(request.length))
                : request;
    }

    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[random.nextInt(REQUEST_BYTES_MAX)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Fields with the right numbers and wild values, some of them nested. */
    private static byte[] message(Random random) {
        byte[] bytes = new byte[REQUEST_BYTES_MAX];
        int at = 0;
        while (at < REQUEST_BYTES_MAX - 40) {
            int field = 1 + random.nextInt(7);
            if (random.nextBoolean()) {
                bytes[at++] = (byte) (field << 3);
                int length = 1 + random.nextInt(9);
                for (int i = 1; i < length; i++) {
                    bytes[at++] = (byte) (random.nextInt() | 0x80);
                }
                bytes[at++] = (byte) random.nextInt(128);
            } else {
                bytes[at++] = (byte) (field << 3 | 2);
                int length = random.nextInt(20);
                bytes[at++] = (byte) (random.nextInt(30) == 0 ? random.nextInt(128) : length);
                for (int i = 0; i < length; i++) {
                    bytes[at++] = (byte) ('a' + random.nextInt(26));
                }
            }
            if (random.nextInt(6) == 0) {
                break;
            }
        }
        return Arrays.copyOf(bytes, at);
    }
}
