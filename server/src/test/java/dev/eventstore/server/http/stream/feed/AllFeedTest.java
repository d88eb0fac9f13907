package dev.eventstore.server.http.stream.feed;

import static dev.eventstore.server.http.stream.feed.Pages.all;
import static dev.eventstore.server.http.stream.feed.Pages.links;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventstore.server.event.Position;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AllFeedTest {
    private static final String URL = "http://h:1/streams/%24all";
    private static final String ZERO = "00000000000000000000000000000000";

    @Test
    void a_head_page_links_to_older_pages_and_to_what_will_come() {
        Feed feed = AllFeed.backward(all(9, 11, 10, false, 10, 9), null, 2, URL);

        assertThat(links(feed))
                .containsExactly(
                        "self ",
                        "first /head/backward/2",
                        "last /" + ZERO + "/forward/2",
                        "next /" + at(9, 9) + "/backward/2",
                        "previous /" + at(11, 0) + "/forward/2",
                        "metadata /metadata");
        assertThat(feed.headOfStream()).isFalse();
    }

    @Test
    void a_later_page_leads_back_to_where_it_was_asked_for() {
        AllPosition asked = AllPosition.of(Position.of(9));
        Feed feed = AllFeed.backward(all(7, 9, 10, false, 8, 7), asked, 2, URL);

        assertThat(links(feed)).contains("previous /" + at(9, 9) + "/forward/2");
    }

    @Test
    void a_short_page_has_nothing_older() {
        AllPosition asked = AllPosition.START;
        Feed feed = AllFeed.backward(all(0, 0, 10, true), asked, 5, URL);

        assertThat(links(feed))
                .containsExactly(
                        "self ",
                        "first /head/backward/5",
                        "previous /" + ZERO + "/forward/5",
                        "metadata /metadata");
    }

    @Test
    void a_forward_page_echoes_where_it_was_asked_for() {
        AllPosition asked = new AllPosition(9, 0);
        Feed feed = AllFeed.forward(all(11, 9, 10, true, 9, 10), asked, 2, URL);

        assertThat(links(feed))
                .contains(
                        "next /" + at(9, 0) + "/backward/2",
                        "previous /" + at(11, 11) + "/forward/2");
        assertThat(feed.updated()).isEqualTo(Instant.parse("2030-01-02T03:04:14Z"));
    }

    @Test
    void an_empty_page_at_the_end_leads_only_back() {
        AllPosition asked = new AllPosition(11, 0);
        Feed feed = AllFeed.forward(all(11, 11, 10, true), asked, 2, URL);

        assertThat(links(feed)).contains("next /" + at(11, Long.MAX_VALUE) + "/backward/2");
        assertThat(links(feed)).noneMatch(link -> link.startsWith("previous "));
    }

    @Test
    void a_position_is_thirty_two_digits() {
        assertThat(AllPosition.parse(at(255, 16))).contains(new AllPosition(255, 16));
        assertThat(at(255, 16)).isEqualTo("00000000000000FF0000000000000010");
        assertThat(AllPosition.parse("00000000000000ff0000000000000010"))
                .contains(new AllPosition(255, 16));
    }

    @Test
    void anything_else_is_no_position() {
        assertThat(AllPosition.parse("0")).isEmpty();
        assertThat(AllPosition.parse("F".repeat(32))).isEmpty();
        assertThat(AllPosition.parse("g".repeat(32))).isEmpty();
        assertThat(AllPosition.parse("٠".repeat(32))).isEmpty();
    }

    private static String at(long commit, long prepare) {
        return new AllPosition(commit, prepare).text();
    }
}
