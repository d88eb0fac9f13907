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
import java.util.Base64;
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
