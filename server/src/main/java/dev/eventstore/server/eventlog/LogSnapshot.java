package dev.eventstore.server.eventlog;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.eventlog.index.EntryList;
import dev.eventstore.server.eventlog.index.IndexEntry;
import dev.eventstore.server.eventlog.index.IndexView;
import dev.eventstore.server.eventlog.index.StreamKeys;
import dev.eventstore.server.eventlog.storage.Database;
import dev.eventstore.server.eventlog.storage.RecordCursor;
import dev.eventstore.server.eventlog.storage.Records;
import dev.eventstore.server.eventlog.storage.VersionUse;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/**
 * Everything up to one position, as it was when that was the head. Never changes, never waits for
 * the writer. Safe for any thread; to be closed after a page or two, since it holds disk space.
 */
public final class LogSnapshot implements AutoCloseable {
    private final Records.View records;
    private final IndexView index;
    private final StreamKeys keys;
    private final SystemStretches stretches;
    private final long head;
    private final long removedBefore;
    private final VersionUse use;

    /** One for being the newest, one for each reader; at 0 the snapshot is gone. */
    private final AtomicInteger holders = new AtomicInteger(1);

    /**
     * Takes the state as it is committed; writer thread only.
     *
     * @param stretches what readers of applications' events may pass by
     * @param removedBefore no record at or behind this position was ever removed
     */
    LogSnapshot(
            Database database,
            IndexView index,
            StreamKeys keys,
            SystemStretches stretches,
            long head,
            long removedBefore) {
        this.use = database.use();
        this.records = database.log().view();
        this.index = index;
        this.keys = keys;
        this.stretches = stretches;
        this.head = head;
        this.removedBefore = removedBefore;
    }

    /** The newest position that the snapshot holds; 0 in an empty log. */
    public long head() {
        return head;
    }

    /**
     * The last revision of a stream: −1 if it has no events, {@link
     * LogTransaction#TOMBSTONE_REVISION} if it is deleted for good.
     */
    public long lastRevision(StreamName stream) {
        return reading(() -> end(stream));
    }

    /** The last event of a stream, or {@code null} if it has none. */
    public @Nullable RecordedEvent lastEvent(StreamName stream) {
        return reading(() -> {
            for (int attempt = 0; ; attempt++) {
                long key = keys.key(stream, attempt);
                IndexEntry last = index.floor(key, Long.MAX_VALUE, head);
                RecordedEvent event = last == null ? null : recordAt(last.position());
                if (last == null || (event != null && event.stream().equals(stream))) {
                    return event;
                }
            }
        });
    }

    /** The event at a revision, or {@code null} if there is none or it was removed. */
    public @Nullable RecordedEvent event(StreamName stream, long revision) {
        return find(stream, revision).event();
    }

    /**
     * What is at a revision, and where the stream ends.
     *
     * @param event {@code null} if there is none or it was removed
     * @param lastRevision as {@link LogSnapshot#lastRevision} tells it
     */
    public record Found(@Nullable RecordedEvent event, long lastRevision) {}

    /** Finds an event and the end of its stream in one go. */
    public Found find(StreamName stream, long revision) {
        return reading(() -> {
            for (int attempt = 0; ; attempt++) {
                long key = keys.key(stream, attempt);
                IndexEntry entry = index.floor(key, revision, head);
                if (entry != null && entry.revision() == revision) {
                    RecordedEvent event = recordAt(entry.position());
                    if (event != null && event.stream().equals(stream)) {
                        return new Found(checked(event, revision), last(key));
                    }
                }
                if (isLastAttempt(stream, key)) {
                    return new Found(null, last(key));
                }
            }
        });
    }

    /**
     * Hands over the events of a stream from one revision to another, both included.
     *
     * @param isForward whether the oldest comes first
     * @param sink takes an event and answers whether it wants more
     */
    public void read(
            StreamName stream,
            long from,
            long to,
            boolean isForward,
            Predicate<RecordedEvent> sink) {
        reading(() -> {
            for (int attempt = 0; ; attempt++) {
                long key = keys.key(stream, attempt);
                EntryList entries = index.range(key, from, to, head);
                if (handOver(stream, entries, isForward, sink) || isLastAttempt(stream, key)) {
                    return null;
                }
            }
        });
    }

    /** Answers false if nothing was handed over, since the key may be another stream's. */
    private boolean handOver(
            StreamName stream,
            EntryList entries,
            boolean isForward,
            Predicate<RecordedEvent> sink) {
        boolean isTheirs = false;
        boolean wantsMore = true;
        for (int n = 0; n < entries.size() && wantsMore; n++) {
            int i = isForward ? n : entries.size() - 1 - n;
            RecordedEvent event = recordAt(entries.position(i));
            if (event == null) {
                continue;
            }
            // All entries of a key are of one stream.
            if (!isTheirs && !event.stream().equals(stream)) {
                return false;
            }
            isTheirs = true;
            wantsMore = sink.test(checked(event, entries.revision(i)));
        }
        return isTheirs;
    }

    /** The event at a position, or {@code null} if there is none or it was removed. */
    public @Nullable RecordedEvent at(Position position) {
        return position.value() > head ? null : reading(() -> recordAt(position.value()));
    }

