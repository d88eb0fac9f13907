package dev.eventstore.server.eventlog.index;

import org.jspecify.annotations.Nullable;

/** A part of the index that covers a span of positions: a table in memory or a run on disk. */
interface EntrySource {
    /**
     * The entry with the greatest revision not above {@code revision}, or {@code null} if the
     * source has none such of this stream.
     */
    @Nullable IndexEntry floor(long stream, long revision);

    /** Adds the entries from one revision to another, both included, oldest first. */
    void collect(long stream, long from, long to, EntryList into);
}
