package dev.eventstore.server.stream;

import static dev.eventstore.server.fixture.Events.some;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventstore.server.event.ExpectedVersion.Belief;
import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.eventlog.EventLog;
import dev.eventstore.server.stream.EventFilter.Applications;
import dev.eventstore.server.stream.EventFilter.Everything;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is passed by without being read has to be the same as what would be refused. */
class ApplicationsFilterTest {
    private static final String LONG = "long".repeat(100);

    /** Its length takes two bytes, of which the last is 1. */
    private static final String LONGER = "longer".repeat(25);

    private static final List<String> OF_APPLICATIONS =
            List.of(
                    "a",
                    "é$",
                    "orders-1",
                    "$$a",
                    "$$é",
                    "$$orders-1",
                    LONG,
                    "$$" + LONG,
                    LONGER,
                    "$$" + LONGER,
                    "\n$all",
                    "x".repeat(20_000));
    private static final List<String> OF_THE_SYSTEM =
            List.of(
                    "$",
                    "$a",
                    "$ce-orders",
                    "$$$a",
                    "$$$ce-orders",
                    "$$$$",
                    "$" + LONG,
                    "$$$" + LONG);

    private final EventLog log = EventLog.inMemory();
    private final Streams streams = new Streams(log, InstantSource.system(), UUID::randomUUID);

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void tells_streams_of_applications_from_those_of_the_system() {
        assertThat(OF_APPLICATIONS).allMatch(name -> StreamName.of(name).isOfApplication());
        assertThat(OF_THE_SYSTEM).noneMatch(name -> StreamName.of(name).isOfApplication());
        assertThat(OF_APPLICATIONS)
                .allMatch(
                        name -> Applications.APPLICATIONS.asRegex().pattern().matcher(name).find());
        assertThat(OF_THE_SYSTEM)
                .noneMatch(
                        name -> Applications.APPLICATIONS.asRegex().pattern().matcher(name).find());
    }

    @ParameterizedTest
    @EnumSource
    void reads_what_is_of_applications_and_nothing_else(Direction direction) {
        for (int count : List.of(1, 3)) {
            for (int i = 0; i < Math.max(OF_APPLICATIONS.size(), OF_THE_SYSTEM.size()); i++) {
                write(OF_THE_SYSTEM.get(i % OF_THE_SYSTEM.size()), count);
                write(OF_APPLICATIONS.get(i % OF_APPLICATIONS.size()), count);
            }
        }

        List<ResolvedEvent> expected =
                read(direction, Everything.EVERYTHING).stream()
                        .filter(each -> OF_APPLICATIONS.contains(each.original().stream().value()))
                        .toList();
        assertThat(expected).hasSizeGreaterThan(OF_APPLICATIONS.size());
        assertThat(read(direction, Applications.APPLICATIONS)).isEqualTo(expected);
        assertThat(read(direction, Applications.APPLICATIONS.asRegex())).isEqualTo(expected);
    }

    private void write(String stream, int count) {
        AppendResult result =
                streams.append(new Append(StreamName.of(stream), Belief.ANY, some(count)));
        assertThat(result).isInstanceOf(AppendResult.Appended.class);
    }

    private List<ResolvedEvent> read(Direction direction, EventFilter filter) {
        Position from =
                direction == Direction.FORWARD ? Position.START : Position.of(Long.MAX_VALUE);
        ReadAllResult result =
                streams.readAll(new ReadAll(from, 1_000, direction, false, filter, 1_000));
        return ((ReadAllResult.Page) result).events();
    }
}
