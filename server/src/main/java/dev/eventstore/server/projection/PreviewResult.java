package dev.eventstore.server.projection;

import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.event.StreamName;
import java.util.List;

/** What came of looking at what a definition would get. */
public sealed interface PreviewResult {
    /**
     * Some events, none if there are no more for now.
     *
     * @param reached how far that goes
     */
    record Found(List<Sight> events, Place reached) implements PreviewResult {
        public Found {
            events = List.copyOf(events);
        }
    }

    /**
     * An event.
     *
     * @param place where the definition is once it has seen it
     */
    record Sight(ResolvedEvent event, Place place) {}

    /** The caller may not read a stream. */
    record AccessDenied(StreamName stream) implements PreviewResult {}
}
