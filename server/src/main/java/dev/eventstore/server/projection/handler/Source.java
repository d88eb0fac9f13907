package dev.eventstore.server.projection.handler;

import java.util.List;

/**
 * What a definition selects.
 *
 * @param allStreams whether it reads everything
 * @param categories the categories that it reads otherwise
 * @param streams the streams that it reads otherwise
 * @param allEvents whether it wants events of every type
 * @param events the types that it wants otherwise
 * @param includesLinks whether links are events to it; only where everything is read
 */
public record Source(
        boolean allStreams,
        List<String> categories,
        List<String> streams,
        boolean allEvents,
        List<String> events,
        boolean includesLinks) {
    /** Everything that applications wrote, links included. */
    public static final Source EVERYTHING =
            new Source(true, List.of(), List.of(), true, List.of(), true);

    public Source {
        categories = List.copyOf(categories);
        streams = List.copyOf(streams);
        events = List.copyOf(events);
    }
}
