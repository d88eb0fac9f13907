package dev.eventstore.server.http;

import static dev.eventstore.server.http.TestFrontEnd.BODY_BYTES_MAX;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RequestBodiesTest {
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
    void a_declared_body_over_the_limit_is_413_and_names_it() throws IOException {
        try (var client = node.connect()) {
            var response =
                    client.send(
                            "POST /echo HTTP/1.1",
                            "Host: localhost",
                            "Content-Length: " + (BODY_BYTES_MAX + 1));
            assertThat(response.statusLine())
                    .isEqualTo("HTTP/1.1 413 The request body is longer than 100000 bytes.");
        }
    }

    @Test
    void the_limit_holds_for_chunks_too() throws IOException {
        try (var client = node.connect()) {
            client.write(
                    "POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding:"
                            + " chunked\r\n\r\n");
            String chunk = "2710\r\n" + "x".repeat(10_000) + "\r\n";
            for (int sent = 0; sent <= BODY_BYTES_MAX; sent += 10_000) {
                client.write(chunk);
            }
            assertThat(client.receive().status()).isEqualTo(413);
        }
    }

    @Test
    void a_body_of_exactly_the_limit_is_taken_in_both_forms() throws IOException {
        try (var client = node.connect()) {
            client.write(
                    "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n");
            client.write(new byte[BODY_BYTES_MAX]);
            assertThat(client.receive().body()).hasSize(BODY_BYTES_MAX);

            client.write(
                    "POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding:"
                            + " chunked\r\n\r\n186a0\r\n");
            client.write(new byte[BODY_BYTES_MAX]);
            client.write("\r\n0\r\n\r\n");
            assertThat(client.receive().body()).hasSize(BODY_BYTES_MAX);
        }
    }

    @Test
    void a_rejected_body_does_not_cost_the_connection() throws IOException {
        try (var client = node.connect()) {
            client.write("POST /nowhere HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n");
            client.write("hello");
            assertThat(client.receive().status()).isEqualTo(404);
            assertThat(client.send("GET /open HTTP/1.1", "Host: localhost").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_client_that_waits_for_100_gets_it() throws IOException {
        try (var client = node.connect()) {
            var response =
                    client.send(
                            "POST /echo HTTP/1.1",
                            "Host: localhost",
                            "Content-Length: 2",
                            "Expect: 100-continue");
            assertThat(response.status()).isEqualTo(100);
            client.write("ok");
            assertThat(client.receive().text()).isEqualTo("ok");
        }
    }

    @Test
    void bodies_are_utf_8() throws IOException {
        String text = "grün";
        try (var client = node.connect()) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            client.write(
                    "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                            + bytes.length
                            + "\r\n\r\n"
                            + text);
            assertThat(client.receive().text()).isEqualTo(text);
        }
    }
}
