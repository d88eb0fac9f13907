package dev.eventstore.server.projection.handler;

import dev.eventstore.server.event.RecordedEvent;
import java.util.List;

/** What a definition does with events. One thread at a time. */
public interface Handler {
    /** What it wants to see. */
    Source source();

    /**
     * Takes an event.
     *
     * @return what is to be written because of it, in this order; empty if it means nothing here
     */
    List<Emitted> handle(RecordedEvent event);

    /** What is to be written beside each checkpoint. */
    default List<Emitted> atCheckpoint() {
        return List.of();
    }
}
