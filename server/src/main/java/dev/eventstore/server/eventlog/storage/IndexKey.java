package dev.eventstore.server.eventlog.storage;

/**
 * Where an event stands in its stream, as the index orders it.
 *
 * @param stream the key of the stream, see {@code StreamKeys}
 * @param revision its revision, {@link Long#MAX_VALUE} for a tombstone
 */
public record IndexKey(long stream, long revision) implements Comparable<IndexKey> {
    @Override
    public int compareTo(IndexKey other) {
        int byStream = Long.compare(stream, other.stream);
        return byStream != 0 ? byStream : Long.compare(revision, other.revision);
    }
}
