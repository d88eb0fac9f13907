package dev.eventstore.server.eventlog.storage;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.RootReference;
import org.jspecify.annotations.Nullable;

/**
 * The records of the log by their positions. Neighbours lie together in {@link RecordBlock}s, each
 * under the position of its first record, so that the map has few entries to care for.
 *
 * <p>Changes: one thread at a time. Reading: any thread, through a {@link View}.
 */
public final class Records {
    private final MVMap<Long, byte[]> blocks;

    Records(MVMap<Long, byte[]> blocks) {
        this.blocks = blocks;
    }

    /** The state as it is; a reader on another thread keeps the version in use. */
    public View view() {
        return new View(blocks.getRoot());
    }

    /** The position of the last record, 0 if there is none. */
    public long last() {
        Long first = blocks.lastKey();
        byte[] block = first == null ? null : blocks.get(first);
        return first == null || block == null ? 0 : first + RecordBlock.read(block).count() - 1;
    }

    /**
     * Puts records behind the last.
     *
     * @param first position of the first of them
     */
    public void append(long first, List<ByteBuffer> records) {
        int from = 0;
        while (from < records.size()) {
            int to = from;
            int bytes = 0;
            while (to < records.size()
                    && to - from < RecordBlock.RECORDS_MAX
                    && (to == from
                            || bytes + records.get(to).remaining() <= RecordBlock.BYTES_GOOD)) {
                bytes += records.get(to++).remaining();
            }
            blocks.put(first + from, RecordBlock.bytes(records.subList(from, to)));
            from = to;
        }
    }

    /** Removes the records at these positions; those that are not there are passed over. */
    public void remove(SortedSet<Long> positions) {
        Set<Integer> places = new HashSet<>();
        Long block = null;
        for (Long position : positions) {
            Long home = blocks.floorKey(position);
            if (home == null) {
                continue;
            }
            if (!home.equals(block)) {
                removeFrom(block, places);
                places.clear();
                block = home;
            }
            places.add((int) (position - home));
        }
        removeFrom(block, places);
    }

    private void removeFrom(@Nullable Long first, Set<Integer> places) {
        byte[] block = first == null ? null : blocks.get(first);
        if (first == null || block == null) {
            return;
        }
        byte[] left = RecordBlock.read(block).without(places);
        if (left == null) {
            blocks.remove(first);
        } else {
            blocks.put(first, left);
        }
    }

    /** One state of the records. Immutable. */
    public static final class View {
        private final RootReference<Long, byte[]> root;

        View(RootReference<Long, byte[]> root) {
            this.root = root;
        }

        /** The record at a position, or {@code null} if there is none. */
        public @Nullable ByteBuffer get(long position) {
            Cursor<Long, byte[]> home = new Cursor<>(root, position, null, true);
            if (!home.hasNext()) {
                return null;
            }
            long first = home.next();
            return RecordBlock.read(home.getValue()).record(position - first);
        }

        /** Walks the records from a position on, ascending. */
        public RecordCursor ascending(long from) {
            Cursor<Long, byte[]> home = new Cursor<>(root, from, null, true);
            Long start = home.hasNext() ? home.next() : Long.valueOf(from);
            return new RecordCursor(new Cursor<>(root, start, null), from, 1);
        }

        /** Walks the records from a position down, descending. */
        public RecordCursor descending(long from) {
            return new RecordCursor(new Cursor<>(root, from, null, true), from, -1);
        }
    }
}
