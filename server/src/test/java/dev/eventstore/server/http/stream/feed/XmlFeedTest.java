package dev.eventstore.server.http.stream.feed;

import static dev.eventstore.server.http.stream.feed.Pages.LINKS;
import static dev.eventstore.server.http.stream.feed.Pages.STREAM;
import static dev.eventstore.server.http.stream.feed.Pages.URL;
import static dev.eventstore.server.http.stream.feed.Pages.event;
import static dev.eventstore.server.http.stream.feed.Pages.json;
import static dev.eventstore.server.http.stream.feed.Pages.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.http.stream.feed.StreamFeed.Window;
import dev.eventstore.server.http.stream.payload.BoundedBytes.TooLongException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class XmlFeedTest {
    private static final String ENTRY =
            "<title>0@cinema 7</title><id>http://h:1/streams/cinema%207/0</id>"
                    + "<updated>2030-01-02T03:04:05Z</updated>"
                    + "<author><name>EventStore</name></author><summary>seatBooked</summary>"
                    + "<link href=\"http://h:1/streams/cinema%207/0\" rel=\"edit\"/>"
                    + "<link href=\"http://h:1/streams/cinema%207/0\" rel=\"alternate\"/>";

    @Test
    void a_page_is_one_line_of_atom() throws TooLongException {
        Feed feed = StreamFeed.forward(page(0, true, 0), new Window(0, 2), URL);

        assertThat(text(XmlFeed.bytes(feed, Embed.BODY, LINKS)))
                .isEqualTo(
                        "<?xml version=\"1.0\" encoding=\"utf-8\"?>"
                                + "<feed xmlns=\"http://www.w3.org/2005/Atom\">"
                                + "<title>Event stream 'cinema 7'</title><id>"
                                + URL
                                + "</id>"
                                + "<updated>2030-01-02T03:04:05Z</updated>"
                                + "<author><name>EventStore</name></author>"
                                + "<link href=\""
                                + URL
                                + "\" rel=\"self\"/>"
                                + "<link href=\""
                                + URL
                                + "/head/backward/2\" rel=\"first\"/>"
                                + "<link href=\""
                                + URL
                                + "/1/forward/2\" rel=\"previous\"/>"
                                + "<link href=\""
                                + URL
                                + "/metadata\" rel=\"metadata\"/>"
                                + "<entry>"
                                + ENTRY
                                + "</entry></feed>");
    }

    @Test
    void content_is_in_no_namespace() throws TooLongException {
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
                        List.of(ResolvedEvent.of(json(STREAM, 0, "{\"a\":[1,2]}", "[]"))));

        assertThat(text(XmlFeed.bytes(feed, Embed.CONTENT, LINKS)))
                .contains(
                        "<content type=\"application/xml\">"
                                + "<eventStreamId xmlns=\"\">cinema 7</eventStreamId>")
                .contains("<data xmlns=\"\"><a>1</a><a>2</a></data></content>");
    }

    @Test
    void entries_that_a_consumer_was_given_link_to_where_they_are_settled()
            throws TooLongException {
        ResolvedEvent given = ResolvedEvent.of(json(STREAM, 0, "{}", ""));
        String at = "http://h:1/subscriptions/s/g";
        Feed feed =
                new Feed("t", URL, null, null, false, null, null, List.of(), List.of(given), at);

        assertThat(text(XmlFeed.bytes(feed, Embed.CONTENT, LINKS)))
                .contains(
                        "rel=\"alternate\"/><link href=\"%1$s/ack/%2$s\" rel=\"ack\"/>"
                                        .formatted(at, given.original().id())
                                + "<link href=\"%1$s/nack/%2$s\" rel=\"nack\"/><content"
                                        .formatted(at, given.original().id()));
    }

    @Test
    void an_entry_that_stands_alone_has_the_prefix_and_its_content() throws TooLongException {
        ResolvedEvent entry = ResolvedEvent.of(json(STREAM, 0, "{\"a\":1}", ""));

        assertThat(text(XmlFeed.entry(entry, LINKS)))
                .startsWith(
                        "<?xml version=\"1.0\" encoding=\"utf-8\"?>"
                                + "<atom:entry xmlns:atom=\"http://www.w3.org/2005/Atom\">"
                                + "<atom:title>0@cinema 7</atom:title>")
                .contains("<atom:content type=\"application/xml\"><eventStreamId")
                .endsWith("</atom:content></atom:entry>");
    }

    @Test
    void what_xml_cannot_hold_is_replaced() throws TooLongException {
        ResolvedEvent entry = ResolvedEvent.of(event(STREAM, 0, "a\0<b>", false, "", ""));

        assertThat(text(XmlFeed.entry(entry, LINKS)))
                .contains("<atom:summary>a\uFFFD&lt;b></atom:summary>");
    }

    @Test
    void data_that_xml_would_blow_up_are_refused() {
        String bomb = "{\"" + "n".repeat(40_000) + "\":[" + "0,".repeat(10_000) + "0]}";
        ResolvedEvent entry = ResolvedEvent.of(json(STREAM, 0, bomb, ""));

        assertThatThrownBy(() -> XmlFeed.entry(entry, LINKS)).isInstanceOf(TooLongException.class);
    }

    private static String text(byte[] document) {
        return new String(document, StandardCharsets.UTF_8);
    }
}
