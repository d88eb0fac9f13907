package dev.eventstore.server.eventlog.index;

/** Walks entries in the order of a run: by stream key, then by revision. One thread at a time. */
interface EntryCursor extends AutoCloseable {
    /** Steps to the next entry, which is the first at the first call; false at the end. */
    boolean advance();

    long stream();

    long revision();

    long position();

    /** Lets go of what the walk holds, at its end or before. */
    @Override
    default void close() {}
}
