package dev.eventstore.server.tutorial;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eventstore.server.crash.NodeProcess;
import dev.eventstore.server.fixture.LocalNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Does what the README tells a newcomer to do, with the very commands that stand there, and looks
 * whether what it promises comes true.
 */
class TutorialTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void first_steps() throws Exception {
        List<Curl> commands = Readme.commands("First steps");
        assertThat(commands).hasSize(8);
        try (LocalNode node = LocalNode.inMemory()) {
            URI uri = node.uri();
            appending(uri, commands.get(0), commands.get(1));
            reading(uri, commands.get(2), commands.get(3));
            waiting(uri, commands.get(4), commands.get(0));
            settings(uri, commands.get(5), commands.get(6));
            everything(uri, commands.get(7));
        }
    }

    private static void appending(URI node, Curl first, Curl second) throws Exception {
        HttpResponse<String> created = first.send(node);
        HttpResponse<String> repeated = first.send(node);
        for (HttpResponse<String> answer : List.of(created, repeated)) {
            assertThat(answer.statusCode()).isEqualTo(201);
            assertThat(answer.headers().firstValue("Location"))
                    .hasValue(node + "/streams/orders-1/0");
        }

        assertThat(second.send(node).statusCode()).isEqualTo(201);
        HttpResponse<String> late = second.with("4a5d9d24", "4a5d9d25").send(node);
        assertThat(late.statusCode()).isEqualTo(400);
        assertThat(late.headers().firstValue("ES-CurrentVersion")).hasValue("1");
    }

    private static void reading(URI node, Curl page, Curl event) throws Exception {
        JsonNode feed = JSON.readTree(page.send(node).body());
        assertThat(feed.at("/entries").findValuesAsText("eventType"))
                .containsExactly("orderPaid", "orderPlaced");
        assertThat(feed.at("/links").findValuesAsText("relation")).contains("previous");

        JsonNode data = JSON.readTree(event.send(node).body());
        assertThat(data).isEqualTo(JSON.readTree("{\"order\": 1, \"item\": \"tea\"}"));
    }

    private static void waiting(URI node, Curl poll, Curl append) throws Exception {
        CompletableFuture<HttpResponse<String>> waiting =
                CompletableFuture.supplyAsync(() -> sent(poll, node));

        append.with("b989fe21", "b989fe22").send(node);

        HttpResponse<String> page = waiting.get(10, TimeUnit.SECONDS);
        assertThat(JSON.readTree(page.body()).at("/entries/0/title").asText())
                .isEqualTo("2@orders-1");
    }

    private static void settings(URI node, Curl write, Curl read) throws Exception {
        assertThat(write.send(node).statusCode()).isEqualTo(201);
        assertThat(JSON.readTree(read.send(node).body()))
                .isEqualTo(JSON.readTree("{\"$maxCount\": 1000}"));
    }

    private static void everything(URI node, Curl asAdministrator) throws Exception {
        Curl asNobody =
                new Curl(
                        asAdministrator.method(),
                        asAdministrator.address(),
                        List.of("Accept", "*/*"),
                        null);

        assertThat(asAdministrator.send(node).body()).contains("orderPlaced", "orderPaid");
        assertThat(asNobody.send(node).statusCode()).isEqualTo(401);
    }

    @Test
    void pull_the_plug(@TempDir Path database) throws Exception {
        List<Curl> commands = Readme.commands("First steps");
        String several =
                "[{\"eventId\": \"b989fe21-9469-4017-8d71-9820b8dd1164\", \"eventType\": \"a\"},"
                        + "{\"eventId\": \"b989fe21-9469-4017-8d71-9820b8dd1165\","
                        + " \"eventType\": \"b\"}]";
        Curl append = commands.get(0);
        Curl appendSeveral = append.with(String.valueOf(append.body()), several);
        try (NodeProcess node = NodeProcess.start(database)) {
            assertThat(appendSeveral.send(node.uri()).statusCode()).isEqualTo(201);
            node.kill();
        }
        try (NodeProcess node = NodeProcess.start(database)) {
            JsonNode feed = JSON.readTree(commands.get(2).send(node.uri()).body());
            assertThat(feed.at("/entries").findValuesAsText("eventType")).containsExactly("b", "a");
        }
    }

    @Test
    void from_a_program(@TempDir Path folder) throws Exception {
        try (LocalNode node = LocalNode.inMemory("--insecure")) {
            JavaSample.with("KurrentDBClient")
                    .on(2113, node.uri().getPort())
                    .run(
                            List.of(
                                    "io.kurrent.dbclient.*",
                                    "static java.nio.charset.StandardCharsets.UTF_8"),
                            folder,
                            TutorialTest.class.getClassLoader());

            Curl page = Readme.commands("First steps").get(2).with("orders-1", "orders-2");
            assertThat(JSON.readTree(page.send(node.uri()).body()).findValuesAsText("eventType"))
                    .containsExactly("orderPlaced");
        }
    }

    @Test
    void change_the_password() throws Exception {
        List<Curl> commands = Readme.commands("Security");
        assertThat(commands).hasSize(1);
        Curl change = commands.getFirst();
        Curl everything = Readme.commands("First steps").getLast();
        try (LocalNode node = LocalNode.inMemory()) {
            assertThat(everything.send(node.uri()).statusCode()).isEqualTo(200);

            assertThat(change.with("…", "tea for two").send(node.uri()).statusCode())
                    .isEqualTo(200);

            assertThat(everything.send(node.uri()).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void back_up_and_restore(@TempDir Path folder) throws Exception {
        List<Curl> commands = Readme.commands("Back up and restore");
        assertThat(commands).hasSize(2);
        Path copy = folder.resolve("monday");
        Path unpacked = Files.createDirectory(folder.resolve("unpacked"));
        Curl append = Readme.commands("First steps").getFirst();
        try (LocalNode node = LocalNode.in(folder.resolve("data"))) {
            append.send(node.uri());

            Curl copying = commands.getFirst().with("/backups/monday", copy.toString());
            assertThat(copying.send(node.uri()).statusCode()).isEqualTo(200);
            unpack(commands.getLast().download(node.uri()).body(), unpacked);
        }

        Curl event = Readme.commands("First steps").get(3);
        for (Path restored : List.of(copy, unpacked)) {
            try (LocalNode node = LocalNode.in(restored)) {
                assertThat(event.send(node.uri()).body()).contains("tea");
            }
        }
    }

    private static void unpack(byte[] archive, Path folder) throws IOException {
        try (InputStream bytes = new ByteArrayInputStream(archive);
                ZipInputStream zip = new ZipInputStream(bytes)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Files.copy(zip, folder.resolve(Path.of(entry.getName()).getFileName()));
            }
        }
    }

    private static HttpResponse<String> sent(Curl command, URI node) {
        try {
            return command.send(node);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(stop));
        }
    }
}
