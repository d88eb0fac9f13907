package dev.eventstore.server.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.eventstore.server.fixture.Client;
import dev.eventstore.server.fixture.LocalNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The payload of a single event is stored as it comes, whatever it is. Whoever reads it must get an
 * answer, in every form, that is neither a failure of the node nor out of proportion.
 */
class HostilePayloadTest {
    private static final int GROWTH_MAX = 50;
    private static final int FREE_CHARS = 100_000;
    private static final List<String> FORMS =
            List.of(
                    "*/*",
                    "application/json",
                    "text/xml",
                    "text/html",
                    "application/vnd.eventstore.atom+json",
                    "application/atom+xml",
                    "application/vnd.eventstore.event+json",
                    "application/vnd.eventstore.event+xml");

    private static LocalNode node;

    @BeforeAll
    static void start() {
        node = LocalNode.inMemory();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    static Stream<Arguments> payloads() {
        String bomb =
                "<!DOCTYPE l [<!ENTITY a 'lol'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>"
                        + "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;'>]><l>&c;</l>";
        String json = "application/json";
        return Stream.of(
                arguments(json, "{\"broken\":"),
                arguments(json, ""),
                arguments(json, "[".repeat(50_000) + "]".repeat(50_000)),
                arguments(json, "{\"a\":".repeat(50_000) + "1" + "}".repeat(50_000)),
                arguments(json, "[" + "[],".repeat(50_000) + "1]"),
                arguments(json, "9".repeat(100_000)),
                arguments(json, "1e999999999"),
                arguments(json, "\"\u00ff\u00fe\""),
                arguments(json, "{\"<script>\":\"]]>\\u0000\\ud800\"}"),
                arguments(json, "{\"a\":1,\"a\":2,\"\":3}"),
                arguments("text/xml", bomb),
                arguments(
                        "text/xml",
                        "<!DOCTYPE l [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><l>&e;</l>"),
                arguments("text/xml", "<a>".repeat(50_000) + "</a>".repeat(50_000)),
                arguments("text/xml", "<a><b></a>"),
                arguments("application/octet-stream", "\u0000\u00ff\u0001<>&"));
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void a_payload_that_is_stored_can_be_read_in_every_form(String type, String payload) {
        Client client = new Client(node.uri());
        String stream = "/streams/victim-" + UUID.randomUUID();
        HttpResponse<String> stored = client.send(append(stream, type, payload));
        assertThat(stored.statusCode()).isIn(201, 400);

        for (String form : FORMS) {
            for (String embed : List.of("none", "rich", "body", "pretty", "tryharder")) {
                for (String what : List.of("", "/0", "/0/forward/20")) {
                    String path = stream + what + "?embed=" + embed;
                    HttpResponse<String> answer = client.get(path, "Accept", form);

                    assertThat(answer.statusCode()).as("%s as %s", path, form).isLessThan(500);
                    assertThat(answer.body()).doesNotContain("lollollol", "root:");
                    assertThat(answer.body().length())
                            .isLessThan(FREE_CHARS + GROWTH_MAX * payload.length());
                }
            }
        }
    }

    private static HttpRequest append(String stream, String type, String payload) {
        return HttpRequest.newBuilder(URI.create(node.uri() + stream))
                .header("Content-Type", type)
                .header("ES-EventType", "t")
                .header("ES-EventId", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofByteArray(payload.getBytes(ISO_8859_1)))
                .build();
    }
}
