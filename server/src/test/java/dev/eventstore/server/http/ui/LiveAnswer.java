package dev.eventstore.server.http.ui;

import static org.awaitility.Awaitility.await;

import dev.eventstore.server.fixture.Client;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** An answer that does not end, read on a thread of its own until it is closed. */
final class LiveAnswer implements AutoCloseable {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpResponse<InputStream> answer;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();

    private LiveAnswer(URI uri) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(uri)
                        .header("Authorization", Client.ADMIN)
                        .header("Accept-Encoding", "gzip")
                        .build();
        answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        Thread.ofVirtual().start(this::read);
    }

    static LiveAnswer of(URI uri) throws IOException {
        try {
            LiveAnswer live = new LiveAnswer(uri);
            // Something comes at once, so that who waits knows that it is open.
            live.awaitText(":");
            return live;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException(stop);
        }
    }

    String text() {
        return received.toString(StandardCharsets.UTF_8);
    }

    Optional<String> header(String name) {
        return answer.headers().firstValue(name);
    }

    void awaitText(String part) {
        await().atMost(UiRoutesTest.PATIENCE).until(() -> text().contains(part));
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private void read() {
        try (InputStream body = answer.body()) {
            byte[] buffer = new byte[8192];
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                received.write(buffer, 0, read);
            }
        } catch (IOException closed) {
            received.writeBytes("\n(closed)".getBytes(StandardCharsets.UTF_8));
        }
    }
}
