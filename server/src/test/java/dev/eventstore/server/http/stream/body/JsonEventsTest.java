package dev.eventstore.server.http.stream.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.http.routing.BadRequest;
import dev.eventstore.server.http.stream.payload.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonEventsTest {
    private static final String ID = "6a9d3c1e-0d55-4d3c-9f53-3f9a4b7f1c01";
    private static final String OTHER_ID = "6a9d3c1e-0d55-4d3c-9f53-3f9a4b7f1c02";

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{\"a\": 1}      | {~  \"a\": 1~}   | true",
                "[1]             | [~  1~]          | true",
                "{}              | {}               | true",
                "\"{\\\"a\\\":1}\" | {~  \"a\": 1~} | true",
                "\" [1] \"       | [~  1~]          | true",
                "\"plain words\" | plain words      | false",
                "\"{broken\"     | {broken          | false",
                "\"\"            | ``               | false",
                "5               | ``               | false",
                "true            | ``               | false",
                "null            | ``               | false"
            })
    void data_is_stored_by_its_shape(String data, String stored, boolean isJson) throws BadRequest {
        NewEvent event = one("\"eventType\":\"t\",\"data\":" + data);

        assertThat(event.data().text()).isEqualTo(stored.replace('~', '\n'));
        assertThat(event.isJson()).isEqualTo(isJson);
        assertThat(event.metadata().isEmpty()).isTrue();
    }

    @Test
    void an_event_is_json_if_its_metadata_are() throws BadRequest {
        NewEvent event = one("\"eventType\":\"t\",\"data\":\"text\",\"metadata\":{\"m\":1}");

        assertThat(event.isJson()).isTrue();
        assertThat(event.data().text()).isEqualTo("text");
        assertThat(event.metadata().text()).isEqualTo("{\n  \"m\": 1\n}");
    }

    @Test
    void events_keep_their_order_and_their_own_ids_and_types() throws BadRequest {
        List<NewEvent> events =
                read(
                        "[{\"eventId\":\""
                                + ID
                                + "\",\"eventType\":\"first\"},"
                                + "{\"eventId\":\""
                                + OTHER_ID
                                + "\",\"eventType\":\"second\"}]");

        assertThat(events).extracting(NewEvent::type).containsExactly("first", "second");
        assertThat(events)
                .extracting(NewEvent::id)
                .containsExactly(UUID.fromString(ID), UUID.fromString(OTHER_ID));
    }

    @Test
    void names_of_members_do_not_depend_on_case_and_others_are_skipped() throws BadRequest {
        NewEvent event =
                read("[{\"EventID\":\""
                                + ID
                                + "\",\"EVENTTYPE\":\"t\",\"x\":{\"y\":[1]},\"Data\":{}}]")
                        .getFirst();

        assertThat(event.type()).isEqualTo("t");
        assertThat(event.data().text()).isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "5",
                "[]",
                "[null]",
                "[5]",
                "[{\"eventId\":\"" + ID + "\",\"eventType\":\"t\"}",
                "[{\"eventId\":\"" + ID + "\",\"eventType\":\"t\"}] trailing",
                "[{\"eventId\":\"x\",\"eventType\":\"t\"}]",
                "[{\"eventId\":{},\"eventType\":\"t\"}]",
                "[{\"eventId\":\"" + ID + "\",\"eventType\":[]}]",
                "[{\"eventId\":\"" + ID + "\",\"eventType\":\"\\ud83d\"}]",
                "[{\"eventId\":\"" + ID + "\",\"eventType\":\"t\",\"data\":\"\\ud83d\"}]",
                "[{\"eventId\":\"" + ID + "\",\"eventType\":\"t\",\"data\":{\"a\":NaN}}]"
            })
    void what_is_no_array_of_events_is_refused(String body) {
        assertRefused(body, "Write request body invalid.");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{}                         | The body must be an array of events.",
                "[]                         | The array holds no event.",
                "[1]                        | Event 0 of the array must be an object.",
                "[{\"eventId\":\"x\"}]      | The eventId of event 0 is no GUID.",
                "[{\"eventId\":\""
                        + ID
                        + "\",\"eventType\":{}}]"
                        + "| The eventType of event 0 must be a string."
            })
    void the_explanation_names_what_is_wrong(String body, String explanation) {
        assertThat(explanationOf(body)).isEqualTo(explanation);
    }

    @Test
    void the_explanation_says_where_json_breaks_off() {
        assertThat(explanationOf("[{\n\"a\" 1")).startsWith("Line 2, column 5: ");
    }

    @Test
    void invalid_utf8_is_refused() {
        byte[] body =
                ("[{\"eventId\":\"" + ID + "\",\"eventType\":\"t\",\"data\":\"é\"}]")
                        .getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> JsonEvents.read(body)).isInstanceOf(BadRequest.class);
    }

    @Test
    void nesting_beyond_the_limit_is_refused() {
        String deep = "[".repeat(Json.DEPTH_MAX) + "]".repeat(Json.DEPTH_MAX);

        assertRefused(
                "[{\"eventId\":\"" + ID + "\",\"eventType\":\"t\",\"data\":" + deep + "}]",
                "Write request body invalid.");
    }

    @Test
    void data_that_indentation_makes_too_large_are_refused() {
        String bomb = "[".repeat(400) + "0,".repeat(100_000) + "0" + "]".repeat(400);

        assertRefused(
                "[{\"eventId\":\"" + ID + "\",\"eventType\":\"t\",\"data\":" + bomb + "}]",
                "Too large events received. Limit is 4mb");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"eventType\":\"t\"}]",
                "[{\"eventId\":null,\"eventType\":\"t\"}]",
                "[{\"eventId\":\"00000000-0000-0000-0000-000000000000\",\"eventType\":\"t\"}]"
            })
    void an_event_without_id_is_refused(String body) {
        assertRefused(body, "Empty eventId provided.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"eventId\":\"" + ID + "\"}]",
                "[{\"eventId\":\"" + ID + "\",\"eventType\":\"\"}]",
                "[{\"eventId\":\"" + ID + "\",\"eventType\":null}]"
            })
    void an_event_without_type_is_refused(String body) {
        assertRefused(body, "Empty eventType provided.");
    }

    private static void assertRefused(String body, String reason) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(BadRequest.class).hasMessage(reason);
    }

    private static @Nullable String explanationOf(String body) {
        try {
            throw new AssertionError("Read as " + read(body));
        } catch (BadRequest refused) {
            return refused.reply().explanation();
        }
    }

    private static NewEvent one(String members) throws BadRequest {
        return read("[{\"eventId\":\"" + ID + "\"," + members + "}]").getFirst();
    }

    private static List<NewEvent> read(String body) throws BadRequest {
        return JsonEvents.read(body.getBytes(StandardCharsets.UTF_8));
    }
}
