package dev.eventstore.server.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.fixture.Events;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class MoveTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final StreamName STREAM = StreamName.of("moving");

    @TempDir Path folder;

    @Test
    void a_database_is_moved_while_events_are_appended_and_read() throws Exception {
        Path before = folder.resolve("before");
        Path after = folder.resolve("after");
        AtomicBoolean isOver = new AtomicBoolean();
        AtomicLong answered = new AtomicLong();
        AtomicLong longestNanos = new AtomicLong();
        try (EventLog log = EventLog.open(before)) {
            append(log, 20_000);
            Thread writer =
                    Thread.ofVirtual()
                            .start(() -> {
                                while (!isOver.get()) {
                                    long begin = System.nanoTime();
                                    answered.set(append(log, 10));
                                    longestNanos.accumulateAndGet(
                                            System.nanoTime() - begin, Math::max);
                                }
                            });
            Thread reader =
                    Thread.ofVirtual()
                            .start(() -> {
                                while (!isOver.get()) {
                                    assertThat(count(log)).isGreaterThanOrEqualTo(20_000);
                                }
                            });
            await().until(() -> answered.get() > 20_000);

            assertThat(log.moveTo(after, (_, _) -> true)).isTrue();

            long moved = answered.get();
            await().until(() -> answered.get() > moved);
            isOver.set(true);
            writer.join();
            reader.join();
            assertThat(log.folder()).hasValue(after);
            assertThat(before).doesNotExist();
            assertThat(count(log)).isEqualTo(answered.get());
            assertThat(longestNanos.get()).as("the longest pause").isLessThan(1_000_000_000L);
        }
        try (EventLog log = EventLog.open(after)) {
            assertThat(log.head().value()).isEqualTo(answered.get());
            assertThat(count(log)).isEqualTo(answered.get());
        }
    }

    @Test
    void a_moved_database_is_still_locked_and_its_old_place_is_free() throws IOException {
        Path before = folder.resolve("before");
        Path after = folder.resolve("after");
        try (EventLog log = EventLog.open(before)) {
            append(log, 10);
            log.moveTo(after, (_, _) -> true);

            assertThatThrownBy(() -> EventLog.open(after).close())
                    .isInstanceOf(DatabaseRefusedException.class);
            try (EventLog other = EventLog.open(before)) {
                assertThat(other.head()).isEqualTo(Position.START);
            }
            assertThat(count(log)).isEqualTo(10);
        }
    }

    @Test
    void a_move_that_is_told_to_end_leaves_everything_where_it_was() throws IOException {
        Path before = folder.resolve("before");
        Path after = folder.resolve("after");
        try (EventLog log = EventLog.open(before)) {
            append(log, 1_000);

            assertThat(log.moveTo(after, (_, _) -> false)).isFalse();

            assertThat(log.folder()).hasValue(before);
            assertThat(after).doesNotExist();
            append(log, 10);
        }
        try (EventLog log = EventLog.open(before)) {
            assertThat(count(log)).isEqualTo(1_010);
        }
    }

    @Test
    void a_move_onto_another_database_is_refused() throws IOException {
        Path other = folder.resolve("other");
        EventLog.open(other).close();
        try (EventLog log = EventLog.open(folder.resolve("before"))) {
            append(log, 10);
            assertThatThrownBy(() -> log.moveTo(other, (_, _) -> true))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(other.toString());
            assertThat(count(log)).isEqualTo(10);
        }
        EventLog.open(other).close();
    }

    @Test
    void a_move_to_where_nothing_can_be_written_changes_nothing() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        try (EventLog log = EventLog.open(folder.resolve("before"))) {
            append(log, 10);
            assertThatThrownBy(() -> log.moveTo(file.resolve("in"), (_, _) -> true))
                    .isInstanceOf(IOException.class);
            append(log, 10);
            assertThat(count(log)).isEqualTo(20);
        }
    }

    @Test
    void a_database_can_be_moved_again() throws IOException {
        try (EventLog log = EventLog.open(folder.resolve("0"))) {
            for (int i = 1; i <= 5; i++) {
                append(log, 100);
                log.moveTo(folder.resolve("" + i), (_, _) -> true);
            }
            assertThat(count(log)).isEqualTo(500);
        }
        try (EventLog log = EventLog.open(folder.resolve("5"))) {
            assertThat(count(log)).isEqualTo(500);
        }
    }

    @Test
    void a_database_in_memory_cannot_be_moved() {
        try (EventLog log = EventLog.inMemory()) {
            assertThatThrownBy(() -> log.moveTo(folder.resolve("after"), (_, _) -> true))
                    .isInstanceOf(UnsupportedOperationException.class);
        }
    }

    private static long append(EventLog log, int events) {
        return log.submit(transaction -> {
            for (int i = 0; i < events; i++) {
                transaction.append(STREAM, Events.event("{}"), NOW);
            }
            return transaction.head();
        });
    }

    private static long count(EventLog log) {
        try (LogSnapshot snapshot = log.snapshot()) {
            long[] count = {0};
            snapshot.read(STREAM, 0, Long.MAX_VALUE, true, _ -> ++count[0] > 0);
            return count[0];
        }
    }
}
