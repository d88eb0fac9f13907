package dev.eventstore.server.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.fixture.Events;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopyTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final int STREAMS = 7;

    @TempDir Path folder;

    @Test
    void a_copy_taken_under_load_is_a_whole_database() throws Exception {
        try (EventLog log = EventLog.open(folder.resolve("live"))) {
            AtomicBoolean isOver = new AtomicBoolean();
            Thread load = Thread.ofVirtual().start(() -> appendUntil(log, isOver));
            for (int round = 0; round < 6; round++) {
                long enough = log.head().value() + 3_000;
                while (log.head().value() < enough) {
                    log.awaitHeadAfter(log.head(), Duration.ofSeconds(1));
                }
                long before = log.head().value();
                Path copy = Files.createDirectories(folder.resolve("copy-" + round));
                try (OutputStream out = Files.newOutputStream(copy.resolve(EventLog.FILE))) {
                    log.copyFile(out);
                }
                assertWhole(copy, before);
            }
            isOver.set(true);
            load.join();
        }
        assertWhole(folder.resolve("live"), 18_000);
    }

    @Test
    void a_copy_has_the_newest_commit_wherever_that_lies_in_the_file() throws IOException {
        try (EventLog log = EventLog.open(folder.resolve("live"))) {
            for (int commits = 1; commits <= 40; commits++) {
                appendTo(log, 1);
                Path copy = Files.createDirectories(folder.resolve("copy-" + commits));
                try (OutputStream out = Files.newOutputStream(copy.resolve(EventLog.FILE))) {
                    log.copyFile(out);
                }
                assertWhole(copy, commits);
            }
        }
    }

    @Test
    void space_is_given_back_after_a_copy() throws IOException, InterruptedException {
        try (EventLog log = EventLog.open(folder.resolve("live"))) {
            appendTo(log, 500);
            log.copyFile(OutputStream.nullOutputStream());
            log.reclaim();
            assertThat(log.head()).isEqualTo(Position.of(500));
        }
    }

    @Test
    void a_failed_copy_harms_nothing() {
        try (EventLog log = EventLog.open(folder.resolve("live"))) {
            appendTo(log, 10);
            OutputStream full =
                    new OutputStream() {
                        @Override
                        public void write(int octet) throws IOException {
                            throw new IOException("No space left");
                        }
                    };
            assertThatThrownBy(() -> log.copyFile(full)).isInstanceOf(IOException.class);
            appendTo(log, 10);
            assertThat(log.head()).isEqualTo(Position.of(20));
        }
    }

    @Test
    void a_log_in_memory_has_no_file() {
        try (EventLog log = EventLog.inMemory()) {
            assertThat(log.hasFile()).isFalse();
            assertThatThrownBy(() -> log.copyFile(new ByteArrayOutputStream()))
                    .isInstanceOf(UnsupportedOperationException.class);
        }
    }

    private static long eventsInStreams(LogSnapshot snapshot) {
        long[] count = {0};
        for (int stream = 0; stream < STREAMS; stream++) {
            StreamName name = StreamName.of("s-" + stream);
            snapshot.read(name, 0, Long.MAX_VALUE, true, _ -> ++count[0] > 0);
        }
        return count[0];
    }

    private static void appendUntil(EventLog log, AtomicBoolean isOver) {
        while (!isOver.get()) {
            appendTo(log, 100);
        }
    }

    private static void appendTo(EventLog log, int events) {
        log.submit(transaction -> {
            for (int i = 0; i < events; i++) {
                StreamName stream = StreamName.of("s-" + transaction.head() % STREAMS);
                transaction.append(stream, Events.event("{}"), NOW);
            }
            return true;
        });
    }

    private static void assertWhole(Path database, long headAtLeast) {
        try (EventLog log = EventLog.open(database);
                LogSnapshot snapshot = log.snapshot()) {
            assertThat(log.head().value()).isGreaterThanOrEqualTo(headAtLeast);
            long[] count = {0};
            snapshot.readForward(
                    Position.START,
                    event -> {
                        assertThat(event.position()).isEqualTo(Position.of(++count[0]));
                        return true;
                    });
            assertThat(count[0]).isEqualTo(log.head().value());
            assertThat(eventsInStreams(snapshot)).isEqualTo(count[0]);
        }
    }
}
