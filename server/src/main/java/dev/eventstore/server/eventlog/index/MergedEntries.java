package dev.eventstore.server.eventlog.index;

import dev.eventstore.server.eventlog.storage.Database;
import dev.eventstore.server.eventlog.storage.IndexKey;
import dev.eventstore.server.eventlog.storage.VersionUse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.h2.mvstore.MVMap;

/** Several runs, walked as one. Holds the runs' version in use until it is closed. */
final class MergedEntries implements EntryCursor {
    private final PriorityQueue<EntryCursor> heads =
            new PriorityQueue<>(
                    Comparator.comparingLong(EntryCursor::stream)
                            .thenComparingLong(EntryCursor::revision));
    private final VersionUse use;
    private boolean isStarted;

    private MergedEntries(List<EntryCursor> parts, VersionUse use) {
        this.use = use;
        for (EntryCursor part : parts) {
            if (part.advance()) {
                heads.add(part);
            }
        }
    }

    static MergedEntries of(List<MVMap<IndexKey, byte[]>> runs, Database database) {
        VersionUse use = database.use();
        List<EntryCursor> parts = new ArrayList<>();
        for (MVMap<IndexKey, byte[]> run : runs) {
            parts.add(new IndexRun(run.getRoot(), null).entries());
        }
        return new MergedEntries(parts, use);
    }

    @Override
    public boolean advance() {
        if (!isStarted) {
            isStarted = true;
            return !heads.isEmpty();
        }
        EntryCursor head = heads.poll();
        if (head == null) {
            return false;
        }
        if (head.advance()) {
            heads.add(head);
        }
        return !heads.isEmpty();
    }

    @Override
    public long stream() {
        return heads.element().stream();
    }

    @Override
    public long revision() {
        return heads.element().revision();
    }

    @Override
    public long position() {
        return heads.element().position();
    }

    @Override
    public void close() {
        use.close();
    }
}
