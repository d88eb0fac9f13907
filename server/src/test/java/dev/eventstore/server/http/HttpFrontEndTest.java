package dev.eventstore.server.http;

import static dev.eventstore.server.http.TestFrontEnd.JOE;
import static dev.eventstore.server.http.TestFrontEnd.LARGE_BYTES;
import static dev.eventstore.server.http.TestFrontEnd.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
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

    @Nested
    class Answers {
        @Test
        void every_answer_carries_the_cors_headers() throws IOException {
            for (String path : new String[] {"/open", "/nowhere", "/refused", "/broken"}) {
                var response = node.send("GET " + path);
                assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo("*");
                assertThat(response.header("Access-Control-Expose-Headers"))
                        .isEqualTo("Location, ES-Position, ES-CurrentVersion");
                assertThat(response.header("Server")).isEqualTo("Event Store, Developer Edition");
            }
        }

        @Test
        void the_reason_of_a_refusal_stands_in_the_status_line() throws IOException {
            var response = node.send("GET /refused");

            assertRejected(response, 400, "'x' is no valid??Injected: count");
            assertThat(response.headers()).doesNotContainKey("injected");
        }

        @Test
        void a_failure_inside_is_an_empty_500() throws IOException {
            assertRejected(node.send("GET /broken"), 500, "Internal Server Error");
        }

        @Test
        void people_get_an_explanation() throws IOException {
            var curl = node.send("GET /login", "Accept: */*");
            assertThat(curl.status()).isEqualTo(401);
            assertThat(curl.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
            assertThat(curl.text()).startsWith("401 Unauthorized\n").contains("curl -u");

            var browser =
                    node.send("GET /refused", "Accept: text/html,application/xml;q=0.9,*/*;q=0.8");
            assertThat(browser.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
            assertThat(browser.text()).contains("<h1>400 'x' is no valid");
        }

        @Test
        void text_names_its_character_set() throws IOException {
            assertThat(node.send("GET /open").header("Content-Type"))
                    .isEqualTo("application/json; charset=utf-8");
            assertThat(node.send("POST /echo", "Content-Length: 0").header("Content-Type"))
                    .isEqualTo("application/octet-stream");
        }

        @Test
        void large_and_streamed_bodies_arrive_whole() throws IOException {
            assertThat(node.send("GET /large").body()).hasSize(LARGE_BYTES);
            assertThat(node.send("GET /streamed").body()).hasSize(10_000);
        }

        @Test
        void a_body_that_breaks_while_it_is_written_is_cut_off() {
            assertThatThrownBy(() -> node.send("GET /cut")).isInstanceOf(IOException.class);
        }

        @Test
        void addresses_are_those_that_the_client_used() throws IOException {
            assertThat(node.send("GET /open?a=b%20c").text())
                    .isEqualTo("nobody http://127.0.0.1:" + node.port() + "/open?a=b%20c");
            assertThat(
                            node.send(
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
            var response = node.send("GET /large", "Accept-Encoding: br, gzip, deflate");

            assertThat(response.header("Content-Encoding")).isEqualTo("gzip");
            var body = new GZIPInputStream(new ByteArrayInputStream(response.body()));
            assertThat(body.readAllBytes()).hasSize(LARGE_BYTES);
        }

        @Test
        void deflate_is_raw() throws IOException {
            var response = node.send("GET /streamed", "Accept-Encoding: deflate, gzip");

            assertThat(response.header("Content-Encoding")).isEqualTo("deflate");
            var body =
                    new InflaterInputStream(
                            new ByteArrayInputStream(response.body()), new Inflater(true));
            assertThat(body.readAllBytes()).hasSize(10_000);
        }

        @Test
        void weighted_items_and_wildcards_do_not_count() throws IOException {
            assertThat(
                            node.send("GET /open", "Accept-Encoding: gzip;q=0.5, *")
                                    .header("Content-Encoding"))
                    .isEqualTo("(none)");
        }

        @Test
        void an_empty_body_is_labelled_too_but_a_rejection_is_not() throws IOException {
            var created = node.send("GET /created", "Accept-Encoding: gzip");
            assertThat(created.header("Content-Encoding")).isEqualTo("gzip");
            assertThat(created.body()).isEmpty();

            assertThat(
                            node.send("GET /nowhere", "Accept-Encoding: gzip")
                                    .header("Content-Encoding"))
                    .isEqualTo("(none)");
        }
    }

    @Nested
    class OddRequests {
        @Test
        void a_broken_escape_in_the_path_is_400() throws IOException {
            assertThat(node.send("GET /things/%zz").text()).contains("a broken percent escape");
            assertThat(node.send("GET /things/%f").status()).isEqualTo(400);
            assertThat(node.send("GET /things/%00").status()).isEqualTo(400);
            assertThat(node.send("GET /things/%ff").reason())
                    .isEqualTo("The address is not valid UTF-8 behind its percent escapes.");
            assertThat(node.send("GET /open?a=%zz").reason())
                    .isEqualTo("The address has a broken percent escape.");
        }

        @Test
        void any_escaped_text_is_one_segment() throws IOException {
            var response =
                    node.send(
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
                assertThat(node.send("GET " + path).status()).as(path).isIn(400, 404);
            }
        }

        @Test
        void headers_beyond_64_kib_are_431() throws IOException {
            var response = node.send("GET /open", "X-Long: " + "x".repeat(70_000));
            assertThat(response.status()).isEqualTo(431);
            assertThat(response.text()).contains("65536 bytes");
        }

        @Test
        void garbage_is_400_and_does_not_harm_others() throws IOException {
            try (var client = node.connect()) {
                client.write("\u0001\u0002 nonsense\r\n\r\n");
                assertThat(client.receive().status()).isEqualTo(400);
            }
            assertThat(node.send("GET /open").status()).isEqualTo(200);
        }

        @Test
        void a_body_that_is_declared_twice_is_400() throws IOException {
            assertThat(
                            node.send(
                                            "POST /echo",
                                            "Content-Length: 3",
                                            "Transfer-Encoding: chunked")
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
                            node.send("GET /open", "Accept: image/png", "Accept: text/plain")
                                    .header("Content-Type"))
                    .isEqualTo("text/plain; charset=utf-8");
        }
    }
}
