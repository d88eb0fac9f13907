package dev.eventstore.server.http.ui;

import static dev.eventstore.server.fixture.Client.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eventstore.server.event.ExpectedVersion.Belief;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.fixture.Client;
import dev.eventstore.server.fixture.RunningNode;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.StreamOperations;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(RunningNode.class)
@Timeout(60)
class DecoderRoutesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LOGIN = "Authorization";
    private static final byte[] BYTES = {(byte) 0xff, 0, 2, 65};

    @Test
    void gives_bytes_to_the_function_and_its_value_back_as_json(
            Client client, StreamOperations streams) throws IOException {
        append(streams, "raw", BYTES);

        JsonNode decoded =
                decoded(
                        client,
                        "raw",
                        """
                        (data, event) => ({
                          first: data[0], isBytes: data instanceof Uint8Array, of: event.eventType,
                          number: 12345678901234567890n, at: event.sequenceNumber, rest: data.slice(2),
                        });
                        """);

        assertThat(JSON.readTree(decoded.get("json").textValue()).toString())
                .isEqualTo(
                        "{\"first\":255,\"isBytes\":true,\"of\":\"packed\","
                                + "\"number\":12345678901234567890,\"at\":0,\"rest\":[2,65]}");
    }

    @Test
    void gives_text_to_the_function_and_takes_text_back(Client client, StreamOperations streams)
            throws IOException {
        String packed =
                Base64.getEncoder().encodeToString("{\"é\":1}".getBytes(StandardCharsets.UTF_8));
        append(streams, "packed", packed.getBytes(StandardCharsets.UTF_8));

        JsonNode decoded =
                decoded(
                        client,
                        "packed",
                        "const how = utf8;\nfunction decode(data) { return how(fromBase64(data)); }");

        assertThat(decoded.get("text").textValue()).isEqualTo("{\"é\":1}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'data =>\n  data.x.y' | Cannot read property | (line 2)",
                "'data => {\nlet = ;' | Expected | (line 2)",
                "42 | A decoder is a function | ''",
                "'data => { for (;;); }' | took too long | ''",
                "'data => Java.type(\"java.lang.System\")' | Java is not defined | (line 1)",
                "'data => load(\"http://127.0.0.1\")' | Cannot load script | (line 1)",
                "'data => \"x\".repeat(5000000)' | The answer has more than | ''",
            })
    void says_why_a_decoder_did_not_work_and_stays_up(
            String decoder, String why, String line, Client client, StreamOperations streams)
            throws IOException {
        append(streams, "raw", BYTES);

        JsonNode decoded = decoded(client, "raw", decoder);

        assertThat(decoded.get("problem").textValue()).contains(why).contains(line);
    }

    @Test
    void decodes_only_what_the_caller_may_read(Client client, StreamOperations streams)
            throws IOException {
        append(streams, "raw", BYTES);
        append(streams, "$secret", BYTES);
        String body = JSON.writeValueAsString(Map.of("decoder", "data => 1"));

        assertThat(client.post("/ui-api/streams/$secret/events/0/decoded", body).statusCode())
                .isEqualTo(401);
        assertThat(post(client, "$secret/events/0", body).statusCode()).isEqualTo(200);
        assertThat(post(client, "raw/events/7", body).statusCode()).isEqualTo(404);
        HttpResponse<String> noDecoder = post(client, "raw/events/0", "{}");
        assertThat(noDecoder.statusCode()).isEqualTo(400);
        assertThat(noDecoder.body()).contains("decoder must be a text");
    }

    @Test
    void decodes_a_list_in_one_call_each_event_by_itself(Client client, StreamOperations streams)
            throws IOException {
        append(streams, "one", "7".getBytes(StandardCharsets.UTF_8));
        append(streams, "one", "no number".getBytes(StandardCharsets.UTF_8));
        append(streams, "$other", "8".getBytes(StandardCharsets.UTF_8));
        String decoder = "(data, e) => ({ n: JSON.parse(data), long: 'x'.repeat(5000) })";

        JsonNode told = list(client, decoder, "one", 0, "one", 1, "one", 2, "$other", 0);

        assertThat(told).hasSize(4);
        assertThat(told.path(0).path("json").textValue())
                .startsWith("{\"n\":7,")
                .hasSize(DecoderRoutes.LISTED_MAX);
        assertThat(told.path(0).path("isCut").booleanValue()).isTrue();
        assertThat(told.path(1).path("problem").textValue()).contains("(line 1)");
        assertThat(told.path(2).path("problem").textValue()).contains("no such event");
        assertThat(told.path(3).path("json").textValue()).startsWith("{\"n\":8,");
    }

    @Test
    void a_list_ends_where_its_decoder_does_not(Client client, StreamOperations streams)
            throws IOException {
        append(streams, "one", BYTES);

        JsonNode told = list(client, "() => { for (;;); }", "one", 0, "one", 0, "one", 0);

        assertThat(told.path(0).path("problem").textValue()).contains("took too long");
        assertThat(told.path(1)).isEqualTo(told.path(2));
        assertThat(told.path(2).path("problem").textValue()).contains("before this one");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | decoder must be a text",
                "{\"decoder\":\"x\"} | events must be a list of up to 100 events",
                "{\"decoder\":\"x\",\"events\":[{}]} | a stream and a revision each",
                "{\"decoder\":\"x\",\"events\":[{\"stream\":\"a\",\"revision\":-1}]} | events: ",
                "[ | JSON object",
            })
    void says_what_a_list_lacks(String body, String why, Client client) {
        HttpResponse<String> answer = postList(client, body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(why);
    }

    @Test
    void a_list_has_a_limit_and_only_what_the_caller_may_read(
            Client client, StreamOperations streams) {
        append(streams, "$secret", BYTES);
        String one = "{\"stream\":\"a\",\"revision\":0}";
        String events = String.join(",", Collections.nCopies(DecoderRoutes.EVENTS_MAX + 1, one));
        String body = "{\"decoder\":\"x\",\"events\":[" + events + "]}";

        assertThat(postList(client, body).statusCode()).isEqualTo(400);
        String secret =
                "{\"decoder\":\"d => 1\",\"events\":[{\"stream\":\"$secret\",\"revision\":0}]}";
        assertThat(postList(client, secret).body()).contains("{\"json\":\"1\"}");
        assertThat(client.post("/ui-api/decoded", secret).body()).contains("that you may read");
    }

    /** Streams and revisions take turns. */
    private static JsonNode list(Client client, String decoder, Object... places)
            throws IOException {
        List<Map<String, Object>> events = new ArrayList<>();
        for (int i = 0; i < places.length; i += 2) {
            events.add(Map.of("stream", places[i], "revision", places[i + 1]));
        }
        String body = JSON.writeValueAsString(Map.of("decoder", decoder, "events", events));
        HttpResponse<String> answer = postList(client, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body()).path("decoded");
    }

    private static HttpResponse<String> postList(Client client, String body) {
        return client.post("/ui-api/decoded", body, LOGIN, ADMIN, "Accept", "*/*");
    }

    private static JsonNode decoded(Client client, String stream, String decoder)
            throws IOException {
        String body = JSON.writeValueAsString(Map.of("decoder", decoder));
        HttpResponse<String> answer = post(client, stream + "/events/0", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static HttpResponse<String> post(Client client, String event, String body) {
        return client.post(
                "/ui-api/streams/" + event + "/decoded", body, LOGIN, ADMIN, "Accept", "*/*");
    }

    private static void append(StreamOperations streams, String stream, byte[] data) {
        NewEvent event =
                new NewEvent(UUID.randomUUID(), "packed", false, Payload.of(data), Payload.EMPTY);
        streams.append(new Append(StreamName.of(stream), Belief.ANY, List.of(event)));
    }
}
