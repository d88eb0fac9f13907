package dev.eventstore.server.eventlog.index;

/**
 * One entry of the index.
 *
 * @param revision revision in the stream, {@link Long#MAX_VALUE} for a tombstone
 * @param position where the record is
 */
public record IndexEntry(long revision, long position) {}
