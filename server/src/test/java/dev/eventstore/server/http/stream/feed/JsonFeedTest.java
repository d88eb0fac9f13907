package dev.eventstore.server.http.stream.feed;

import static dev.eventstore.server.http.stream.feed.Pages.LINKS;
import static dev.eventstore.server.http.stream.feed.Pages.STREAM;
import static dev.eventstore.server.http.stream.feed.Pages.URL;
import static dev.eventstore.server.http.stream.feed.Pages.event;
import static dev.eventstore.server.http.stream.feed.Pages.json;
import static dev.eventstore.server.http.stream.feed.Pages.link;
import static dev.eventstore.server.http.stream.feed.Pages.page;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.http.stream.feed.StreamFeed.Window;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonFeedTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void a_page_is_laid_out_as_version_5_did() {
        Feed feed = StreamFeed.backward(page(0, true, 0), new Window(Window.HEAD, 2), URL, "0;x");

        assertThat(new String(JsonFeed.bytes(feed, Embed.NONE, LINKS), StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                        {
                          "title": "Event stream 'cinema 7'",
                          "id": "http://h:1/streams/cinema%207",
                          "updated": "2030-01-02T03:04:05Z",
                          "streamId": "cinema 7",
                          "author": {
                            "name": "EventStore"
                          },
                          "headOfStream": true,
                          "selfUrl": "http://h:1/streams/cinema%207",
                          "eTag": "0;x",
                          "links": [
                            {
                              "uri": "http://h:1/streams/cinema%207",
                              "relation": "self"
                            },
                            {
                              "uri": "http://h:1/streams/cinema%207/head/backward/2",
                              "relation": "first"
                            },
                            {
                              "uri": "http://h:1/streams/cinema%207/1/forward/2",
                              "relation": "previous"
                            },
                            {
                              "uri": "http://h:1/streams/cinema%207/metadata",
                              "relation": "metadata"
                            }
                          ],
                          "entries": [
                            {
                              "title": "0@cinema 7",
                              "id": "http://h:1/streams/cinema%207/0",
                              "updated": "2030-01-02T03:04:05Z",
                              "author": {
                                "name": "EventStore"
                              },
                              "summary": "seatBooked",
                              "links": [
                                {
                                  "uri": "http://h:1/streams/cinema%207/0",
                                  "relation": "edit"
                                },
                                {
                                  "uri": "http://h:1/streams/cinema%207/0",
                                  "relation": "alternate"
                                }
                              ]
                            }
                          ]
                        }\
                        """);
    }

    @Test
    void a_page_without_events_was_never_updated() throws IOException {
        Feed feed = StreamFeed.forward(page(2, true), new Window(3, 2), URL);
        JsonNode document = MAPPER.readTree(JsonFeed.bytes(feed, Embed.NONE, LINKS));

        assertThat(document.get("updated").asText()).isEqualTo("0001-01-01T00:00:00Z");
        assertThat(document.get("entries")).isEmpty();
        assertThat(document.has("selfUrl")).isFalse();
        assertThat(document.has("eTag")).isFalse();
    }

    @Test
    void rich_members_come_first_and_in_order() throws IOException {
        RecordedEvent target = json(STREAM, 3, "{\"a\":1}", "{}");
        JsonNode entry = entry(new ResolvedEvent(target, link(8, "3@cinema 7", "")), Embed.BODY);
        List<String> names = new ArrayList<>();
        entry.fieldNames().forEachRemaining(names::add);

        assertThat(names)
                .containsExactly(
                        "eventId",
                        "eventType",
                        "eventNumber",
                        "data",
                        "metaData",
                        "linkMetaData",
                        "streamId",
                        "isJson",
                        "isMetaData",
                        "isLinkMetaData",
                        "positionEventNumber",
                        "positionStreamId",
                        "title",
                        "id",
                        "updated",
                        "author",
                        "summary",
                        "links");
    }

    @Test
    void an_entry_reached_through_a_link_is_named_after_its_target() throws IOException {
        RecordedEvent target = json(STREAM, 3, "{\"a\":1}", "{}");
        JsonNode entry = entry(new ResolvedEvent(target, link(8, "3@cinema 7", "")), Embed.RICH);

        assertThat(entry.get("title").asText()).isEqualTo("3@cinema 7");
        assertThat(entry.get("id").asText()).isEqualTo(URL + "/3");
        assertThat(entry.get("summary").asText()).isEqualTo("$>");
        assertThat(entry.get("updated").asText()).isEqualTo("2030-01-02T03:04:13Z");
        assertThat(entry.get("eventNumber").asLong()).isEqualTo(3);
        assertThat(entry.get("streamId").asText()).isEqualTo("cinema 7");
        assertThat(entry.get("positionEventNumber").asLong()).isEqualTo(8);
        assertThat(entry.get("positionStreamId").asText()).isEqualTo("links");
    }

    @Test
    void an_entry_whose_target_is_gone_has_no_rich_members() throws IOException {
        JsonNode entry = entry(new ResolvedEvent(null, link(8, "3@gone", "")), Embed.BODY);

        assertThat(entry.get("title").asText()).isEqualTo("3@gone");
        assertThat(entry.has("eventId")).isFalse();
    }

    @Test
    void body_gives_the_bytes_of_json_events_as_text() throws IOException {
        JsonNode entry = entry(json(STREAM, 0, "{\"a\" :1.0}", "m"), Embed.BODY);

        assertThat(entry.get("data").asText()).isEqualTo("{\"a\" :1.0}");
        assertThat(entry.get("metaData").asText()).isEqualTo("m");
        assertThat(entry.get("isMetaData").asBoolean()).isTrue();
    }

    @Test
    void body_leaves_out_data_that_is_no_json_and_empty_metadata() throws IOException {
        JsonNode entry = entry(event(STREAM, 0, "t", false, "text", ""), Embed.BODY);

        assertThat(entry.has("data")).isFalse();
        assertThat(entry.has("metaData")).isFalse();
        assertThat(entry.get("isJson").asBoolean()).isFalse();
    }

    @Test
    void pretty_indents_objects_only() throws IOException {
        assertThat(entry(json(STREAM, 0, "{\"a\":1.0}", "[1]"), Embed.PRETTY).get("data").asText())
                .isEqualTo("{\n  \"a\": 1.0\n}");
        assertThat(entry(json(STREAM, 0, "[1]", ""), Embed.PRETTY).get("data").asText())
                .isEqualTo("[1]");
    }

    @Test
    void tryharder_finds_json_that_does_not_say_so() throws IOException {
        JsonNode found = entry(event(STREAM, 0, "t", false, "{\"a\":1}", ""), Embed.TRY_HARDER);
        JsonNode text = entry(event(STREAM, 0, "t", false, "text", ""), Embed.TRY_HARDER);

        assertThat(found.get("isJson").asBoolean()).isTrue();
        assertThat(text.get("isJson").asBoolean()).isFalse();
        assertThat(text.get("data").asText()).isEqualTo("text");
    }

    @Test
    void content_gives_json_as_json_with_exact_numbers() throws IOException {
        byte[] document =
                bytes(
                        ResolvedEvent.of(json(STREAM, 0, "{\"n\":9223372036854775807.10}", "")),
                        Embed.CONTENT);

        assertThat(new String(document, StandardCharsets.UTF_8))
                .contains("\"data\": {\"n\":9223372036854775807.10}")
                .contains("\"metadata\": \"\"");
        assertThat(MAPPER.readTree(document)).isNotNull();
    }

    @Test
    void content_gives_text_where_the_flag_lies() throws IOException {
        JsonNode content = entry(json(STREAM, 0, "not json", "{\"m\":1}"), Embed.CONTENT);

        assertThat(content.at("/content/data").asText()).isEqualTo("not json");
        assertThat(content.at("/content/metadata/m").asInt()).isEqualTo(1);
    }

    @Test
    void bytes_that_are_no_text_do_not_break_the_document() throws IOException {
        RecordedEvent event = json(STREAM, 0, "", "");
        Payload broken = Payload.of(new byte[] {'a', (byte) 0xC3, '"', 0, (byte) 0xFF});
        RecordedEvent odd =
                new RecordedEvent(
                        event.position(),
                        event.stream(),
                        event.revision(),
                        event.id(),
                        "type \"\\ \n é 😀",
                        true,
                        event.created(),
                        broken,
                        broken);
        JsonNode entry = entry(ResolvedEvent.of(odd), Embed.BODY);

        assertThat(entry.get("data").asText()).isEqualTo("a\uFFFD\"\0\uFFFD");
        assertThat(entry.get("eventType").asText()).isEqualTo("type \"\\ \n é 😀");
    }

    @Test
    void a_large_payload_is_written_whole() throws IOException {
        String large = "\"é😀\n".repeat(100_000);
        JsonNode entry = entry(json(STREAM, 0, large, ""), Embed.BODY);

        assertThat(entry.get("data").asText()).isEqualTo(large);
    }

    @Test
    void entries_that_a_consumer_was_given_link_to_where_they_are_settled() throws IOException {
        RecordedEvent link = link(0, "0@cinema 7", "");
        ResolvedEvent given = new ResolvedEvent(json(STREAM, 0, "{}", ""), link);
        Feed feed =
                new Feed(
                        "t",
                        URL,
                        null,
                        null,
                        false,
                        null,
                        null,
                        List.of(),
                        List.of(given),
                        "http://h:1/subscriptions/s/g");
        JsonNode links =
                MAPPER.readTree(JsonFeed.bytes(feed, Embed.NONE, LINKS))
                        .get("entries")
                        .get(0)
                        .get("links");

        assertThat(links.findValuesAsText("relation"))
                .containsExactly("edit", "alternate", "ack", "nack");
        assertThat(links.get(2).get("uri").asText())
                .isEqualTo("http://h:1/subscriptions/s/g/ack/" + link.id());
    }

    private static JsonNode entry(RecordedEvent event, Embed embed) throws IOException {
        return entry(ResolvedEvent.of(event), embed);
    }

    private static JsonNode entry(ResolvedEvent entry, Embed embed) throws IOException {
        return MAPPER.readTree(bytes(entry, embed)).get("entries").get(0);
    }

    private static byte[] bytes(ResolvedEvent entry, Embed embed) {
        Feed feed = new Feed("t", URL, null, null, false, null, null, List.of(), List.of(entry));
        return JsonFeed.bytes(feed, embed, LINKS);
    }
}
