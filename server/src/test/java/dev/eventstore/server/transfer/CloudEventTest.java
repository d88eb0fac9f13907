package dev.eventstore.server.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.event.StreamName;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEventTest {
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"n\": 1.50,  \"big\": 9007199254740993}", "[1]", "\"text\"", "{\n}", ""})
    void an_event_comes_back_as_it_was(String data) throws IOException {
        RecordedEvent event = event(Payload.of(data), true);

        String line = new String(new CloudEventLine().of(event), UTF_8);

        assertThat(line).contains("\"specversion\":\"1.0\"").endsWith("}\n");
        assertThat(line.lines()).hasSize(1);
        assertThat(read(line)).isEqualTo(event);
    }

    @Test
    void bytes_come_back_as_they_were() throws IOException {
        RecordedEvent event = event(Payload.of(new byte[] {(byte) 0xff, 0, 1}), false);

        assertThat(read(new String(new CloudEventLine().of(event), UTF_8))).isEqualTo(event);
    }

    @Test
    void what_others_wrote_goes_to_the_stream_of_its_subject_with_the_same_id_each_time()
            throws IOException {
        String line =
                """
                {"specversion":"1.0","id":"A-1","source":"/shop","subject":"order-7","type":"sold",\
                "time":"2020-01-02T03:04:05+01:00","trace":"t1","data":{"a":1}}\
                """;

        RecordedEvent event = read(line);

        assertThat(event.stream()).isEqualTo(StreamName.of("order-7"));
        assertThat(event.created()).isEqualTo(Instant.parse("2020-01-02T02:04:05Z"));
        assertThat(event.data().text()).isEqualTo("{\"a\":1}");
        assertThat(event.metadata().text())
                .contains("\"trace\":\"t1\"", "\"id\":\"A-1\"", "\"source\":\"/shop\"");
        assertThat(event.id()).isEqualTo(read(line).id());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "application/json | 12345678901234567890 | 12345678901234567890 | true",
                "application/json | \"a\" | \"a\" | true",
                "application/json | true | true | true",
                "text/plain | \"a\\nb\" | `a\nb` | false",
            })
    void data_is_what_its_type_says(String type, String data, String read, boolean isJson)
            throws IOException {
        RecordedEvent event =
                read(
                        "{\"data\":"
                                + data
                                + ",\"datacontenttype\":\""
                                + type
                                + "\",\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\"}");

        assertThat(event.data().text()).isEqualTo(read);
        assertThat(event.isJson()).isEqualTo(isJson);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"specversion\":\"0.3\",\"id\":\"1\",\"type\":\"t\",\"source\":\"s\"} | is not 1.0",
                "{\"specversion\":\"1.0\",\"type\":\"t\",\"source\":\"s\"} | id",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\"} | type",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"type\":\"t\"} | stream",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"type\":\"t\",\"source\":\"s\",\"x\":{}} | x",
            })
    void what_is_wrong_is_named(String line, String named) {
        assertThatThrownBy(() -> read(line))
                .isInstanceOf(InvalidLineException.class)
                .hasMessageContaining("Line 3")
                .hasMessageContaining(named);
    }

    private static RecordedEvent read(String line) throws InvalidLineException {
        return new LineReader(line.strip().getBytes(UTF_8), 3)
                .read(CLOCK, UUID::randomUUID, null)
                .event();
    }

    private static RecordedEvent event(Payload data, boolean isJson) {
        return new RecordedEvent(
                Position.START,
                StreamName.of("order ä-1"),
                Revision.of(4_000_000_000L),
                UUID.fromString("7f150524-34b9-45df-9e77-69b10f4205b4"),
                "sold",
                isJson,
                Instant.parse("2020-02-03T04:05:06.1234567Z"),
                data,
                Payload.of("{\"$correlationId\": \"c\"}"));
    }
}
