package dev.eventstore.server.http;

import static dev.eventstore.server.http.TestFrontEnd.JOE;
import static dev.eventstore.server.http.TestFrontEnd.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WebPagesOfOthersTest {
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
    void change_nothing() throws IOException {
        var response = node.send("POST /echo", "Content-Length: 0", "Origin: http://evil.example");
        assertRejected(response, 403, "Foreign Origin");
        assertThat(node.send("POST /echo", "Content-Length: 0", "Origin: null").status())
                .isEqualTo(403);
    }

    @Test
    void may_read_and_ask_what_is_possible() throws IOException {
        assertThat(node.send("GET /open", "Origin: http://evil.example").status()).isEqualTo(200);
        assertThat(node.send("OPTIONS /open", "Origin: http://evil.example").status())
                .isEqualTo(200);
    }

    @Test
    void our_own_pages_and_allowed_ones_may_change_things() throws IOException {
        for (String header :
                new String[] {
                    "Origin: http://127.0.0.1:" + node.port(), "Origin: https://friend.example"
                }) {
            assertThat(node.send("POST /echo", "Content-Length: 0", header).status())
                    .isEqualTo(200);
        }
        assertThat(
                        node.send(
                                        "POST /echo",
                                        "Content-Length: 0",
                                        "Origin: https://proxied.example",
                                        "Sec-Fetch-Site: same-origin")
                                .status())
                .isEqualTo(200);
    }

    @Test
    void a_name_that_somebody_could_rebind_needs_a_password() throws IOException {
        assertThat(withHost("evil.example.com:2113").status()).isEqualTo(421);
        assertThat(withHost("evil.example.com:2113", JOE).status()).isEqualTo(200);
        assertThat(withHost("evil.example.com", "ES-TrustedAuth: ann").status()).isEqualTo(421);
    }

    @Test
    void names_that_nobody_can_register_are_ours() throws IOException {
        for (String host :
                new String[] {
                    "localhost",
                    "eventstore:2113",
                    "node1.local",
                    "127.0.0.1:1",
                    "[::1]:2113",
                    "events.example.org",
                    "Events.Example.Org:80"
                }) {
            assertThat(withHost(host).status()).as(host).isEqualTo(200);
        }
    }

    private static RawClient.Response withHost(String host, String... headers) throws IOException {
        try (var client = node.connect()) {
            String[] lines = new String[headers.length + 2];
            lines[0] = "GET /open HTTP/1.1";
            lines[1] = "Host: " + host;
            System.arraycopy(headers, 0, lines, 2, headers.length);
            return client.send(lines);
        }
    }
}