    /** Answers whether the record at a position is there. */
    public boolean holds(long position) {
        return position <= head && reading(() -> records.get(position) != null);
    }

    /**
     * Hands over events from a position on, oldest first.
     *
     * @param sink takes an event and answers whether it wants more
     */
    public void readForward(Position from, Predicate<RecordedEvent> sink) {
        walkForward(from, entry -> sink.test(entry.event()));
    }

    /**
     * Walks over events from a position on, oldest first.
     *
     * @param sink looks at an entry and answers whether it wants more
     */
    public void walkForward(Position from, Predicate<LogEntry> sink) {
        walk(from.value(), false, sink);
    }

    /**
     * Walks over events from a position on, oldest first, for somebody who wants those of {@link
     * LogEntry#isOfApplication applications}; of many others that stand together, only the last may
     * be handed over.
     *
     * @param sink looks at an entry and answers whether it wants more
     */
    public void walkApplications(Position from, Predicate<LogEntry> sink) {
        PassingBy passing = new PassingBy(sink);
        long start = from.value();
        do {
            passing.goesOnAt = 0;
            walk(start, false, passing);
            start = passing.goesOnAt;
        } while (start > 0);
    }

    /** Ends a walk where a stretch begins that nobody wants, and tells where to go on. */
    private final class PassingBy implements Predicate<LogEntry> {
        /** Who is in no stretch asks no more for so many positions. */
        private static final int ASKED_EVERY = 32;

        private final Predicate<LogEntry> sink;
        private long goesOnAt;
        private long asksAt;

        PassingBy(Predicate<LogEntry> sink) {
            this.sink = sink;
        }

        @Override
        public boolean test(LogEntry entry) {
            long position = entry.position();
            if (position >= asksAt && !entry.isOfApplication()) {
                long last = Math.min(stretches.lastFrom(position), head);
                if (last > position) {
                    goesOnAt = last;
                    return false;
                }
                asksAt = position + ASKED_EVERY;
            }
            return sink.test(entry);
        }
    }

    /**
     * Walks over events from just before a position backward, newest first.
     *
     * @param sink looks at an entry and answers whether it wants more
     */
    public void walkBackward(Position before, Predicate<LogEntry> sink) {
        walk(before.value() - 1, true, sink);
    }

    @Override
    public void close() {
        if (holders.decrementAndGet() == 0) {
            use.close();
        }
    }

    /** Joins the holders, unless the last of them has gone. */
    boolean tryHold() {
        int held = holders.get();
        while (held > 0) {
            if (holders.compareAndSet(held, held + 1)) {
                return true;
            }
            held = holders.get();
        }
        return false;
    }

    private void walk(long start, boolean isBackward, Predicate<LogEntry> sink) {
        reading(() -> {
            long from = isBackward ? Math.min(start, head) : start;
            RecordCursor cursor = isBackward ? records.descending(from) : records.ascending(from);
            LogEntry entry = new LogEntry(cursor);
            boolean wantsMore = true;
            long expected = isBackward ? from : Math.max(from, 1);
            while (wantsMore && cursor.advance()) {
                long position = cursor.position();
                if (position > head) {
                    break;
                }
                if (position != expected) {
                    checkMayBeMissing(isBackward ? expected : position - 1);
                }
                expected = isBackward ? position - 1 : position + 1;
                wantsMore = sink.test(entry);
            }
            return null;
        });
    }

    private long end(StreamName stream) {
        for (int attempt = 0; ; attempt++) {
            IndexEntry last = index.floor(keys.key(stream, attempt), Long.MAX_VALUE, head);
            if (last == null) {
                return -1;
            }
            RecordedEvent event = recordAt(last.position());
            if (event != null && event.stream().equals(stream)) {
                return last.revision();
            }
        }
    }

    private long last(long key) {
        IndexEntry last = index.floor(key, Long.MAX_VALUE, head);
        return last == null ? -1 : last.revision();
    }

    private boolean isLastAttempt(StreamName stream, long key) {
        IndexEntry last = index.floor(key, Long.MAX_VALUE, head);
        if (last == null) {
            return true;
        }
        RecordedEvent event = recordAt(last.position());
        return event != null && event.stream().equals(stream);
    }

    private @Nullable RecordedEvent recordAt(long position) {
        ByteBuffer record = records.get(position);
        if (record == null) {
            checkMayBeMissing(position);
            return null;
        }
        return RecordCodec.decode(position, record);
    }

    private void checkMayBeMissing(long position) {
        if (position >= removedBefore && position <= head) {
            throw new LogCorruptedException(
                    "The record at position "
                            + position
                            + " is missing although none was removed there.");
        }
    }

    private static RecordedEvent checked(RecordedEvent event, long revision) {
        if (event.revision().value() != revision) {
            throw new LogCorruptedException(
                    "The index says that position %d holds revision %d, the record says %d."
                            .formatted(
                                    event.position().value(), revision, event.revision().value()));
        }
        return event;
    }

    private <T extends @Nullable Object> T reading(Supplier<T> read) {
        try {
            return read.get();
        } catch (MVStoreException broken) {
            throw StorageFailures.of(broken);
        }
    }
}
