package dev.eventstore.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.eventstore.server.config.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class NodeTest {
    private static final String ADMIN =
            "Basic "
                    + Base64.getEncoder()
                            .encodeToString("admin:changeit".getBytes(StandardCharsets.UTF_8));

    private final HttpClient client = HttpClient.newHttpClient();
    @TempDir Path folder;

    @Test
    void what_was_appended_is_there_after_a_restart() throws Exception {
        try (Node node = start("--db", folder.toString())) {
            assertThat(append(node, "{\"a\":1}").statusCode()).isEqualTo(201);
        }
        try (Node node = start("--db", folder.toString())) {
            assertThat(get(node, "/streams/s/0", "application/json").body())
                    .isEqualToIgnoringWhitespace("{\"a\":1}");
        }
    }

    @Test
    void a_second_node_on_the_same_database_is_refused_and_harms_nothing() throws Exception {
        try (Node node = start("--db", folder.toString())) {
            assertThatThrownBy(() -> start("--db", folder.toString()).close())
                    .isInstanceOf(StartFailedException.class)
                    .hasMessageContaining(folder.toString());
            assertThat(append(node, "{}").statusCode()).isEqualTo(201);
        }
    }

    @Test
    void a_taken_port_is_explained_and_the_database_left_alone() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(other.getLocalPort());
            Settings settings = Settings.of("--http-port", port, "--db", folder.toString());
            assertThatThrownBy(() -> Node.start(settings).close())
                    .isInstanceOf(StartFailedException.class)
                    .hasMessageContaining("Port " + port)
                    .hasMessageContaining("--http-port ");
        }
        start("--db", folder.toString()).close();
    }

    @Test
    void a_taken_tcp_port_is_explained_and_the_database_left_alone() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(other.getLocalPort());
            Settings settings =
                    Settings.of("--http-port", "0", "--tcp-port", port, "--db", folder.toString());
            assertThatThrownBy(() -> Node.start(settings).close())
                    .isInstanceOf(StartFailedException.class)
                    .hasMessageContaining("Port " + port)
                    .hasMessageContaining("--tcp-port ");
        }
        start("--db", folder.toString()).close();
    }

    @Test
    void tcp_can_be_left_out() throws Exception {
        try (Node node = start("--mem-db", "--enable-external-tcp=false")) {
            assertThat(node.tcpPort()).isEmpty();
            assertThat(get(node, "/gossip", "application/json").body())
                    .containsPattern("\"externalTcpPort\": *0");
        }
    }

    @Test
    void gossip_tells_the_tcp_port() throws Exception {
        try (Node node = start("--mem-db")) {
            assertThat(get(node, "/gossip", "application/json").body())
                    .containsPattern("\"externalTcpPort\": *" + node.tcpPort().orElseThrow() + ",");
        }
    }

    @Test
    void a_failed_start_closes_the_database_again() throws Exception {
        Path certificate = Files.writeString(folder.resolve("bad.pem"), "no certificate");
        Path database = folder.resolve("db");
        assertThatThrownBy(() ->
                        start(
                                        "--db",
                                        database.toString(),
                                        "--certificate-file",
                                        certificate.toString())
                                .close())
                .isInstanceOf(StartFailedException.class)
                .hasMessageContaining("--certificate-file");
        start("--db", database.toString()).close();
    }

    @Test
    void a_foreign_address_is_explained() {
        assertThatThrownBy(() -> start("--mem-db", "--ext-ip", "192.0.2.1").close())
                .isInstanceOf(StartFailedException.class)
                .hasMessageContaining("192.0.2.1 is none of this machine");
    }

    @Test
    void an_operator_may_stop_it_over_http() throws Exception {
        try (Node node = start("--mem-db")) {
            CompletableFuture<Void> stopped =
                    CompletableFuture.runAsync(() -> assertThat(waitForStop(node)).isTrue());
            assertThat(post(node, "/admin/shutdown", null).statusCode()).isEqualTo(401);
            assertThat(stopped).isNotDone();
            assertThat(post(node, "/admin/shutdown", ADMIN).statusCode()).isEqualTo(200);
            stopped.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void a_backup_made_while_it_runs_is_a_database() throws Exception {
        Path copy = folder.resolve("copy");
        try (Node node = start("--db", folder.resolve("db").toString())) {
            append(node, "{\"a\":1}");
            assertThat(post(node, "/admin/backup?folder=relative", ADMIN).statusCode())
                    .isEqualTo(400);
            assertThat(post(node, "/admin/backup?folder=" + copy, null).statusCode())
                    .isEqualTo(401);
            assertThat(copy).doesNotExist();
            assertThat(post(node, "/admin/backup?folder=" + copy, ADMIN).statusCode())
                    .isEqualTo(200);
            assertThat(post(node, "/admin/backup?folder=" + copy, ADMIN).statusCode())
                    .as("the folder is not empty now")
                    .isEqualTo(400);
        }
        try (Node node = start("--db", copy.toString())) {
            assertThat(get(node, "/streams/s/0", "application/json").body()).contains("\"a\"");
        }
    }

    @Test
    void a_downloaded_archive_holds_a_database() throws Exception {
        Path copy = Files.createDirectory(folder.resolve("copy"));
        try (Node node = start("--db", folder.resolve("db").toString())) {
            append(node, "{\"a\":1}");
            HttpRequest request =
                    HttpRequest.newBuilder(uri(node, "/admin/backup"))
                            .header("Authorization", ADMIN)
                            .build();
            InputStream body =
                    client.send(request, HttpResponse.BodyHandlers.ofInputStream()).body();
            try (ZipInputStream archive = new ZipInputStream(body)) {
                ZipEntry entry = archive.getNextEntry();
                assertThat(entry).isNotNull();
                Files.copy(archive, copy.resolve(entry.getName()));
            }
        }
        try (Node node = start("--db", copy.toString())) {
            assertThat(get(node, "/streams/s/0", "application/json").body()).contains("\"a\"");
        }
    }

    @Test
    void a_database_in_memory_has_no_backup() throws Exception {
        try (Node node = start("--mem-db")) {
            assertThat(get(node, "/admin/backup", "*/*").statusCode()).isEqualTo(409);
        }
    }

    @Test
    void it_tells_its_options_but_no_secrets() throws Exception {
        try (Node node = start("--mem-db", "--certificate-password", "hush")) {
            HttpResponse<String> options = get(node, "/info/options", "application/json");
            assertThat(options.body()).contains("\"MemDb\"", "********").doesNotContain("hush");
        }
    }

    @Test
    void without_histograms_there_are_none_with_them_there_are() throws Exception {
        try (Node node = start("--mem-db")) {
            assertThat(get(node, "/histogram/request-manager", "text/plain").statusCode())
                    .isEqualTo(404);
        }
        try (Node node = start("--mem-db", "--enable-histograms")) {
            append(node, "{}");
            assertThat(get(node, "/histogram/request-manager", "text/plain").body())
                    .contains("Percentile", "TotalCount");
        }
    }

    @Test
    void metrics_count_what_happened() throws Exception {
        try (Node node = start("--mem-db")) {
            append(node, "{}");
            assertThat(get(node, "/metrics", "text/plain").body())
                    .contains("jvm_memory_used_bytes", "eventstore_log_head")
                    .containsPattern("eventstore_events_appended_total [1-9]")
                    .containsPattern(
                            "eventstore_http_requests_seconds_count\\{method=\"POST\","
                                    + "route=\"/streams/\\{stream}\",status=\"201\"} 1");
        }
    }

    @Test
    void statistics_are_appended_to_a_stream_if_that_is_wanted() throws Exception {
        try (Node node = start("--mem-db", "--write-stats-to-db", "--stats-period-sec", "1")) {
            String stream = "/streams/$stats-127.0.0.1:" + node.address().getPort() + "/0";
            await().atMost(20, TimeUnit.SECONDS)
                    .untilAsserted(() ->
                            assertThat(get(node, stream, "application/json").body())
                                    .contains("\"proc-id\"", "\"es-checksum\""));
        }
    }

    @Test
    void every_caller_is_an_administrator_if_nobody_is_asked() throws Exception {
        try (Node node = start("--mem-db", "--insecure")) {
            HttpRequest request = HttpRequest.newBuilder(uri(node, "/users")).build();
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_node_on_a_temporary_database_is_reset_by_an_administrator() throws Exception {
        Path before;
        try (Node node = start()) {
            before = node.databaseFolder().orElseThrow();
            assertThat(append(node, "{}").statusCode()).isEqualTo(201);
            assertThat(post(node, "/admin/reset", null).statusCode()).isEqualTo(401);
            assertThat(post(node, "/admin/reset", ADMIN).statusCode()).isEqualTo(202);

            assertThat(node.awaitStopRequest()).isInstanceOf(StopRequest.Reset.class);
            node.discard();
        }
        assertThat(before).doesNotExist();
    }

    private static boolean waitForStop(Node node) {
        try {
            return node.awaitStopRequest() instanceof StopRequest.Shutdown;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Node start(String... options) throws StartFailedException {
        String[] all = Arrays.copyOf(options, options.length + 4);
        all[options.length] = "--http-port";
        all[options.length + 1] = "0";
        all[options.length + 2] = "--tcp-port";
        all[options.length + 3] = "0";
        return Node.start(Settings.of(all));
    }

    private HttpResponse<String> append(Node node, String json)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(uri(node, "/streams/s"))
                        .header("Content-Type", "application/json")
                        .header("ES-EventType", "t")
                        .header("ES-EventId", "fbf4a1a1-b4a3-4dfe-a01f-ec52c34e16e4")
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(Node node, String path, String accept)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(uri(node, path))
                        .header("Accept", accept)
                        .header("Authorization", ADMIN)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(Node node, String path, @Nullable String authorization)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri(node, path)).POST(HttpRequest.BodyPublishers.noBody());
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri(Node node, String path) {
        return node.address().resolve(path);
    }
}
