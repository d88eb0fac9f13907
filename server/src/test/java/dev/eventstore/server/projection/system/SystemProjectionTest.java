package dev.eventstore.server.projection.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.projection.handler.DefinitionException;
import dev.eventstore.server.projection.handler.Emitted;
import dev.eventstore.server.projection.handler.Handler;
import dev.eventstore.server.projection.handler.SourceEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SystemProjectionTest {
    private static final String SOFT_DELETE = "{\"$tb\":9223372036854775807}";

    @ParameterizedTest
    @CsvSource({
        "'first\r\n-', a-b-c, a",
        "'last\r\n-', a-b-c, a-b",
        "-, a-b-c, a-b",
        "'first\n::', a::b, a"
    })
    void a_category_is_what_stands_before_the_separator(String rule, String stream, String category)
            throws DefinitionException {
        assertThat(CategoryRule.parse(rule).category(StreamName.of(stream))).contains(category);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "-begins", "$system-1", "$$a-1"})
    void some_streams_have_no_category(String stream) throws DefinitionException {
        assertThat(CategoryRule.parse("first\n-").category(StreamName.of(stream))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "first", "middle\n-", "first\n", "a\nb\nc", "ab"})
    void a_rule_without_sense_is_refused(String rule) {
        assertThatThrownBy(() -> CategoryRule.parse(rule)).isInstanceOf(DefinitionException.class);
    }

    @Test
    void an_event_is_linked_by_category_and_type() {
        RecordedEvent event = event("order-1", 3, "paid", "{}", "");

        assertThat(emitted(SystemProjection.BY_CATEGORY, event))
                .containsExactly("$ce-order: $> 3@order-1 $o=\"order-1\"");
        assertThat(emitted(SystemProjection.BY_EVENT_TYPE, event))
                .containsExactly("$et-paid: $> 3@order-1");
    }

    @Test
    void a_link_is_linked_to_what_it_stands_for_and_has_no_type() {
        RecordedEvent link = event("order-1", 0, "$>", "7@elsewhere", "");

        assertThat(emitted(SystemProjection.BY_CATEGORY, link))
                .containsExactly("$ce-order: $> 7@elsewhere $o=\"order-1\"");
        assertThat(emitted(SystemProjection.BY_EVENT_TYPE, link)).isEmpty();
        assertThat(emitted(SystemProjection.STREAMS, link))
                .containsExactly("$streams: $> 0@order-1");
    }

    @Test
    void a_soft_delete_is_told_under_the_stream_that_it_deletes() {
        RecordedEvent deletion = event("$$order-1", 2, "$metadata", SOFT_DELETE, "");

        assertThat(emitted(SystemProjection.BY_CATEGORY, deletion))
                .containsExactly("$ce-order: $> 2@$$order-1 $o=\"order-1\" $deleted=-1");
        assertThat(emitted(SystemProjection.BY_EVENT_TYPE, deletion))
                .containsExactly("$et-$deleted: $> 2@order-1 $deleted=-1");
    }

    @Test
    void a_tombstone_is_told_as_well() {
        RecordedEvent tombstone = event("order-1", 9, "$streamDeleted", "", "");

        assertThat(emitted(SystemProjection.BY_CATEGORY, tombstone))
                .containsExactly("$ce-order: $> 9@order-1 $o=\"order-1\" $deleted=-1");
        assertThat(emitted(SystemProjection.BY_EVENT_TYPE, tombstone))
                .containsExactly("$et-$deleted: $> 9@order-1 $deleted=-1");
    }

    @Test
    void other_metadata_are_events_of_their_type() {
        RecordedEvent metadata = event("$$order-1", 0, "$metadata", "{\"$maxCount\":3}", "");

        assertThat(emitted(SystemProjection.BY_CATEGORY, metadata)).isEmpty();
        assertThat(emitted(SystemProjection.BY_EVENT_TYPE, metadata))
                .containsExactly("$et-$metadata: $> 0@$$order-1");
    }

    @Test
    void a_stream_is_listed_with_its_first_event_only() {
        assertThat(emitted(SystemProjection.STREAM_BY_CATEGORY, event("a-1", 0, "t", "", "")))
                .containsExactly("$category-a: $@ a-1");
        assertThat(emitted(SystemProjection.STREAM_BY_CATEGORY, event("a-1", 1, "t", "", "")))
                .isEmpty();
        assertThat(emitted(SystemProjection.STREAMS, event("a-1", 1, "t", "", ""))).isEmpty();
    }

    @Test
    void a_correlation_id_is_found_where_it_counts() {
        assertThat(
                        emitted(
                                SystemProjection.BY_CORRELATION_ID,
                                event("a", 4, "t", "", "{\"x\":{},\"$correlationId\":\"c\"}")))
                .containsExactly("$bc-c: $> 4@a $eventTimestamp=\"2030-01-02T03:04:05.678901Z\"");
        for (String metadata :
                List.of(
                        "",
                        "no json \"$correlationId\"",
                        "{\"a\":{\"$correlationId\":\"c\"}}",
                        "{\"$correlationId\":null}",
                        "{\"$correlationId\":\"\"}",
                        "[]")) {
            assertThat(
                            emitted(
                                    SystemProjection.BY_CORRELATION_ID,
                                    event("a", 4, "t", "", metadata)))
                    .as(metadata)
                    .isEmpty();
        }
    }

    @Test
    void a_correlated_link_brings_its_metadata_along() {
        RecordedEvent link = event("a", 0, "$>", "7@b", "{\"$correlationId\":\"c\"}");

        assertThat(emitted(SystemProjection.BY_CORRELATION_ID, link).getFirst())
                .startsWith("$bc-c: $> 7@b ")
                .endsWith(
                        "$link={\"eventId\":\""
                                + link.id()
                                + "\",\"metadata\":{\"$correlationId\":\"c\"}}");
    }

    @Test
    void another_member_may_hold_the_correlation_id() throws DefinitionException {
        var handler =
                SystemProjection.BY_CORRELATION_ID.handler("{\"correlationIdProperty\":\"saga\"}");

        assertThat(handled(handler, event("a", 0, "t", "", "{\"saga\":7}")))
                .extracting(each -> each.stream().value())
                .containsExactly("$bc-7");
        assertThatThrownBy(() -> SystemProjection.BY_CORRELATION_ID.handler("{}"))
                .isInstanceOf(DefinitionException.class);
    }

    @Test
    void a_type_that_can_be_no_name_is_left_out() {
        assertThat(emitted(SystemProjection.BY_EVENT_TYPE, event("a", 0, "\uD800", "", "")))
                .isEmpty();
    }

    private static List<String> emitted(SystemProjection projection, RecordedEvent event) {
        try {
            return handled(projection.handler(projection.query()), event).stream()
                    .map(SystemProjectionTest::told)
                    .toList();
        } catch (DefinitionException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static List<Emitted> handled(Handler handler, RecordedEvent event) {
        return handler.handle(SourceEvent.of(event), _ -> Optional.empty());
    }

    private static String told(Emitted emitted) {
        StringBuilder told = new StringBuilder(emitted.stream().value());
        told.append(": ").append(emitted.type()).append(' ').append(emitted.data().text());
        for (Emitted.Member member : emitted.metadata()) {
            told.append(' ').append(member.name()).append('=').append(member.json());
        }
        return told.toString();
    }

    private static RecordedEvent event(
            String stream, long revision, String type, String data, String metadata) {
        return new RecordedEvent(
                Position.of(100),
                StreamName.of(stream),
                Revision.of(revision),
                UUID.randomUUID(),
                type,
                false,
                Instant.parse("2030-01-02T03:04:05.6789012Z"),
                Payload.of(data),
                Payload.of(metadata));
    }
}
