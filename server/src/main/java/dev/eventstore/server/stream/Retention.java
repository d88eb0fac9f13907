package dev.eventstore.server.stream;

import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.eventlog.LogSnapshot;
import dev.eventstore.server.eventlog.LogTransaction;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the rules of a stream leave to be seen, and so which of its events may be removed for good:
 * those that {@code $maxCount}, {@code $maxAge} or {@code $tb} hide, what came before a delete, and
 * metadata that newer metadata replaced. The last event of a stream always stays: it carries the
 * numbering, of a deleted stream it is the tombstone or the newest hidden event.
 *
 * @param head the stream's last revision, −1 if it has no events
 * @param inForce the metadata that governs it
 */
public record Retention(long head, StreamMetadata inForce) {
    /** How it is in a snapshot. */
    public static Retention of(LogSnapshot log, StreamName stream) {
        return new Retention(
                log.lastRevision(stream),
                stream.isMetastream()
                        ? StreamMetadata.OF_METASTREAMS
                        : read(log.lastEvent(stream.metastream())));
    }

    /** How it is for the writer, changes that are not committed yet included. */
    public static Retention of(LogTransaction log, StreamName stream) {
        return new Retention(
                log.lastRevision(stream),
                stream.isMetastream()
                        ? StreamMetadata.OF_METASTREAMS
                        : read(newest(log, stream.metastream())));
    }

    /**
     * Answers whether nobody misses an event of the stream any more.
     *
     * @param created when it was taken
     * @param now what its age is measured against
     */
    public boolean mayRemove(long revision, Instant created, Instant now) {
        return revision < head
                && (head == LogTransaction.TOMBSTONE_REVISION
                        || revision < inForce.firstVisible(head)
                        || inForce.isTooOld(created, now));
    }

    private static @Nullable RecordedEvent newest(LogTransaction log, StreamName stream) {
        long last = log.lastRevision(stream);
        return last < 0 ? null : log.event(stream, last);
    }

    private static StreamMetadata read(@Nullable RecordedEvent newest) {
        return newest == null ? StreamMetadata.NONE : MetadataJson.read(newest.data());
    }
}
