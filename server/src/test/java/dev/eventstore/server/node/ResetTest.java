package dev.eventstore.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eventstore.server.Main;
import dev.eventstore.server.fixture.Client;
import dev.eventstore.server.fixture.JavaProcess;
import dev.eventstore.server.fixture.Ports;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program itself, which begins again when its database is to be emptied. */
@Timeout(90)
class ResetTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String EVENT =
            """
            [{"eventId": "fbf4a1a1-b4a3-4dfe-a01f-ec52c34e16e4", "eventType": "t", "data": {}}]
            """;

    @TempDir Path folder;

    @Test
    void all_events_go_and_the_node_comes_back_on_its_ports() throws Exception {
        int port = Ports.free();
        Path database = folder.resolve("orders");
        Client client = new Client(URI.create("http://127.0.0.1:" + port));
        List<String> options =
                List.of(
                        "--db",
                        database.toString(),
                        "--http-port",
                        Integer.toString(port),
                        "--tcp-port",
                        "0");
        try (JavaProcess process = JavaProcess.start(Main.class, options)) {
            Thread.ofVirtual().start(process::drain);
            await().atMost(PATIENCE).ignoreExceptions().until(() -> append(client) == 201);
            Path others = Files.writeString(database.resolve("notes.txt"), "mine");

            HttpResponse<String> unnamed = reset(client, "");
            assertThat(unnamed.statusCode()).isEqualTo(400);
            assertThat(unnamed.body()).contains("database must be orders");
            assertThat(reset(client, "?database=other").statusCode()).isEqualTo(400);
            assertThat(client.get("/streams/s", "Accept", "*/*").statusCode()).isEqualTo(200);

            assertThat(reset(client, "?database=orders").statusCode()).isEqualTo(202);
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> client.get("/streams/s", "Accept", "*/*").statusCode() == 404);
            assertThat(append(client)).isEqualTo(201);
            assertThat(others).hasContent("mine");
        }
    }

    private static HttpResponse<String> reset(Client client, String query) {
        return client.post(
                "/admin/reset" + query, "", "Authorization", Client.ADMIN, "Accept", "*/*");
    }

    private static int append(Client client) {
        return client.post("/streams/s", EVENT, "Content-Type", Client.EVENTS).statusCode();
    }
}
