package dev.eventstore.server.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.fixture.LocalNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What nobody should send is refused with a word about what is wrong with it. After each test the
 * node still answers, and nothing was written.
 */
class HostileInputTest {
    private static final String JSON = "application/vnd.eventstore.events+json";
    private static final String XML = "application/vnd.eventstore.events+xml";
    private static final String ID = "\"eventId\":\"b989fe21-9469-4017-8d71-9820b8dd1164\"";
    private static final String TYPED = "[{" + ID + ",\"eventType\":\"t\"";
    private static final String XML_UP_TO_DATA =
            "<events><event><eventId>b989fe21-9469-4017-8d71-9820b8dd1164</eventId>"
                    + "<eventType>t</eventType><data>";
    private static final String XML_AFTER_DATA = "</data></event></events>";
    private static final int MIB = 1024 * 1024;

    private static LocalNode node;
    private Position before = Position.START;

    @BeforeAll
    static void start() {
        node = LocalNode.inMemory();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @BeforeEach
    void look() {
        before = node.streams().head();
    }

    @AfterEach
    void the_node_answers_and_nothing_was_written() throws IOException {
        assertThat(get("/ping").status()).isEqualTo(200);
        assertThat(node.streams().head()).isEqualTo(before);
        assertThat(get("/streams/victim").status()).isEqualTo(404);
    }

    static Stream<Arguments> bodies() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        String bomb =
                "<?xml version='1.0'?><!DOCTYPE l [<!ENTITY a 'lol'><!ENTITY b '&a;&a;&a;&a;&a;'>"
                        + "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'>]>";
        String file = "<!DOCTYPE l [<!ENTITY c SYSTEM 'file:///etc/passwd'>]>";
        String remote = "<!DOCTYPE l SYSTEM 'http://127.0.0.1:1/x.dtd'>";
        return Stream.of(
                arguments(JSON, "", "must be an array"),
                arguments(JSON, "hello", "Unrecognized token 'hello'"),
                arguments(JSON, "[{", "Line 1, column 3"),
                arguments(JSON, "[] []", "Something follows"),
                arguments(JSON, "[".repeat(100_000), "Event 0 of the array must be an object"),
                arguments(JSON, TYPED + ",\"data\":" + deep + "}]", "nesting depth"),
                arguments(JSON, TYPED + ",\"data\":NaN}]", "token 'NaN'"),
                arguments(JSON, TYPED + ",\"data\":" + "9".repeat(9_999) + "}]", "Number value"),
                arguments(JSON, TYPED + ",\"data\":\"\u0000\"}]", "CTRL-CHAR"),
                arguments(JSON, TYPED + ",\"data\":\"\u00ff\"}]", "Invalid UTF-8"),
                arguments(JSON, TYPED + "},{\"eventId\":\"x\"}]", "eventId of event 1 is no GUID"),
                arguments(JSON, "[{\"eventId\":{}}]", "eventId of event 0 must be a string"),
                arguments(JSON, "[{\"eventType\":\"t\"}]", "Event 0 of the body has no eventId"),
                arguments(JSON, "[{" + ID + "}]", "Event 0 of the body has no eventType"),
                arguments(JSON, "[{" + ID + ",\"eventType\":\"\\ud800\"}]", "Unicode"),
                arguments(
                        JSON,
                        "[{" + ID + ",\"eventType\":\"" + "t".repeat(70_000) + "\"}]",
                        "eventType of event 0 has 70000"),
                arguments(XML, XML_UP_TO_DATA, "line 1"),
                arguments(XML, XML_UP_TO_DATA + "\u0000" + XML_AFTER_DATA, "line 1"),
                arguments(XML, XML_UP_TO_DATA + "&nbsp;" + XML_AFTER_DATA, "line 1"),
                arguments(XML, bomb + XML_UP_TO_DATA + "&c;" + XML_AFTER_DATA, "document type"),
                arguments(XML, file + XML_UP_TO_DATA + "&c;" + XML_AFTER_DATA, "document type"),
                arguments(XML, remote + XML_UP_TO_DATA + "1" + XML_AFTER_DATA, "document type"),
                arguments(XML, XML_UP_TO_DATA + "<a>".repeat(50_000), "too deep"),
                arguments("text/html", "<p>", "Content-Type must be one of"));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void a_body_that_is_no_batch_of_events_is_refused(String type, String body, String problem)
            throws IOException {
        RawClient.Response answer = post(body, "Content-Type: " + type);

        assertRefused(answer, problem);
        assertThat(answer.text()).doesNotContain("StreamRead", "root:", "REDACTED");
    }

    static Stream<Arguments> headersOfAppends() {
        return Stream.of(
                arguments("ES-ExpectedVersion: 99999999999999999999", "ES-ExpectedVersion"),
                arguments("ES-ExpectedVersion: one", "ES-ExpectedVersion"),
                arguments("ES-ExpectedVersion: -5", "ES-ExpectedVersion"),
                arguments("ES-RequireMaster: maybe", "ES-RequireMaster"),
                arguments("Content-Length: 5", "Multiple Content-Lengths"),
                arguments("Transfer-Encoding: chunked", "Content-Length"),
                arguments("Transfer-Encoding: bogus", "Transfer-Encoding"),
                arguments("Expect: a-miracle", "Expectation"));
    }

    @ParameterizedTest
    @MethodSource("headersOfAppends")
    void a_header_without_sense_keeps_an_append_out(String header, String problem)
            throws IOException {
        assertRefused(post(TYPED + "}]", "Content-Type: " + JSON, header), problem);
    }

    @Test
    void ids_and_types_in_headers_are_checked() throws IOException {
        String json = "Content-Type: application/json";
        String id = "ES-EventId: b989fe21-9469-4017-8d71-9820b8dd1164";
        assertRefused(post("{}", json, "ES-EventType: t", "ES-EventId: zz"), "ES-EventId");
        assertRefused(post("{}", json, "ES-EventType: t", "ES-EventId: "), "ES-EventId");
        assertRefused(post("{}", json, "ES-EventType: ", id), "eventType");
        assertRefused(post("{}", json, "ES-EventType: a\u0000b", id), "Illegal character");
    }

    static Stream<Arguments> headersOfReads() {
        return Stream.of(
                arguments("ES-LongPoll: -1", "ES-LongPoll"),
                arguments("ES-LongPoll: 99999999999", "ES-LongPoll"),
                arguments("ES-LongPoll: soon", "ES-LongPoll"),
                arguments("ES-ResolveLinkTos: maybe", "ES-ResolveLinkTos"),
                arguments("Host: second", "Host"),
                arguments("Content-Length: -1", "Content-Length"),
                arguments("Content-Length: 99999999999999999999", "impossible value"),
                arguments(" folded: x", "Folding"),
                arguments("NoColon", "Illegal character"),
                arguments("A\u0000B: x", "Illegal character"),
                arguments("Long: " + "x".repeat(70_000), "65536 bytes"),
                arguments("a: b\r\n".repeat(20_000) + "c: d", "65536 bytes"));
    }

    @ParameterizedTest
    @MethodSource("headersOfReads")
    void a_header_without_sense_is_refused(String header, String problem) throws IOException {
        assertRefused(get("/streams/victim/0/forward/20", header), problem);
    }

    static Stream<Arguments> paths() {
        return Stream.of(
                arguments("/streams/a/-1", "'-1' is not valid event number"),
                arguments("/streams/a/99999999999999999999", "not valid event number"),
                arguments("/streams/a/0/forward/0", "not valid count"),
                arguments("/streams/a/0/forward/-7", "not valid count"),
                arguments("/streams/a/0/forward/999999999999", "not valid count"),
                arguments("/streams/%24all/FFFF/forward/1", "position argument: FFFF"),
                arguments("/streams/%24all/head/backward/2147483648", "Invalid count argument"),
                arguments("/streams/%ff%fe", "UTF-8"),
                arguments("/streams/%c0%80", "UTF-8"),
                arguments("/streams/\u00ff\u00fe", "UTF-8"),
                arguments("/streams/a?embed=%ff", "UTF-8"),
                arguments("/streams/%", "percent escape"),
                arguments("/streams/%zz", "percent escape"),
                arguments("/streams/%00", "forbidden character"),
                arguments("/users/%00", "forbidden character"),
                arguments("/web/index.html%00", "forbidden character"),
                arguments("/streams/a b", "Illegal character"),
                arguments("/streams/" + "x".repeat(60_000), "Invalid stream name"),
                arguments("/streams/" + "x".repeat(70_000), "65536 bytes"),
                arguments("/streams/a?format=%0d%0a", "format"),
                arguments("/web/../eventstore.mv", "no such file"),
                arguments("/web/%2e%2e/eventstore.mv", "no such file"),
                arguments("/web/..%2feventstore.mv", "no such file"),
                arguments("/web/%5c..%5ceventstore.mv", "no such file"),
                arguments("/streams/a/../../etc/passwd", "Nothing is served here"),
                arguments("//streams/a", "Nothing is served here"),
                arguments("http://elsewhere/streams/a", "Authority"),
                arguments("streams/a", "not HTTP"));
    }

    @ParameterizedTest
    @MethodSource("paths")
    void an_address_without_sense_is_refused(String path, String problem) throws IOException {
        assertRefused(get(path), problem);
    }

    @Test
    void an_escaped_way_out_is_only_a_name() throws IOException {
        assertThat(get("/streams/a%2f..%2f..%2fusers").status()).isEqualTo(404);
        assertThat(get("/streams/..%2f..%2fping").text()).contains("no such stream");
    }

    @ParameterizedTest
    @MethodSource("methods")
    void a_method_that_is_none_is_refused(String method, String problem) throws IOException {
        assertRefused(exchange(method + " /streams/victim HTTP/1.1\r\n" + COMMON), problem);
    }

    static Stream<Arguments> methods() {
        return Stream.of(
                arguments("get", "takes POST, DELETE, GET"),
                arguments("TRACE", "takes POST, DELETE, GET"),
                arguments("PATCH", "takes POST, DELETE, GET"),
                arguments("M".repeat(5_000), "takes POST, DELETE, GET"),
                arguments("CONNECT", "cannot be read"),
                arguments("G ET", "Illegal character"),
                arguments("\u00ff", "Illegal character"));
    }

    private static final String COMMON = "Host: localhost\r\nAccept: */*\r\n\r\n";

    @Test
    void what_is_not_http_is_told_so() throws IOException {
        String hello = "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\r\n\r\n";
        for (String junk : List.of(hello, "\u0000\u0000\r\n\r\n", "}{\r\n\r\n", "GET\r\n\r\n")) {
            assertThat(exchange(junk).status()).isEqualTo(400);
        }
        assertThat(exchange("GET /ping HTTP/1.1\r\n\r\n").text()).contains("No Host");
        assertThat(exchange("GET /ping HTTP/9.9\r\n" + COMMON).status()).isEqualTo(505);
        assertThat(exchange("GET /ping\r\n\r\n").status()).isEqualTo(505);
    }

    @Test
    void junk_behind_a_request_spoils_only_itself() throws IOException {
        try (RawClient client = connect()) {
            client.write("GET /ping HTTP/1.1\r\n" + COMMON + "junk \u0001\r\n\r\n");

            assertThat(client.receive().status()).isEqualTo(200);
            assertThat(client.receive().status()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @MethodSource("framings")
    void a_body_that_is_framed_wrongly_is_refused(String framing, String body, String problem)
            throws IOException {
        assertRefused(
                exchange(
                        "POST /streams/victim HTTP/1.1\r\nContent-Type: "
                                + JSON
                                + "\r\n"
                                + framing
                                + "\r\n"
                                + COMMON
                                + body),
                problem);
    }

    static Stream<Arguments> framings() {
        String chunked = "Transfer-Encoding: chunked";
        return Stream.of(
                arguments("Content-Length: 3", TYPED + "}]", "body"),
                arguments("Content-Length: 67108865", "", "longer than 67108864 bytes"),
                arguments("Content-Length: 9999999999", "", "longer than 67108864 bytes"),
                arguments(chunked, "zz\r\n", "chunks"),
                arguments(chunked, "-5\r\n", "chunks"),
                arguments(chunked, "FFFFFFFFFFFFFFFF\r\n[", "chunks"),
                arguments(chunked, "2\r\n[]junk\r\n0\r\n\r\n", "chunks"));
    }

    @Test
    void an_endless_body_is_cut_off() throws IOException {
        try (RawClient client = connect()) {
            client.write(
                    "POST /streams/victim HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Type: "
                            + JSON
                            + "\r\n"
                            + COMMON);
            byte[] chunk = ("100000\r\n" + " ".repeat(MIB) + "\r\n").getBytes(UTF_8);
            for (int i = 0; i <= HttpSettings.BODY_BYTES_MAX / MIB; i++) {
                client.write(chunk);
            }

            assertRefused(client.receive(), "longer than 67108864 bytes");
        }
    }

    @Test
    void who_stops_in_the_middle_wrote_nothing_and_holds_nobody_up() throws IOException {
        List<RawClient> halves = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                RawClient half = connect();
                halves.add(half);
                half.write(i % 2 == 0 ? "POST /streams/vic" : partOfAnAppend());
            }
            assertThat(get("/ping").status()).isEqualTo(200);
        } finally {
            for (RawClient half : halves) {
                half.close();
            }
        }
    }

    private static String partOfAnAppend() {
        return "POST /streams/victim HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                + JSON
                + "\r\nContent-Length: 100000\r\n\r\n"
                + TYPED
                + "},";
    }

    @Test
    void large_bodies_at_once_do_not_stay_in_memory() throws Exception {
        String large = TYPED + ",\"data\":\"" + "x".repeat(16 * MIB) + "\"}";
        Callable<RawClient.Response> sending = () -> post(large, "Content-Type: " + JSON);
        long used = usedBytes();

        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<RawClient.Response> answer : clients.invokeAll(List.of(sending, sending))) {
                assertThat(answer.get().status()).isBetween(400, 499);
            }
        }

        // The answer is there a moment before the node has let go of what it read.
        await().untilAsserted(() -> assertThat(usedBytes() - used).isLessThan(16L * MIB));
    }

    private static long usedBytes() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }

    private static void assertRefused(RawClient.Response answer, String problem) {
        assertThat(answer.status()).as(answer.text()).isBetween(400, 499);
        assertThat(answer.text()).contains(problem);
    }

    private static RawClient.Response get(String path, String... headers) throws IOException {
        return exchange("GET " + path + " HTTP/1.1\r\n" + lines(headers) + COMMON);
    }

    /** Appends to a stream, its characters sent as one byte each. */
    private static RawClient.Response post(String body, String... headers) throws IOException {
        return exchange(
                "POST /streams/victim HTTP/1.1\r\n"
                        + lines(headers)
                        + "Content-Length: "
                        + body.length()
                        + "\r\n"
                        + COMMON
                        + body);
    }

    private static String lines(String... headers) {
        StringBuilder lines = new StringBuilder();
        for (String header : headers) {
            lines.append(header).append("\r\n");
        }
        return lines.toString();
    }

    private static RawClient.Response exchange(String bytes) throws IOException {
        try (RawClient client = connect()) {
            client.write(bytes.getBytes(ISO_8859_1));
            return client.receive();
        }
    }

    private static RawClient connect() throws IOException {
        return new RawClient(node.uri().getPort());
    }
}
