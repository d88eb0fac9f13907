package dev.eventstore.server.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.fixture.Events;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Java closes a file for everybody when a thread that reads it is interrupted; ours stays open. */
@Timeout(60)
class InterruptionTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final StreamName ORDERS = StreamName.of("orders");
    private static final int BATCH = 100;

    @TempDir Path folder;

    @Test
    void a_reader_that_is_interrupted_already_gets_its_events_and_stays_interrupted() {
        try (EventLog log = EventLog.open(folder)) {
            append(log);
        }
        try (EventLog log = EventLog.open(folder)) {
            Thread.currentThread().interrupt();
            try (LogSnapshot snapshot = log.snapshot()) {
                assertThat(snapshot.event(ORDERS, 7)).isNotNull();
            }
            assertThat(Thread.interrupted()).isTrue();
            append(log);
        }
    }

    @Test
    void an_interrupted_thread_can_close_the_log() {
        EventLog log = EventLog.open(folder);
        append(log);
        Thread.currentThread().interrupt();
        log.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(countAfterReopening()).isEqualTo(BATCH);
    }

    private static void append(EventLog log) {
        log.submit(transaction -> {
            for (var event : Events.some(BATCH)) {
                transaction.append(ORDERS, event, NOW);
            }
            return true;
        });
    }

    private long countAfterReopening() {
        AtomicLong count = new AtomicLong();
        try (EventLog log = EventLog.open(folder);
                LogSnapshot snapshot = log.snapshot()) {
            snapshot.readForward(Position.START, _ -> count.incrementAndGet() > 0);
        }
        return count.get();
    }
}
