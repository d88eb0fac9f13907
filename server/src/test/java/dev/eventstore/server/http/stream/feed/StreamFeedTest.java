package dev.eventstore.server.http.stream.feed;

import static dev.eventstore.server.http.stream.feed.Pages.URL;
import static dev.eventstore.server.http.stream.feed.Pages.links;
import static dev.eventstore.server.http.stream.feed.Pages.page;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventstore.server.http.stream.feed.StreamFeed.Window;
import dev.eventstore.server.stream.StreamMetadata;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StreamFeedTest {
    private static final Window HEAD_OF_TWO = new Window(Window.HEAD, 2);

    @Test
    void a_head_page_links_to_older_pages_and_to_what_will_come() {
        Feed feed = StreamFeed.backward(page(3, false, 3, 2), HEAD_OF_TWO, URL, "3;x");

        assertThat(links(feed))
                .containsExactly(
                        "self ",
                        "first /head/backward/2",
                        "last /0/forward/2",
                        "next /1/backward/2",
                        "previous /4/forward/2",
                        "metadata /metadata");
        assertThat(feed.headOfStream()).isTrue();
        assertThat(feed.eTag()).isEqualTo("3;x");
    }

    @Test
    void a_page_that_reaches_the_first_event_has_nothing_older() {
        Feed feed = StreamFeed.backward(page(1, true, 1, 0), HEAD_OF_TWO, URL, "1;x");

        assertThat(links(feed))
                .containsExactly(
                        "self ",
                        "first /head/backward/2",
                        "previous /2/forward/2",
                        "metadata /metadata");
    }

    @Test
    void numbers_come_from_the_window_not_from_the_events() {
        Feed feed = StreamFeed.backward(page(9, false, 6), new Window(7, 3), URL, "9;x");

        assertThat(links(feed))
                .contains("last /0/forward/3", "next /4/backward/3", "previous /8/forward/3");
        assertThat(feed.headOfStream()).isFalse();
        assertThat(feed.eTag()).isNull();
    }

    @Test
    void a_window_beyond_the_head_leads_back_to_what_follows_the_head() {
        Feed feed = StreamFeed.backward(page(9, false), new Window(99, 5), URL, "9;x");

        assertThat(links(feed)).contains("next /94/backward/5", "previous /10/forward/5");
    }

    @Test
    void a_head_page_with_everything_truncated_starts_over() {
        StreamMetadata truncated = new StreamMetadata(null, null, 10L, null, false, null);
        Feed feed = StreamFeed.backward(page(truncated, 3, true), HEAD_OF_TWO, URL, "3;x");

        assertThat(links(feed)).contains("previous /0/forward/2");
        assertThat(feed.updated()).isNull();
    }

    @Test
    void a_forward_page_shows_the_newest_first_and_the_time_of_the_oldest() {
        Feed feed = StreamFeed.forward(page(9, false, 2, 3), new Window(2, 2), URL);

        assertThat(feed.entries())
                .extracting(entry -> entry.original().revision().value())
                .containsExactly(3L, 2L);
        assertThat(feed.updated()).isEqualTo(Instant.parse("2030-01-02T03:04:07Z"));
        assertThat(links(feed))
                .containsExactly(
                        "self ",
                        "first /head/backward/2",
                        "last /0/forward/2",
                        "next /1/backward/2",
                        "previous /4/forward/2",
                        "metadata /metadata");
    }

    @Test
    void the_first_forward_page_has_nothing_older() {
        Feed feed = StreamFeed.forward(page(9, false, 0, 1), new Window(0, 2), URL);

        assertThat(links(feed)).noneMatch(link -> link.startsWith("last "));
        assertThat(links(feed)).noneMatch(link -> link.startsWith("next "));
    }

    @Test
    void a_forward_page_at_the_end_leads_to_what_will_come() {
        Feed feed = StreamFeed.forward(page(2, true, 2), new Window(2, 20), URL);

        assertThat(links(feed)).contains("previous /3/forward/20");
        assertThat(feed.headOfStream()).isTrue();
    }

    @Test
    void an_empty_page_at_the_end_leads_nowhere() {
        Feed feed = StreamFeed.forward(page(2, true), new Window(3, 20), URL);

        assertThat(links(feed)).noneMatch(link -> link.startsWith("previous "));
    }

    @Test
    void an_empty_window_in_front_of_hidden_events_leads_on() {
        Feed feed = StreamFeed.forward(page(99, false), new Window(0, 20), URL);

        assertThat(links(feed)).contains("previous /20/forward/20");
    }

    @Test
    void a_window_at_the_greatest_number_does_not_overflow() {
        Feed feed = StreamFeed.forward(page(2, true), new Window(Long.MAX_VALUE, 20), URL);

        assertThat(links(feed)).contains("next /9223372036854775806/backward/20");
    }
}
