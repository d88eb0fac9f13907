package dev.eventstore.server.projection.handler;

import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.StreamName;
import org.jspecify.annotations.Nullable;

/**
 * An event as a handler gets it.
 *
 * @param event the event
 * @param link the link that led to it, {@code null} if it was read where it was written
 */
public record SourceEvent(RecordedEvent event, @Nullable RecordedEvent link) {
    /** An event that was read where it was written. */
    public static SourceEvent of(RecordedEvent event) {
        return new SourceEvent(event, null);
    }

    /**
     * The stream whose partition the event belongs to where each stream has one. An event that was
     * linked into a stream, and found through the index of that one's category, belongs to the
     * stream that links to it; metadata belong to the stream that they are about.
     */
    public String partition() {
        String origin =
                link == null ? null : MetadataMember.ORIGIN.in(link.metadata()).orElse(null);
        if (origin != null) {
            return origin;
        }
        StreamName stream = event.stream();
        return stream.isMetastream() ? stream.original().value() : stream.value();
    }
}
