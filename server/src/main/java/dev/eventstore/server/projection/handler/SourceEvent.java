package dev.eventstore.server.projection.handler;

import dev.eventstore.server.event.RecordedEvent;
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
}
