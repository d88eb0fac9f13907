package dev.eventstore.server.event;

import java.time.Instant;
import java.util.UUID;

/**
 * An event as the log holds it; it never changes.
 *
 * @param position its place among all events
 * @param stream the stream it was appended to
 * @param revision its place in that stream
 * @param id the writer's id of the event
 * @param type what happened, in the writer's words
 * @param isJson whether the writer said that the data is JSON
 * @param created when the server took it, exact to 100 ns
 * @param data the bytes of the event
 * @param metadata bytes about the event, empty if there is none
 */
public record RecordedEvent(
        Position position,
        StreamName stream,
        Revision revision,
        UUID id,
        String type,
        boolean isJson,
        Instant created,
        Payload data,
        Payload metadata) {}
