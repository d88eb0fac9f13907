package dev.eventstore.server.http;

import static dev.eventstore.server.http.TestFrontEnd.BODY_BYTES_MAX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HttpLifecycleTest {
    private static TestFrontEnd node;

    @BeforeAll
    static void start() throws HttpStartException {
        node = new TestFrontEnd();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void a_taken_port_is_told_with_the_address() {
        var settings = HttpSettings.loopback(node.port());

        assertThatThrownBy(() -> new TestFrontEnd(settings))
                .isInstanceOfSatisfying(
                        HttpStartException.AddressUnavailable.class,
                        e -> assertThat(e.address().getPort()).isEqualTo(node.port()));
    }

    @Test
    void a_wait_outlasts_the_idle_timeout_and_ends_when_it_likes() throws Exception {
        try (var impatient = new TestFrontEnd(TestFrontEnd.settings(true, Duration.ofMillis(300)));
                var client = impatient.connect()) {
            // Exactly the idle timeout, over and over: the answer must not lose the race.
            for (int i = 0; i < 4; i++) {
                var response = client.send("GET /wait/300 HTTP/1.1", "Host: localhost");
                assertThat(response.text()).isEqualTo("waited");
            }
        }
    }

    @Test
    void an_idle_connection_is_closed_after_a_wait_too() throws Exception {
        try (var impatient = new TestFrontEnd(TestFrontEnd.settings(true, Duration.ofMillis(200)));
                var client = impatient.connect()) {
            client.send("GET /wait/1 HTTP/1.1", "Host: localhost");
            assertThatThrownBy(client::receive).hasMessageContaining("The connection ended");
        }
    }

    @Test
    void stopping_answers_waiting_calls_at_once() throws Exception {
        var stopping = new TestFrontEnd();
        var answer =
                CompletableFuture.supplyAsync(() -> {
                    try {
                        return stopping.send("GET /wait/60000");
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException("No answer", e);
                    }
                });
        assertThat(stopping.waiting.await(10, TimeUnit.SECONDS)).isTrue();

        long begin = System.nanoTime();
        stopping.stop(Duration.ofSeconds(5));

        var response = answer.get(5, TimeUnit.SECONDS);
        assertThat(response.text()).isEqualTo("cut short");
        assertThat(response.header("Connection")).isEqualTo("close");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void a_port_is_free_again_after_stopping() throws Exception {
        var first = new TestFrontEnd();
        int port = first.port();
        first.close();

        new TestFrontEnd(HttpSettings.loopback(port)).close();
    }

    @Test
    void caching_can_be_forbidden() throws Exception {
        HttpSettings usual = TestFrontEnd.settings(true, Duration.ofMinutes(1));
        var settings =
                new HttpSettings(
                        usual.bindAddress(),
                        0,
                        "es.example.org",
                        8080,
                        null,
                        true,
                        true,
                        false,
                        BODY_BYTES_MAX,
                        10,
                        usual.idleTimeout(),
                        true,
                        usual.allowedHosts(),
                        usual.allowedOrigins());
        try (var uncached = new TestFrontEnd(settings)) {
            assertThat(uncached.send("GET /cached").header("Cache-Control"))
                    .isEqualTo("max-age=0, no-cache, must-revalidate");
            assertThat(uncached.send("GET /open").text())
                    .isEqualTo("nobody http://es.example.org:8080/open");
            assertThat(uncached.send("GET /login", "ES-TrustedAuth: ann").status()).isEqualTo(401);
        }
        assertThat(node.send("GET /cached").header("Cache-Control"))
                .isEqualTo("max-age=31536000, public");
    }
}
