package dev.eventstore.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.eventlog.EventLog;
import dev.eventstore.server.eventlog.LogSnapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a database from its first event to its last and holds it against what was promised: every
 * batch whole, in order and once, and the index telling the same as the log.
 */
final class LogAudit {
    /** The newest batch of each writer. */
    private final Map<Integer, Long> newest = new HashMap<>();

    private final Map<StreamName, List<Long>> positions = new HashMap<>();
    private long head;
    private Batch.@Nullable Part before;

    private LogAudit() {}

    /** Audits the database in a folder, which nobody else has open. */
    static LogAudit of(Path folder) {
        LogAudit audit = new LogAudit();
        try (EventLog log = EventLog.open(folder);
                LogSnapshot snapshot = log.snapshot()) {
            snapshot.readForward(Position.START, audit::take);
            audit.checkEnd(snapshot);
            audit.checkIndex(snapshot);
        }
        return audit;
    }

    /** The number of a writer's newest batch, −1 if it has none. */
    long newestOf(int writer) {
        return newest.getOrDefault(writer, -1L);
    }

    /** How many events there are. */
    long events() {
        return head;
    }

    private boolean take(RecordedEvent event) {
        head++;
        assertThat(event.position().value()).as("positions are dense").isEqualTo(head);
        List<Long> ofStream = positions.computeIfAbsent(event.stream(), _ -> new ArrayList<>());
        if (event.revision().value() != ofStream.size()) {
            assertThat(event.revision().value())
                    .as("revisions of %s are dense at %s", event.stream(), event.position())
                    .isEqualTo(ofStream.size());
        }
        ofStream.add(head);
        if (event.type().equals("batched")) {
            takePart(event, Batch.parse(event.data().text()));
        }
        return true;
    }

    private void takePart(RecordedEvent event, Batch.Part part) {
        Batch batch = part.batch();
        Batch.@Nullable Part expected =
                before == null || before.index() == before.batch().size() - 1
                        ? new Batch.Part(batch, 0)
                        : new Batch.Part(before.batch(), before.index() + 1);
        if (!part.equals(expected) || !event.id().equals(batch.id(part.index()))) {
            assertThat(part).as("a batch is whole, at %s", event.position()).isEqualTo(expected);
            assertThat(event.id()).isEqualTo(batch.id(part.index()));
        }
        if (part.index() == 0) {
            Long last = newest.put(batch.writer(), batch.number());
            assertThat(batch.number())
                    .as("batches of writer %s are in order", batch.writer())
                    .isEqualTo(last == null ? 0 : last + 1);
        }
        before = part;
    }

    private void checkEnd(LogSnapshot snapshot) {
        assertThat(snapshot.head()).isEqualTo(head);
        if (before != null) {
            assertThat(before.index()).as("the last batch").isEqualTo(before.batch().size() - 1);
        }
    }

    private void checkIndex(LogSnapshot snapshot) {
        positions.forEach((stream, inLog) -> {
            List<Long> inIndex = new ArrayList<>();
            snapshot.read(
                    stream,
                    0,
                    Long.MAX_VALUE,
                    true,
                    event -> inIndex.add(event.position().value()));
            assertThat(inIndex).as("the index of %s", stream).isEqualTo(inLog);
            assertThat(snapshot.lastRevision(stream)).isEqualTo(inLog.size() - 1);
        });
    }
}
