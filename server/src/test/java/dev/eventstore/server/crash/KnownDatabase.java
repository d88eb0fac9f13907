package dev.eventstore.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.eventlog.EventLog;
import dev.eventstore.server.eventlog.LogSnapshot;
import dev.eventstore.server.fixture.Folders;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A database whose every event is known, so that what a damaged copy of it serves can be judged.
 */
final class KnownDatabase {
    private static final int STREAMS = 40;

    private final Map<Long, RecordedEvent> byPosition = new HashMap<>();
    private final Map<StreamName, List<RecordedEvent>> byStream = new HashMap<>();
    private long head;

    private KnownDatabase() {}

    /**
     * Makes one, in which some events were removed again.
     *
     * @param closed gets it as it is after it was closed
     * @param killed gets it as it would be had the process been killed
     */
    static KnownDatabase create(Path closed, Path killed, long seed, int batches)
            throws IOException, InterruptedException {
        Random dice = new Random(seed);
        try (EventLog log = EventLog.open(closed)) {
            fill(log, dice, batches);
            remove(log, dice);
            log.reclaim();
        }
        KnownDatabase known = new KnownDatabase();
        try (EventLog log = EventLog.open(closed)) {
            fill(log, dice, batches / 4);
            known.learn(log);
            Folders.copy(closed, killed);
        }
        return known;
    }

    private static void fill(EventLog log, Random dice, int batches) {
        for (int number = 0; number < batches; number++) {
            Batch batch = new Batch(7, number, 1 + dice.nextInt(12));
            StreamName stream = StreamName.of("stream-" + dice.nextInt(STREAMS));
            log.submit(transaction -> {
                batch.events(0, batch.size())
                        .forEach(event ->
                                transaction.append(
                                        stream, event, Instant.parse("2030-01-01T00:00:00Z")));
                return true;
            });
        }
    }

    /** Leaves the last event of each stream, as all who remove events do. */
    private static void remove(EventLog log, Random dice) {
        long before = log.head().value() / 2;
        Map<StreamName, Long> last = new HashMap<>();
        try (LogSnapshot snapshot = log.snapshot()) {
            snapshot.readForward(
                    Position.START,
                    event -> {
                        last.put(event.stream(), event.position().value());
                        return true;
                    });
        }
        log.submit(transaction -> {
            for (long position = 1; position < before; position++) {
                if (dice.nextInt(3) == 0 && !last.containsValue(position)) {
                    transaction.remove(Position.of(position));
                }
            }
            return true;
        });
    }

    private void learn(EventLog log) {
        try (LogSnapshot snapshot = log.snapshot()) {
            head = snapshot.head();
            snapshot.readForward(
                    Position.START,
                    event -> {
                        byPosition.put(event.position().value(), event);
                        byStream.computeIfAbsent(event.stream(), _ -> new ArrayList<>()).add(event);
                        return true;
                    });
        }
        assertThat(byPosition.size()).isLessThan((int) head);
    }

    /**
     * Reads everything in every way and compares it event by event.
     *
     * @throws dev.eventstore.server.eventlog.LogCorruptedException if the log says so
     */
    void assertServedBy(EventLog log) {
        try (LogSnapshot snapshot = log.snapshot()) {
            assertThat(snapshot.head()).isEqualTo(head);
            assertThat(countMatching(snapshot)).isEqualTo(byPosition.size());
            byStream.forEach((stream, events) -> {
                assertThat(snapshot.lastRevision(stream))
                        .isEqualTo(events.getLast().revision().value());
                List<RecordedEvent> read = new ArrayList<>();
                snapshot.read(stream, 0, Long.MAX_VALUE, true, read::add);
                assertThat(read).as("the events of %s", stream).isEqualTo(events);
                RecordedEvent one = events.get(events.size() / 2);
                assertThat(snapshot.event(stream, one.revision().value())).isEqualTo(one);
            });
            for (int i = 0; i < STREAMS; i++) {
                StreamName other = StreamName.of("other-" + i);
                assertThat(snapshot.lastRevision(other)).isEqualTo(-1);
            }
        }
    }

    private int countMatching(LogSnapshot snapshot) {
        int[] count = {0};
        snapshot.readForward(
                Position.START,
                event -> {
                    RecordedEvent original = byPosition.get(event.position().value());
                    if (!event.equals(original)) {
                        assertThat(event).isEqualTo(original);
                    }
                    count[0]++;
                    return true;
                });
        return count[0];
    }

    StreamName someStream() {
        return byStream.keySet().iterator().next();
    }

    long head() {
        return head;
    }
}
