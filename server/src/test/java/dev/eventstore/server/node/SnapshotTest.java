package dev.eventstore.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eventstore.server.Main;
import dev.eventstore.server.config.Settings;
import dev.eventstore.server.fixture.Client;
import dev.eventstore.server.fixture.JavaProcess;
import dev.eventstore.server.fixture.Ports;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Databases that go back to what they were. */
@Timeout(90)
class SnapshotTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    @TempDir Path folder;

    @Test
    void the_program_begins_again_with_a_snapshot_and_survives_a_kill() throws Exception {
        int port = Ports.free();
        Client client = new Client(URI.create("http://127.0.0.1:" + port));
        List<String> options =
                List.of(
                        "--db",
                        folder.resolve("orders").toString(),
                        "--http-port",
                        Integer.toString(port),
                        "--tcp-port",
                        "0");
        try (JavaProcess process = JavaProcess.start(Main.class, options)) {
            Thread.ofVirtual().start(process::drain);
            await().atMost(PATIENCE).ignoreExceptions().until(() -> append(client) == 201);
            assertThat(post(client, "?name=one event").statusCode()).isEqualTo(201);
            append(client);

            HttpResponse<String> unnamed = post(client, "/one event/restore");
            assertThat(unnamed.statusCode()).isEqualTo(400);
            assertThat(unnamed.body()).contains("database must be orders");
            assertThat(has(client, 1)).isTrue();

            assertThat(post(client, "/one event/restore?database=orders").statusCode())
                    .isEqualTo(202);
            await().atMost(PATIENCE).ignoreExceptions().until(() -> !has(client, 1));
            assertThat(has(client, 0)).isTrue();
            assertThat(list(client)).contains("\"one event\"");
            assertThat(append(client)).isEqualTo(201);
            process.kill();
        }
        try (Node node = Node.start(settings("--db", folder.resolve("orders").toString()))) {
            Client after = new Client(node.address());
            assertThat(has(after, 1)).isTrue();
            assertThat(has(after, 2)).isFalse();
        }
    }

    @Test
    void a_temporary_database_goes_back_where_it_is_and_stays_temporary() throws Exception {
        Settings settings = settings();
        Path place;
        Settings again;
        try (Node node = Node.start(settings)) {
            place = node.databaseFolder().orElseThrow();
            Client client = new Client(node.address());
            append(client);
            post(client, "?name=early");
            append(client);
            assertThat(post(client, "/early/restore").statusCode()).isEqualTo(202);
            assertThat(node.awaitStopRequest()).isInstanceOf(StopRequest.GoBack.class);
            again = node.again(settings);
            node.goBack();
        }
        try (Node node = Node.start(again)) {
            Client client = new Client(node.address());
            assertThat(node.databaseFolder()).hasValue(place);
            assertThat(node.isTemporary()).isTrue();
            assertThat(has(client, 0)).isTrue();
            assertThat(has(client, 1)).isFalse();

            again = node.again(settings);
            node.discard();
        }
        try (Node node = Node.start(again)) {
            Client client = new Client(node.address());
            assertThat(has(client, 0)).isFalse();
            assertThat(list(client)).contains("\"early\"");
        }
        Databases.discardAll(place);
        assertThat(place).doesNotExist();
    }

    @Test
    void who_is_killed_before_the_snapshot_took_the_place_finds_the_database_as_it_was()
            throws Exception {
        Path database = folder.resolve("orders");
        try (Node node = Node.start(settings("--db", database.toString()))) {
            Client client = new Client(node.address());
            post(client, "?name=empty");
            append(client);
            assertThat(post(client, "/empty/restore?database=orders").statusCode()).isEqualTo(202);
        }
        try (Node node = Node.start(settings("--db", database.toString()))) {
            assertThat(has(new Client(node.address()), 0)).isTrue();
            assertThat(database.resolve("eventstore.mv.staged")).doesNotExist();
        }
    }

    @Test
    void snapshots_are_listed_removed_and_started_on() throws Exception {
        Path database = folder.resolve("orders");
        try (Node node = Node.start(settings("--db", database.toString()))) {
            Client client = new Client(node.address());
            append(client);
            assertThat(post(client, "?name=früh").statusCode()).isEqualTo(201);
            append(client);
            assertThat(post(client, "?name=late").statusCode()).isEqualTo(201);

            HttpResponse<String> same = post(client, "?name=late");
            assertThat(same.statusCode()).isEqualTo(409);
            assertThat(same.body()).contains("name must be new");
            assertThat(list(client)).containsSubsequence("\"late\"", "\"früh\"");
            assertThat(delete(client, "late")).isEqualTo(204);
            assertThat(delete(client, "late")).isEqualTo(404);
            assertThat(post(client, "/late/restore?database=orders").statusCode()).isEqualTo(404);
            assertThat(list(client)).doesNotContain("late");

            Path fork = database.resolve("snapshots").resolve("früh");
            try (Node other = Node.start(settings("--db", fork.toString()))) {
                assertThat(has(new Client(other.address()), 0)).isTrue();
                assertThat(delete(client, "früh")).isEqualTo(400);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "..", ".hidden", "a/b", "a\\b", "a.", "a:b"})
    void names_that_are_none_of_a_folder_are_refused(String name) throws Exception {
        try (Node node = Node.start(settings())) {
            Client client = new Client(node.address());
            HttpResponse<String> refused =
                    post(client, "?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8));
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("name must have 1 to 100");
            Databases.discardAll(closed(node));
        }
    }

    @Test
    void they_are_for_administrators_and_not_in_memory() throws Exception {
        try (Node node = Node.start(settings("--mem-db"))) {
            Client client = new Client(node.address());
            assertThat(client.get("/admin/snapshots").statusCode()).isEqualTo(401);
            HttpResponse<String> none = post(client, "?name=a");
            assertThat(none.statusCode()).isEqualTo(409);
            assertThat(none.body()).contains("in memory");
        }
    }

    private static Path closed(Node node) {
        Path place = node.databaseFolder().orElseThrow();
        node.close();
        return place;
    }

    private static HttpResponse<String> post(Client client, String rest) {
        String path = "/admin/snapshots" + rest.replace(" ", "%20").replace("ü", "%C3%BC");
        return client.post(path, "", "Authorization", Client.ADMIN, "Accept", "*/*");
    }

    private static String list(Client client) {
        return client.get(
                        "/admin/snapshots",
                        "Authorization",
                        Client.ADMIN,
                        "Accept",
                        "application/json")
                .body();
    }

    private static int delete(Client client, String name) {
        String path = "/admin/snapshots/" + name.replace("ü", "%C3%BC");
        return client.delete(path, "Authorization", Client.ADMIN, "Accept", "*/*").statusCode();
    }

    private static int append(Client client) {
        String event =
                "[{\"eventId\": \"%s\", \"eventType\": \"t\", \"data\": {}}]"
                        .formatted(UUID.randomUUID());
        return client.post("/streams/s", event, "Content-Type", Client.EVENTS).statusCode();
    }

    private static boolean has(Client client, int revision) {
        return client.get("/streams/s/" + revision, "Accept", "*/*").statusCode() == 200;
    }

    private static Settings settings(String... options) {
        return Settings.of(
                Stream.concat(Stream.of(options), Stream.of("--http-port", "0", "--tcp-port", "0"))
                        .toArray(String[]::new));
    }
}
