package dev.eventstore.server.eventlog;

import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.eventlog.index.IndexEntry;
import dev.eventstore.server.eventlog.index.StreamIndex;
import dev.eventstore.server.eventlog.index.StreamKeys;
import dev.eventstore.server.eventlog.storage.Database;
import dev.eventstore.server.eventlog.storage.IndexKey;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.h2.mvstore.Cursor;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Change} sees and does: everything that was written so far, committed or not, and
 * the way to write more. Writer thread only.
 */
public final class LogTransaction {
    /** The revision of a tombstone: nothing can come behind it. */
    public static final long TOMBSTONE_REVISION = Long.MAX_VALUE;

    private static final String REMOVED_BEFORE = "log.removed.before";

    private static final String FACT_PREFIX = "fact.";

    /** How many streams the writer remembers the end of. */
    private static final int HEADS_MAX = 100_000;

    private final Database database;
    private final StreamIndex index;
    private final StreamKeys keys;
    private final List<ByteBuffer> pending = new ArrayList<>();
    private final Map<StreamName, Head> heads =
            new LinkedHashMap<>(1024, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<StreamName, Head> eldest) {
                    return size() > HEADS_MAX;
                }
            };
    private final Set<StreamName> touched = new HashSet<>();
    private final SortedSet<Long> removals = new TreeSet<>();
    private final SystemStretches stretches;

    /** First and last positions of stretches that are not committed yet. */
    private final List<long[]> pendingStretches = new ArrayList<>();

    /** Where the stretch begins that the next event may belong to, 0 if there is none. */
    private long stretchFrom;

    private long committed;
    private long removedBefore;
    private long pendingBytes;
    private boolean isChanged;

    /**
     * Where a stream ends.
     *
     * @param key what the index calls the stream
     * @param revision its last revision, −1 if it has no events
     */
    private record Head(long key, long revision) {}

    /**
     * @param stretches is told of what was committed
     */
    LogTransaction(
            Database database,
            StreamIndex index,
            StreamKeys keys,
            SystemStretches stretches,
            long committed) {
        this.database = database;
        this.stretches = stretches;
        this.index = index;
        this.keys = keys;
        this.committed = committed;
        String removed = database.manifest().get(REMOVED_BEFORE);
        removedBefore = removed == null ? 0 : Long.parseLong(removed);
    }

    /**
     * The last revision of a stream: −1 if it never had events, {@link #TOMBSTONE_REVISION} if it
     * is deleted for good.
     */
    public long lastRevision(StreamName stream) {
        return headOf(stream).revision;
    }

    /** The event at a revision, or {@code null} if there is none or it was removed. */
    public @Nullable RecordedEvent event(StreamName stream, long revision) {
        Head head = headOf(stream);
        if (revision > head.revision) {
            return null;
        }
        IndexEntry entry = index.view().floor(head.key, revision, Long.MAX_VALUE);
        return entry == null || entry.revision() != revision ? null : at(entry.position());
    }

    /** The newest position, also of what is not committed yet; 0 in an empty log. */
    public long head() {
        return committed + pending.size();
    }

    /**
     * Appends one event behind the last of its stream.
     *
     * @param created when the server took it
     * @return its revision
     */
    public long append(StreamName stream, NewEvent event, Instant created) {
        return append(stream, List.of(event), created);
    }

    /**
     * Appends events behind the last of their stream.
     *
     * @param created when the server took them
     * @return the last revision of the stream then
     */
    public long append(StreamName stream, List<NewEvent> events, Instant created) {
        Head head = headOf(stream);
        if (head.revision == TOMBSTONE_REVISION) {
            throw new IllegalStateException(stream + " has a tombstone.");
        }
        if (!events.isEmpty()) {
            write(stream, head, head.revision + 1, events, created);
        }
        return head.revision + events.size();
    }

    /**
     * Appends one event at a revision of its own, as a copy of another log needs it.
     *
     * @param revision behind the last of the stream
     * @param created when it was taken first
     */
    public void appendAt(StreamName stream, long revision, NewEvent event, Instant created) {
        Head head = headOf(stream);
        if (revision <= head.revision || revision == TOMBSTONE_REVISION) {
            throw new IllegalArgumentException(
                    revision + " does not lie behind the end of " + stream + ", " + head.revision);
        }
        write(stream, head, revision, List.of(event), created);
    }

    /** Appends the event behind which nothing can come. */
    public Position appendTombstone(StreamName stream, NewEvent event, Instant created) {
        write(stream, headOf(stream), TOMBSTONE_REVISION, List.of(event), created);
        return Position.of(head());
    }

    /**
     * Removes a committed record for good, but for the newest of all, which carries the head. The
     * caller sees to it that the last event of a stream stays, which carries its numbering.
     *
     * @return the size of the record in bytes, 0 if it was not there or is the newest
     */
    public int remove(Position position) {
        if (position.value() >= committed) {
            return 0;
        }
        isChanged = true;
        if (position.value() >= removedBefore) {
            removedBefore = position.value() + 1;
            database.manifest().put(REMOVED_BEFORE, Long.toString(removedBefore));
        }
        ByteBuffer record = database.log().view().get(position.value());
        return record != null && removals.add(position.value()) ? record.remaining() : 0;
    }

    /** No record at or behind this position was ever removed. */
    long removedBefore() {
        return removedBefore;
    }

    /** Remembers a fact in the same commit, such as how far a long job has come. */
    public void remember(String key, String value) {
        isChanged = true;
        database.manifest().put(FACT_PREFIX + key, value);
    }

    /** What was remembered last under a key. */
    public Optional<String> remembered(String key) {
        return Optional.ofNullable(database.manifest().get(FACT_PREFIX + key));
    }

    /** Remembers nothing under a key any more. */
    public void forget(String key) {
        isChanged = true;
        database.manifest().remove(FACT_PREFIX + key);
    }

    /**
     * Keeps some bytes beside the log, in the same commit, until they are dropped.
     *
     * @param owner whose they are, 0 or more
     * @param part their number, 0 or more; they replace what was there
     */
    public void stage(long owner, long part, byte[] bytes) {
        isChanged = true;
        pendingBytes += bytes.length;
        database.parts().put(new IndexKey(owner, part), bytes);
    }

    /** Hands all that is staged of an owner to a reader, in the order of its numbers. */
    public void staged(long owner, Consumer<byte[]> reader) {
        Cursor<IndexKey, byte[]> parts =
                database.parts().cursor(new IndexKey(owner, 0), lastPart(owner), false);
        while (parts.hasNext()) {
            parts.next();
            reader.accept(parts.getValue());
        }
    }

    /** Drops all that is staged of an owner. */
    public void unstage(long owner) {
        isChanged = true;
        List<IndexKey> keys = new ArrayList<>();
        Iterator<IndexKey> parts =
                database.parts().cursor(new IndexKey(owner, 0), lastPart(owner), false);
        parts.forEachRemaining(keys::add);
        keys.forEach(database.parts()::remove);
    }

    /** The next owner behind another of whom something is staged. */
    public OptionalLong stagedBehind(long owner) {
        IndexKey next = database.parts().higherKey(lastPart(owner));
        return next == null ? OptionalLong.empty() : OptionalLong.of(next.stream());
    }

    private static IndexKey lastPart(long owner) {
        return new IndexKey(owner, Long.MAX_VALUE);
    }

    /** The streams that pending events are in. */
    Set<StreamName> touched() {
        return touched;
    }

    /** Makes sure that a commit follows although nothing was appended. */
    void touch() {
        isChanged = true;
    }

    boolean hasChanges() {
        return isChanged || !pending.isEmpty();
    }

    long pendingBytes() {
        return pendingBytes;
    }

    int pendingEvents() {
        return pending.size();
    }

    /** Hands what is pending to the database; the commit follows. */
    void flush() {
        database.log().append(committed + 1, pending);
        if (!removals.isEmpty()) {
            database.log().remove(removals);
            removals.clear();
        }
    }

    /** Everything that was pending is on disk. */
    void committed() {
        endStretch(head());
        pendingStretches.forEach(each -> stretches.add(each[0], each[1]));
        pendingStretches.clear();
        committed += pending.size();
        pending.clear();
        pendingBytes = 0;
        touched.clear();
        isChanged = false;
    }

    private void write(
            StreamName stream, Head head, long first, List<NewEvent> events, Instant created) {
        RecordCodec.Encoder encoder = new RecordCodec.Encoder(stream, head.key, created);
        List<ByteBuffer> records = new ArrayList<>(events.size());
        long bytes = 0;
        for (NewEvent event : events) {
            ByteBuffer record = encoder.encode(first + records.size(), event);
            records.add(record);
            bytes += record.remaining();
        }
        // What cannot be encoded has left nothing behind so far.
        if (stream.isOfApplication()) {
            endStretch(head());
        } else if (stretchFrom == 0) {
            stretchFrom = head() + 1;
        }
        index.add(head.key, first, head() + 1, events.size());
        pending.addAll(records);
        pendingBytes += bytes;
        heads.put(stream, new Head(head.key, first + records.size() - 1));
        touched.add(stream);
    }

    private void endStretch(long last) {
        if (stretchFrom != 0) {
            pendingStretches.add(new long[] {stretchFrom, last});
            stretchFrom = 0;
        }
    }

    private Head headOf(StreamName stream) {
        Head known = heads.get(stream);
        if (known != null) {
            return known;
        }
        Head found = findHead(stream);
        heads.put(stream, found);
        return found;
    }

    private Head findHead(StreamName stream) {
        for (int attempt = 0; ; attempt++) {
            long key = keys.key(stream, attempt);
            IndexEntry last = index.view().floor(key, Long.MAX_VALUE, Long.MAX_VALUE);
            if (last == null) {
                return new Head(key, -1);
            }
            RecordedEvent event = at(last.position());
            if (event != null && event.stream().equals(stream)) {
                return new Head(key, last.revision());
            }
        }
    }

    private @Nullable RecordedEvent at(long position) {
        if (position > committed) {
            return RecordCodec.decode(position, pending.get((int) (position - committed - 1)));
        }
        ByteBuffer record = database.log().view().get(position);
        return record == null ? null : RecordCodec.decode(position, record);
    }
}
