package dev.eventstore.server.http;

import static dev.eventstore.server.http.TestFrontEnd.ADMIN;
import static dev.eventstore.server.http.TestFrontEnd.JOE;
import static dev.eventstore.server.http.TestFrontEnd.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OrderOfChecksTest {
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
    void a_wrong_password_comes_before_everything() throws IOException {
        String wrong = "Authorization: Basic YWRtaW46d3Jvbmc=";

        var response = node.send("OPTIONS /nowhere", wrong);

        assertRejected(response, 401, "Unauthorized");
        assertThat(response.header("WWW-Authenticate")).isEqualTo("BasicCustom realm=\"ES\"");
        assertThat(response.header("Access-Control-Allow-Methods")).isEmpty();
    }

    @Test
    void an_unknown_path_is_404_for_options_too() throws IOException {
        assertRejected(node.send("GET /nowhere"), 404, "Not Found");
        assertRejected(node.send("OPTIONS /nowhere"), 404, "Not Found");
        assertRejected(node.send("GET /open/"), 404, "Not Found");
    }

    @Test
    void options_needs_no_login() throws IOException {
        var response = node.send("OPTIONS /things/x");

        assertRejected(response, 200, "OK");
        assertThat(response.header("Access-Control-Allow-Methods")).isEqualTo("POST, GET, OPTIONS");
    }

    @Test
    void a_method_that_does_not_fit_comes_before_the_login() throws IOException {
        var response = node.send("DELETE /login");

        assertRejected(response, 405, "Method Not Allowed");
        assertThat(response.header("Access-Control-Allow-Methods")).isEqualTo("GET, OPTIONS");
        assertThat(node.send("BREW /login").status()).isEqualTo(405);
    }

    @Test
    void head_is_not_served() throws IOException {
        assertThat(node.send("HEAD /open").status()).isEqualTo(405);
    }

    @Test
    void the_type_of_the_body_comes_before_that_of_the_answer() throws IOException {
        assertRejected(
                node.send("POST /things/x", "Content-Length: 0", "Accept: image/png"),
                415,
                "Invalid or missing Content-Type");
        assertRejected(
                node.send(
                        "POST /things/x",
                        "Content-Length: 0",
                        "Content-Type: application/json",
                        "Accept: image/png"),
                406,
                "Requested URI is not available in requested format");
    }

    @Test
    void the_type_of_the_answer_comes_before_the_login() throws IOException {
        assertThat(node.send("GET /login", "Accept: image/png").status()).isEqualTo(406);
        assertRejected(node.send("GET /login"), 401, "Unauthorized");
    }

    @Test
    void levels_are_asked_for() throws IOException {
        assertThat(node.send("GET /login", JOE).text()).startsWith("joe ");
        assertThat(node.send("GET /admin", JOE).status()).isEqualTo(401);
        assertThat(node.send("GET /admin", ADMIN).text()).startsWith("admin ");
        assertThat(node.send("GET /login", "ES-TrustedAuth: ann").text()).startsWith("ann ");
    }

    @Test
    void without_first_level_authorization_only_plain_logins_are_not_asked_for() throws Exception {
        try (var open = new TestFrontEnd(TestFrontEnd.settings(false, Duration.ofMinutes(1)))) {
            assertThat(open.send("GET /login").text()).startsWith("nobody ");
            assertThat(open.send("GET /admin").status()).isEqualTo(401);
        }
    }
}
