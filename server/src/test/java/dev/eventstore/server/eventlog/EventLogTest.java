package dev.eventstore.server.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.eventlog.index.StreamKeys;
import dev.eventstore.server.fixture.Events;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00.1234567Z");

    @TempDir Path folder;

    @Test
    void holds_everything_after_it_was_closed_and_opened_again() {
        try (EventLog log = EventLog.open(folder)) {
            append(log, "a", 3);
            append(log, "b", 2);
        }
        try (EventLog log = EventLog.open(folder)) {
            append(log, "a", 1);
            assertThat(revisions(log, "a")).containsExactly(0L, 1L, 2L, 3L);
            assertThat(revisions(log, "b")).containsExactly(0L, 1L);
            assertThat(positions(log)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        }
    }

    @Test
    void finds_events_in_runs_and_in_memory_alike() {
        int streams = 977;
        int events = 230_000;
        try (EventLog log = EventLog.open(folder)) {
            for (int from = 0; from < events; from += 1_000) {
                int start = from;
                log.submit(transaction -> {
                    for (int i = start; i < start + 1_000; i++) {
                        transaction.append(
                                StreamName.of("s-" + i % streams),
                                Events.event("{\"i\":" + i + "}"),
                                NOW);
                    }
                    return true;
                });
            }
            assertEveryStreamWhole(log, streams, events);
        }
        try (EventLog log = EventLog.open(folder)) {
            assertEveryStreamWhole(log, streams, events);
        }
    }

    @Test
    void keeps_streams_apart_whose_names_share_a_key() {
        StreamKeys poor = new StreamKeys(name -> name.hashCode() & 255);
        try (EventLog log = EventLog.open(folder, poor)) {
            for (int round = 0; round < 3; round++) {
                for (int stream = 0; stream < 50; stream++) {
                    append(log, "stream-" + stream, 1);
                }
            }
            for (int stream = 0; stream < 50; stream++) {
                assertThat(revisions(log, "stream-" + stream)).containsExactly(0L, 1L, 2L);
            }
            assertThat(revisions(log, "never")).isEmpty();
        }
    }

    @Test
    void lets_one_node_in_at_a_time() {
        try (EventLog log = EventLog.open(folder)) {
            append(log, "a", 1);
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatThrownBy(() -> EventLog.open(folder))
                        .isInstanceOfSatisfying(
                                DatabaseRefusedException.class,
                                refused ->
                                        assertThat(refused.reason())
                                                .isEqualTo(DatabaseRefusedException.Reason.IN_USE));
            }
            append(log, "a", 1);
        }
    }

    @Test
    void removed_events_are_gone_and_their_space_comes_back() throws InterruptedException {
        try (EventLog log = EventLog.open(folder)) {
            for (int i = 0; i < 200; i++) {
                append(log, "a", 500);
            }
            long before = log.fileBytes();
            for (long from = 1; from < 99_000; from += 1_000) {
                long start = from;
                log.submit(transaction -> {
                    for (long p = start; p < start + 1_000; p++) {
                        transaction.remove(Position.of(p));
                    }
                    return true;
                });
            }
            log.reclaim();
            assertThat(log.fileBytes()).isLessThan(before / 4);
            assertThat(positions(log)).hasSize(1_000);
            assertThat(revisions(log, "a")).hasSize(1_000).startsWith(99_000L);
        }
        try (EventLog log = EventLog.open(folder)) {
            assertThat(positions(log)).hasSize(1_000);
        }
    }

    private static void assertEveryStreamWhole(EventLog log, int streams, int events) {
        for (int stream = 0; stream < streams; stream += 17) {
            int count = events / streams + (stream < events % streams ? 1 : 0);
            assertThat(revisions(log, "s-" + stream))
                    .hasSize(count)
                    .startsWith(0L)
                    .endsWith(count - 1L);
        }
    }

    private static void append(EventLog log, String stream, int count) {
        log.submit(transaction -> {
            for (var event : Events.some(count)) {
                transaction.append(StreamName.of(stream), event, NOW);
            }
            return true;
        });
    }

    private static List<Long> revisions(EventLog log, String stream) {
        List<Long> revisions = new ArrayList<>();
        try (LogSnapshot snapshot = log.snapshot()) {
            snapshot.read(
                    StreamName.of(stream),
                    0,
                    Long.MAX_VALUE,
                    true,
                    event -> revisions.add(event.revision().value()));
        }
        return revisions;
    }

    private static List<Long> positions(EventLog log) {
        List<RecordedEvent> events = new ArrayList<>();
        try (LogSnapshot snapshot = log.snapshot()) {
            snapshot.readForward(Position.START, events::add);
        }
        assertThat(events).allSatisfy(e -> assertThat(e.created()).isEqualTo(NOW));
        return events.stream().map(e -> e.position().value()).toList();
    }
}
