package dev.eventstore.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventstore.server.config.Settings;
import dev.eventstore.server.fixture.Client;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class KeepTest {
    private static final String EVENT =
            "[{\"eventId\":\"%s\",\"eventType\":\"happened\",\"data\":{}}]";

    @TempDir Path folder;

    @Test
    void a_temporary_database_is_kept_while_clients_write_and_wait() throws Exception {
        Path kept = folder.resolve("kept");
        AtomicBoolean isOver = new AtomicBoolean();
        AtomicInteger appended = new AtomicInteger();
        Path before;
        try (Node node = temporary()) {
            before = node.databaseFolder().orElseThrow();
            Client client = new Client(node.address());
            append(client);
            assertThat(client.post("/admin/snapshots?name=first", "", "Accept", "*/*").statusCode())
                    .isEqualTo(201);
            CompletableFuture<Void> writing =
                    CompletableFuture.runAsync(() -> {
                        while (!isOver.get()) {
                            append(client);
                            appended.incrementAndGet();
                        }
                    });
            CompletableFuture<HttpResponse<String>> waiting =
                    CompletableFuture.supplyAsync(
                            () -> client.get("/streams/later/0/forward/1", "ES-LongPoll", "60"));

            assertThat(node.keepDatabase(kept, (_, _) -> true)).isTrue();

            isOver.set(true);
            writing.join();
            client.post("/streams/later", EVENT.formatted(UUID.randomUUID()), type());
            assertThat(waiting.join().statusCode()).isEqualTo(200);
            assertThat(node.databaseFolder()).hasValue(kept);
            assertThat(node.isTemporary()).isFalse();
            assertThat(before).doesNotExist();
            assertThat(client.get("/admin/snapshots", "Accept", "*/*").body()).contains("first");
        }
        try (Node node = Node.start(settings("--db", kept.toString()))) {
            String last = "/streams/s/" + appended.get();
            assertThat(new Client(node.address()).get(last).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void pages_of_the_node_learn_whether_its_database_is_temporary() throws Exception {
        try (Node node = temporary()) {
            Client client = new Client(node.address());

            assertThat(client.get("/info", "Sec-Fetch-Site", "same-origin").body())
                    .containsPattern("\"esDatabase\": *\\{\\s*\"temporary\": *true");
            assertThat(client.get("/info").body()).doesNotContain("esDatabase");

            node.keepDatabase(folder.resolve("kept"), (_, _) -> true);
            assertThat(client.get("/info", "Sec-Fetch-Site", "same-origin").body())
                    .containsPattern("\"temporary\": *false")
                    .contains("kept");
        }
    }

    private static void append(Client client) {
        String event = EVENT.formatted(UUID.randomUUID());
        assertThat(client.post("/streams/s", event, type()).statusCode()).isEqualTo(201);
    }

    private static String[] type() {
        return new String[] {"Content-Type", Client.EVENTS};
    }

    private static Node temporary() throws StartFailedException {
        return Node.start(settings());
    }

    private static Settings settings(String... more) {
        String[] arguments = new String[more.length + 3];
        arguments[0] = "--http-port=0";
        arguments[1] = "--tcp-port=0";
        arguments[2] = "--insecure";
        System.arraycopy(more, 0, arguments, 3, more.length);
        return Settings.of(arguments);
    }
}
