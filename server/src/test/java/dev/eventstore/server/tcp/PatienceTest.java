package dev.eventstore.server.tcp;

import static dev.eventstore.server.fixture.Events.some;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eventstore.server.event.ExpectedVersion.Belief;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.fixture.Client;
import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.fixture.WireClient;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.StreamOperations;
import dev.eventstore.server.tcp.frame.Command;
import dev.eventstore.server.tcp.wire.SubscribeToStream;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class PatienceTest {
    private static final String[] QUICK = {
        "--ext-tcp-heartbeat-interval", "100", "--ext-tcp-heartbeat-timeout", "200"
    };

    @Test
    void a_silent_client_is_asked_for_a_sign_of_life_and_then_dropped() throws Exception {
        try (LocalNode node = LocalNode.inMemory(QUICK);
                WireClient client = new WireClient(node.tcpPort())) {
            assertThat(client.any()).matches(asked -> asked.is(Command.HEARTBEAT_REQUEST));
            assertThat(client.hasEnded()).isTrue();
        }
    }

    @Test
    void a_client_that_answers_stays() throws Exception {
        try (LocalNode node = LocalNode.inMemory(QUICK);
                WireClient client = new WireClient(node.tcpPort())) {
            for (int i = 0; i < 10; i++) {
                WireClient.Received asked = client.any();
                assertThat(asked).matches(each -> each.is(Command.HEARTBEAT_REQUEST));
                client.send(Command.HEARTBEAT_RESPONSE, asked.correlation(), new byte[0]);
            }
        }
    }

    @Test
    void a_package_that_breaks_off_leaves_its_room_to_others() throws Exception {
        try (LocalNode node = LocalNode.inMemory()) {
            for (int i = 0; i < 50; i++) {
                try (WireClient client = new WireClient(node.tcpPort())) {
                    // Announces 60 MiB and sends a little of it.
                    client.hex("0000c003" + "03".repeat(100));
                }
            }
            try (WireClient other = new WireClient(node.tcpPort())) {
                other.send(Command.PING, WireClient.id(1), new byte[1_000_000]);
                assertThat(other.next()).matches(pong -> pong.is(Command.PONG));
            }
        }
    }

    @Test
    void a_client_that_takes_nothing_is_dropped() throws Exception {
        byte[] ping =
                WireClient.bytes(
                        Command.PING.code(), 0, WireClient.id(7), new byte[0], new byte[100_000]);
        try (LocalNode node =
                        LocalNode.inMemory("--connection-pending-send-bytes-threshold", "65536");
                WireClient client = new WireClient(node.tcpPort())) {
            Thread.ofVirtual()
                    .start(() -> {
                        try {
                            while (true) {
                                client.raw(ping);
                            }
                        } catch (java.io.IOException dropped) {
                            // That is what it is for.
                        }
                    });
            Client http = new Client(node.uri());
            await().atMost(Duration.ofSeconds(40))
                    .until(() -> connections(http).contains("connectionId"));
            await().atMost(Duration.ofSeconds(40))
                    .until(() -> !connections(http).contains("connectionId"));
        }
    }

    private static String connections(Client http) {
        return http.get("/stats/tcp", "Accept", "application/json").body();
    }

    @Test
    void a_slow_subscriber_gets_everything_in_the_end() throws Exception {
        StreamName stream = StreamName.of("s");
        try (LocalNode node =
                        LocalNode.inMemory("--connection-pending-send-bytes-threshold", "65536");
                WireClient client = new WireClient(node.tcpPort())) {
            client.send(
                    Command.SUBSCRIBE_TO_STREAM,
                    1,
                    SubscribeToStream.newBuilder()
                            .setEventStreamId("s")
                            .setResolveLinkTos(false)
                            .build());
            assertThat(client.next())
                    .matches(answer -> answer.is(Command.SUBSCRIPTION_CONFIRMATION));
            StreamOperations streams = node.streams();
            for (int i = 0; i < 100; i++) {
                NewEvent big =
                        new NewEvent(
                                UUID.randomUUID(),
                                "big",
                                false,
                                Payload.of(new byte[200_000]),
                                Payload.EMPTY);
                streams.append(new Append(stream, Belief.ANY, List.of(big)));
            }
            streams.append(new Append(stream, Belief.ANY, some(1)));
            for (int i = 0; i < 101; i++) {
                assertThat(client.next())
                        .matches(pushed -> pushed.is(Command.STREAM_EVENT_APPEARED));
            }
        }
    }

    @Test
    void a_stopping_node_ends_the_connection() throws Exception {
        LocalNode node = LocalNode.inMemory();
        try (WireClient client = new WireClient(node.tcpPort())) {
            client.send(Command.PING, WireClient.id(1), new byte[0]);
            assertThat(client.next()).matches(pong -> pong.is(Command.PONG));
            node.close();
            assertThat(client.hasEnded()).isTrue();
        } finally {
            node.close();
        }
    }
}
