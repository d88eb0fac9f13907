package dev.eventstore.server.projection;

import static dev.eventstore.server.fixture.Events.some;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventstore.server.event.ExpectedVersion.Belief;
import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.eventlog.EventLog;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.Direction;
import dev.eventstore.server.stream.EventFilter;
import dev.eventstore.server.stream.EventFilter.Applications;
import dev.eventstore.server.stream.EventFilter.Everything;
import dev.eventstore.server.stream.ReadAll;
import dev.eventstore.server.stream.ReadAllResult;
import dev.eventstore.server.stream.Streams;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SharedPagesTest {
    private final EventLog log = EventLog.inMemory();
    private final Streams streams = new Streams(log, InstantSource.system(), UUID::randomUUID);
    private final SharedPages shared = new SharedPages(streams);

    @BeforeEach
    void append() {
        append("orders", 6);
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void gives_who_comes_later_the_same_page_without_reading_it_again() {
        ReadAllResult.Page first = page(1, Applications.APPLICATIONS);
        ReadAllResult.Page second = page(1, Applications.APPLICATIONS);

        assertThat(second.events()).hasSize(6).isEqualTo(first.events());
        assertThat(original(second, 3)).isSameAs(original(first, 3));
    }

    @Test
    void gives_who_has_come_into_a_page_the_rest_of_it() {
        ReadAllResult.Page whole = page(1, Applications.APPLICATIONS);
        ReadAllResult.Page rest = page(4, Applications.APPLICATIONS);

        assertThat(rest.events()).isEqualTo(whole.events().subList(3, 6));
        assertThat(original(rest, 0)).isSameAs(original(whole, 3));
        assertThat(rest.from()).isEqualTo(Position.of(4));
        assertThat(rest.next()).isEqualTo(whole.next());
        assertThat(rest.isEnd()).as("more may have come").isFalse();
    }

    @Test
    void goes_on_behind_a_page_that_ended_at_the_head() {
        Position next = page(1, Applications.APPLICATIONS).next();
        append("orders", 2);

        assertThat(page(next.value(), Applications.APPLICATIONS).events()).hasSize(2);
        assertThat(page(next.value() + 1, Applications.APPLICATIONS).events()).hasSize(1);
    }

    @Test
    void does_not_mix_up_filters() {
        append("$projections-x", 1);
        assertThat(page(1, Applications.APPLICATIONS).events()).hasSize(6);
        assertThat(page(1, Everything.EVERYTHING).events()).hasSize(7);
        assertThat(page(1, Applications.APPLICATIONS).events()).hasSize(6);
    }

    private void append(String stream, int count) {
        streams.append(new Append(StreamName.of(stream), Belief.ANY, some(count)));
    }

    private ReadAllResult.Page page(long from, EventFilter filter) {
        ReadAll read = new ReadAll(Position.of(from), 256, Direction.FORWARD, false, filter, 4_096);
        return (ReadAllResult.Page) shared.readAll(read);
    }

    private static Object original(ReadAllResult.Page page, int index) {
        ResolvedEvent event = page.events().get(index);
        return event.original();
    }
}
