package dev.eventstore.server.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventstore.server.event.ExpectedVersion.Belief;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.eventlog.EventLog;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.Streams;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTest {
    private static final Instant BEGIN = Instant.parse("2026-11-26T08:00:00Z");

    private final EventLog log = EventLog.inMemory();
    private Instant now = BEGIN;
    private final Streams streams = new Streams(log, () -> now, UUID::randomUUID);

    @AfterEach
    void close() {
        log.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tea",
                "TEA",
                "\"green tea\"",
                "type:orderPlaced",
                "type:order*",
                "type:*placed",
                "type:o*r*d",
                "stream:orders-1",
                "stream:ord*",
                "orders",
                "item=tea",
                "item=\"green tea\"",
                "order.id=42",
                "order.id=42.0",
                "order.id>41",
                "order.id>=42",
                "order.id<43",
                "order.id<=42",
                "order.id!=41",
                "lines.sku=b",
                "lines.1.sku=b",
                "tags=new",
                "big=9007199254740993",
                "meta.user=ada",
                "ada",
                "paid=true",
                "after:2026-11-26",
                "after:2026-11-26T08:00:00Z",
                "before:2026-11-27",
                "-coffee",
                "-type:orderPaid tea",
                "größe",
                "{\"order\"",
            })
    void finds_the_event(String query) {
        append(
                "orders-1",
                "orderPlaced",
                "{\"order\":{\"id\":42},\"item\":\""
                        + (query.contains("green") ? "green tea" : "tea")
                        + "\",\"lines\":[{\"sku\":\"a\"},{\"sku\":\"b\"}],\"tags\":[\"new\",1],"
                        + "\"big\":9007199254740993,\"paid\":true,\"x\":\"größe\"}",
                "{\"user\":\"ada\"}");

        assertThat(found(query)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "coffee",
                "type:orderPaid",
                "type:order",
                "stream:orders-2",
                "stream:orders",
                "item=te",
                "order.id=41",
                "order.id>42",
                "order=42",
                "lines.0.sku=b",
                "lines.sku=c",
                "big=9007199254740992",
                "user=ada",
                "meta.item=tea",
                "after:2026-11-27",
                "before:2026-11-26",
                "-tea",
                "tea coffee",
                "id:5ddc8cde-5c31-4b83-9b1c-6a2b0a4bdb6a",
            })
    void leaves_the_event_out(String query) {
        append(
                "orders-1",
                "orderPlaced",
                "{\"order\":{\"id\":42},\"item\":\"tea\",\"lines\":[{\"sku\":\"a\"},{\"sku\":\"b\"}],"
                        + "\"big\":9007199254740993}",
                "{\"user\":\"ada\"}");

        assertThat(found(query)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "id:abc, id: needs the id of an event",
        "after:soon, after: needs a day or a time",
        "type:, Something must follow type",
        "a..b=1, has an empty step",
    })
    void says_what_makes_no_sense(String query, String message) {
        assertThatThrownBy(() -> SearchQuery.parse(query, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void a_star_does_not_take_for_ever() {
        append("orders-1", "a".repeat(20_000), "{}", "");

        assertThat(found("type:" + "*a".repeat(300) + "*b")).isEmpty();
    }

    @Test
    void begins_with_the_newest_and_goes_on_where_it_was_left() {
        for (int i = 0; i < 2_500; i++) {
            append("orders-" + i % 7, "counted", "{\"n\":" + i + "}", "");
        }
        SearchQuery query = SearchQuery.parse("type:counted", false);
        Search first = new Search(streams, query, OptionalLong.empty());
        Search.Step.Looked step = (Search.Step.Looked) first.step();

        assertThat(step.found().getFirst().position().value()).isEqualTo(2_500);
        assertThat(step.isEnd()).isFalse();

        List<RecordedEvent> all = new ArrayList<>(step.found());
        all.addAll(run(new Search(streams, query, OptionalLong.of(step.next()))));

        assertThat(all)
                .extracting(event -> event.position().value())
                .hasSize(2_500)
                .doesNotHaveDuplicates()
                .isSortedAccordingTo((a, b) -> Long.compare(b, a));
    }

    @Test
    void one_stream_is_searched_by_itself() {
        for (int i = 0; i < 3_000; i++) {
            append(i % 100 == 0 ? "rare" : "often", "counted", "{\"n\":" + i + "}", "");
        }
        Search search =
                new Search(
                        streams,
                        SearchQuery.parse("stream:rare n>1000", false),
                        OptionalLong.empty());

        Search.Step.Looked step = (Search.Step.Looked) search.step();

        assertThat(step.scanned()).isEqualTo(30);
        assertThat(step.found()).hasSize(19);
        assertThat(step.isEnd()).isTrue();
    }

    @Test
    void stops_where_everything_is_too_old() {
        for (int day = 0; day < 5; day++) {
            for (int i = 0; i < 1_000; i++) {
                append("orders", "counted", "{}", "");
            }
            now = now.plus(Duration.ofDays(1));
        }
        Search search =
                new Search(
                        streams,
                        SearchQuery.parse("after:2026-11-30", false),
                        OptionalLong.empty());

        Search.Step.Looked step = (Search.Step.Looked) search.step();
        Search.Step.Looked last = (Search.Step.Looked) search.step();

        assertThat(step.found()).hasSize(1_000);
        assertThat(last.isEnd()).isTrue();
        assertThat(last.found()).isEmpty();
    }

    @Test
    void hides_events_of_the_system_unless_they_are_wanted_or_named() {
        append("$stats-1", "collected", "{}", "");

        assertThat(found("type:collected")).isEmpty();
        assertThat(found("stream:$stats-1")).hasSize(1);
        assertThat(
                        run(
                                new Search(
                                        streams,
                                        SearchQuery.parse("type:collected", true),
                                        OptionalLong.empty())))
                .hasSize(1);
    }

    @Test
    void finds_the_place_of_a_time() {
        for (int i = 0; i < 100; i++) {
            append(i % 2 == 0 ? "even" : "odd", "counted", "{}", "");
            now = now.plus(Duration.ofMinutes(1));
        }
        Moments moments = new Moments(streams);

        assertThat(moments.positionAt(BEGIN)).hasValue(1);
        assertThat(moments.positionAt(BEGIN.plus(Duration.ofMinutes(10)))).hasValue(11);
        assertThat(moments.positionAt(BEGIN.plus(Duration.ofDays(1)))).hasValue(101);
        assertThat(moments.revisionAt(StreamName.of("even"), BEGIN.plus(Duration.ofMinutes(9))))
                .hasValue(5);
        assertThat(moments.revisionAt(StreamName.of("none"), BEGIN)).isEmpty();
    }

    private List<RecordedEvent> found(String query) {
        return run(new Search(streams, SearchQuery.parse(query, false), OptionalLong.empty()));
    }

    private static List<RecordedEvent> run(Search search) {
        List<RecordedEvent> all = new ArrayList<>();
        Search.Step.Looked step;
        do {
            step = (Search.Step.Looked) search.step();
            all.addAll(step.found());
        } while (!step.isEnd());
        return all;
    }

    private void append(String stream, String type, String data, String metadata) {
        NewEvent event =
                new NewEvent(UUID.randomUUID(), type, true, Payload.of(data), Payload.of(metadata));
        streams.append(new Append(StreamName.of(stream), Belief.ANY, List.of(event)));
    }
}
