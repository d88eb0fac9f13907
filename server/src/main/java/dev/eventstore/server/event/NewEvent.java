package dev.eventstore.server.event;

import java.util.UUID;

/**
 * An event as a writer hands it in.
 *
 * @param id names the event for idempotency: a repeated append is recognised by it
 * @param type what happened, in the writer's words; may be empty only where a protocol allows it
 * @param isJson whether the writer says that the data is JSON; nothing checks it
 * @param data the bytes of the event
 * @param metadata bytes about the event, empty if there is none
 */
public record NewEvent(UUID id, String type, boolean isJson, Payload data, Payload metadata) {
    /** The bytes that count towards the limit of an event's size. */
    public long size() {
        return (long) data.size() + metadata.size();
    }
}
