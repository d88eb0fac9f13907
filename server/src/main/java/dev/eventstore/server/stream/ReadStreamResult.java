package dev.eventstore.server.stream;

import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.event.StreamName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of reading a page of a stream. */
public sealed interface ReadStreamResult {
    /**
     * A page. It spans the revisions asked for, so it may hold fewer events, even none, where
     * metadata hides some or a scavenge removed them.
     *
     * @param from the revision that the page starts at; for a backward read from the newest event,
     *     that event's revision
     * @param events in reading order
     * @param next where the next page starts in the same direction; −1 at the end going backward
     * @param head the stream's last revision
     * @param isEnd whether nothing more lies in the direction of reading at this moment
     * @param metadata the metadata in force
     */
    record Page(
            StreamName stream,
            long from,
            List<ResolvedEvent> events,
            long next,
            long head,
            boolean isEnd,
            StreamMetadata metadata)
            implements ReadStreamResult {
        public Page {
            events = List.copyOf(events);
        }
    }

    /**
     * There is no such stream, or it is softly deleted.
     *
     * @param head the last revision of a softly deleted stream, −1 if there never were events
     */
    record NoStream(StreamName stream, long head) implements ReadStreamResult {}

    /**
     * The stream has a tombstone.
     *
     * @param tombstone the event that says so; {@code null} of the metastream of such a stream
     */
    record StreamDeleted(StreamName stream, @Nullable RecordedEvent tombstone)
            implements ReadStreamResult {}

    /**
     * The caller may not read the stream, or not the target of a link on the page.
     *
     * @param stream the stream that is closed to the caller
     */
    record AccessDenied(StreamName stream) implements ReadStreamResult {}

    /**
     * The events of the page have more than {@link ReadStream#PAGE_BYTES_MAX} bytes together.
     *
     * @param fits how many events fit; ask for fewer than that
     */
    record PageTooLarge(StreamName stream, int fits) implements ReadStreamResult {}
}
