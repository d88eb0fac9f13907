package dev.eventstore.server.eventlog.index;

import dev.eventstore.server.eventlog.storage.IndexKey;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.RootReference;
import org.jspecify.annotations.Nullable;

/**
 * One immutable run of the index as a reader sees it. Safe for any thread while the version it was
 * taken from is in use.
 */
final class IndexRun implements EntrySource {
    private final RootReference<IndexKey, byte[]> root;
    private final @Nullable KeyFilter filter;

    /**
     * @param filter of the streams that are in it; {@code null} if none was made
     */
    IndexRun(RootReference<IndexKey, byte[]> root, @Nullable KeyFilter filter) {
        this.root = root;
        this.filter = filter;
    }

    @Override
    public @Nullable IndexEntry floor(long stream, long revision) {
        if (hasNothingOf(stream)) {
            return null;
        }
        Cursor<IndexKey, byte[]> blocks =
                new Cursor<>(root, new IndexKey(stream, revision), null, true);
        if (!blocks.hasNext()) {
            return null;
        }
        blocks.next();
        IndexBlock.Reader entries = new IndexBlock.Reader(blocks.getValue());
        long foundRevision = -1;
        long foundPosition = -1;
        while (entries.advance() && !isBehind(entries, stream, revision)) {
            if (entries.stream() == stream) {
                foundRevision = entries.revision();
                foundPosition = entries.position();
            }
        }
        return foundPosition < 0 ? null : new IndexEntry(foundRevision, foundPosition);
    }

    @Override
    public void collect(long stream, long from, long to, EntryList into) {
        if (hasNothingOf(stream)) {
            return;
        }
        Cursor<IndexKey, byte[]> before =
                new Cursor<>(root, new IndexKey(stream, from), null, true);
        IndexKey start = before.hasNext() ? before.next() : new IndexKey(stream, from);
        Cursor<IndexKey, byte[]> blocks = new Cursor<>(root, start, new IndexKey(stream, to));
        while (blocks.hasNext()) {
            blocks.next();
            IndexBlock.Reader entries = new IndexBlock.Reader(blocks.getValue());
            while (entries.advance()) {
                if (isBehind(entries, stream, to)) {
                    return;
                }
                if (entries.stream() == stream && entries.revision() >= from) {
                    into.add(entries.revision(), entries.position());
                }
            }
        }
    }

    /** All entries, in order. */
    EntryCursor entries() {
        Cursor<IndexKey, byte[]> blocks = new Cursor<>(root, null, null);
        return new EntryCursor() {
            private IndexBlock.Reader block = new IndexBlock.Reader(new byte[0]);

            @Override
            public boolean advance() {
                while (!block.advance()) {
                    if (!blocks.hasNext()) {
                        return false;
                    }
                    blocks.next();
                    block = new IndexBlock.Reader(blocks.getValue());
                }
                return true;
            }

            @Override
            public long stream() {
                return block.stream();
            }

            @Override
            public long revision() {
                return block.revision();
            }

            @Override
            public long position() {
                return block.position();
            }
        };
    }

    private boolean hasNothingOf(long stream) {
        return filter != null && !filter.mayHold(stream);
    }

    private static boolean isBehind(EntryCursor entry, long stream, long revision) {
        return entry.stream() > stream || (entry.stream() == stream && entry.revision() > revision);
    }
}
