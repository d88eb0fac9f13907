package dev.eventstore.server.http;

import static dev.eventstore.server.http.TestFrontEnd.ADMIN;
import static dev.eventstore.server.http.TestFrontEnd.BODY_BYTES_MAX;
import static dev.eventstore.server.http.TestFrontEnd.JOE;
import static dev.eventstore.server.http.TestFrontEnd.LARGE_BYTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class HttpFrontEndTest {
    private static TestFrontEnd node;

    @BeforeAll
    static void start() throws HttpStartException {
        node = new TestFrontEnd();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static RawClient.Response send(String requestLine, String... headers)
            throws IOException {
        return node.send(requestLine, headers);
    }

    private static void assertRejected(RawClient.Response response, int status, String reason) {
        assertThat(response.statusLine()).isEqualTo("HTTP/1.1 " + status + " " + reason);
        assertThat(response.header("Content-Length")).isEqualTo("0");
        assertThat(response.header("Content-Type")).isEqualTo("(none)");
    }

    @Nested
    class OrderOfChecks {
        @Test
        void a_wrong_password_comes_before_everything() throws IOException {
            String wrong = "Authorization: Basic YWRtaW46d3Jvbmc=";

            var response = send("OPTIONS /nowhere", wrong);

            assertRejected(response, 401, "Unauthorized");
            assertThat(response.header("WWW-Authenticate")).isEqualTo("BasicCustom realm=\"ES\"");
            assertThat(response.header("Access-Control-Allow-Methods")).isEmpty();
        }

        @Test
        void an_unknown_path_is_404_for_options_too() throws IOException {
            assertRejected(send("GET /nowhere"), 404, "Not Found");
            assertRejected(send("OPTIONS /nowhere"), 404, "Not Found");
            assertRejected(send("GET /open/"), 404, "Not Found");
        }

        @Test
        void options_needs_no_login() throws IOException {
            var response = send("OPTIONS /things/x");

            assertRejected(response, 200, "OK");
            assertThat(response.header("Access-Control-Allow-Methods"))
                    .isEqualTo("POST, GET, OPTIONS");
        }

        @Test
        void a_method_that_does_not_fit_comes_before_the_login() throws IOException {
            var response = send("DELETE /login");

            assertRejected(response, 405, "Method Not Allowed");
            assertThat(response.header("Access-Control-Allow-Methods")).isEqualTo("GET, OPTIONS");
            assertThat(send("BREW /login").status()).isEqualTo(405);
        }

        @Test
        void head_is_not_served() throws IOException {
            assertThat(send("HEAD /open").status()).isEqualTo(405);
        }

        @Test
        void the_type_of_the_body_comes_before_that_of_the_answer() throws IOException {
            assertRejected(
                    send("POST /things/x", "Content-Length: 0", "Accept: image/png"),
                    415,
                    "Invalid or missing Content-Type");
            assertRejected(
                    send(
                            "POST /things/x",
                            "Content-Length: 0",
                            "Content-Type: application/json",
                            "Accept: image/png"),
                    406,
                    "Requested URI is not available in requested format");
        }

        @Test
        void the_type_of_the_answer_comes_before_the_login() throws IOException {
            assertThat(send("GET /login", "Accept: image/png").status()).isEqualTo(406);
            assertRejected(send("GET /login"), 401, "Unauthorized");
        }

        @Test
        void levels_are_asked_for() throws IOException {
            assertThat(send("GET /login", JOE).text()).startsWith("joe ");
            assertThat(send("GET /admin", JOE).status()).isEqualTo(401);
            assertThat(send("GET /admin", ADMIN).text()).startsWith("admin ");
            assertThat(send("GET /login", "ES-TrustedAuth: ann").text()).startsWith("ann ");
        }

        @Test
        void without_first_level_authorization_only_plain_logins_are_not_asked_for()
                throws Exception {
            try (var open = new TestFrontEnd(TestFrontEnd.settings(false, Duration.ofMinutes(1)))) {
                assertThat(open.send("GET /login").text()).startsWith("nobody ");
                assertThat(open.send("GET /admin").status()).isEqualTo(401);
            }
        }
    }

    @Nested
    class Answers {
        @Test
        void every_answer_carries_the_cors_headers() throws IOException {
            for (String path : new String[] {"/open", "/nowhere", "/refused", "/broken"}) {
                var response = send("GET " + path);
                assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo("*");
                assertThat(response.header("Access-Control-Expose-Headers"))
                        .isEqualTo("Location, ES-Position, ES-CurrentVersion");
                assertThat(response.header("Server")).isEqualTo("Event Store, Developer Edition");
            }
        }

        @Test
        void the_reason_of_a_refusal_stands_in_the_status_line() throws IOException {
            var response = send("GET /refused");

            assertRejected(response, 400, "'x' is no valid??Injected: count");
            assertThat(response.headers()).doesNotContainKey("injected");
        }

        @Test
        void a_failure_inside_is_an_empty_500() throws IOException {
            assertRejected(send("GET /broken"), 500, "Internal Server Error");
        }

        @Test
        void people_get_an_explanation() throws IOException {
            var curl = send("GET /login", "Accept: */*");
            assertThat(curl.status()).isEqualTo(401);
            assertThat(curl.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
            assertThat(curl.text()).startsWith("401 Unauthorized\n").contains("curl -u");

            var browser = send("GET /refused", "Accept: text/html,application/xml;q=0.9,*/*;q=0.8");
            assertThat(browser.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
            assertThat(browser.text()).contains("<h1>400 'x' is no valid");
        }

        @Test
        void text_names_its_character_set() throws IOException {
            assertThat(send("GET /open").header("Content-Type"))
                    .isEqualTo("application/json; charset=utf-8");
            assertThat(send("POST /echo", "Content-Length: 0").header("Content-Type"))
                    .isEqualTo("application/octet-stream");
        }

        @Test
        void large_and_streamed_bodies_arrive_whole() throws IOException {
            assertThat(send("GET /large").body()).hasSize(LARGE_BYTES);
            assertThat(send("GET /streamed").body()).hasSize(10_000);
        }

        @Test
        void a_body_that_breaks_while_it_is_written_is_cut_off() {
            assertThatThrownBy(() -> send("GET /cut")).isInstanceOf(IOException.class);
        }

        @Test
        void addresses_are_those_that_the_client_used() throws IOException {
            assertThat(send("GET /open?a=b%20c").text())
                    .isEqualTo("nobody http://127.0.0.1:" + node.port() + "/open?a=b%20c");
            assertThat(
                            send(
                                            "GET /open",
                                            "X-Forwarded-Proto: https",
                                            "X-Forwarded-Host: es.example.org",
                                            "X-Forwarded-Port: 443",
                                            "X-Forwarded-Prefix: store")
                                    .text())
                    .isEqualTo("nobody https://es.example.org/store/open");
        }
    }

    @Nested
    class Compression {
        @Test
        void gzip() throws IOException {
            var response = send("GET /large", "Accept-Encoding: br, gzip, deflate");

            assertThat(response.header("Content-Encoding")).isEqualTo("gzip");
            var body = new GZIPInputStream(new ByteArrayInputStream(response.body()));
            assertThat(body.readAllBytes()).hasSize(LARGE_BYTES);
        }

        @Test
        void deflate_is_raw() throws IOException {
            var response = send("GET /streamed", "Accept-Encoding: deflate, gzip");

            assertThat(response.header("Content-Encoding")).isEqualTo("deflate");
            var body =
                    new InflaterInputStream(
                            new ByteArrayInputStream(response.body()), new Inflater(true));
            assertThat(body.readAllBytes()).hasSize(10_000);
        }

        @Test
        void weighted_items_and_wildcards_do_not_count() throws IOException {
            assertThat(
                            send("GET /open", "Accept-Encoding: gzip;q=0.5, *")
                                    .header("Content-Encoding"))
                    .isEqualTo("(none)");
        }

        @Test
        void an_empty_body_is_labelled_too_but_a_rejection_is_not() throws IOException {
            var created = send("GET /created", "Accept-Encoding: gzip");
            assertThat(created.header("Content-Encoding")).isEqualTo("gzip");
            assertThat(created.body()).isEmpty();

            assertThat(send("GET /nowhere", "Accept-Encoding: gzip").header("Content-Encoding"))
                    .isEqualTo("(none)");
        }
    }

    @Nested
    class Bodies {
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
                client.write(
                        "POST /nowhere HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n");
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
    }

    @Nested
    class OddRequests {
        @Test
        void a_broken_escape_in_the_path_is_400() throws IOException {
            assertThat(send("GET /things/%zz").text()).contains("a broken percent escape");
            assertThat(send("GET /things/%f").status()).isEqualTo(400);
            assertThat(send("GET /things/%00").status()).isEqualTo(400);
            assertThat(send("GET /things/%ff").reason())
                    .isEqualTo("The address is not valid UTF-8 behind its percent escapes.");
            assertThat(send("GET /open?a=%zz").reason())
                    .isEqualTo("The address has a broken percent escape.");
        }

        @Test
        void any_escaped_text_is_one_segment() throws IOException {
            var response =
                    send(
                            "POST /things/a%2Fb%20%24%C3%A4..%3B%5C%23",
                            JOE, "Content-Type: application/json", "Content-Length: 0");
            assertThat(response.text()).isEqualTo("a/b $ä..;\\# 0");
            assertThat(response.header("Location"))
                    .endsWith("/streams/a%2Fb%20%24%C3%A4..%3B%5C%23");
        }

        @Test
        void path_tricks_do_not_lead_out_of_the_folder() throws IOException {
            for (String path :
                    new String[] {
                        "/web/../logback.xml",
                        "/web/..%2flogback.xml",
                        "/web/%2e%2e/logback.xml",
                        "/web/..;/logback.xml",
                        "/web//etc/passwd.txt",
                        "/web/..%5clogback.xml",
                        "/web/%252e%252e/logback.xml",
                        "/web/page.html%00.txt",
                        "/web/folder",
                        "/web/.hidden.txt"
                    }) {
                assertThat(send("GET " + path).status()).as(path).isIn(400, 404);
            }
        }

        @Test
        void headers_beyond_64_kib_are_431() throws IOException {
            var response = send("GET /open", "X-Long: " + "x".repeat(70_000));
            assertThat(response.status()).isEqualTo(431);
            assertThat(response.text()).contains("65536 bytes");
        }

        @Test
        void garbage_is_400_and_does_not_harm_others() throws IOException {
            try (var client = node.connect()) {
                client.write("\u0001\u0002 nonsense\r\n\r\n");
                assertThat(client.receive().status()).isEqualTo(400);
            }
            assertThat(send("GET /open").status()).isEqualTo(200);
        }

        @Test
        void a_body_that_is_declared_twice_is_400() throws IOException {
            assertThat(
                            send("POST /echo", "Content-Length: 3", "Transfer-Encoding: chunked")
                                    .status())
                    .isEqualTo(400);
        }

        @Test
        void http_1_0_is_served() throws IOException {
            try (var client = node.connect()) {
                assertThat(client.send("GET /open HTTP/1.0").status()).isEqualTo(200);
            }
        }

        @Test
        void several_lines_of_one_header_count_as_one_list() throws IOException {
            assertThat(
                            send("GET /open", "Accept: image/png", "Accept: text/plain")
                                    .header("Content-Type"))
                    .isEqualTo("text/plain; charset=utf-8");
        }
    }

    @Nested
    class WebPagesOfOthers {
        @Test
        void change_nothing() throws IOException {
            var response = send("POST /echo", "Content-Length: 0", "Origin: http://evil.example");
            assertRejected(response, 403, "Foreign Origin");
            assertThat(send("POST /echo", "Content-Length: 0", "Origin: null").status())
                    .isEqualTo(403);
        }

        @Test
        void may_read_and_ask_what_is_possible() throws IOException {
            assertThat(send("GET /open", "Origin: http://evil.example").status()).isEqualTo(200);
            assertThat(send("OPTIONS /open", "Origin: http://evil.example").status())
                    .isEqualTo(200);
        }

        @Test
        void our_own_pages_and_allowed_ones_may_change_things() throws IOException {
            for (String header :
                    new String[] {
                        "Origin: http://127.0.0.1:" + node.port(), "Origin: https://friend.example"
                    }) {
                assertThat(send("POST /echo", "Content-Length: 0", header).status()).isEqualTo(200);
            }
            assertThat(
                            send(
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

        private static RawClient.Response withHost(String host, String... headers)
                throws IOException {
            try (var client = node.connect()) {
                String[] lines = new String[headers.length + 2];
                lines[0] = "GET /open HTTP/1.1";
                lines[1] = "Host: " + host;
                System.arraycopy(headers, 0, lines, 2, headers.length);
                return client.send(lines);
            }
        }
    }

    @Nested
    class AdminUi {
        @Test
        void the_root_leads_to_it() throws IOException {
            for (String path : new String[] {"/", "/web", "/web/"}) {
                var response = send("GET " + path);
                assertThat(response.statusLine()).isEqualTo("HTTP/1.1 302 Found");
                assertThat(response.text()).isEqualTo("Moved");
                assertThat(response.header("Location"))
                        .isEqualTo("http://127.0.0.1:" + node.port() + "/web/index.html");
            }
        }

        @Test
        void files_come_with_type_tag_and_policy() throws IOException {
            var response = send("GET /web/folder/probe.txt");
            assertThat(response.text()).isEqualTo("A file for tests.\n");
            assertThat(response.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
            assertThat(response.header("Content-Security-Policy")).contains("default-src 'none'");
            assertThat(response.header("Cache-Control")).isEqualTo("no-cache");

            var again =
                    send("GET /web/folder/probe.txt", "If-None-Match: " + response.header("ETag"));
            assertThat(again.status()).isEqualTo(304);
            assertThat(again.body()).isEmpty();
        }

        @Test
        void a_page_may_run_its_own_modules_and_import_map_and_nothing_else() throws IOException {
            var page = send("GET /web/index.html");

            assertThat(page.header("Content-Security-Policy"))
                    .containsPattern("script-src 'self' 'sha256-[A-Za-z0-9+/]{43}=';")
                    .contains("require-trusted-types-for 'script'")
                    .doesNotContain("unsafe");
        }

        @Test
        void libraries_have_their_version_in_their_path_and_are_kept_for_ever() throws IOException {
            var library = send("GET /web/lib/lit/3.3.3/index.js");

            assertThat(library.header("Cache-Control")).contains("immutable");
        }
    }

    @Nested
    class Lifecycle {
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
            try (var impatient =
                            new TestFrontEnd(TestFrontEnd.settings(true, Duration.ofMillis(300)));
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
            try (var impatient =
                            new TestFrontEnd(TestFrontEnd.settings(true, Duration.ofMillis(200)));
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
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .isLessThan(Duration.ofSeconds(3));
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
                assertThat(uncached.send("GET /login", "ES-TrustedAuth: ann").status())
                        .isEqualTo(401);
            }
            assertThat(send("GET /cached").header("Cache-Control"))
                    .isEqualTo("max-age=31536000, public");
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
