package dev.eventstore.server.http.ui;

import static dev.eventstore.server.fixture.Client.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eventstore.server.event.ExpectedVersion.Belief;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.fixture.Client;
import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.stream.Append;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PartitionRoutesTest {
    private static final String LOGIN = "Authorization";
    private static final String LIST = "/ui-api/projections/each/partitions";
    private static final String STANDINGS = "/ui-api/projections/each/standings";

    @TempDir private Path folder;

    @Test
    void partitions_are_listed_from_memory_and_after_a_restart_from_their_checkpoints() {
        int port;
        try (LocalNode node = LocalNode.in(folder.resolve("database"), "--run-projections=All")) {
            port = node.uri().getPort();
            Client client = new Client(node.uri());
            place(node, "order-a", "order-b", "cart-a");
            create(client, "each");
            // Its name begins like that of the other, and its partitions are not the other's.
            create(client, "each-b");
            await().untilAsserted(() ->
                    assertThat(list(client, ""))
                            .contains("\"order-a\"", "\"order-b\"", "\"cart-a\"")
                            .contains("\"complete\":true"));
            assertThat(standings(client, ""))
                    .contains("{\"name\":\"order-a\",\"state\":\"{\\\"n\\\":1}\"}")
                    .contains("\"complete\":true");
            assertThat(standings(client, "?filter=CART")).contains("cart").doesNotContain("order");
            assertThat(list(client, "?filter=ORDER")).contains("order-b").doesNotContain("cart");
            assertThat(list(client, "?limit=2")).contains("\"complete\":false");
            await().untilAsserted(() ->
                    assertThat(state(client, "each-b", "order-b")).isEqualTo("{\"n\":1}"));
        }

        try (LocalNode node =
                LocalNode.again(folder.resolve("database"), port, "--run-projections=All")) {
            Client client = new Client(node.uri());
            await().untilAsserted(() ->
                    assertThat(list(client, ""))
                            .contains("\"order-a\"", "\"order-b\"", "\"cart-a\"")
                            .doesNotContain("b-order"));
            assertThat(state(client, "each", "order-a")).isEqualTo("{\"n\":1}");
            assertThat(standings(client, "")).contains("order-b", "{\\\"n\\\":1}");
        }
    }

    @Test
    void only_who_may_read_everything_is_told_and_only_of_what_is_there() {
        try (LocalNode node = LocalNode.inMemory("--run-projections=All")) {
            Client client = new Client(node.uri());
            create(client, "each");
            assertThat(client.get(LIST).statusCode()).isEqualTo(401);
            assertThat(client.get(STANDINGS).statusCode()).isEqualTo(401);
            assertThat(client.get(LIST + "?limit=0", LOGIN, ADMIN).statusCode()).isEqualTo(400);
            assertThat(client.get(LIST.replace("each", "none"), LOGIN, ADMIN).statusCode())
                    .isEqualTo(404);
        }
    }

    private static void create(Client client, String name) {
        String script =
                "fromAll().foreachStream().when({ $init: () => ({ n: 0 }),"
                        + " placed(s) { s.n++; return s; } })";
        assertThat(
                        client.post(
                                        "/projections/continuous?enabled=yes&name=" + name,
                                        script,
                                        LOGIN,
                                        ADMIN,
                                        "Content-Type",
                                        "application/json")
                                .statusCode())
                .isEqualTo(201);
    }

    private static String list(Client client, String query) {
        return client.get(LIST + query, LOGIN, ADMIN).body();
    }

    private static String standings(Client client, String query) {
        return client.get(STANDINGS + query, LOGIN, ADMIN).body();
    }

    private static String state(Client client, String name, String partition) {
        return client.get("/projection/" + name + "/state?partition=" + partition, LOGIN, ADMIN)
                .body();
    }

    private static void place(LocalNode node, String... streams) {
        for (String stream : streams) {
            NewEvent event =
                    new NewEvent(
                            UUID.randomUUID(), "placed", true, Payload.of("{}"), Payload.EMPTY);
            node.streams().append(new Append(StreamName.of(stream), Belief.ANY, List.of(event)));
        }
    }
}
