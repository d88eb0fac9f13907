package dev.eventstore.server.catalog;

import static dev.eventstore.server.fixture.Events.some;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventstore.server.catalog.Wanted.Order;
import dev.eventstore.server.event.ExpectedVersion.Belief;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.eventlog.EventLog;
import dev.eventstore.server.fixture.Events;
import dev.eventstore.server.security.GuardedStreams;
import dev.eventstore.server.security.WatchedStreams;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.Delete;
import dev.eventstore.server.stream.Streams;
import dev.eventstore.server.subscription.Subscriptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CatalogTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int STREAMS_MAX = 50;

    private final EventLog log = EventLog.inMemory();
    private final Streams streams = new Streams(log, InstantSource.system(), UUID::randomUUID);
    private final Catalog catalog =
            new Catalog(
                    new Subscriptions(new GuardedStreams(new WatchedStreams(streams))),
                    () -> log.head().value(),
                    STREAMS_MAX);

    @AfterEach
    void close() {
        catalog.close();
        log.close();
    }

    @Test
    void lists_what_was_there_and_what_came_later() throws InterruptedException {
        append("order-1", 3);
        assertThat(names(wanted(""))).containsExactly("order-1");

        append("order-2", 1);

        assertThat(names(wanted(""))).containsExactly("order-2", "order-1");
        assertThat(list(wanted("order-1")).streams().getFirst().head()).isEqualTo(2);
    }

    @Test
    void the_stream_that_changed_last_comes_first_unless_another_order_is_wanted()
            throws InterruptedException {
        append("order-1", 3);
        append("customer-1", 1);
        append("order-1", 1);

        assertThat(names(wanted(""))).containsExactly("order-1", "customer-1");
        assertThat(names(wanted("", Order.CREATED))).containsExactly("customer-1", "order-1");
        assertThat(names(wanted("", Order.NAME))).containsExactly("customer-1", "order-1");
        assertThat(names(wanted("", Order.EVENTS))).containsExactly("order-1", "customer-1");
    }

    @Test
    void counts_streams_and_events_of_each_category() throws InterruptedException {
        append("order-1", 3);
        append("order-2", 1);
        append("plain", 2);

        assertThat(list(wanted("")).categories())
                .containsExactly(
                        new Listing.Category("order", 2, 4), new Listing.Category("", 1, 2));
    }

    @Test
    void finds_all_words_in_any_case_and_else_letters_in_order() throws InterruptedException {
        append("order-Berlin-1", 1);
        append("order-Paris-1", 1);

        assertThat(names(wanted("BERLIN ord"))).containsExactly("order-Berlin-1");
        assertThat(names(wanted("obrl"))).containsExactly("order-Berlin-1");
        assertThat(names(wanted("xyz"))).isEmpty();
    }

    @Test
    void a_word_with_an_asterisk_is_the_pattern_of_a_whole_name() throws InterruptedException {
        append("order-Berlin-1", 1);
        append("order-Berlin-12", 1);
        append("reorder-Berlin-1", 1);

        assertThat(names(wanted("ORDER-*-1"))).containsExactly("order-Berlin-1");
        assertThat(names(wanted("*order-b*-1", Order.NAME)))
                .containsExactly("order-Berlin-1", "reorder-Berlin-1");
        assertThat(names(wanted("order* 12"))).containsExactly("order-Berlin-12");
        assertThat(names(wanted("*"))).hasSize(3);
        assertThat(names(wanted("order-Berlin-1*-1"))).isEmpty();
        assertThat(names(wanted("o*n"))).isEmpty();
    }

    @Test
    void hides_streams_of_the_system_unless_they_are_wanted() throws InterruptedException {
        append("order-1", 1);
        append("$stats-1", 1);

        assertThat(names(wanted(""))).containsExactly("order-1");
        assertThat(names(new Wanted("", "*", true, Order.NAME, 0, 10)))
                .containsExactly("$stats-1", "order-1");
    }

    @Test
    void tells_deleted_streams_from_others_and_sees_them_come_back() throws InterruptedException {
        append("order-1", 1);
        append("order-2", 1);
        streams.delete(new Delete(StreamName.of("order-1"), Belief.ANY, false));
        streams.delete(new Delete(StreamName.of("order-2"), Belief.ANY, true));

        assertThat(state("order-1")).isEqualTo(KnownStream.State.SOFT_DELETED);
        assertThat(state("order-2")).isEqualTo(KnownStream.State.TOMBSTONED);

        append("order-1", 1);

        assertThat(state("order-1")).isEqualTo(KnownStream.State.THERE);
    }

    @Test
    void metadata_do_not_bring_a_deleted_stream_back_or_delete_one() throws InterruptedException {
        append("order-1", 1);
        streams.append(
                new Append(
                        StreamName.of("$$order-1"),
                        Belief.ANY,
                        List.of(Events.metadata("{\"$tb\":1}"))));

        assertThat(state("order-1")).isEqualTo(KnownStream.State.THERE);
    }

    @Test
    void forgets_the_streams_that_changed_longest_ago_and_says_so() throws InterruptedException {
        for (int i = 0; i < STREAMS_MAX + 10; i++) {
            append("order-" + i, 1);
        }

        Listing listing = list(wanted(""));

        assertThat(listing.total()).isEqualTo(STREAMS_MAX);
        assertThat(listing.complete()).isFalse();
        assertThat(names(wanted("", Order.CREATED))).contains("order-59").doesNotContain("order-9");
    }

    @Test
    void hands_out_a_part_and_tells_how_many_there_are() throws InterruptedException {
        for (int i = 0; i < 9; i++) {
            append("order-" + i, 1);
        }

        Listing listing = list(new Wanted("", "order", false, Order.NAME, 4, 2));

        assertThat(listing.streams())
                .extracting(KnownStream::name)
                .containsExactly("order-4", "order-5");
        assertThat(listing.total()).isEqualTo(9);
    }

    private static Wanted wanted(String filter) {
        return wanted(filter, Order.CHANGED);
    }

    private static Wanted wanted(String filter, Order order) {
        return new Wanted(filter, Wanted.EVERY_CATEGORY, false, order, 0, 100);
    }

    private Listing list(Wanted wanted) throws InterruptedException {
        return catalog.list(wanted, PATIENCE);
    }

    private List<String> names(Wanted wanted) throws InterruptedException {
        return list(wanted).streams().stream().map(KnownStream::name).toList();
    }

    private KnownStream.State state(String stream) throws InterruptedException {
        return list(wanted(stream)).streams().getFirst().state();
    }

    private void append(String stream, int events) {
        streams.append(new Append(StreamName.of(stream), Belief.ANY, some(events)));
    }
}
