package dev.eventstore.server.stream;

import static dev.eventstore.server.fixture.Events.some;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventstore.server.event.ExpectedVersion;
import dev.eventstore.server.event.ExpectedVersion.Belief;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.eventlog.EventLog;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransactionsTest {
    private static final StreamName STREAM = StreamName.of("s");

    @TempDir Path folder;
    private Instant now = Instant.parse("2030-01-01T00:00:00Z");

    private Streams streams(EventLog log) {
        return new Streams(log, () -> now, UUID::randomUUID);
    }

    private static long start(Streams streams, ExpectedVersion expected) {
        return ((TransactionResult.Open) streams.transactions().start(STREAM, expected)).id();
    }

    private static List<NewEvent> read(Streams streams) {
        return switch (streams.readStream(
                new ReadStream(STREAM, Revision.FIRST, 100, Direction.FORWARD, false))) {
            case ReadStreamResult.Page page ->
                    page.events().stream().map(TransactionsTest::written).toList();
            default -> List.of();
        };
    }

    private static NewEvent written(ResolvedEvent resolved) {
        var event = resolved.original();
        return new NewEvent(
                event.id(), event.type(), event.isJson(), event.data(), event.metadata());
    }

    @Test
    void parts_are_appended_in_their_order_with_all_they_have() {
        NewEvent special =
                new NewEvent(
                        UUID.randomUUID(),
                        "тип",
                        false,
                        Payload.of(new byte[] {0, -1}),
                        Payload.of("m"));
        try (EventLog log = EventLog.inMemory()) {
            Streams streams = streams(log);
            List<NewEvent> events = new ArrayList<>();
            long id = start(streams, Belief.NO_STREAM);
            for (int i = 0; i < 20; i++) {
                List<NewEvent> part = i == 7 ? List.of(special) : some(i % 3);
                streams.transactions().write(id, part);
                events.addAll(part);
            }
            assertThat(read(streams)).isEmpty();
            streams.transactions().commit(id);
            assertThat(read(streams)).isEqualTo(events);
            assertThat(streams.transactions().write(id, some(1)))
                    .isEqualTo(new TransactionResult.Unknown(id));
        }
    }

    @Test
    void who_commits_again_gets_the_same_answer_and_nothing_is_appended() {
        try (EventLog log = EventLog.inMemory()) {
            Streams streams = streams(log);
            long id = start(streams, Belief.ANY);
            streams.transactions().write(id, some(2));
            AppendResult.Appended first = committed(streams.transactions().commit(id));
            AppendResult.Appended again = committed(streams.transactions().commit(id));

            assertThat(again.position()).isEqualTo(first.position());
            assertThat(List.of(again.first(), again.last())).containsExactly(0L, 1L);
            assertThat(again.repeat()).isTrue();
            assertThat(read(streams)).hasSize(2);
            assertThat(streams.transactions().streamOf(id)).contains(STREAM);
        }
    }

    @Test
    void a_commit_of_long_ago_is_forgotten() {
        try (EventLog log = EventLog.inMemory()) {
            Streams streams = streams(log);
            long id = start(streams, Belief.ANY);
            streams.transactions().commit(id);
            for (int i = 0; i < Transactions.COMMITTED_MAX; i++) {
                streams.transactions().commit(start(streams, Belief.ANY));
            }

            assertThat(streams.transactions().commit(id))
                    .isEqualTo(new TransactionResult.Unknown(id));
        }
    }

    private static AppendResult.Appended committed(TransactionResult result) {
        return (AppendResult.Appended) ((TransactionResult.Committed) result).result();
    }

    @Test
    void a_refused_one_stays_open() {
        try (EventLog log = EventLog.inMemory()) {
            Streams streams = streams(log);
            long id = start(streams, new ExpectedVersion.Exactly(Revision.of(1)));
            streams.transactions().write(id, some(1));
            assertThat(streams.transactions().commit(id))
                    .isInstanceOfSatisfying(
                            TransactionResult.Committed.class,
                            committed ->
                                    assertThat(committed.result())
                                            .isInstanceOf(AppendResult.WrongExpectedVersion.class));
            streams.append(new Append(STREAM, Belief.ANY, some(2)));
            streams.transactions().commit(id);
            assertThat(read(streams)).hasSize(3);
        }
    }

    @Test
    void it_is_there_when_the_log_is_opened_again_and_in_a_copy() throws Exception {
        long id;
        Path copy = Files.createDirectory(folder.resolve("copy"));
        try (EventLog log = EventLog.open(folder.resolve("db"))) {
            Streams streams = streams(log);
            id = start(streams, Belief.NO_STREAM);
            streams.transactions().write(id, some(2));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            log.copyFile(bytes);
            Files.write(copy.resolve(EventLog.FILE), bytes.toByteArray());
        }
        for (Path database : List.of(folder.resolve("db"), copy)) {
            try (EventLog log = EventLog.open(database)) {
                Streams streams = streams(log);
                streams.transactions().write(id, some(1));
                streams.transactions().commit(id);
                assertThat(read(streams)).hasSize(3);
                assertThat(start(streams, Belief.ANY)).isGreaterThan(id);
            }
        }
    }

    @Test
    void there_are_only_so_many_until_the_oldest_is_stale() {
        try (EventLog log = EventLog.inMemory()) {
            Streams streams = streams(log);
            long first = start(streams, Belief.ANY);
            for (int i = 1; i < Transactions.OPEN_MAX; i++) {
                start(streams, Belief.ANY);
            }
            assertThat(streams.transactions().start(STREAM, Belief.ANY))
                    .isInstanceOf(TransactionResult.TooMany.class);
            now = now.plus(Transactions.STALE_AFTER).plusSeconds(1);
            assertThat(streams.transactions().start(STREAM, Belief.ANY))
                    .isInstanceOf(TransactionResult.Open.class);
            assertThat(streams.transactions().write(first, some(1)))
                    .isInstanceOf(TransactionResult.Unknown.class);
        }
    }

    @Test
    void one_has_only_so_many_bytes() {
        List<NewEvent> large =
                List.of(
                        new NewEvent(
                                UUID.randomUUID(),
                                "large",
                                false,
                                Payload.of(new byte[15 * 1024 * 1024]),
                                Payload.EMPTY));
        try (EventLog log = EventLog.inMemory()) {
            Streams streams = streams(log);
            long id = start(streams, Belief.ANY);
            for (int i = 0; i < 4; i++) {
                assertThat(streams.transactions().write(id, large))
                        .isInstanceOf(TransactionResult.Open.class);
            }
            assertThat(streams.transactions().write(id, large))
                    .isInstanceOf(TransactionResult.TooLarge.class);
            streams.transactions().commit(id);
            assertThat(log.head().value()).isEqualTo(4);
        }
    }
}
