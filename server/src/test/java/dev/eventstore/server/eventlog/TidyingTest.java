package dev.eventstore.server.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.StreamName;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The file shrinks when there is less in it, also while it is in use. */
@Timeout(120)
class TidyingTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final int EVENT_BYTES = 500;

    @TempDir Path folder;
    private final Random random = new Random(1);

    @Test
    void many_small_commits_do_not_leave_a_large_file() {
        int events = 3_000;
        try (EventLog log = EventLog.open(folder)) {
            for (int i = 0; i < events; i++) {
                append(log, 1);
            }
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> log.fileBytes() < 2L * events * EVENT_BYTES + 2_500_000);
            assertAllThere(log, events, 1);
        }
        try (EventLog log = EventLog.open(folder)) {
            assertAllThere(log, events, 1);
        }
    }

    @Test
    void what_was_removed_here_and_there_comes_back_while_appends_go_on() throws Exception {
        int events = 60_000;
        int kept = 50;
        try (EventLog log = EventLog.open(folder)) {
            for (int i = 0; i < events; i += 1_000) {
                append(log, 1_000);
            }
            long before = log.fileBytes();
            AtomicBoolean isOver = new AtomicBoolean();
            Thread writer =
                    Thread.ofVirtual()
                            .start(() -> {
                                while (!isOver.get()) {
                                    append(log, 1);
                                }
                            });
            for (int from = 1; from < events; from += 500) {
                remove(log, from, from + 500, kept);
            }
            log.reclaim();
            isOver.set(true);
            writer.join();
            assertThat(log.fileBytes()).isLessThan(before / 2);
            assertAllThere(log, events, kept);
        }
        try (EventLog log = EventLog.open(folder)) {
            assertAllThere(log, events, kept);
        }
    }

    private static void remove(EventLog log, int from, int to, int kept) {
        log.submit(transaction -> {
            for (int position = from; position < to; position++) {
                if (position % kept != 0) {
                    transaction.remove(Position.of(position));
                }
            }
            return true;
        });
    }

    /** Each {@code kept}-th of the first events is there, in the log and in its stream. */
    private static void assertAllThere(EventLog log, int events, int kept) {
        try (LogSnapshot snapshot = log.snapshot()) {
            for (int position = kept; position <= events; position += kept) {
                RecordedEvent event = snapshot.at(Position.of(position));
                if (event == null) {
                    throw new AssertionError("Nothing is left at position " + position);
                }
                assertThat(snapshot.event(event.stream(), event.revision().value()))
                        .isEqualTo(event);
            }
        }
    }

    private void append(EventLog log, int count) {
        log.submit(transaction -> {
            for (int i = 0; i < count; i++) {
                byte[] noise = new byte[EVENT_BYTES];
                random.nextBytes(noise);
                transaction.append(
                        StreamName.of("s-" + transaction.head() % 97),
                        new NewEvent(
                                new UUID(random.nextLong(), random.nextLong()),
                                "noise",
                                false,
                                Payload.of(noise),
                                Payload.EMPTY),
                        NOW);
            }
            return true;
        });
    }
}
