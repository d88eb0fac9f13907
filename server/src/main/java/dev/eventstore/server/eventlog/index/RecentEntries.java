package dev.eventstore.server.eventlog.index;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The newest entries, in memory. One thread adds, any thread reads; a reader may see entries that
 * are newer than its snapshot and must leave those out by their position.
 */
final class RecentEntries implements EntrySource {
    private final Map<Long, Postings> streams = new ConcurrentHashMap<>();
    private final long first;
    private int size;

    /**
     * @param first the first position that belongs here
     */
    RecentEntries(long first) {
        this.first = first;
    }

    /** The first position that belongs here. */
    long first() {
        return first;
    }

    /** Number of entries; writer thread only. */
    int size() {
        return size;
    }

    /** Adds entries of neighbouring revisions and positions. */
    void add(long stream, long revision, long position, int count) {
        Postings postings = streams.get(stream);
        if (postings == null) {
            postings = new Postings();
            streams.put(stream, postings);
        }
        postings.add(revision, position, count);
        size += count;
    }

    @Override
    public @Nullable IndexEntry floor(long stream, long revision) {
        Postings postings = streams.get(stream);
        return postings == null ? null : postings.floor(revision);
    }

    @Override
    public void collect(long stream, long from, long to, EntryList into) {
        Postings postings = streams.get(stream);
        if (postings != null) {
            postings.collect(from, to, into);
        }
    }

    /** All entries in the order of a run; only when nobody adds any more. */
    EntryCursor sorted() {
        long[] keys = streams.keySet().stream().mapToLong(Long::longValue).sorted().toArray();
        return new EntryCursor() {
            private int next;
            private int at;
            private long stream;
            private EntryList entries = new EntryList();

            @Override
            public boolean advance() {
                if (++at < entries.size()) {
                    return true;
                }
                if (next == keys.length) {
                    return false;
                }
                stream = keys[next++];
                entries = new EntryList();
                at = 0;
                collect(stream, 0, Long.MAX_VALUE, entries);
                return true;
            }

            @Override
            public long stream() {
                return stream;
            }

            @Override
            public long revision() {
                return entries.revision(at);
            }

            @Override
            public long position() {
                return entries.position(at);
            }
        };
    }

    /** The entries of one stream, ascending. */
    private static final class Postings {
        private volatile long[] flat = new long[4];
        private volatile int count;

        void add(long revision, long position, int added) {
            int known = count;
            long[] target = flat;
            if (2 * (known + added) > target.length) {
                target = Arrays.copyOf(target, Math.max(2 * target.length, 2 * (known + added)));
            }
            for (int i = 0; i < added; i++) {
                target[2 * (known + i)] = revision + i;
                target[2 * (known + i) + 1] = position + i;
            }
            flat = target;
            count = known + added;
        }

        @Nullable IndexEntry floor(long revision) {
            int known = count;
            long[] seen = flat;
            int i = floorIndex(seen, known, revision);
            return i < 0 ? null : new IndexEntry(seen[2 * i], seen[2 * i + 1]);
        }

        void collect(long from, long to, EntryList into) {
            int known = count;
            long[] seen = flat;
            int i = from == 0 ? 0 : floorIndex(seen, known, from - 1) + 1;
            for (; i < known && seen[2 * i] <= to; i++) {
                into.add(seen[2 * i], seen[2 * i + 1]);
            }
        }

        private static int floorIndex(long[] flat, int count, long revision) {
            int low = 0;
            int high = count - 1;
            while (low <= high) {
                int middle = (low + high) >>> 1;
                if (flat[2 * middle] <= revision) {
                    low = middle + 1;
                } else {
                    high = middle - 1;
                }
            }
            return high;
        }
    }
}
