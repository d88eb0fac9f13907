package dev.eventstore.server.http.stream.feed;

import static dev.eventstore.server.http.stream.feed.Pages.LINKS;
import static dev.eventstore.server.http.stream.feed.Pages.STREAM;
import static dev.eventstore.server.http.stream.feed.Pages.event;
import static dev.eventstore.server.http.stream.feed.Pages.json;
import static dev.eventstore.server.http.stream.feed.Pages.link;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.http.routing.MediaType;
import dev.eventstore.server.http.routing.MediaTypes;
import dev.eventstore.server.http.stream.payload.BoundedBytes.TooLongException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventDocumentTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "true  | {\"a\" : 1.0}  | {\"a\" : 1.0}",
                "true  | [1]            | [1]",
                "true  | 5              | 5",
                "true  | null           | \"null\"",
                "true  | not json       | \"not json\"",
                "true  | {a : []}       | `{\n  \"a\": []\n}`",
                "true  | ``             | \"\"",
                "false | text           | \"text\"",
                "false | {\"a\":1}      | \"{\\\"a\\\":1}\""
            })
    void json_gives_the_data_as_stored_or_as_a_string(boolean isJson, String data, String body)
            throws TooLongException {
        assertThat(document(MediaType.JSON, event(STREAM, 0, "t", isJson, data, "")))
                .isEqualTo(body);
    }

    @Test
    void event_json_is_the_event_with_its_data() throws TooLongException {
        assertThat(document(MediaType.EVENT_JSON, json(STREAM, 3, "{}", "")))
                .isEqualTo(
                        """
                        {
                          "eventStreamId": "cinema 7",
                          "eventNumber": 3,
                          "eventType": "seatBooked",
                          "eventId": "6a9d3c1e-0d55-4d3c-9f53-3f9a4b7f1c01",
                          "data": {},
                          "metadata": ""
                        }\
                        """);
    }

    @Test
    void event_xml_repeats_data_for_the_items_of_an_array() throws TooLongException {
        assertThat(document(MediaType.EVENT_XML, json(STREAM, 3, "[1,2]", "{\"m\":1}")))
                .startsWith("<event><eventStreamId")
                .contains("<data xmlns=\"\">1</data><data xmlns=\"\">2</data>")
                .endsWith("<metadata xmlns=\"\"><m>1</m></metadata></event>");
    }

    @Test
    void xml_is_the_data_as_one_element() throws TooLongException {
        assertThat(document(MediaType.TEXT_XML, json(STREAM, 3, "{\"a\":1}", "")))
                .isEqualTo("<data><a>1</a></data>");
        assertThat(document(MediaType.XML, json(STREAM, 3, "[1]", "")))
                .isEqualTo("<data><data>1</data></data>");
        assertThat(document(MediaType.XML, event(STREAM, 3, "t", false, "a<b", "")))
                .isEqualTo("<data>a&lt;b</data>");
    }

    @Test
    void octets_are_the_bytes_as_stored() throws TooLongException {
        assertThat(document(MediaType.OCTET_STREAM, event(STREAM, 3, "t", false, "é\0", "")))
                .isEqualTo("é\0");
    }

    @Test
    void html_leads_to_the_admin_ui() throws TooLongException {
        assertThat(document(MediaType.HTML, json(STREAM, 3, "{}", "")))
                .contains("url=http://h:1/web/index.html#/streams/cinema%207/3\"");
    }

    @Test
    void a_link_that_was_followed_gives_the_target() throws TooLongException {
        ResolvedEvent entry =
                new ResolvedEvent(json(STREAM, 3, "{\"a\":1}", ""), link(0, "3@cinema 7", ""));

        assertThat(text(EventDocument.bytes(MediaType.JSON, entry, Embed.NONE, LINKS)))
                .isEqualTo("{\"a\":1}");
    }

    @Test
    void there_is_a_document_for_every_type_that_events_are_offered_in() throws TooLongException {
        for (MediaType type : MediaTypes.OUT_EVENT.members()) {
            assertThat(document(type, json(STREAM, 3, "{}", ""))).as("%s", type).isNotEmpty();
        }
    }

    private static String document(MediaType type, RecordedEvent event) throws TooLongException {
        return text(EventDocument.bytes(type, ResolvedEvent.of(event), Embed.NONE, LINKS));
    }

    private static String text(byte[] document) {
        return new String(document, StandardCharsets.UTF_8);
    }
}
