package dev.eventstore.server.stream;

import static dev.eventstore.server.fixture.Events.some;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventstore.server.event.ExpectedVersion.Belief;
import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.eventlog.EventLog;
import dev.eventstore.server.fixture.Effort;
import dev.eventstore.server.stream.EventFilter.Applications;
import dev.eventstore.server.stream.EventFilter.Everything;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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

    @Test
    void passes_by_long_stretches_of_the_system_wherever_a_page_begins() {
        Random dice = new Random(Effort.seed(ApplicationsFilterTest.class));
        for (int i = 0; i < 60; i++) {
            write(dice.nextInt(3) > 0 ? "$ce-orders" : "orders-1", 1 + dice.nextInt(200));
        }
        write("orders-1", 1);
        long head = streams.head().value();
        log.submit(transaction -> {
            dice.longs(head / 5, 1, head).mapToObj(Position::of).forEach(transaction::remove);
            return true;
        });

        List<ResolvedEvent> expected =
                read(Direction.FORWARD, Everything.EVERYTHING).stream()
                        .filter(each -> each.original().stream().isOfApplication())
                        .toList();
        assertThat(expected).hasSizeBetween(100, (int) head - 1_000);
        for (int page : List.of(1, 7, 500)) {
            assertThat(paged(page, 100)).isEqualTo(expected);
        }
        for (int i = 0; i < 100; i++) {
            Position from = Position.of(1 + dice.nextLong(head));
            ReadAllResult.Page page = page(from, 1, 10_000);
            assertThat(page.events().getFirst())
                    .isEqualTo(
                            expected.stream()
                                    .filter(each -> isAtOrBehind(each, from))
                                    .findFirst()
                                    .orElseThrow());
        }
    }

    private static boolean isAtOrBehind(ResolvedEvent event, Position from) {
        return event.original().position().compareTo(from) >= 0;
    }

    private List<ResolvedEvent> paged(int count, int window) {
        List<ResolvedEvent> events = new ArrayList<>();
        Position from = Position.START;
        while (from.compareTo(streams.head()) <= 0) {
            ReadAllResult.Page page = page(from, count, window);
            assertThat(page.next()).isGreaterThan(from);
            events.addAll(page.events());
            from = page.next();
        }
        return events;
    }

    private ReadAllResult.Page page(Position from, int count, int window) {
        return (ReadAllResult.Page)
                streams.readAll(
                        new ReadAll(
                                from,
                                count,
                                Direction.FORWARD,
                                false,
                                Applications.APPLICATIONS,
                                window));
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
                streams.readAll(new ReadAll(from, 20_000, direction, false, filter, 20_000));
        return ((ReadAllResult.Page) result).events();
    }
}
